package list

import (
	"slices"
	"stet/ui/pane"
)

// A listing is the articles that a filter finds, in an order, and where in them the
// person is.
type listing struct {
	shelf  *shelf
	shown  []*item
	asked  string
	filter filter // what asked means
	wrong  error  // why asked cannot be run; filter is then the last that could
	order  order
	all    bool // articles that are done are shown too
	at     pane.Cursor
	marked map[string]bool
	moved  bool       // by the user: until then it stands on the first unread article
	fit    func() int // how many there is room for
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

// ask runs a filter as far as it can be run, and keeps the current article.
func (ls *listing) ask(s string) {
	ls.asked = s
	f, err := newFilter(s, ls.shelf.o.Now(), ls.shelf.own)
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
	at := min(old, len(ls.shown)-1)
	if !ls.moved {
		at = max(0, slices.IndexFunc(ls.shown, (*item).unread))
		on = ""
	}
	for i, it := range ls.shown {
		if it.Path == on {
			at = i
			break
		}
	}
	ls.at.To(at, len(ls.shown), ls.fit())
}

// found returns what the filter finds in the order of the list, with or without what
// is done.
func (ls *listing) found(done bool) []*item {
	out := ls.filter.run(ls.shelf.items)
	if !done {
		out = slices.DeleteFunc(out, func(it *item) bool { return !it.mark.Done.IsZero() })
	}
	ls.order.sort(out)
	return out
}

// item returns the current article, nil if there is none.
func (ls *listing) item() *item {
	if ls.at.At < 0 || ls.at.At >= len(ls.shown) {
		return nil
	}
	return ls.shown[ls.at.At]
}

// goTo makes the article at path the current one, if it is listed: it was opened
// from another one.
func (ls *listing) goTo(path string) {
	for i, it := range ls.shown {
		if ls.shelf.path(it.Path) == path {
			ls.moved = true
			ls.at.To(i, len(ls.shown), ls.fit())
		}
	}
}

// move goes so many articles down or up.
func (ls *listing) move(by int) { ls.at.Move(by, len(ls.shown), ls.fit()) }

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

// toUnread goes to the next unread article that way; false if there is none.
func (ls *listing) toUnread(way int) bool {
	for i := ls.at.At + way; i >= 0 && i < len(ls.shown); i += way {
		if ls.shown[i].unread() {
			ls.at.To(i, len(ls.shown), ls.fit())
			return true
		}
	}
	return false
}

// neighbour returns the path of the article that a step in the list leads to
// from the one at path, or of the next unread one that way; "" if there is none.
// What is done is stepped to as well: one goes back to what was just put away.
// False means that the one at path is not listed.
func (ls *listing) neighbour(path string, step int, pick Pick) (next string, listed bool) {
	all := ls.found(true)
	coded := ls.shelf.index.Coded(ls.shelf.me())
	at := slices.IndexFunc(all, func(it *item) bool { return ls.shelf.path(it.Path) == path })
	if at < 0 {
		return "", false
	}
	for i := at + step; i >= 0 && i < len(all); i += step {
		if pick == Any || pick == Unread && all[i].unread() || pick == Uncoded && !coded[all[i].Path] && all[i].mark.Done.IsZero() {
			return ls.shelf.path(all[i].Path), true
		}
	}
	return "", true
}
