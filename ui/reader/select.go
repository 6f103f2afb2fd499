package reader

import (
	"stet/model"
	"stet/ui/sheet"

	tea "charm.land/bubbletea/v2"
)

// A selector selects words, and points at them.
type selector struct {
	*shared
	walk    *walk
	pointer *sheet.Pointer
}

// point points at a word: it comes into focus, or the selection ends there.
func (s *selector) point() {
	if s.focus.Sel != nil {
		s.pointer.Start(func(w model.Range) tea.Cmd { s.focus.ExtendTo(w); return nil })
		return
	}
	s.pointer.Start(func(w model.Range) tea.Cmd { s.focus.Set(w); s.walk.sayFocus(); return nil })
}

// begin selects the focus, or the first sentence on the screen.
func (s *selector) begin() {
	if s.focus.Sel != nil {
		s.focus.Sel = nil
		return
	}
	if !s.focus.On {
		s.walk.nextSentence(true)
	}
	s.focus.Begin()
}

func (s *selector) more() {
	if s.focus.Begin() && !s.focus.GrowSelection() {
		s.statusLine.say("this is the whole paragraph")
	}
}

func (s *selector) fewer() {
	if s.focus.Begin() && !s.focus.ShrinkSelection() {
		s.statusLine.say("this is one word; H and L go inside it")
	}
}

// move steps the focus by words or, where a selection is being made or a
// character is meant, the selection's end. In a paragraph that goes from right to
// left, right is backwards.
func move(right, byWord bool) func(*Reader, int) tea.Cmd {
	return counted(func(r *Reader, n int) {
		forward := right != r.focus.InRightToLeft()
		for range n {
			if r.focus.Sel == nil && byWord {
				r.focus.MoveWord(forward)
				continue
			}
			r.focus.Begin()
			r.focus.StepHead(forward, byWord)
		}
	})
}
