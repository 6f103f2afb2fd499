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
	"stet/ui/keys"
	"stet/ui/pane"
)

// A drawing is the screen of the review.
type drawing struct {
	folder   *folder
	list     *listing
	edits    *editing
	front    *card.Front[*Review]
	peek     *peek
	viewKeys keys.Table[*Review]
	w, h     int  // cells
	open     bool // the card of the row is shown
}

// The geometry of the pane, in lines.
const (
	statusRows = 2
	fullFoot   = 10 // rule, three lines of context, blank, three of facts, blank, shell
	shortFoot  = 3  // rule and two lines of context
)

func (dr *drawing) headHeight() int {
	if dr.h < 10 {
		return min(1, max(0, dr.h-2))
	}
	return 3
}

func (dr *drawing) footHeight() int {
	switch {
	case dr.h >= 22:
		return fullFoot
	case dr.h >= 12:
		return shortFoot
	}
	return 0
}

func (dr *drawing) statusHeight() int { return max(0, min(statusRows, dr.h-1)) }

func (dr *drawing) listHeight() int {
	return max(1, dr.h-dr.headHeight()-dr.footHeight()-dr.statusHeight())
}

// Resize lays the list, or the view that is open, out for a size.
func (r *Review) Resize(w, h int) {
	if w != r.draw.w || h != r.draw.h {
		r.draw.w, r.draw.h = w, h
		r.list.at.To(r.list.at.At, len(r.list.lines), r.draw.listHeight())
	}
	if r.list.table != nil {
		r.list.table.clamp(r.draw.listHeight() - 1)
	}
	r.front.Resize(r.folder.env.Paint, w, h)
}

// View draws the pane.
func (r *Review) View() []string {
	p, w, h := r.folder.env.Paint, r.draw.w, r.draw.h
	var out []string
	add := func(lines ...string) {
		for _, l := range lines {
			out = append(out, p.Fit(l, w))
		}
	}
	add(r.draw.head()[:r.draw.headHeight()]...)
	if r.list.table != nil {
		add(r.draw.tableLines(r.draw.listHeight())...)
		add(r.draw.tableFoot(r.draw.footHeight())...)
	} else {
		add(r.draw.listLines()...)
		add(r.draw.foot()[:r.draw.footHeight()]...)
	}
	add(r.draw.status().Lines(p, w)[:r.draw.statusHeight()]...)
	switch {
	case r.front.Form() != nil:
		out = r.front.Over(p, out, w, h)
	case r.draw.open && r.list.row() != nil:
		out = card.Above(p, out, p.Box(r.list.row().Kind, "esc back", r.draw.cardLines(min(w, 75)-4, h-statusRows-2), min(w, 75)), w, h)
	}
	return out[:min(len(out), h)]
}

func (dr *drawing) head() []string {
	p := dr.folder.env.Paint
	title := dr.folder.sum.text(max(dr.folder.found, dr.folder.sum.articles))
	var trouble []string
	if !dr.folder.read {
		trouble = append(trouble, "reading…")
	}
	for _, t := range []struct {
		n    int
		what string
	}{{dr.folder.sum.moved, "moved"}, {dr.folder.sum.lost, "lost"}, {dr.folder.sum.unreadable, "unreadable"}, {dr.folder.sum.hidden, "hidden until you are done"}} {
		if t.n > 0 {
			trouble = append(trouble, fmt.Sprintf("%d %s", t.n, t.what))
		}
	}
	left := p.Text("bar title", " Review "+dr.folder.o.Shown) + p.Text("bar", title)
	return []string{p.Bar("bar", left, strings.Join(trouble, " · "), dr.w), dr.asking(), ""}
}

