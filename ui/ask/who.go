package ask

import (
	"fmt"
	"slices"
	"strconv"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/count"
	"stet/model/mention"
	"stet/model/segment"
	"stet/ui/card"
)

// who is the question that speaker, claimant and holder share.
func (s *Scene) who(name, label string, words model.Range, proposed string) *card.Field {
	f := &card.Field{
		Name: name, Label: label, Choices: s.whoChoices(words, proposed), Hint: "or type a name",
		Typed: func(name string) any { return s.typedName(name) },
	}
	f.Choices = append(f.Choices,
		card.Choice{Key: "0", Text: "the article itself", Note: "nobody is quoted", Value: annotate.Ref{Kind: annotate.RefArticle}},
		card.Choice{Key: "-", Text: "nobody named", Note: "“officials said”", Value: annotate.Ref{Kind: annotate.RefNobody}})
	return f
}

// whoChoices lists who may be meant: first who is said to have said it, by a name
// or as the article describes them, "" for nobody; the names of the sentence, the focused one
// first, then outwards; then those of the paragraph, then the most frequent. The
// names of the sentence keep one number throughout a card.
func (s *Scene) whoChoices(words model.Range, first string) []card.Choice {
	var out []card.Choice
	seen := map[string]bool{}
	add := func(entity int, at model.Range, note string) {
		ref := s.Ref(entity, at)
		if len(out) < 9 && !seen[ref.Name] {
			seen[ref.Name] = true
			out = append(out, card.Choice{Key: strconv.Itoa(len(out) + 1), Text: ref.Name, Note: note, Value: ref})
		}
	}
	if first != "" {
		i := slices.IndexFunc(s.Names.Entities, func(e mention.Entity) bool { return e.Name == first })
		if i >= 0 {
			add(i, s.Names.Nearest(i, words), saidIt)
		} else { // “the minister”, who has no name here
			seen[first] = true
			out = append(out, card.Choice{Key: "1", Text: first, Note: saidIt, Value: annotate.NameRef(first, "")})
		}
	}
	sentence, _ := segment.Sentence.At(s.Pen.Article, words.Start)
	sentence = sentence.Union(words)
	for _, m := range s.outwards(sentence, words) {
		add(m.Entity, m.Range, "same sentence")
	}
	if b := s.Pen.Article.BlockAt(words.Start); b >= 0 {
		for _, m := range s.outwards(s.Pen.Article.Blocks[b].Range, words) {
			add(m.Entity, m.Range, "same paragraph")
		}
	}
	for _, i := range s.Names.MostNamed() {
		if e := s.Names.Entities[i]; len(out) < usualChoices && (e.Type == mention.Person || e.Type == mention.Org) {
			add(i, s.Names.Nearest(i, words), count.Of(len(e.Mentions), "time"))
		}
	}
	return out
}

// outwards returns the names within a stretch of text by their distance from
// some words: the focused name, then those outside the words, then those inside.
func (s *Scene) outwards(within, words model.Range) []mention.Mention {
	var out []mention.Mention
	for _, m := range s.Names.Mentions {
		if m.Entity >= 0 && within.Overlaps(m.Range) && namesSomebody(s.Names.Entities[m.Entity].Type) {
			out = append(out, m)
		}
	}
	centre := words
	if !s.Focus.Empty() && !s.Selected {
		centre = s.Focus
	}
	distance := func(m mention.Mention) int {
		switch {
		case m.Range == centre:
			return -1
		case centre.Covers(m.Range) && s.Selected:
			return len(s.Pen.Article.Text) + int(m.Range.Start-centre.Start)
		case m.Range.End <= centre.Start:
			return int(centre.Start - m.Range.End)
		case m.Range.Start >= centre.End:
			return int(m.Range.Start - centre.End)
		}
		return 0
	}
	slices.SortStableFunc(out, func(a, b mention.Mention) int { return distance(a) - distance(b) })
	return out
}

// namesSomebody tells names that can say or be for something from dates,
// amounts and nationalities.
func namesSomebody(t mention.Type) bool {
	switch t {
	case mention.Person, mention.Org, mention.GPE, mention.Loc, mention.Topic, mention.Event:
		return true
	}
	return false
}

// usualChoices is how far the list of those who may be meant is filled up with
// the most frequent names of the article: the card must not hide the page.
const usualChoices = 5

const saidIt = "named as saying it"

// typedName is what a typed name refers to: an entity of the article where one
// is called so, else a name of unknown type.
func (s *Scene) typedName(name string) annotate.Ref {
	for i, e := range s.Names.Entities {
		if e.Name == name || slices.Contains(e.Also, name) {
			return s.Ref(i, model.Range{})
		}
	}
	return annotate.NameRef(name, "")
}

// typedTarget is what a typed target refers to: a known name, else a topic.
func (s *Scene) typedTarget(name string) annotate.Ref {
	if ref := s.typedName(name); ref.Type != "" {
		return ref
	}
	return annotate.TopicRef(name)
}

// Ref returns the reference to an entity of the article, with the words that
// stand for it.
func (s *Scene) Ref(entity int, words model.Range) annotate.Ref {
	e := s.Names.Entities[entity]
	ref := annotate.NameRef(e.Name, e.Type)
	if !words.Empty() {
		p := s.Pen.Place(words)
		ref.Words = &p
	}
	return ref
}

// speakerNear is who is said to have said the words, or "".
func (s *Scene) speakerNear(words model.Range) string {
	if who, ok := s.Quotes.SpeakerOf(words); ok && who.Entity >= 0 {
		return s.Names.Entities[who.Entity].Name
	}
	return ""
}

// Who asks who is behind an annotation, or a suggestion, which is kept by that.
func (s *Scene) Who(a *annotate.Annotation, suggested bool) Question {
	words := a.Target.Range
	role := a.Body.Refs()[0]
	title := map[string]string{"speaker": "who says this?", "claimant": "who claims this?", "holder": "who holds this?"}[role.Name]
	if k := kind.Of(a); k.Added() {
		title = k.Roles[0].Question() + "?"
	} else if title == "" {
		title = "who is meant?"
	}
	f := s.who("who", "", words, "")
	now := role.Ref.String()
	f.Choices = slices.DeleteFunc(f.Choices, func(c card.Choice) bool { return c.Text == now })
	for i, n := 0, 0; i < len(f.Choices); i++ {
		if k := f.Choices[i].Key; k != "0" && k != "-" {
			n++
			f.Choices[i].Key = strconv.Itoa(n)
		}
	}
	footer := "esc leave"
	if now != "" {
		title, footer = fmt.Sprintf("%s   now: %s", title, now), fmt.Sprintf("esc keep %s", now)
	}
	return question("who", words, card.NewForm(title, footer, f), func(f *card.Form) Answer {
		who := card.One[annotate.Ref](f, "who")
		before, after := s.Pen.Change(a, suggested)
		*after.Body.Refs()[0].Ref = who
		k := kind.Of(after)
		return changes(k.Title+", "+who.String(), k.Title+": "+who.String(), before, after)
	})
}
