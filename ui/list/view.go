package list

import (
	"fmt"
	"path"
	"strings"
	"time"

	"stet/annotate/kind"
	"stet/model/count"
	"stet/ui/card"
	"stet/ui/pane"
)

// A drawing is the screen of the list.
type drawing struct {
	shelf *shelf
	list  *listing
	front *card.Front[*List]
	w, h  int // cells
}

// The geometry of the pane, in lines.
const (
	statusRows = 2
	leadRows   = 4
)

func (dr *drawing) headHeight() int {
	if dr.h < 10 {
		return min(1, max(0, dr.h-2))
	}
	return 3
}

// footHeight is the rule and the beginning of the current article.
func (dr *drawing) footHeight() int {
	if dr.h < 14 {
		return 0
	}
	return 2 + leadRows
}

func (dr *drawing) statusHeight() int { return max(0, min(statusRows, dr.h-1)) }

func (dr *drawing) listHeight() int {
	return max(1, dr.h-dr.headHeight()-dr.footHeight()-dr.statusHeight())
}

// Resize lays the list out for a size.
func (l *List) Resize(w, h int) {
	if w != l.draw.w || h != l.draw.h {
		l.draw.w, l.draw.h = w, h
		l.list.at.To(l.list.at.At, len(l.list.shown), l.draw.listHeight())
	}
	l.front.Resize(l.shelf.env.Paint, w, h)
}

