package suggest

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Worth is the score from which a claim is suggested as one that is worth a check.
const Worth = 0.5

// A sign is something in a statement that makes it worth checking, or not.
type sign struct {
	class  cueClass
	weight float64
	// tells says in a sentence what was seen; %s stands for the words. Empty for what
	// speaks against a check.
	tells string
}

// signs are what counts for and against a statement, each once. The weights are
// set by hand, so that about half of the statements at [Worth] are worth a check
// (debates of ClaimBuster, news of our own sample; `stet help findings`).
var signs = []sign{
	{great, 4.0, "it gives an amount, “%s”"},
	{number, 1.8, "it counts something, “%s”"},
	{few, 1.55, "it counts something, “%s”"},
	{span, 0.9, "it gives a number, “%s”"},
	{ranks, 0.4, "it ranks something above all others, “%s”"},
	{tops, 1.9, "it ranks something above all others, “%s”"},
	{compares, 0.7, "it compares two things, “%s”"},
	{trend, 1.2, "it says that something rose or fell, “%s”"},
	{times, 1.7, "it says that something rose or fell, “%s”"},
	{cause, 1.75, "it names a cause, “%s”"},
	{because, 0.6, "it gives a reason, “%s”"},
	{deed, 2.4, "it says what somebody did, “%s”"},
	{than, 1.4, ""},
	{scope, 0.5, ""},
	{past, 0.5, ""},
	{names, 0.5, ""},
	{manyNames, 0.4, ""},
	{wish, -1.2, ""},
	{modal, -1.0, ""},
	{taste, -1.1, ""},
	{play, -1.2, ""},
	{verdict, -1.2, ""},
	{me, -1.1, ""},
	{we, -0.4, ""},
	{you, -0.6, ""},
}

// What counts by length, in words, and where the count begins.
const (
	start     = -2.0
	ofFew     = -0.7 // under 6 words
	ofSome    = -0.1 // under 10
	ofMany    = 0.5  // from 15 on
	ofAll     = -0.7 // from 45 on, beside that
	ofTooMany = -0.9 // from 32 on: words of the article slip in, and half sentences
)

// ofLength is what a statement of n words counts by its length.
func ofLength(n int) (sum float64) {
	switch {
	case n < 6:
		sum += ofFew
	case n < 10:
		sum += ofSome
	case n >= 15:
		sum += ofMany
	}
	if n >= 32 {
		sum += ofTooMany
	}
	if n >= 45 {
		sum += ofAll
	}
	return sum
}

// WorthOf is how likely a statement is worth a check, from 0 to 1, by rules that are the
// same for everybody.
func WorthOf(statement string) float64 { score, _, _ := weigh(statement); return score }

// weigh scores a statement from 0 to 1, and says why one would check it, and by which
// sign; the reason is empty where nothing speaks for it.
func weigh(statement string) (score float64, why string, by cueClass) {
	seen, first, n := look(statement)
	if n == 0 {
		return 0, "", 0
	}
	sum := start + ofLength(n)
	best := 0.0
	for _, s := range signs {
		if seen&s.class == 0 || s.class == than && seen&compares == 0 || s.class == ranks && seen&tops != 0 {
			continue
		}
		sum += s.weight
		if s.class == wish && seen&(me|we|headed) == 0 {
			sum -= s.weight * 2 / 3 // what others want is a reason or a plan
		}
		if s.tells != "" && s.weight > best {
			best, by, why = s.weight, s.class, s.tells
		}
	}
	if why != "" {
		why = fmt.Sprintf(why, asWritten(statement, first[by]))
	}
	score = 1 / (1 + math.Exp(-sum))
	if score > unworthy && (outweighed(seen) || needless(statement, seen)) {
		score = unworthy
	}
	return math.Round(score*100) / 100, why, by
}

// unworthy is the most that a statement can score which is nothing to check, whatever
// speaks for it.
const unworthy = Worth - 0.05

// outweighed reports whether the signs that were seen are of nothing to check.
func outweighed(seen cueClass) bool {
	switch {
	case seen&(me|we|you) != 0 && seen&subject != 0 && seen&great == 0:
		return true // what I did, unless it holds an amount
	case seen&(great|number|few|ranks|tops|compares|trend|times|cause|deed) == 0, seen&modal != 0 && seen&great == 0:
		return true // a reason by itself, and a plan
	case seen&me != 0 && seen&cause != 0 && seen&(great|number|few) == 0:
		return true // it caused me grief
	}
	return seen&(me|we) != 0 && seen&subject != 0 && seen&act != 0 // I thank the thousands who came
}

