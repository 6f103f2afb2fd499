package review

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/query"
	"stet/annotate/session"
	"stet/ui/pane"
)

// A listing is the rows that a query finds, in an order and in groups, and where in
// them the person is.
type listing struct {
	folder  *folder
	asked   string // the query as it is typed
	query   query.Query[query.Row]
	wrong   error // why asked cannot be run; query is then the last that could
	order   query.Order
	groups  query.Grouping // the zero value groups nothing
	lines   []line         // what is listed
	shown   []*query.Row   // the rows among them, each once
	need    columns        // how wide the parts of these rows are
	asking  int            // how many rows the query chooses from
	toCheck int            // claims among them that wait for a check
	at      pane.Cursor
	moved   bool // by the user: until then it stays on the first row
	marked  map[rowID]bool
	table   *table     // the view that is open, nil for the list
	only    *only      // the rows of a view's cell, nil for all
	fit     func() int // how many lines there is room for

	comparing pane.Guard // machines with people
}

func (ls *listing) mark() {
	id := idOf(ls.row())
	if ls.marked[id] {
		delete(ls.marked, id)
	} else {
		ls.marked[id] = true
	}
	ls.move(1)
}

func (ls *listing) markAll() {
	if len(ls.marked) > 0 {
		clear(ls.marked)
		return
	}
	for _, row := range ls.shown {
		ls.marked[idOf(row)] = true
	}
}

