package reader

import (
	"path"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A relator relates what is tagged here to what else is, here and in the other articles
// of the folder.
type relator struct {
	*shared
	of    *Reader
	notes *notes
	cards *cards
	tags  *tagger
	looks bool // in the folder, before anything can be asked
}

// relate asks how the annotation in focus relates to which other one of the article or,
// once the folder was read, of another article.
func (t *relator) relate() tea.Cmd {
	from := t.focus.Own()
	if !t.ask(from, t.notes.scene(from.Target.Range).Relatable()) {
		t.statusLine.say("nothing else is tagged in this article · looking in the folder")
		t.looks = true
	}
	return message(AskFolder{From: from.ID, Words: t.in.Art.Slice(from.Target.Range)})
}

func (t *relator) ask(from *annotate.Annotation, ends []ask.End) bool {
	s := t.notes.scene(from.Target.Range)
	q, ok := s.Relation(from, ends)
	if !ok {
		return false
	}
	t.tags.ask(q, func(a ask.Answer) tea.Cmd {
		t.remember(card.All[ask.End](q.Form, "to"))
		return t.tags.add(a)
	})
	t.cards.open.pickField = "to"
	t.cards.open.picks = func(words model.Range) tea.Cmd {
		it := t.ownAt(words, from)
		if it == nil {
			t.statusLine.say("nothing of yours is tagged there")
			return nil
		}
		end := t.notes.pen.End(it.Note)
		t.cards.open.Take(card.Choice{Text: end.Title + " " + pane.Excerpt(end.Words, 44), Value: end})
		return nil
	}
	return true
}

// ownAt returns the closest annotation of your own at some words but one; nil for none.
func (t *relator) ownAt(words model.Range, but *annotate.Annotation) (best *sheet.Item) {
	t.in.Over(words, func(it *sheet.Item) {
		if it.By == "" && !it.Found && it.Note.ID != but.ID && (best == nil || it.Range().Len() < best.Range().Len()) {
			best = it
		}
	})
	return best
}

// remember lets the strip say what is at the other end of a relation.
func (t *relator) remember(ends []ask.End) {
	for _, e := range ends {
		if e.In != "" {
			t.in.Know(e.ID, sheet.Far{Title: e.Title, Words: e.Words, In: e.In})
		}
	}
}

// AskFolder asks for your own annotations in the other articles of the folder, those
// first that are most alike.
type AskFolder struct {
	From  string // the annotation that is to be related to one of them, "" for none
	Words string
}

// Elsewhere tells a reader of your own annotations in the other articles of the folder.
type Elsewhere struct {
	To   *Reader
	From string
	Rows []*query.Row
}

// gotElsewhere offers them in the card that asks for the end of a relation.
func (t *relator) take(m Elsewhere) {
	if m.To != t.of || t.notes.own == nil {
		return
	}
	t.know(m.Rows)
	t.looks = t.looks && m.From == ""
	from := t.focus.Own()
	if m.From == "" || from == nil || from.ID != m.From {
		return
	}
	var ends []ask.End
	for _, row := range m.Rows {
		ends = append(ends, ask.End{ID: row.ID, Kind: row.Kind, Title: row.Row().Title, Words: row.Words, In: path.Base(row.Article)})
	}
	o := t.cards.open
	switch {
	case o != nil && o.key == ask.Key("relation", from.Target.Range):
		ask.OfferEnds(t.notes.project.Book, o.Field("to"), from, ends)
	case o == nil && !t.ask(from, ends):
		t.statusLine.say("no other annotation in the folder to relate this to")
		t.of.env.Refuse()
	}
}

// know keeps what the strip says of annotations elsewhere to which something here is
// related.
func (t *relator) know(rows []*query.Row) {
	ends := map[string]bool{}
	for _, a := range t.in.Links {
		ends[kind.AsLink(a).To.ID] = true
	}
	for _, row := range rows {
		if ends[row.ID] {
			t.in.Know(row.ID, sheet.Far{Title: row.Row().Title, Words: row.Words, In: path.Base(row.Article), Verdict: row.Detail("verdict")})
		}
	}
}

// wantsElsewhere reports whether something here is related to what is in another
// article.
func (t *relator) wantsElsewhere() bool {
	here := map[string]bool{}
	for _, a := range t.notes.own.Set.All() {
		here[a.ID] = true
	}
	for _, a := range t.in.Links {
		if !here[kind.AsLink(a).To.ID] {
			return true
		}
	}
	return false
}
