package reader

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/ui/pane"
	"stet/ui/sheet"
)

// A search is what / looks for.
type search struct {
	*shared
	open  bool
	input pane.Input
	hits  *sheet.Hits
}

// begin asks for what to look for.
func (s *search) begin() { s.open, s.input = true, pane.NewInput("") }

// update takes a key or a paste while the prompt is open, and reports whether it
// ended with something found.
func (s *search) update(msg tea.Msg) bool {
	key, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && key.String() == "esc":
		s.open = false
		s.hits.Look("", "")
	case ok && key.String() == "enter":
		s.open = false
		if s.hits.Count() == 0 {
			s.statusLine.say("not found: " + s.hits.Words())
			return false
		}
		s.next(true, true)
		return true
	default:
		s.input.Update(msg)
		s.hits.Look(s.in.Art.Text, s.input.Value())
		s.hits.Peek()
	}
	return false
}

func (s *search) counted() string {
	if s.input.Empty() {
		return ""
	}
	return fmt.Sprintf("   %d found", s.hits.Count())
}

// next goes to the next or previous hit.
func (s *search) next(forward, here bool) {
	if s.hits.Count() == 0 {
		s.statusLine.say(s.statusLine.table.Fill("nothing to search for yet · {search} asks"))
		return
	}
	s.statusLine.say(s.hits.Next(forward, here))
}
