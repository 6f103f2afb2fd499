package reader

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// foundMsg is what was found in a part of the article, or in all of it.
type foundMsg struct {
	token  pane.Token
	tagged mention.Tagged
	names  *mention.Found
	quotes *quotation.List
	found  []suggest.Suggestion
	final  bool
}

// window is the text that is analysed first: a little more than the screen.
func (r *Reader) window() model.Range {
	v := r.sheet.Visible()
	for range 2 {
		if i := r.in.Art.BlockAt(v.End); i+1 < len(r.in.Art.Blocks) && i >= 0 {
			v.End = r.in.Art.Blocks[i+1].Range.End
		}
	}
	return v
}

// analyse finds what there is in a part of the text. Opening never waits for it.
// Of the whole article it can be stopped, and tells how far it is.
func (r *Reader) analyse(within model.Range, final bool) tea.Cmd {
	t, art, rules := r.finds.guard.Next(), r.in.Art, r.rules()
	work := func(watch func(float64) bool) (m foundMsg, ok bool) {
		m = foundMsg{token: t, final: final}
		if m.tagged, ok = mention.TagWatched(art, within, watch); !ok {
			return m, false
		}
		m.names = mention.Group(art, m.tagged, rules)
		m.quotes = quotation.Collect(art, within, m.names)
		if n := m.quotes.Len(); n <= sheet.ManyQuotes {
			m.found = suggest.All(art, m.names, m.quotes.Slice(0, n))
		}
		return m, true
	}
	const what = "finding names and quotes"
	if !final {
		return pane.Safely(t, what, func() tea.Msg { m, _ := work(nil); return m })
	}
	ctx, done := r.finds.whole.Begin(context.Background())
	r.finds.share = 0
	return pane.Stream(r, t, what, func(hand func(tea.Msg)) {
		defer done()
		tell := time.Now().Add(longWork)
		m, ok := work(func(share float64) bool {
			if now := time.Now(); now.After(tell) {
				tell = now.Add(progressEvery)
				hand(progressMsg{t, share})
			}
			return ctx.Err() == nil
		})
		if ok && ctx.Err() == nil {
			hand(m)
		}
	})
}

// Work of which one wonders how far it is says so after longWork, and again every
// progressEvery: a figure that runs all the time draws the eye from the text.
const (
	longWork      = time.Second
	progressEvery = 300 * time.Millisecond
)

// A progressMsg says which share of the analysis is done, from 0 to 1.
type progressMsg struct {
	token pane.Token
	share float64
}

// stopAnalysis ends the analysis of the whole article; what was found before is
// kept. It reports whether there was one.
func (r *Reader) stopAnalysis() bool {
	if r.finds.final || !r.finds.whole.Stop() {
		return false
	}
	r.finds.guard.Next() // what still comes is stale
	r.finds.final = true
	return true
}

// gotFound takes what was found. A mark may be revised by what the whole article
// shows, but not one that is in focus or kept.
func (r *Reader) gotFound(m foundMsg) tea.Cmd {
	if !r.finds.guard.Holds(m.token) {
		return nil
	}
	focused := r.focus.Item
	r.finds.tagged, r.in.Names, r.in.Quotes, r.finds.found, r.finds.final = m.tagged, m.names, m.quotes, m.found, m.final
	r.finds.span = model.Range{End: model.Pos(len(r.in.Art.Text))}
	if !r.in.Everywhere() {
		r.finds.span = model.Range{}
		r.follow()
	}
	if focused != nil && focused.Found {
		r.keepFocused(focused)
	}
	r.gather()
	switch {
	case m.final:
		return nil
	case r.in.Art.Partial:
		return r.readWhole()
	}
	return r.analyse(model.Range{End: model.Pos(len(r.in.Art.Text))}, true)
}

// keepFocused makes sure that the suggestion in focus is still among what was
// found, as it was.
func (r *Reader) keepFocused(it *sheet.Item) {
	for i := range r.finds.found {
		if r.finds.found[i].Annotation.Kind() == it.Note.Kind() && r.finds.found[i].Annotation.Target.Range == it.Range() {
			return
		}
	}
	r.finds.found = append(r.finds.found, suggest.Suggestion{Annotation: *it.Note, Ends: it.Ends, Why: it.Why})
}

// rules are the corrections of names: those of the library, then those that
// one's own annotations of this article make.
func (r *Reader) rules() []mention.Rule {
	if r.file == nil {
		return nil
	}
	return append(r.project.Names.Rules(), kind.Rules(r.file.Set.Snapshot())...)
}

// regroup applies corrections of names to what was tagged, at once; speakers
// follow with the next analysis.
func (r *Reader) regroup() {
	if rules := r.rules(); r.finds.tagged.Len() > 0 || len(rules) > 0 {
		r.in.Names = mention.Group(r.in.Art, r.finds.tagged, rules)
	}
}
