package learn

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/annotate/suggest"
)

// A feature is something about a sentence, hashed: its place among the weights, how much
// of it there is, and the words that it stands for, "" for none that a person would know.
type feature struct {
	at    uint32
	value float64
	words string
}

// The groups of features, and how much each may weigh in all.
const (
	wordGroup = iota
	pairGroup
	partGroup // of words: four letters
	cueGroup
	groups
)

var share = [groups]float64{1, 0.7, 0.6, 0.9}

// featuresOf are those of a sentence: its words and pairs of words, stretches of four
// letters, and cues that need no words: numbers, names, marks, length.
func featuresOf(text string) []feature {
	var by [groups][]feature
	add := func(group int, name, words string) {
		by[group] = append(by[group], feature{hash(group, name), 1, words})
	}
	words := wordsOf(text)
	last := "^"
	for i, w := range words {
		low := normal(w)
		add(wordGroup, low, w)
		if both := ""; i > 0 {
			both = words[i-1] + " " + w
			add(pairGroup, last+" "+low, both)
		} else {
			add(pairGroup, last+" "+low, "")
		}
		last = low
		padded := "_" + low + "_"
		for j := 0; j+4 <= len(padded); j++ {
			if utf8.ValidString(padded[j : j+4]) {
				add(partGroup, padded[j:j+4], "")
			}
		}
	}
	for _, c := range cuesOf(text, words) {
		add(cueGroup, c, "")
	}
	var out []feature
	for g := range by {
		norm := share[g] / math.Sqrt(float64(max(len(by[g]), 1)))
		for _, f := range by[g] {
			f.value = norm
			out = append(out, f)
		}
	}
	return out
}

// hash is FNV-1a of a feature's name in its group.
func hash(group int, name string) uint32 {
	h := uint32(2166136261) ^ uint32(group)*16777619
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return (h ^ h>>spaceBits) & (space - 1)
}

// normal is a word in lower case, its digits alike.
func normal(w string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return unicode.ToLower(r)
	}, w)
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’' && r != '%' && r != '$' && r != '€' && r != '£'
	})
}

// cuesOf are the cues of a sentence.
func cuesOf(text string, words []string) (cues []string) {
	numbers, names, upper := 0, 0, 0
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case strings.ContainsFunc(w, unicode.IsDigit):
			numbers++
		case unicode.IsUpper(r) && i > 0:
			names++
		}
		if len(w) > 1 && strings.ToUpper(w) == w && unicode.IsLetter(r) {
			upper++
		}
	}
	count := func(name string, n int) {
		for i := range min(n, 3) {
			cues = append(cues, name+string(rune('1'+i)))
		}
	}
	count("number", numbers)
	count("name", names)
	count("capitals", upper)
	for name, marks := range map[string]string{"question": "?", "exclaims": "!", "quoted": "“\"„«", "percent": "%", "money": "$€£", "colon": ":", "brackets": "("} {
		if strings.ContainsAny(text, marks) {
			cues = append(cues, name)
		}
	}
	for s := suggest.WorthOf(text); s > 0.1 && len(cues) < 40; s -= 0.1 { // a rule for everybody is a hint for one
		cues = append(cues, "worth"+string(rune('0'+int(s*10))))
	}
	for _, n := range []int{5, 10, 15, 20, 30} {
		if len(words) >= n {
			cues = append(cues, "words"+string(rune('a'+n)))
		}
	}
	if len(words) > 0 {
		cues = append(cues, "first "+normal(words[0]), "last "+normal(words[len(words)-1]))
	}
	return cues
}