// asking is the line of the filter.
func (dr *drawing) asking() string {
	p := dr.folder.env.Paint
	right := fmt.Sprintf("%d of %d", len(dr.list.shown), dr.list.asking)
	if dr.list.toCheck > 0 {
		right += fmt.Sprintf(", %d to check", dr.list.toCheck)
	}
	if len(dr.list.marked) > 0 {
		right = fmt.Sprintf("%d marked · ", len(dr.list.marked)) + right
	}
	if dr.list.only != nil {
		right = fmt.Sprintf("only %s · %s", short(dr.list.only.about, 30), right)
	}
	if dr.list.groups.Name != "" {
		right = fmt.Sprintf("by %s · %s", dr.list.groups.Name, right)
	}
	role := "muted"
	whole := dr.footHeight() > 0 && dr.list.table == nil // the foot says all of an error
	if dr.list.wrong != nil {
		right, role = dr.list.wrong.Error(), "status.error"
		if whole {
			right = "not understood"
		}
	}
	left := p.Text("status.key", " / ")
	switch {
	case dr.front.Filter() != nil:
		in := dr.front.Filter()
		room := max(2, dr.w-p.Width(right)-5)
		if dr.list.wrong != nil && !whole {
			room = max(2, dr.w-4)
		}
		left += in.View(p, "card.field", min(room, p.Width(in.Value())+2))
	case dr.list.asked != "":
		left += p.Text("", dr.list.asked)
	default:
		left += p.Text("muted", "filter")
	}
	if dr.list.wrong != nil && !whole { // what was typed stays to be seen, the error is cut
		return p.Fit(left+"  "+p.Text(role, right), dr.w)
	}
	return p.Join(left, p.Text(role, right+" "), dr.w)
}

func (dr *drawing) listLines() []string {
	p, h := dr.folder.env.Paint, dr.listHeight()
	var out []string
	if len(dr.list.lines) == 0 {
		out = append(out, p.Text("muted", "   "+dr.empty()))
	}
	for i := dr.list.at.Top; i < len(dr.list.lines) && len(out) < h; i++ {
		if l := dr.list.lines[i]; l.row == nil {
			out = append(out, p.Text("heading", "    "+l.heading)+p.Text("muted", fmt.Sprintf("  %d", l.n)))
		} else {
			out = append(out, dr.rowLine(l.row, i == dr.list.at.At))
		}
	}
	for len(out) < h {
		out = append(out, "")
	}
	return out
}

// empty says why no row is listed.
func (dr *drawing) empty() string {
	switch {
	case dr.list.wrong != nil:
		return "the filter is not understood"
	case len(dr.folder.sum.all) > 0:
		return dr.folder.listKeys.Fill("no annotation is like that · {show-all} shows all kinds, {search} changes the filter")
	case !dr.folder.read:
		return fmt.Sprintf("reading %s", dr.folder.o.Shown)
	case dr.folder.found == 0:
		return fmt.Sprintf("There is no article in %s.", dr.folder.o.Shown)
	}
	what := count.Of(max(0, dr.folder.found), "article")
	if dr.folder.quotes > 0 {
		what += fmt.Sprintf(", %s found", count.Of(dr.folder.quotes, "quote"))
	}
	return fmt.Sprintf("Nothing kept in %s yet: %s. ", dr.folder.o.Shown, what) + dr.viewKeys.Fill("{leave}, then {next} and {keep} keep the first.")
}

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func (dr *drawing) rowLine(row *query.Row, current bool) string {
	p, c := dr.folder.env.Paint, dr.columns()
	mark, cursor := " ", " "
	if dr.list.marked[idOf(row)] {
		mark = "*"
	}
	on := ""
	if current {
		cursor, on = "▸", "list.current "
	}
	k := dr.folder.kindOf(row)
	cell := func(role, s string, w int) string { return p.Cell(on+role, s, w) }
	line := p.Text(on+"status.key", mark+cursor) + cell("gutter", k.Sign, 1) + cell("", "", 2)
	if c.who > 0 {
		line += cell("", row.Who, c.who) + cell("", "", 2)
	}
	sign, role := "", ""
	if row.To != "" && !k.Links {
		sign, role = pane.Stance(row.Label)
	}
	if sign != "" {
		line += p.Text(on+role, sign) + cell("", "", 1)
	}
	line += cell("", dr.wordsOf(row), c.words-2*min(1, len(sign)))
	if c.extra > 0 {
		text, role := dr.folder.extra(row)
		line += cell("", "", 2) + cell(role, text, c.extra)
	}
	if c.by > 0 {
		line += cell("", "", 2) + cell("list.note", row.Annotator, c.by)
	}
	if c.article > 0 {
		line += cell("", "", 2) + cell("list.note", baseName(row.Article), c.article)
	}
	return p.Bar(strings.TrimSpace(on), line, "", dr.w)
}

