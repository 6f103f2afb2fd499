package agree

import (
	"fmt"
	"maps"
	"slices"

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
// has the same ones, with the same words and label, said of the same people.
// Names that a library joins are the same; book and names may be nil.
func Disagreements(d Document, book *codebook.Codebook, names *codebook.Names) []Disagreement {
	_, differ := judged(d, codersOf([]Document{d}), book, names)
	return differ
}

// Agreed returns what every coder who has seen the article says and an
// adjudication does not hold yet, as the first of them says it. Answers to several
// questions stay together where one note gave them.
func Agreed(d Document, book *codebook.Codebook, names *codebook.Names, j *Adjudication) []*annotate.Annotation {
	same, _ := judged(d, codersOf([]Document{d}), book, names)
	var out []*annotate.Annotation
	notes := map[string]int{} // index in out, by ID
	for _, x := range same {
		if len(j.On(x)) > 0 {
			continue
		}
		for _, a := range x.Side(slices.Min(slices.Collect(maps.Keys(x.Says)))) {
			i, there := notes[a.ID]
			if x.Whole() && there {
				out[i] = out[i].Clone()
				for _, tag := range a.Tags { // one that answers by its label, too, is there with all its tags
					if !slices.Contains(out[i].Tags, tag) {
						out[i].Tags = append(out[i].Tags, tag)
					}
				}
				continue
			}
			notes[a.ID] = len(out)
			out = append(out, a)
		}
	}
	return out
}

// judged parts what coders say into what they say alike and what they do not.
func judged(d Document, coders []string, book *codebook.Codebook, names *codebook.Names) (same, differ []Disagreement) {
	s := &study{book: book, coders: coders}
	seen := s.seen(d)
	if len(seen) < 2 {
		return nil, nil
	}
	sort := func(x Disagreement, alike bool) {
		if alike {
			same = append(same, x)
		} else {
			differ = append(differ, x)
		}
	}
	s.answersOf(d, seen, sort)
	sames, differs := len(same), len(differ)
	for _, k := range kindsIn([]Document{d}) {
		for _, group := range groups(d, seen, k.Name) {
			sort(group, agreed(group.Says, seen, func(a *annotate.Annotation) string { return saying(a, names) }))
		}
	}
	byPlace := func(a, b Disagreement) int { return a.Range.Compare(b.Range) }
	slices.SortStableFunc(same[sames:], byPlace)
	slices.SortStableFunc(differ[differs:], byPlace)
	return same, differ
}

// saying writes what an annotation says of which words, so that two can be
// compared. Other annotations that it refers to are not looked into.
func saying(a *annotate.Annotation, names *codebook.Names) string {
	s := fmt.Sprintf("%d-%d %s", a.Target.Start, a.Target.End, a.Body.Label())
	for _, r := range a.Body.Refs() {
		who := ""
		switch r.Ref.Kind {
		case annotate.RefName, annotate.RefTopic:
			who = names.Same(r.Ref.Name)
		case annotate.RefWords:
			who = r.Ref.String()
		}
		s += fmt.Sprintf("\x00%s %s %s", r.Name, r.Ref.Kind, who)
	}
	for _, f := range kind.Of(a).Coded {
		s += "\x00" + f.Name + " " + f.Get(a.Body)
	}
	return s
}

// answersOf compares the codes of the whole article.
func (s *study) answersOf(d Document, seen []string, yield func(x Disagreement, alike bool)) {
	says := map[string]map[string][]*annotate.Annotation{} // by question and coder
	codes := map[string]map[string][]string{}
	for _, coder := range seen {
		for _, a := range d.Coders[coder].Annotations {
			if !a.Target.Whole {
				continue
			}
			s.answers(a, func(question, code string) {
				byCoder := child(says, question)
				if as := byCoder[coder]; len(as) == 0 || as[len(as)-1] != a {
					byCoder[coder] = append(as, a)
				}
				child(codes, question)[coder] = append(codes[question][coder], code)
			})
		}
	}
	for _, question := range slices.Sorted(maps.Keys(says)) {
		first := slices.Sorted(slices.Values(codes[question][seen[0]]))
		differ := slices.ContainsFunc(seen[1:], func(coder string) bool {
			return !slices.Equal(first, slices.Sorted(slices.Values(codes[question][coder])))
		})
		yield(Disagreement{What: question, Says: says[question]}, !differ)
	}
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
