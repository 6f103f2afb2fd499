package suggest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// idleWords leaves out of a statement what only looks like a sign: ages, days of a
// month, shortened years, times of the day, numbers that are part of a name, and words
// in sayings.
func idleWords(statement string) string {
	words := strings.Fields(statement)
	var out []string // nil while nothing was left out
	for i, w := range words {
		idle := saying(words, i)
		if i > 0 && capital(w) && cues()[near(words, i)]&few != 0 {
			idle = true // the Gang of Eight
		}
		if strings.ContainsAny(w, "0123456789") {
			idle = idle || idleNumber(words, i)
		}
		if idle && out == nil {
			out = append(make([]string, 0, len(words)), words[:i]...)
		}
		switch {
		case idle:
			out = append(out, "so")
		case out != nil:
			out = append(out, w)
		}
	}
	if out == nil {
		return statement
	}
	return strings.Join(out, " ")
}

// near is the word at i in small letters without signs around it, "" outside.
func near(words []string, i int) string {
	if i < 0 || i >= len(words) {
		return ""
	}
	w := words[i]
	if !letterOrDigit(w[0]) || !letterOrDigit(w[len(w)-1]) { // to trim costs more than all the rest
		w = strings.Trim(w, ".,;:!?()\"“”‘’'")
	}
	return strings.ToLower(w)
}

