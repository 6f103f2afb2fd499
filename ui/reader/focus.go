package reader

import (
	"fmt"

	"stet/annotate/kind"
	"stet/model"
	"stet/ui/layout"
	"stet/ui/pane"
)

// setFocus puts the focus on words, and on the widest item there if they are
// exactly those of one.
func (r *Reader) setFocus(rng model.Range) {
	r.focus = focus{on: true, rng: rng}
	r.over(rng, func(it *item) {
		if r.focus.item == nil && it.rng() == rng {
			r.focus.item = it
		}
	})
	r.reveal(rng)
}

// focusItem puts the focus on an item.
func (r *Reader) focusItem(it *item) {
	r.focus = focus{on: true, rng: it.rng(), item: it}
	r.sel = nil
	r.reveal(it.rng())
	r.message = r.describe(it)
}

// letGo drops the focus when its words have left the screen: scrolling moves
// the page, never the focus.
func (r *Reader) letGo() {
	if r.focus.on && !r.focus.rng.Overlaps(r.visible()) {
		r.focus = focus{}
	}
}

// visible returns the text on the screen.
func (r *Reader) visible() model.Range {
	var v model.Range
	for _, l := range r.page.Lines(r.top, r.textHeight()) {
		if !l.Gap {
			v = v.Union(l.Src)
		}
	}
	return v
}

// reveal scrolls as little as it must so that the first line of rng, and as
// much of the rest as fits, is on the screen with a line or two around it.
func (r *Reader) reveal(rng model.Range) {
	h := r.textHeight()
	if h < 1 || r.art.Text == "" {
		return
	}
	lines := r.page.Lines(r.top, h)
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
	if r.form != nil {
		room = max(1, h-len(r.form.View(r.env.Paint, r.w, h)))
	}
	whole := from >= 0 && lines[from].Src.Start <= rng.Start && lines[to].Src.End >= rng.End
	switch {
	case from >= 0 && lines[from].Src.Start <= rng.Start && from < room && (whole && to < room || to == h-1 && from < room/2):
	default:
		r.scrollTo(r.page.Move(r.page.LineOf(rng.Start), -min(room/3, 8)))
	}
}

// scrollTo shows the page from a line on, but not beyond the end.
func (r *Reader) scrollTo(at layout.At) {
	if end := r.page.Bottom(r.textHeight()); end.Before(at) {
		at = end
	}
	r.top = at
}

// next puts the focus on the nearest item after the focus that pick takes, or
// from the top of the screen where nothing is in focus. Several that share words
// are taken in turn, the widest first.
func (r *Reader) next(pick func(*item) bool) bool {
	from, after := r.visible().Start, (*item)(nil)
	if r.focus.on {
		from, after = r.focus.rng.Start, r.focus.item
	}
	for {
		if it := r.firstFrom(from, after, pick); it != nil {
			r.focusItem(it)
			return true
		}
		if int(r.span.End) >= len(r.art.Text) {
			return false
		}
		from, after = r.span.End, nil
		r.suggestAround(from)
	}
}

func (r *Reader) firstFrom(from model.Pos, after *item, pick func(*item) bool) *item {
	passed := after == nil
	for i := range r.items {
		it := &r.items[i]
		if !passed {
			passed = after == it
			continue
		}
		if r.stands(it) && it.rng().Start >= from && pick(it) {
			return it
		}
	}
	return nil
}

// prev is next the other way; where nothing is in focus it starts at the bottom
// of the screen.
func (r *Reader) prev(pick func(*item) bool) bool {
	before, from := r.visible().End, (*item)(nil)
	if r.focus.on {
		before, from = r.focus.rng.Start+1, r.focus.item
	}
	for {
		if it := r.lastBefore(before, from, pick); it != nil {
			r.focusItem(it)
			return true
		}
		if r.span.Start <= 0 {
			return false
		}
		before, from = r.span.Start, nil
		r.suggestAround(before - 1)
	}
}

func (r *Reader) lastBefore(before model.Pos, from *item, pick func(*item) bool) *item {
	passed := from == nil
	for i := len(r.items) - 1; i >= 0; i-- {
		it := &r.items[i]
		if !passed {
			passed = from == it
			continue
		}
		if r.stands(it) && it.rng().Start < before && pick(it) {
			return it
		}
	}
	return nil
}

func ofKind(name string) func(*item) bool {
	return func(it *item) bool { return it.note.Kind() == name }
}

// undecided returns a test for suggestions of one kind that are on the screen's
// layers and were not decided on.
func undecided(name string) func(*item) bool {
	return func(it *item) bool { return it.found && it.note.Kind() == name }
}

// describe says what is in focus, for the status line.
func (r *Reader) describe(it *item) (m pane.Status) {
	k := kind.Of(it.note)
	text := k.Title
	if it.found {
		text += "?"
	}
	text = k.Sign + " " + text
	if it.found {
		if i, n := r.ordinal(it); n > 0 {
			text += fmt.Sprintf(" %d of %d", i, n)
		}
	} else {
		text += " " + excerpt(r.art.Slice(it.rng()), 24)
	}
	if says := brief(it.note); says != "" {
		text += " · " + says
	}
	if w := worth(it); w != "" {
		text += " · " + w
	}
	if len(it.ends) > 0 {
		text += " · end unsure"
	}
	if it.by != "" {
		text += " · by " + it.by
	}
	if st := r.stack(it.rng()); len(st) > 1 {
		for i, o := range st {
			if o == it {
				text += fmt.Sprintf(" · %d of %d here", i+1, len(st))
			}
		}
	}
	m.Message = text
	return m
}

// ordinal says which of the suggestions of its kind an item is.
func (r *Reader) ordinal(it *item) (i, n int) {
	if !r.everywhere() {
		return 0, 0
	}
	for j := range r.items {
		o := &r.items[j]
		if o.by == "" && o.note.Kind() == it.note.Kind() {
			n++
			if o == it {
				i = n
			}
		}
	}
	return i, n
}
