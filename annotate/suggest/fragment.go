package suggest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/quotation"
)

// subjectless reports whether a statement behind a name and a colon has no subject: Doe: Wants to
// build 40 homes.
func subjectless(a *model.Article, q *quotation.Quotation, text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return a.Slice(q.Cue) == ":" && strings.HasSuffix(first, "s") && quotation.Verb(first)
}

// headless reports whether a clause begins where none does: this in a statement, as he
// paid.
func headless(text string) bool {
	first, rest, _ := strings.Cut(strings.ToLower(text), " ")
	second, _, _ := strings.Cut(rest, " ")
	switch {
	case strings.HasSuffix(first, "ed") && len(first) > 4 && !strings.Contains(text, ","):
		return true // ended up driving them away
	}
	switch first {
	case "as", "amid", "at", "by":
		return first == "as" && second != "many" && second != "much" && !strings.Contains(text, ",")
	case "this", "these", "those", "that":
		return second == "in" || second == "at" || second == "to" || second == "on"
	}
	return false
}

// titled reports whether a statement is written as a headline.
func titled(text string) bool {
	long, capital := 0, 0
	for _, w := range strings.Fields(text) {
		if w = strings.TrimLeft(w, "“‘\"'("); len(w) > 3 {
			long++
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
				capital++
			}
		}
	}
	return long > 4 && 4*capital >= 3*long
}

// severed reports whether a statement is a clause that hangs on another one: where she
// lived; after the court agreed; when it closed, confirmed.
func severed(text string) bool {
	first, rest, _ := strings.Cut(strings.ToLower(text), " ")
	switch strings.Trim(first, ",") {
	case "which", "who", "whom", "whose":
		return true
	case "where", "when", "after", "before", "if", "unless", "although", "because", "though", "while", "until", "once":
	case "since", "as":
		if second, _, _ := strings.Cut(rest, " "); text[0] < 'a' || !subordinated.has(second) {
			return false // as many as 40 people, since 2008
		}
	case "now", "even", "given":
		if second, _, _ := strings.Cut(rest, " "); second != "that" && second != "though" && second != "if" {
			return false
		}
	default:
		return false
	}
	_, main, found := strings.Cut(rest, ", ")
	verb, _, _ := strings.Cut(main, " ")
	return !found || verb == "and" && first != "now" || quotation.Verb(verb) || !quotation.Whole(main)
}

// balanced reports whether each bracket in a statement closes, and no mark closes that did
// not open. A closing mark at the very end is ignored.
func balanced(text string) bool {
	if strings.Count(text, "(") != strings.Count(text, ")") || strings.Count(text, "[") != strings.Count(text, "]") {
		return false
	}
	if i := strings.IndexAny(text, "“”"); i >= 0 && strings.HasPrefix(text[i:], "”") {
		return false
	}
	i := strings.IndexByte(text, '"')
	return i <= 0 || text[i-1] == ' ' || text[i-1] == '(' || i+1 < len(text) && letterOrDigit(text[i+1])
}

// nested reports whether r ends within the words of somebody else that begin in it: he
// gets a call, ‘They gave you a million.
func nested(text string, r model.Range) bool {
	s := text[r.Start:r.End]
	i := strings.LastIndex(s, " ‘")
	if i < 0 || strings.Contains(s[i+2:], "’ ") || strings.Contains(s[i+2:], "’,") {
		return false
	}
	after := text[r.End:min(int(r.End)+len(".’"), len(text))]
	return !strings.Contains(after, "’") && !strings.HasSuffix(s, "’")
}
