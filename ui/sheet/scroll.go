package sheet

import (
	"fmt"
	"strings"

	"stet/model"
	"stet/model/segment"
	"stet/ui/layout"
)

// Scroll moves the page by n lines.
func (s *Sheet) Scroll(n int) {
	for n > 0 && s.HeaderShown() > 0 {
		s.lead++
		n--
	}
	if n > 0 {
		s.scrollTo(s.Page.Move(s.Top, n))
	}
	if n < 0 {
		was := s.Top
		s.Top = s.Page.Move(s.Top, n)
		if s.Top == was && was == s.Page.Top() {
			s.lead = max(0, s.lead+n)
		}
	}
}

// GoTop shows the beginning.
func (s *Sheet) GoTop() {
	s.Top, s.lead, s.scrollAnchor = s.Page.Top(), 0, scrollAnchor{}
}

// GoEnd shows the end.
func (s *Sheet) GoEnd() {
	s.Top = s.Page.Bottom(s.TextHeight())
}

// AtEnd reports whether the last line is on the screen.
func (s *Sheet) AtEnd() bool { return !s.Top.Before(s.Page.Bottom(s.TextHeight())) }

// An scrollAnchor is the word with which the screen began when it was last scrolled, and
// the line that was put there for it since: while that is the first one, sizes can
// change to and fro and the word stays where it can be seen.
type scrollAnchor struct {
	pos model.Pos
	top layout.At
}

// anchorPosition returns the word that is to stay on the screen.
func (s *Sheet) anchorPosition() model.Pos {
	if s.Top == s.scrollAnchor.top && s.Visible().Contains(s.scrollAnchor.pos) {
		return s.scrollAnchor.pos
	}
	return s.Position()
}

// Resize lays the page out anew for another size, keeping the paragraph that is
// under the eye; false if nothing has changed.
func (s *Sheet) Resize(w, h int) bool {
	if w == s.W && h == s.H && !s.Frame().unlike(s.laid) {
		return false
	}
	pos := s.anchorPosition()
	s.W, s.H = w, h
	switch {
	case s.Frame().unlike(s.laid):
		s.layOutAt(pos)
	case s.Top == s.scrollAnchor.top && s.scrollAnchor.pos > 0:
		s.scrollTo(s.Page.LineOf(pos))
	default:
		s.scrollTo(s.Top)
	}
	s.scrollAnchor = scrollAnchor{pos, s.Top}
	return true
}

// Visible returns the text on the screen.
func (s *Sheet) Visible() model.Range {
	return rangeOf(s.Page.Lines(s.Top, s.TextHeight()))
}

// Reveal scrolls as little as it must so that the first line of rng, and as
// much of the rest as fits, is on the screen with a line or two around it.
func (s *Sheet) Reveal(rng model.Range) {
	h := s.TextHeight()
	if h < 1 || s.in.Art.Text == "" {
		return
	}
	lines := s.Page.Lines(s.Top, h)
	from, to := -1, -1
	for i, l := range lines {
		if !l.Gap && l.Src.Overlaps(rng) {
			if from < 0 {
				from = i
			}
			to = i
		}
	}
	room := h
	if s.Covered > 0 {
		room = max(1, h-s.Covered)
	}
	whole := from >= 0 && lines[from].Src.Start <= rng.Start && lines[to].Src.End >= rng.End
	switch {
	case from >= 0 && lines[from].Src.Start <= rng.Start && from < room && (whole && to < room || to == h-1 && from < room/2):
	default:
		s.scrollTo(s.Page.Move(s.Page.LineOf(rng.Start), -min(room/3, 8)))
	}
}

// A Place is where the page is scrolled to.
type Place struct {
	top  layout.At
	lead int
}

// Place returns where the page is scrolled to now, for [Sheet.Return].
func (s *Sheet) Place() Place { return Place{s.Top, s.lead} }

// Return scrolls back to a place.
func (s *Sheet) Return(to Place) { s.Top, s.lead = to.top, to.lead }

// LeavesRoom reports whether a card of so many rows fits above or below some words
// where they are on the screen.
func (s *Sheet) LeavesRoom(words model.Range, rows int) bool {
	first, last := s.rowsOf(words)
	return last >= 0 && (last+1+rows <= s.CardHeight() || first >= rows)
}

