package pane

import tea "charm.land/bubbletea/v2"

// A Request is a message with which a pane asks the program for another pane, or for
// something over itself. What is typed before that is on the screen is meant for it.
type Request interface{ Requests() }

// Asking is what was asked for and has not come yet.
type asking struct {
	requests int    // that are on their way
	what     string // that is being read or done, "" for nothing
	of       Guard  // that
	away     bool   // it is another program, which gets the terminal
	refused  bool   // something does not come
}

// An Arrived message is what came of something that was waited for.
type Arrived struct {
	token Token
	Msg   tea.Msg
}

// Ask sends a request to the program. Until it is answered, keys wait.
func (e *Env) Ask(r Request) tea.Cmd {
	e.asking.requests++
	return func() tea.Msg { return r }
}

// Answer notes that a request has arrived.
func (e *Env) Answer() { e.asking.requests = max(0, e.asking.requests-1) }

// Await makes keys wait for what a command brings; what says what it does, as in
// "opening a.txt".
func (e *Env) Await(what string, cmd tea.Cmd) tea.Cmd {
	came := e.Awaiting(what)
	return func() tea.Msg { return came(cmd()) }
}

// Awaiting makes keys wait until a message that came has made reaches the program.
func (e *Env) Awaiting(what string) (came func(tea.Msg) tea.Msg) {
	t := e.asking.of.Next()
	e.asking.what = what
	return func(msg tea.Msg) tea.Msg { return Arrived{t, msg} }
}

// HandOver is Awaiting for another program that gets the terminal: what is typed
// until it has it is that program's.
func (e *Env) HandOver(what string) (came func(tea.Msg) tea.Msg) {
	e.asking.away = true
	return e.Awaiting(what)
}

// Suspend notes that the terminal is about to be the shell's, Resume that it is back.
func (e *Env) Suspend() { e.asking.away = true }

// Resume is the end of Suspend.
func (e *Env) Resume() { e.asking.away = false }

// HandsOver reports whether the terminal is another program's, or about to be.
func (e *Env) HandsOver() bool { return e.asking.away }

// Arrive returns what has come, nil for a request that nobody waits for any more. A
// failure is a refusal.
func (e *Env) Arrive(a Arrived) tea.Msg {
	if !e.asking.of.Holds(a.token) {
		if _, ok := a.Msg.(Request); ok {
			return nil
		}
		return a.Msg
	}
	e.asking.what, e.asking.away = "", false
	switch a.Msg.(type) {
	case Failed, Panicked:
		e.Refuse()
	}
	return a.Msg
}

// Awaits says what keys wait for, "" if they need not.
func (e *Env) Awaits() string {
	if e.asking.what == "" && e.asking.requests > 0 {
		return "opening"
	}
	return e.asking.what
}

// GiveUp waits for nothing any more.
func (e *Env) GiveUp() {
	e.asking.of.Next()
	e.asking = asking{of: e.asking.of}
}

// Refuse notes that something does not come which a key asked for: a card, another
// pane, the editor. What was typed after that key was meant for it.
func (e *Env) Refuse() { e.asking.refused = true }

// Refused reports, once, whether something that was asked for does not come.
func (e *Env) Refused() bool {
	was := e.asking.refused
	e.asking.refused = false
	return was
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
