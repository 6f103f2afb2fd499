package sheet

import (
	"cmp"
)

// The geometry of the page, in cells.
const (
	maxMeasure  = 72 // the widest the text is set, unless the config says otherwise
	gutterWide  = 4  // focus, two signs, a blank
	marginGap   = 4  // between text and glosses
	leastMargin = 24 // a narrower margin says too little: with the measure of 72 there is one from 104 columns on
	maxMargin   = 60
	StatusRows  = 2
)

// A Frame is where the parts of the page are at the present size.
type Frame struct{ Pad, Gutter, Measure, Margin int }

// unlike reports whether a page for f has other lines than one for g.
func (f Frame) unlike(g Frame) bool {
	return f.Measure != g.Measure || (f.Margin > 0) != (g.Margin > 0)
}

// Frame is where the parts are at the present size.
func (s *Sheet) Frame() Frame {
	f := Frame{Gutter: gutterWide}
	if s.W < 20 {
		f.Gutter = min(1, max(0, s.W-8))
	}
	f.Measure = max(1, min(s.Desired(), s.W-2*f.Gutter))
	used := f.Gutter + f.Measure
	if beside := s.W - used - marginGap; beside >= leastMargin && !s.in.Show.Hidden[LayerMargin] && !s.env.Zen {
		f.Margin = min(maxMargin, beside)
		used += marginGap + f.Margin
	} else {
		used += f.Gutter
	}
	f.Pad = max(0, (s.W-used)/2)
	return f
}

// Desired is the measure where the window is wide enough.
func (s *Sheet) Desired() int { return cmp.Or(s.env.Measure, maxMeasure) }

// TextHeight is how many lines of the page are shown.
func (s *Sheet) TextHeight() int {
	return max(1, s.H-s.StatusRows()-len(s.strips)-s.HeaderShown())
}

// StatusRows gives the text its first lines before the status gets any. Where
// only the text is shown, one line is left, which is blank while nothing is said.
func (s *Sheet) StatusRows() int {
	if s.env.Zen {
		return max(0, min(1, s.H-2))
	}
	return max(0, min(StatusRows, s.H-2))
}
