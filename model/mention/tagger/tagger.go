// Package tagger finds names in a stretch of English text: people,
// organisations, places, peoples and events, by a linear-chain model over hashed
// features (Lafferty, McCallum, Pereira 2001) whose weights cmd/train makes.
//
// It refuses to know articles and their blocks, which mentions name the same
// thing, and what a person has corrected: see package mention.
package tagger

import (
	_ "embed"
	"sync"

	"stet/model/lang"
)

//go:embed model.bin
var embedded string

// Embedded returns the model that the program carries. Its bytes are used where
// they lie: nothing is decoded.
var Embedded = sync.OnceValue(func() *Model {
	m, err := Load(embedded)
	if err != nil {
		panic(err) // the program was built from a broken file
	}
	if err := m.LoadNet(embeddedNet, WeightScale); err != nil {
		panic(err)
	}
	return m
})

// A Model is what the tagger has learnt: a lexicon and weights. It is immutable.
type Model struct {
	slots string                // the lexicon: see [Form]
	form  Form                  // of the weights
	rows  string                // the weights: see [Form]
	into  [Labels][Labels]int32 // what a change of labels adds, by the label that it is to, then by the one before
	net   *net                  // or nil

	// Of another language than English: the model whose gazetteer it shares, and the
	// words that are elided before a vowel. Its affixes are counted in letters, and
	// what is English about cutting words is left out.
	base     *Model
	elided   []string
	capitals bool   // nouns have capitals
	genitive string // see [lang.Language.Genitive]
	origin   bool   // see [lang.Language.Origin]
}

// WeightScale is from a weight, as learnt, to the signed byte that is kept of it.
const WeightScale = 24

// LoadLanguage reads the weights of another language than English. It shares the
// gazetteer of base.
func LoadLanguage(data string, base *Model, l *lang.Language) (*Model, error) {
	m, err := Load(data)
	if err != nil {
		return nil, err
	}
	m.base, m.elided, m.capitals, m.genitive, m.origin = base, l.Elided, l.Capitals, l.Genitive, l.Origin
	return m, nil
}

// shared are the flags that hold in every language.
const shared = Naming | Prefix
