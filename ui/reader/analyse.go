package reader

import (
	"context"
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/suggest"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// The analysis is what the program found by itself; the names and quotes are
// among the contents.
type analysis struct {
	*shared
	of     pane.Pane // that is told of it
	least  float64   // the score from which claims are suggested
	guard  pane.Guard
	tagged mention.Tagged       // as the tagger left them, before corrections
	found  []suggest.Suggestion // what was suggested
	span   model.Range          // of the text, for which suggestions were made
	final  bool                 // the whole article was analysed
	share  float64              // how much of that is done, 0 to 1
	whole  pane.Task            // the analysis of the whole article
}

// foundMsg is the suggestions in a part of the article, or in all of it.
type foundMsg struct {
	token  pane.Token
	tagged mention.Tagged
	names  *mention.Found
	quotes *quotation.List
	found  []suggest.Suggestion
	rules  int // how many corrections of names were known
	final  bool
}

// begin finds what there is in a part of the text. Opening never waits for it.
// Of the whole article it can be stopped, and tells how far it is.
func (a *analysis) begin(within model.Range, rules []mention.Rule, final bool) tea.Cmd {
	t, art := a.guard.Next(), a.in.Art
	work := func(watch func(float64) bool) (m foundMsg, ok bool) {
		m = foundMsg{token: t, rules: len(rules), final: final}
		if m.tagged, ok = mention.TagWatched(art, within, watch); !ok {
			return m, false
		}
		m.names = mention.Group(art, m.tagged, rules)
		m.quotes = quotation.Collect(art, within, m.names)
		if n := m.quotes.Len(); n <= sheet.ManyQuotes {
			m.found = suggest.From(art, m.names, m.quotes.Slice(0, n), a.least)
		}
		return m, true
	}
	const what = "finding names and quotes"
	if !final {
		return pane.Safely(t, what, func() tea.Msg { m, _ := work(nil); return m })
	}
	ctx, done := a.whole.Begin(context.Background())
	a.share = 0
	return pane.Stream(a.of, t, what, func(hand func(tea.Msg)) {
		defer done()
		defer mention.Release()
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

// stop ends the analysis of the whole article; the suggestions before is
// kept. It reports whether there was one.
func (a *analysis) stop() bool {
	if a.final || !a.whole.Stop() {
		return false
	}
	a.guard.Next() // what still comes is stale
	a.final = true
	return true
}

// keep makes sure that the suggestion in focus is still among what was
// found, as it was.
func (a *analysis) keep(it *sheet.Item) {
	for i := range a.found {
		if a.found[i].Annotation.Kind() == it.Note.Kind() && a.found[i].Annotation.Target.Range == it.Range() {
			return
		}
	}
	a.found = append(a.found, suggest.Suggestion{Annotation: *it.Note, Ends: it.Ends, Why: it.Why})
}

// Where suggestions are made around the screen only, they are made of so many
// quotations before and after it: some screens, in the time of a key.
const nearQuotes = 30

// around makes the suggestions of the stretch around near.
func (a *analysis) around(near model.Range) {
	start := func(i int) model.Pos { return a.in.Quotes.Cover(i).Start }
	n := a.in.Quotes.Len()
	index := func(p model.Pos) int { return sort.Search(n, func(i int) bool { return start(i) >= p }) }
	from, to := max(0, index(near.Start)-nearQuotes), min(n, index(near.End)+nearQuotes)
	a.span = model.Range{End: model.Pos(len(a.in.Art.Text))}
	if from > 0 {
		a.span.Start = start(from)
	}
	if to < n {
		a.span.End = start(to)
	}
	a.found = suggest.From(a.in.Art, a.in.Names, a.in.Quotes.Slice(from, to), a.least)
}
