package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/model/clean"
	"stet/model/count"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/screen"
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

// A shutdown is the end of the program: every pane saves, those too that are off the
// screen.
type shutdown struct {
	open    []pane.Pane // that are still saving
	unsaved int
	err     error // why
	asks    bool  // a person leaves, who is asked about what cannot be saved; else a signal ends it
	slow    bool  // it takes long enough to be said
}

// Saving that takes longer than patience is said, and may be left to the next start.
const patience = 400 * time.Millisecond

type slowMsg struct{ of *shutdown }

// later sends a message when some time has passed.
func later(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// An ending is how panes leave and the program ends: nothing of theirs is lost.
type ending struct {
	*stack
	env       *pane.Env
	leaving   bool               // the last pane is closing; the program ends with it
	shutdown  *shutdown          // nil until a signal ends the program
	unsaved   int                // edits that could not be saved, about which it is asked
	why       error              // they could not
	failed    map[pane.Pane]bool // panes off the screen that could not save
	later     func(time.Duration, tea.Msg) tea.Cmd
	remember  func(pane.Pane) tea.Cmd // notes where reading a pane stopped
	typeAhead *typeAhead
}

// take takes a message that is about leaving; taken is false of any other.
func (e *ending) take(msg tea.Msg) (cmd tea.Cmd, taken bool) {
	switch msg := msg.(type) {
	case screen.Ended:
		return e.part(false), true
	case pane.Back:
		return e.back(), true
	case pane.Closed:
		return e.closed(msg), true
	case slowMsg:
		msg.of.slow = true
		return nil, true
	case retryMsg:
		return e.retry(msg.of), true
	}
	return nil, false
}

// part closes every pane. The program ends when all have saved; where something
// cannot be saved it asks, unless a signal ends it.
func (e *ending) part(asks bool) tea.Cmd {
	if e.shutdown != nil {
		e.shutdown.asks = e.shutdown.asks && asks
		return nil
	}
	p := &shutdown{open: e.all(), asks: asks}
	e.shutdown = p
	cmds := []tea.Cmd{e.remember(e.top()), e.later(patience, slowMsg{p})}
	for _, p := range p.open {
		cmds = append(cmds, p.Close())
	}
	return tea.Batch(cmds...)
}

// back closes the topmost pane once it has saved; with the last one the program ends.
func (e *ending) back() tea.Cmd {
	switch {
	case e.leaving:
		return nil
	case len(e.panes) == 1:
		return e.part(true)
	}
	e.leaving = true
	return tea.Batch(e.remember(e.top()), e.top().Close())
}

// closed takes the word of a pane that it has saved what it could.
func (e *ending) closed(c pane.Closed) tea.Cmd {
	if e.shutdown != nil {
		return e.parted(c)
	}
	if i := slices.Index(e.closing, c.Pane); i >= 0 {
		if c.Unsaved == 0 {
			e.closing = slices.Delete(e.closing, i, i+1)
			return e.recovered(c.Pane)
		}
		e.failed[c.Pane] = true
		return e.retryLater(c.Pane)
	}
	if !e.leaving || c.Pane != e.top() {
		return nil
	}
	e.leaving = false
	if c.Unsaved > 0 {
		e.unsaved, e.why = c.Unsaved, c.Err
		return nil
	}
	e.pop()
	return e.top().Update(pane.Returned{})
}

// recovered says that a pane off the screen could save after all.
func (e *ending) recovered(p pane.Pane) tea.Cmd {
	if !e.failed[p] {
		return nil
	}
	delete(e.failed, p)
	return e.top().Update(pane.Said{Text: fmt.Sprintf("saved: the edits of %s", p.Title())})
}

// parted takes the word of a pane that it has saved what it could.
func (e *ending) parted(c pane.Closed) tea.Cmd {
	p := e.shutdown
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
		e.shutdown, e.unsaved, e.why = nil, p.unsaved, p.err
		return nil
	}
	return tea.Quit
}

// key takes a key while the program saves before it ends: esc stays, and once
// that takes long, the way out leaves what is not saved to the next start.
func (e *ending) key(key string) tea.Cmd {
	switch {
	case !e.shutdown.asks || !e.shutdown.slow:
	case key == "esc":
		e.shutdown = nil
	case key == "q", key == "ctrl+c":
		return tea.Quit
	}
	return nil
}

