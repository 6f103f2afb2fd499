package review

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/ui/card"
	"stet/ui/keys"
	"stet/ui/pane"
)

// A view is another way to look at what is listed: a table whose cells are the
// rows that they count.
type view struct {
	name, help string
	make       func(rows []*query.Row, fo *folder) *table
}

// views lists them. To add one, write its function and its row.
var views = []view{
	{"stances", "who is for and against what", stanceTable},
	{"claims", "each claim with all its appearances and its verdict", claimTable},
	{"voices", "who is quoted where, and how often", voiceTable},
	{"time", "what was said when", timeTable},
}

// A table is a view that is open.
type table struct {
	view   int
	corner string
	across []string // heads of the columns
	down   []string // heads of the lines
	wide   bool     // the heads of the lines take what room there is
	widths []int    // of the columns; nil for equal ones
	cells  [][]cell
	x, y   int
	left   int // the first column on the screen
	top    int // the first line
}

// A cell is what is in a table, and the rows that it is about.
type cell struct {
	text, role string
	rows       []*query.Row
	about      string // what the rows have in common
}

func (t *table) cell() (cell, bool) {
	if t.y < 0 || t.y >= len(t.cells) || t.x < 0 || t.x >= len(t.cells[t.y]) {
		return cell{}, false
	}
	return t.cells[t.y][t.x], true
}

func nobody(name string) string {
	if name == "" {
		return "not said"
	}
	return name
}

func stanceTable(rows []*query.Row, fo *folder) *table {
	t := &table{corner: "is for or against"}
	roles := map[string]string{"+": "stance.for", "−": "stance.against"}
	t.fill(query.Stances(rows, fo.names.Same), " → ", func(c query.Cell) (string, string) {
		n := ""
		if len(c.Rows) > 1 {
			n = fmt.Sprint(len(c.Rows))
		}
		return c.Sign() + n, roles[c.Sign()]
	})
	return t
}

func voiceTable(rows []*query.Row, fo *folder) *table {
	t := &table{corner: "is quoted in"}
	t.fill(query.Voices(rows, fo.names.Same), " in ", func(c query.Cell) (string, string) { return fmt.Sprint(len(c.Rows)), "" })
	return t
}

// fill makes the cells of a matrix.
func (t *table) fill(m query.Matrix, between string, show func(query.Cell) (text, role string)) {
	for _, a := range m.Across {
		t.across = append(t.across, nobody(a))
	}
	for i, d := range m.Down {
		t.down = append(t.down, nobody(d))
		var line []cell
		for j, c := range m.Cells[i] {
			it := cell{text: "·", role: "muted", about: nobody(d) + between + t.across[j]}
			if !c.Empty() {
				it.rows = c.Rows
				it.text, it.role = show(c)
			}
			line = append(line, it)
		}
		t.cells = append(t.cells, line)
	}
}

func claimTable(rows []*query.Row, fo *folder) *table {
	t := &table{corner: "claim", across: []string{"times", "verdict", "by"}, wide: true, widths: []int{7, 16, 18}}
	shown := map[rowID]bool{}
	for _, row := range rows {
		shown[idOf(row)] = true
	}
	// Relations count although they are not listed.
	for _, row := range fo.sum.all {
		if row.Links() && !shown[idOf(row)] {
			rows = append(rows[:len(rows):len(rows)], row)
		}
	}
	for _, l := range query.Ledger(rows, fo.names.Same) {
		says := strings.Join(strings.Fields(l.Says), " ")
		verdict := kind.Word(l.Verdict)
		if verdict == "" {
			verdict = l.Status
		}
		if l.Contradicted > 0 {
			verdict += fmt.Sprintf(" −%d", l.Contradicted)
		}
		if l.Supported > 0 {
			verdict += fmt.Sprintf(" +%d", l.Supported)
		}
		t.down = append(t.down, says)
		var line []cell
		for _, text := range []string{fmt.Sprint(len(l.Rows)), verdict, strings.Join(l.Who, ", ")} {
			line = append(line, cell{text: text, rows: l.Rows, about: fmt.Sprintf("the claim %s", says)})
		}
		t.cells = append(t.cells, line)
	}
	return t
}

