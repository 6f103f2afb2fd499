package review

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Update takes a message. A key belongs to the topmost open layer: the filter,
// a form, the card of a row, then the list.
func (r *Review) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return tea.Batch(r.key(m), r.look())
	case tea.PasteMsg:
		cmd, _ := r.front.Paste(m)
		return cmd
	case tea.MouseWheelMsg, tea.MouseClickMsg:
		r.mouse(m)
		return r.look()
	case pane.Streamed:
		if m.To != pane.Pane(r) {
			return nil
		}
		cmds := []tea.Cmd{m.Next}
		for _, msg := range m.Msgs {
			cmds = append(cmds, r.Update(msg))
		}
		return tea.Batch(cmds...)
	case indexMsg:
		return tea.Batch(r.gotIndex(m), r.look())
	case peekMsg:
		r.gotPeek(m)
	case openedMsg:
		return r.gotOpened(m)
	case session.Result:
		return r.took(m)
	case namesMsg:
		return r.gotNames(m)
	case nameMsg:
		r.gotName(m)
	case wroteMsg:
		return r.gotWrote(m)
	case pane.Returned:
		return tea.Batch(r.refresh(), r.reread())
	case pane.Failed:
		r.front.Complain(m.Err.Error())
	case pane.Said:
		r.front.Say(m.Text)
	case pane.Panicked:
		if r.loading.Holds(m.Token) || r.writing.Holds(m.Token) || r.naming.Holds(m.Token) || r.peek.guard.Holds(m.Token) || r.desk.guard.Holds(m.Token) {
			r.front.Complain(m.What + " failed: " + m.Err.Error())
		}
	}
	return nil
}

func (r *Review) key(m tea.KeyPressMsg) tea.Cmd {
	r.moved = true
	if !r.front.Typing() && r.open {
		r.open = false
		if s := m.String(); s == "esc" || s == "C" || s == "q" || s == "enter" {
			return nil
		}
	}
	r.front.Table = r.keys()
	return r.front.Key(r, m)
}

// Entries lists what can be done now.
func (r *Review) Entries() []keys.Entry { return r.keys().Entries(r) }

// keys is the table in force: that of the list, or of the view that is open.
func (r *Review) keys() keys.Table[*Review] {
	if r.table != nil {
		return r.viewKeys
	}
	return r.listKeys
}

// Do carries out the command of that name.
func (r *Review) Do(name string) tea.Cmd {
	r.front.Table = r.keys()
	return tea.Batch(r.front.Do(r, name), r.look())
}

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*Review] { return commands }

func (r *Review) mouse(msg tea.Msg) {
	if r.front.Form() != nil || r.table != nil {
		return
	}
	row, ok := r.at.Mouse(msg, r.headHeight(), len(r.lines), r.listHeight())
	switch _, clicked := msg.(tea.MouseClickMsg); {
	case !ok:
	case clicked:
		r.goTo(row, 1)
	default:
		r.move(row - r.at.At)
	}
}
