package ui

import (
	"errors"
	"fmt"
	"slices"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/ui/pane"
	"stet/ui/reader"
)

// A saver is a pane that writes sidecars.
type saver interface {
	pane.Pane
	// Unsaved counts the edits that are not on the disk.
	Unsaved() int
	// SaveElsewhere writes what could not be saved to another place.
	SaveElsewhere() tea.Cmd
	// Keep writes down what is not saved, for the next program to save it.
	Keep() (int, error)
}

// A parting is the end of the program: every pane saves, those too that are off the
// screen.
type parting struct {
	open    []pane.Pane // that are still saving
	unsaved int
	err     error // why
	asks    bool  // a person leaves, who is asked about what cannot be saved; else a signal ends it
	slow    bool  // it takes long enough to be said
}

// Saving that takes longer than patience is said, and may be left to the next start.
const patience = 400 * time.Millisecond

type slowMsg struct{ of *parting }

// later sends a message when some time has passed.
func later(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// part closes every pane. The program ends when all have saved; where something
// cannot be saved it asks, unless a signal ends it.
func (m *program) part(asks bool) tea.Cmd {
	if m.parting != nil {
		m.parting.asks = m.parting.asks && asks
		return nil
	}
	p := &parting{open: slices.Concat(m.panes, m.closing), asks: asks}
	m.parting = p
	cmds := []tea.Cmd{m.remember(m.top()), m.later(patience, slowMsg{p})}
	for _, p := range p.open {
		cmds = append(cmds, p.Close())
	}
	return tea.Batch(cmds...)
}

// parted takes the word of a pane that it has saved what it could.
func (m *program) parted(c pane.Closed) tea.Cmd {
	p := m.parting
	i := slices.Index(p.open, c.Pane)
	if i < 0 {
		return nil
	}
	p.open = slices.Delete(p.open, i, i+1)
	if p.unsaved += c.Unsaved; c.Unsaved > 0 {
		p.err = c.Err
	}
	switch {
	case len(p.open) > 0:
		return nil
	case p.asks && p.unsaved > 0:
		m.parting, m.unsaved, m.why = nil, p.unsaved, p.err
		return nil
	}
	return tea.Quit
}

// partingKey takes a key while the program saves before it ends: esc stays, and once
// that takes long, the way out leaves what is not saved to the next start.
func (m *program) partingKey(key string) tea.Cmd {
	switch {
	case !m.parting.asks || !m.parting.slow:
	case key == "esc":
		m.parting = nil
	case key == "q", key == "ctrl+c":
		return tea.Quit
	}
	return nil
}

// unsavedKey takes a key while it is asked what is to become of edits that could not
// be saved; taken is false if it means something else.
func (m *program) unsavedKey(key string) (cmd tea.Cmd, taken bool) {
	switch {
	case key == m.elsewhereKey():
		m.unsaved = 0
		return m.elsewhere(), true
	case m.unsaved == 0:
		return nil, false
	case key != "q":
		m.unsaved = 0
		return nil, false
	case len(m.panes) == 1:
		return tea.Quit, true
	}
	m.unsaved = 0
	return m.setAside(), true
}

// setAside takes the topmost pane off the screen while it has edits to save.
func (m *program) setAside() tea.Cmd {
	p := m.top()
	m.closing = append(m.closing, p)
	m.panes = m.panes[:len(m.panes)-1]
	return tea.Batch(m.retryLater(p), m.top().Update(pane.Returned{}))
}

// A pane that is off the screen and could not save tries again this often.
const retryEvery = 5 * time.Second

type retryMsg struct{ of pane.Pane }

func (m *program) retryLater(p pane.Pane) tea.Cmd {
	return m.later(retryEvery, retryMsg{p})
}

func (m *program) retry(p pane.Pane) tea.Cmd {
	if m.parting != nil || !slices.Contains(m.closing, p) {
		return nil
	}
	return p.Close()
}

// elsewhere has every pane write what it could not save to another place.
func (m *program) elsewhere() tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range slices.Concat(m.panes, m.closing) {
		if s, ok := p.(saver); ok && s.Unsaved() > 0 {
			cmds = append(cmds, s.SaveElsewhere())
		}
	}
	for _, p := range m.closing {
		cmds = append(cmds, p.Close())
	}
	return tea.Batch(cmds...)
}

// elsewhereKey is the key of that, "" while no pane off the screen needs it and
// nothing is asked.
func (m *program) elsewhereKey() string {
	if m.unsaved == 0 && m.stranded() == 0 || m.unsaved == 0 && m.top().Typing() {
		return ""
	}
	return reader.Commands.Bound(m.env.Keys).Key("save-elsewhere")
}

// stranded counts the unsaved edits of panes that are off the screen and could not
// save them.
func (m *program) stranded() (n int) {
	for _, p := range m.closing {
		if s, ok := p.(saver); ok && m.failed[p] {
			n += s.Unsaved()
		}
	}
	return n
}

// warning is what the lowest line says of edits that are not saved, "" for nothing.
func (m *program) warning() string {
	fill := reader.Commands.Bound(m.env.Keys).Fill
	switch {
	case m.parting != nil && m.parting.slow && m.parting.asks:
		return " saving takes long · esc stay · q leave, it is saved at the next start"
	case m.unsaved > 0:
		why := ""
		if m.why != nil {
			why = ": " + pane.OneLine(m.why.Error())
		}
		leave := " · q leave, they are saved at the next start"
		if len(m.panes) > 1 {
			leave = " · q leave the article"
		}
		return " " + count.Many(m.unsaved, "edit is", "edits are") + " not saved. " + fill("{save-elsewhere} write elsewhere") + leave + why
	case m.stranded() > 0:
		return " NOT SAVED: " + count.Of(m.stranded(), "edit") + " of an article that was left" + fill(" · {save-elsewhere} writes elsewhere")
	}
	return ""
}

// keep writes down what no pane could save, when the program has ended: kept is how
// many edits that are, lost how many could not be written down either.
func (m *program) keep() (kept, lost int, err error) {
	var errs []error
	for _, p := range slices.Concat(m.panes, m.closing) {
		if r, ok := p.(*reader.Reader); ok {
			r.KeepDrafts()
		}
		s, ok := p.(saver)
		if !ok || s.Unsaved() == 0 {
			continue
		}
		n, err := s.Keep()
		if kept += n; err != nil {
			kept, lost = kept-n, lost+s.Unsaved()
			errs = append(errs, err)
		}
	}
	return kept, lost, errors.Join(errs...)
}

// An Ended is the error of a program that a signal ended, or that was left with edits
// that are not saved.
type Ended struct {
	Signal syscall.Signal // 0 where a person left it
	Kept   int            // edits that could not be saved: the next start saves them
	Lost   int            // edits that could not even be written down
	Err    error          // why
}

func (e *Ended) Error() string {
	by := ""
	if e.Signal != 0 {
		name := map[syscall.Signal]string{syscall.SIGINT: "SIGINT", syscall.SIGTERM: "SIGTERM", syscall.SIGHUP: "SIGHUP"}[e.Signal]
		by = "ended by " + name + "; "
	}
	switch {
	case e.Lost > 0:
		return fmt.Sprintf("%s%s not saved: %v", by, count.Many(e.Lost, "edit is", "edits are"), e.Err)
	case e.Kept > 0:
		return by + count.Many(e.Kept, "edit", "edits") + " could not be saved: the next start of stet does it"
	}
	return by + "everything is saved"
}
