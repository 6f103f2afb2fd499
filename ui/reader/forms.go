package reader

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/count"
	"stet/model/mention"
	"stet/ui/card"
	"stet/ui/sheet"
)

// open shows a form, or the one about the same thing that was left before.
func (r *Reader) open(key string, f *card.Form, done func(*card.Form) tea.Cmd) {
	if draft, ok := r.cards.drafts[key]; ok {
		delete(r.cards.drafts, key)
		f = draft.Form
	}
	r.cards.open = &openForm{Form: f, key: key, done: done}
	r.cover()
	r.message.Message = ""
	if r.focus.On {
		r.sheet.Reveal(r.focus.Range)
	}
}

// cover tells the sheet which of its lines the open card covers.
func (r *Reader) cover() {
	if r.sheet.Covered = 0; r.cards.open != nil {
		r.sheet.Covered = len(r.cards.open.View(r.env.Paint, r.sheet.W, r.sheet.TextHeight()))
	}
}

// shut takes the open card away.
func (r *Reader) shut() {
	r.cards.open = nil
	r.cover()
}

// formKey hands a key to the open form.
func (r *Reader) formUpdate(msg tea.Msg) tea.Cmd {
	o := r.cards.open
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "f" && o.picks != nil && o.Words() == "" && o.Asking() == o.pickField {
		r.startPointing(o.picks)
		return nil
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == longNote && o.long != nil {
		return o.long(o.Words())
	}
	if key, ok := msg.(tea.KeyPressMsg); ok && o.Words() == "" {
		if do, ok := o.also[key.String()]; ok {
			return do()
		}
	}
	switch o.Update(msg) {
	case card.Left:
		r.shut()
		r.cards.drafts[o.key] = o
	case card.Finished:
		r.shut()
		return o.done(o.Form)
	}
	return nil
}

func formKey(what string, rng model.Range) string {
	return fmt.Sprintf("%s %d %d", what, rng.Start, rng.End)
}

// usualChoices is how far the list of those who may be meant is filled up with
// the most frequent names of the article: the card must not hide the page.
const usualChoices = 5

const saidIt = "said to have said it"

// whoChoices lists who may be meant: first who is said to have said it, by a name
// or as the article describes them, "" for nobody; the names of the sentence, the focused one
// first, then outwards; then those of the paragraph, then the most frequent. The
// names of the sentence keep one number throughout a card.
func (r *Reader) whoChoices(words model.Range, first string) []card.Choice {
	var out []card.Choice
	seen := map[string]bool{}
	add := func(entity int, at model.Range, note string) {
		ref := r.ref(entity, at)
		if len(out) < 9 && !seen[ref.Name] {
			seen[ref.Name] = true
			out = append(out, card.Choice{Key: strconv.Itoa(len(out) + 1), Text: ref.Name, Note: note, Value: ref})
		}
	}
	if first != "" {
		i := slices.IndexFunc(r.in.Names.Entities, func(e mention.Entity) bool { return e.Name == first })
		if i >= 0 {
			add(i, r.in.Nearest(i, words), saidIt)
		} else { // “the minister”, who has no name here
			seen[first] = true
			out = append(out, card.Choice{Key: "1", Text: first, Note: saidIt, Value: annotate.NameRef(first, "")})
		}
	}
	sentence, _ := r.focus.Unit("sentence", model.Range{Start: words.Start, End: words.Start + 1})
	sentence = sentence.Union(words)
	for _, m := range r.outwards(sentence, words) {
		add(m.Entity, m.Range, "same sentence")
	}
	if b := r.in.Art.BlockAt(words.Start); b >= 0 {
		for _, m := range r.outwards(r.in.Art.Blocks[b].Range, words) {
			add(m.Entity, m.Range, "same paragraph")
		}
	}
	for _, i := range r.in.ByCount() {
		if e := r.in.Names.Entities[i]; len(out) < usualChoices && (e.Type == mention.Person || e.Type == mention.Org) {
			add(i, r.in.Nearest(i, words), count.Of(len(e.Mentions), "time"))
		}
	}
	return out
}

// outwards returns the names within a stretch of text by their distance from
// some words: the focused name, then those outside the words, then those inside.
func (r *Reader) outwards(within, words model.Range) []mention.Mention {
	var out []mention.Mention
	for _, m := range r.in.Names.Mentions {
		if m.Entity >= 0 && within.Overlaps(m.Range) && namesSomebody(r.in.Names.Entities[m.Entity].Type) {
			out = append(out, m)
		}
	}
	centre := words
	if r.focus.On && r.focus.Sel == nil {
		centre = r.focus.Range
	}
	distance := func(m mention.Mention) int {
		switch {
		case m.Range == centre:
			return -1
		case centre.Covers(m.Range) && r.focus.Sel != nil:
			return len(r.in.Art.Text) + int(m.Range.Start-centre.Start)
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

// who is the question that speaker, claimant and holder share.
func (r *Reader) who(name, label string, words model.Range, proposed string) *card.Field {
	f := &card.Field{
		Name: name, Label: label, Choices: r.whoChoices(words, proposed), Hint: "or type a name",
		Typed: func(s string) any { return r.typedName(s) },
	}
	f.Choices = append(f.Choices,
		card.Choice{Key: "0", Text: "the article itself", Note: "nobody is quoted", Value: annotate.Ref{Kind: annotate.RefArticle}},
		card.Choice{Key: "-", Text: "nobody named", Note: "“officials said”", Value: annotate.Ref{Kind: annotate.RefNobody}})
	return f
}

// openWho asks who is behind the item in focus.
func (r *Reader) openWho() tea.Cmd {
	it := r.focus.Item
	role := it.Note.Body.Refs()[0]
	question := map[string]string{"speaker": "who says this?", "claimant": "who claims this?", "holder": "who holds this?"}[role.Name]
	if question == "" {
		question = "who is meant?"
	}
	f := r.who("who", "", it.Range(), "")
	now := role.Ref.String()
	f.Choices = slices.DeleteFunc(f.Choices, func(c card.Choice) bool { return c.Text == now })
	for i, n := 0, 0; i < len(f.Choices); i++ {
		if k := f.Choices[i].Key; k != "0" && k != "-" {
			n++
			f.Choices[i].Key = strconv.Itoa(n)
		}
	}
	title, footer := question, "esc leave"
	if now != "" {
		title, footer = question+"   now: "+now, "esc keep "+now
	}
	old := *it
	r.open(formKey("who", it.Range()), card.NewForm(title, footer, f), func(f *card.Form) tea.Cmd {
		who := card.One[annotate.Ref](f, "who")
		before, after := r.changed(&old)
		*after.Body.Refs()[0].Ref = who
		k := kind.Of(after)
		cmd := r.do(annotate.Edit{Title: k.Title + ", " + who.String(), Swaps: []annotate.Swap{{Before: before, After: after}}})
		r.focus.Set(old.Range())
		r.did(k.Title + ": " + who.String())
		return cmd
	})
	return nil
}

// openEnds asks where a quote ends that never closes. The answer keeps it.
func (r *Reader) openEnds(it *sheet.Item) {
	old := *it
	f := &card.Field{Name: "end"}
	for i, e := range it.Ends {
		words := r.in.Art.Slice(model.Range{Start: max(old.Range().Start, e.Pos-40), End: e.Pos})
		if j := strings.IndexByte(words, ' '); j >= 0 {
			words = words[j+1:]
		}
		f.Choices = append(f.Choices, card.Choice{
			Key: strconv.Itoa(i + 1), Text: "after “… " + strings.TrimSpace(words) + "”", Note: e.Why, Value: e.Pos,
		})
	}
	name := old.Note.Who().String()
	if name == "" {
		name = "the"
	} else {
		name += "’s"
	}
	form := card.NewForm("quote? · "+old.Note.Who().String(), "f point at the last word · w another speaker · esc decide later", f)
	form.Lines = []string{"This quote never closes. Where do " + name + " words end?"}
	done := func(end model.Pos) tea.Cmd {
		a := r.fromSuggestion(&old, annotate.Kept)
		a.Target.Place = r.place(model.Range{Start: old.Range().Start, End: end})
		if q, ok := a.Body.(*kind.Quote); ok {
			r.cutParts(q, a.Target.Range)
		}
		return r.kept(&old, a)
	}
	r.open(formKey("ends", it.Range()), form, func(f *card.Form) tea.Cmd { return done(card.One[model.Pos](f, "end")) })
	r.cards.open.pickField = "end"
	r.cards.open.picks = func(rng model.Range) tea.Cmd {
		r.shut()
		return done(rng.End)
	}
	r.cards.open.also = map[string]func() tea.Cmd{
		"w": func() tea.Cmd { r.shut(); return r.openWho() },
		"x": func() tea.Cmd { r.shut(); return r.refuse() },
	}
}

// cutParts makes a quote's parts fit its new words: what lies outside goes, and
// the first and last reach to the edges. A single part is the target itself.
func (r *Reader) cutParts(q *kind.Quote, words model.Range) {
	q.Parts = slices.DeleteFunc(q.Parts, func(p annotate.Place) bool { return !p.Range.Overlaps(words) })
	if len(q.Parts) < 2 {
		q.Parts = nil
		return
	}
	for i := range q.Parts {
		now := q.Parts[i].Range.Intersect(words)
		if i == 0 {
			now.Start = words.Start
		}
		if i == len(q.Parts)-1 {
			now.End = words.End
		}
		if now != q.Parts[i].Range {
			q.Parts[i] = r.place(now)
		}
	}
}
