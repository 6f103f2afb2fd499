package sheet

import (
	"strings"

	"stet/model"
	"stet/ui/layout"
	"stet/ui/paint"
	"stet/ui/pane"
)

// A drawing is the part of a sheet that is on the screen, with the marks on it.
type drawing struct {
	sheet *Sheet
	in    *Contents
	focus *Focus
	env   *pane.Env
	frame Frame
	lines []layout.Line
	extra []paint.Mark // of what is searched for or pointed at
}

func (s *Sheet) drawing(f *Focus, lines []layout.Line, extra []paint.Mark) *drawing {
	return &drawing{sheet: s, in: s.in, focus: f, env: s.env, frame: s.Frame(), lines: lines, extra: extra}
}

// Marks are what lies on n lines, with those of the focus.
func (s *Sheet) Marks(f *Focus, from layout.At, n int) []paint.Mark {
	return s.drawing(f, s.Page.Lines(from, n), nil).marks()
}

// Draw returns the rows of the screen above the status line.
func (s *Sheet) Draw(f *Focus, extra []paint.Mark) []string {
	d := s.drawing(f, s.Page.Lines(s.Top, s.TextHeight()), extra)
	p := s.env.Paint
	marks, gutter := d.marks(), d.gutters()
	glosses, _ := d.glosses()
	var out []string
	if n := s.HeaderShown(); n > 0 {
		head := s.header()
		for _, l := range head[max(0, len(head)-n):] {
			out = append(out, p.Fit(strings.Repeat(" ", d.frame.Pad+d.frame.Gutter)+l, s.W))
		}
	}
	for i, l := range d.lines {
		text := p.Line(l, marks)
		if l.Gap {
			text = d.gapLine(l)
		}
		row := strings.Repeat(" ", d.frame.Pad) + gutter[i] + text
		if d.frame.Margin > 0 && glosses[i] != "" {
			row = p.Fit(row, d.frame.Pad+d.frame.Gutter+d.frame.Measure+marginGap) + glosses[i]
		}
		out = append(out, p.Fit(row, s.W))
	}
	for len(out) < s.H-s.StatusRows()-len(s.strips) {
		out = append(out, p.Fit("", s.W))
	}
	return append(out, s.strips...)
}

// beside returns the item whose sign or gloss is in a cell beside the text; of
// several signs the one after the item in focus. Nil for none.
func (d *drawing) beside(x, row int) *Item {
	f := d.frame
	switch {
	case row < 0 || row >= len(d.lines):
	case x < f.Pad+f.Gutter:
		here := d.begin(d.lines[row])
		for i, it := range here {
			if it == d.focus.Item {
				return here[(i+1)%len(here)]
			}
		}
		if len(here) > 0 {
			return here[0]
		}
	case d.lines[row].Gap && d.voiced():
		return d.voiceAt(d.lines[row], x-f.Pad-f.Gutter)
	case f.Margin > 0 && x >= f.Pad+f.Gutter+f.Measure+marginGap:
		_, of := d.glosses()
		return of[row]
	}
	return nil
}

// CardHeight is how many rows a card over the text may take.
func (s *Sheet) CardHeight() int {
	if s.H < 14 {
		return s.H // a card needs every line of a low screen
	}
	return s.H - s.StatusRows() - len(s.strips)
}

// Overlay puts a card over the screen, below the words it is about where there is
// room, so that they stay visible. It may reach down to row h.
func (s *Sheet) Overlay(screen, box []string, h int, focus *Focus) []string {
	lines, f := s.Page.Lines(s.Top, s.TextHeight()), s.Frame()
	last := 0
	for i, l := range lines {
		if !l.Gap && focus.On && l.Src.Overlaps(focus.Range) {
			last = i + 1 + s.HeaderShown()
		}
	}
	y := h - len(box)
	if last > y {
		first := last
		for i, l := range lines {
			if !l.Gap && l.Src.Overlaps(focus.Range) {
				first = i
				break
			}
		}
		if first >= len(box) {
			y = first - len(box)
		}
	} else if last+1 <= y {
		y = last + (y-last)/2
	}
	p := s.env.Paint
	beside := strings.Repeat(" ", max(0, min(2, s.W-p.Width(box[0]))))
	x := max(0, min(f.Pad, s.W-p.Width(box[0])-len(beside)))
	for i := range box { // no sign of the gutter is left standing beside it
		box[i] = beside + box[i]
	}
	return p.Over(screen, box, x, max(0, y))
}

// rangeOf is the text on some lines.
func rangeOf(lines []layout.Line) model.Range {
	var v model.Range
	for _, l := range lines {
		if !l.Gap {
			v = v.Union(l.Src)
		}
	}
	return v
}
