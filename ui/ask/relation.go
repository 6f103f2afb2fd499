package ask

import (
	"maps"
	"slices"
	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/pane"
	"strconv"
)

// Relation asks how an annotation relates to which of some others, by number. The
// codebook says which relations there are, and what they may connect; false where
// nothing can be related.
func (s *Scene) Relation(from *annotate.Annotation, others []*annotate.Annotation) (Question, bool) {
	to, kinds := s.relatable(from, others)
	if len(to.Choices) == 0 {
		return Question{}, false
	}
	how := &card.Field{Name: "how", Label: "it", Inline: true}
	codes := map[string]*codebook.Code{}
	for _, set := range relations(s.Book) {
		how.About = set.Definition
		for _, c := range choices(set) {
			code := set.Code(c.Value.(string))
			if slices.ContainsFunc(slices.Collect(maps.Values(kinds)), func(to string) bool { return code.Joins(from.Kind(), to) }) {
				how.Choices, codes[code.Name] = append(how.Choices, c), code
			}
		}
	}
	form := card.NewForm("relation from the "+kind.Of(from).Title+" "+pane.Excerpt(s.Pen.Article.Slice(from.Target.Range), 40), "esc leave", to, how)
	return question("relation", from.Target.Range, form, func(f *card.Form) Answer {
		id, how := card.One[string](f, "to"), card.One[string](f, "how")
		if code := codes[how]; code == nil || !code.Joins(from.Kind(), kinds[id]) {
			return Answer{Refused: "the codebook does not let “" + how + "” go from a " + from.Kind() + " to a " + kinds[id]}
		}
		a := s.Pen.blank(&kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: id}, Relation: how})
		a.Target = annotate.Target{Annotation: from.ID}
		return Added("relation, "+how, a)
	}), true
}

// relatable asks for one of the annotations to which some relation may go, and returns
// their kinds, by ID.
func (s *Scene) relatable(from *annotate.Annotation, others []*annotate.Annotation) (*card.Field, map[string]string) {
	to, kinds := &card.Field{Name: "to", Label: "to"}, map[string]string{}
	for _, a := range others {
		joins := func(set *codebook.Set) bool {
			return slices.ContainsFunc(set.Codes, func(c codebook.Code) bool { return c.Joins(from.Kind(), a.Kind()) })
		}
		if a.ID != from.ID && len(to.Choices) < 9 && slices.ContainsFunc(relations(s.Book), joins) {
			kinds[a.ID] = a.Kind()
			to.Choices = append(to.Choices, card.Choice{
				Key: strconv.Itoa(len(to.Choices) + 1), Text: kind.Of(a).Title + " " + pane.Excerpt(s.Pen.Article.Slice(a.Target.Range), 44), Value: a.ID,
			})
		}
	}
	return to, kinds
}

// relations are the label sets of relations: those of the codebook, else the
// standard one.
func relations(book *codebook.Codebook) []*codebook.Set {
	if sets := book.For("link", ""); len(sets) > 0 {
		return sets
	}
	return codebook.Default().For("link", "")
}