// standOn goes to the first row that an act has touched, if it is listed.
func (ls *listing) standOn(act session.Act) {
	touched := map[string]bool{}
	for _, p := range act.Parts {
		for _, s := range p.Edit.Swaps {
			for _, a := range []*annotate.Annotation{s.Before, s.After} {
				if a != nil {
					touched[a.ID] = true
				}
			}
		}
	}
	for i, l := range ls.lines {
		if l.row != nil && touched[l.row.ID] {
			ls.goTo(i, 1)
			return
		}
	}
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

// ask runs a query as far as it can be run, and keeps the current row.
func (ls *listing) ask(s string) {
	ls.asked = s
	q, err := query.Asking(ls.folder.kinds.Added()).Parse(s, ls.folder.o.Now())
	ls.wrong = err
	if err == nil {
		ls.query = q
	}
	ls.list()
}

// list makes the lines anew and stays on the row it was on, or as near as can be.
func (ls *listing) list() {
	old := ls.at.At
	var on rowID
	if row := ls.row(); row != nil && ls.moved {
		on = idOf(row)
	}
	if ls.folder.sum.of != ls.folder.index || ls.folder.sum.blind != ls.folder.blind {
		ls.folder.sum = summarise(ls.folder.index, ls.folder.me(), ls.folder.blind)
	}
	all := ls.folder.sum.all
	if query.AsksMachines(ls.query) {
		all = ls.folder.index.Undecided(ls.folder.me(), ls.folder.blind, ls.folder.wants)
	}
	if ls.only != nil && ls.only.order != nil {
		all = ls.only.inOrder(ls.folder.index)
	}
	ls.asking = len(all)
	rows := ls.query.Select(all)
	if ls.only != nil {
		rows = slices.DeleteFunc(rows, func(row *query.Row) bool { return !ls.only.rows[idOf(row)] })
	}
	switch {
	case ls.order.Name != query.Orders[0].Name:
		ls.order.Sort(rows)
	case ls.only != nil && ls.only.order != nil: // as they are
	case query.AsksMachines(ls.query): // the surest first, so that they are decided together
		query.ByScore.Sort(rows)
	}
	ls.toCheck = countToCheck(rows)
	ls.shown, ls.lines, ls.need = rows, ls.lines[:0], ls.folder.measure(rows)
	if ls.groups.Name == "" {
		for _, row := range rows {
			ls.lines = append(ls.lines, line{row: row})
		}
	} else {
		for _, g := range ls.groups.Group(rows, ls.folder.o.Now().Location(), ls.folder.names.Same) {
			ls.lines = append(ls.lines, line{heading: headingOf(g.Key), n: len(g.Rows)})
			for _, row := range g.Rows {
				ls.lines = append(ls.lines, line{row: row})
			}
		}
	}
	at := old
	if !ls.moved {
		at = 0
	}
	for i, l := range ls.lines {
		if l.row != nil && idOf(l.row) == on {
			at = i
			break
		}
	}
	ls.goTo(at, 1)
	if ls.table != nil {
		x, y := ls.table.x, ls.table.y
		ls.openView(ls.table.view)
		ls.table.x, ls.table.y = x, y
	}
}

func headingOf(key string) string {
	if key == "" {
		return "none"
	}
	return key
}

// row returns the current row, nil if absent.
func (ls *listing) row() *query.Row {
	if ls.at.At < 0 || ls.at.At >= len(ls.lines) {
		return nil
	}
	return ls.lines[ls.at.At].row
}

// goTo is on a line that is a row: that one, or the next one that way.
func (ls *listing) goTo(i, way int) {
	i = max(0, min(i, len(ls.lines)-1))
	for j := i; j >= 0 && j < len(ls.lines); j += way {
		if ls.lines[j].row != nil {
			ls.at.To(j, len(ls.lines), ls.fit())
			return
		}
	}
	for j := i; j >= 0 && j < len(ls.lines); j -= way {
		if ls.lines[j].row != nil {
			ls.at.To(j, len(ls.lines), ls.fit())
			return
		}
	}
	ls.at.To(i, len(ls.lines), ls.fit())
}

// move goes so many lines down or up; headings are passed over.
func (ls *listing) move(by int) {
	way := 1
	if by < 0 {
		way = -1
	}
	ls.goTo(ls.at.At+by, way)
	if ls.at.At == 1 && by < 0 && ls.lines[0].row == nil {
		ls.at.Top = 0 // the heading above the first row
	}
}

// targets are the rows that a command acts on: the marked ones among those
// listed, else the current one.
func (ls *listing) targets() []*query.Row {
	var rows []*query.Row
	for _, row := range ls.shown {
		if ls.marked[idOf(row)] {
			rows = append(rows, row)
		}
	}
	if row := ls.row(); len(rows) == 0 && row != nil {
		rows = append(rows, row)
	}
	return rows
}

// toggleKind adds a kind to those that are asked for, or takes it away. No kind
// asked for is all of them.
func (ls *listing) toggleKind(name string) {
	var terms []query.Term
	var kinds []string
	for _, t := range ls.query.Terms {
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
	ls.ask(query.Query[query.Row]{Terms: terms}.String())
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

// openView shows a view of what is listed.
func (ls *listing) openView(i int) {
	i = (i + len(views)) % len(views)
	t := views[i].make(ls.shown, ls.folder)
	t.view = i
	ls.table = t
}

// drill lists the rows of the current cell; esc comes back to the view.
func (ls *listing) drill() {
	c, _ := ls.table.cell()
	ls.only = &only{about: c.about, rows: map[rowID]bool{}, from: ls.table}
	for _, row := range c.rows {
		ls.only.rows[idOf(row)] = true
	}
	ls.table = nil
	ls.at.At = 0
	ls.list()
}

// An only is a choice of rows that no query makes.
type only struct {
	about string
	rows  map[rowID]bool
	from  *table
	order []rowID          // the rows in an order of their own, nil for that of the list
	says  map[rowID]string // what else is told of a row
	asked string           // the query before, where they have an order of their own
}

// aimed names the rows that a command acts on.
func (ls *listing) aimed() (ids []string) {
	for _, row := range ls.targets() {
		ids = append(ids, row.ID)
	}
	return ids
}

// aim makes a command act on the rows of those IDs.
func (ls *listing) aim(ids []string) {
	clear(ls.marked)
	for i, l := range ls.lines {
		switch {
		case l.row == nil || !slices.Contains(ids, l.row.ID):
		case len(ids) == 1:
			ls.goTo(i, 1)
			return
		default:
			ls.marked[idOf(l.row)] = true
		}
	}
}
