package model

import (
	"strings"
	"unicode"
)

// Passages returns an article that shows only some stretches of a, each as a
// block of its own. The text and the meaning of every range stay what they are;
// what is unlike a are the blocks. The stretches stand in text order and do not
// overlap; one that reaches over several blocks is cut at their edges.
func (a *Article) Passages(stretches []Range) *Article {
	out := *a
	out.Blocks = make([]Block, 0, len(stretches))
	for _, s := range stretches {
		for i := max(0, a.BlockAt(s.Start)); i < len(a.Blocks) && a.Blocks[i].Range.Start < s.End; i++ {
			if b, ok := a.passage(&a.Blocks[i], s); ok {
				out.Blocks = append(out.Blocks, b)
			}
		}
	}
	return &out
}

// passage is the part of a block that lies in s, without white space at its edges.
func (a *Article) passage(b *Block, s Range) (Block, bool) {
	in := b.Range.Intersect(s)
	text := a.Slice(in)
	in.Start += Pos(len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace)))
	in.End -= Pos(len(text) - len(strings.TrimRightFunc(text, unicode.IsSpace)))
	if in.Start >= in.End {
		return Block{}, false
	}
	part := *b
	part.Range, part.Spans = in, nil
	for _, span := range b.Spans {
		if span.Range = span.Range.Intersect(in); !span.Range.Empty() {
			part.Spans = append(part.Spans, span)
		}
	}
	if in.Start > b.Range.Start {
		part.Marker = ""
		if b.Line > 0 {
			part.Line += strings.Count(a.Slice(Range{b.Range.Start, in.Start}), "\n")
		}
	}
	return part, true
}
