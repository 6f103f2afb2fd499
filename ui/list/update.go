package list

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/ui/keys"
	"stet/ui/pane"
)

// Update takes a message, and keeps on the disk what is in the card.
func (l *List) Update(msg tea.Msg) tea.Cmd {
	before, open := l.left.Open()
	cmd := l.take(msg)
	if l.catalog.listed {
		l.left.Offer()
	}
	return tea.Batch(cmd, l.left.Follow(msg, before, open))
}

// take takes a message. A key belongs to the topmost open layer: the filter, a form,
// then the list.
func (l *List) take(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return tea.Batch(l.key(m), l.countVisible(), l.peek.look())
	case tea.PasteMsg:
		cmd, _ := l.front.Paste(m)
		return cmd
	case tea.MouseWheelMsg, tea.MouseClickMsg:
		l.mouse(m)
		return tea.Batch(l.countVisible(), l.peek.look())
	case storiesMsg:
		l.gotStories(m)
	case carriedMsg:
		l.marks.gotCarried(m)
	case peekMsg:
		l.peek.got(m)
	case pane.Streamed:
		return l.gotStreamed(m)
	case loadedMsg:
		return tea.Batch(l.gotLoaded(m), l.peek.look())
	case filledMsg:
		l.gotFilled(m)
	case indexMsg:
		l.gotIndex(m)
	case textsMsg:
		l.gotTexts(m)
		return l.peek.look()
	case notedMsg:
		return l.marks.noted(m)
	case pane.GivenUp:
		l.marks.carrying.Next()
	case pane.Returned:
		return l.catalog.load()
	case pane.Failed:
		l.front.Complain(m.Err.Error())
	case pane.Said:
		l.front.Say(m.Text)
	case pane.Panicked:
		for _, g := range []*pane.Guard{&l.catalog.loading, &l.catalog.filling, &l.catalog.reading, &l.catalog.working, &l.catalog.news, &l.marks.carrying} {
			if g.Holds(m.Token) {
				l.catalog.listed = true
				l.front.Complain(fmt.Sprintf("%s failed: %v", m.What, m.Err))
			}
		}
	}
	return nil
}

// Waits lets every key wait until the folder is listed.
func (l *List) Waits(string) string {
	if l.catalog.listed {
		return ""
	}
	return fmt.Sprintf("listing %s", l.catalog.o.Shown)
}

// gotStreamed takes what running work tells. When articles have been read, the
// quotes of those on the screen are counted, and in the end the index is written.
func (l *List) gotStreamed(m pane.Streamed) tea.Cmd {
	if m.To != pane.Pane(l) {
		return nil
	}
	cmds := []tea.Cmd{m.Next}
	filled := false
	for _, msg := range m.Msgs {
		_, is := msg.(filledMsg)
		filled = filled || is
		cmds = append(cmds, l.Update(msg))
	}
	if filled {
		l.catalog.unwritten = true
		cmds = append(cmds, l.countVisible())
	}
	if m.Next == nil && l.catalog.unwritten {
		l.catalog.unwritten = false
		cmds = append(cmds, l.catalog.saveIndex())
		if l.catalog.untitled() == 0 {
			cmds = append(cmds, l.catalog.findStories(false))
		}
	}
	return tea.Batch(cmds...)
}

func (l *List) key(m tea.KeyPressMsg) tea.Cmd {
	l.list.moved = l.list.moved || len(l.list.lines) > 0 // what comes into an empty list is seen from its top
	if !l.front.Typing() {
		if cmd, taken := l.left.GoOn(m.String()); taken {
			return cmd
		}
	}
	return l.front.Key(l, m)
}

// Entries lists what can be done now.
func (l *List) Entries() []keys.Entry { return l.front.Table.Entries(l) }

// Do carries out the command of that name.
func (l *List) Do(name string) tea.Cmd { return tea.Batch(l.front.Do(l, name), l.countVisible()) }

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*List] { return commands }

func (l *List) mouse(msg tea.Msg) {
	if l.front.Form() != nil {
		return
	}
	if row, ok := l.list.at.Mouse(msg, l.draw.headHeight(), len(l.list.lines), l.draw.listHeight()); ok {
		l.list.move(row - l.list.at.At)
	}
}
