package main

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/mention/tagger"
)

// Words that no training text has are told from names by a table of lemmas
// (spacy-lookups-data), as far as they are frequent (wordfreq).

// addLemmas marks the forms of common words, and gives the forms of names the flags of
// their lemmas.
func (l *lexicon) addLemmas(lookups, tag string, frequent map[string]bool, samples []sample) error {
	lemmas := map[string]string{}
	if err := readLookups(lookups, tag+"_lemma_lookup", &lemmas); err != nil {
		return err
	}
	met := l.wordsOf(samples)
	common, named := map[uint64]bool{}, map[uint64]tagger.Flag{}
	note := func(form, lemma string) {
		key := tagger.Hash(form)
		if !met[key] && !frequent[strings.ToLower(form)] || len(form) < 2 {
			return
		}
		if !isCapital(form) && !isCapital(lemma) {
			common[key] = true
			return
		}
		known, _ := tagger.Embedded().Lookup(tagger.Hash(lemma))
		named[key] |= (known | l.entries[tagger.Hash(lemma)].Flags) & tagger.Naming
	}
	for form, lemma := range lemmas {
		note(form, lemma)
		note(lemma, lemma)
	}
	for key, flags := range named {
		if flags != 0 {
			l.mark(key, flags)
		}
		delete(common, key)
	}
	for key := range common {
		l.mark(key, tagger.Common)
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

func isCapital(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// readFrequencies are the words of one list of the PyPI package wordfreq, in small
// letters.
func readFrequencies(wheel, list string) (map[string]bool, error) {
	data, err := readMember(wheel, "wordfreq/data/"+list+".msgpack.gz")
	if err != nil {
		return nil, err
	}
	words := map[string]bool{}
	if !readStrings(data, func(s string) { words[s] = true }) {
		return nil, errors.New(wheel + ": not a list of words")
	}
	return words, nil
}

// readStrings calls do with each string of a MessagePack file of lists; false means
// that there is something else in it.
func readStrings(data []byte, do func(string)) bool {
	for len(data) > 0 {
		c, head, size := data[0], 1, 0
		switch {
		case c < 0x80, c >= 0x80 && c < 0xa0: // a small number, the head of a list or map
		case c < 0xc0:
			size = int(c & 31)
		case c == 0xd9 && len(data) > 1:
			head, size = 2, int(data[1])
		case c == 0xda && len(data) > 2:
			head, size = 3, int(binary.BigEndian.Uint16(data[1:]))
		case c == 0xdc:
			head = 3
		case c == 0xdd:
			head = 5
		default:
			return false
		}
		if head+size > len(data) {
			return false
		}
		if size > 0 {
			do(string(data[head : head+size]))
		}
		data = data[head+size:]
	}
	return true
}
