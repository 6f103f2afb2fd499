package list

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"stet/model/count"
	"stet/ui/card"
	"stet/ui/pane"
)

// A drawing is the screen of the list.
type drawing struct {
	catalog *catalog
	list    *listing
	front   *card.Front[*List]
	peek    *peek
	w, h    int // cells
}

// The geometry of the pane, in lines.
const (
	statusRows = 2
	leadRows   = 3
)

// headHeight is the bar, and a line for what is asked.
func (dr *drawing) headHeight() int {
	if dr.h < 10 || !dr.asks() {
		return min(1, max(0, dr.h-2))
	}
	return 2
}

// footHeight is the rule and the beginning of the current article.
func (dr *drawing) footHeight() int {
	if dr.h < 14 {
		return 0
	}
	return 1 + leadRows
}

func (dr *drawing) statusHeight() int { return max(0, min(statusRows, dr.h-1)) }

func (dr *drawing) listHeight() int {
	return max(1, dr.h-dr.headHeight()-dr.footHeight()-dr.statusHeight())
}

// Resize lays the list out for a size.
func (l *List) Resize(w, h int) {
	if w != l.draw.w || h != l.draw.h {
		l.draw.w, l.draw.h = w, h
		l.list.move(0)
	}
	l.front.Resize(l.catalog.env.Paint, w, h)
}

// View draws the pane.
func (l *List) View() []string {
	p, w, h := l.catalog.env.Paint, l.draw.w, l.draw.h
	var out []string
	add := func(lines ...string) {
		for _, s := range lines {
			out = append(out, p.Fit(s, w))
		}
	}
	add(l.draw.head()[:l.draw.headHeight()]...)
	add(l.draw.listLines()...)
	add(l.draw.foot()[:l.draw.footHeight()]...)
	add(l.draw.status().Lines(p, w)[:l.draw.statusHeight()]...)
	out = l.front.Over(p, out, w, h)
	return out[:min(len(out), h)]
}

// head is the bar on top: what there is, how far one is, and how it is sorted; below
// it what is asked.
func (dr *drawing) head() []string {
	p := dr.catalog.env.Paint
	left := p.Text("bar title", " "+dr.catalog.o.Shown) + p.Text("bar", "  "+strings.Join(dr.facts(), " · "))
	return []string{p.Bar("bar", left, dr.list.order.label, dr.w), dr.asking()}
}

// facts are the counts that the header tells, the most important first.
func (dr *drawing) facts() []string {
	if dr.catalog.lib == nil {
		return []string{"listing…"}
	}
	var all, read, unreadable, coded, begun, today, yesterday int
	now := dr.catalog.o.Now()
	for _, it := range dr.catalog.items {
		if !it.mine { // somebody else is to code it
			continue
		}
		all++
		switch {
		case it.Problem != "":
			unreadable++
			continue
		case !it.mark.Unread():
			read++
		}
		switch {
		case it.finished():
			coded++
		case it.coding.answered > 0 || len(it.kept) > 0:
			begun++
		}
		switch headingOf(it.Date, now) {
		case "today":
			today++
		case "yesterday":
			yesterday++
		}
	}
	all -= unreadable
	facts := []string{fmt.Sprintf("%d of %d read", read, all)}
	if dr.catalog.book != nil {
		facts[0] = fmt.Sprintf("%d of %d coded", coded, all)
		if begun > 0 {
			facts[0] += fmt.Sprintf(", %d begun", begun)
		}
	} else if today+yesterday > 0 && dr.list.order.dated {
		facts = append(facts, fmt.Sprintf("today %d, yesterday %d", today, yesterday))
	}
	if unreadable > 0 {
		facts = append(facts, fmt.Sprintf("%d unreadable", unreadable))
	}
	if rest := dr.catalog.rest; rest != "" {
		facts = append(facts, "not opened: "+rest)
	}
	if n := dr.catalog.untitled(); n >= manyUntitled && dr.catalog.titling.Running() {
		facts = append(facts, dr.front.Table.Fill(fmt.Sprintf("%d to be read, {leave} stops it", n)))
	}
	return facts
}

// manyUntitled is how many files take longer to read than it takes to say so.
const manyUntitled = 500

// asks reports whether there is a line for what is asked.
func (dr *drawing) asks() bool {
	return dr.front.Filter() != nil || dr.list.asked != "" || dr.list.all
}

