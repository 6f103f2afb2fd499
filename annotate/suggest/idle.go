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

// idleNumber reports whether the number in the word at i counts nothing.
func idleNumber(words []string, i int) bool {
	w := words[i]
	next := near(words, i+1)
	switch {
	case strings.HasPrefix(w, "’"), strings.HasPrefix(w, "'"), strings.Contains(w, "/"): // in ’08, 24/7
		return true
	case next == "utc", next == "gmt", clauses.has(near(words, i-1)) && !share(next), strings.HasSuffix(strings.Trim(w, ".,"), ".0"), strings.Trim(w, ".,") == "911":
		return true
	case strings.Contains(w, "year-old"), next == "year-old", strings.Contains(w, ":"), next == "a.m", next == "p.m", next == "o’clock":
		return true
	case months.has(near(words, i-1)) && !share(next), months.has(next), near(words, i-1) == "-" && len(w) < 4 && i > 1 && capital(words[i-2]):
		return true
	}
	if designates(words, i) || w[0] == '(' && i > 0 && capital(words[i-1]) && len(digitsOf(w)) == 2 {
		return true // Jane Doe (40)
	}
	letters := strings.IndexAny(w, "0123456789")
	if letters > 0 && strings.IndexByte(w[:letters], '-') > 0 && capital(w) { // Covid-19
		return true
	}
	digits := strings.Trim(w, ".,;:()")
	return i > 1 && letters == 0 && len(digits) < 4 && capital(words[i-1]) && !strings.ContainsAny(words[i-1], ".,;:") && !share(next) && strings.Trim(digits, "0123456789") == ""
}