// letterOrDigit reports whether a byte is one of ASCII: at the edge of a word there is
// then nothing to trim.
func letterOrDigit(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' }

var months = map[string]bool{"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true, "august": true, "september": true,
	"october": true, "november": true, "december": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true, "aug": true, "sep": true, "sept": true,
	"oct": true, "nov": true, "dec": true}

// idleNumber reports whether the number in the word at i counts nothing.
func idleNumber(words []string, i int) bool {
	w := words[i]
	next := near(words, i+1)
	switch {
	case strings.HasPrefix(w, "’"), strings.HasPrefix(w, "'"), strings.Contains(w, "/"): // in ’08, 24/7
		return true
	case next == "utc", next == "gmt", clauses[near(words, i-1)], strings.Trim(w, ".,") == "911":
		return true
	case strings.Contains(w, "year-old"), next == "year-old", strings.Contains(w, ":"), next == "a.m", next == "p.m", next == "o’clock":
		return true
	case months[near(words, i-1)] && !share(next), months[next], near(words, i-1) == "-" && len(w) < 4 && i > 1 && capital(words[i-2]):
		return true
	}
	letters := strings.IndexAny(w, "0123456789")
	if letters > 0 && strings.IndexByte(w[:letters], '-') > 0 && capital(w) { // Covid-19
		return true
	}
	digits := strings.Trim(w, ".,;:()")
	return i > 1 && letters == 0 && len(digits) < 4 && capital(words[i-1]) && !strings.ContainsAny(words[i-1], ".,;:") && !share(next) && strings.Trim(digits, "0123456789") == ""
}

// clauses are words before the number of a part of a law or a road.
var clauses = map[string]bool{"section": true, "article": true, "chapter": true, "clause": true, "highway": true, "interstate": true, "route": true, "figure": true, "table": true, "paragraph": true}

// share reports whether a word behind a number makes it an amount.
func share(w string) bool {
	return w == "per" || w == "percent" || w == "percentage" || w == "%" || cues()[w]&(great|span) != 0
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(unopened(w))
	return unicode.IsUpper(r)
}

// unopened is a word without the marks that open something before it.
func unopened(w string) string {
	if w != "" && letterOrDigit(w[0]) {
		return w
	}
	return strings.TrimLeft(w, "“‘\"'(")
}

// sayings are words that only look like a sign before one of others.
var sayings = map[string][]string{
	"third": {"world", "party", "person", "time"}, "paid": {"tribute", "tributes", "attention", "respects", "homage"}, "pay": {"tribute", "attention"},
	"raised": {"questions", "concerns", "hopes", "doubts", "awareness", "children"}, "raise": {"questions", "concerns", "awareness"}, "closed": {"doors", "communities", "community", "rounds"},
	"more": {"than happy", "willing", "ready"}, "fallen": {"apart"}, "one": {"of", "another", "thing", "day"}, "$64,000": {"question"}, "100": {"sure"}, "most": {"likely", "of"},
}

// saying reports whether the word at i is part of a saying.
func saying(words []string, i int) bool {
	w := near(words, i)
	if strings.HasPrefix(w, "half-") || strings.HasPrefix(w, "multi-") {
		return true
	}
	if list := sayings[w]; list != nil && slices.Contains(list, near(words, i+1)) {
		return true
	}
	return (w == "least" || w == "most") && near(words, i-1) == "at"
}

// aside reports whether a deed only tells which people or things are meant: who attacked
// officials, the alleged killer’s, a body charged with.
func aside(words []string, i int) bool {
	if words[i] == "holding" && (i == 0 || words[i-1] != "is" && words[i-1] != "are" && words[i-1] != "been") {
		return true // reported holding shares
	}
	k := i - 1
	for k >= 0 && (words[k] == "was" || words[k] == "were" || words[k] == "had" || words[k] == "has" || words[k] == "have" || words[k] == "been" || words[k] == "is" || words[k] == "are") {
		k--
	}
	if i > 0 && (definite[words[i-1]] && words[i-1] != "all" || words[i-1] == "a" || words[i-1] == "an" || words[i-1] == "as" || words[i-1] == "no" || words[i-1] == "any") {
		return true // the murdered women
	}
	if i+1 < len(words) && (words[i] == "built" && words[i+1] == "into" || words[i] == "opposed" && words[i+1] == "to" || words[i] == "passed" && words[i+1] == "from") || i > 0 && words[i] == "allowed" && words[i-1] == "not" {
		return true
	}
	return k >= 0 && (words[k] == "who" || words[k] == "which" || words[k] == "alleged" || words[k] == "whom") ||
		i+2 < len(words) && words[i] == "charged" && words[i+1] == "with" && strings.HasSuffix(words[i+2], "ing")
}

// becomes are words before a comparative that tell of a change.
var becomes = map[string]bool{"become": true, "became": true, "becomes": true, "becoming": true, "getting": true, "gets": true, "got": true, "grown": true, "grew": true, "growing": true}

// matterOfDegree reports whether more or less at i only strengthens an adjective that
// nobody can measure: more uplifting.
func matterOfDegree(words []string, i int) bool {
	if words[i] != "more" && words[i] != "less" && words[i] != "fewer" && !strings.HasPrefix(words[i], "exceed") && words[i] != "outnumber" {
		return !slices.Contains(words[i:], "than") // a bigger battle
	}
	if i+1 >= len(words) || words[i+1] == "so" {
		return i+1 < len(words)
	}
	next := words[i+1]
	for _, end := range [...]string{"ed", "ful", "ing", "al", "able", "ous", "ive", "ent", "ant", "ible", "ic", "ary", "some", "less", "ate"} {
		if strings.HasSuffix(next, end) && !measurable[next] {
			return true
		}
	}
	return false
}

// measurable are adjectives whose more or less can be counted.
var measurable = map[string]bool{"expensive": true, "frequent": true, "numerous": true, "populous": true, "prevalent": true, "productive": true, "infectious": true, "contagious": true}

// definite are words before a small number that only tells which ones are meant.
var definite = map[string]bool{"the": true, "these": true, "those": true, "or": true, "between": true, "our": true, "all": true, "other": true, "her": true, "his": true, "their": true, "its": true}

// causes reports whether a word for a cause at i gives one: due to rain, not due in May.
func causes(words []string, i int) bool {
	next, after := "", ""
	if i+1 < len(words) {
		next = words[i+1]
	}
	if i+2 < len(words) {
		after = words[i+2]
	}
	switch words[i] {
	case "responsible":
		return next == "for"
	case "due":
		return next == "to" && !slices.Contains([]string{"be", "start", "begin", "open", "arrive", "take", "meet", "speak", "appear", "return", "leave", "end", "expire", "vote", "have", "hold"}, after) &&
			!(i > 0 && i < 9 && (words[0] == "it" || words[0] == "this" || words[0] == "that"))
	case "led":
		return next == "to"
	}
	return true
}

// attributive reports whether a word that may tell of a rise or a fall only describes
// the noun behind it, or is no such thing: the fallen soldiers, a growing feeling, grew up.
func attributive(words []string, i int) bool {
	if i+1 < len(words) && (words[i+1] == "up" && strings.HasPrefix(words[i], "gr") || words[i] == "drop" && definite[words[i+1]]) {
		return true
	}
	switch words[i] {
	case "fallen", "growing", "rising", "lost", "increased", "reduced", "raised", "increasing", "decreasing":
		return i > 0 && i+1 < len(words) && (words[i-1] == "a" || words[i-1] == "the" || words[i-1] == "an" || words[i-1] == "this" || words[i-1] == "his" || words[i-1] == "her" || words[i-1] == "their")
	}
	return false
}

// topped reports whether a word that may rank does so: the most popular, a record year.
func topped(words []string, i int) bool {
	if i == 0 {
		return false
	}
	before, next := words[i-1], ""
	if i+1 < len(words) {
		next = words[i+1]
	}
	if words[i] == "record" {
		return before == "a" || before == "new" || before == "all-time" || next == "high" || next == "low" || next == "number" || next == "year"
	}
	return (before == "the" || before == "second" || before == "third" || strings.HasSuffix(before, "’s")) && next != "case" && next != "of" && next != "likely" && next != ""
}

// supposed reports whether a statement says what would be so on a condition, or what
// should be.
func supposed(statement string) bool {
	words := wordsOf(statement)
	if !slices.Contains(words, "if") || strings.ContainsAny(statement, "$£€%") || slices.Contains(words, "percent") {
		return false // what a plan would cost
	}
	return slices.ContainsFunc(words, func(w string) bool {
		return w == "would" || w == "could" || w == "should" || strings.HasSuffix(w, "’d")
	})
}
