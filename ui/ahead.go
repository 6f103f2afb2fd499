package ui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/model/count"
	"stet/ui/pane"
)

// typeAhead queues keys that were typed before their target is on the screen, such
// as an article that is still being opened or a card whose sidecar is still being
// read. The keys are carried out in order as soon as the target appears.
type typeAhead struct {
	*stack
	env     *pane.Env
	ending  *ending
	opening *pane.Guard           // of articles
	key     func(tea.Msg) tea.Cmd // carries out a key
	covered func() bool           // something is shown over the pane, which takes keys at once

	awaited
	brake brake
}

// Awaited are the keys that wait, and for how long they do.
type awaited struct {
	typed []tea.Msg  // keys and pastes
	slow  bool       // it takes long enough to be said, and to be given up
	clock pane.Guard // of that
	timed bool       // it runs
}

// A stuckMsg says that something has been waited for for a while.
type stuckMsg struct{ token pane.Token }

// watch has it said when something is waited for for long.
func (ah *typeAhead) watch() tea.Cmd {
	if ah.timed {
		return nil
	}
	ah.timed = true
	return ah.ending.later(patience, stuckMsg{ah.clock.Next()})
}

// busy says what keys wait for whatever they are, "" for nothing.
func (ah *typeAhead) busy() string {
	switch {
	case ah.ending.shutdown != nil:
		return ""
	case ah.ending.leaving && ah.env.Awaits() == "":
		return "saving"
	}
	return ah.env.Awaits()
}

// waits says what a key or a paste has to wait for, "" if it need not.
func (ah *typeAhead) waits(msg tea.Msg) string {
	if what := ah.busy(); what != "" || ah.ending.shutdown != nil || ah.covered() {
		return what
	}
	w, ok := ah.top().(pane.Waiter)
	if !ok {
		return ""
	}
	key, _ := msg.(tea.KeyPressMsg)
	return w.Waits(key.String())
}

// take takes a key or a paste: it is carried out, or waits behind those before it.
func (ah *typeAhead) take(msg tea.Msg) tea.Cmd {
	if ah.brake.drops(msg) {
		return nil
	}
	if len(ah.typed) == 0 && ah.waits(msg) == "" {
		return ah.key(msg)
	}
	if ah.slow && ah.givesUp(msg) {
		return ah.giveUp(msg)
	}
	ah.typed = append(ah.typed, msg)
	return ah.watch()
}

// catchUp carries out what was typed, as far as it need not wait any more. Before each
// key, fit lays out what the one before has left.
func (ah *typeAhead) catchUp(fit func()) tea.Cmd {
	var cmds []tea.Cmd
	for {
		if ah.env.Refused() {
			ah.typed = ah.brake.apply(ah.typed)
		}
		if len(ah.typed) == 0 || ah.waits(ah.typed[0]) != "" {
			break
		}
		msg := ah.typed[0]
		ah.typed = ah.typed[1:]
		fit()
		cmds = append(cmds, ah.key(msg))
	}
	if len(ah.typed) == 0 && ah.busy() == "" {
		ah.typed, ah.slow, ah.timed = nil, false, false
		ah.clock.Next()
	}
	if ah.busy() != "" {
		cmds = append(cmds, ah.watch())
	}
	return tea.Batch(cmds...)
}

// arrive takes what was waited for. What was typed before another program had the
// terminal was meant for that one, and is dropped.
func (ah *typeAhead) arrive(a pane.Arrived) tea.Msg {
	if ah.env.HandsOver() {
		ah.brake.unread(len(ah.typed))
		ah.typed = nil
	}
	return ah.env.Arrive(a)
}

// stuck says that something takes long. Who typed the way out meanwhile gets it. While
// an article that was left is being saved, it was typed for what is below: the article
// goes on saving off the screen.
func (ah *typeAhead) stuck(s stuckMsg) tea.Cmd {
	if !ah.clock.Holds(s.token) || ah.busy() == "" && len(ah.typed) == 0 {
		return nil
	}
	ah.slow = true
	for i, msg := range ah.typed {
		switch k := key(msg); {
		case k != "ctrl+c" && (i > 0 || !out(k)), ah.ending.leaving && k == "esc":
		case ah.ending.leaving:
			ah.slow, ah.timed, ah.ending.leaving = false, false, false
			return ah.ending.leaveUnsaved()
		default:
			return ah.giveUp(msg)
		}
	}
	return nil
}

// givesUp reports whether somebody who sees that it takes long gives it up: q is a
// letter of what is typed, if anything else was.
func (ah *typeAhead) givesUp(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	return ok && out(key.String()) && (key.String() != "q" || len(ah.typed) == 0)
}

func out(key string) bool { return key == "q" || key == "esc" || key == "ctrl+c" }

// giveUp waits no more. What was typed was meant for what did not come.
func (ah *typeAhead) giveUp(msg tea.Msg) tea.Cmd {
	key, _ := msg.(tea.KeyPressMsg)
	left, what := len(ah.typed), ah.waits(msg)
	if slices.Contains(ah.typed, msg) {
		left--
	}
	leaving, opening := ah.ending.leaving, ah.env.Awaits() != ""
	ah.awaited = awaited{}
	ah.opening.Next()
	ah.env.GiveUp()
	ah.ending.leaving = false
	cmd := ah.top().Update(pane.GivenUp{})
	switch {
	case leaving && key.String() != "esc":
		return tea.Batch(cmd, ah.ending.leaveUnsaved())
	case !leaving && !opening && key.String() != "esc":
		return tea.Batch(cmd, ah.ending.back())
	}
	says := "stopped: " + what
	if left > 0 {
		says += fmt.Sprintf(" · %s not carried out", count.Of(left, "key"))
	}
	return tea.Batch(cmd, ah.top().Update(pane.Said{Text: says}))
}

// says is what the lowest line says of what takes long.
func (ah *typeAhead) says() string {
	what := ah.busy()
	if what == "" && len(ah.typed) > 0 {
		what = ah.waits(ah.typed[0])
	}
	says := fmt.Sprintf(" %s takes long · esc stops it", what)
	if ah.ending.leaving {
		says = " saving takes long · esc stay · q leave, it goes on saving"
	}
	if n := len(ah.typed); n > 0 {
		says += " · " + count.Many(n, "key waits", "keys wait")
	}
	return says
}
