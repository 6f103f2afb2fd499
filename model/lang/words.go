package lang

import (
	"slices"
	"strings"
	"unicode"
)

// Where letters leave the language open, words decide that a language's files hold:
// common words, verbs of saying, prepositions, amounts, months. Abbreviations are too much alike.
const (
	perWord  = 7  // bits that such a word is worth
	openLead = 80 // bits: a language that leads by more needs no words
	judged   = 6  // how many of the candidates are looked at
	mostRead = 80 // words that are looked up at most
)

// byWords takes from each of the best candidates what the words of text that it
// knows are worth, and sorts them again.
func byWords(found []rated, text string) {
	found = found[:min(len(found), judged)]
	if len(found) < 2 || found[1].bits-found[0].bits > openLead*perBit {
		return
	}
	words := strings.FieldsFunc(text[:min(len(text), 1000)], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	words = words[:min(len(words), mostRead)]
	for i, w := range words {
		words[i] = strings.ToLower(w)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	for i := range found {
		known := found[i].lang.vocabulary()
		for _, w := range words {
			if known[w] {
				found[i].bits -= perWord * perBit
			}
		}
	}
	slices.SortFunc(found, byBits)
}

// wordsOf gathers the words of a language's own lists, in lower case.
func (l *Language) wordsOf() map[string]bool {
	known := map[string]bool{}
	add := func(words []string) {
		for _, w := range words {
			if strings.HasPrefix(w, "*") {
				continue // an ending
			}
			for part := range strings.FieldsFuncSeq(strings.ToLower(w), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
				if len(part) > 1 {
					known[part] = true
				}
			}
		}
	}
	for _, file := range [...]string{"says.txt", "amounts.txt"} {
		for _, line := range l.List(file) {
			add(strings.Fields(line)[1:]) // behind the key
		}
	}
	for _, line := range l.List("words.txt") {
		for _, w := range strings.Fields(line) {
			known[w] = true
		}
	}
	for _, line := range l.List("months.txt") {
		add(strings.Fields(line))
	}
	return known
}
