package list

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/model"
	"stet/model/library"
	"stet/ui/card"
	"stet/ui/pane"
)

// A catalog is what is known of the articles of a folder.
type catalog struct {
	of     pane.Pane
	env    *pane.Env
	o      Options
	front  *card.Front[*List]
	lib    *library.Library // nil until the folder was listed
	listed bool             // or could not be
	rest   string           // files of the folder that are not opened
	index  *query.Index
	marks  *library.Marks
	project
	items         []*item           // all articles, by path
	dated         bool              // one of them has a date
	source, title int               // cells of the longest
	right         int               // and of the last column
	texts         map[string]string // folded, by path
	texting       bool
	unwritten     bool            // the index does not know yet what was read
	counting      map[string]bool // articles whose quotes are being counted
	work
}

// A project is how the folder is worked in.
type project struct {
	blind bool               // others' annotations count only where your own work is done
	own   []kind.Kind        // that the codebook adds
	coded bool               // the library has a codebook: who is done with an article has coded it
	book  *codebook.Codebook // that can be read; nil for none
	under string             // the path of the folder within what the marks are kept for
	// mine are the articles that the annotator is to code, by the path that marks have;
	// nil where no list divides them.
	mine map[string]bool
}

// Work is what is being read.
type work struct {
	loading, filling, reading, working pane.Guard
	news                               pane.Guard
	fetching, titling                  pane.Task // the feeds; the titles of articles that no index knows
	stories                            stories
	ctx                                context.Context
	stop                               context.CancelFunc
}

// Init lists the folder with what the indexes know; then what has changed is
// read, while the list is on the screen.
func (l *List) Init() tea.Cmd { return tea.Batch(l.left.Find(), l.catalog.load()) }

type loadedMsg struct {
	token pane.Token
	lib   *library.Library
	index *query.Index
	marks *library.Marks
	under string
	blind bool
	own   []kind.Kind // that the codebook adds
	coded bool        // there is a codebook
	book  *codebook.Codebook
	mine  map[string]bool
	rest  string // files that are not opened, by extension
	view  library.View
	err   error
}

func (sh *catalog) load() tea.Cmd {
	t, dir, ctx, old := sh.loading.Next(), sh.o.Dir, sh.ctx, sh.index
	state, cache := sh.places()
	me := sh.me()
	return pane.Safely(t, fmt.Sprintf("listing %s", sh.o.Shown), func() tea.Msg {
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
		book, _ := codebook.Load(root)
		assigned, faulty := codebook.LoadAssignments(root)
		marks, err := library.OpenMarks(state, root)
		view, unlisted := library.OpenView(library.ViewFile(state, lib.Dir))
		return loadedMsg{token: t, lib: lib, index: old, marks: marks, under: filepath.ToSlash(under), blind: blind, own: own, coded: hasCodebook(lib.Dir), book: book, mine: assigned.Of(me), view: view, rest: library.Endings(library.Unopened(lib.Rest, store.Belongs), 3), err: errors.Join(err, wrong, faulty, unlisted)}
	})
}

func (l *List) gotLoaded(m loadedMsg) tea.Cmd {
	if !l.catalog.loading.Holds(m.token) {
		return nil
	}
	l.catalog.listed = true
	if m.lib == nil {
		l.front.Complain(m.err.Error())
		return nil
	}
	if m.err != nil {
		l.front.Complain(m.err.Error())
	}
	first := l.catalog.lib == nil
	if !first {
		m.lib.Keep(l.catalog.lib)
	}
	l.catalog.lib, l.catalog.index, l.catalog.marks, l.catalog.under, l.catalog.blind, l.catalog.own, l.catalog.coded = m.lib, m.index, m.marks, m.under, m.blind, m.own, m.coded
	l.catalog.rest, l.catalog.book, l.catalog.mine = m.rest, m.book, m.mine
	l.catalog.gather()
	if first {
		l.list.asBefore(m.view)
	}
	l.list.make()
	if l.list.wrong != nil { // it may have asked for what the codebook adds
		l.list.ask(l.list.asked)
	}
	fill := l.catalog.fill()
	if fill == nil { // all titles are known
		fill = l.catalog.findStories(false)
	}
	return tea.Batch(fill, l.catalog.refresh())
}

// gather makes the items anew from what is known of files, marks and annotations.
func (sh *catalog) gather() {
	old := make(map[string]*item, len(sh.items))
	for _, it := range sh.items {
		old[it.Path] = it
	}
	sh.items = make([]*item, len(sh.lib.Entries))
	sh.dated, sh.source, sh.title = false, 0, 0
	for i, e := range sh.lib.Entries {
		sh.dated = sh.dated || !e.Date.IsZero()
		sh.source = max(sh.source, sh.env.Paint.Width(e.Source))
		sh.title = max(sh.title, sh.env.Paint.Width(e.Title))
		it := &item{Entry: e, mark: sh.marks.Get(sh.markPath(e.Path))}
		it.mine = len(sh.mine) == 0 || sh.mine[sh.markPath(e.Path)]
		if was := old[e.Path]; was != nil {
			it.rows, it.kept = was.rows, was.kept
		}
		it.fold(sh.texts[e.Path])
		sh.items[i] = it
	}
	sh.join()
}

// join puts the annotations to their articles.
func (sh *catalog) join() {
	byPath := make(map[string]*item, len(sh.items))
	for _, it := range sh.items {
		it.rows, it.kept = nil, map[string]int{}
		byPath[it.Path] = it
	}
	me := sh.me()
	rows := sh.index.Rows()
	if sh.blind {
		rows = sh.index.Visible(me)
	}
	for _, row := range rows {
		if it := byPath[row.Article]; it != nil {
			it.rows = append(it.rows, row)
			if row.Annotator == me {
				it.kept[row.Kind]++
			}
		}
	}
	coded := sh.index.Coded(me)
	for _, it := range sh.items {
		it.code(sh.book, me, coded[it.Path])
	}
	sh.sum()
}