// designates reports whether the number in the word at i names a thing: HR 6819, an A300 and a
// 747.
func designates(words []string, i int) bool {
	if strings.Trim(words[i], ".,;:()0123456789") != "" || share(near(words, i+1)) {
		return false
	}
	if before := near(words, i-1); (before == "and" || before == "or") && i > 1 {
		last := strings.Trim(words[i-2], ".,;:()")
		return capital(last) && strings.ContainsAny(last, "0123456789")
	}
	if i == 0 || len(words[i-1]) < 2 || len(words[i-1]) > 4 || strings.Trim(words[i-1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	return !currencies.has(words[i-1]) && !strings.Contains(words[i], ",")
}

// digitsOf is a word without the signs around a number.
func digitsOf(w string) string { return strings.Trim(w, "(),.;:") }

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

// entire reports whether the 100 per cent at i, behind which k is, only mean wholly.
func entire(words []string, i, k int) bool {
	ends := k >= len(words) || strings.HasSuffix(words[k-1], ",")
	return wholly.has(near(words, k)) || ends && i > 0 && cues()[near(words, i-1)]&trend == 0 && !slices.Contains([]string{"by", "to", "at", "a", "is", "was", "of", "nearly", "almost", "about"}, near(words, i-1))
}

// saying reports whether the word at i is part of a saying.
func saying(words []string, i int) bool {
	w := near(words, i)
	if strings.HasPrefix(w, "half-") || strings.HasPrefix(w, "multi-") {
		return true
	}
	next := near(words, i+1)
	switch {
	case w == "100" && next == "percent":
		return entire(words, i, i+2)
	case w == "percent" && near(words, i-1) == "100":
		return entire(words, i-1, i+1)
	case w == "100" && next == "per", w == "per" && near(words, i-1) == "100":
		return wholly.has(near(words, i+3)) || w == "per" && wholly.has(near(words, i+2))
	case w == "half" && (near(words, i-1) == "first" || near(words, i-1) == "second"):
		return true // of a match, of a year
	case (w == "opened" || w == "closed") && next == "the" && strings.HasPrefix(near(words, i+2), "door"):
		return true
	case next == "of" && cues()[w]&(few|number) != 0 && ownKin.has(near(words, i+2)):
		return true // two of his sons
	}
	switch before := near(words, i-1); {
	case before == "minus", before == "of" && near(words, i-2) == "lives" && cues()[w]&great != 0:
		return true // minus a million, touched the lives of millions
	case w == "million" && before == "a" && near(words, i-2) == "minus":
		return true
	case (before == "under" || before == "over") && aged.has(near(words, i-2)) && len(w) < 3:
		return true // anyone over 30
	case w == "quarters" && cues()[before]&(number|few) == 0, w == "shot" && before == "mug", before == "of" && near(words, i-2) == "mother", before == "of" && near(words, i-2) == "father":
		return true // larger quarters, a mother of three
	}
	return slices.Contains(sayings()[w], next) || (w == "least" || w == "most") && near(words, i-1) == "at"
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
	if i == 0 && len(words) > 1 && strings.HasSuffix(words[1], "s") && len(words[1]) > 4 {
		return true // convicted felons
	}
	if i > 0 && (definite.has(words[i-1]) && words[i-1] != "all" || strings.HasSuffix(words[i-1], "’s") && !contracted.has(words[i-1]) || words[i-1] == "a" || words[i-1] == "an" || words[i-1] == "as" || words[i-1] == "no" || words[i-1] == "any") {
		return true // the murdered women
	}
	if i > 0 && i+1 < len(words) && reducedBy.has(words[i+1]) && several(words[i-1]) && !intransitive.has(words[i]) {
		return true // the children killed at the school
	}
	if i+1 < len(words) && (words[i] == "built" && words[i+1] == "into" || words[i] == "opposed" && words[i+1] == "to" || words[i] == "passed" && words[i+1] == "from") || i > 0 && words[i] == "allowed" && words[i-1] == "not" {
		return true
	}
	return k >= 0 && (words[k] == "who" || words[k] == "which" || words[k] == "alleged" || words[k] == "whom") ||
		i+2 < len(words) && words[i] == "charged" && words[i+1] == "with" && strings.HasSuffix(words[i+2], "ing")
}

// several reports whether a word is the plural of a noun.
func several(w string) bool {
	return strings.HasSuffix(w, "s") && len(w) > 4 || w == "children" || w == "people" || w == "men" || w == "women"
}

// matterOfDegree reports whether more or less at i only strengthens an adjective that
// nobody can measure: more uplifting.
func matterOfDegree(words []string, i int) bool {
	if k := slices.Index(words[i:], "than"); words[i] == "more" && (i == 0 || words[i-1] == "nothing" || k > 0 && slices.ContainsFunc(words[i+k:min(len(words), i+k+4)], vague.has)) {
		return true // nothing more than a rumour, more work than he expected
	}
	if words[i] != "more" && words[i] != "less" && words[i] != "fewer" && !strings.HasPrefix(words[i], "exceed") && words[i] != "outnumber" {
		return !slices.Contains(words[i:], "than") // a bigger battle
	}
	if i+1 >= len(words) || words[i+1] == "so" {
		return i+1 < len(words)
	}
	next := words[i+1]
	for _, end := range [...]string{"ed", "ful", "ing", "al", "able", "ous", "ive", "ent", "ant", "ible", "ic", "ary", "some", "less", "ate"} {
		if strings.HasSuffix(next, end) && !measurable.has(next) {
			return true
		}
	}
	return false
}

// widely reports whether a word says among how many something is first: in the world.
func widely(w string) bool { return wide.has(w) || strings.HasPrefix(w, "world’s") }

// judges reports whether the word of praise or blame at i is the predicate of a clause: is
// absurd, was a sheer disgrace.
func judges(words []string, i int) bool {
	for _, w := range words[max(0, i-3):i] {
		if w == "is" || w == "was" || w == "are" || w == "were" || w == "it’s" || w == "that’s" || w == "be" {
			return true
		}
	}
	return false
}

// opinions begin a statement that only weighs something, or that only tells what is asked.
var opinions = map[string]bool{"there is little": true, "there was little": true, "the question is": true, "the point is": true, "people say": true,
	"some say": true, "they say": true, "on a scale": true, "the best way": true}

// aimed reports whether a statement only says what is wanted, or what one should think
// of: the goal is to plant a million trees; suppose a million came.
func aimed(statement string) bool {
	words := strings.Fields(statement)
	if near(words, 0) == "you" && (cues()[near(words, 1)]&modal != 0 || duties.has(near(words, 1))) {
		return true // you may have a million, you don’t have to pay 100
	}
	if len(words) > 3 && opinions[near(words, 0)+" "+near(words, 1)+" "+near(words, 2)] || opinions[near(words, 0)+" "+near(words, 1)] {
		return true
	}
	for i := 1; i < min(len(words), 4); i++ {
		if w := near(words, i); (w == "wants" || w == "want" || w == "hopes" || w == "hope") && !strings.ContainsAny(strings.Join(words[:i], ""), "0123456789") {
			return true // the union wants 5,000 jobs
		}
	}
	for i := 0; i < min(len(words), 4); i++ {
		switch near(words, i) {
		case "suppose", "imagine", "hypothetical", "scenario":
			return true
		case "goal", "aim", "target", "strategy", "intention", "idea", "ambition", "objective", "hope", "purpose":
			for k := i + 1; k+1 < len(words); k++ {
				if c := near(words, k); (c == "is" || c == "was") && near(words, k+1) == "to" {
					return true
				}
			}
		}
	}
	return false
}

// causes reports whether a word for a cause at i gives one: due to rain, not due in May.
func causes(words []string, i int) bool {
	next, after := "", ""
	if i+1 < len(words) {
		next = words[i+1]
	}
	if i+2 < len(words) {
		after = words[i+2]
	}
	if i < 5 && (words[0] == "it" || words[0] == "this" || words[0] == "that") {
		return false // this is due to better trade: of what it speaks is not said here
	}
	switch words[i] {
	case "responsible":
		return next == "for" && !slices.ContainsFunc(words[max(0, i-5):i], func(w string) bool { return w == "hold" || w == "held" || w == "holding" })
	case "due":
		return next == "to" && !slices.Contains([]string{"be", "start", "begin", "open", "arrive", "take", "meet", "speak", "appear", "return", "leave", "end", "expire", "vote", "have", "hold"}, after)
	case "led", "contributed", "resulted":
		return next == "to" || next == "in" && words[i] == "resulted"
	}
	return true
}

// attributive reports whether a word that may tell of a rise or a fall only describes
// the noun behind it, or is no such thing: the fallen soldiers, a growing feeling, grew up.
func attributive(words []string, i int) bool {
	if i+1 < len(words) && (words[i+1] == "up" && strings.HasPrefix(words[i], "gr") || words[i] == "drop" && definite.has(words[i+1])) {
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
	return (before == "the" || before == "second" || before == "third" || strings.HasSuffix(before, "’s") && !contracted.has(before)) && next != "case" && next != "of" && next != "likely" && next != ""
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
