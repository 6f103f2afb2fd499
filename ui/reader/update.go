package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/model/count"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Update takes a message. A key belongs to the topmost open layer: the search
// prompt, pointing, a card, then the pane.
func (r *Reader) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyPressMsg:
		return r.key(m)
	case tea.PasteMsg:
		return r.paste(m)
	case tea.MouseWheelMsg, tea.MouseClickMsg, tea.MouseMotionMsg, tea.MouseReleaseMsg:
		return r.mouse(m)
	case wholeMsg:
		return r.opener.gotWhole(m)
	case glancedMsg:
		r.opener.gotGlanced(m)
	case sidecarsMsg:
		return tea.Batch(r.opener.gotSidecars(m), r.notes.learn())
	case learnedMsg:
		r.notes.gotLearned(m)
	case pane.Streamed:
		if m.To == pane.Pane(r) {
			return inTurn(m, r.Update)
		}
	case progressMsg:
		if r.finds.guard.Holds(m.token) {
			r.finds.share = m.share
		}
	case foundMsg:
		return r.opener.gotFound(m)
	case ruledMsg:
		return r.judge.take(m)
	case session.Result:
		return r.notes.took(m)
	case keptMsg:
		return r.cards.wrote(m)
	case namesMsg:
		r.tags.gotNames(m)
	case Elsewhere:
		r.tags.relates.take(m)
	case PriorClaims:
		r.reuse.take(m)
	case editedMsg:
		return r.outside.edited(m)
	case pane.Restyled:
		r.sheet.LayOut()
	case pane.Panicked:
		r.tags.relates.looks = false
		return r.opener.panicked(m)
	case pane.GivenUp:
		r.tags.relates.looks = false
	case pane.Failed:
		r.tags.relates.looks = false
		r.statusLine.complain(m.Err.Error())
	case pane.Said:
		r.statusLine.say(m.Text)
	case pane.Returned:
		return r.notes.meet()
	}
	return nil
}

// inTurn has the messages of a task that hands over several taken one by one.
func inTurn(m pane.Streamed, take func(tea.Msg) tea.Cmd) tea.Cmd {
	cmds := []tea.Cmd{m.Next}
	for _, msg := range m.Msgs {
		cmds = append(cmds, take(msg))
	}
	return tea.Batch(cmds...)
}

// early are the commands that need neither annotations nor the suggestions.
var early = map[string]bool{
	"line-down": true, "line-up": true, "page-down": true, "page-up": true, "half-down": true, "half-up": true, "top": true,
	"leave": true, "zen": true, "narrower": true, "wider": true, "legend": true, "palette": true, "quit": true,
}

// inWhole are those that need the whole text besides.
var inWhole = map[string]bool{
	"read-on": true, "end": true, "search": true, "next-article": true, "previous-article": true, "review": true, "source": true,
}

// Waits lets a key wait for what it is about, while that is still being read.
func (r *Reader) Waits(key string) string {
	switch {
	case r.tags.relates.looks:
		return "looking in the folder"
	case r.search.open || r.cards.open != nil:
		return ""
	}
	c, state := r.statusLine.table.Lookup(nil, key)
	if state == keys.Found && (early[c.Name] || inWhole[c.Name] && !r.in.Art.Partial) {
		return ""
	}
	return r.opener.reading()
}

func (r *Reader) paste(m tea.PasteMsg) tea.Cmd {
	switch {
	case r.search.open:
		r.searched(m)
	case r.cards.open != nil:
		return r.cards.update(m)
	}
	return nil
}

func (r *Reader) key(m tea.KeyPressMsg) tea.Cmd {
	switch {
	case r.search.open:
		r.searched(m)
		return nil
	case r.pointer.On():
		return r.pointer.Key(m)
	case r.cards.open != nil:
		return r.cards.update(m)
	}
	return r.command(m.String())
}

// searched hands what is typed to the search; n goes on by what it found.
func (r *Reader) searched(msg tea.Msg) {
	if r.search.update(msg) {
		r.walk.on = motion{what: nextHit}
	}
}

// command carries out the command that is bound to a key, or to the keys before
// it and this one.
func (r *Reader) command(key string) tea.Cmd {
	do, ok := r.statusLine.after[key]
	r.statusLine.after = nil
	if ok && !r.typist.Pending() {
		return do()
	}
	c, n, state := keys.Take(&r.typist, r.statusLine.table, key)
	switch state {
	case keys.Found:
		return r.run(c, n)
	case keys.None:
		r.statusLine.say(r.statusLine.table.Fill(unbound[key]))
	}
	return nil
}

// run carries out a command, or says why it cannot be done now.
func (r *Reader) run(c keys.Command[*Reader], n int) tea.Cmd {
	if why := c.Refusal(r); why != "" {
		r.statusLine.say(why)
		if c.Asks {
			r.env.Refuse()
		}
		return nil
	}
	if c.Name != "read-on" && c.Name != "on" {
		r.statusLine.ended = false
	}
	if c.Name != "done" {
		r.statusLine.doubt = false
	}
	if c.Name != "source" {
		r.outside.said = false
	}
	r.statusLine.status = pane.Status{}
	r.cards.command = c.Name
	return c.Do(r, n)
}

// unbound keys that hands of other programs press say what is meant.
var unbound = map[string]string{
	"d": "{half-down} is half a page, {refuse} deletes",
}

// Entries lists what can be done now.
func (r *Reader) Entries() []keys.Entry { return r.statusLine.table.Entries(r) }

// Do carries out the command of that name.
func (r *Reader) Do(name string) tea.Cmd {
	if c, ok := r.statusLine.table.Find(name); ok {
		return r.run(c, 0)
	}
	return nil
}

func (r *Reader) mouse(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.MouseWheelMsg:
		if m.Button == tea.MouseWheelUp {
			r.scroll(-3)
		} else {
			r.scroll(3)
		}
	case tea.MouseClickMsg:
		if r.cards.open == nil && m.Button == tea.MouseLeft {
			r.statusLine.status = pane.Status{} // it was about something else
			if it := r.focus.Press(m.X, m.Y); it != nil {
				r.statusLine.status = r.walk.describe(it)
			}
		}
	case tea.MouseMotionMsg:
		if r.cards.open == nil && m.Button == tea.MouseLeft {
			r.focus.Drag(m.X, m.Y)
		}
	case tea.MouseReleaseMsg:
		if r.focus.Release() {
			r.statusLine.say(count.Of(r.focus.SelectedWords(), "word") + r.statusLine.table.Fill(" · {claim} claim  {stance} stance  {copy} copy · shift+drag selects for the terminal"))
		}
	}
	return nil
}
