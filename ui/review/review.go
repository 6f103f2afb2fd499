// Package review is the pane that shows the annotations of a whole folder as a
// list, with the context of the row below it: filtered as one types, grouped,
// edited in place, written to a file.
//
// It refuses to know how an article is read and annotated: it asks the program
// to open one.
package review

import (
	"context"
	"slices"
	"strings"
	"time"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/annotate/store"
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

// Changed tells that the sidecar of an article was written from the review.
type Changed struct{ Path string }

// A Review is the pane.
type Review struct {
	env    *pane.Env
	o      Options
	index  *query.Index
	found  int // articles in the folder, -1 until they were counted
	sum    summary
	quotes int  // found in the articles, where nothing is kept yet
	read   bool // the files were read, not only the index

	asked   string    // the query as it is typed
	kinds   kind.Rows // that there are
	query   query.Query[query.Row]
	wrong   error // why asked cannot be run; query is then the last that could
	order   query.Order
	groups  query.Grouping // the zero value groups nothing
	lines   []line         // what is listed
	shown   []*query.Row   // the rows among them, each once
	toCheck int            // claims among them that wait for a check
	at      pane.Cursor
	moved   bool // by the user: until then it stays on the first row
	marked  map[rowID]bool
	table   *table // the view that is open, nil for the list
	only    *only  // the rows of a view's cell, nil for all

	front              card.Front[*Review] // the filter, the card, the commands: those of the list, or of the view that is open
	open               bool                // the card of the row is shown
	listKeys, viewKeys keys.Table[*Review] // the tables with the keys of the config file

	loading   pane.Guard
	writing   pane.Guard
	export    pane.Task // the file that is being written
	naming    pane.Guard
	blind     bool            // others' rows are hidden where one's own work is not done
	namesFile string          // where names are joined
	names     *codebook.Names // joined over the articles; nil for none
	stop      context.CancelFunc
	peek      peek // the article of the current row
	desk      editing
	w, h      int
}

// A line of the list is a row, or the heading of a group.
type line struct {
	row     *query.Row
	heading string
	n       int
}

// rowID names a row over all sidecars.
type rowID struct{ sidecar, id string }

func idOf(r *query.Row) rowID { return rowID{r.Sidecar, r.ID} }

// New returns the review of a folder.
func New(env *pane.Env, o Options) *Review {
	if o.Now == nil {
		o.Now = time.Now
	}
	r := &Review{
		env: env, o: o, front: card.Front[*Review]{Table: commands.Bound(env.Keys)}, listKeys: commands.Bound(env.Keys), viewKeys: tableCommands.Bound(env.Keys), index: &query.Index{Dir: o.Dir}, found: -1, order: query.Orders[0],
		kinds: kind.All, marked: map[rowID]bool{}, desk: editing{work: session.New(env.Desk), sheets: map[string]*sheet{}}, w: 80, h: 24, stop: func() {},
	}
	r.ask(o.Query)
	return r
}

// Title names the pane.
func (r *Review) Title() string { return "review of " + r.o.Shown }

// Dir returns the folder, as the index names it.
func (r *Review) Dir() string { return r.index.Dir }

// Typing reports whether a text field is open.
func (r *Review) Typing() bool { return r.front.Typing() }

// me is whose annotations can be changed.
func (r *Review) me() string {
	if r.env.Desk == nil {
		return ""
	}
	return store.Slug(r.env.Desk.Annotator)
}

// ask runs a query as far as it can be run, and keeps the current row.
func (r *Review) ask(s string) {
	r.asked = s
	q, err := query.Asking(r.kinds.Added()).Parse(s, r.o.Now())
	r.wrong = err
	if err == nil {
		r.query = q
	}
	r.list()
}

// list makes the lines anew and stays on the row it was on, or as near as can be.
func (r *Review) list() {
	old := r.at.At
	var on rowID
	if row := r.row(); row != nil && r.moved {
		on = idOf(row)
	}
	if r.sum.of != r.index || r.sum.blind != r.blind {
		r.sum = summarise(r.index, r.me(), r.blind)
	}
	rows := r.query.Select(r.sum.all)
	if r.only != nil {
		rows = slices.DeleteFunc(rows, func(row *query.Row) bool { return !r.only.rows[idOf(row)] })
	}
	if r.order.Name != query.Orders[0].Name {
		r.order.Sort(rows)
	}
	r.toCheck = countToCheck(rows)
	r.shown, r.lines = rows, r.lines[:0]
	if r.groups.Name == "" {
		for _, row := range rows {
			r.lines = append(r.lines, line{row: row})
		}
	} else {
		for _, g := range r.groups.Group(rows, r.o.Now().Location(), r.names.Same) {
			r.lines = append(r.lines, line{heading: headingOf(g.Key), n: len(g.Rows)})
			for _, row := range g.Rows {
				r.lines = append(r.lines, line{row: row})
			}
		}
	}
	at := old
	if !r.moved {
		at = 0
	}
	for i, l := range r.lines {
		if l.row != nil && idOf(l.row) == on {
			at = i
			break
		}
	}
	r.goTo(at, 1)
	if r.table != nil {
		x, y := r.table.x, r.table.y
		r.openView(r.table.view)
		r.table.x, r.table.y = x, y
	}
}

func headingOf(key string) string {
	if key == "" {
		return "none"
	}
	return key
}

// row returns the current row, nil if there is none.
func (r *Review) row() *query.Row {
	if r.at.At < 0 || r.at.At >= len(r.lines) {
		return nil
	}
	return r.lines[r.at.At].row
}

// goTo stands on a line that is a row: that one, or the next one that way.
func (r *Review) goTo(i, way int) {
	i = max(0, min(i, len(r.lines)-1))
	for j := i; j >= 0 && j < len(r.lines); j += way {
		if r.lines[j].row != nil {
			r.at.To(j, len(r.lines), r.listHeight())
			return
		}
	}
	for j := i; j >= 0 && j < len(r.lines); j -= way {
		if r.lines[j].row != nil {
			r.at.To(j, len(r.lines), r.listHeight())
			return
		}
	}
	r.at.To(i, len(r.lines), r.listHeight())
}

// move goes so many lines down or up; headings are passed over.
func (r *Review) move(by int) {
	way := 1
	if by < 0 {
		way = -1
	}
	r.goTo(r.at.At+by, way)
	if r.at.At == 1 && by < 0 && r.lines[0].row == nil {
		r.at.Top = 0 // the heading above the first row
	}
}

// targets are the rows that a command acts on: the marked ones among those
// listed, else the current one.
func (r *Review) targets() []*query.Row {
	var rows []*query.Row
	for _, row := range r.shown {
		if r.marked[idOf(row)] {
			rows = append(rows, row)
		}
	}
	if row := r.row(); len(rows) == 0 && row != nil {
		rows = append(rows, row)
	}
	return rows
}

// toggleKind adds a kind to those that are asked for, or takes it away. No kind
// asked for is all of them.
func (r *Review) toggleKind(name string) {
	var terms []query.Term
	var kinds []string
	for _, t := range r.query.Terms {
		if t.Field == "kind" && !t.Not {
			kinds = append(kinds, strings.Split(t.Value, ",")...)
			continue
		}
		terms = append(terms, t)
	}
	if name == "" {
		kinds = nil
	} else {
		kinds = toggle(kinds, name)
	}
	if len(kinds) > 0 {
		terms = append([]query.Term{{Field: "kind", Value: strings.Join(kinds, ",")}}, terms...)
	}
	r.ask(query.Query[query.Row]{Terms: terms}.String())
}

func toggle(list []string, item string) []string {
	var out []string
	for _, s := range list {
		if s == item {
			item = ""
			continue
		}
		out = append(out, s)
	}
	if item != "" {
		out = append(out, item)
	}
	return out
}
