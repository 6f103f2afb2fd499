package layout

import (
	"sort"

	"stet/model"
)

// Lines returns n lines from the line at from on, or fewer at the end of the
// page. Only the parts of the text that these lines are in are laid out.
func (p *Page) Lines(from At, n int) []Line {
	pl, ok := p.place(from)
	if !ok || n <= 0 {
		return nil
	}
	out := make([]Line, 0, min(n, 1000))
	for {
		lines := p.part(pl.block, pl.part)[pl.line:]
		if len(out)+len(lines) >= n {
			return append(out, lines[:n-len(out)]...)
		}
		out = append(out, lines...)
		if pl, ok = p.after(pl); !ok {
			return out
		}
	}
}

// Move returns the address n lines below at, or above it if n is negative,
// stopping at the ends of the page. It costs what lies between.
func (p *Page) Move(at At, n int) At {
	pl, ok := p.place(at)
	if !ok {
		return At{}
	}
	for n > 0 {
		below := len(p.part(pl.block, pl.part)) - 1 - pl.line
		if n <= below {
			pl.line += n
			break
		}
		next, ok := p.after(pl)
		if !ok {
			pl.line += below
			break
		}
		n -= below + 1
		pl = next
	}
	for n < 0 {
		if -n <= pl.line {
			pl.line += n
			break
		}
		prev, ok := p.before(pl)
		if !ok {
			pl.line = 0
			break
		}
		n += pl.line + 1
		pl = prev
	}
	return pl.at()
}

// Top returns the address of the first line.
func (p *Page) Top() At {
	if b, ok := p.shown(0, 1); ok {
		return At{Block: b}
	}
	return At{}
}

// Bottom returns the line that is at the top of a window of that height
// when the last line, its gap included, is at the bottom.
func (p *Page) Bottom(height int) At {
	last, ok := p.last()
	if !ok {
		return At{}
	}
	return p.Move(last.at(), 1-max(1, height))
}

// Height returns how many lines a block takes with its gap, 0 if it is hidden.
// It lays out the whole block.
func (p *Page) Height(block int) int {
	if block < 0 || block >= len(p.article.Blocks) || p.hidden(block) {
		return 0
	}
	h := 0
	for n := range p.parts(block) {
		h += len(p.part(block, n))
	}
	return h
}

// Fraction returns how much of the text lies above a line, from 0 to 1, by
// bytes.
func (p *Page) Fraction(at At) float64 {
	pl, ok := p.place(at)
	if !ok || len(p.article.Text) == 0 {
		return 0
	}
	line := p.part(pl.block, pl.part)[pl.line]
	return float64(line.Src.Start) / float64(len(p.article.Text))
}

// LineOf returns the line on which pos is. White space between two blocks
// belongs to the end of the first, a hidden block to the next shown one.
func (p *Page) LineOf(pos model.Pos) At {
	block := max(0, p.article.BlockAt(pos))
	if block >= len(p.article.Blocks) {
		return At{}
	}
	if p.hidden(block) {
		if b, ok := p.shown(block, 1); ok {
			return At{Block: b}
		}
		b, ok := p.shown(block, -1)
		if !ok {
			return At{}
		}
		block, pos = b, p.blockRange(b).End
	}
	n := p.partOf(block, pos)
	lines := p.part(block, n)
	i := sort.Search(len(lines), func(i int) bool { return lines[i].Gap || lines[i].Src.Start > pos })
	return place{block, n, max(0, i-1)}.at()
}

// A place is an address that holds: a line of a part of a shown block.
type place struct{ block, part, line int }

func (pl place) at() At { return At{pl.block, pl.part*partLines + pl.line} }

// place returns the nearest line to at: for a hidden block the first line of the
// next shown one, beyond the page its last line. False if the page has no line.
func (p *Page) place(at At) (place, bool) {
	block := max(0, at.Block)
	if b, ok := p.shown(block, 1); ok && b != at.Block {
		return place{block: b}, true
	} else if !ok {
		return p.last()
	}
	n := max(0, min(at.Line/partLines, p.parts(block)-1))
	line := max(0, min(at.Line-n*partLines, len(p.part(block, n))-1))
	return place{block, n, line}, true
}

// last returns the last line of the page.
func (p *Page) last() (place, bool) {
	b, ok := p.shown(len(p.article.Blocks)-1, -1)
	if !ok {
		return place{}, false
	}
	n := p.parts(b) - 1
	return place{b, n, len(p.part(b, n)) - 1}, true
}

// after returns the first line of the next part, before the last line of the
// part before.
func (p *Page) after(pl place) (place, bool) {
	if pl.part+1 < p.parts(pl.block) {
		return place{pl.block, pl.part + 1, 0}, true
	}
	b, ok := p.shown(pl.block+1, 1)
	return place{block: b}, ok
}

func (p *Page) before(pl place) (place, bool) {
	b, n := pl.block, pl.part-1
	if n < 0 {
		var ok bool
		if b, ok = p.shown(pl.block-1, -1); !ok {
			return place{}, false
		}
		n = p.parts(b) - 1
	}
	return place{b, n, len(p.part(b, n)) - 1}, true
}

// shown returns the first block from the given one on that is not hidden, by
// steps of step.
func (p *Page) shown(block, step int) (int, bool) {
	for ; 0 <= block && block < len(p.article.Blocks); block += step {
		if !p.hidden(block) {
			return block, true
		}
	}
	return 0, false
}
