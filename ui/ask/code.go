package ask

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model/clean"
	"stet/ui/card"
	"stet/ui/pane"
)

// Tags asks for the tags of an annotation: the codes that the codebook has for them,
// and words of your own. A suggestion is kept by tagging it.
func (s *Scene) Tags(a *annotate.Annotation, suggested bool) Question {
	sets := s.Book.For(codebook.Tags, "")
	free := &card.Field{Name: "tags", Label: "tags", Hint: "words, with commas between", Optional: true, Typed: typed}
	title := fmt.Sprintf("tags of the %s %s", kind.Of(a).Title, pane.Excerpt(s.Pen.Article.Slice(a.Target.Range), 40))
	own := strings.Join(freeTags(s.Book, a.Tags, codebook.Tags), ", ")
	var form *card.Form
	if len(sets) == 0 {
		form = card.NewForm(title, "⏎ keep · esc leave, nothing lost", free)
		form.Type(own)
	} else {
		if own != "" {
			free.Give(card.Choice{Text: own, Value: own})
		}
		form = card.NewCodes(title, "⏎ next · D keep · esc leave, nothing lost", append(questions(sets, a.Tags, true), free)...)
	}
	return question("tags", a.Target.Range, form, func(f *card.Form) Answer {
		before, after := s.Pen.Change(a, suggested)
		after.Tags = tagsOf(f, sets)
		return changes("tags", "tags: "+strings.Join(after.Tags, ", "), before, after)
	})
}

// choices offers the codes of a label set, each under its own key, else the
// next digit.
func choices(s *codebook.Set) []card.Choice {
	var out []card.Choice
	digit := 0
	for i := range s.Codes {
		c := &s.Codes[i]
		key := c.Key
		if key == "" {
			if digit++; digit <= 9 {
				key = fmt.Sprint(digit)
			}
		}
		out = append(out, card.Choice{Key: key, Text: c.Shown(), Note: c.Definition, Value: c.Name})
	}
	return out
}

// Article asks the codebook's questions about the whole article, and for a note on
// it.
func (s *Scene) Article() Question {
	before := s.ArticleNote()
	var tags []string
	comment := ""
	if before != nil {
		tags, comment = before.Tags, before.Comment
	}
	sets := s.Book.For(codebook.Article, "")
	text := &card.Field{Name: "note", Label: "note", Optional: true, Typed: typed}
	if comment != "" {
		text.Give(card.Choice{Text: comment, Value: comment})
	}
	free := &card.Field{Name: "tags", Label: "tags", Optional: true, Hint: "with commas between", Typed: typed}
	if own := freeTags(s.Book, tags, codebook.Article); len(own) > 0 {
		free.Give(card.Choice{Text: strings.Join(own, ", "), Value: strings.Join(own, ", ")})
	}
	asked := questions(sets, tags, false)
	for i, set := range sets {
		if s.Answered != nil {
			says := append(s.Answered(set.Name), asked[i].About)
			asked[i].About = strings.Join(slices.DeleteFunc(says, func(t string) bool { return t == "" }), " · ")
		}
	}
	form := card.NewCodes("the whole article", "⏎ next · D done with it · esc leave, nothing lost", append(asked, free, text)...)
	return Question{Form: form, Key: WholeArticle, Answer: func(f *card.Form) Answer {
		after := s.Pen.Whole(before)
		after.Tags = tagsOf(f, sets)
		after.Comment = card.One[string](f, "note")
		if before == nil && len(after.Tags) == 0 && after.Comment == "" {
			return Answer{}
		}
		return changes("the whole article", "the whole article: "+strings.Join(after.Tags, ", "), before, after)
	}}
}

// WholeArticle is the key of the card of [Scene.Article].
const WholeArticle = "the whole article"

// Unanswered lists the codebook's questions about the whole article that have no
// answer.
func (s *Scene) Unanswered() (open []string) {
	var tags []string
	if note := s.ArticleNote(); note != nil {
		tags = note.Tags
	}
	for _, set := range s.Book.For(codebook.Article, "") {
		if !slices.ContainsFunc(tags, func(t string) bool { of, _, ok := s.Book.Answer(t); return ok && of == set }) {
			open = append(open, set.Shown())
		}
	}
	return open
}

// Code asks for another answer to a question about the whole article, as a note on it.
func (s *Scene) Code(set *codebook.Set) (*card.Form, func(*card.Form) *annotate.Annotation) {
	f := &card.Field{Name: "code", Label: set.Shown(), About: set.Definition, Inline: true, Multi: set.Many, Choices: choices(set)}
	return card.NewForm(fmt.Sprintf("another answer to “%s”", set.Shown()), "esc leave", f), func(f *card.Form) *annotate.Annotation {
		a := s.Pen.Whole(nil)
		for _, code := range card.All[string](f, "code") {
			a.Tags = append(a.Tags, set.Tag(code))
		}
		return a
	}
}

// ArticleNote returns one's note on the whole article, in which its codes are
// kept; nil if absent.
func (s *Scene) ArticleNote() *annotate.Annotation {
	for _, a := range s.Own {
		if a.Target.Whole && kind.Of(a).Bare() {
			return a
		}
	}
	return nil
}

// questions asks for the codes of label sets, those that tags name being given. D asks
// about those that are not optional.
func questions(sets []*codebook.Set, tags []string, optional bool) []*card.Field {
	var fields []*card.Field
	for _, s := range sets {
		f := &card.Field{Name: s.Name, Label: s.Shown(), About: s.Definition, Inline: true, Optional: optional, Multi: s.Many, Choices: choices(s)}
		for _, c := range f.Choices {
			if slices.Contains(tags, s.Tag(c.Value.(string))) {
				f.Give(c)
			}
		}
		fields = append(fields, f)
	}
	return fields
}

// tagsOf returns what was answered to the questions of label sets, and the free
// tags.
func tagsOf(f *card.Form, sets []*codebook.Set) []string {
	var tags []string
	for _, s := range sets {
		for _, code := range card.All[string](f, s.Name) {
			tags = append(tags, s.Tag(code))
		}
	}
	return append(tags, splitTags(card.One[string](f, "tags"))...)
}

// freeTags returns the tags that are no codes of the sets that apply to that.
func freeTags(book *codebook.Codebook, tags []string, applies string) []string {
	return slices.DeleteFunc(slices.Clone(tags), func(t string) bool {
		set, _, ok := book.Answer(t)
		return ok && set.Applies == applies
	})
}

// splitTags reads tags with commas between.
func splitTags(s string) []string {
	var out []string
	for _, t := range strings.Split(s, ",") {
		if t = clean.Blanks(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
