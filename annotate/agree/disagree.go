package agree

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
)

// A Disagreement is a place, or a question about the whole article, of which the
// coders who have seen the article do not say the same.
type Disagreement struct {
	Range model.Range // that their annotations cover; empty for the whole article
	What  string      // the kind, or the question
	// Says is what each coder says there, nothing being an empty list. Annotations
	// are in the order of the text.
	Says map[string][]*annotate.Annotation
}

// Disagreements lists what an adjudication has to decide in one article, in the
// order of the text, the whole article first. Annotations of one kind belong
// together if they overlap; they agree if every coder who has seen the article
// has the same ones, with the same words and label.
func Disagreements(d Document, book *codebook.Codebook) []Disagreement {
	s := &study{book: book, coders: codersOf([]Document{d})}
	seen := s.seen(d)
	if len(seen) < 2 {
		return nil
	}
	out := s.answersThatDiffer(d, seen)
	var places []Disagreement
	for _, k := range kind.All {
		for _, group := range groups(d, seen, k.Name) {
			if !agreed(group.Says, seen, func(a *annotate.Annotation) string {
				return fmt.Sprintf("%d-%d %s", a.Target.Start, a.Target.End, a.Body.Label())
			}) {
				places = append(places, group)
			}
		}
	}
	slices.SortStableFunc(places, func(a, b Disagreement) int { return a.Range.Compare(b.Range) })
	return append(out, places...)
}

// answersThatDiffer compares the codes of the whole article.
func (s *study) answersThatDiffer(d Document, seen []string) []Disagreement {
	says := map[string]map[string][]*annotate.Annotation{} // by question and coder
	codes := map[string]map[string][]string{}
	for _, coder := range seen {
		for _, a := range d.Coders[coder].Annotations {
			if !a.Target.Whole {
				continue
			}
			s.answers(a, func(question, code string) {
				byCoder := child(says, question)
				byCoder[coder] = append(byCoder[coder], a)
				child(codes, question)[coder] = append(codes[question][coder], code)
			})
		}
	}
	var out []Disagreement
	for _, question := range slices.Sorted(maps.Keys(says)) {
		first := slices.Sorted(slices.Values(codes[question][seen[0]]))
		if slices.ContainsFunc(seen[1:], func(coder string) bool {
			return !slices.Equal(first, slices.Sorted(slices.Values(codes[question][coder])))
		}) {
			out = append(out, Disagreement{What: question, Says: says[question]})
		}
	}
	return out
}

// groups puts the annotations of one kind together that overlap, whoever made
// them.
func groups(d Document, seen []string, name string) []Disagreement {
	type said struct {
		*annotate.Annotation
		by string
	}
	var all []said
	for _, coder := range seen {
		for _, a := range ofKind(d.Coders[coder].Annotations, name) {
			all = append(all, said{a, coder})
		}
	}
	slices.SortStableFunc(all, func(a, b said) int { return a.Target.Compare(b.Target.Range) })
	var out []Disagreement
	for _, a := range all {
		last := len(out) - 1
		if last < 0 || !out[last].Range.Overlaps(a.Target.Range) {
			out = append(out, Disagreement{What: name, Says: map[string][]*annotate.Annotation{}})
			last++
		}
		out[last].Range = out[last].Range.Union(a.Target.Range)
		out[last].Says[a.by] = append(out[last].Says[a.by], a.Annotation)
	}
	return out
}

// agreed reports whether every coder says the same, by what says of each
// annotation.
func agreed(says map[string][]*annotate.Annotation, seen []string, what func(*annotate.Annotation) string) bool {
	list := func(coder string) []string {
		var out []string
		for _, a := range says[coder] {
			out = append(out, what(a))
		}
		slices.Sort(out)
		return out
	}
	first := list(seen[0])
	return !slices.ContainsFunc(seen[1:], func(coder string) bool { return !slices.Equal(first, list(coder)) })
}

// Take copies annotations into an adjudication, as whoever decides says: with
// IDs of their own and the reason as their comment, "" leaving the comment as it
// was. Relations between those that are taken follow; others lose an end and are
// left out.
func Take(as []*annotate.Annotation, reason, creator string, at time.Time, newID func() string) []*annotate.Annotation {
	ids := make(map[string]string, len(as))
	for _, a := range as {
		ids[a.ID] = newID()
	}
	var out []*annotate.Annotation
	for _, a := range as {
		c := a.Clone()
		c.ID, c.Creator, c.Created, c.Modified = ids[a.ID], creator, at, at
		c.Comment = cmp.Or(reason, c.Comment)
		if on := c.Target.Annotation; on != "" {
			if c.Target.Annotation = ids[on]; ids[on] == "" {
				continue
			}
		}
		kept := true
		for _, r := range c.Body.Refs() {
			if r.Ref.Kind == annotate.RefAnnotation {
				if r.Ref.ID = ids[r.Ref.ID]; r.Ref.ID == "" {
					*r.Ref = annotate.Ref{}
					kept = c.Target.Annotation == "" // a relation without its other end
				}
			}
		}
		for _, f := range kind.Of(c).Fields {
			if id := f.Get(c.Body); f.Refers && id != "" && id != kind.ToldByArticle {
				f.Set(c.Body, ids[id]) // an ID can always be set
			}
		}
		if kept {
			out = append(out, c)
		}
	}
	return out
}
