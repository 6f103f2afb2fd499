package ui

import (
	"slices"

	"stet/ui/list"
	"stet/ui/pane"
	"stet/ui/reader"
)

// A stack is the open panes; the last is on the screen.
type stack struct {
	panes    []pane.Pane
	closing  []pane.Pane           // off the screen, but not all of theirs is saved yet
	articles map[pane.Pane]article // what the readers show, for their marks
}

func (s *stack) top() pane.Pane { return s.panes[len(s.panes)-1] }

func (s *stack) push(p pane.Pane) { s.panes = append(s.panes, p) }

// pop takes the topmost pane off the screen.
func (s *stack) pop() { s.panes = s.panes[:len(s.panes)-1] }

// setAside takes the topmost pane off the screen while it has edits to save.
func (s *stack) setAside() pane.Pane {
	p := s.top()
	s.closing = append(s.closing, p)
	s.pop()
	return p
}

// all are the panes on the screen and those that are still saving.
func (s *stack) all() []pane.Pane { return slices.Concat(s.panes, s.closing) }

// under is the pane below the one on the screen, nil if absent.
func (s *stack) under() pane.Pane {
	if n := len(s.panes); n > 1 {
		return s.panes[n-2]
	}
	return nil
}

// below is the list from which the article on the screen was opened.
func (s *stack) below() (*list.List, bool) {
	l, ok := s.under().(*list.List)
	return l, ok
}

// list returns the list of articles, if it is on the screen.
func (s *stack) list() (*list.List, bool) {
	if len(s.panes) == 0 {
		return nil, false
	}
	l, ok := s.top().(*list.List)
	return l, ok
}

// listed finds the neighbour of an article in the list from which it was opened,
// in the order and with the filter that the list has; "" if it has none there.
// False means that it was opened from no list, or is not in it.
func (s *stack) listed(path string, o reader.OpenNeighbour) (next string, listed bool) {
	l, ok := s.below()
	if !ok {
		return "", false
	}
	pick := list.Any
	switch {
	case o.Uncoded:
		pick = list.Uncoded
	case o.Unread:
		pick = list.Unread
	}
	return l.Neighbour(path, o.Step, pick)
}
