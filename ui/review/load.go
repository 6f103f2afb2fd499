package review

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/library"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// A folder is what is known of the annotations of a folder.
type folder struct {
	of        pane.Pane
	env       *pane.Env
	o         Options
	front     *card.Front[*Review]
	listKeys  keys.Table[*Review] // the commands of the list, with the keys of the config file
	index     *query.Index
	found     int // articles in the folder, -1 until they were counted
	sum       summary
	quotes    int             // found in the articles, where nothing is kept yet
	read      bool            // the files were read, not only the index
	kinds     kind.Rows       // that there are
	blind     bool            // others' rows are hidden where your own work is not done
	names     *codebook.Names // joined over the articles; nil for none
	namesFile string          // where names are joined
	suggests  string          // the suggestions that the project shows: all, quotes or none
	loading   pane.Guard
	stop      context.CancelFunc
}

// Init shows what the index knew at once, and then what the files say.
func (r *Review) Init() tea.Cmd {
	t, dir, cache := r.folder.loading.Next(), r.folder.o.Dir, r.folder.cache()
	return tea.Batch(r.left.Find(), pane.Safely(t, "opening the index", func() tea.Msg {
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
			if book, err := codebook.Load(root); err == nil && book != nil {
				m.suggests = book.Settings.Suggestions
			}
		}
		m.wrong = wrong
		return m
	}))
}

// wants reports whether the project shows suggestions of a kind.
func (fo *folder) wants(name string) bool {
	return (&session.Project{Book: &codebook.Codebook{Settings: codebook.Settings{Suggestions: fo.suggests}}}).Wants(name)
}

func (fo *folder) cache() string {
	if fo.env.Desk == nil {
		return ""
	}
	return fo.env.Desk.Cache
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
	suggests  string
	wrong     error
}

// refresh reads what has changed since the index was made, and hands over what
// it has while it reads.
func (fo *folder) refresh() tea.Cmd {
	fo.stop()
	ctx, stop := context.WithCancel(context.Background())
	fo.stop = stop
	t, old, desk, dir, cache := fo.loading.Next(), fo.index, fo.env.Desk, fo.o.Dir, fo.cache()
	return pane.Stream(fo.of, t, fmt.Sprintf("reading %s", fo.o.Shown), func(hand func(tea.Msg)) {
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
	if !r.folder.loading.Holds(m.token) {
		return nil
	}
	if m.err != nil {
		r.folder.read = true
		r.front.Complain(m.err.Error())
		return nil
	}
	r.folder.index = m.index
	if m.stale {
		r.folder.names, r.folder.namesFile, r.folder.blind, r.folder.suggests = m.names, m.namesFile, m.blind, m.suggests
		r.use(m.own)
		if m.wrong != nil {
			r.front.Complain(m.wrong.Error())
		}
	}
	if m.articles >= 0 {
		r.folder.found = m.articles
	}
	r.list.list()
	if m.stale {
		return r.folder.refresh()
	}
	if m.whole {
		r.folder.read, r.folder.quotes = true, m.quotes
		r.peek.path = "" // the article may have changed
	}
	return nil
}

// use lets the kinds that the codebook adds be asked for, by keys and in the filter.
func (r *Review) use(own []kind.Kind) {
	if len(own) == 0 {
		return
	}
	r.folder.kinds = kind.All.With(own)
	r.folder.listKeys = commandsFor(r.folder.kinds).Bound(r.folder.env.Keys)
	r.list.ask(r.list.asked)
}

// kindOf returns the row of a row's kind.
func (fo *folder) kindOf(row *query.Row) kind.Kind {
	if k, ok := fo.kinds.Find(row.Kind); ok {
		return k
	}
	return row.Row()
}

// path returns where an article of the folder lies.
func (fo *folder) path(article string) string {
	return filepath.Join(fo.index.Dir, filepath.FromSlash(article))
}

// me is whose annotations can be changed.
func (fo *folder) me() string {
	if fo.env.Desk == nil {
		return ""
	}
	return store.Slug(fo.env.Desk.Annotator)
}
