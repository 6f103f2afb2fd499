package pane

import tea "charm.land/bubbletea/v2"

// A Request is a message with which a pane asks the program for another pane, or for
// something over itself. What is typed before that is on the screen is meant for it.
type Request interface{ Requests() }

// Ask sends a request to the program. Until it is answered, keys wait.
func (e *Env) Ask(r Request) tea.Cmd {
	e.asked++
	return func() tea.Msg { return r }
}

// Asked reports whether a request is on its way.
func (e *Env) Asked() bool { return e.asked > 0 }

// Answer notes that a request has arrived, or, with all, that none is waited for.
func (e *Env) Answer(all bool) {
	if e.asked = max(0, e.asked-1); all {
		e.asked = 0
	}
}

// A Waiter is a pane that is not ready for every key at every moment: it reads what
// the key is about.
type Waiter interface {
	Pane
	// Waits reports whether a key has to wait, and for what; "" means that it need not.
	Waits(key string) (what string)
}

// GivenUp tells a pane that nobody waits any more for what it was reading.
type GivenUp struct{}

// Requests makes it a [Request].
func (Palette) Requests() {}

// Requests makes it a [Request].
func (Back) Requests() {}
