package query

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Parse compiles a query: words, "phrases in quotes" and NAME:VALUE, each
// negated by a leading minus. All of them must hold; values separated by commas
// are alternatives; NAME: alone asks whether there is any value. A quote that
// is still open reaches to the end, so that a query can be run while it is
// typed. The error names what can be asked instead.
func (t *Table[T]) Parse(s string, now time.Time) (Query[T], error) {
	var q Query[T]
	var words []func(*T) bool
	for _, term := range Terms(s) {
		test, err := t.compile(term, now)
		if err != nil {
			return Query[T]{}, err
		}
		if test == nil {
			continue
		}
		if term.Not {
			is := test
			test = func(x *T) bool { return !is(x) }
		}
		q.Terms = append(q.Terms, term)
		if term.Field == "" {
			words = append(words, test)
		} else {
			q.tests = append(q.tests, test)
		}
	}
	q.tests = append(q.tests, words...)
	return q, nil
}

// Terms splits a query into its terms, whatever they ask.
func Terms(s string) []Term {
	var terms []Term
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		var t Term
		t, s = scanTerm(s)
		terms = append(terms, t)
	}
	return terms
}

// compile returns nil for a term that asks nothing yet: a lone minus, "".
func (t *Table[T]) compile(term Term, now time.Time) (func(*T) bool, error) {
	if term.Field == "" {
		word := Fold(term.Value)
		if strings.TrimSpace(word) == "" {
			return nil, nil
		}
		return func(x *T) bool { return strings.Contains(t.Text(x), word) }, nil
	}
	f, ok := t.Find(term.Field)
	if !ok {
		return nil, fmt.Errorf("no field %q; there are %s", term.Field, t.names())
	}
	if strings.Trim(term.Value, ", ") == "" {
		return f.Set, nil
	}
	var any []func(*T) bool
	for v := range strings.SplitSeq(term.Value, ",") {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		test, err := f.Match(v, now)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		any = append(any, test)
	}
	if len(any) == 1 {
		return any[0], nil
	}
	return func(x *T) bool {
		for _, test := range any {
			if test(x) {
				return true
			}
		}
		return false
	}, nil
}

func (t *Table[T]) names() string {
	names := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}

// scanTerm takes the first term off s, which begins with no blank.
func scanTerm(s string) (Term, string) {
	var t Term
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		t.Not, s = true, rest
	}
	if name, rest, ok := cutField(s); ok {
		t.Field, s = strings.ToLower(name), rest
	}
	var b strings.Builder
	inQuotes := false
	for i, r := range s {
		switch {
		case isQuote(r):
			inQuotes = !inQuotes
		case unicode.IsSpace(r) && !inQuotes:
			t.Value = b.String()
			return t, s[i:]
		default:
			b.WriteRune(r)
		}
	}
	t.Value = b.String()
	return t, ""
}

// cutField splits NAME:REST. A name is letters only, so 10:30 is a word.
func cutField(s string) (name, rest string, ok bool) {
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i <= 0 || s[i] != ':' {
		return "", s, false
	}
	return s[:i], s[i+1:], true
}

// isQuote takes the curly marks too: they come with pasted words.
func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' }

func needsQuotes(r rune) bool { return unicode.IsSpace(r) || isQuote(r) }
