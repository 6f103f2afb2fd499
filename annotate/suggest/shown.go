package suggest

import (
	"slices"
	"strings"
)

// shown returns the words of a statement that a reason repeats: the word at i with its
// noun, its unit or its subject.
func shown(words []string, i int) string {
	from, to := i, i+1
	c := cues()[words[i]]
	switch {
	case amount(words[i]) != 0 || c&(number|few|great) != 0:
		from, to = sized(words, i)
	case c&ranks != 0 && i > 0 && words[i-1] == "the":
		from, to = i-1, min(i+2, len(words))
	case c&compares != 0:
		if words[i] == "more" || words[i] == "less" {
			to = min(i+2, len(words))
		}
		if k := slices.Index(words[i:], "than"); k > 0 && k < 4 {
			to = min(i+k+2, len(words))
		}
	case c&cause != 0 && to < len(words) && (words[to] == "to" || words[to] == "by" || words[to] == "for" || words[to] == "in"):
		to++
	case c&times != 0 || c&trend != 0:
		if to+1 < len(words) && (words[to] == "by" || words[to] == "to") && amount(words[to+1]) != 0 {
			_, to = sized(words, to+1)
		}
	}
	out := words[from]
	for _, w := range words[from+1 : to] {
		out += " " + w
	}
	return out
}

// asWritten is words in small letters as they are in a statement: Americans for americans.
func asWritten(statement, words string) string {
	lower := strings.ReplaceAll(strings.ToLower(statement), "'", "’")
	if i := strings.Index(lower, words); i >= 0 && len(lower) == len(statement) {
		return statement[i : i+len(words)]
	}
	return words
}

// sized returns where the amount at i begins and ends with what it counts: half a million
// people, billions of dollars, 3 percent.
func sized(words []string, i int) (from, to int) {
	from, to = i, i+1
	if (words[i] == "twice" || words[i] == "times") && i+2 < len(words) && words[i+1] == "as" {
		return from, i + 3
	}
	next := func() string {
		if to < len(words) {
			return words[to]
		}
		return ""
	}
	if i > 0 && cues()[words[i]]&great != 0 && words[i] != "half" && (words[i-1] == "a" || cues()[words[i-1]]&(number|few) != 0 || amount(words[i-1]) != 0) {
		from-- // a million
	}
	if next() == "a" && to+1 < len(words) && cues()[words[to+1]]&(great|number) != 0 {
		to += 2 // half a million
	}
	for to-i < 3 && next() != "" && (cues()[next()]&(great|number|span) != 0 || next() == "per" || next() == "cent" || next() == "percentage") {
		to++
	}
	if next() == "of" {
		k := to + 1
		if k < len(words) && (definite.has(words[k]) || words[k] == "all") {
			k++
		}
		if k < len(words) && cues()[words[k]]&(number|great) == 0 {
			return from, k + 1
		}
		return from, to
	}
	if w := next(); w != "" && w[0] >= 'a' && !function.has(w) && cues()[w]&(past|modal|deed|trend|times|compares|few|number) == 0 {
		to++
		if w = next(); !strings.HasSuffix(words[to-1], "s") && strings.HasSuffix(w, "s") && !function.has(w) && len(w) > 4 {
			to++ // investment bankers
		}
	}
	return from, to
}
