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
	cell := 0
	for i, r := range p.part(pl.block, pl.part)[pl.line].Runs {
		if virtual := r.Src.Empty(); virtual && i > 0 || !virtual && pos < r.Src.Start {
			break
		}
		cell = p.cellIn(r, pos)
	}
	return Point{At: at, Cell: cell}
}

// cellIn returns the cell of pos in r, or the cell after r.
func (p *Page) cellIn(r Run, pos model.Pos) int {
	if p.standIn(r) {
		if !r.Src.Empty() && pos < r.Src.End {
			return r.Cell
		}
		return r.Cell + p.width(r.Text)
	}
	cell := r.Cell
	for at := 0; at < len(r.Text); {
		g := p.glyph(r.Text, at, len(r.Text), 0, nil)
		at += g.size
		if r.Src.Start+model.Pos(at) > pos {
			break
		}
		cell += g.cells
	}
	return cell
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
		if p.standIn(r) {
			if pt.Cell < r.Cell+p.width(r.Text) {
				return r.Src.Start, true
			}
			continue
		}
		cell := r.Cell
		for at := 0; at < len(r.Text); {
			g := p.glyph(r.Text, at, len(r.Text), 0, nil)
			if cell += g.cells; pt.Cell < cell {
				return r.Src.Start + model.Pos(at), true
			}
			at += g.size
		}
	}
	return 0, false
}

// PosNear returns the position drawn nearest to pt on its line: the last one
// where pt lies beyond the words, the first one in the margin before them.
func (p *Page) PosNear(pt Point) model.Pos {
	if pos, ok := p.PosAt(pt); ok {
		return pos
	}
	pl, ok := p.place(pt.At)
	if !ok {
		return 0
	}
	line := p.part(pl.block, pl.part)[pl.line]
	near := line.Src.Start
	for _, r := range line.Runs {
		if r.Src.Empty() {
			continue
		}
		if pt.Cell < r.Cell {
			break
		}
		near = r.Src.Start
		if end := p.cellIn(r, r.Src.End); end > r.Cell {
			near, _ = p.PosAt(Point{pl.at(), end - 1})
		}
	}
	return near
}

// standIn reports whether r's text is not the text of the article.
func (p *Page) standIn(r Run) bool {
	return r.Src.Empty() || r.Text != p.article.Slice(r.Src)
}

// width measures text of ours: a margin or a stand-in.
func (p *Page) width(text string) int {
	cells := 0
	for at := 0; at < len(text); {
		g := p.glyph(text, at, len(text), 0, nil)
		at, cells = at+g.size, cells+g.cells
	}
	return cells
}
