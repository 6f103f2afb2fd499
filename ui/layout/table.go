package layout

import (
	"strings"

	"stet/model"
)

// tabs say what a tab does. In a table, whose cells are apart by tabs, they know where
// the columns begin and how they are aligned; a table that is too wide for the page
// has no columns: each cell of it has lines of its own. Nil is text that is no table: a
// tab goes to the next multiple of eight.
type tabs struct {
	stops []int // the cells at which the columns after the first begin
	align []model.Align
}

const (
	tabStop   = 8
	columnBar = " │ "
	barCells  = 3
	// maxColumns bounds the memory that a hostile table takes.
	maxColumns = 200
)

// glyph is the tab at byte at of text[:end].
func (t *tabs) glyph(p *Page, text string, at, end, cell int) glyph {
	width := p.o.Width
	if t == nil {
		n := min(tabStop-cell%tabStop, max(1, width/2))
		return glyph{size: 1, text: strings.Repeat(" ", n), cells: n, blank: true, breaks: true}
	}
	if width < barCells {
		return glyph{size: 1, text: strings.TrimSpace(columnBar), cells: 1, breaks: true}
	}
	pad, lead := 0, 0
	for i, stop := range t.stops {
		if stop >= cell+barCells {
			pad = stop - cell - barCells
			if i+1 < len(t.stops) {
				lead = t.lead(i+1, t.stops[i+1]-barCells-stop-p.cellWidth(text, at+1, end))
			}
			break
		}
	}
	return glyph{size: 1, text: strings.Repeat(" ", pad) + columnBar + strings.Repeat(" ", lead), cells: pad + barCells + lead, breaks: true}
}

// lead is how many blanks are before what leaves so much of a column free.
func (t *tabs) lead(column, free int) int {
	if column >= len(t.align) || free <= 0 {
		return 0
	}
	switch t.align[column] {
	case model.Right:
		return free
	case model.Centre:
		return free / 2
	}
	return 0
}

// cellWidth is how many cells what is from a place to the next tab or line end takes.
func (p *Page) cellWidth(text string, from, end int) (width int) {
	for from < end && text[from] != '\t' && text[from] != '\n' {
		g := p.glyph(text, from, end, 0, nil)
		from, width = from+g.size, width+g.cells
	}
	return width
}

// columns returns where the columns of a table begin, so that each is as wide
// as its widest cell in r; no column if they do not fit into cells.
func (p *Page) columns(b *model.Block, r model.Range, cells int) *tabs {
	text := p.article.Text
	var widths []int
	column, width := 0, 0
	for pos := int(r.Start); ; {
		if pos == int(r.End) || text[pos] == '\t' || text[pos] == '\n' {
			if column == len(widths) {
				widths = append(widths, 0)
			}
			widths[column] = max(widths[column], width)
			if pos == int(r.End) || len(widths) > maxColumns {
				break
			}
			column, width = column+1, 0
			if text[pos] == '\n' {
				column = 0
			}
			pos++
			continue
		}
		g := p.glyph(text, pos, int(r.End), 0, nil)
		pos, width = pos+g.size, width+g.cells
	}
	out, at := &tabs{align: b.Align}, 0
	for _, w := range widths {
		if at += w; at > cells {
			return &tabs{}
		}
		at += barCells
		out.stops = append(out.stops, at)
	}
	return out
}

// fold wraps each cell of a table that is too wide: the first of a row at the edge, the
// others under it, each behind the head of its column.
func (w *wrapper) fold(r model.Range) (prefixes []string) {
	text := w.text[r.Start:r.End]
	head, _, _ := strings.Cut(text, "\n")
	labels := strings.Split(head, "\t")
	wide := 0
	for i := range labels {
		labels[i] = w.page.asShown(labels[i])
		wide = max(wide, min(w.page.o.Measure(labels[i]), mostLabel))
	}
	full, line, column := w.cells, 0, 0
	for at := 0; at <= len(text); {
		end := at + len(text[at:])
		if i := strings.IndexAny(text[at:], "\t\n"); i >= 0 {
			end = at + i
		}
		lead := ""
		if column > 0 {
			lead = "  "
			if line > 0 && column < len(labels) {
				lead += w.page.padded(labels[column], wide) + "  "
			}
		}
		if 2*w.page.o.Measure(lead) > full { // a very narrow page has no room for it
			lead = ""
		}
		w.cells = max(1, full-w.page.o.Measure(lead))
		first := len(w.rows)
		w.wrap(int(r.Start)+at, int(r.Start)+end)
		for i := first; i < len(w.rows); i++ {
			if i > first {
				lead = strings.Repeat(" ", full-w.cells)
			}
			prefixes = append(prefixes, lead)
		}
		if end == len(text) {
			break
		}
		w.rows[len(w.rows)-1].src.End++
		column++
		if text[end] == '\n' {
			line, column = line+1, 0
		}
		at = end + 1
	}
	w.cells = full
	return prefixes
}

// mostLabel is how wide the head of a column may be before a cell that is folded.
const mostLabel = 20

// asShown is text of the article as the page shows it.
func (p *Page) asShown(s string) string {
	var b strings.Builder
	for at := 0; at < len(s); {
		g := p.glyph(s, at, len(s), 0, nil)
		if g.same {
			b.WriteString(s[at : at+g.size])
		} else {
			b.WriteString(g.text)
		}
		at += g.size
	}
	return b.String()
}

// padded is a text of exactly that many cells, with … for what has no room.
func (p *Page) padded(s string, cells int) string {
	whole, wide := p.beginning(s, cells)
	if len(whole) < len(s) {
		whole, wide = p.beginning(s, cells-1)
		whole, wide = whole+"…", wide+1
	}
	return whole + strings.Repeat(" ", max(0, cells-wide))
}

// beginning is as much of a text as fits into so many cells, and how many it takes.
func (p *Page) beginning(s string, cells int) (out string, wide int) {
	at := 0
	for at < len(s) {
		g := p.glyph(s, at, len(s), 0, nil)
		if wide+g.cells > cells {
			break
		}
		at, wide = at+g.size, wide+g.cells
	}
	return s[:at], wide
}
