package list

import (
	tea "charm.land/bubbletea/v2"

	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Update takes a message. A key belongs to the topmost open layer: the filter,
// a form, then the list.
func (l *List) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return tea.Batch(l.key(m), l.countVisible())
	case tea.PasteMsg:
		return l.paste(m)
	case tea.MouseWheelMsg, tea.MouseClickMsg:
		l.mouse(m)
		return l.countVisible()
	case pane.Streamed:
		return l.gotStreamed(m)
	case loadedMsg:
		return l.gotLoaded(m)
	case filledMsg:
		l.gotFilled(m)
	case indexMsg:
		l.gotIndex(m)
	case textsMsg:
		l.gotTexts(m)
	case notedMsg:
		l.gotNoted(m)
	case pane.Returned:
		return l.load()
	case pane.Failed:
		l.complain(m.Err.Error())
	case pane.Said:
		l.say(m.Text)
	case pane.Panicked:
		for _, g := range []*pane.Guard{&l.loading, &l.filling, &l.reading, &l.working, &l.news} {
			if g.Holds(m.Token) {
				l.complain(m.What + " failed: " + m.Err.Error())
			}
		}
	}
	return nil
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
		l.unwritten = true
		cmds = append(cmds, l.countVisible())
	}
	if m.Next == nil && l.unwritten {
		l.unwritten = false
		cmds = append(cmds, l.saveIndex())
	}
	return tea.Batch(cmds...)
}

func (l *List) key(m tea.KeyPressMsg) tea.Cmd {
	l.moved = true
	switch {
	case l.input != nil:
		l.typeFilter(m)
		return nil
	case l.form != nil:
		return l.fillForm(m)
	}
	return l.command(m.String())
}

func (l *List) paste(m tea.PasteMsg) tea.Cmd {
	switch {
	case l.input != nil:
		l.input.Update(m)
		l.ask(l.input.Value())
	case l.form != nil:
		return l.fillForm(m)
	}
	return nil
}

// typeFilter takes a key into the filter: the list follows at once.
func (l *List) typeFilter(m tea.KeyPressMsg) {
	switch m.String() {
	case "enter":
		l.input = nil
	case "esc":
		l.input = nil
		l.ask(l.before)
	case "down":
		l.move(1)
	case "up":
		l.move(-1)
	default:
		l.input.Update(m)
		l.ask(l.input.Value())
	}
}

func (l *List) fillForm(msg tea.Msg) tea.Cmd {
	switch l.form.Update(msg) {
	case card.Left:
		l.form = nil
	case card.Finished:
		form, answer := l.form, l.answer
		l.form, l.answer = nil, nil
		return answer(form)
	}
	return nil
}

// command carries out what is bound to a key, or to those before it and this one.
func (l *List) command(key string) tea.Cmd {
	if c, n, state := keys.Take(&l.typist, l.table, key); state == keys.Found {
		return l.run(c, n)
	}
	return nil
}

func (l *List) run(c keys.Command[*List], n int) tea.Cmd {
	if why := c.Refusal(l); why != "" {
		l.say(why)
		return nil
	}
	l.message = pane.Status{}
	return c.Do(l, n)
}

// Entries lists what can be done now.
func (l *List) Entries() []keys.Entry { return l.table.Entries(l) }

// Do carries out the command of that name.
func (l *List) Do(name string) tea.Cmd {
	if c, ok := l.table.Find(name); ok {
		return tea.Batch(l.run(c, 0), l.countVisible())
	}
	return nil
}

// Commands is the table of the pane, for the help and the README.
func Commands() keys.Table[*List] { return commands }

func (l *List) mouse(msg tea.Msg) {
	if l.form != nil {
		return
	}
	switch m := msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			l.move(-3)
		} else {
			l.move(3)
		}
	case tea.MouseClickMsg:
		i := l.at.Top + m.Y - l.headHeight()
		if m.Button == tea.MouseLeft && m.Y >= l.headHeight() && m.Y < l.headHeight()+l.listHeight() && i < len(l.shown) {
			l.at.To(i, len(l.shown), l.listHeight())
		}
	}
}
