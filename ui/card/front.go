package card

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/ui/keys"
	"stet/ui/paint"
	"stet/ui/pane"
)

// A Front is what the keys of a pane M come to first: the filter that is being typed,
// the card that is open, else the commands; and what the status line says of it.
type Front[M any] struct {
	Env   *pane.Env
	Table keys.Table[M] // the commands, with the keys of the config file
	Told  pane.Status

	form   *Form
	answer func(*Form) tea.Cmd

	filter *pane.Input // nil while none is typed
	was    string      // the filter before that
	follow func(words string)
	look   func(by int)

	typist keys.Typist
	doing  string // the command that was carried out last
}

// Doing is the command that was carried out last, "" for none.
func (f *Front[M]) Doing() string { return f.doing }

// Say puts a message into the status line.
func (f *Front[M]) Say(s string) { f.Told = pane.Status{Message: s, Answers: true} }

// SayDone says what was done, and how it is taken back.
func (f *Front[M]) SayDone(what string) { f.Say(what + f.Table.Fill(" · {undo} undo")) }

// Complain puts an error into the status line.
func (f *Front[M]) Complain(s string) { f.Told = pane.Status{Message: s, Answers: true, Error: true} }

// Refuse says why a card does not come that was asked for.
func (f *Front[M]) Refuse(why string) {
	f.Say(why)
	f.Env.Refuse()
}

// Ask opens a card; answer takes its answers, once all are given.
func (f *Front[M]) Ask(form *Form, answer func(*Form) tea.Cmd) { f.form, f.answer = form, answer }

// Form returns the card that is open, nil for none.
func (f *Front[M]) Form() *Form { return f.form }

// AskFilter lets a filter be typed, which begins as it is. follow is told of every
// change; look goes so many rows down or up meanwhile. What is typed is another word.
func (f *Front[M]) AskFilter(now string, follow func(words string), look func(by int)) {
	begin := now
	if begin != "" && !strings.HasSuffix(begin, " ") {
		begin += " "
	}
	in := pane.NewInput(begin)
	f.filter, f.was, f.follow, f.look = &in, now, follow, look
}

// Filter returns the filter that is being typed, nil for none.
func (f *Front[M]) Filter() *pane.Input { return f.filter }

// Typing reports whether something is being typed or asked.
func (f *Front[M]) Typing() bool { return f.filter != nil || f.form != nil }

// Type takes a key or a paste while something is being typed or asked.
func (f *Front[M]) Type(msg tea.Msg) tea.Cmd {
	if f.filter == nil {
		return f.fill(msg)
	}
	key, _ := msg.(tea.KeyPressMsg)
	switch key.String() {
	case "enter":
		f.filter = nil
	case "esc":
		f.filter = nil
		f.follow(f.was)
	case "down":
		f.look(1)
	case "up":
		f.look(-1)
	case "space":
		if now := f.filter.Value(); strings.HasSuffix(now, " ") {
			return nil // it is there already
		}
		fallthrough
	default:
		f.filter.Update(msg)
		f.follow(f.filter.Value())
	}
	return nil
}

func (f *Front[M]) fill(msg tea.Msg) tea.Cmd {
	switch f.form.Update(msg) {
	case Left:
		f.form, f.answer = nil, nil
	case Finished:
		form, answer := f.form, f.answer
		f.form, f.answer = nil, nil
		return answer(form)
	}
	return nil
}

// Key takes a key: into what is being typed or asked, else it carries out the command
// that is bound to it, or to the keys before it and this one.
func (f *Front[M]) Key(m M, key tea.KeyPressMsg) tea.Cmd {
	if f.Typing() {
		return f.Type(key)
	}
	if c, n, state := keys.Take(&f.typist, f.Table, key.String()); state == keys.Found {
		return f.run(m, c, n)
	}
	return nil
}

// Following returns the keys that go on with a sequence that was begun, nil for none.
func (f *Front[M]) Following() []pane.Hint { return pane.Following(&f.typist, f.Table) }

// Paste takes a paste; false where nothing is being typed.
func (f *Front[M]) Paste(msg tea.PasteMsg) (tea.Cmd, bool) {
	if !f.Typing() {
		return nil, false
	}
	return f.Type(msg), true
}

// Do carries out the command of that name.
func (f *Front[M]) Do(m M, name string) tea.Cmd {
	if c, ok := f.Table.Find(name); ok {
		return f.run(m, c, 0)
	}
	return nil
}

func (f *Front[M]) run(m M, c keys.Command[M], n int) tea.Cmd {
	f.Told = pane.Status{}
	if why := c.Refusal(m); why != "" {
		f.Say(why)
		if c.Asks {
			f.Env.Refuse()
		}
		return nil
	}
	f.doing = c.Name
	return c.Do(m, n)
}

// above is how many rows of the screen a card leaves to the status line.
const above = 2

// Resize says how large the pane is.
func (f *Front[M]) Resize(p *paint.Painter, w, h int) {
	if f.form != nil {
		f.form.Resize(p, max(1, w-2), max(1, h-above))
	}
}

// Over draws the card that is open above the status line of a screen.
func (f *Front[M]) Over(p *paint.Painter, screen []string, w, h int) []string {
	if f.form == nil {
		return screen
	}
	return Above(p, screen, f.form.View(p, max(1, w-2), max(1, h-above)), w, h)
}

// Above draws a box above the status line of a screen.
func Above(p *paint.Painter, screen, box []string, w, h int) []string {
	beside := strings.Repeat(" ", max(0, min(2, w-4)))
	for i := range box { // nothing is left standing beside it
		box[i] = beside + box[i]
	}
	out := p.Over(screen, box, 0, max(0, h-above-len(box)))
	for i := range out {
		out[i] = p.Fit(out[i], w)
	}
	return out
}
