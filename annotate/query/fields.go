package query

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
)

// Annotations is what can be asked of a row.
var Annotations = Table[Row]{
	Text: func(r *Row) string { return r.text },
	Fields: []Field[Row]{
		askKind(kind.All),
		folded("by", "who speaks, claims or holds", foldedWho),
		folded("towards", "what a stance is towards", foldedTo),
		Coded("stance", "for, against or neither", map[string]string{
			"for": kind.Favor, "favor": kind.Favor, "against": kind.Against, "neither": kind.Neither, "none": kind.Neither,
			"agree": "agree", "disagree": "disagree", "discuss": "discuss", "unrelated": "unrelated",
		}, func(r *Row) string {
			if r.Kind != "stance" {
				return ""
			}
			return r.Label
		}),
		Beginning("label", "the code that was given, such as FAVOR, ORG or CFS", func(r *Row) []string { return []string{r.Label} }),
		Coded("status", "how far the check of a claim is", same(kind.ToCheck, kind.InProgress, kind.HasVerdict, kind.NotCheckable),
			func(r *Row) string { return r.Detail("status") }),
		Coded("verdict", "what checking a claim led to", map[string]string{
			"supported": "SUPPORTS", "supports": "SUPPORTS", "refuted": "REFUTES", "refutes": "REFUTES",
			"not enough info": "NOT ENOUGH INFO", "nei": "NOT ENOUGH INFO",
		}, func(r *Row) string { return r.Detail("verdict") }),
		Beginning("tag", "a tag, or how it begins", func(r *Row) []string { return r.Tags }),
		Beginning("annotator", "whose sidecar it is", func(r *Row) []string { return []string{r.Annotator} }),
		Beginning(machineField, "which machine says it; without it, machines are left out", func(r *Row) []string { return []string{r.Machine()} }),
		Coded("state", "how well its words are found", map[string]string{
			"exact": "exact", "moved": "moved", "fuzzy": "fuzzy", "orphan": "orphan", "lost": "orphan",
		}, func(r *Row) string { return r.State.String() }),
		Coded("origin", "how it came about", same(string(annotate.ByHand), string(annotate.Kept), string(annotate.Edited)),
			func(r *Row) string { return string(r.How) }),
		atLeast("score", "how likely a claim is worth a check by what suggested it, from 0 to 1, or more: 0.7", func(r *Row) float64 { return r.Score }),
		Since("since", "touched on that day or later: 2026-01-17, 2026-01, 2026, today, yesterday, 7d", (*Row).At),
		Until("until", "touched on that day or earlier", (*Row).At),
		Containing("article", "path or title of the article", func(r *Row) string { return r.Article + "\n" + r.Title }),
		Containing("source", "publisher of the article", func(r *Row) string { return r.Source }),
		folded("words", "the annotated words alone", foldedWords),
		Containing("note", "the comment alone", func(r *Row) string { return r.Comment }),
	},
}

const (
	kindField    = "kind"
	machineField = "machine"
)

// AsksMachines reports whether a query asks for what machines say: by their field, or
// by an annotator with @ who is not the adjudication.
func AsksMachines(q Query[Row]) bool {
	return slices.ContainsFunc(q.Terms, func(t Term) bool {
		return !t.Not && (t.Field == machineField || t.Field == "annotator" && store.IsMachine(t.Value))
	})
}

// askKind asks for one of the kinds, by its name or its title.
func askKind(kinds kind.Rows) Field[Row] {
	m := map[string]string{}
	for _, k := range kinds {
		m[k.Name], m[k.Title] = k.Name, k.Name
	}
	return Coded(kindField, "what kind of annotation", m, func(r *Row) string { return r.Kind })
}

func same(values ...string) map[string]string {
	m := map[string]string{}
	for _, v := range values {
		m[v] = v
	}
	return m
}