// asking is the line of the filter.
func (dr *drawing) asking() string {
	p := dr.catalog.env.Paint
	if dr.front.Filter() == nil && dr.list.asked == "" {
		return p.Text("muted", dr.front.Table.Fill(" what is done is listed too · {show-all} folds it away"))
	}
	left := p.Text("status.key", " / ")
	right := p.Text("muted", fmt.Sprintf("%d of %d ", len(dr.list.shown), len(dr.catalog.items)))
	if in := dr.front.Filter(); in != nil {
		left += in.View(p, "card.field", max(2, min(dr.w-4-p.Width(right), p.Width(in.Value())+2)))
	} else {
		left += p.Text("", dr.list.asked)
	}
	if dr.list.wrong != nil {
		return p.Fit(left+"  "+p.Text("status.error", dr.list.wrong.Error()), dr.w)
	}
	return p.Join(left, right, dr.w)
}

// columns are the widths of a row's parts at the present width, 0 for none.
type columns struct{ date, source, title, places, right int }

// edge is what is before the first column, and behind the last.
const edge = 3

func (dr *drawing) columns() columns {
	c := columns{date: 8, source: 12, right: dr.catalog.right}
	if dr.list.storied {
		c.places = 9
	}
	if dr.list.grouped {
		c.date = 6
	}
	switch {
	case dr.w >= 120:
		c.source = 20
	case dr.w < 40:
		c = columns{}
	case dr.w < 60:
		c.source = 0
	}
	if !dr.catalog.dated || !dr.list.timed {
		c.date = 0
	}
	c.source = min(c.source, dr.catalog.source)
	c.title = max(1, dr.w-edge-1-gap(c.date)-gap(c.source)-gap(c.places)-gap(c.right))
	if spare := min(c.title-dr.catalog.title-1, dr.catalog.source-c.source, 20-c.source); c.source > 0 && spare > 0 {
		c.source, c.title = c.source+spare, c.title-spare
	}
	return c
}

// gap is a column with the blanks beside it.
func gap(w int) int {
	if w == 0 {
		return 0
	}
	return w + 2
}

func (dr *drawing) listLines() []string {
	p, h := dr.catalog.env.Paint, dr.listHeight()
	var out []string
	if len(dr.list.lines) == 0 {
		for _, s := range dr.empty() {
			out = append(out, p.Fit(p.Text("muted", "   "+s), dr.w))
		}
	}
	for i := dr.list.at.Top; i < len(dr.list.lines) && len(out) < h; i++ {
		out = append(out, dr.line(dr.list.lines[i], i == dr.list.at.At))
	}
	for len(out) < h {
		out = append(out, "")
	}
	return out
}

// empty says why no article is listed, and what can be done about it.
func (dr *drawing) empty() []string {
	switch {
	case dr.catalog.lib == nil:
		return []string{fmt.Sprintf("listing %s", dr.catalog.o.Shown)}
	case len(dr.catalog.items) == 0:
		return []string{
			fmt.Sprintf("There is no article in %s yet.", dr.catalog.o.Shown), "",
			fmt.Sprintf("%-20s  brings what is new in the feeds that are followed", dr.front.Table.Key("fetch")),
			fmt.Sprintf("%-20s  follows one", "stet feeds add URL"),
			fmt.Sprintf("%-20s  brings one page", "stet fetch URL"),
			"or put files here; stet help inputs says which can be read",
		}
	case dr.list.asked != "":
		return []string{dr.front.Table.Fill("no article is like that · {search} changes the filter, {leave} takes it away")}
	}
	return []string{dr.front.Table.Fill("everything is done · {show-all} shows it")}
}

