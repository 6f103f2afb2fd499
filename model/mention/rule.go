package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// rulings are what the rules say of mentions, by their places. Most articles have
// none.
type rulings map[model.Range]ruling

type ruling struct {
	as    string // the canonical name that a rule gives the mention
	typed bool   // a rule gave it its type
}

// correct applies the rules: an article rule beats the machine, a rule of a
// place beats both.
func correct(a *model.Article, tagged Tagged, rules []Rule) ([]Mention, rulings) {
	marks := make([]Mention, tagged.Len())
	for i := range marks {
		marks[i] = tagged.At(i)
	}
	if len(rules) == 0 {
		return marks, nil
	}
	said := rulings{}
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
		marks = slices.DeleteFunc(marks, func(m Mention) bool {
			r := byName[nameAt(a, m.Range)]
			return r != nil && r.Drop
		})
		for i := range marks {
			if r := byName[nameAt(a, marks[i].Range)]; r != nil {
				said.obey(&marks[i], r)
			}
		}
	}
	for i := range rules {
		if r := &rules[i]; r.Name == "" && !r.Here.Empty() {
			marks = said.correctHere(a, marks, r)
		}
	}
	said.adoptTypes(a, marks)
	return marks, said
}

// adoptTypes gives a mention that a rule counts as another name's the type of
// that name, unless the rule gives one itself.
func (s rulings) adoptTypes(a *model.Article, marks []Mention) {
	if len(s) == 0 {
		return
	}
	types := map[string]Type{}
	for _, m := range marks {
		if s[m.Range].as == "" {
			types[nameAt(a, m.Range)] = m.Type
		}
	}
	for _, m := range marks {
		if r := s[m.Range]; r.as != "" && r.typed {
			types[r.as] = m.Type
		}
	}
	for _, m := range marks {
		if r := s[m.Range]; r.as != "" && r.as == nameAt(a, m.Range) && !r.typed {
			types[r.as] = m.Type
		}
	}
	for i := range marks {
		r := s[marks[i].Range]
		if t, known := types[r.as]; known && r.as != "" && !r.typed {
			marks[i].Type = t
		}
	}
}

func (s rulings) obey(m *Mention, r *Rule) {
	said := s[m.Range]
	if r.Type != "" {
		m.Type, said.typed = r.Type, true
	}
	if r.As != "" {
		said.as = r.As
	}
	s[m.Range] = said
}

// forget takes back what was said of mentions that are gone.
func (s rulings) forget(marks []Mention) {
	for _, m := range marks {
		delete(s, m.Range)
	}
}

// correctHere applies a rule of one place.
func (s rulings) correctHere(a *model.Article, marks []Mention, r *Rule) []Mention {
	lo, hi := overlapping(marks, r.Here)
	if r.Drop {
		s.forget(marks[lo:hi])
		return slices.Delete(marks, lo, hi)
	}
	if hi-lo == 1 && marks[lo].Range == r.Here {
		s.obey(&marks[lo], r)
		return marks
	}
	if r.Type == "" {
		for i := lo; i < hi; i++ {
			s.obey(&marks[i], r)
		}
		return marks
	}
	if int(r.Here.End) > len(a.Text) {
		return marks
	}
	s.forget(marks[lo:hi])
	m := Mention{Range: r.Here, Entity: -1}
	s.obey(&m, r)
	return slices.Replace(marks, lo, hi, m)
}

// overlapping returns the marks that share a byte with r.
func overlapping(marks []Mention, r model.Range) (lo, hi int) {
	lo, _ = slices.BinarySearchFunc(marks, r.Start, func(m Mention, p model.Pos) int {
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
func insertAll(marks []Mention, places []model.Range, t Type) []Mention {
	if len(places) == 0 {
		return marks
	}
	out := make([]Mention, 0, len(marks)+len(places))
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
		out = append(out, Mention{Range: p, Type: t, Entity: -1})
	}
	return append(out, marks[i:]...)
}

// Occurrences returns where name is in the article's prose as a word of its own, in
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
