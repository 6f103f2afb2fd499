package main

import (
	"cmp"
	"encoding/json"
	"fmt"
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

// A breadth is of how many words, the most frequent ones, the clusters are kept: of all
// words, and of those in clusters whose words are often names. Those of the samples
// and of the lexicon have theirs anyhow.
type breadth struct{ all, naming int }

// A spelling is a word as it is spelt, with the logarithm of how frequent it is.
type spelling struct {
	word string
	log  float64
}

// addTree adds clusters of a language. Of the spellings of a word the most frequent one
// counts. Words that are mostly written without a capital are marked, but in a language
// whose nouns have one.
func (l *lexicon) addTree(lookups string, of *lang.Language, samples []sample, most breadth) error {
	paths, logs := map[string]uint16{}, map[string]float64{}
	if err := readLookups(lookups, of.Tag+"_lexeme_cluster", &paths); err != nil {
		return err
	}
	if err := readLookups(lookups, of.Tag+"_lexeme_prob", &logs); err != nil {
		return err
	}
	list := make([]spelling, 0, len(logs))
	for word, log := range logs {
		list = append(list, spelling{word, log})
	}
	slices.SortFunc(list, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(b.log, a.log), strings.Compare(a.word, b.word))
	})
	met, naming := l.wordsOf(samples), l.namingClusters(paths, samples)
	done := map[uint64]bool{}
	for rank, s := range list {
		key, path := tagger.Hash(s.word), paths[s.word]
		e, known := l.entries[key]
		frequent := rank < most.all || rank < most.naming && naming[path]
		if done[key] || path == 0 || !known && !met[key] && !frequent {
			continue
		}
		done[key] = true
		e.Cluster = path
		if first, _ := utf8.DecodeRuneInString(s.word); !of.Capitals && unicode.IsLower(first) {
			e.Flags |= tagger.Common
		}
		l.entries[key] = e
	}
	return nil
}

// leastNaming is what share of the words of a cluster are in names where it is kept of
// rarer words.
const leastNaming = 0.3

// namingClusters are the clusters whose words are often in names in the samples.
func (l *lexicon) namingClusters(paths map[string]uint16, samples []sample) map[uint16]bool {
	words, inNames := map[uint16]int{}, map[uint16]int{}
	for _, s := range samples {
		l.tokens = l.words.Tokens(l.tokens[:0], s.text)
		names := s.gold
		for _, t := range l.tokens {
			for len(names) > 0 && names[0].end <= int(t.Start) {
				names = names[1:]
			}
			path := paths[s.text[t.Start:t.End]]
			words[path]++
			if len(names) > 0 && int(t.Start) >= names[0].start {
				inNames[path]++
			}
		}
	}
	naming := map[uint16]bool{}
	for path, n := range inNames {
		naming[path] = float64(n) >= leastNaming*float64(words[path])
	}
	return naming
}

// readLookups reads one table of the PyPI package spacy-lookups-data.
func readLookups(wheel, table string, into any) error {
	data, err := readMember(wheel, "spacy_lookups_data/data/"+table+".json.gz")
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", wheel, err)
	}
	return nil
}
