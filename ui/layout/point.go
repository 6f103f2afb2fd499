package layout

import "stet/model"

// PointAt returns the cell in which pos is drawn. A position in white space
// that a line end swallows is the end of its line, one in a hidden block the
// begin of the line that [Page.LineOf] gives.
func (p *Page) PointAt(pos model.Pos) Point {
	at := p.LineOf(pos)
	pl, ok := p.place(at)
	if !ok {
		return Point{}
	}
	cell, text := 0, false
	for _, r := range p.part(pl.block, pl.part)[pl.line].Runs {
		if virtual := r.Src.Empty(); virtual && text || !virtual && pos < r.Src.Start {
			break
		}
		text = text || !r.Src.Empty()
		cell = p.cellIn(r, pos)
	}
	return Point{At: at, Cell: cell}
}

// cellIn returns the cell of pos in r, or the cell after r; where r goes from right
// to left, its last one, which is the leftmost.
func (p *Page) cellIn(r Run, pos model.Pos) int {
	if p.standIn(r) {
		if r.RTL || !r.Src.Empty() && pos < r.Src.End {
			return r.Cell
		}
		return r.Cell + p.width(r.Text)
	}
	cells := 0
	for at := 0; at < len(r.Text); {
		g := p.glyph(r.Text, at, len(r.Text), 0, nil)
		at += g.size
		if r.Src.Start+model.Pos(at) > pos {
			if r.RTL {
				return r.Cell + p.width(r.Text) - cells - g.cells
			}
			break
		}
		cells += g.cells
	}
	if r.RTL {
		return r.Cell
	}
	return r.Cell + cells
}

// PosAt returns the article position drawn in pt, the start of its cluster;
// false where no text of the article is.
func (p *Page) PosAt(pt Point) (model.Pos, bool) {
	pl, ok := p.place(pt.At)
	if !ok || pl.at() != pt.At {
		return 0, false
	}
	for _, r := range p.part(pl.block, pl.part)[pl.line].Runs {
		if r.Src.Empty() || pt.Cell < r.Cell {
			continue
		}
		cells := p.width(r.Text)
		if pt.Cell >= r.Cell+cells {
			continue
		}
		return r.Src.Start + p.under(r, cells, pt.Cell-r.Cell), true
	}
	return 0, false
}

// under returns where in the text of r, of so many cells, the cluster begins that
// is drawn in a cell of it.
func (p *Page) under(r Run, cells, cell int) model.Pos {
	if p.standIn(r) {
		return 0
	}
	if r.RTL {
		cell = cells - 1 - cell
	}
	for at, end := 0, 0; ; {
		g := p.glyph(r.Text, at, len(r.Text), 0, nil)
		if end += g.cells; cell < end {
			return model.Pos(at)
		}
		at += g.size
	}
}

// PosNear returns the position drawn nearest to pt on its line: the outermost one
// where pt lies beyond the words.
func (p *Page) PosNear(pt Point) model.Pos {
	if pos, ok := p.PosAt(pt); ok {
		return pos
	}
	pl, ok := p.place(pt.At)
	if !ok {
		return 0
	}
	line := p.part(pl.block, pl.part)[pl.line]
	near, best := line.Src.Start, -1
	for _, r := range line.Runs {
		cells := p.width(r.Text)
		if r.Src.Empty() || cells == 0 {
			continue
		}
		cell := max(r.Cell, min(pt.Cell, r.Cell+cells-1))
		if away := max(cell-pt.Cell, pt.Cell-cell); best < 0 || away <= best {
			best = away
			near, _ = p.PosAt(Point{pl.at(), cell})
		}
	}
	return near
}

// standIn reports whether r's text is not the text of the article.
func (p *Page) standIn(r Run) bool {
	return r.Src.Empty() || r.Text != p.article.Slice(r.Src)
}

// width measures text of stet: a margin or a stand-in.
func (p *Page) width(text string) int {
	cells := 0
	for at := 0; at < len(text); {
		g := p.glyph(text, at, len(text), 0, nil)
		at, cells = at+g.size, cells+g.cells
	}
	return cells
}