// needless reports whether a statement in which these signs were seen says nothing to
// check: the goal is a million, suppose you had a million; what would be so if something
// else were; she stopped at the club, where 49 people were killed.
func needless(statement string, seen cueClass) bool {
	if aimed(statement) || seen&modal != 0 && supposed(statement) {
		return true
	}
	main := mainClause(statement)
	return len(main) < len(statement) && WorthOf(main) < Worth
}

// relatives begin a clause about the noun before them.
var relatives = [...]string{", who ", ", where "}

// mainClause returns a statement without the relative clause at its end.
func mainClause(statement string) string {
	for _, r := range relatives {
		if i := strings.Index(statement, r); i > 0 && strings.Count(statement[:i], " ") > 3 && !strings.Contains(statement[i+len(r):], ", ") {
			return statement[:i]
		}
	}
	return statement
}

// compound is a small number in an adjective: two-bit lawyers.
var compound = regexp.MustCompile(`\b(one|two|three|four|five|first|second|third)-([a-z])`)

// made is a participle in an adjective: coal-fired.
var made = regexp.MustCompile(`([a-z]{2,})-([a-z]+ed|shot|cut|built)\b`)

// month is May where it is no verb.
var month = regexp.MustCompile(`([a-z0-9,] )May\b`)

// look returns the classes of what is in a statement, the first word of each,
// and the number of words.
func look(statement string) (seen cueClass, first map[cueClass]string, n int) {
	text := statement
	if strings.Contains(text, "-") { // a pattern costs more than all the rest
		text = compound.ReplaceAllString(text, "$1$2")
	}
	if strings.Contains(text, "May") {
		text = month.ReplaceAllString(text, "${1}April")
	}
	if strings.Contains(text, "-") {
		text = made.ReplaceAllString(text, "$1$2")
	}
	words := wordsOf(idleWords(text))
	first = map[cueClass]string{}
	plays := 0
	for i := range words {
		c := signOf(words, i, seen)
		if c&play != 0 {
			if plays++; plays == 1 {
				c &^= play // a game by itself may be one of politics
			}
		}
		if more := c &^ seen; more != 0 {
			w := shown(words, i)
			for ; more != 0; more &= more - 1 {
				first[more&-more] = w
			}
		}
		seen |= c
	}
	if k := capitals(statement); k > 0 {
		seen |= names
		if k > 1 {
			seen |= manyNames
		}
	}
	return seen, first, len(words)
}

// signOf returns the classes of the word at i, behind words of the classes seen.
func signOf(words []string, i int, seen cueClass) cueClass {
	w := words[i]
	c := cues()[w]
	if c&(me|we) != 0 && i < 4 || c&you != 0 && i < 8 {
		c |= subject
	}
	if c&wish != 0 && i < 3 {
		c |= headed
	}
	if size := amount(w); size != 0 || c&(number|few) != 0 {
		c |= size
		if size&great == 0 {
			of := counted(words, i)
			if of == number && (c&few != 0 || len(w) == 1) {
				of = few
			}
			c = c&^(number|few) | of
		}
	}
	c = rankOf(words, i, c)
	if c&modal != 0 && slices.Contains(words[max(0, i-4):i], "than") {
		c &^= modal // sooner than light would
	}
	if c&deed != 0 && aside(words, i) {
		c &^= deed
	}
	if c&cause != 0 && !causes(words, i) {
		c &^= cause
	}
	if c&trend != 0 && attributive(words, i) {
		c &^= trend
	}
	switch {
	case c&compares == 0:
	case i > 0 && becomes.has(words[i-1]):
		c |= trend // it had become harder
	case matterOfDegree(words, i), w != "fewer" && !slices.Contains(words[i:], "than"):
		c &^= compares
	}
	if c&verdict != 0 && !judges(words, i) {
		c &^= verdict
	}
	if c&span != 0 && seen&(number|few|span) == 0 && c&(number|few) == 0 {
		c &^= span // a year by itself is no number
	}
	c |= patterned(words, i, c)
	if w == "half" && (i+1 < len(words) && cues()[words[i+1]]&span != 0 || i > 1 && words[i-1] == "a" && words[i-2] == "and" && seen&span != 0) {
		c = c&^great | span // two and a half years
	}
	if (w == "third" || w == "quarter" || w == "fifth") && i > 0 && (words[i-1] == "one" || words[i-1] == "a") {
		c |= great
	}
	if c&compares != 0 && w == "more" && i+1 < len(words) && (words[i+1] == "to" || words[i+1] == "of" || words[i+1] == "in") {
		c &^= compares
	}
	if c&great != 0 && i > 0 && (w == "m" || w == "bn" || w == "tn") && amount(words[i-1]) == 0 {
		c &^= great
	}
	return c
}

