package layout

import (
	"slices"
	"sort"
	"strings"

	"stet/model"
)

// runs returns what row shows: the margin, then its text, cut where the style
// changes and where a cluster has a stand-in.
func (p *Page) runs(row row, prefix string, cells int, styles []styleStretch, tabs *tabs) []Run {
	text := p.article.Text
	runs := make([]Run, 0, 2)
	if prefix != "" {
		runs = append(runs, Run{Text: prefix, Style: "muted"})
	}
	end := row.shown
	i := sort.Search(len(styles), func(i int) bool { return styles[i].end > row.src.Start })
	if row.plain && (i >= len(styles) || styles[i].end >= end) {
		if row.src.Start < end {
			src := model.Range{Start: row.src.Start, End: end}
			runs = append(runs, Run{Text: text[src.Start:src.End], Src: src, Cell: cells, Style: styles[i].style})
		}
		return runs
	}

	cell, begin := 0, row.src.Start // of the text; begin of the open run
	beginCell := 0
	flush := func(to model.Pos, style string) {
		if begin < to {
			src := model.Range{Start: begin, End: to}
			runs = append(runs, Run{Text: text[begin:to], Src: src, Cell: cells + beginCell, Style: style})
		}
	}
	for pos := row.src.Start; pos < end; {
		if pos >= styles[i].end && i+1 < len(styles) {
			flush(pos, styles[i].style)
			begin, beginCell = pos, cell
			i++
			continue
		}
		g := p.glyph(text, int(pos), int(end), cell, tabs)
		next := pos + model.Pos(g.size)
		if !g.same {
			flush(pos, styles[i].style)
			if g.text != "" {
				runs = append(runs, Run{Text: g.text, Src: model.Range{Start: pos, End: next}, Cell: cells + cell, Style: styles[i].style})
			}
			begin, beginCell = next, cell+g.cells
		}
		pos, cell = next, cell+g.cells
	}
	flush(end, styles[i].style)
	if row.divided {
		runs = append(runs, Run{Text: "-", Cell: cells + cell, Style: styles[i].style})
	}
	return runs
}

// A styleStretch is text in one style; the stretches of a block cover it.
type styleStretch struct {
	end   model.Pos
	style string
}

// styledBlock keeps the stretches of the block that was asked for last: a long
// one is asked for once a part.
type styledBlock struct {
	block     int
	stretches []styleStretch
}

var blockRoles = map[model.BlockKind]string{
	model.Heading:     "heading",
	model.Blockquote:  "blockquote",
	model.Caption:     "caption",
	model.Code:        "code",
	model.Table:       "table",
	model.Boilerplate: "boilerplate",
}

// inlineRoles in the order in which they lie upon each other.
var inlineRoles = []struct {
	mark model.InlineMark
	role string
}{{model.Strong, "strong"}, {model.Emphasis, "emphasis"}, {model.Monospace, "code"}, {model.Link, "link"}}

// styles returns the stretches of a block: its own role, and those of the spans
// that cover each stretch. The first row of a table is its head.
func (p *Page) styles(block int) []styleStretch {
	if p.styled.block == block {
		return p.styled.stretches
	}
	b := &p.article.Blocks[block]
	base, r := blockRoles[b.Kind], p.blockRange(block)
	out, spans := []styleStretch{{r.End, base}}, b.Spans
	if head := strings.IndexByte(p.article.Slice(r), '\n'); b.Kind == model.Table && head >= 0 {
		spans = append(slices.Clone(spans), model.Span{Range: model.Range{Start: r.Start, End: r.Start + model.Pos(head)}, Mark: model.Strong})
	}
	if len(spans) > 0 {
		out = flattenSpans(base, spans, r)
	}
	p.styled = styledBlock{block, out}
	return out
}

// flattenSpans cuts r where a span begins or ends.
func flattenSpans(base string, spans []model.Span, r model.Range) []styleStretch {
	type edge struct {
		pos   model.Pos
		mark  model.InlineMark
		delta int
	}
	edges := make([]edge, 0, 2*len(spans))
	for _, s := range spans {
		if in := s.Range.Intersect(r); !in.Empty() {
			edges = append(edges, edge{in.Start, s.Mark, 1}, edge{in.End, s.Mark, -1})
		}
	}
	sort.Slice(edges, func(i, j int) bool { return edges[i].pos < edges[j].pos })

	var open [model.Monospace + 1]int
	var out []styleStretch
	from := r.Start
	add := func(to model.Pos) {
		if to == from {
			return
		}
		style := base
		for _, in := range inlineRoles {
			if open[in.mark] > 0 {
				style = strings.TrimSpace(style + " " + in.role)
			}
		}
		out = append(out, styleStretch{to, style})
		from = to
	}
	for _, e := range edges {
		add(e.pos)
		if int(e.mark) < len(open) {
			open[e.mark] += e.delta
		}
	}
	add(r.End)
	return out
}
