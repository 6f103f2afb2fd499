package ask

import (
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/pane"
)

// Row asks the questions of a kind's row: of new words, or of an annotation of the
// kind, whose answers are given already. Where the row has no questions there is no
// card, and the answer is there at once.
func (s *Scene) Row(k kind.Kind, a *annotate.Annotation, suggested bool) Question {
	words := s.Words
	if a != nil {
		words = a.Target.Range
	}
	var fields []*card.Field
	for _, f := range k.Table {
		if x := s.field(k, f, a); x != nil {
			fields = append(fields, x)
		}
	}
	answer := func(f *card.Form) Answer {
		if a != nil {
			before, after := s.Pen.Change(a, suggested)
			fill(after.Body, k, f)
			return changes(k.Title, k.Title+By(after), before, after)
		}
		return again(s, func(s *Scene) Answer {
			body := k.New()
			fill(body, k, f)
			return s.tag(body, s.Words)
		})
	}
	if len(fields) == 0 {
		return Question{Key: Key(k.Name, words), Answer: answer}
	}
	form := card.NewForm(k.Title+" "+pane.Excerpt(s.Pen.Article.Slice(words), 50), "⏎ keep · tab next question · esc leave, nothing lost", fields...)
	form.EmptyEnds = true
	if k.Definition != "" {
		form.Lines = []string{k.Definition}
	}
	if a != nil {
		form.Revise()
		return question(k.Name+" "+a.ID, words, form, answer)
	}
	return question(k.Name, words, form, answer)
}

// field asks for one field of a row; nil where it cannot be asked here. A given
// annotation has answered it.
func (s *Scene) field(k kind.Kind, f kind.Field, a *annotate.Annotation) *card.Field {
	x := &card.Field{Name: f.Name, Label: f.Question(), Optional: !slices.Contains(k.Needs, f.Name)}
	switch f.Type {
	case kind.Choice, kind.Choices:
		x.Inline, x.Multi = true, f.Type == kind.Choices
		for _, set := range s.Book.For(k.Name, k.FieldOf(f)) {
			x.About = set.Definition
			x.Choices = append(x.Choices, choices(set)...)
		}
	case kind.Name:
		x = s.who(f.Name, f.Question(), s.Words, "")
		x.Optional = !slices.Contains(k.Needs, f.Name)
	case kind.Reference:
		if s.refer(x); len(x.Choices) == 0 && (a == nil || f.Get(a.Body) == "") {
			return nil
		}
	default:
		x.Typed = typed
		x.Wrong = func(words string) string {
			if err := f.Set(k.New(), words); err != nil {
				return err.Error()
			}
			return ""
		}
	}
	if a != nil {
		given(x, f, a)
	}
	return x
}

// given puts what an annotation says in a field among the answers.
func given(x *card.Field, f kind.Field, a *annotate.Annotation) {
	if f.Type == kind.Name {
		if ref := *f.Ref(a.Body); ref.Kind != annotate.RefUnset {
			x.Give(card.Choice{Text: ref.String(), Value: ref})
		}
		return
	}
	for _, v := range f.Codes(a.Body) {
		c := card.Choice{Text: v, Value: v}
		if i := slices.IndexFunc(x.Choices, func(c card.Choice) bool { return c.Value == v }); i >= 0 {
			c = x.Choices[i]
		} else if f.Refers() {
			c.Text = "another annotation"
		}
		x.Give(c)
	}
}

// refer offers the other annotations of your own on the screen, by number.
func (s *Scene) refer(x *card.Field) {
	for _, o := range s.Near {
		if len(x.Choices) < 9 {
			x.Choices = append(x.Choices, card.Choice{
				Key: strconv.Itoa(len(x.Choices) + 1), Text: kind.Of(o).Title + " " + pane.Excerpt(s.Pen.Article.Slice(o.Target.Range), 44), Value: o.ID,
			})
		}
	}
}

// fill gives a body what a form's answers say.
func fill(b annotate.Body, k kind.Kind, form *card.Form) {
	if form == nil {
		return
	}
	for _, f := range k.Table {
		switch {
		case !slices.ContainsFunc(form.Fields, func(x *card.Field) bool { return x.Name == f.Name }):
		case f.Ref != nil:
			*f.Ref(b) = card.One[annotate.Ref](form, f.Name).Clone()
		case f.Type == kind.Choices:
			f.Set(b, kind.JoinList(card.All[string](form, f.Name))) // codes can always be set
		default:
			f.Set(b, strings.TrimSpace(card.One[string](form, f.Name))) // the card took no wrong one
		}
	}
}
