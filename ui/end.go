package ui

import (
	"fmt"
	"slices"
	"syscall"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/ui/pane"
)

// A parting is the end of the program that a signal asks for: every pane saves,
// and nobody is asked.
type parting struct {
	open    []pane.Pane // that are still saving
	unsaved int
	err     error // why
}

// part closes every pane. The program ends when all have saved, or cannot.
func (m *program) part() tea.Cmd {
	if m.parting != nil {
		return nil
	}
	m.parting = &parting{open: slices.Concat(m.panes, m.closing)}
	cmds := []tea.Cmd{m.remember(m.top())}
	for _, p := range m.parting.open {
		cmds = append(cmds, p.Close())
	}
	return tea.Batch(cmds...)
}

// parted takes the word of a pane that it has saved what it could.
func (p *parting) parted(c pane.Closed) tea.Cmd {
	i := slices.Index(p.open, c.Pane)
	if i < 0 {
		return nil
	}
	p.open = slices.Delete(p.open, i, i+1)
	if p.unsaved += c.Unsaved; c.Unsaved > 0 {
		p.err = c.Err
	}
	if len(p.open) > 0 {
		return nil
	}
	return tea.Quit
}

// An Ended is the error of a program that a signal ended.
type Ended struct {
	Signal  syscall.Signal
	Unsaved int   // edits that could not be saved
	Err     error // why
}

func (e *Ended) Error() string {
	name := map[syscall.Signal]string{syscall.SIGINT: "SIGINT", syscall.SIGTERM: "SIGTERM", syscall.SIGHUP: "SIGHUP"}[e.Signal]
	if e.Unsaved > 0 {
		return fmt.Sprintf("ended by %s; %s not saved: %v", name, count.Many(e.Unsaved, "edit is", "edits are"), e.Err)
	}
	return fmt.Sprintf("ended by %s; everything is saved", name)
}
