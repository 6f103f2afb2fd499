package list

import (
	"cmp"
	"slices"

	"stet/model/library"
	"stet/ui/pane"
)

// A listing is the articles that a filter finds, in an order, and where in them the
// person is.
type listing struct {
	catalog *catalog
	shown   []*item // that the filter finds
	lines   []line  // how they are listed
	done    int     // that the filter finds too, and that are folded away as done
	asked   string
	filter  filter // what asked means
	wrong   error  // why asked cannot be run; filter is then the last that could
	order   order
	usual   string // the name of the order that nobody chose
	// grouped says that the articles are under headings of their days, timed that a
	// row says more of its time than that.
	grouped, timed bool
	storied        bool // some row stands for several places
	all            bool // articles that are done are shown too
	at             pane.Cursor
	marked         map[string]bool
	moved          bool       // by the user: until then it is on the first unread article
	fit            func() int // how many there is room for
}

func (ls *listing) mark() {
	p := ls.item().Path
	if ls.marked[p] {
		delete(ls.marked, p)
	} else {
		ls.marked[p] = true
	}
	ls.move(1)
}

func (ls *listing) markAll() {
	if len(ls.marked) > 0 {
		clear(ls.marked)
		return
	}
	for _, it := range ls.shown {
		ls.marked[it.Path] = true
	}
}

// asBefore lists as the folder was left, else as it is asked for. It is where it
// was, unless something new has come since: then on the first unread article.
func (ls *listing) asBefore(v library.View) {
	o := ls.catalog.o
	usual, ok := findOrder(o.Sort)
	if !ok {
		usual = orders[0]
		if ls.catalog.coded {
			usual, _ = findOrder("path")
		}
	}
	ls.usual = usual.name
	if ls.order, ok = findOrder(v.Sort); !ok {
		ls.order = usual
	}
	ls.all = v.All
	if ls.asked == "" {
		ls.ask(cmp.Or(v.Filter, ls.usually()))
	} else { // typed meanwhile
		ls.make()
	}
	isNew := func(it *item) bool { return it.unread() && it.ModTime.After(v.Left) }
	if v.Row != "" && !ls.moved && !slices.ContainsFunc(ls.catalog.items, isNew) {
		ls.goTo(ls.catalog.path(v.Row))
	}
}

// usually is the filter where nobody chose otherwise: that of the config, else the
// annotator's own articles where a list divides them.
func (ls *listing) usually() string {
	if ls.catalog.o.Filter == "" && len(ls.catalog.mine) > 0 {
		return "is:mine"
	}
	return ls.catalog.o.Filter
}

// view is how the list is left.
func (ls *listing) view() library.View {
	v := library.View{Filter: ls.asked, All: ls.all, Left: ls.catalog.o.Now().UTC()}
	if ls.order.name != ls.usual {
		v.Sort = ls.order.name
	}
	if ls.wrong != nil || ls.asked == ls.usually() {
		v.Filter = ""
	}
	if it := ls.item(); it != nil {
		v.Row = it.Path
	}
	return v
}

// ask runs a filter as far as it can be run, and keeps the current article.
func (ls *listing) ask(s string) {
	ls.asked = s
	f, err := newFilter(s, ls.catalog.o.Now(), ls.catalog.own)
	if ls.wrong = err; err == nil {
		ls.filter = f
	}
	ls.make()
}

// make makes the list anew and stays on the article it was on.
func (ls *listing) make() {
	on, old := "", ls.at.At
	if it := ls.item(); it != nil {
		on = it.Path
	}
	ls.shown = ls.found(ls.all || ls.filter.asksForDone)
	ls.lines = ls.lay(ls.shown)
	at := min(old, len(ls.lines)-1)
	if !ls.moved {
		at = max(0, slices.IndexFunc(ls.lines, func(l line) bool { return l.it != nil && l.it.unread() }))
		on = ""
	}
	for i, l := range ls.lines {
		if on != "" && l.it != nil && l.it.Path == on {
			at = i
			break
		}
	}
	if on != "" && at > 0 && ls.lines[at].it == nil && ls.lines[at].head == "" {
		at-- // the last article was put away
	}
	ls.to(at, 1)
}

