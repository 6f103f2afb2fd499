package model

import (
	"slices"
	"strings"
	"unicode"
)

// Passages returns an article that shows only some stretches of a, each as a
// block of its own. The text and the meaning of every range stay what they are;
// what is unlike a are the blocks. The stretches are in text order and do not
// overlap; one that reaches over several blocks is cut at their edges.
func (a *Article) Passages(stretches []Range) *Article {
	out := *a
	out.Blocks = make([]Block, 0, len(stretches))
	c := cutter{article: a, block: -1}
	for _, s := range stretches {
		for i := max(0, a.BlockAt(s.Start)); i < len(a.Blocks) && a.Blocks[i].Range.Start < s.End; i++ {
			if b, ok := c.cut(i, s); ok {
				out.Blocks = append(out.Blocks, b)
			}
		}
	}
	return &out
}

// A cutter cuts passages out of blocks, in text order; it goes through a block once,
// however many there are in it.
type cutter struct {
	article *Article
	block   int    // index of the one at hand
	at      Pos    // to where its line ends are counted
	line    int    // the line there
	coming  []Span // that begin behind the last passage
	open    []Span // that began before its end
}

// cut returns the part of a block that lies in s, without white space at its edges.
func (c *cutter) cut(i int, s Range) (Block, bool) {
	a, b := c.article, &c.article.Blocks[i]
	if i != c.block {
		*c = cutter{article: a, block: i, at: b.Range.Start, line: b.Line, coming: b.Spans, open: c.open[:0]}
	}
	in := b.Range.Intersect(s)
	text := a.Slice(in)
	in.Start += Pos(len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace)))
	in.End -= Pos(len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace)))
	if in.Start >= in.End {
		return Block{}, false
	}
	part := *b
	part.Range, part.Spans = in, c.spans(in)
	if in.Start > b.Range.Start {
		part.Marker = ""
		if b.Line > 0 {
			c.line += strings.Count(a.Slice(Range{c.at, in.Start}), "\n")
			c.at, part.Line = in.Start, c.line
		}
	}
	return part, true
}

// spans returns what of the block's spans lies in a passage.
func (c *cutter) spans(in Range) (out []Span) {
	c.open = slices.DeleteFunc(c.open, func(s Span) bool { return s.Range.End <= in.Start })
	for len(c.coming) > 0 && c.coming[0].Range.Start < in.End {
		c.open, c.coming = append(c.open, c.coming[0]), c.coming[1:]
	}
	for _, s := range c.open {
		if s.Range = s.Range.Intersect(in); !s.Range.Empty() {
			out = append(out, s)
		}
	}
	return out
}
