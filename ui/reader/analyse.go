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
	v := r.visible()
	for range 2 {
		if i := r.art.BlockAt(v.End); i+1 < len(r.art.Blocks) && i >= 0 {
			v.End = r.art.Blocks[i+1].Range.End
		}
	}
	return v
}

// analyse finds what there is in a part of the text. Opening never waits for it.
// Of the whole article it can be stopped, and tells how far it is.
func (r *Reader) analyse(within model.Range, final bool) tea.Cmd {
	t, art, rules := r.finding.Next(), r.art, r.rules()
	work := func(watch func(float64) bool) (m foundMsg, ok bool) {
		m = foundMsg{token: t, final: final}
		if m.tagged, ok = mention.TagWatched(art, within, watch); !ok {
			return m, false
		}
		m.names = mention.Group(art, m.tagged, rules)
		m.quotes = quotation.Collect(art, within, m.names)
		if n := m.quotes.Len(); n <= manyQuotes {
			m.found = suggest.All(art, m.names, m.quotes.Slice(0, n))
		}
		return m, true
	}
	const what = "finding names and quotes"
	if !final {
		return pane.Safely(t, what, func() tea.Msg { m, _ := work(nil); return m })
	}
	ctx, done := r.whole.Begin(context.Background())
	r.share = 0
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
	if r.final || !r.whole.Stop() {
		return false
	}
	r.finding.Next() // what still comes is stale
	r.final = true
	return true
}

// gotFound takes what was found. A mark may be revised by what the whole article
// shows, but not one that is in focus or kept.
func (r *Reader) gotFound(m foundMsg) tea.Cmd {
	if !r.finding.Holds(m.token) {
		return nil
	}
	focused := r.focus.item
	r.tagged, r.names, r.quotes, r.found, r.final = m.tagged, m.names, m.quotes, m.found, m.final
	r.span = model.Range{End: model.Pos(len(r.art.Text))}
	if !r.everywhere() {
		r.span = model.Range{}
		r.follow()
	}
	if focused != nil && focused.found {
		r.keepFocused(focused)
	}
	r.gather()
	switch {
	case m.final:
		return nil
	case r.art.Partial:
		return r.readWhole()
	}
	return r.analyse(model.Range{End: model.Pos(len(r.art.Text))}, true)
}

// keepFocused makes sure that the suggestion in focus is still among what was
// found, as it was.
func (r *Reader) keepFocused(it *item) {
	for i := range r.found {
		if r.found[i].Annotation.Kind() == it.note.Kind() && r.found[i].Annotation.Target.Range == it.rng() {
			return
		}
	}
	r.found = append(r.found, suggest.Suggestion{Annotation: *it.note, Ends: it.ends, Why: it.why})
}

// rules are the corrections of names: those of the library, then those that
// one's own annotations of this article make.
func (r *Reader) rules() []mention.Rule {
	if r.file == nil {
		return nil
	}
	return append(r.project.names.Rules(), kind.Rules(r.file.Set.Snapshot())...)
}

// regroup applies corrections of names to what was tagged, at once; speakers
// follow with the next analysis.
func (r *Reader) regroup() {
	if rules := r.rules(); r.tagged.Len() > 0 || len(rules) > 0 {
		r.names = mention.Group(r.art, r.tagged, rules)
	}
}
