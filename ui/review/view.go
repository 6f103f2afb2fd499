package review

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model/count"
	"stet/ui/card"
	"stet/ui/pane"
)

// The geometry of the pane, in lines.
const (
	statusRows = 2
	fullFoot   = 10 // rule, three lines of context, blank, three of facts, blank, shell
	shortFoot  = 3  // rule and two lines of context
)

func (r *Review) headHeight() int {
	if r.h < 10 {
		return min(1, max(0, r.h-2))
	}
	return 3
}

func (r *Review) footHeight() int {
	switch {
	case r.h >= 22:
		return fullFoot
	case r.h >= 12:
		return shortFoot
	}
	return 0
}

func (r *Review) statusHeight() int { return max(0, min(statusRows, r.h-1)) }

func (r *Review) listHeight() int {
	return max(1, r.h-r.headHeight()-r.footHeight()-r.statusHeight())
}

// Resize lays the list, or the view that is open, out for a size.
func (r *Review) Resize(w, h int) {
	if w != r.w || h != r.h {
		r.w, r.h = w, h
		r.at.To(r.at.At, len(r.lines), r.listHeight())
	}
	if r.table != nil {
		r.table.clamp(r.listHeight() - 1)
	}
	r.front.Resize(r.env.Paint, w, h)
}

// View draws the pane.
func (r *Review) View() []string {
	p, w, h := r.env.Paint, r.w, r.h
	var out []string
	add := func(lines ...string) {
		for _, l := range lines {
			out = append(out, p.Fit(l, w))
		}
	}
	add(r.head()[:r.headHeight()]...)
	if r.table != nil {
		add(r.tableLines(r.listHeight())...)
		add(r.tableFoot(r.footHeight())...)
	} else {
		add(r.listLines()...)
		add(r.foot()[:r.footHeight()]...)
	}
	add(r.status().Lines(p, w)[:r.statusHeight()]...)
	switch {
	case r.front.Form() != nil:
		out = r.front.Over(p, out, w, h)
	case r.open && r.row() != nil:
		out = card.Above(p, out, p.Box(r.row().Kind, "esc back", r.cardLines(min(w, 75)-4, h-statusRows-2), min(w, 75)), w, h)
	}
	return out[:min(len(out), h)]
}

func (r *Review) head() []string {
	p := r.env.Paint
	title := r.sum.text(max(r.found, r.sum.articles))
	var trouble []string
	if !r.read {
		trouble = append(trouble, "reading…")
	}
	for _, t := range []struct {
		n    int
		what string
	}{{r.sum.moved, "moved"}, {r.sum.lost, "lost"}, {r.sum.unreadable, "unreadable"}, {r.sum.hidden, "hidden until you are done"}} {
		if t.n > 0 {
			trouble = append(trouble, fmt.Sprintf("%d %s", t.n, t.what))
		}
	}
	first := p.Join(p.Text("title", " Review  ")+p.Text("title", r.o.Shown)+p.Text("muted", title), p.Text("muted", strings.Join(trouble, " · ")+" "), r.w)
	return []string{first, r.asking(), ""}
}

// asking is the line of the filter.
func (r *Review) asking() string {
	p := r.env.Paint
	right := fmt.Sprintf("%d of %d", len(r.shown), len(r.sum.all))
	if r.toCheck > 0 {
		right += fmt.Sprintf(", %d to check", r.toCheck)
	}
	if len(r.marked) > 0 {
		right = fmt.Sprintf("%d marked · ", len(r.marked)) + right
	}
	if r.only != nil {
		right = "only " + short(r.only.about, 30) + " · " + right
	}
	if r.groups.Name != "" {
		right = "by " + r.groups.Name + " · " + right
	}
	role := "muted"
	whole := r.footHeight() > 0 && r.table == nil // the foot says all of an error
	if r.wrong != nil {
		right, role = r.wrong.Error(), "status.error"
		if whole {
			right = "not understood"
		}
	}
	left := p.Text("status.key", " / ")
	switch {
	case r.front.Filter() != nil:
		room := max(2, r.w-p.Width(right)-5)
		if r.wrong != nil && !whole {
			room = max(2, min(r.w-4, p.Width(r.asked)+2))
		}
		left += r.front.Filter().View(p, "card.field", min(room, p.Width(r.asked)+2))
	case r.asked != "":
		left += p.Text("", r.asked)
	default:
		left += p.Text("muted", "filter")
	}
	if r.wrong != nil && !whole { // what was typed stays to be seen, the error is cut
		return p.Fit(left+"  "+p.Text(role, right), r.w)
	}
	return p.Join(left, p.Text(role, right+" "), r.w)
}

