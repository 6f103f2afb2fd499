package reader

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/sheet"
)

// own opens the annotation in focus as a card that says all of it, and in which every
// line can be changed, by the key that does so on the page. A kind that the codebook
// adds is asked from its row.
func (t *tagger) own() tea.Cmd {
	a := t.focus.Own()
	if _, built := makers()[a.Kind()]; !built && len(kind.Of(a).Table) > 0 {
		return t.row(a)
	}
	t.details(a.ID)
	return nil
}

// A line of the card of an annotation says one thing of it, and changes that.
type detailLine struct {
	command string // whose key it has, "" for none
	label   string
	says    string
	do      func() tea.Cmd
}

// details shows the card of your own annotation of that ID, if it is there.
func (t *tagger) details(id string) {
	it := t.in.Same(&sheet.Item{Note: &annotate.Annotation{ID: id}})
	if it == nil {
		return
	}
	t.focus.To(it)
	f := &card.Field{Name: "what"}
	for _, l := range t.detailLines(it) {
		key := ""
		if l.command != "" {
			key = t.statusLine.table.Key(l.command)
		}
		f.Choices = append(f.Choices, card.Choice{Key: key, Text: fmt.Sprintf("%-9s %s", l.label, l.says), Value: l.do})
	}
	k := kind.Of(it.Note)
	form := card.NewForm(k.Title+" · "+it.History(t.notes.env), "↑↓ ⏎ or a key changes it · esc closes", f)
	if words := it.Range(); !words.Empty() {
		form.Lines = []string{strings.Join(strings.Fields(t.in.Art.Slice(words)), " ")}
	}
	t.cards.show("details "+id, form, func(f *card.Form) tea.Cmd {
		do := card.One[func() tea.Cmd](f, "what")
		cmd := do()
		if t.cards.open != nil {
			t.cards.open.behind = func() tea.Cmd { t.details(id); return nil }
		}
		return cmd
	})
	t.cards.open.passing, t.cards.open.asks = true, it.Range()
}

// detailLines are the lines of an annotation's card: who, how it was judged and by what,
// note, tags, what it is related to, its words, and that it goes.
func (t *tagger) detailLines(it *sheet.Item) []detailLine {
	a, k := it.Note, kind.Of(it.Note)
	var lines []detailLine
	add := func(l detailLine) { lines = append(lines, l) }
	if len(a.Body.Refs()) > 0 && !k.Links {
		add(detailLine{command: "who", says: orNothing(ask.Brief(a)), label: "who", do: t.who})
	}
	if c := kind.AsClaim(a); c != nil {
		for i, d := range t.in.Judged(it) {
			l := detailLine{says: d.Text, label: d.Label, do: t.verdict}
			if l.label == "" {
				l.label = "verdict"
			}
			if i == 0 {
				l.command = "verdict"
			}
			add(l)
		}
		if c.Text != "" {
			add(detailLine{says: c.Text, label: "reworded", do: t.verdict})
		}
	}
	add(detailLine{command: "note", says: orNothing(strings.Join(strings.Fields(a.Comment), " ")), label: "note", do: t.note})
	add(detailLine{command: "tag", says: orNothing(strings.Join(a.Tags, ", ")), label: "tags", do: t.tags})
	for _, link := range t.in.Links {
		if says, ok := t.in.Relates(it, link); ok {
			add(detailLine{says: says, label: "relation", do: func() tea.Cmd { return t.unlink(link, says) }})
		}
	}
	add(detailLine{command: "relate", label: "relate", says: "to another annotation", do: func() tea.Cmd { return t.relates.relate() }})
	add(detailLine{command: "select", label: "words", says: "others", do: func() tea.Cmd {
		t.focus.Begin()
		t.statusLine.say(t.statusLine.table.Fill("{keep} these are the words"))
		return nil
	}})
	add(detailLine{command: "refuse", label: "delete", says: "", do: t.remove})
	return lines
}

func orNothing(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// unlink deletes a relation.
func (t *tagger) unlink(link *annotate.Annotation, says string) tea.Cmd {
	words := t.focus.Range
	cmd := t.change(ask.Answer{Edit: annotate.Edit{Title: "relation", Swaps: []annotate.Swap{{Before: link}}}, Says: "deleted: " + says, Words: model.Range{}})
	t.focus.Set(words)
	return cmd
}
