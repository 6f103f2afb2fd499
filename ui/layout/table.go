package layout

import (
	"strings"

	"stet/model"
)

// tabs say what a tab does. In a table, whose cells are apart by tabs, they are
// the cells at which the columns begin; a table that is too wide for the page
// has none, and a tab is but a line between two cells. Nil is text that is no
// table: a tab goes to the next multiple of eight.
type tabs []int

const (
	tabStop   = 8
	columnBar = " │ "
	barCells  = 3
	// maxColumns bounds the memory that a hostile table takes.
	maxColumns = 200
)

func (t tabs) glyph(cell, width int) glyph {
	if t == nil {
		n := min(tabStop-cell%tabStop, max(1, width/2))
		return glyph{size: 1, text: strings.Repeat(" ", n), cells: n, blank: true, breaks: true}
	}
	if width < barCells {
		return glyph{size: 1, text: strings.TrimSpace(columnBar), cells: 1, breaks: true}
	}
	pad := 0
	for _, stop := range t {
		if stop >= cell+barCells {
			pad = stop - cell - barCells
			break
		}
	}
	return glyph{size: 1, text: strings.Repeat(" ", pad) + columnBar, cells: pad + barCells, breaks: true}
}

// columns returns where the columns of a table begin, so that each is as wide
// as its widest cell in r; no column if they do not fit into cells.
func (p *Page) columns(r model.Range, cells int) tabs {
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
	stops, at := tabs{}, 0
	for _, w := range widths {
		if at += w; at > cells {
			return tabs{}
		}
		at += barCells
		stops = append(stops, at)
	}
	return stops
}
