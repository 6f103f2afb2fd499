// Package tagger finds names in a stretch of English text: people,
// organisations, places, peoples and events, by a linear-chain model over hashed
// features (Lafferty, McCallum, Pereira 2001) whose weights cmd/train makes.
//
// It refuses to know articles and their blocks, which mentions name the same
// thing, and what a person has corrected: see package mention.
package tagger

import (
	_ "embed"
	"encoding/binary"
	"errors"
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
	slots string                // the lexicon: see [Slots]
	form  Form                  // of the weights
	rows  string                // the weights: see [Form]
	into  [Labels][Labels]int32 // what a change of labels adds, by the label that it is to, then by the one before
	net   *net                  // or nil

	// Of another language than English: the model whose gazetteer it shares, and the
	// words that are elided before a vowel. Its affixes are counted in letters, and
	// what is English about cutting words is left out.
	base     *Model
	elided   []string
	capitals bool // nouns have capitals
	origin   bool // see [lang.Language.Origin]
}

// WeightScale is from a weight, as learnt, to the signed byte that is kept of it.
const WeightScale = 24

// A model file begins with the mark of its form. Behind it are the lengths of the
// lexicon and of the weights in bytes, four bytes each, big-endian; then the changes
// between labels, two bytes each; then the two tables.
const markSize = len("stetner3")

// Load reads a model from the bytes that [Bytes] wrote. The tables are used
// where they lie.
func Load(data string) (*Model, error) {
	form, known := formOf(data)
	if !known || len(data) < form.headSize() {
		return nil, errors.New("not a model of names")
	}
	slots, rows := be32(data[markSize:]), be32(data[markSize+4:])
	if slots+rows != len(data)-form.headSize() || slots%slotSize != 0 || rows%form.rowSize != 0 {
		return nil, errors.New("model of names: cut short")
	}
	m := &Model{form: form, slots: data[form.headSize():][:slots], rows: data[form.headSize()+slots:]}
	at := markSize + 8
	for from := range form.labels {
		for to := range form.labels {
			m.into[to][from] = int32(int16(uint16(data[at])<<8 | uint16(data[at+1])))
			at += 2
		}
	}
	return m, nil
}

// LoadLanguage reads the weights of another language than English. It shares the
// gazetteer of base.
func LoadLanguage(data string, base *Model, l *lang.Language) (*Model, error) {
	m, err := Load(data)
	if err != nil {
		return nil, err
	}
	m.base, m.elided, m.capitals, m.origin = base, l.Elided, l.Capitals, l.Origin
	return m, nil
}

// shared are the flags that hold in every language.
const shared = Country | City | Region | Place | Forename | Surname | Org | Prefix

func be32(s string) int {
	return int(s[0])<<24 | int(s[1])<<16 | int(s[2])<<8 | int(s[3])
}

// Bytes writes a model for [Load] in a form.
func Bytes(form Form, slots []byte, weights map[uint64][Labels]int8, change [Labels][Labels]int16) []byte {
	rows := form.rows(weights)
	out := binary.BigEndian.AppendUint32([]byte(form.mark), uint32(len(slots)))
	out = binary.BigEndian.AppendUint32(out, uint32(len(rows)))
	for _, from := range change[:form.labels] {
		for _, w := range from[:form.labels] {
			out = binary.BigEndian.AppendUint16(out, uint16(w))
		}
	}
	return append(append(out, slots...), rows...)
}
