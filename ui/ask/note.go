package ask

import (
	"fmt"
	"slices"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/clean"
	"stet/ui/card"
	"stet/ui/pane"
)

// Noted is what a note is about: an annotation of your own, with which it goes, or
// mere words.
type Noted struct {
	About *annotate.Annotation // nil for words
	Words model.Range
}

// Was is the note as it is.
func (n Noted) Was() string {
	if n.About == nil {
		return ""
	}
	return n.About.Comment
}

// Note asks for the words of a note; longer is the key that goes on in an editor.
func (s *Scene) Note(n Noted, longer string) Question {
	title := fmt.Sprintf("note on %s", pane.Excerpt(s.Pen.Article.Slice(n.Words), 50))
	if n.About != nil {
		title = fmt.Sprintf("note on the %s %s", kind.Of(n.About).Title, pane.Excerpt(s.Pen.Article.Slice(n.Words), 40))
	}
	form := card.NewForm(title, fmt.Sprintf("%s in your editor · ⏎ keep · esc leave, nothing lost", longer), &card.Field{Name: "note", Typed: typed})
	form.Type(n.Was())
	return question("note", n.Words, form, func(f *card.Form) Answer { return s.Noted(n, card.One[string](f, "note")) })
}

// Noted makes text the note on something.
func (s *Scene) Noted(n Noted, text string) Answer {
	if n.About == nil {
		return again(s, func(s *Scene) Answer {
			a := s.Pen.New(new(kind.Note), s.Words)
			a.Comment = text
			return Added("note", a)
		})
	}
	i := slices.IndexFunc(s.Own, func(a *annotate.Annotation) bool { return a.ID == n.About.ID })
	if i < 0 {
		return Answer{Refused: "the annotation is gone; its note was: " + clean.Blanks(text)}
	}
	before := s.Own[i]
	after := before.Clone()
	after.Comment, after.Modified = text, now()
	return changes("note", fmt.Sprintf("note on the %s", kind.Of(after).Title), before, after)
}
