package main

import (
	"archive/zip"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
	"stet/model/mention/tagger"
)

// For some languages there are Brown clusters of a million words, learnt from far more
// text than we have, in the PyPI package spacy-lookups-data. A cluster is a path from
// the root of a tree, its first turn in the lowest bit.

// A spelling is a word as it is spelt, with the logarithm of how frequent it is.
type spelling struct {
	word string
	log  float64
}

// addTree adds the clusters of the most frequent words, and of all words of the
// samples. Of the spellings of a word the most frequent one counts. Words that are
// mostly written without a capital are marked, but in a language whose nouns have one.
func (l *lexicon) addTree(lookups string, of *lang.Language, samples []sample, most int) error {
	z, err := zip.OpenReader(lookups)
	if err != nil {
		return err
	}
	defer z.Close()
	paths, logs := map[string]uint16{}, map[string]float64{}
	if err := readTable(z, of.Tag+"_lexeme_cluster", &paths); err != nil {
		return err
	}
	if err := readTable(z, of.Tag+"_lexeme_prob", &logs); err != nil {
		return err
	}
	list := make([]spelling, 0, len(logs))
	for word, log := range logs {
		list = append(list, spelling{word, log})
	}
	slices.SortFunc(list, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(b.log, a.log), strings.Compare(a.word, b.word))
	})
	met := l.wordsOf(samples)
	done := map[uint64]bool{}
	for _, s := range list {
		key := tagger.Hash(s.word)
		if done[key] || len(done) >= most && !met[key] || paths[s.word] == 0 {
			continue
		}
		done[key] = true
		e := l.entries[key]
		e.Cluster = paths[s.word]
		if first, _ := utf8.DecodeRuneInString(s.word); !of.Capitals && unicode.IsLower(first) {
			e.Flags |= tagger.Common
		}
		l.entries[key] = e
	}
	return nil
}

// wordsOf are the keys of the words of samples.
func (l *lexicon) wordsOf(samples []sample) map[uint64]bool {
	met := map[uint64]bool{}
	for _, s := range samples {
		l.tokens = l.words.Tokens(l.tokens[:0], s.text)
		for _, t := range l.tokens {
			met[tagger.Hash(s.text[t.Start:t.End])] = true
		}
	}
	return met
}

// readTable reads one table of the package.
func readTable(z *zip.ReadCloser, name string, into any) error {
	f, err := z.Open("spacy_lookups_data/data/" + name + ".json.gz")
	if err != nil {
		return err
	}
	defer f.Close()
	plain, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	return json.NewDecoder(plain).Decode(into)
}