func (r *Review) listLines() []string {
	p, h := r.env.Paint, r.listHeight()
	var out []string
	if len(r.lines) == 0 {
		out = append(out, p.Text("muted", "   "+r.empty()))
	}
	for i := r.at.Top; i < len(r.lines) && len(out) < h; i++ {
		if l := r.lines[i]; l.row == nil {
			out = append(out, p.Text("heading", "    "+l.heading)+p.Text("muted", fmt.Sprintf("  %d", l.n)))
		} else {
			out = append(out, r.rowLine(l.row, i == r.at.At))
		}
	}
	for len(out) < h {
		out = append(out, "")
	}
	return out
}

// empty says why no row is listed.
func (r *Review) empty() string {
	switch {
	case r.wrong != nil:
		return "the filter is not understood"
	case len(r.sum.all) > 0:
		return r.listKeys.Fill("no annotation is like that · {show-all} shows all kinds, {search} changes the filter")
	case !r.read:
		return "reading " + r.o.Shown
	case r.found == 0:
		return "There is no article in " + r.o.Shown + "."
	}
	what := count.Of(max(0, r.found), "article")
	if r.quotes > 0 {
		what += ", " + count.Of(r.quotes, "quote") + " found"
	}
	return fmt.Sprintf("Nothing kept in %s yet: %s. ", r.o.Shown, what) + r.viewKeys.Fill("{leave}, then {next} and {keep} keep the first.")
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// columns are the widths of a row's parts at the present width, 0 for none.
type columns struct{ who, words, extra, article, by int }

func (r *Review) columns() columns {
	c := columns{who: 16, extra: 9, article: 9}
	switch {
	case r.w >= 120:
		c.who, c.extra, c.article = 24, 13, 24
	case r.w < 40:
		c = columns{}
	case r.w < 60:
		c.extra, c.article = 0, 0
	}
	if r.w >= 100 && len(r.sum.who) > 1 {
		c.by = 8 // whose it is, where they are several
	}
	c.words = max(0, r.w-5-(c.who+1)-(c.extra+2)-(c.article+2)-c.by)
	return c
}

func (r *Review) rowLine(row *query.Row, current bool) string {
	p, c := r.env.Paint, r.columns()
	mark, cursor := " ", " "
	if r.marked[idOf(row)] {
		mark = "*"
	}
	role := ""
	if current {
		cursor, role = "▸", "list.current"
	}
	k := r.kindOf(row)
	words := strings.Join(strings.Fields(row.Words), " ")
	switch {
	case row.Whole:
		words = "the article"
		if row.Comment != "" {
			words = strings.Join(strings.Fields(row.Comment), " ")
		}
	case k.Bare() && row.Comment != "":
		words = strings.Join(strings.Fields(row.Comment), " ")
	case k.Links:
		words = r.said(row.On) + " → " + r.said(row.To)
	case row.To != "":
		words = "→ " + row.To + ": " + words
	}
	cell := func(s string, w int) string { return p.Fit(p.Text(role, s), w) }
	line := p.Text("status.key", mark+cursor) + p.Text("gutter", p.Fit(k.Sign, 1)) + "  "
	if c.who > 0 {
		line += cell(row.Who, c.who) + " "
	}
	line += cell(words, c.words)
	if c.extra > 0 {
		line += "  " + p.Fit(p.Text("muted", extra(row)), c.extra)
	}
	if c.by > 0 {
		line += " " + p.Fit(p.Text("muted", row.Annotator), c.by-1)
	}
	if c.article > 0 {
		line += " " + p.Fit(p.Text("muted", baseName(row.Article)), c.article)
	}
	return line
}

// said is the words of the annotation of that ID, for a relation to it.
func (r *Review) said(id string) string {
	if row := r.sum.byID[id]; row != nil {
		return "“" + short(strings.Join(strings.Fields(row.Words), " "), 40) + "”"
	}
	return "something that is not here"
}

// extra is the one thing besides words and person that matters most of a row.
func extra(row *query.Row) string {
	switch row.State {
	case annotate.Orphan:
		return "lost"
	case annotate.Fuzzy:
		return "unsure"
	}
	if v := row.Detail("verdict"); v != "" {
		return strings.ToUpper(kind.Word(v))
	}
	if s := row.Detail("status"); s != "" {
		return s
	}
	return kind.Word(row.Label)
}

// baseName is the name of an article's file without its extension, and without the
// day with which the files of fetched articles begin.
func baseName(path string) string {
	name := path[strings.LastIndexByte(path, '/')+1:]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if day := len(time.DateOnly); len(name) > day+1 && name[day] == '-' {
		if _, err := time.Parse(time.DateOnly, name[:day]); err == nil {
			name = name[day+1:]
		}
	}
	return name
}

// The hints, by the names of commands.
var (
	rowHints = []pane.Hint{{Key: "keep", Does: "go there"}, {Key: "card", Does: "card"}, {Key: "verdict", Does: "verdict"}, {Key: "who", Does: "who"},
		{Key: "refuse", Does: "delete"}, {Key: "undo", Does: "undo"}, {Key: "leave", Does: "back"}, {Key: "palette", Does: "keys"}}
	listHints = []pane.Hint{{Key: "search", Does: "filter"}, {Key: "select", Does: "mark rows"}, {Key: "group", Does: "group"}, {Key: "views", Does: "tables"}, {Key: "write", Does: "write a file"}}
	viewHints = []pane.Hint{{Key: "keep", Does: "list them"}, {Key: "word-left line-down line-up word-right", Does: "move"}, {Key: "next", Does: "next view"},
		{Key: "views", Does: "views"}, {Key: "leave", Does: "back to the list"}, {Key: "palette", Does: "keys"}}
)

func (r *Review) status() pane.Status {
	s := r.front.Told
	switch {
	case r.front.Form() != nil:
		s.Hints = r.front.Form().Hints()
	case r.front.Filter() != nil:
		s.Hints = []pane.Hint{{Key: "⏎", Does: "keep the filter"}, {Key: "esc", Does: "as it was"}, {Key: "↑↓", Does: "look around"}}
		if s.Message == "" {
			s.Message = "words, “phrases”, kind: by: towards: stance: tag: annotator: state: since: …"
		}
	case r.table != nil:
		s.Hints = pane.Keyed(r.viewKeys, viewHints...)
		if s.Message == "" {
			s.Message = views[r.table.view].help
		}
	default:
		hints := rowHints
		if row := r.row(); row == nil || !row.Claims() {
			hints = slices.DeleteFunc(slices.Clone(hints), func(h pane.Hint) bool { return h.Key == "verdict" })
		}
		s.Hints = pane.Keyed(r.listKeys, hints...)
		s.More = pane.Keyed(r.listKeys, listHints...)
		if first, _, two := strings.Cut(r.listKeys.Key("show-claim"), " "); two {
			s.More = slices.Insert(s.More, 0, pane.Hint{Key: first, Does: "+ letter: kinds"})
		}
	}
	return s
}
