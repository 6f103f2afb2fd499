package list

import (
	"fmt"
	"path"
	"strings"
	"time"

	"stet/annotate/kind"
	"stet/model/count"
	"stet/ui/pane"
)

// The geometry of the pane, in lines.
const (
	statusRows = 2
	leadRows   = 4
)

func (l *List) headHeight() int {
	if l.h < 10 {
		return min(1, max(0, l.h-2))
	}
	return 3
}

// footHeight is the rule and the beginning of the current article.
func (l *List) footHeight() int {
	if l.h < 14 {
		return 0
	}
	return 2 + leadRows
}

func (l *List) statusHeight() int { return max(0, min(statusRows, l.h-1)) }

func (l *List) listHeight() int {
	return max(1, l.h-l.headHeight()-l.footHeight()-l.statusHeight())
}

// Resize lays the list out for a size.
func (l *List) Resize(w, h int) {
	if w != l.w || h != l.h {
		l.w, l.h = w, h
		l.at.To(l.at.At, len(l.shown), l.listHeight())
	}
	l.front.Resize(l.env.Paint, w, h)
}

// View draws the pane.
func (l *List) View() []string {
	p, w, h := l.env.Paint, l.w, l.h
	var out []string
	add := func(lines ...string) {
		for _, s := range lines {
			out = append(out, p.Fit(s, w))
		}
	}
	add(l.head()[:l.headHeight()]...)
	add(l.listLines()...)
	add(l.foot()[:l.footHeight()]...)
	add(l.status().Lines(p, w)[:l.statusHeight()]...)
	out = l.front.Over(p, out, w, h)
	return out[:min(len(out), h)]
}

func (l *List) head() []string {
	p := l.env.Paint
	unread, unreadable, kept := 0, 0, 0
	for _, it := range l.items {
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
	facts := fmt.Sprintf("   %s   %d unread", count.Of(len(l.items)-unreadable, "article"), unread)
	if unreadable > 0 {
		facts += fmt.Sprintf("   %d unreadable", unreadable)
	}
	switch n := l.untitled(); {
	case l.lib == nil:
		facts = "   listing…"
	case n >= manyUntitled && l.titling.Running():
		facts += l.front.Table.Fill(fmt.Sprintf("   %d to be read, {leave} stops it", n))
	}
	right := fmt.Sprintf("kept %d", kept)
	if me := l.me(); me != "" {
		right += " · " + me
	}
	first := p.Join(p.Text("title", " "+l.o.Shown)+p.Text("muted", facts), p.Text("muted", right+" "), l.w)
	return []string{first, l.asking(), l.titles()}
}

// manyUntitled is how many files take longer to read than it takes to say so.
const manyUntitled = 500

// untitled counts the articles of which only the file is known.
func (l *List) untitled() int {
	n := 0
	for _, it := range l.items {
		if !it.Read && it.Problem == "" {
			n++
		}
	}
	return n
}

// asking is the line of the filter; blank while nothing is asked.
func (l *List) asking() string {
	p := l.env.Paint
	if l.front.Filter() == nil && l.asked == "" {
		if l.all {
			return p.Text("muted", " what is done is shown too")
		}
		return ""
	}
	left := p.Text("status.key", " / ")
	right := p.Text("muted", fmt.Sprintf("%d of %d ", len(l.shown), len(l.items)))
	if in := l.front.Filter(); in != nil {
		left += in.View(p, "card.field", max(2, min(l.w-4-p.Width(right), p.Width(l.asked)+2)))
	} else {
		left += p.Text("", l.asked)
	}
	if l.wrong != nil {
		return p.Fit(left+"  "+p.Text("status.error", l.wrong.Error()), l.w)
	}
	return p.Join(left, right, l.w)
}

// columns are the widths of a row's parts at the present width, 0 for none.
type columns struct{ date, source, title, quotes, number int }

func (l *List) columns() columns {
	c := columns{date: 8, source: 9, quotes: 7, number: 5}
	switch {
	case l.w >= 120:
		c.source = 20
	case l.w < 40:
		c = columns{}
	case l.w < 60:
		c.source, c.number = 0, 0
	}
	if !l.dated {
		c.date = 0
	}
	if l.source == 0 {
		c.source = 0
	}
	c.title = max(1, l.w-4-gap(c.date)-gap(c.source)-c.quotes-2*c.number)
	if spare := min(c.title-l.title-1, l.source-c.source, 20-c.source); c.source > 0 && spare > 0 {
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

func (l *List) titles() string {
	p, c := l.env.Paint, l.columns()
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

func (l *List) listLines() []string {
	p, h := l.env.Paint, l.listHeight()
	var out []string
	if len(l.shown) == 0 {
		for _, s := range l.empty() {
			out = append(out, p.Fit(p.Text("muted", "   "+s), l.w))
		}
	}
	for i := l.at.Top; i < len(l.shown) && len(out) < h; i++ {
		out = append(out, l.row(l.shown[i], i == l.at.At))
	}
	for len(out) < h {
		out = append(out, "")
	}
	return out
}

// empty says why no article is listed, and what can be done about it.
func (l *List) empty() []string {
	switch {
	case l.lib == nil:
		return []string{"listing " + l.o.Shown}
	case len(l.items) == 0:
		return []string{
			"There is no article in " + l.o.Shown + " yet.", "",
			fmt.Sprintf("%-20s  brings what is new in the feeds that are followed", l.front.Table.Key("fetch")),
			fmt.Sprintf("%-20s  follows one", "stet feeds add URL"),
			fmt.Sprintf("%-20s  brings one page", "stet fetch URL"),
			"or put files here; stet help inputs says which can be read",
		}
	case l.asked != "":
		return []string{l.front.Table.Fill("no article is like that · {search} changes the filter, {leave} takes it away")}
	}
	return []string{l.front.Table.Fill("everything is done · {show-all} shows it")}
}

func (l *List) row(it *item, current bool) string {
	p, c := l.env.Paint, l.columns()
	mark, cursor, sign := " ", " ", " "
	if l.marked[it.Path] {
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
		line += cell("muted", date(it.Date, l.o.Now()), c.date) + " "
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

func (l *List) status() pane.Status {
	s := l.front.Told
	switch {
	case l.front.Form() != nil:
		s.Hints = l.front.Form().Hints()
		return s
	case l.front.Filter() != nil:
		s.Hints = []pane.Hint{{Key: "⏎", Does: "keep the filter"}, {Key: "esc", Does: "as it was"}, {Key: "↑↓", Does: "look around"}}
		if s.Message == "" {
			s.Message = "words in titles and texts, is:unread source: tag: since: kind: by: …"
		}
		return s
	}
	s.Hints = pane.Keyed(l.front.Table, openHints...)
	if len(l.items) == 0 {
		s.Hints = pane.Keyed(l.front.Table, emptyHints...)
	}
	if it := l.item(); it != nil && s.Message == "" {
		s.Message = fmt.Sprintf("%d of %d · %s", l.at.At+1, len(l.shown), l.history(it))
		if it.Quotes >= 0 {
			s.Right = []string{quotes(it) + " quotes kept of found"}
		}
	}
	return s
}
