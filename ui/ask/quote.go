package ask

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/quotation"
	"stet/ui/card"
	"stet/ui/pane"
)

// NewQuote asks who says the words, and makes a quote of them.
func (s *Scene) NewQuote() Question {
	f := s.who("who", "who", s.Words, s.speakerNear(s.Words))
	if len(f.Choices) > 2 {
		f.Default = &f.Choices[0]
	}
	form := card.NewForm(fmt.Sprintf("quote %s", pane.Excerpt(s.Pen.Article.Slice(s.Words), 50)), "esc leave, nothing lost", f)
	return question("quote", s.Words, form, func(f *card.Form) Answer {
		body := &kind.Quote{Form: formOf(s.Pen.Article.Slice(s.Words)), Speaker: card.One[annotate.Ref](f, "who")}
		return s.tag(body, s.Words)
	})
}

// tag makes one annotation of words and names who is behind it.
func (s *Scene) tag(body annotate.Body, words model.Range) Answer {
	a := s.Pen.New(body, words)
	return Added(kind.Of(a).Title+By(a), a)
}

// By says who is behind an annotation, after a comma; "" where nobody is.
func By(a *annotate.Annotation) string {
	if says := Brief(a); says != "" {
		return ", " + says
	}
	return ""
}

// Brief says who is behind an annotation; of a stance also what for or against.
func Brief(a *annotate.Annotation) string {
	if b, ok := a.Body.(interface{ Brief() string }); ok {
		return b.Brief()
	}
	return a.Who().String()
}

// formOf says how some words are reported, by the quotation marks at their edges.
func formOf(words string) string {
	_, first := utf8.DecodeRuneInString(words)
	switch open, within := strings.ContainsAny(words[:first], "“”\"„«‘"), strings.ContainsAny(words, "“”\"„«"); {
	case open:
		return "direct"
	case within:
		return "mixed"
	}
	return "indirect"
}

// Ends asks where a suggested quote ends that never closes. [Pen.EndAt] takes the
// answer, which keeps it.
func (s *Scene) Ends(a *annotate.Annotation, ends []quotation.End) Question {
	f := &card.Field{Name: "end"}
	for i, e := range ends {
		words := s.Pen.Article.Slice(model.Range{Start: max(a.Target.Range.Start, e.Pos-40), End: e.Pos})
		if j := strings.IndexByte(words, ' '); j >= 0 {
			words = words[j+1:]
		}
		f.Choices = append(f.Choices, card.Choice{
			Key: strconv.Itoa(i + 1), Text: "after “… " + strings.TrimSpace(words) + "”", Note: e.Why, Value: e.Pos,
		})
	}
	name := a.Who().String()
	form := card.NewForm("quote? · "+name, "f point at the last word · w another speaker · esc decide later", f)
	if name == "" {
		name = "the"
	} else {
		name += "’s"
	}
	form.Lines = []string{fmt.Sprintf("This quote never closes. Where do %s words end?", name)}
	return question("ends", a.Target.Range, form, func(f *card.Form) Answer {
		return s.Pen.EndAt(a, card.One[model.Pos](f, "end"))
	})
}

// EndAt keeps a suggested quote whose words end there.
func (p *Pen) EndAt(a *annotate.Annotation, end model.Pos) Answer {
	kept := p.Keep(a, annotate.Kept)
	p.Reword(kept, model.Range{Start: a.Target.Range.Start, End: end})
	return Kept(kept)
}

// Kept is the answer that keeps a suggestion as the annotation made of it.
func Kept(a *annotate.Annotation) Answer {
	title := kind.Of(a).Title + By(a)
	return changes(title, "kept: "+title, nil, a)
}
