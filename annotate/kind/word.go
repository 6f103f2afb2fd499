package kind

import "strings"

// words are the codes in the words of the screen. A file holds the code, and a
// person reads and types the word.
var words = map[string]string{
	Favor: "for", Against: "against", Neither: "neither",
	"CFS": "worth checking", "UFS": "minor fact", "NFS": "not a fact",
	"SUPPORTS": "supported", "REFUTES": "refuted", "NOT ENOUGH INFO": "not enough information",
	"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "people",
	"DATE": "date", "TIME": "time", "MONEY": "amount", "PERCENT": "percentage", "EVENT": "event", "TOPIC": "topic",
}

// Word returns what the screen says for a code of any kind; a code that has no
// word of its own stands for itself.
func Word(code string) string {
	if w, ok := words[code]; ok {
		return w
	}
	return code
}

// Code returns the code that is meant by a word of the screen, or by a code in
// any case; what is neither stands for itself.
func Code(word string) string {
	best := ""
	for code, w := range words {
		switch {
		case strings.EqualFold(code, word):
			return code
		case strings.EqualFold(w, word) && (best == "" || code < best): // "place" is GPE before LOC
			best = code
		}
	}
	if best != "" {
		return best
	}
	return word
}