// Containing asks for a stretch of text, folded.
func Containing[T any](name, help string, get func(*T) string) Field[T] {
	return Field[T]{
		Name: name, Help: help,
		Match: func(value string, _ time.Time) (func(*T) bool, error) {
			want := Fold(value)
			return func(x *T) bool { return containsFolded(get(x), want) }, nil
		},
		Set: func(x *T) bool { return strings.TrimSpace(get(x)) != "" },
	}
}

// folded asks for a stretch of a part of a row that is folded already.
func folded(name, help string, part int) Field[Row] {
	return Field[Row]{
		Name: name, Help: help,
		Match: func(value string, _ time.Time) (func(*Row) bool, error) {
			want := Fold(value)
			return func(r *Row) bool { return strings.Contains(r.folded(part), want) }, nil
		},
		Set: func(r *Row) bool { return strings.TrimSpace(r.folded(part)) != "" },
	}
}

// Beginning asks for a value, or for how one of them begins.
func Beginning[T any](name, help string, get func(*T) []string) Field[T] {
	return Field[T]{
		Name: name, Help: help,
		Match: func(value string, _ time.Time) (func(*T) bool, error) {
			want := Fold(value)
			return func(x *T) bool {
				return slices.ContainsFunc(get(x), func(s string) bool { return strings.HasPrefix(Fold(s), want) })
			}, nil
		},
		Set: func(x *T) bool { return slices.ContainsFunc(get(x), func(s string) bool { return s != "" }) },
	}
}

// Coded asks for one of a few values. Codes maps what may be typed to what is
// stored; the beginning of a word is enough, and a hyphen may stand for a blank.
func Coded[T any](name, help string, codes map[string]string, get func(*T) string) Field[T] {
	plain := func(s string) string { return strings.ReplaceAll(Fold(s), "-", " ") }
	words := make([]string, 0, len(codes))
	for w := range codes {
		words = append(words, w)
	}
	slices.Sort(words)
	return Field[T]{
		Name: name, Help: help + ": " + strings.Join(words, ", "), Values: words,
		Match: func(value string, _ time.Time) (func(*T) bool, error) {
			var want []string
			for _, w := range words {
				if strings.HasPrefix(plain(w), plain(value)) {
					want = append(want, codes[w])
				}
			}
			if want == nil {
				return nil, fmt.Errorf("%q is not one of %s", value, strings.Join(words, ", "))
			}
			return func(x *T) bool { return slices.Contains(want, get(x)) }, nil
		},
		Set: func(x *T) bool { return get(x) != "" },
	}
}

// atLeast asks for a score or a greater one.
func atLeast(name, help string, get func(*Row) float64) Field[Row] {
	return Field[Row]{
		Name: name, Help: help,
		Match: func(value string, _ time.Time) (func(*Row) bool, error) {
			least, ok := annotate.ParseScore(value)
			if !ok {
				return nil, fmt.Errorf("%q is no score: want a number from 0 to 1", value)
			}
			return func(r *Row) bool { return get(r) > 0 && get(r) >= least }, nil
		},
		Set: func(r *Row) bool { return get(r) > 0 },
	}
}

// Since asks for a time in the given day, month or year, or later.
func Since[T any](name, help string, get func(*T) time.Time) Field[T] {
	return dated(name, help, get, func(at, from, _ time.Time) bool { return !at.Before(from) })
}

// Until asks for a time in the given day, month or year, or earlier.
func Until[T any](name, help string, get func(*T) time.Time) Field[T] {
	return dated(name, help, get, func(at, _, end time.Time) bool { return at.Before(end) })
}

func dated[T any](name, help string, get func(*T) time.Time, is func(at, from, end time.Time) bool) Field[T] {
	return Field[T]{
		Name: name, Help: help,
		Match: func(value string, now time.Time) (func(*T) bool, error) {
			from, end, err := span(value, now)
			if err != nil {
				return nil, err
			}
			return func(x *T) bool { at := get(x); return !at.IsZero() && is(at, from, end) }, nil
		},
		Set: func(x *T) bool { return !get(x).IsZero() },
	}
}
