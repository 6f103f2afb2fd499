package layout

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

// A block is laid out in parts, so that one of 10 MB costs what is seen of it.
// A part ends a line; so that this rarely shows, parts are cut at line ends,
// else after sentences, else after words.
const (
	partSize = 8 << 10 // bytes from one cut to the next; the last part may have twice that
	cutRange = 2 << 10 // bytes in which a good cut is looked for
	// partLines numbers the lines of one part: more than a part can have bytes
	// and gap lines.
	partLines = 1 << 15
	joiner    = "\u200d"
)

// parts returns how many parts a block has.
func (p *Page) parts(block int) int { return max(1, p.blockRange(block).Len()/partSize) }

// partRange returns the text of the nth part of a block.
func (p *Page) partRange(block, n int) model.Range {
	r := p.blockRange(block)
	if r.Empty() {
		return model.Range{Start: r.Start, End: r.Start}
	}
	last := p.parts(block) - 1
	out := r
	if n > 0 {
		out.Start = p.cut(block, r.Start+model.Pos(n*partSize))
	}
	if n < last {
		out.End = p.cut(block, r.Start+model.Pos((n+1)*partSize))
	}
	return out
}

// partOf returns the part of a block that holds pos.
func (p *Page) partOf(block int, pos model.Pos) int {
	r := p.blockRange(block)
	n := max(0, min(int(pos-r.Start)/partSize, p.parts(block)-1))
	if n > 0 && pos < p.partRange(block, n).Start {
		n--
	}
	return n
}

// cut returns where the part that ends near from ends. It looks at nothing
// outside of [from, from+cutRange).
func (p *Page) cut(block int, from model.Pos) model.Pos {
	w := p.article.Text[from : from+cutRange]
	if !p.article.Blocks[block].Soft {
		if i := strings.IndexByte(w, '\n'); i >= 0 {
			return from + model.Pos(i+1)
		}
	}
	for _, end := range []string{". ", "。", " ", "\n", "、"} {
		for i := 0; ; {
			n := strings.Index(w[i:], end)
			if n < 0 {
				break
			}
			i += n + len(end)
			if i < len(w) && boundary(w, i) {
				return from + model.Pos(i)
			}
		}
	}
	start := 0
	for start < len(w)-1 && w[start]&0xC0 == 0x80 {
		start++
	}
	if strings.HasPrefix(w[start:], joiner) { // it is within an emoji of several parts
		start += len(joiner)
	}
	if first := graphemes.FromString(w[start:]).First(); start+len(first) < len(w) {
		start += len(first)
	}
	return from + model.Pos(start)
}

// boundary reports whether the character before byte i of s is not joined by
// what follows, such as a combining mark.
func boundary(s string, i int) bool {
	_, n := utf8.DecodeLastRuneInString(s[:i])
	return s[i] < 0x80 || len(graphemes.FromString(s[i-n:]).First()) == n
}

// part returns the lines of the nth part of a block; the last part ends with
// the gap.
func (p *Page) part(block, n int) []Line {
	key := partKey{block, n}
	if lines, ok := p.cache.get(key); ok {
		return lines
	}
	b := &p.article.Blocks[block]
	r := p.partRange(block, n)
	m := p.margin(b)
	w := wrapper{
		page: p, text: p.article.Text, cells: p.o.Width - m.cells,
		anywhere: b.Kind == model.Code,
	}
	if b.Kind == model.Table {
		w.tabs = p.columns(b, r, w.cells)
	}
	var prefixes []string // of the rows of a table that is folded
	switch {
	case r.Empty():
		w.emit(int(r.Start), int(r.End), int(r.Start), true)
	case b.Kind == model.Table && len(w.tabs.stops) == 0:
		prefixes = w.fold(r)
	case b.Soft && b.Kind != model.Code && b.Kind != model.Table:
		w.wrap(int(r.Start), int(r.End))
	default:
		w.wrapHard(int(r.Start), int(r.End))
	}

	lines := make([]Line, 0, len(w.rows)+1)
	styles := p.styles(block)
	turn := p.turner(block, r)
	for i, row := range w.rows {
		prefix := m.rest
		if i == 0 && n == 0 {
			prefix = m.first
		}
		cells := m.cells
		if prefixes != nil {
			prefix, cells = prefixes[i], p.o.Measure(prefixes[i])
		}
		at := At{block, n*partLines + i}
		l := Line{At: at, Src: row.src, Runs: p.runs(row, prefix, cells, styles, w.tabs)}
		if bidi := turn.at(row.src.Start); bidi != nil {
			l.Runs, l.Reordered = bidi.reorder(l.Runs), true
		}
		lines = append(lines, l)
	}
	if n == p.parts(block)-1 {
		end := p.blockRange(block).End
		for row := range p.gap(block) {
			at := At{block, n*partLines + len(lines)}
			lines = append(lines, Line{At: at, Src: model.Range{Start: end, End: end}, Gap: true, Row: row})
		}
	}
	p.cache.put(key, lines)
	return lines
}

type partKey struct{ block, part int }

// A cache keeps the parts that were used last, in two generations: what is not
// asked for while one fills is dropped with the other.
type cache struct {
	young, old map[partKey][]Line
	lines      int // in young
}

// cacheLines bounds a generation: some forty screens.
const cacheLines = 2048

func (c *cache) get(k partKey) ([]Line, bool) {
	lines, ok := c.young[k]
	if !ok {
		if lines, ok = c.old[k]; ok {
			c.put(k, lines)
		}
	}
	return lines, ok
}

func (c *cache) put(k partKey, lines []Line) {
	if c.young == nil || c.lines > cacheLines {
		c.young, c.old, c.lines = make(map[partKey][]Line), c.young, 0
	}
	c.young[k] = lines
	c.lines += len(lines)
}
