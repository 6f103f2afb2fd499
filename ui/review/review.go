// Package review is the pane that shows the annotations of a whole folder as a
// list, with the context of the row below it: filtered as one types, grouped,
// edited in place, written to a file.
//
// It refuses to know how an article is read and annotated: it asks the program
// to open one.
package review

import (
	"context"
	"fmt"
	"time"

	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// Options are what a review is opened with.
type Options struct {
	Dir   string // the folder
	Shown string // as the user named it
	Query string // what is asked at first
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Write makes the file that W asks for, and says what the format could not
	// hold, "" for nothing. Nil where nothing can be written.
	// It ends with ctx, and then leaves no file behind.
	Write func(context.Context, Writing) (left string, err error)
	// Formats are what Write understands.
	Formats []Format
}

// A Format is one that rows can be written in.
type Format struct{ Name, Title, Ext string }

// A Writing is rows that are to be written in a format to the file at Path.
type Writing struct {
	Format Format
	Path   string
	Dir    string // the folder from which the rows name their articles
	Rows   []*query.Row
}

// Open asks the program to show an annotation in its article, and to carry out
// a command of the reader there; "" for none.
type Open struct {
	Path    string // of the article
	ID      string // of the annotation
	Command string
}

// Requests makes it a [pane.Request].
func (Open) Requests() {}

// Changed tells that the sidecar of an article was written from the review.
type Changed struct{ Path string }

// A Review is the pane. Its parts do what it does.
type Review struct {
	folder   *folder              // what is known of it
	list     *listing             // what is listed of that
	front    *card.Front[*Review] // the filter, the card, the commands: those of the list, or of the view that is open
	ask      *questions           // the cards
	edits    *editing             // what is done to the rows
	writer   *writer              // what is written to a file
	peek     *peek                // the article of the current row
	draw     *drawing             // the screen
	viewKeys keys.Table[*Review]  // the commands of a view, with the keys of the config file
	left     *card.Unfinished     // the card, as it lies on the disk
}

// New returns the review of a folder.
func New(env *pane.Env, o Options) *Review {
	if o.Now == nil {
		o.Now = time.Now
	}
	listKeys, viewKeys := commands.Bound(env.Keys), tableCommands.Bound(env.Keys)
	r := &Review{front: &card.Front[*Review]{Env: env, Table: listKeys}, viewKeys: viewKeys}
	r.folder = &folder{of: r, env: env, o: o, front: r.front, listKeys: listKeys, index: &query.Index{Dir: o.Dir}, found: -1, kinds: kind.All, stop: func() {}}
	r.list = &listing{folder: r.folder, order: query.Orders[0], marked: map[rowID]bool{}}
	r.edits = &editing{folder: r.folder, list: r.list, front: r.front, work: session.New(env.Desk), sheets: map[string]*sheet{}}
	r.peek = &peek{folder: r.folder, list: r.list}
	r.writer = &writer{folder: r.folder, list: r.list, front: r.front}
	r.ask = &questions{folder: r.folder, list: r.list, edits: r.edits, front: r.front}
	r.draw = &drawing{folder: r.folder, list: r.list, edits: r.edits, front: r.front, peek: r.peek, viewKeys: viewKeys, w: 80, h: 24}
	r.list.fit = r.draw.listHeight
	r.left = &card.Unfinished{Desk: env.Desk, Dir: o.Dir, Form: r.front.Form, Doing: r.front.Doing, On: r.list.aimed, Stand: r.list.aim, Do: r.Do, Say: r.front.Say,
		Unsafe: func() bool { return r.edits.waiting != nil || r.edits.work.Unsaved() > 0 }}
	r.list.ask(o.Query)
	return r
}

// Title names the pane.
func (r *Review) Title() string { return fmt.Sprintf("review of %s", r.folder.o.Shown) }

// Dir returns the folder, as the index names it.
func (r *Review) Dir() string { return r.folder.index.Dir }

// Typing reports whether a text field is open.
func (r *Review) Typing() bool { return r.front.Typing() }

// KeepDrafts writes what is in the card that is open, when the program ends.
func (r *Review) KeepDrafts() { r.left.KeepDrafts() }