func timeTable(rows []*query.Row, fo *folder) *table {
	spans, monthly := query.Timeline(rows, fo.o.Now().Location())
	t := &table{corner: "day"}
	layout := "2 Jan 2006"
	if monthly {
		t.corner, layout = "month", "Jan 2006"
	}
	var kinds []kind.Kind
	most := 1
	for _, k := range fo.kinds {
		if slices.ContainsFunc(spans, func(s query.Span) bool { return s.Kind[k.Name] > 0 }) {
			kinds = append(kinds, k)
			t.across = append(t.across, k.Title)
		}
	}
	for _, s := range spans {
		most = max(most, len(s.Rows))
	}
	for range t.across {
		t.widths = append(t.widths, 8)
	}
	t.across, t.widths = append(t.across, "all"), append(t.widths, 16)
	for _, s := range spans {
		t.down = append(t.down, s.From.Format(layout))
		var line []cell
		for _, k := range kinds {
			c := cell{text: "·", role: "muted", about: k.Title + ", " + s.From.Format(layout)}
			if n := s.Kind[k.Name]; n > 0 {
				c.text, c.role = fmt.Sprint(n), ""
				for _, row := range s.Rows {
					if row.Kind == k.Name {
						c.rows = append(c.rows, row)
					}
				}
			}
			line = append(line, c)
		}
		bar := strings.Repeat("█", (len(s.Rows)*10+most-1)/most)
		line = append(line, cell{text: fmt.Sprintf("%d %s", len(s.Rows), bar), rows: s.Rows, about: s.From.Format(layout)})
		t.cells = append(t.cells, line)
	}
	return t
}

// view asks for one.
func (qs *questions) view() {
	var choices []card.Choice
	for i, v := range views {
		choices = append(choices, card.Choice{Key: string(rune('1' + i)), Text: v.name, Note: v.help, Value: i})
	}
	qs.front.Ask(card.NewForm("look at", "esc leave", &card.Field{Name: "view", Choices: choices}), func(f *card.Form) tea.Cmd {
		qs.list.openView(card.One[int](f, "view"))
		return nil
	})
}

// tableCommands are the keys while a view is open.
var tableCommands = keys.Table[*Review]{
	{Name: "line-down", Keys: []string{"j", "down"}, Group: "Move", Help: "one line on", Do: plain(func(r *Review) { r.list.table.y++ })},
	{Name: "line-up", Keys: []string{"k", "up"}, Group: "Move", Help: "one line back", Do: plain(func(r *Review) { r.list.table.y-- })},
	{Name: "word-left", Keys: []string{"h", "left"}, Group: "Move", Help: "one column to the left", Do: plain(func(r *Review) { r.list.table.x-- })},
	{Name: "word-right", Keys: []string{"l", "right"}, Group: "Move", Help: "one column to the right", Do: plain(func(r *Review) { r.list.table.x++ })},
	{Name: "page-down", Keys: []string{"space", "pgdown"}, Group: "Move", Help: "one page on", Do: plain(func(r *Review) { r.list.table.y += r.draw.listHeight() - 1 })},
	{Name: "page-up", Keys: []string{"b", "pgup"}, Group: "Move", Help: "one page back", Do: plain(func(r *Review) { r.list.table.y -= r.draw.listHeight() - 1 })},
	{Name: "top", Keys: []string{"g", "home"}, Group: "Move", Help: "to the first line", Do: plain(func(r *Review) { r.list.table.y = 0 })},
	{Name: "end", Keys: []string{"G", "end"}, Group: "Move", Help: "to the last line", Do: plain(func(r *Review) { r.list.table.y = len(r.list.table.down) })},
	{Name: "keep", Keys: []string{"enter"}, Group: "View", Help: "list the rows of this cell", Why: needsCell, Do: plain(func(r *Review) { r.list.drill() })},
	{Name: "next", Keys: []string{"tab"}, Group: "View", Help: "the next view", Do: plain(func(r *Review) { r.list.openView(r.list.table.view + 1) })},
	{Name: "previous", Keys: []string{"shift+tab"}, Group: "View", Help: "the previous view", Do: plain(func(r *Review) { r.list.openView(r.list.table.view - 1) })},
	{Name: "views", Keys: []string{"T"}, Group: "View", Asks: true, Help: "choose a view", Do: plain(func(r *Review) { r.ask.view() })},
	{Name: "palette", Keys: []string{"?", ":"}, Group: "Other", Help: "all that can be done here", Do: sending(pane.Palette{})},
	{Name: "leave", Keys: []string{"esc", "q"}, Group: "Other", Help: "back to the list", Do: plain(func(r *Review) { r.list.table = nil })},
}

func needsCell(r *Review) string {
	if c, ok := r.list.table.cell(); !ok || len(c.rows) == 0 {
		return "nothing is there"
	}
	return ""
}
