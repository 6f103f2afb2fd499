package review

import (
	"context"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/query"
	"stet/model/library"
	"stet/ui/pane"
)

// Init shows what the index knew at once, and then what the files say.
func (r *Review) Init() tea.Cmd {
	t, dir := r.loading.Next(), r.o.Dir
	return pane.Safely(t, "opening the index", func() tea.Msg {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			real, err = filepath.Abs(real)
		}
		if err != nil {
			return indexMsg{token: t, err: err}
		}
		return indexMsg{token: t, index: query.Open(real), articles: -1, stale: true}
	})
}

// An indexMsg is what is known of the folder. More comes through next.
type indexMsg struct {
	token    pane.Token
	index    *query.Index
	articles int // -1 while they are not counted
	stale    bool
	err      error
	next     <-chan tea.Msg
}

// refresh reads what has changed since the index was made, and hands over what
// it has while it reads.
func (r *Review) refresh() tea.Cmd {
	r.stop()
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	t, old, desk, dir := r.loading.Next(), r.index, r.env.Desk, r.o.Dir
	msgs := make(chan tea.Msg, 1)
	hand := func(m indexMsg) {
		m.token, m.next = t, msgs
		select {
		case msgs <- m:
		default: // the last one is not shown yet; there will be another
		}
	}
	work := pane.Safely(t, "reading "+r.o.Shown, func() tea.Msg {
		defer close(msgs)
		list, err := library.List(ctx, dir)
		if err != nil {
			return indexMsg{token: t, err: err}
		}
		n := len(list.Articles)
		fresh, changed, err := old.Refresh(ctx, list, desk, func(x *query.Index) { hand(indexMsg{index: x, articles: n}) })
		if err != nil {
			return indexMsg{token: t, err: err}
		}
		if changed > 0 {
			fresh.Save() // a cache: without it the next start is slower
		}
		return indexMsg{token: t, index: fresh, articles: n}
	})
	return tea.Batch(work, next(msgs))
}

func next(msgs <-chan tea.Msg) tea.Cmd {
	return func() tea.Msg { return <-msgs } // nil once it is closed
}

func (r *Review) gotIndex(m indexMsg) tea.Cmd {
	if !r.loading.Holds(m.token) || m.next != nil && r.whole == m.token {
		return nil
	}
	if m.err != nil {
		r.read = true
		r.complain(m.err.Error())
		return nil
	}
	r.index = m.index
	if m.articles >= 0 {
		r.found = m.articles
	}
	r.list()
	switch {
	case m.stale:
		return r.refresh()
	case m.next != nil:
		return next(m.next)
	}
	r.read, r.whole = true, m.token
	r.peek.path = "" // the article may have changed
	return nil
}

// path returns where an article of the folder lies.
func (r *Review) path(article string) string {
	return filepath.Join(r.index.Dir, filepath.FromSlash(article))
}
