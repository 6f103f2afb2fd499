package ask

import (
	"fmt"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/pane"
)

// A Remedy is what can be done about an annotation whose words have changed.
type Remedy int

// The remedies.
const (
	ConfirmIt Remedy = iota + 1
	ConfirmAll
	ChooseWords
	LeaveIt
	DeleteIt
)

// Changed asks what is to be done about an annotation whose words the publisher
// changed, the i-th of n: the answer "what" is a Remedy.
func (s *Scene) Changed(a *annotate.Annotation, i, n int) *card.Form {
	f := &card.Field{Name: "what"}
	add := func(key, text string, what Remedy) {
		f.Choices = append(f.Choices, card.Choice{Key: key, Text: text, Value: what})
	}
	was := "was   " + pane.Excerpt(a.Target.Quote.Exact, 60)
	is := "now   not found in the present text"
	switch a.Target.State {
	case annotate.Fuzzy:
		is = fmt.Sprintf("now   %s   %d %% alike", pane.Excerpt(s.Pen.Article.Slice(a.Target.Range), 46), int(a.Target.Score*100))
		add("c", "confirm: these are the words", ConfirmIt)
	case annotate.Moved:
		is = fmt.Sprintf("now   the same words, on line %d", s.Pen.Article.LineOf(a.Target.Range.Start))
		add("c", "confirm the place", ConfirmIt)
		add("a", "confirm all that moved with their words", ConfirmAll)
	}
	add("w", "choose the words yourself", ChooseWords)
	add("n", "leave it as it is, show the next", LeaveIt)
	add("x", "delete the annotation", DeleteIt)
	form := card.NewForm(fmt.Sprintf("changed since annotated · %d of %d · %s%s", i+1, n, kind.Of(a).Title, By(a)), "esc leave, nothing lost", f)
	form.Lines = []string{was, is}
	return form
}

// Confirm takes the present places of annotations as theirs, as one edit.
func (p *Pen) Confirm(title string, as ...*annotate.Annotation) Answer {
	e := annotate.Edit{Title: title}
	for _, a := range as {
		after := anchor.Confirm(a, p.Article, p.Offsets())
		after.Modified = now()
		e.Swaps = append(e.Swaps, annotate.Swap{Before: a, After: after})
	}
	return Answer{Edit: e, Says: title}
}
