// Package pane is what the panes of the screen share: their interface, what
// they are handed, the status lines, the one-line prompt and the guard on
// asynchronous work.
//
// It refuses to know any pane, and what is drawn in one.
package pane

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate/store"
	"stet/ui/keys"
	"stet/ui/paint"
)

// A Pane is one screenful with its own keys. It is a pointer; Update changes it.
type Pane interface {
	// Update takes a message and returns what is to be done outside the
	// interface's goroutine. It does no I/O itself.
	Update(tea.Msg) tea.Cmd
	// Resize says how large the pane is now, in cells, from 1×1 up. It is called
	// after every message, before View.
	Resize(w, h int)
	// View draws exactly as many lines of exactly as many cells, and changes
	// nothing.
	View() []string
	// Entries lists the pane's commands for the palette, with the reason why
	// one cannot be done now.
	Entries() []keys.Entry
	// Do carries out the command of that name, as its key would.
	Do(name string) tea.Cmd
	// Typing reports whether a text field is open, through which no key leaks.
	Typing() bool
	// Title names what the pane shows, for the window title.
	Title() string
	// Close is called once, before the pane goes: its command saves what is not
	// saved yet and ends in a [Closed].
	Close() tea.Cmd
}

// An Env is what every pane is handed: how to paint, and who annotates. The
// program changes it (light and dark, width method) and then sends [Restyled].
type Env struct {
	Paint *paint.Painter
	Desk  *store.Desk
	ASCII bool // no sign beyond ASCII is drawn
	// Keys are those of the config file, by command; they were checked.
	Keys    map[string][]string
	Measure int      // columns that text may be wide, 0 for what the pane finds good
	Layers  []string // what is shown of an article at first, nil for the usual; they were checked
	Learn   bool     // kept and refused annotations teach the suggestions
	Claims  float64  // the score from which claims are suggested, 0 for what the engine finds good
	Zen     bool     // an article is shown without anything beside it

	asking asking
}

// Sign is a sign of the screen's own, or what stands for it in ASCII.
func (e *Env) Sign(sign, ascii string) string {
	if e.ASCII {
		return ascii
	}
	return sign
}

// Restyled tells panes that the Env has changed: what depends on widths or
// styles must be laid out again.
type Restyled struct{}

// Closed says that a pane has nothing left to save. Unsaved is how many edits
// could not be, and Err why.
type Closed struct {
	Pane    Pane
	Unsaved int
	Err     error
}

// Back asks the program to close the topmost pane and show the one below it;
// from the last one it quits.
type Back struct{}

// Palette asks the program to show the palette over the pane.
type Palette struct{}

// Returned tells a pane that it is on the screen again, after one that was open
// over it: what it shows may have changed meanwhile.
type Returned struct{}

// Failed tells a pane that something it asked for could not be done.
type Failed struct{ Err error }

// Said tells a pane what was done outside.
type Said struct{ Text string }