// mostRight is how wide the last column may be.
const mostRight = 18

// sum makes the last column anew.
func (sh *catalog) sum() {
	sh.right = 0
	for _, it := range sh.items {
		it.right = it.worked(sh.book)
		sh.right = max(sh.right, min(mostRight, sh.env.Paint.Width(it.right)))
	}
}

// A filledMsg is entries that were read meanwhile. It carries no token: what a file
// holds is true, whoever asked for it.
type filledMsg struct{ entries []library.Entry }

// fill reads the articles that the index does not know, and then writes it.
func (sh *catalog) fill() tea.Cmd {
	ctx, done := sh.titling.Begin(sh.ctx)
	return sh.fillThese(ctx, done, sh.lib.Stale(false), nil)
}

func (sh *catalog) fillThese(ctx context.Context, done func(), stale []library.Entry, count func(*model.Article) int) tea.Cmd {
	if len(stale) == 0 {
		done()
		return nil
	}
	t, dir := sh.filling.Next(), sh.lib.Dir
	return pane.Stream(sh.of, t, fmt.Sprintf("reading %s", sh.o.Shown), func(hand func(tea.Msg)) {
		defer done()
		library.Fill(ctx, dir, stale, count, func(es []library.Entry) { hand(filledMsg{es}) })
	})
}

func (l *List) gotFilled(m filledMsg) {
	if l.catalog.lib == nil {
		return
	}
	l.catalog.lib.Merge(m.entries)
	for _, e := range m.entries {
		delete(l.catalog.counting, e.Path)
	}
	l.catalog.gather()
	l.list.make()
}

// saveIndex writes what was read, so that the next start knows it.
func (sh *catalog) saveIndex() tea.Cmd {
	file, data, err := sh.lib.Index()
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
func (sh *catalog) refresh() tea.Cmd {
	t, ctx, old, desk, dir := sh.reading.Next(), sh.ctx, sh.index, sh.env.Desk, sh.lib.Dir
	return pane.Stream(sh.of, t, "reading the sidecars", func(hand func(tea.Msg)) {
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
	if !l.catalog.reading.Holds(m.token) || l.catalog.lib == nil {
		return
	}
	l.catalog.index = m.index
	l.catalog.join()
	l.list.make()
}

// countVisible counts the quotes of the articles on the screen, which takes a
// while for each.
func (l *List) countVisible() tea.Cmd {
	if l.catalog.o.Count == nil || l.catalog.lib == nil {
		return nil
	}
	var stale []library.Entry
	for i := l.list.at.Top; i < min(len(l.list.lines), l.list.at.Top+l.draw.listHeight()); i++ {
		it := l.list.lines[i].it
		if it == nil {
			continue
		}
		e := it.Entry
		if e.Read && e.Quotes < 0 && e.Problem == "" && !l.catalog.counting[e.Path] {
			l.catalog.counting[e.Path] = true
			stale = append(stale, e)
		}
	}
	return l.catalog.fillThese(l.catalog.ctx, func() {}, stale, l.catalog.o.Count)
}

// maxTexts is how much text is kept for searching, in bytes; of what is beyond
// it only titles are searched.
const maxTexts = 256 << 20

type textsMsg struct{ texts []library.Text }

// readTexts reads all articles for a search in their texts.
func (sh *catalog) readTexts() tea.Cmd {
	if sh.texting || sh.lib == nil {
		return nil
	}
	sh.texting = true
	var missing []library.Entry
	for _, e := range sh.lib.Entries {
		if _, ok := sh.texts[e.Path]; !ok {
			missing = append(missing, e)
		}
	}
	t, dir, ctx := sh.working.Next(), sh.lib.Dir, sh.ctx
	return pane.Stream(sh.of, t, "reading the texts", func(hand func(tea.Msg)) {
		library.ReadTexts(ctx, dir, missing, maxTexts, query.Fold, func(ts []library.Text) { hand(textsMsg{ts}) })
	})
}

func (l *List) gotTexts(m textsMsg) {
	byPath := make(map[string]*item, len(l.catalog.items))
	for _, it := range l.catalog.items {
		byPath[it.Path] = it
	}
	for _, t := range m.texts {
		l.catalog.texts[t.Path] = t.Text
		if it := byPath[t.Path]; it != nil {
			it.fold(t.Text)
		}
	}
	if l.list.asked != "" {
		l.list.make()
	}
}

func (sh *catalog) me() string {
	if sh.env.Desk == nil {
		return ""
	}
	return store.Slug(sh.env.Desk.Annotator)
}

// places returns the folders for what was read, and for what can be made anew.
func (sh *catalog) places() (state, cache string) {
	if sh.env.Desk == nil {
		return "", ""
	}
	return sh.env.Desk.State, sh.env.Desk.Cache
}

// path returns where an article lies.
func (sh *catalog) path(name string) string {
	return filepath.Join(sh.lib.Dir, filepath.FromSlash(name))
}

// markPath names an article as the marks do.
func (sh *catalog) markPath(name string) string {
	return strings.TrimPrefix(sh.under+"/"+name, "/")
}

// untitled counts the articles of which only the file is known.
func (sh *catalog) untitled() int {
	n := 0
	for _, it := range sh.items {
		if !it.Read && it.Problem == "" {
			n++
		}
	}
	return n
}
