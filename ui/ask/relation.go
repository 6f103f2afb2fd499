package ask

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/card"
	"stet/ui/pane"
)

// An End is an annotation to which another can be related: one of the article, or of
// another one of the folder.
type End struct {
	ID, Kind, Title string
	Words           string
	In              string // the file of the other article, "" for this one
}

// End returns an annotation of the article as the end of a relation.
func (p *Pen) End(a *annotate.Annotation) End {
	return End{ID: a.ID, Kind: a.Kind(), Title: kind.Of(a).Title, Words: p.Article.Slice(a.Target.Range)}
}

// Relatable returns your own annotations of the article: those on the screen first, then
// the others, the nearest first.
func (s *Scene) Relatable() (out []End) {
	for _, a := range s.Near {
		out = append(out, s.Pen.End(a))
	}
	rest := slices.DeleteFunc(slices.Clone(s.Own), func(a *annotate.Annotation) bool {
		return a.Origin.How == annotate.Refused || slices.ContainsFunc(s.Near, func(n *annotate.Annotation) bool { return n.ID == a.ID })
	})
	far := func(a *annotate.Annotation) model.Pos {
		return max(a.Target.Range.Start-s.Words.Start, s.Words.Start-a.Target.Range.Start)
	}
	slices.SortStableFunc(rest, func(a, b *annotate.Annotation) int { return cmp.Compare(far(a), far(b)) })
	for _, a := range rest {
		if !a.Target.Range.Empty() {
			out = append(out, s.Pen.End(a))
		}
	}
	return out
}

// Relation asks how an annotation relates to which of the ends. The codebook says which
// relations there are, and what they may connect; false where nothing can be related.
// [OfferEnds] adds ends to the question.
func (s *Scene) Relation(from *annotate.Annotation, ends []End) (Question, bool) {
	to := &card.Field{Name: "to", Label: "to", Hint: "f points at it · or type words of it", Typed: typed,
		Wrong: func(string) string { return "no annotation has these words" }}
	OfferEnds(s.Book, to, from, ends)
	how := &card.Field{Name: "how", Label: "it", Inline: true}
	codes := map[string]*codebook.Code{}
	for _, set := range relations(s.Book) {
		how.About = set.Definition
		for _, c := range choices(set) {
			if code := set.Code(c.Value.(string)); len(code.From) == 0 || slices.Contains(code.From, from.Kind()) {
				how.Choices, codes[code.Name] = append(how.Choices, c), code
			}
		}
	}
	form := card.NewForm(fmt.Sprintf("relation from the %s %s", kind.Of(from).Title, pane.Excerpt(s.Pen.Article.Slice(from.Target.Range), 40)), "↑↓ choose · esc leave", to, how)
	return question("relation", from.Target.Range, form, func(f *card.Form) Answer {
		end, how := card.One[End](f, "to"), card.One[string](f, "how")
		if code := codes[how]; code == nil || !code.Joins(from.Kind(), end.Kind) {
			return Answer{Refused: fmt.Sprintf("the codebook does not let “%s” go from a %s to a %s", how, from.Kind(), end.Kind)}
		}
		return Added(fmt.Sprintf("relation, %s", how), s.Pen.link(from.ID, end.ID, how))
	}), len(to.Choices) > 0
}

// link relates one annotation to another.
func (p *Pen) link(from, to, relation string) *annotate.Annotation {
	a := p.blank(&kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: to}, Relation: relation})
	a.Target = annotate.Target{Annotation: from}
	return a
}

// OfferEnds offers those of the ends to which some relation may go from an annotation,
// the first nine by number.
func OfferEnds(book *codebook.Codebook, to *card.Field, from *annotate.Annotation, ends []End) {
	allowed := map[string]bool{} // by kind: many ends are of few
	for _, e := range ends {
		ok, known := allowed[e.Kind]
		if !known {
			ok = slices.ContainsFunc(relations(book), func(set *codebook.Set) bool {
				return slices.ContainsFunc(set.Codes, func(c codebook.Code) bool { return c.Joins(from.Kind(), e.Kind) })
			})
			allowed[e.Kind] = ok
		}
		if !ok || e.ID == from.ID {
			continue
		}
		c := card.Choice{Text: e.Title + " " + pane.Excerpt(e.Words, 44), Note: e.In, Value: e}
		if n := len(to.Choices) + 1; n <= 9 {
			c.Key = strconv.Itoa(n)
		}
		to.Choices = append(to.Choices, c)
	}
}

// relations are the label sets of relations: those of the codebook, else the
// standard one.
func relations(book *codebook.Codebook) []*codebook.Set {
	if sets := book.For("link", ""); len(sets) > 0 {
		return sets
	}
	return codebook.Default().For("link", "")
}