// View draws the pane.
func (l *List) View() []string {
	p, w, h := l.shelf.env.Paint, l.draw.w, l.draw.h
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

func (dr *drawing) head() []string {
	p := dr.shelf.env.Paint
	unread, unreadable, kept := 0, 0, 0
	for _, it := range dr.shelf.items {
		if it.unread() {
			unread++
		}
		if it.Problem != "" {
			unreadable++
		}
		for _, n := range it.kept {
			kept += n
		}
	}
	facts := fmt.Sprintf("   %s   %d unread", count.Of(len(dr.shelf.items)-unreadable, "article"), unread)
	if dr.shelf.coded {
		coded := dr.shelf.index.Coded(dr.shelf.me())
		facts += fmt.Sprintf("   %d of %d coded", len(coded), len(dr.shelf.items)-unreadable)
	}
	if unreadable > 0 {
		facts += fmt.Sprintf("   %d unreadable", unreadable)
	}
	if rest := dr.shelf.rest; rest != "" {
		facts += "   not opened: " + rest
	}
	switch n := dr.shelf.untitled(); {
	case dr.shelf.lib == nil:
		facts = "   listing…"
	case n >= manyUntitled && dr.shelf.titling.Running():
		facts += dr.front.Table.Fill(fmt.Sprintf("   %d to be read, {leave} stops it", n))
	}
	right := fmt.Sprintf("kept %d", kept)
	if me := dr.shelf.me(); me != "" {
		right += " · " + me
	}
	first := p.Join(p.Text("title", " "+dr.shelf.o.Shown)+p.Text("muted", facts), p.Text("muted", right+" "), dr.w)
	return []string{first, dr.asking(), dr.titles()}
}

// manyUntitled is how many files take longer to read than it takes to say so.
const manyUntitled = 500

// asking is the line of the filter; blank while nothing is asked.
func (dr *drawing) asking() string {
	p := dr.shelf.env.Paint
	if dr.front.Filter() == nil && dr.list.asked == "" {
		if dr.list.all {
			return p.Text("muted", " what is done is shown too")
		}
		return ""
	}
	left := p.Text("status.key", " / ")
	right := p.Text("muted", fmt.Sprintf("%d of %d ", len(dr.list.shown), len(dr.shelf.items)))
	if in := dr.front.Filter(); in != nil {
		left += in.View(p, "card.field", max(2, min(dr.w-4-p.Width(right), p.Width(dr.list.asked)+2)))
	} else {
		left += p.Text("", dr.list.asked)
	}
	if dr.list.wrong != nil {
		return p.Fit(left+"  "+p.Text("status.error", dr.list.wrong.Error()), dr.w)
	}
	return p.Join(left, right, dr.w)
}

// columns are the widths of a row's parts at the present width, 0 for none.
type columns struct{ date, source, title, quotes, number int }

func (dr *drawing) columns() columns {
	c := columns{date: 8, source: 9, quotes: 7, number: 5}
	switch {
	case dr.w >= 120:
		c.source = 20
	case dr.w < 40:
		c = columns{}
	case dr.w < 60:
		c.source, c.number = 0, 0
	}
	if !dr.shelf.dated {
		c.date = 0
	}
	if dr.shelf.source == 0 {
		c.source = 0
	}
	c.title = max(1, dr.w-4-gap(c.date)-gap(c.source)-c.quotes-2*c.number)
	if spare := min(c.title-dr.shelf.title-1, dr.shelf.source-c.source, 20-c.source); c.source > 0 && spare > 0 {
		c.source, c.title = c.source+spare, c.title-spare
	}
	return c
}

// gap is a column with the blank after it.
func gap(w int) int {
	if w == 0 {
		return 0
	}
	return w + 1
}

// counted are the kinds that have a column of their own.
var counted = []string{"claim", "stance"}

func (dr *drawing) titles() string {
	p, c := dr.shelf.env.Paint, dr.columns()
	sign := func(name string) string {
		k, _ := kind.Find(name)
		return k.Sign
	}
	line := "    "
	if c.date > 0 {
		line += p.Fit("date", c.date) + " "
	}
	if c.source > 0 {
		line += p.Fit("source", c.source) + " "
	}
	line += p.Fit("title", c.title)
	if c.quotes > 0 {
		line += right(sign("quote")+" ", c.quotes)
	}
	for _, name := range counted {
		if c.number > 0 {
			line += right(sign(name), c.number)
		}
	}
	return p.Text("muted", line)
}

func right(s string, w int) string {
	return strings.Repeat(" ", max(0, w-len([]rune(s)))) + s
}

func (dr *drawing) listLines() []string {
	p, h := dr.shelf.env.Paint, dr.listHeight()
	var out []string
	if len(dr.list.shown) == 0 {
		for _, s := range dr.empty() {
			out = append(out, p.Fit(p.Text("muted", "   "+s), dr.w))
		}
	}
	for i := dr.list.at.Top; i < len(dr.list.shown) && len(out) < h; i++ {
		out = append(out, dr.row(dr.list.shown[i], i == dr.list.at.At))
	}
	for len(out) < h {
		out = append(out, "")
	}
	return out
}

// empty says why no article is listed, and what can be done about it.
func (dr *drawing) empty() []string {
	switch {
	case dr.shelf.lib == nil:
		return []string{"listing " + dr.shelf.o.Shown}
	case len(dr.shelf.items) == 0:
		return []string{
			"There is no article in " + dr.shelf.o.Shown + " yet.", "",
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

func (dr *drawing) row(it *item, current bool) string {
	p, c := dr.shelf.env.Paint, dr.columns()
	mark, cursor, sign := " ", " ", " "
	if dr.list.marked[it.Path] {
		mark = signMarked
	}
	role := ""
	if current {
		cursor, role = signHere, "list.current"
	}
	switch {
	case it.unread():
		sign = signUnread
	case !it.mark.Done.IsZero():
		sign = signDone
	}
	if it.mark.Star {
		cursor = map[bool]string{true: signHere, false: signStar}[current]
	}
	line := p.Text("status.key", mark+cursor) + p.Text("gutter", sign) + " "
	cell := func(role, s string, w int) string { return p.Fit(p.Text(role, s), w) }
	if c.date > 0 {
		line += cell("muted", date(it.Date, dr.shelf.o.Now()), c.date) + " "
	}
	if c.source > 0 {
		line += cell("muted", dash(it.Source), c.source) + " "
	}
	title := it.Title
	if current && it.mark.Star {
		title = signStar + " " + title
	}
	if it.Problem != "" {
		title = path.Base(it.Path) + " · " + it.Problem
		if !current {
			role = "muted"
		}
	}
	line += cell(role, title, c.title)
	if c.quotes > 0 {
		line += p.Text("muted", right(quotes(it), c.quotes))
	}
	for _, name := range counted {
		if c.number > 0 {
			line += p.Text("muted", right(number(it.kept[name]), c.number))
		}
	}
	return line
}

// quotes is how many were kept of those that were found.
func quotes(it *item) string {
	switch kept := it.kept["quote"]; {
	case it.Quotes >= 0:
		return fmt.Sprintf("%d/%d", kept, max(kept, it.Quotes))
	case kept > 0:
		return fmt.Sprintf("%d/?", kept)
	}
	return "· "
}

func number(n int) string {
	if n == 0 {
		return "·"
	}
	return fmt.Sprint(n)
}

func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// date is the day, and of another year the month.
func date(at, now time.Time) string {
	switch at = at.In(now.Location()); {
	case at.IsZero():
		return "—"
	case at.Year() != now.Year():
		return at.Format("Jan 2006")
	}
	return at.Format("2 Jan")
}

var openHints = []pane.Hint{{Key: "keep", Does: "open"}, {Key: "on", Does: "next unread"}, {Key: "unread", Does: "read"}, {Key: "search", Does: "filter"},
	{Key: "done", Does: "done"}, {Key: "review", Does: "review"}, {Key: "palette", Does: "keys"}, {Key: "quit", Does: "quit"}}

var emptyHints = []pane.Hint{{Key: "fetch", Does: "fetch the feeds"}, {Key: "palette", Does: "keys"}, {Key: "quit", Does: "quit"}}

func (dr *drawing) status() pane.Status {
	s := dr.front.Told
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
	if len(dr.shelf.items) == 0 {
		s.Hints = pane.Keyed(dr.front.Table, emptyHints...)
	}
	if it := dr.list.item(); it != nil && s.Message == "" {
		s.Message = fmt.Sprintf("%d of %d · %s", dr.list.at.At+1, len(dr.list.shown), dr.history(it))
		if it.Quotes >= 0 {
			s.Right = []string{quotes(it) + " quotes kept of found"}
		}
	}
	return s
}
