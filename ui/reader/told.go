package reader

import (
	"stet/ui/keys"
	"stet/ui/pane"

	tea "charm.land/bubbletea/v2"
)

// Told is what the status line says of the last key, and what may follow on it.
type statusLine struct {
	status pane.Status
	// What the message says of the focus, in full, and what of that the strip does not
	// say.
	full, brief string
	table       keys.Table[*Reader]       // Commands with the keys of the config file
	after       map[string]func() tea.Cmd // keys that mean something only right after an edit
	doubt       bool                      // it was said that a question has no answer; D again is done
	ended       bool                      // the end of the article was said; the same key again opens the next one
}

// say puts a message into the status line.
func (t *statusLine) say(text string) { t.status = pane.Status{Message: text, Answers: true} }

// did says what was just done to the annotations, and how it is taken back.
func (t *statusLine) did(what string) { t.say(what + t.table.Fill(" · {undo} undo")) }

// complain puts an error into the status line.
func (t *statusLine) complain(text string) {
	t.status = pane.Status{Message: text, Answers: true, Error: true}
}
