package reader

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/model"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/card"
	"stet/ui/sheet"
)

// displaced returns your own annotations that the present text does not hold as
// they were annotated: those to be looked at first, then the lost, then those
// that only moved with their words.
func (m *mender) displaced() []*annotate.Annotation {
	if m.notes.own == nil {
		return nil
	}
	var out []*annotate.Annotation
	for _, state := range []annotate.State{annotate.Fuzzy, annotate.Orphan, annotate.Moved} {
		for _, a := range m.notes.own.Set.All() {
			if !a.Target.Whole && a.Target.Annotation == "" && a.Target.State == state {
				out = append(out, a)
			}
		}
	}
	return out
}

// open shows the annotations whose words the publisher changed, one after
// the other: the old words, the new ones and what is to be done. The old
// selectors stay until a person confirms.
func (m *mender) open() tea.Cmd {
	list := m.displaced()
	if len(list) == 0 {
		m.statusLine.say("every annotation is where it was made")
		m.notes.env.Refuse()
		return nil
	}
	after := 1 + slices.IndexFunc(list, func(a *annotate.Annotation) bool { return a.ID == m.seen })
	return m.ask(list, after%len(list))
}

func (m *mender) ask(list []*annotate.Annotation, i int) tea.Cmd {
	a := list[i]
	if !a.Target.Range.Empty() {
		m.focus.Set(a.Target.Range)
	}
	m.cards.show(fmt.Sprintf("changed %s", a.ID), m.notes.scene(a.Target.Range).Changed(a, i, len(list)), func(f *card.Form) tea.Cmd {
		return m.mend(list, i, card.One[ask.Remedy](f, "what"))
	})
	return nil
}

// mend does what was chosen for one annotation, and shows the next.
func (m *mender) mend(list []*annotate.Annotation, i int, what ask.Remedy) tea.Cmd {
	a := list[i]
	m.seen = a.ID
	var cmd tea.Cmd
	switch what {
	case ask.ConfirmIt:
		cmd = m.confirm("place confirmed", a)
	case ask.ConfirmAll:
		moved := slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotation) bool { return a.Target.State != annotate.Moved })
		return m.confirm(fmt.Sprintf("%s confirmed", count.Of(len(moved), "place")), moved...)
	case ask.ChooseWords:
		m.pointer.Start(func(w model.Range) tea.Cmd {
			it := sheet.Item{Note: a}
			m.focus.SelectFor(w, &it)
			m.statusLine.say("f ends the words at another one · ⏎ these are the words")
			return nil
		})
		return nil
	case ask.DeleteIt:
		m.focus.Item = &sheet.Item{Note: a}
		cmd = m.tags.remove()
	}
	if left := m.displaced(); len(left) > 0 && i+1 < len(list) {
		j := slices.IndexFunc(left, func(b *annotate.Annotation) bool { return b.ID == list[i+1].ID })
		if j >= 0 {
			return tea.Batch(cmd, m.ask(left, j))
		}
	}
	return cmd
}

// A mender goes through the annotations whose words the publisher changed.
type mender struct {
	*shared
	seen    string // the last of them that was looked at
	notes   *notes
	cards   *cards
	pointer *sheet.Pointer
	tags    *tagger
}

// confirm takes the present places of annotations as theirs, as one edit.
func (m *mender) confirm(title string, as ...*annotate.Annotation) tea.Cmd {
	return m.tags.change(m.notes.pen.Confirm(title, as...))
}
