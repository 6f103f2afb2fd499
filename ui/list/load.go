package list

import (
	"context"
	"errors"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model"
	"stet/model/library"
	"stet/ui/pane"
)

// Init lists the folder with what the indexes know; then what has changed is
// read, while the list is on the screen.
func (l *List) Init() tea.Cmd { return l.load() }

type loadedMsg struct {
	token pane.Token
	lib   *library.Library
	index *query.Index
	marks *library.Marks
	under string
	blind bool
	own   []kind.Kind // that the codebook adds
	coded bool        // there is a codebook
	err   error
}

func (l *List) load() tea.Cmd {
	t, dir, ctx, old := l.loading.Next(), l.o.Dir, l.ctx, l.index
	state, cache := l.places()
	return pane.Safely(t, "listing "+l.o.Shown, func() tea.Msg {
		lib, err := library.Open(ctx, dir, cache)
		if err != nil {
			return loadedMsg{token: t, err: err}
		}
		if old.Dir == "" {
			old = query.Open(lib.Dir, cache)
		}
		root, ok := library.Root(lib.Dir)
		if !ok {
			root = lib.Dir
		}
		under, err := filepath.Rel(root, lib.Dir)
		if err != nil || under == "." {
			under = ""
		}
		blind, wrong := codebook.BlindIn(root)
		own, _ := codebook.KindsIn(root) // what is wrong was just said
		marks, err := library.OpenMarks(state, root)
		return loadedMsg{token: t, lib: lib, index: old, marks: marks, under: filepath.ToSlash(under), blind: blind, own: own, coded: hasCodebook(lib.Dir), err: errors.Join(err, wrong)}
	})
}

func (l *List) gotLoaded(m loadedMsg) tea.Cmd {
	if !l.loading.Holds(m.token) {
		return nil
	}
	if m.lib == nil {
		l.front.Complain(m.err.Error())
		return nil
	}
	if m.err != nil {
		l.front.Complain(m.err.Error())
	}
	if l.lib != nil {
		m.lib.Keep(l.lib)
	}
	l.lib, l.index, l.marks, l.under, l.blind, l.own, l.coded = m.lib, m.index, m.marks, m.under, m.blind, m.own, m.coded
	l.gather()
	if l.wrong != nil { // it may have asked for what the codebook adds
		l.ask(l.asked)
	}
	return tea.Batch(l.fill(), l.refresh())
}

// gather makes the items anew from what is known of files, marks and annotations.
func (l *List) gather() {
	old := make(map[string]*item, len(l.items))
	for _, it := range l.items {
		old[it.Path] = it
	}
	l.items = make([]*item, len(l.lib.Entries))
	l.dated, l.source, l.title = false, 0, 0
	for i, e := range l.lib.Entries {
		l.dated = l.dated || !e.Date.IsZero()
		l.source = max(l.source, l.env.Paint.Width(e.Source))
		l.title = max(l.title, l.env.Paint.Width(e.Title))
		it := &item{Entry: e, mark: l.marks.Get(l.markPath(e.Path))}
		if was := old[e.Path]; was != nil {
			it.rows, it.kept = was.rows, was.kept
		}
		it.fold(l.texts[e.Path])
		l.items[i] = it
	}
	l.join()
	l.list()
}

// join puts the annotations to their articles.
func (l *List) join() {
	byPath := make(map[string]*item, len(l.items))
	for _, it := range l.items {
		it.rows, it.kept = nil, map[string]int{}
		byPath[it.Path] = it
	}
	me := l.me()
	rows := l.index.Rows()
	if l.blind {
		rows = l.index.Visible(me)
	}
	for _, row := range rows {
		if it := byPath[row.Article]; it != nil {
			it.rows = append(it.rows, row)
			if row.Annotator == me {
				it.kept[row.Kind]++
			}
		}
	}
}

// A filledMsg is entries that were read meanwhile. It carries no token: what a file
// holds is true, whoever asked for it.
type filledMsg struct{ entries []library.Entry }

