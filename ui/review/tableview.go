package review

import (
	"fmt"
	"slices"
	"strings"
)

// tableLines draws the open view in h lines.
func (dr *drawing) tableLines(h int) []string {
	p, t := dr.folder.env.Paint, dr.list.table
	if len(t.down) == 0 {
		return pad([]string{p.Text("muted", "   nothing of the kind is listed")}, h)
	}
	head, cols := dr.tableColumns(t)
	t.left = min(t.left, t.x)
	for t.left < t.x && fitting(cols[t.left:], dr.w-head-3) <= t.x-t.left {
		t.left++
	}
	cols = cols[t.left:]
	n := max(1, fitting(cols, dr.w-head-3))
	var b strings.Builder
	b.WriteString("   " + p.Fit(p.Text("muted", t.corner), head))
	for i := range n {
		b.WriteString(p.Fit(p.Text("muted", " "+t.across[t.left+i]), cols[i]))
	}
	out := []string{b.String()}
	for y := t.top; y < len(t.down) && len(out) < h; y++ {
		out = append(out, dr.tableLine(t, y, head, cols[:n]))
	}
	return pad(out, h)
}

// fitting returns how many of the columns fit into w cells.
func fitting(cols []int, w int) int {
	n := 0
	for n < len(cols) && cols[n] <= w {
		w -= cols[n]
		n++
	}
	return n
}

func (dr *drawing) tableLine(t *table, y, head int, cols []int) string {
	p := dr.folder.env.Paint
	cursor, on := "   ", ""
	if y == t.y {
		cursor, on = " ▸ ", "list.current "
	}
	cell := func(role, s string, w int) string { return p.Cell(on+role, s, w) }
	var b strings.Builder
	b.WriteString(p.Text(on+"status.key", cursor) + cell("", t.down[y], head-2) + cell("", "", 2))
	for i, col := range cols {
		c := t.cells[y][t.left+i]
		text := " " + c.text
		look := c.role
		if y == t.y && t.left+i == t.x {
			text, look = "["+c.text+"]", "title "+look
		}
		b.WriteString(cell(look, text, col))
	}
	return p.Bar(strings.TrimSpace(on), b.String(), "", dr.w)
}

// tableColumns returns the widths of the heads of lines and of the columns.
func (dr *drawing) tableColumns(t *table) (head int, cols []int) {
	p := dr.folder.env.Paint
	for _, d := range t.down {
		head = max(head, p.Width(d)+2)
	}
	cols, sum := t.widths, 0
	if cols == nil {
		wide := 6
		for _, a := range t.across {
			wide = max(wide, min(18, p.Width(a)+2))
		}
		cols = slices.Repeat([]int{wide}, len(t.across))
	}
	for _, c := range cols {
		sum += c
	}
	if t.wide {
		return max(8, dr.w-3-sum), cols
	}
	return max(4, min(head, dr.w/3)), cols
}

// clamp keeps the cursor in the table and the cursor's line among h lines.
func (t *table) clamp(h int) {
	t.y = max(0, min(t.y, len(t.down)-1))
	t.x = max(0, min(t.x, len(t.across)-1))
	h = max(1, h)
	t.top = max(0, min(max(t.top, t.y-h+1), t.y))
}

// tableFoot says what the current cell counts.
func (dr *drawing) tableFoot(h int) []string {
	p := dr.folder.env.Paint
	out := []string{p.Text("muted", strings.Repeat("─", max(0, dr.w)))}
	c, ok := dr.list.table.cell()
	if ok {
		out = append(out, p.Text("title", "    "+c.about)+p.Text("muted", fmt.Sprintf("  %d", len(c.rows))))
		for _, row := range c.rows {
			out = append(out, dr.rowLine(row, false))
		}
	}
	return pad(out, h)[:h]
}

// pad makes h lines or more.
func pad(lines []string, h int) []string {
	for len(lines) < h {
		lines = append(lines, "")
	}
	return lines
}
