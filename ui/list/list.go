// Package list is the pane that lists the articles of a folder: what is
// unread, what was kept in each, and how each begins.
//
// It joins what package model/library knows of files with what annotate/query
// knows of annotations, and refuses to know how an article is read.
package list

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/model"
	"stet/model/library"
	"stet/ui/card"
	"stet/ui/pane"
)

// Options are what a library is opened with.
type Options struct {
	Dir   string // the folder
	Shown string // as the user named it
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Count finds the quotes of an article; nil where they are not counted.
	Count func(*model.Article) int
	// Fetch brings the news of the feeds that are followed, until ctx is over, and
	// hands over what is to be said meanwhile and at the end; nil where nothing can
	// be fetched.
	Fetch func(ctx context.Context, hand func(tea.Msg))
}

// Open asks the program to show an article.
type Open struct{ Path string }

// OpenReview asks for the annotations of a folder.
type OpenReview struct{ Dir string }

// A List is the pane.
type List struct {
	env   *pane.Env
	o     Options
	lib   *library.Library // nil until the folder was listed
	index *query.Index
	marks *library.Marks
	blind bool        // others' annotations count only where one's own work is done
	own   []kind.Kind // that the codebook adds
	coded bool        // the library has a codebook: who is done with an article has coded it
	under string      // the path of the folder within what the marks are kept for

	items         []*item // all articles, by path
	dated         bool    // one of them has a date
	source, title int     // cells of the longest
	shown         []*item
	asked         string
	filter        filter // what asked means
	wrong         error  // why asked cannot be run; filter is then the last that could
	order         order
	all           bool // articles that are done are shown too
	at            pane.Cursor
	marked        map[string]bool

	front     card.Front[*List] // the filter, the card, the commands
	undone    []change
	texts     map[string]string // folded, by path
	texting   bool
	unwritten bool            // the index does not know yet what was read
	counting  map[string]bool // articles whose quotes are being counted

	loading, filling, reading, working pane.Guard
	news                               pane.Guard
	fetching, titling                  pane.Task // the feeds; the titles of articles that no index knows
	ctx                                context.Context
	stop                               context.CancelFunc
	moved                              bool // by the user: until then it stands on the first unread article
	w, h                               int
}

// New returns the list of a folder.
func New(env *pane.Env, o Options) *List {
	if o.Now == nil {
		o.Now = time.Now
	}
	l := &List{
		env: env, o: o, front: card.Front[*List]{Table: commands.Bound(env.Keys)}, index: &query.Index{}, order: orders[0], marked: map[string]bool{},
		texts: map[string]string{}, counting: map[string]bool{}, w: 80, h: 24,
	}
	l.ctx, l.stop = context.WithCancel(context.Background())
	return l
}

// Title names the pane.
func (l *List) Title() string { return l.o.Shown }

// Dir returns the folder that is listed, "" until it was found.
func (l *List) Dir() string {
	if l.lib == nil {
		return ""
	}
	return l.lib.Dir
}

// Typing reports whether a text field is open.
func (l *List) Typing() bool { return l.front.Typing() }

// Close ends what is still being read. Marks are written as they are made.
func (l *List) Close() tea.Cmd {
	l.stop()
	return func() tea.Msg { return pane.Closed{Pane: l} }
}

func (l *List) me() string {
	if l.env.Desk == nil {
		return ""
	}
	return store.Slug(l.env.Desk.Annotator)
}

// places returns the folders for what was read, and for what can be made anew.
func (l *List) places() (state, cache string) {
	if l.env.Desk == nil {
		return "", ""
	}
	return l.env.Desk.State, l.env.Desk.Cache
}

// path returns where an article lies.
func (l *List) path(name string) string {
	return filepath.Join(l.lib.Dir, filepath.FromSlash(name))
}

// ask runs a filter as far as it can be run, and keeps the current article.
func (l *List) ask(s string) {
	l.asked = s
	f, err := newFilter(s, l.o.Now(), l.own)
	if l.wrong = err; err == nil {
		l.filter = f
	}
	l.list()
}

// list makes the list anew and stays on the article it was on.
func (l *List) list() {
	on, old := "", l.at.At
	if it := l.item(); it != nil {
		on = it.Path
	}
	l.shown = l.found(l.all || l.filter.asksForDone)
	at := min(old, len(l.shown)-1)
	if !l.moved {
		at = max(0, slices.IndexFunc(l.shown, (*item).unread))
		on = ""
	}
	for i, it := range l.shown {
		if it.Path == on {
			at = i
			break
		}
	}
	l.at.To(at, len(l.shown), l.listHeight())
}

// found returns what the filter finds in the order of the list, with or without what
// is done.
func (l *List) found(done bool) []*item {
	out := l.filter.run(l.items)
	if !done {
		out = slices.DeleteFunc(out, func(it *item) bool { return !it.mark.Done.IsZero() })
	}
	l.order.sort(out)
	return out
}

// item returns the current article, nil if there is none.
func (l *List) item() *item {
	if l.at.At < 0 || l.at.At >= len(l.shown) {
		return nil
	}
	return l.shown[l.at.At]
}

// GoTo makes the article at path the current one, if it is listed: it was opened
// from another one.
func (l *List) GoTo(path string) {
	for i, it := range l.shown {
		if l.path(it.Path) == path {
			l.moved = true
			l.at.To(i, len(l.shown), l.listHeight())
		}
	}
}

// move goes so many articles down or up.
func (l *List) move(by int) { l.at.Move(by, len(l.shown), l.listHeight()) }

// targets are the articles that a command acts on: the marked ones among those
// listed, else the current one.
func (l *List) targets() []*item {
	var out []*item
	for _, it := range l.shown {
		if l.marked[it.Path] {
			out = append(out, it)
		}
	}
	if it := l.item(); len(out) == 0 && it != nil {
		out = append(out, it)
	}
	return out
}

// toUnread goes to the next unread article that way; false if there is none.
func (l *List) toUnread(way int) bool {
	for i := l.at.At + way; i >= 0 && i < len(l.shown); i += way {
		if l.shown[i].unread() {
			l.at.To(i, len(l.shown), l.listHeight())
			return true
		}
	}
	return false
}

// Neighbour returns the path of the article that a step in the list leads to
// from the one at path, or of the next unread one that way; "" if there is none.
// What is done is stepped to as well: one goes back to what was just put away.
// False means that the one at path is not listed.
func (l *List) Neighbour(path string, step int, unread bool) (next string, listed bool) {
	all := l.found(true)
	at := slices.IndexFunc(all, func(it *item) bool { return l.path(it.Path) == path })
	if at < 0 {
		return "", false
	}
	for i := at + step; i >= 0 && i < len(all); i += step {
		if !unread || all[i].unread() {
			return l.path(all[i].Path), true
		}
	}
	return "", true
}

// markPath names an article as the marks do.
func (l *List) markPath(name string) string {
	return strings.TrimPrefix(l.under+"/"+name, "/")
}