// fill reads the articles that the index does not know, and then writes it.
func (l *List) fill() tea.Cmd {
	ctx, done := l.titling.Begin(l.ctx)
	return l.fillThese(ctx, done, l.lib.Stale(false), nil)
}

func (l *List) fillThese(ctx context.Context, done func(), stale []library.Entry, count func(*model.Article) int) tea.Cmd {
	if len(stale) == 0 {
		done()
		return nil
	}
	t, dir := l.filling.Next(), l.lib.Dir
	return pane.Stream(l, t, "reading "+l.o.Shown, func(hand func(tea.Msg)) {
		defer done()
		library.Fill(ctx, dir, stale, count, func(es []library.Entry) { hand(filledMsg{es}) })
	})
}

func (l *List) gotFilled(m filledMsg) {
	if l.lib == nil {
		return
	}
	l.lib.Merge(m.entries)
	for _, e := range m.entries {
		delete(l.counting, e.Path)
	}
	l.gather()
}

// saveIndex writes what was read, so that the next start knows it.
func (l *List) saveIndex() tea.Cmd {
	file, data, err := l.lib.Index()
	if err != nil {
		return nil
	}
	return func() tea.Msg {
		library.WriteCache(file, data) // without it the next start is slower
		return nil
	}
}

type indexMsg struct {
	token pane.Token
	index *query.Index
}

// refresh reads the sidecars that have changed.
func (l *List) refresh() tea.Cmd {
	t, ctx, old, desk, dir := l.reading.Next(), l.ctx, l.index, l.env.Desk, l.lib.Dir
	return pane.Stream(l, t, "reading the sidecars", func(hand func(tea.Msg)) {
		list, err := library.List(ctx, dir)
		if err != nil {
			return
		}
		fresh, changed, err := old.Refresh(ctx, list, desk, func(x *query.Index) { hand(indexMsg{t, x}) })
		if err != nil {
			return
		}
		if changed > 0 {
			fresh.Save() // a cache, as above
		}
		hand(indexMsg{t, fresh})
	})
}

func (l *List) gotIndex(m indexMsg) {
	if !l.reading.Holds(m.token) || l.lib == nil {
		return
	}
	l.index = m.index
	l.join()
	l.list()
}

// countVisible counts the quotes of the articles on the screen, which takes a
// while for each.
func (l *List) countVisible() tea.Cmd {
	if l.o.Count == nil || l.lib == nil {
		return nil
	}
	var stale []library.Entry
	for i := l.at.Top; i < min(len(l.shown), l.at.Top+l.listHeight()); i++ {
		e := l.shown[i].Entry
		if e.Read && e.Quotes < 0 && e.Problem == "" && !l.counting[e.Path] {
			l.counting[e.Path] = true
			stale = append(stale, e)
		}
	}
	return l.fillThese(l.ctx, func() {}, stale, l.o.Count)
}

// maxTexts is how much text is kept for searching, in bytes; of what is beyond
// it only titles are searched.
const maxTexts = 256 << 20

type textsMsg struct{ texts []library.Text }

// readTexts reads all articles for a search in their texts.
func (l *List) readTexts() tea.Cmd {
	if l.texting || l.lib == nil {
		return nil
	}
	l.texting = true
	var missing []library.Entry
	for _, e := range l.lib.Entries {
		if _, ok := l.texts[e.Path]; !ok {
			missing = append(missing, e)
		}
	}
	t, dir, ctx := l.working.Next(), l.lib.Dir, l.ctx
	return pane.Stream(l, t, "reading the texts", func(hand func(tea.Msg)) {
		library.ReadTexts(ctx, dir, missing, maxTexts, query.Fold, func(ts []library.Text) { hand(textsMsg{ts}) })
	})
}

func (l *List) gotTexts(m textsMsg) {
	byPath := make(map[string]*item, len(l.items))
	for _, it := range l.items {
		byPath[it.Path] = it
	}
	for _, t := range m.texts {
		l.texts[t.Path] = t.Text
		if it := byPath[t.Path]; it != nil {
			it.fold(t.Text)
		}
	}
	if l.asked != "" {
		l.list()
	}
}
