package reader

import (
	"fmt"
	"strings"

	"stet/annotate/store"
	"stet/model/count"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// Resize lays the page out for a size, and for what was changed since, and finds
// what is to be suggested on the screen.
func (r *Reader) Resize(w, h int) {
	resized := r.sheet.Resize(w, h)
	if statusLine := r.sheet.SetStrip(r.focus); (resized || statusLine) && r.focus.On {
		r.cards.cover()
		r.sheet.Reveal(r.focus.Range)
	}
	if r.cards.open != nil {
		r.cards.open.Resize(r.env.Paint, max(1, w-2), r.sheet.CardHeight())
	}
	r.notes.follow()
}

// View draws the pane.
func (r *Reader) View() []string {
	w, h := r.sheet.W, r.sheet.H
	out := r.sheet.Draw(r.focus, r.cards.marks(r.search.hits.Marks(r.pointer.Labels(), r.sheet.Visible())))
	told := r.status()
	told.Answers = told.Answers && r.sheet.StatusRows() == sheet.StatusRows
	out = append(out, told.Lines(r.env.Paint, w)[:r.sheet.StatusRows()]...)
	if r.cards.open != nil {
		h := r.sheet.CardHeight()
		out = r.sheet.Overlay(out, r.cards.open.View(r.env.Paint, max(1, w-2), h), h, r.focus)
	}
	return out[:min(len(out), h)]
}

// status is what the two lowest lines say.
func (r *Reader) status() pane.Status {
	s := r.statusLine.status
	if s.Next = pane.Following(&r.typist, r.statusLine.table); s.Next != nil {
		return s
	}
	switch {
	case r.search.open:
		s = pane.Status{Message: "/" + r.search.input.Value() + "▏" + r.search.counted()}
		s.Hints = []pane.Hint{{Key: "⏎", Does: r.statusLine.table.Fill("go on with {on} and {on-back}")}, {Key: "esc", Does: "leave"}}
	case r.pointer.On():
		s = r.pointer.Status()
	case r.cards.open != nil:
		s.Hints = r.cards.open.Hints()
	case r.focus.Sel != nil:
		if s.Message == "" {
			s.Message = count.Of(r.focus.SelectedWords(), "word")
		}
		s.Hints = r.selectionHints()
	default:
		switch {
		case s.Message == "" && !r.env.Zen:
			s.Message = r.welcome().Message // and what was noted of a save stays
		case r.sheet.Tells():
			s.Message = strings.Replace(s.Message, r.statusLine.full, r.statusLine.brief, 1)
		}
		s.Hints = r.hints()
	}
	switch state := r.notes.saved(); {
	case !r.env.Zen:
		s.Right = r.where()
	case state == notSaved: // which must not be overlooked
		s.Right = []string{state}
	}
	return s
}

// where is the right end of the status line, what can best be spared first.
func (r *Reader) where() []string {
	var parts []string
	if r.env.Desk != nil {
		parts = append(parts, r.env.Desk.Annotator)
	}
	if r.notes.anew() != nil {
		parts = append(parts, fmt.Sprintf("for %s", store.Gold))
	}
	parts = append(parts, fileName(r.in.Art))
	if !r.finds.final {
		parts = append(parts, r.analysing())
	}
	if st := r.notes.saved(); st != "" {
		parts = append(parts, st)
	}
	if page := r.page(); page > 0 {
		parts = append(parts, fmt.Sprintf("p. %d", page))
	}
	return append(parts, r.sheet.Progress())
}

// page is the page of a paged document on which the words in focus are, or the top
// of the screen; 0 where there are no pages.
func (r *Reader) page() int {
	if !r.focus.Range.Empty() {
		return r.in.Art.PageOf(r.focus.Range.Start)
	}
	return r.in.Art.PageOf(r.sheet.Position())
}

// analysing says how far the analysis is, once it takes long.
func (r *Reader) analysing() string {
	if r.finds.share == 0 {
		return "analysing"
	}
	return fmt.Sprintf("analysing %d%%", int(100*r.finds.share))
}