// rankOf returns the classes c of the word at i without ranks where it is only praise, and
// with tops where it ranks among many.
func rankOf(words []string, i int, c cueClass) cueClass {
	w := words[i]
	switch {
	case c&ranks == 0:
	case (w == "most" || w == "least" || w == "record" || w == "best") && !topped(words, i):
		c &^= ranks
	case (i < 3 || words[i-3] != "one" || words[i-2] != "of") && slices.ContainsFunc(words[i+1:], widely):
		c |= tops
	}
	return c
}

// patterned returns what the word at i, of the classes c, is with those behind it: busier
// than, one in five.
func patterned(words []string, i int, c cueClass) (seen cueClass) {
	next := ""
	if i+1 < len(words) {
		next = words[i+1]
	}
	w := words[i]
	if next == "than" && measured.has(w) {
		seen |= compares // busier than
	}
	if next == "in" && (c&few != 0 || w == "one") && i+2 < len(words) && cues()[words[i+2]]&(few|number) != 0 {
		seen |= great // one in five
	}
	if next == "as" && (w == "twice" || w == "times") && i+2 < len(words) && cues()[words[i+2]]&(taste|verdict) == 0 {
		seen |= great // twice as likely
	}
	if w == "one" && i+3 < len(words) && words[i+2] == "in" && cues()[words[i+3]]&(few|number) != 0 {
		seen |= great // one home in five
	}
	return seen
}

// counted says what the small number at i is worth: nothing before an old year's
// end or in a name, little before a span of time.
func counted(words []string, i int) cueClass {
	if i > 0 && (definite.has(words[i-1]) || strings.HasSuffix(words[i-1], "’s")) && amount(words[i]) == 0 {
		return 0 // the two, a week or two
	}
	from := i + 1
	switch {
	case i+4 < len(words) && words[i+1] == "and" && words[i+3] == "half":
		from = i + 4 // seven and a half years
	case i+2 < len(words) && (words[i+1] == "to" || words[i+1] == "or") && (amount(words[i+2]) != 0 || cues()[words[i+2]]&(number|few) != 0):
		from = i + 3 // 15 to 17 minutes
	}
	for k := from; k < min(len(words), from+2); k++ {
		switch c := cues()[words[k]]; {
		case c&(span) != 0:
			return span
		case c&great != 0, words[k] == "per" && k+1 < len(words) && words[k+1] == "cent":
			return great
		case c&(number|few) == 0 && amount(words[k]) == 0:
			return number
		}
	}
	if i > 0 && (words[i-1] == "day" || words[i-1] == "number" || words[i-1] == "no" || words[i-1] == "page") {
		return 0
	}
	return number
}

// capitals is how many names there seem to be: rows of words with a capital that
// do not begin the statement.
func capitals(statement string) (rows int) {
	inside := true
	headed := false
	for w := range strings.FieldsSeq(statement) {
		bare := unopened(w)
		r, n := utf8.DecodeRuneInString(bare)
		is := n < len(bare) && unicode.IsUpper(r) && !strings.HasPrefix(w, "I’") && !strings.HasPrefix(w, "I'")
		if is && !inside && headed {
			rows++
		}
		inside, headed = is, true
	}
	return rows
}

// amount says whether w is a number that counts or measures, and whether it is a
// great one: no year, no ordinal, no name with a number in it.
func amount(w string) cueClass {
	bare := strings.TrimLeft(w, "$£€")
	money := len(bare) < len(w)
	digits := strings.TrimRight(bare, "%abcdefghijklmnopqrstuvwxyz")
	unit := bare[len(digits):]
	if digits == "" || strings.Trim(digits, ".,0123456789") != "" || !strings.ContainsAny(digits, "0123456789") {
		return 0
	}
	switch unit {
	case "":
		if year(w) {
			return 0
		}
	case "%", "m", "bn", "tn", "k", "b":
		return great
	case "million", "billion", "trillion", "km", "kg", "mph", "ft", "kw", "mw", "gw":
		return great
	default:
		return 0
	}
	if money || len(strings.Trim(digits, ",.")) > 3 {
		return great
	}
	return number
}

// year reports whether w is a year and no amount.
func year(w string) bool {
	return len(w) == 4 && (strings.HasPrefix(w, "17") || strings.HasPrefix(w, "18") || strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) && strings.Trim(w, "0123456789") == ""
}