// line draws a row of the list. The current one has a background of its own, over the
// whole width, and keeps its colours.
func (dr *drawing) line(l line, current bool) string {
	p := dr.catalog.env.Paint
	on, cursor := "", " "
	if current {
		on, cursor = "list.current ", signHere
	}
	cell := func(role, s string, w int) string { return p.Cell(on+role, s, w) }
	switch {
	case l.head != "":
		return p.Text("list.head", strings.Repeat(" ", edge)+l.head)
	case l.it == nil:
		return p.Bar(strings.TrimSpace(on), p.Text(on+"list.read", fmt.Sprintf("%s  %d done", cursor, l.done)), "", dr.w)
	}
	it, c := l.it, dr.columns()
	mark, role := " ", "list.read"
	if it.unread() {
		role = "list.unread"
	}
	if it.mark.Star {
		mark = signStar
	}
	if dr.list.marked[it.Path] {
		mark = signMarked
	}
	row := p.Text(on+"status.key", cursor+mark) + cell("", "", edge-2)
	if c.date > 0 {
		row += cell("list.note", dr.when(it), c.date) + cell("", "", 2)
	}
	if c.source > 0 {
		row += cell("list.note", shortSource(it.Source, p.Width, c.source), c.source) + cell("", "", 2)
	}
	title := it.Title
	if it.Problem != "" {
		title = path.Base(it.Path) + " · " + it.Problem
	}
	if l.below {
		title = "   " + title
	}
	row += cell(role, title, c.title)
	if c.places > 0 {
		places := ""
		if l.places > 1 {
			places = count.Of(l.places, "place")
		}
		row += cell("", "", 2) + cell("list.note", right(places, c.places), c.places)
	}
	if c.right > 0 {
		row += cell("", "", 2) + cell("list.note", right(it.right, c.right), c.right)
	}
	return row + cell("", "", 1)
}

// shortSource is the name of a publisher without its article, where that needs too much
// room.
func shortSource(name string, width func(string) int, room int) string {
	if width(name) > room {
		return strings.TrimPrefix(name, "The ")
	}
	return name
}

func right(s string, w int) string {
	return strings.Repeat(" ", max(0, w-len([]rune(s)))) + s
}

// when is the time of an article that is under its day, or its date.
func (dr *drawing) when(it *item) string {
	now := dr.catalog.o.Now()
	if dr.list.grouped {
		switch headingOf(it.Date, now) {
		case "today", "yesterday":
			return hour(it.Date, now)
		case "without a date":
			return ""
		}
		return dayOf(it.Date, now.Location()).Format("2 Jan")
	}
	return date(it.Date, now)
}

// date is the day, and of another year the month.
func date(at, now time.Time) string {
	switch day := dayOf(at, now.Location()); {
	case at.IsZero():
		return ""
	case day.Year() != now.Year():
		return day.Format("Jan 2006")
	default:
		return day.Format("2 Jan")
	}
}

var openHints = []pane.Hint{{Key: "keep", Does: "open"}, {Key: "on", Does: "next unread"}, {Key: "unread", Does: "read"}, {Key: "search", Does: "filter"},
	{Key: "done", Does: "done"}, {Key: "review", Does: "review"}, {Key: "palette", Does: "keys"}, {Key: "quit", Does: "quit"}}

var emptyHints = []pane.Hint{{Key: "fetch", Does: "fetch the feeds"}, {Key: "palette", Does: "keys"}, {Key: "quit", Does: "quit"}}

func (dr *drawing) status() pane.Status {
	s := dr.front.Told
	if s.Next = dr.front.Following(); s.Next != nil {
		return s
	}
	switch {
	case dr.front.Form() != nil:
		s.Hints = dr.front.Form().Hints()
		return s
	case dr.front.Filter() != nil:
		s.Hints = []pane.Hint{{Key: "⏎", Does: "keep the filter"}, {Key: "esc", Does: "as it was"}, {Key: "↑↓", Does: "look around"}}
		if s.Message == "" {
			s.Message = "words in titles and texts, is:unread source: tag: since: kind: by: …"
		}
		return s
	}
	s.Hints = pane.Keyed(dr.front.Table, openHints...)
	if len(dr.catalog.items) == 0 {
		s.Hints = pane.Keyed(dr.front.Table, emptyHints...)
	}
	if it := dr.list.item(); it != nil && s.Message == "" {
		s.Message = fmt.Sprintf("%d of %d · %s", 1+slices.Index(dr.list.shown, it), len(dr.list.shown), dr.history(it))
		if n := dr.list.lines[dr.list.at.At].places; n > 1 && !dr.catalog.unfolded(dr.catalog.story(it)) {
			s.Message += fmt.Sprintf(dr.front.Table.Fill(" · the same story in %s, {places} lists them"), count.Of(n, "place"))
		} else if it.Quotes > 0 || it.kept["quote"] > 0 {
			s.Right = []string{fmt.Sprintf("%d of %s kept", it.kept["quote"], count.Of(max(it.Quotes, it.kept["quote"]), "quote"))}
		}
	}
	if me := dr.catalog.me(); me != "" {
		s.Right = append(s.Right, me)
	}
	return s
}
