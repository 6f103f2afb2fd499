package reader

import (
	"cmp"
	"fmt"
)

// The geometry of the page, in cells.
const (
	maxMeasure  = 72 // the widest the text is set, unless the config says otherwise
	leastWidth  = 20 // the narrowest that can be asked for
	mostWidth   = 200
	widthStep   = 4
	gutterWide  = 4  // focus, two signs, a blank
	marginGap   = 4  // between text and glosses
	leastMargin = 24 // a narrower margin says too little: with the measure of 72 there is one from 104 columns on
	maxMargin   = 60
	statusRows  = 2
)

// A frame is where the parts of the page stand at the present size.
type frame struct{ pad, gutter, measure, margin int }

// unlike reports whether a page for f has other lines than one for g.
func (f frame) unlike(g frame) bool {
	return f.measure != g.measure || (f.margin > 0) != (g.margin > 0)
}

func (r *Reader) frame() frame {
	f := frame{gutter: gutterWide}
	if r.w < 20 {
		f.gutter = min(1, max(0, r.w-8))
	}
	f.measure = max(1, min(r.desired(), r.w-2*f.gutter))
	used := f.gutter + f.measure
	if beside := r.w - used - marginGap; beside >= leastMargin && !r.hidden[layerMargin] && !r.env.Zen {
		f.margin = min(maxMargin, beside)
		used += marginGap + f.margin
	} else {
		used += f.gutter
	}
	f.pad = max(0, (r.w-used)/2)
	return f
}

func (r *Reader) measure() int { return r.frame().measure }

// desired is the measure where the window is wide enough.
func (r *Reader) desired() int { return cmp.Or(r.env.Measure, maxMeasure) }

// widen sets the text wider or narrower, here and in what is read next.
func (r *Reader) widen(by int) {
	at := r.measure() // where the window is narrower than what is asked for, narrowing shows at once
	if by > 0 && at < r.desired() {
		r.say(fmt.Sprintf("%d columns: the window is no wider", at))
		return
	}
	r.env.Measure = max(leastWidth, min(at+by, mostWidth))
	r.layOut()
	if now := r.measure(); now < r.env.Measure {
		r.env.Measure = now
		r.say(fmt.Sprintf("%d columns: the window is no wider", now))
		return
	}
	r.say(fmt.Sprintf("%d columns · measure = %d in the config file keeps it so", r.env.Measure, r.env.Measure))
}

// toggleZen leaves only the text on the screen, or brings the rest back.
func (r *Reader) toggleZen() {
	r.env.Zen = !r.env.Zen
	r.layOut()
	if r.env.Zen {
		r.say(r.table.Fill("only the text · {zen} brings the rest back"))
	} else {
		r.say("gutter, margin and status are back")
	}
}

// textHeight is how many lines of the page are shown.
func (r *Reader) textHeight() int {
	return max(1, r.h-r.statusRows()-r.headerShown())
}

// statusRows gives the text its first lines before the status gets any. Where
// only the text is shown, one line is left, which is blank while nothing is said.
func (r *Reader) statusRows() int {
	if r.env.Zen {
		return max(0, min(1, r.h-2))
	}
	return max(0, min(statusRows, r.h-2))
}
