package review

import (
	"context"
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model/library"
	"stet/ui/pane"
)

// Init shows what the index knew at once, and then what the files say.
func (r *Review) Init() tea.Cmd {
	t, dir, cache := r.loading.Next(), r.o.Dir, r.cache()
	return pane.Safely(t, "opening the index", func() tea.Msg {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			real, err = filepath.Abs(real)
		}
		if err != nil {
			return indexMsg{token: t, err: err}
		}
		m := indexMsg{token: t, index: query.Open(real, cache), articles: -1, stale: true}
		m.namesFile = namesFile(real)
		names, wrong := codebook.LoadNames(m.namesFile)
		m.names = names
		if root, ok := library.Root(real); ok {
			blind, err := codebook.BlindIn(root)
			m.blind, wrong = blind, errors.Join(wrong, err)
			m.own, _ = codebook.KindsIn(root) // what is wrong was just said
		}
		m.wrong = wrong
		return m
	})
}

func (r *Review) cache() string {
	if r.env.Desk == nil {
		return ""
	}
	return r.env.Desk.Cache
}

// An indexMsg is what is known of the folder.
type indexMsg struct {
	token    pane.Token
	index    *query.Index
	articles int  // -1 while they are not counted
	stale    bool // it is what was known before
	whole    bool // nothing more comes
	quotes   int  // found in the articles, where nothing is kept
	err      error
	// How the folder is worked in comes with what was known before, and what is
	// wrong with its files.
	names     *codebook.Names
	namesFile string
	blind     bool
	own       []kind.Kind // that the codebook adds
	wrong     error
}

// refresh reads what has changed since the index was made, and hands over what
// it has while it reads.
func (r *Review) refresh() tea.Cmd {
	r.stop()
	ctx, stop := context.WithCancel(context.Background())
	r.stop = stop
	t, old, desk, dir, cache := r.loading.Next(), r.index, r.env.Desk, r.o.Dir, r.cache()
	return pane.Stream(r, t, "reading "+r.o.Shown, func(hand func(tea.Msg)) {
		list, err := library.List(ctx, dir)
		if err != nil {
			hand(indexMsg{token: t, err: err})
			return
		}
		n := len(list.Articles)
		fresh, changed, err := old.Refresh(ctx, list, desk, func(x *query.Index) { hand(indexMsg{token: t, index: x, articles: n}) })
		if err != nil {
			hand(indexMsg{token: t, err: err})
			return
		}
		if changed > 0 {
			fresh.Save() // a cache: without it the next start is slower
		}
		last := indexMsg{token: t, index: fresh, articles: n, whole: true}
		if len(fresh.Rows()) == 0 {
			last.quotes = foundQuotes(ctx, dir, cache)
		}
		hand(last)
	})
}

// foundQuotes returns how many quotes the index of articles knows of, for a
// folder in which nothing is kept yet.
func foundQuotes(ctx context.Context, dir, cache string) int {
	lib, err := library.Open(ctx, dir, cache)
	if err != nil {
		return 0
	}
	n := 0
	for _, e := range lib.Entries {
		n += max(0, e.Quotes)
	}
	return n
}

func (r *Review) gotIndex(m indexMsg) tea.Cmd {
	if !r.loading.Holds(m.token) {
		return nil
	}
	if m.err != nil {
		r.read = true
		r.front.Complain(m.err.Error())
		return nil
	}
	r.index = m.index
	if m.stale {
		r.names, r.namesFile, r.blind = m.names, m.namesFile, m.blind
		r.use(m.own)
		if m.wrong != nil {
			r.front.Complain(m.wrong.Error())
		}
	}
	if m.articles >= 0 {
		r.found = m.articles
	}
	r.list()
	if m.stale {
		return r.refresh()
	}
	if m.whole {
		r.read, r.quotes = true, m.quotes
		r.peek.path = "" // the article may have changed
	}
	return nil
}

// use lets the kinds that the codebook adds be asked for, by keys and in the filter.
func (r *Review) use(own []kind.Kind) {
	if len(own) == 0 {
		return
	}
	r.kinds = kind.All.With(own)
	r.listKeys = commandsFor(r.kinds).Bound(r.env.Keys)
	r.ask(r.asked)
}

// kindOf returns the row of a row's kind.
func (r *Review) kindOf(row *query.Row) kind.Kind {
	if k, ok := r.kinds.Find(row.Kind); ok {
		return k
	}
	return row.Row()
}

// path returns where an article of the folder lies.
func (r *Review) path(article string) string {
	return filepath.Join(r.index.Dir, filepath.FromSlash(article))
}