// found returns what the filter finds in the order of the list, with or without what
// is done.
func (ls *listing) found(done bool) []*item {
	out := ls.filter.run(ls.catalog.items)
	ls.done = 0
	if !done {
		n := len(out)
		out = slices.DeleteFunc(out, func(it *item) bool { return !it.mark.Done.IsZero() })
		ls.done = n - len(out)
	}
	ls.order.sort(out)
	return out
}

// item returns the current article, nil if absent.
func (ls *listing) item() *item {
	if ls.at.At < 0 || ls.at.At >= len(ls.lines) {
		return nil
	}
	return ls.lines[ls.at.At].it
}

// goTo makes the article at path the current one, if it is listed: it was opened
// from another one.
func (ls *listing) goTo(path string) {
	for i, l := range ls.lines {
		if l.it != nil && ls.catalog.path(l.it.Path) == path {
			ls.moved = true
			ls.to(i, 1)
		}
	}
}

// move goes so many rows down or up.
func (ls *listing) move(by int) { ls.to(ls.at.At+by, by) }

// to goes to a row, or where that is a heading to the next one that way, and shows the
// heading above it.
func (ls *listing) to(row, way int) {
	n := len(ls.lines)
	row = max(0, min(row, n-1))
	step := 1
	if way < 0 && row > 0 {
		step = -1
	}
	for row >= 0 && row < n && ls.lines[row].head != "" {
		row += step
	}
	ls.at.To(row, n, ls.fit())
	if top := ls.at.Top; top > 0 && top == ls.at.At && ls.lines[top-1].head != "" && ls.fit() > 1 {
		ls.at.Top--
	}
}

// targets are the articles that a command acts on: the marked ones among those
// listed, else the current one.
func (ls *listing) targets() []*item {
	var out []*item
	for _, it := range ls.shown {
		if ls.marked[it.Path] {
			out = append(out, it)
		}
	}
	if it := ls.item(); len(out) == 0 && it != nil {
		out = append(out, it)
	}
	return out
}

// aimed names the articles that a command acts on.
func (ls *listing) aimed() (paths []string) {
	for _, it := range ls.targets() {
		paths = append(paths, it.Path)
	}
	return paths
}

// aim makes a command act on the articles of those paths.
func (ls *listing) aim(paths []string) {
	clear(ls.marked)
	if len(paths) == 1 {
		ls.goTo(ls.catalog.path(paths[0]))
		return
	}
	for _, p := range paths {
		ls.marked[p] = true
	}
}

// toUnread goes to the next unread article that way; false if absent.
func (ls *listing) toUnread(way int) bool {
	for i := ls.at.At + way; i >= 0 && i < len(ls.lines); i += way {
		if it := ls.lines[i].it; it != nil && it.unread() {
			ls.to(i, way)
			return true
		}
	}
	return false
}

// neighbour returns the path of the article that a step in the list leads to
// from the one at path, or of the next unread one that way; "" if absent.
// What is done is stepped to as well: one goes back to what was just put away.
// False means that the one at path is not listed.
func (ls *listing) neighbour(path string, step int, pick Pick) (next string, listed bool) {
	done := ls.done
	found := ls.found(true)
	ls.done = done
	coded := ls.catalog.index.Coded(ls.catalog.me())
	at := slices.IndexFunc(found, func(it *item) bool { return ls.catalog.path(it.Path) == path })
	if at < 0 {
		return "", false
	}
	rows := ls.arranged(found)
	from, s := found[at], ls.catalog.story(found[at])
	at = slices.IndexFunc(rows, func(l line) bool { return l.it == from })
	if at < 0 { // it is folded away
		at = slices.IndexFunc(rows, func(l line) bool { return ls.catalog.story(l.it) == s })
	}
	for i := at + step; i >= 0 && i < len(rows); i += step {
		it := rows[i].it
		if pick == Any || pick == Unread && it.unread() || pick == Uncoded && !coded[it.Path] && it.mark.Done.IsZero() {
			return ls.catalog.path(it.Path), true
		}
	}
	return "", true
}
