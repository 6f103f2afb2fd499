package reader

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"stet/annotate/kind"
	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// describe says what is in focus, for the status line: first which one of how many it
// is, and then, unless the strip above says so, what.
func (w *walk) describe(it *sheet.Item) (m pane.Status) {
	k := kind.Of(it.Note)
	text := k.Sign + " " + k.Title
	if it.Found {
		text += "?"
		if i, n := w.ordinal(it); n > 0 {
			text = fmt.Sprintf("%s %d of %d", text, i, n)
		}
	}
	here := ""
	if st := w.in.Stack(it.Range()); len(st) > 1 {
		here = fmt.Sprintf(" · %d of %d here", slices.Index(st, it)+1, len(st))
	}
	w.statusLine.brief = text + here
	if len(it.Ends) > 0 {
		w.statusLine.brief += " · end unsure"
	}
	w.statusLine.brief += w.in.Counted
	if !it.Found {
		text += " " + pane.Excerpt(w.in.Art.Slice(it.Range()), 24)
	}
	if says := ask.Brief(it.Note); says != "" {
		text += " · " + says
	}
	if w := it.Worth(); w != "" {
		text += " · " + w
	}
	if who := it.Suggester(); who != "" {
		text += " · " + who
	}
	if len(it.Ends) > 0 {
		text += " · end unsure"
	}
	if it.By != "" {
		text += fmt.Sprintf(" · by %s", it.By)
	}
	m.Message = text + here
	w.statusLine.full = m.Message
	return m
}

// ordinal says which of the suggestions of its kind an item is.
func (w *walk) ordinal(it *sheet.Item) (i, n int) {
	if !w.in.Everywhere() {
		return 0, 0
	}
	for j := range w.in.Items {
		o := &w.in.Items[j]
		if o.By == "" && o.Note.Kind() == it.Note.Kind() {
			n++
			if o == it {
				i = n
			}
		}
	}
	return i, n
}

// explain says why something was found, or how it came about and where it lies.
func (w *walk) explain() {
	it := w.focus.Item
	switch {
	case it.Suggester() != "":
		w.statusLine.say(it.History(w.notes.env) + " · " + it.Note.Origin.Generator)
		return
	case it.Found:
		w.statusLine.say(fmt.Sprintf("suggested by stet: %s", cmp.Or(it.Worth(), it.Why)))
		return
	}
	w.statusLine.say(it.History(w.notes.env) + " · " + filepath.Base(w.notes.own.Path()))
}