// rowsOf returns the first and the last row of the screen on which words are; -1 for
// none.
func (s *Sheet) rowsOf(words model.Range) (first, last int) {
	first, last = -1, -1
	for i, l := range s.Page.Lines(s.Top, s.TextHeight()) {
		if !l.Gap && l.Src.Overlaps(words) {
			if last = i + s.HeaderShown(); first < 0 {
				first = last
			}
		}
	}
	return first, last
}

// scrollTo shows the page from a line on, but not beyond the end.
func (s *Sheet) scrollTo(at layout.At) {
	if end := s.Page.Bottom(s.TextHeight()); end.Before(at) {
		at = end
	}
	s.Top = at
}

// GoTo shows the line on which a place of the text is.
func (s *Sheet) GoTo(p model.Pos) { s.scrollTo(s.Page.LineOf(p)) }

// pointAt returns the cell of the page under a cell of the pane.
func (s *Sheet) pointAt(x, y int) (layout.Point, bool) {
	f := s.Frame()
	row := y - s.HeaderShown()
	lines := s.Page.Lines(s.Top, s.TextHeight())
	if row < 0 || row >= len(lines) {
		return layout.Point{}, false
	}
	return layout.Point{At: lines[row].At, Cell: x - f.Pad - f.Gutter}, true
}

// posAt returns the place in the text under a cell of the pane.
func (s *Sheet) posAt(x, y int) (model.Pos, bool) {
	pt, ok := s.pointAt(x, y)
	if !ok {
		return 0, false
	}
	return s.Page.PosAt(pt)
}

// LayOut lays the article out for the present width, keeping the paragraph
// under the eye.
func (s *Sheet) LayOut() {
	at := model.Pos(0)
	if s.Page != nil {
		at = s.anchorPosition()
	}
	s.layOutAt(at)
}

// layOutAt lays the article out for the present width with a place on the screen.
func (s *Sheet) layOutAt(at model.Pos) {
	s.set = s.in.Art
	if s.length.about && !s.in.Art.Partial { // the rest has come
		s.length = lengthOf(s.in.Art, 0)
	}
	if s.in.Show.Skim == SkimSaid {
		s.set = s.in.Art.Passages(s.in.passages())
	}
	s.laid = s.Frame()
	options := s.env.Paint.Page(s.laid.Measure)
	options.Hide, options.Gap = s.folded, s.gap
	s.Page = layout.New(s.set, options)
	s.Top = s.Page.Top()
	if at > 0 {
		s.scrollTo(s.Page.LineOf(at))
	}
	s.scrollAnchor = scrollAnchor{at, s.Top}
}

// Position returns the place of the first line on the screen.
func (s *Sheet) Position() model.Pos {
	for _, l := range s.Page.Lines(s.Top, s.TextHeight()) {
		if !l.Gap {
			return l.Src.Start
		}
	}
	return 0
}

// Share is how much of the article lies above the end of the screen, 0 to 1.
func (s *Sheet) Share() float64 {
	if s.AtEnd() {
		return 1
	}
	return s.Page.Fraction(s.Top)
}

// ScreenWords returns the words on the screen, names whole, in text order.
func (s *Sheet) ScreenWords() []model.Range {
	var out []model.Range
	for _, v := range s.stretches() {
		for w := range segment.WordsOf(s.in.Art, v) {
			if u := s.in.nameOr(w); len(out) == 0 || out[len(out)-1] != u {
				out = append(out, u)
			}
		}
	}
	return out
}

// stretches returns the text on the screen without what is folded away in it.
func (s *Sheet) stretches() []model.Range {
	var out []model.Range
	for _, l := range s.Page.Lines(s.Top, s.TextHeight()) {
		switch n := len(out); {
		case l.Gap:
		case n > 0 && strings.TrimSpace(s.in.Art.Slice(model.Range{Start: out[n-1].End, End: l.Src.Start})) == "":
			out[n-1].End = l.Src.End
		default:
			out = append(out, l.Src)
		}
	}
	return out
}

// Progress is how far the page is, in less's words.
func (s *Sheet) Progress() string {
	end := s.Page.Bottom(s.TextHeight())
	switch {
	case s.Top == s.Page.Top() && !s.Top.Before(end):
		return "All"
	case s.Top == s.Page.Top():
		return "Top"
	case !s.Top.Before(end):
		return "End"
	}
	return fmt.Sprintf("%d%%", int(s.Page.Fraction(s.Top)*100))
}