// unsavedKey takes a key while it is asked what is to become of edits that could not
// be saved; taken is false if it means something else.
func (e *ending) unsavedKey(key string) (cmd tea.Cmd, taken bool) {
	switch {
	case key == e.elsewhereKey():
		e.unsaved = 0
		return e.elsewhere(), true
	case e.unsaved == 0:
		return nil, false
	case key != "q":
		e.unsaved = 0
		return nil, false
	case len(e.panes) == 1:
		return tea.Quit, true
	}
	e.unsaved, e.failed[e.top()] = 0, true
	return e.leaveUnsaved(), true
}

// leaveUnsaved takes the pane off the screen; it goes on saving there.
func (e *ending) leaveUnsaved() tea.Cmd {
	return tea.Batch(e.retryLater(e.setAside()), e.top().Update(pane.Returned{}))
}

// A pane that is off the screen and could not save tries again this often.
const retryEvery = 5 * time.Second

type retryMsg struct{ of pane.Pane }

func (e *ending) retryLater(p pane.Pane) tea.Cmd {
	return e.later(retryEvery, retryMsg{p})
}

func (e *ending) retry(p pane.Pane) tea.Cmd {
	if e.shutdown != nil || !slices.Contains(e.closing, p) {
		return nil
	}
	return p.Close()
}

// elsewhere has every pane write what it could not save to another place.
func (e *ending) elsewhere() tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range e.all() {
		if s, ok := p.(saver); ok && s.Unsaved() > 0 {
			cmds = append(cmds, s.SaveElsewhere())
		}
	}
	for _, p := range e.closing {
		cmds = append(cmds, p.Close())
	}
	return tea.Batch(cmds...)
}

// elsewhereKey is the key of that, "" while no pane off the screen needs it and
// nothing is asked.
func (e *ending) elsewhereKey() string {
	if e.unsaved == 0 && e.stranded() == 0 || e.unsaved == 0 && e.top().Typing() {
		return ""
	}
	return reader.Commands.Bound(e.env.Keys).Key("save-elsewhere")
}

// stranded counts the unsaved edits of panes that are off the screen and could not
// save them.
func (e *ending) stranded() (n int) {
	for _, p := range e.closing {
		if s, ok := p.(saver); ok && e.failed[p] {
			n += s.Unsaved()
		}
	}
	return n
}

// warning is what the lowest line says of edits that are not saved, "" for nothing.
func (e *ending) warning() string {
	fill := reader.Commands.Bound(e.env.Keys).Fill
	switch {
	case e.shutdown != nil && e.shutdown.slow && e.shutdown.asks:
		return " saving takes long · esc stay · q leave, it is saved at the next start"
	case e.typeAhead.slow:
		return e.typeAhead.says()
	case e.typeAhead.brake.dropped > 0:
		return e.typeAhead.brake.says()
	case e.unsaved > 0:
		why := ""
		if e.why != nil {
			why = ": " + clean.Blanks(e.why.Error())
		}
		leave := " · q leave, they are saved at the next start"
		if len(e.panes) > 1 {
			leave = " · q leave the article"
		}
		return fmt.Sprintf(" %s not saved.", count.Many(e.unsaved, "edit is", "edits are")) + fill(" {save-elsewhere} write elsewhere") + leave + why
	case e.stranded() > 0:
		says := " NOT SAVED: %s of an article that was left"
		if len(e.failed) > 1 {
			says = " NOT SAVED: %s of articles that were left"
		}
		return fmt.Sprintf(says, count.Of(e.stranded(), "edit")) + fill(" · {save-elsewhere} writes elsewhere")
	}
	return ""
}

// keep writes down what no pane could save, when the program has ended: kept is how
// many edits that are, lost how many could not be written down either.
func (e *ending) keep() (kept, lost int, err error) {
	var errs []error
	for _, p := range e.all() {
		if r, ok := p.(interface{ KeepDrafts() }); ok {
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
	var says []string
	if e.Signal != 0 {
		name := map[syscall.Signal]string{syscall.SIGINT: "SIGINT", syscall.SIGTERM: "SIGTERM", syscall.SIGHUP: "SIGHUP"}[e.Signal]
		says = append(says, fmt.Sprintf("ended by %s", name))
	}
	switch {
	case e.Lost > 0:
		says = append(says, fmt.Sprintf("%s not saved: %v", count.Many(e.Lost, "edit is", "edits are"), e.Err))
	case e.Kept > 0:
		says = append(says, fmt.Sprintf("%s could not be saved: the next start of stet does it", count.Of(e.Kept, "edit")))
	default:
		says = append(says, "everything is saved")
	}
	return strings.Join(says, "; ")
}
