// Package list is the pane that lists the articles of a folder: what is
// unread, what was kept in each, and how each begins.
//
// It joins what package model/library knows of files with what annotate/query
// knows of annotations, and refuses to know how an article is read.
package list

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/query"
	"stet/model"
	"stet/ui/card"
	"stet/ui/pane"
)

// Options are what a library is opened with.
type Options struct {
	Dir   string // the folder
	Shown string // as the user named it
	// Sort and Filter are how it is listed where nobody chose otherwise: the name of an
	// order, see [Orders], "" for by date or, where there is a codebook, by file.
	Sort, Filter string
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
type Open struct {
	Path string
	Find string // words that were looked for: it opens at the first
	Skim bool   // folded to who said what
}

// Requests makes it a [pane.Request].
func (Open) Requests() {}

// OpenReview asks for the annotations of a folder.
type OpenReview struct{ Dir string }

// Requests makes it a [pane.Request].
func (OpenReview) Requests() {}

// A List is the pane. Its parts do what it does.
type List struct {
	catalog *catalog           // what is known of the folder
	list    *listing           // what is listed of that
	front   *card.Front[*List] // the filter, the card, the commands
	marks   *marker            // what the person notes of articles
	draw    *drawing           // the screen
	peek    *peek              // what was looked for in the current article
	left    *card.Unfinished   // the card, as it lies on the disk
}

// New returns the list of a folder.
func New(env *pane.Env, o Options) *List {
	if o.Now == nil {
		o.Now = time.Now
	}
	l := &List{front: &card.Front[*List]{Env: env, Table: commands.Bound(env.Keys)}}
	l.catalog = &catalog{of: l, env: env, o: o, front: l.front, index: &query.Index{}, texts: map[string]string{}, counting: map[string]bool{}}
	l.catalog.ctx, l.catalog.stop = context.WithCancel(context.Background())
	l.list = &listing{catalog: l.catalog, order: orders[0], marked: map[string]bool{}}
	l.marks = &marker{of: l, catalog: l.catalog, list: l.list, front: l.front}
	l.peek = &peek{catalog: l.catalog, list: l.list}
	l.draw = &drawing{catalog: l.catalog, list: l.list, front: l.front, peek: l.peek, w: 80, h: 24}
	l.list.fit = l.draw.listHeight
	l.left = &card.Unfinished{Desk: env.Desk, Dir: o.Dir, Pane: "articles", Form: l.front.Form, Doing: l.front.Doing, On: l.list.aimed, Stand: l.list.aim, Do: l.Do, Say: l.front.Say,
		Unsafe: func() bool { return l.marks.noting > 0 }}
	return l
}

// Title names the pane.
func (l *List) Title() string { return l.catalog.o.Shown }

// Dir returns the folder that is listed, "" until it was found.
func (l *List) Dir() string {
	if l.catalog.lib == nil {
		return ""
	}
	return l.catalog.lib.Dir
}

// Typing reports whether a text field is open.
func (l *List) Typing() bool { return l.front.Typing() }

// KeepDrafts writes what is in the card that is open, when the program ends.
func (l *List) KeepDrafts() { l.left.KeepDrafts() }

// Close ends what is still being read, and waits for what is being noted.
func (l *List) Close() tea.Cmd {
	l.catalog.stop()
	l.marks.closing = true
	return tea.Batch(l.marks.keepView(), l.marks.closed())
}

// GoTo makes the article at path the current one, if it is listed: it was opened
// from another one.
func (l *List) GoTo(path string) { l.list.goTo(path) }

// A Pick is which articles a step in the list leads to.
type Pick int

// The picks.
const (
	Any Pick = iota
	Unread
	Uncoded // by the annotator
)

// Neighbour returns the path of the article that a step in the list leads to from the
// one at path; "" if absent. False means that the one at path is not listed.
func (l *List) Neighbour(path string, step int, pick Pick) (next string, listed bool) {
	return l.list.neighbour(path, step, pick)
}
