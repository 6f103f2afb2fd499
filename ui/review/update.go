package review

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Update takes a message, and keeps on the disk what is in the card.
func (r *Review) Update(msg tea.Msg) tea.Cmd {
	before, open := r.left.Open()
	cmd := r.take(msg)
	if r.folder.read {
		r.left.Offer()
	}
	return tea.Batch(cmd, r.left.Follow(msg, before, open))
}

// take takes a message. A key belongs to the topmost open layer: the filter,
// a form, the card of a row, then the list.
func (r *Review) take(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return tea.Batch(r.key(m), r.peek.look())
	case tea.PasteMsg:
		cmd, _ := r.front.Paste(m)
		return cmd
	case tea.MouseWheelMsg, tea.MouseClickMsg:
		r.mouse(m)
		return r.peek.look()
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
		return tea.Batch(r.gotIndex(m), r.peek.look())
	case peekMsg:
		r.peek.got(m)
	case openedMsg:
		return r.edits.opened(m)
	case decidedMsg:
		return r.edits.decided(m)
	case differMsg:
		r.list.differ(m)
		return r.peek.look()
	case session.Result:
		return r.edits.took(m)
	case namesMsg:
		return r.edits.gotNames(m)
	case nameMsg:
		r.writer.gotName(m)
	case wroteMsg:
		return r.writer.gotWrote(m)
	case pane.GivenUp:
		r.edits.waiting = nil
		r.edits.guard.Next()
		r.writer.naming.Next()
	case pane.Returned:
		return tea.Batch(r.folder.refresh(), r.edits.reread())
	case pane.Failed:
		r.front.Complain(m.Err.Error())
	case pane.Said:
		r.front.Say(m.Text)
	case pane.Panicked:
		if r.folder.loading.Holds(m.Token) || r.writer.guard.Holds(m.Token) || r.writer.naming.Holds(m.Token) || r.edits.naming.Holds(m.Token) || r.peek.guard.Holds(m.Token) || r.edits.guard.Holds(m.Token) || r.list.comparing.Holds(m.Token) {
			r.front.Complain(fmt.Sprintf("%s failed: %v", m.What, m.Err))
			r.folder.read, r.edits.waiting = true, nil
		}
	}
	return nil
}

// ofAll are the commands that are about all rows, which have to be there.
var ofAll = map[string]bool{"select-all": true, "write": true, "views": true, "end": true}

// Waits lets every key wait for the sidecars that an act is about, and for the first
// rows; what is about all rows waits for the last.
func (r *Review) Waits(key string) string {
	c, state := r.keys().Lookup(nil, key)
	switch all := state == keys.Found && ofAll[c.Name] && !r.front.Typing(); {
	case r.edits.waiting != nil:
		return "opening the sidecars"
	case !r.folder.read && (all || len(r.folder.index.Rows()) == 0):
		return fmt.Sprintf("reading %s", r.folder.o.Shown)
	}
	return ""
}

func (r *Review) key(m tea.KeyPressMsg) tea.Cmd {
	r.list.moved = true
	if !r.front.Typing() {
		if cmd, taken := r.left.GoOn(m.String()); taken {
			return cmd
		}
	}
	if !r.front.Typing() && r.draw.open {
		r.draw.open = false
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
	if r.list.table != nil {
		return r.viewKeys
	}
	return r.folder.listKeys
}

// Do carries out the command of that name.
func (r *Review) Do(name string) tea.Cmd {
	r.front.Table = r.keys()
	return tea.Batch(r.front.Do(r, name), r.peek.look())
}

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*Review] { return commands }

func (r *Review) mouse(msg tea.Msg) {
	if r.front.Form() != nil || r.list.table != nil {
		return
	}
	row, ok := r.list.at.Mouse(msg, r.draw.headHeight(), len(r.list.lines), r.draw.listHeight())
	switch _, clicked := msg.(tea.MouseClickMsg); {
	case !ok:
	case clicked:
		r.list.goTo(row, 1)
	default:
		r.list.move(row - r.list.at.At)
	}
}
