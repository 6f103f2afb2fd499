package reader

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/ui/card"
	"stet/ui/sheet"
)

// A noted thing is what a note is about: an annotation of one's own, or mere words.
type noted struct {
	about *annotate.Annotation // nil for words
	words model.Range
}

// toNote returns what in focus a note would be about. On an annotation of one's own
// it is a remark that goes with it.
func (r *Reader) toNote() (noted, bool) {
	words, ok := r.focus.Words(mustKind("note"))
	n := noted{about: r.focus.Own(), words: words}
	if r.focus.Sel != nil {
		n.about = nil
	}
	return n, ok
}

// was is the note as it stands.
func (n noted) was() string {
	if n.about == nil {
		return ""
	}
	return n.about.Comment
}

// openNote asks for the words of a note. What is too long for its line is written in
// the user's editor; the card stays open meanwhile.
func (r *Reader) openNote() tea.Cmd {
	n, ok := r.toNote()
	if !ok {
		return nil
	}
	title := "note on " + sheet.Excerpt(r.in.Art.Slice(n.words), 50)
	if n.about != nil {
		title = "note on the " + kind.Of(n.about).Title + " " + sheet.Excerpt(r.in.Art.Slice(n.words), 40)
	}
	f := &card.Field{Name: "note", Typed: func(s string) any { return s }}
	form := card.NewForm(title, longNote+" in your editor · ⏎ keep · esc leave, nothing lost", f)
	form.Type(n.was())
	r.open(formKey("note", n.words), form, func(f *card.Form) tea.Cmd {
		return r.keepNote(n, card.One[string](f, "note"))
	})
	r.cards.open.long = func(text string) tea.Cmd { return r.edit(n, text) }
	return nil
}

// keepNote makes text the note on something.
func (r *Reader) keepNote(n noted, text string) tea.Cmd {
	if n.about == nil {
		row := mustKind("note")
		make := func(words model.Range) tea.Cmd {
			a := r.fresh(row.New(), words)
			a.Comment = text
			return r.tag("note", a)
		}
		r.remember(row, make)
		return make(n.words)
	}
	before := r.file.Set.Get(n.about.ID)
	if before == nil {
		r.complain("the annotation is gone; its note was: " + sheet.OneLine(text))
		return nil
	}
	after := before.Clone()
	after.Comment, after.Modified = text, now()
	cmd := r.do(annotate.Edit{Title: "note", Swaps: []annotate.Swap{{Before: before, After: after}}})
	r.did("note on the " + kind.Of(after).Title)
	return cmd
}

// openTags asks for the tags of the annotation in focus: the codes that the
// codebook has for them, and words of one's own. A suggestion is kept by tagging
// it.
func (r *Reader) openTags() tea.Cmd {
	it := *r.focus.Item
	sets := r.project.book.For(codebook.Tags, "")
	free := &card.Field{Name: "tags", Label: "tags", Hint: "words, with commas between", Optional: true, Typed: func(s string) any { return s }}
	form := card.NewForm("tags of the "+kind.Of(it.Note).Title+" "+sheet.Excerpt(r.in.Art.Slice(it.Range()), 40), "⏎ keep · esc leave, nothing lost",
		append(questions(sets, it.Note.Tags), free)...)
	switch own := strings.Join(r.freeTags(it.Note.Tags, codebook.Tags), ", "); {
	case len(sets) == 0:
		form.Type(own)
	case own != "":
		free.Give(card.Choice{Text: own, Value: own})
	}
	r.open(formKey("tags", it.Range()), form, func(f *card.Form) tea.Cmd {
		before, after := r.changed(&it)
		after.Tags = tagsOf(f, sets)
		cmd := r.do(annotate.Edit{Title: "tags", Swaps: []annotate.Swap{{Before: before, After: after}}})
		r.did("tags: " + strings.Join(after.Tags, ", "))
		return cmd
	})
	return nil
}

