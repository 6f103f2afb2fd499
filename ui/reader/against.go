package reader

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/agree"
	"stet/ui/ask"
	"stet/ui/sheet"
)

// A versus is where in the differences between machines and people the reader is.
type versus struct {
	at   int
	last *agree.Difference // that was gone to, nil for none
}

// differing goes to the next disagreement: those of people that wait for a ruling, then
// where machines and people differ, the most first.
func (w *walk) differing(forward bool) tea.Cmd {
	why := w.judge.refuses()
	if w.notes.work == nil {
		w.statusLine.say(why)
		return nil
	}
	if why == "" && len(w.notes.work.Open) > 0 {
		return w.judge.next(forward)
	}
	if w.notes.work.Compared() {
		list := w.notes.work.Against()
		i := w.against.step(list, forward)
		switch {
		case i >= 0 && i < len(list):
			w.against.at, w.against.last = i, &list[i]
			w.differs(&list[i], i, len(list))
			return nil
		case why != "" && len(list) == 0:
			w.statusLine.say("machines and people say the same here")
			return nil
		case why != "":
			w.statusLine.say(map[bool]string{true: "these were all: the last ones differ least", false: "this is where they differ most"}[forward])
			return nil
		}
		w.against = versus{}
	}
	if why != "" {
		w.statusLine.say(why)
		return nil
	}
	return w.judge.next(forward)
}

// step is the next index in the list, which may have changed: where the last difference
// is no longer one, the next has moved to its place.
func (v *versus) step(list []agree.Difference, forward bool) int {
	if v.last == nil {
		return 0
	}
	i := slices.IndexFunc(list, func(x agree.Difference) bool {
		return x.What == v.last.What && x.Range == v.last.Range
	})
	switch {
	case i >= 0 && forward:
		return i + 1
	case i >= 0:
		return i - 1
	case forward:
		return v.at
	}
	return v.at - 1
}

// differs shows a difference: the suggestion of the machine where it is open, else what
// a person has there, and in the status line what each says.
func (w *walk) differs(x *agree.Difference, i, n int) {
	if w.focus.Drop(); !x.Whole() {
		w.focus.Set(x.Range)
		if it := w.itemOf(x); it != nil {
			w.focus.To(it)
		}
	}
	w.statusLine.say(fmt.Sprintf("%d of %d, %s · %s", i+1, n, w.notes.subject(x.Disagreement), ask.Sides(x, w.notes.own.Annotator)))
}

// itemOf is what of a difference is on the page.
func (w *walk) itemOf(x *agree.Difference) (best *sheet.Item) {
	w.in.Over(x.Range, func(it *sheet.Item) {
		if it.Note.Kind() != x.What || !w.in.Stands(it) {
			return
		}
		if best == nil || it.Suggester() != "" && best.Suggester() == "" {
			best = it
		}
	})
	return best
}
