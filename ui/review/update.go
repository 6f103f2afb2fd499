package review

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/ui/card"
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
		return r.paste(m)
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
		r.complain(m.Err.Error())
	case pane.Said:
		r.say(m.Text)
	case pane.Panicked:
		if r.loading.Holds(m.Token) || r.writing.Holds(m.Token) || r.naming.Holds(m.Token) || r.peek.guard.Holds(m.Token) || r.desk.guard.Holds(m.Token) {
			r.complain(m.What + " failed: " + m.Err.Error())
		}
	}
	return nil
}

func (r *Review) key(m tea.KeyPressMsg) tea.Cmd {
	r.moved = true
	switch {
	case r.filter != nil:
		return r.typeFilter(m)
	case r.form != nil:
		return r.fill(m)
	case r.open:
		r.open = false
		if s := m.String(); s == "esc" || s == "C" || s == "q" || s == "enter" {
			return nil
		}
	}
	return r.command(m.String())
}

func (r *Review) paste(m tea.PasteMsg) tea.Cmd {
	switch {
	case r.filter != nil:
		r.filter.Update(m)
		r.ask(r.filter.Value())
	case r.form != nil:
		return r.fill(m)
	}
	return nil
}

// typeFilter takes a key into the filter: the list follows at once. The arrows
// move in the list, so that one can look around while typing.
func (r *Review) typeFilter(m tea.KeyPressMsg) tea.Cmd {
	switch m.String() {
	case "enter":
		r.filter = nil
	case "esc":
		r.filter = nil
		r.ask(r.before)
	case "down":
		r.move(1)
	case "up":
		r.move(-1)
	default:
		r.filter.Update(m)
		r.ask(r.filter.Value())
	}
	return nil
}

// fill takes a key into a form.
func (r *Review) fill(msg tea.Msg) tea.Cmd {
	switch r.form.Update(msg) {
	case card.Left:
		r.form = nil
	case card.Finished:
		form, answer := r.form, r.answer
		r.form, r.answer = nil, nil
		return answer(form)
	}
	return nil
}

// command carries out what is bound to a key, or to those before it and this one.
func (r *Review) command(key string) tea.Cmd {
	if c, n, state := keys.Take(&r.typist, r.keys(), key); state == keys.Found {
		return r.run(c, n)
	}
	return nil
}

func (r *Review) run(c keys.Command[*Review], n int) tea.Cmd {
	if why := c.Refusal(r); why != "" {
		r.say(why)
		return nil
	}
	r.message = pane.Status{}
	return c.Do(r, n)
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
	if c, ok := r.keys().Find(name); ok {
		return tea.Batch(r.run(c, 0), r.look())
	}
	return nil
}

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*Review] { return commands }

func (r *Review) mouse(msg tea.Msg) {
	if r.form != nil || r.table != nil {
		return
	}
	switch m := msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			r.move(-3)
		} else {
			r.move(3)
		}
	case tea.MouseClickMsg:
		i := r.at.Top + m.Y - r.headHeight()
		if m.Button == tea.MouseLeft && m.Y >= r.headHeight() && m.Y < r.headHeight()+r.listHeight() && i < len(r.lines) {
			r.goTo(i, 1)
		}
	}
}