// openRelation asks how the annotation in focus relates to which other one on the
// screen, by number. The codebook says which relations there are, and what they may
// connect.
func (r *Reader) openRelation() tea.Cmd {
	from := r.focus.Own()
	to, kinds := r.relatable(from)
	if len(to.Choices) == 0 {
		r.say("no other annotation on the screen to relate this to")
		return nil
	}
	how := &card.Field{Name: "how", Label: "it", Inline: true}
	codes := map[string]*codebook.Code{}
	for _, s := range r.relations() {
		how.About = s.Definition
		for _, c := range choices(s) {
			code := s.Code(c.Value.(string))
			if slices.ContainsFunc(slices.Collect(maps.Values(kinds)), func(to string) bool { return code.Joins(from.Kind(), to) }) {
				how.Choices, codes[code.Name] = append(how.Choices, c), code
			}
		}
	}
	form := card.NewForm("relation from the "+kind.Of(from).Title+" "+sheet.Excerpt(r.in.Art.Slice(from.Target.Range), 40), "esc leave", to, how)
	r.open(formKey("relation", from.Target.Range), form, func(f *card.Form) tea.Cmd {
		id, how := card.One[string](f, "to"), card.One[string](f, "how")
		if code := codes[how]; code == nil || !code.Joins(from.Kind(), kinds[id]) {
			r.say("the codebook does not let “" + how + "” go from a " + from.Kind() + " to a " + kinds[id])
			return nil
		}
		return r.tag("relation, "+how, &annotate.Annotation{
			ID: store.NewID(), Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: id}, Relation: how},
			Target: annotate.Target{Annotation: from.ID}, Creator: r.env.Desk.Creator(),
			Created: now(), Modified: now(), Origin: annotate.Origin{How: annotate.ByHand},
		})
	})
	return nil
}

// relatable asks for one of the other annotations of one's own on the screen to
// which some relation may go, and returns their kinds, by ID.
func (r *Reader) relatable(from *annotate.Annotation) (*card.Field, map[string]string) {
	to, kinds := &card.Field{Name: "to", Label: "to"}, map[string]string{}
	r.in.Over(r.sheet.Visible(), func(it *sheet.Item) {
		joins := func(s *codebook.Set) bool {
			return slices.ContainsFunc(s.Codes, func(c codebook.Code) bool { return c.Joins(from.Kind(), it.Note.Kind()) })
		}
		if it.Note.ID != from.ID && it.By == "" && !it.Found && len(to.Choices) < 9 && slices.ContainsFunc(r.relations(), joins) {
			kinds[it.Note.ID] = it.Note.Kind()
			to.Choices = append(to.Choices, card.Choice{
				Key: strconv.Itoa(len(to.Choices) + 1), Text: kind.Of(it.Note).Title + " " + sheet.Excerpt(r.in.Art.Slice(it.Range()), 44), Value: it.Note.ID,
			})
		}
	})
	return to, kinds
}

// relations are the label sets of relations: those of the codebook, else the
// standard one.
func (r *Reader) relations() []*codebook.Set {
	if sets := r.project.book.For("link", ""); len(sets) > 0 {
		return sets
	}
	return codebook.Default().For("link", "")
}

// openOwn shows what can be changed of the annotation in focus.
func (r *Reader) openOwn() tea.Cmd {
	a := r.focus.Own()
	if len(a.Body.Refs()) > 0 && a.Kind() != "link" {
		return r.openWho()
	}
	return r.openNote()
}

// quoteHere keeps the found quote in focus, or makes one of the words.
func (r *Reader) quoteHere() tea.Cmd {
	if it := r.focus.Item; r.focus.Sel == nil && it != nil && it.Found && it.Note.Kind() == "quote" {
		return r.keep()
	}
	row := mustKind("quote")
	words, ok := r.focus.Words(row)
	if !ok {
		return nil
	}
	f := r.who("who", "who", words, r.speakerNear(words))
	if len(f.Choices) > 2 {
		f.Default = &f.Choices[0]
	}
	form := card.NewForm("quote "+sheet.Excerpt(r.in.Art.Slice(words), 50), "esc leave, nothing lost", f)
	r.open(formKey("quote", words), form, func(f *card.Form) tea.Cmd {
		body := &kind.Quote{Form: r.formOf(words), Speaker: card.One[annotate.Ref](f, "who")}
		return r.tagged1(body, words)
	})
	return nil
}

// speakerNear is who is said to have said the words, or "".
func (r *Reader) speakerNear(words model.Range) string {
	if who, ok := r.attribution(words); ok && who.Entity >= 0 {
		return r.in.Names.Entities[who.Entity].Name
	}
	return ""
}

// formOf says how some words are reported, by the quotation marks at their edges.
func (r *Reader) formOf(words model.Range) string {
	s := r.in.Art.Slice(words)
	switch open, within := strings.ContainsAny(firstRune(s), "“”\"„«‘"), strings.ContainsAny(s, "“”\"„«"); {
	case open:
		return "direct"
	case within:
		return "mixed"
	}
	return "indirect"
}
