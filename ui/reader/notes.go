package reader

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/ui/card"
)

// openNote asks for the words of a note on what is in focus. On an annotation of
// one's own it is a remark that goes with it.
func (r *Reader) openNote() tea.Cmd {
	row := mustKind("note")
	words, ok := r.words(row)
	if !ok {
		return nil
	}
	about := r.ownFocus()
	if r.sel != nil {
		about = nil
	}
	title, was := "note on "+excerpt(r.art.Slice(words), 50), ""
	if about != nil {
		title, was = "note on the "+kind.Of(about).Title+" "+excerpt(r.art.Slice(words), 40), about.Comment
	}
	f := &card.Field{Name: "note", Typed: func(s string) any { return s }}
	form := card.NewForm(title, "⏎ keep · esc leave, nothing lost", f)
	form.Type(was)
	r.open(formKey("note", words), form, func(f *card.Form) tea.Cmd {
		text := card.One[string](f, "note")
		if about != nil {
			after := about.Clone()
			after.Comment, after.Modified = text, now()
			cmd := r.do(annotate.Edit{Title: "note", Swaps: []annotate.Swap{{Before: about, After: after}}})
			r.say("note on the " + kind.Of(about).Title + " · u undo")
			return cmd
		}
		make := func(words model.Range) tea.Cmd {
			a := r.fresh(row.New(), words)
			a.Comment = text
			return r.tag("note", a)
		}
		r.remember(row, make)
		return make(words)
	})
	return nil
}

// ownFocus returns the annotation of one's own that is in focus, or nil.
func (r *Reader) ownFocus() *annotate.Annotation {
	if it := r.focus.item; it != nil && !it.found && it.by == "" && it.note.Origin.How != annotate.Refused {
		return it.note
	}
	return nil
}

// openTags asks for the tags of the annotation in focus. A suggestion is kept by
// tagging it.
func (r *Reader) openTags() tea.Cmd {
	it := *r.focus.item
	f := &card.Field{Name: "tags", Label: "tags", Hint: "words, with commas between", Optional: true, Typed: func(s string) any { return s }}
	form := card.NewForm("tags of the "+kind.Of(it.note).Title+" "+excerpt(r.art.Slice(it.rng()), 40), "⏎ keep · esc leave, nothing lost", f)
	form.Type(strings.Join(it.note.Tags, ", "))
	r.open(formKey("tags", it.rng()), form, func(f *card.Form) tea.Cmd {
		before, after := r.changed(&it)
		after.Tags = splitTags(card.One[string](f, "tags"))
		cmd := r.do(annotate.Edit{Title: "tags", Swaps: []annotate.Swap{{Before: before, After: after}}})
		r.setFocus(it.rng())
		r.say("tags: " + strings.Join(after.Tags, ", ") + " · u undo")
		return cmd
	})
	return nil
}

// openRelation asks how the annotation in focus relates to which other one: one
// on the screen, by number, or one pointed at with f.
func (r *Reader) openRelation() tea.Cmd {
	from := r.ownFocus()
	to := &card.Field{Name: "to", Label: "to"}
	r.over(r.visible(), func(it *item) {
		if it.note.ID != from.ID && it.by == "" && !it.found && len(to.Choices) < 9 {
			to.Choices = append(to.Choices, card.Choice{
				Key: strconv.Itoa(len(to.Choices) + 1), Text: kind.Of(it.note).Title + " " + excerpt(r.art.Slice(it.rng()), 44), Value: it.note.ID,
			})
		}
	})
	if len(to.Choices) == 0 {
		r.say("no other annotation on the screen to relate this to")
		return nil
	}
	how := &card.Field{Name: "how", Label: "it", Inline: true, Choices: []card.Choice{
		{Key: "s", Text: "supports", Value: kind.Supports}, {Key: "a", Text: "attacks", Value: kind.Attacks},
		{Key: "m", Text: "is the same claim as", Value: kind.SameClaim}, {Key: "b", Text: "is about", Value: kind.About},
	}}
	form := card.NewForm("relation from the "+kind.Of(from).Title+" "+excerpt(r.art.Slice(from.Target.Range), 40), "esc leave", to, how)
	relate := func(id, how string) tea.Cmd {
		a := &annotate.Annotation{
			ID: store.NewID(), Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: id}, Relation: how},
			Target: annotate.Target{Annotation: from.ID}, Creator: r.env.Desk.Creator(),
			Created: now(), Modified: now(), Origin: annotate.Origin{How: annotate.ByHand},
		}
		return r.tag("relation, "+how, a)
	}
	r.open(formKey("relation", from.Target.Range), form, func(f *card.Form) tea.Cmd {
		return relate(card.One[string](f, "to"), card.One[string](f, "how"))
	})
	return nil
}

// openOwn shows what can be changed of the annotation in focus.
func (r *Reader) openOwn() tea.Cmd {
	a := r.ownFocus()
	if len(a.Body.Refs()) > 0 && a.Kind() != "link" {
		return r.openWho()
	}
	return r.openNote()
}

// quoteHere keeps the found quote in focus, or makes one of the words.
func (r *Reader) quoteHere() tea.Cmd {
	if it := r.focus.item; r.sel == nil && it != nil && it.found && it.note.Kind() == "quote" {
		return r.keep()
	}
	row := mustKind("quote")
	words, ok := r.words(row)
	if !ok {
		return nil
	}
	f := r.who("who", "who", words, r.speakerNear(words))
	if len(f.Choices) > 2 {
		f.Default = &f.Choices[0]
	}
	form := card.NewForm("quote "+excerpt(r.art.Slice(words), 50), "esc leave, nothing lost", f)
	r.open(formKey("quote", words), form, func(f *card.Form) tea.Cmd {
		body := &kind.Quote{Form: r.formOf(words), Speaker: card.One[annotate.Ref](f, "who")}
		return r.tagged1(body, words)
	})
	return nil
}

// speakerNear is who is said to have said the words, or "".
func (r *Reader) speakerNear(words model.Range) string {
	if who, ok := r.attribution(words); ok && who.Entity >= 0 {
		return r.names.Entities[who.Entity].Name
	}
	return ""
}

// formOf says how some words are reported, by the quotation marks at their edges.
func (r *Reader) formOf(words model.Range) string {
	s := r.art.Slice(words)
	switch open, within := strings.ContainsAny(firstRune(s), "“”\"„«‘"), strings.ContainsAny(s, "“”\"„«"); {
	case open:
		return "direct"
	case within:
		return "mixed"
	}
	return "indirect"
}
