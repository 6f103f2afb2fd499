package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// marked is a mention with what the rules say of it.
type marked struct {
	Mention
	as    string // the canonical name that a rule gives it
	ruled bool   // a rule gave it its type
}

// correct applies the rules: an article rule beats the machine, a rule of a
// place beats both.
func correct(a *model.Article, tagged []Mention, rules []Rule) []marked {
	marks := make([]marked, len(tagged))
	for i, m := range tagged {
		marks[i] = marked{Mention: m}
	}
	byName := map[string]*Rule{}
	for i := range rules {
		r := &rules[i]
		if r.Name == "" {
			continue
		}
		for _, also := range r.Also {
			if r.As != "" {
				byName[also] = &Rule{Name: also, As: r.As, Type: r.Type}
			}
		}
		byName[r.Name] = r
		if r.Type != "" && !r.Drop {
			marks = insertAll(marks, Occurrences(a, r.Name), r.Type)
		}
	}
	if len(byName) > 0 {
		marks = slices.DeleteFunc(marks, func(m marked) bool {
			r := byName[nameAt(a, m.Range)]
			return r != nil && r.Drop
		})
		for i := range marks {
			if r := byName[nameAt(a, marks[i].Range)]; r != nil {
				marks[i].obey(r)
			}
		}
	}
	for i := range rules {
		if r := &rules[i]; r.Name == "" && !r.Here.Empty() {
			marks = correctHere(a, marks, r)
		}
	}
	adoptTypes(a, marks)
	return marks
}

// adoptTypes gives a mention that a rule counts as another name's the type of
// that name, unless the rule gives one itself.
func adoptTypes(a *model.Article, marks []marked) {
	types := map[string]Type{}
	for _, m := range marks {
		if name := nameAt(a, m.Range); m.as == "" {
			types[name] = m.Type
		}
	}
	for _, m := range marks {
		if m.as != "" && m.ruled {
			types[m.as] = m.Type
		}
	}
	for _, m := range marks {
		if m.as == nameAt(a, m.Range) && !m.ruled {
			types[m.as] = m.Type
		}
	}
	for i := range marks {
		if t, known := types[marks[i].as]; known && !marks[i].ruled {
			marks[i].Type = t
		}
	}
}

func (m *marked) obey(r *Rule) {
	if r.Type != "" {
		m.Type, m.ruled = r.Type, true
	}
	if r.As != "" {
		m.as = r.As
	}
}

// correctHere applies a rule of one place.
func correctHere(a *model.Article, marks []marked, r *Rule) []marked {
	lo, hi := overlapping(marks, r.Here)
	if r.Drop {
		return slices.Delete(marks, lo, hi)
	}
	if hi-lo == 1 && marks[lo].Range == r.Here {
		marks[lo].obey(r)
		return marks
	}
	if r.Type == "" {
		for i := lo; i < hi; i++ {
			marks[i].obey(r)
		}
		return marks
	}
	if int(r.Here.End) > len(a.Text) {
		return marks
	}
	m := marked{Mention: Mention{Range: r.Here, Entity: -1}}
	m.obey(r)
	return slices.Replace(marks, lo, hi, m)
}

// overlapping returns the marks that share a byte with r.
func overlapping(marks []marked, r model.Range) (lo, hi int) {
	lo, _ = slices.BinarySearchFunc(marks, r.Start, func(m marked, p model.Pos) int {
		if m.Range.End <= p {
			return -1
		}
		return 1
	})
	for hi = lo; hi < len(marks) && marks[hi].Range.Start < r.End; hi++ {
	}
	return lo, hi
}

// insertAll adds mentions of the given type at places, which are in text order.
// A longer mention that is there stays; what lies within a place gives way.
func insertAll(marks []marked, places []model.Range, t Type) []marked {
	if len(places) == 0 {
		return marks
	}
	out := make([]marked, 0, len(marks)+len(places))
	i := 0
	for _, p := range places {
		for i < len(marks) && marks[i].Range.End <= p.Start {
			out = append(out, marks[i])
			i++
		}
		if i < len(marks) && marks[i].Range.Covers(p) {
			continue
		}
		for i < len(marks) && marks[i].Range.Start < p.End {
			i++
		}
		out = append(out, marked{Mention: Mention{Range: p, Type: t, Entity: -1}})
	}
	return append(out, marks[i:]...)
}

// Occurrences returns where name stands in the article's prose as a word of its own, in
// text order: the places that a name given by hand in one of them is offered for.
func Occurrences(a *model.Article, name string) []model.Range {
	if name == "" {
		return nil
	}
	var found []model.Range
	for i := range a.Blocks {
		b := &a.Blocks[i]
		if !b.Prose() {
			continue
		}
		text := a.Slice(b.Range)
		if b.Soft {
			text = strings.ReplaceAll(text, "\n", " ")
		}
		for at := 0; ; {
			n := strings.Index(text[at:], name)
			if n < 0 {
				break
			}
			start, end := at+n, at+n+len(name)
			at = end
			if wordEdge(text, start) && wordEdge(text, end) {
				found = append(found, model.Range{Start: b.Range.Start + model.Pos(start), End: b.Range.Start + model.Pos(end)})
			}
		}
	}
	return found
}

// wordEdge reports whether p does not lie inside a word.
func wordEdge(text string, p int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:p])
	after, _ := utf8.DecodeRuneInString(text[p:])
	return p == 0 || p == len(text) || !inWord(before) || !inWord(after)
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || r == '\u200d'
}

// apartness gathers the pairs of names that must not be joined.
func apartness(rules []Rule) map[[2]string]bool {
	apart := map[[2]string]bool{}
	for _, r := range rules {
		as := r.As
		if as == "" {
			as = r.Name
		}
		for _, form := range r.Apart {
			apart[[2]string{as, form}] = true
			apart[[2]string{form, as}] = true
		}
	}
	return apart
}