// wordsOf is the text of the widest column: the words of a row, or its note.
func (dr *drawing) wordsOf(row *query.Row) string {
	k, words := dr.folder.kindOf(row), strings.Join(strings.Fields(row.Words), " ")
	comment := strings.Join(strings.Fields(row.Comment), " ")
	switch {
	case row.Whole && comment != "", k.Bare() && comment != "":
		return comment
	case row.Whole && len(row.Tags) > 0:
		return strings.Join(row.Tags, ", ")
	case row.Whole:
		return "the article"
	case k.Links:
		return dr.said(row.On) + " → " + dr.said(row.To)
	case row.To != "":
		return row.To + "   " + words
	}
	return words
}

// said is the words of the annotation of that ID, for a relation to it.
func (dr *drawing) said(id string) string {
	if row := dr.folder.sum.byID[id]; row != nil {
		return "“" + short(strings.Join(strings.Fields(row.Words), " "), 40) + "”"
	}
	return "something that is not here"
}

// extra is the one thing besides words and person that matters most of a row, and its
// role.
func (f *folder) extra(row *query.Row) (text, role string) {
	switch row.State {
	case annotate.Orphan:
		return "lost", "status.error"
	case annotate.Fuzzy:
		return "unsure", "status.error"
	}
	if row.Machine() != "" { // how sure it is, by which they are sorted
		return scoreOf(row), "list.note"
	}
	verdict := row.Detail("verdict")
	if of := f.sum.shared[row.ID]; of != nil {
		verdict = of.Detail("verdict")
	}
	if verdict != "" {
		sign, role := pane.Verdict(verdict)
		return strings.TrimSpace(sign + " " + kind.Word(verdict)), role
	}
	if s := row.Detail("status"); s != "" {
		return s, "verdict.open"
	}
	if sign, _ := pane.Stance(row.Label); sign != "" {
		return "", "" // the sign is before the target
	}
	return kind.Word(row.Label), "list.note"
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

func (dr *drawing) status() pane.Status {
	s := dr.front.Told
	if s.Next = dr.front.Following(); s.Next != nil {
		return s
	}
	switch {
	case dr.front.Form() != nil:
		s.Hints = dr.front.Form().Hints()
	case dr.front.Filter() != nil:
		s.Hints = []pane.Hint{{Key: "⏎", Does: "keep the filter"}, {Key: "esc", Does: "as it was"}, {Key: "↑↓", Does: "look around"}}
		if s.Message == "" {
			s.Message = "words, “phrases”, kind: by: towards: stance: tag: annotator: state: since: …"
		}
	case dr.list.table != nil:
		s.Hints = pane.Keyed(dr.viewKeys, viewHints...)
		if s.Message == "" {
			s.Message = views[dr.list.table.view].help
		}
	default:
		hints := rowHints
		if row := dr.list.row(); row == nil || !row.Claims() {
			hints = slices.DeleteFunc(slices.Clone(hints), func(h pane.Hint) bool { return h.Key == "verdict" })
		}
		s.Hints = pane.Keyed(dr.folder.listKeys, hints...)
		s.More = pane.Keyed(dr.folder.listKeys, listHints...)
		if first, _, two := strings.Cut(dr.folder.listKeys.Key("show-claim"), " "); two {
			s.More = slices.Insert(s.More, 0, pane.Hint{Key: first, Does: "+ letter: kinds"})
		}
	}
	return s
}
