package sheet

import (
	"strings"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
)

// CountWords counts the words of a stretch.
func (c *Contents) CountWords(rng model.Range) int {
	n := 0
	for range segment.WordsOf(c.Art, rng) {
		n++
	}
	return n
}

// namedUnits returns the units at rng that only the reader knows: names and quotes.
func (c *Contents) namedUnits(rng model.Range) []model.Range {
	var out []model.Range
	for i := max(0, c.Names.At(rng.Start)); i < len(c.Names.Mentions) && c.Names.Mentions[i].Range.Start < rng.End; i++ {
		out = append(out, c.Names.Mentions[i].Range)
	}
	c.Over(rng, func(it *Item) {
		if kind.AsQuote(it.Note) != nil {
			out = append(out, it.Range())
		}
	})
	return out
}

// grow returns the smallest unit that holds rng and more.
func (c *Contents) grow(rng model.Range) (model.Range, bool) {
	return segment.Grow(c.Art, rng, c.namedUnits(rng)...)
}

// shrink returns the largest unit within rng, wherever in it.
func (c *Contents) shrink(rng model.Range) (model.Range, bool) {
	var best model.Range
	try := func(c model.Range) {
		if rng.Covers(c) && c != rng && c.Len() > best.Len() {
			best = c
		}
	}
	for b := max(0, c.Art.BlockAt(rng.Start)); b < len(c.Art.Blocks) && c.Art.Blocks[b].Range.Start < rng.End; b++ {
		for _, u := range segment.Units {
			for c := range u.In(c.Art, &c.Art.Blocks[b]) {
				if c.Start >= rng.End {
					break
				}
				try(c)
			}
		}
	}
	for _, c := range c.namedUnits(rng) {
		try(c)
	}
	return best, !best.Empty()
}

// Said returns a quote's words without its marks and its end punctuation.
func (c *Contents) Said(rng model.Range) model.Range {
	const marks = "“”„\"'`‘’«»‹› \n\t"
	s := c.Art.Slice(rng)
	left := len(s) - len(strings.TrimLeft(s, marks))
	right := len(strings.TrimRight(s, marks+".,;:!?"))
	if right <= left {
		return rng
	}
	return model.Range{Start: rng.Start + model.Pos(left), End: rng.Start + model.Pos(right)}
}

// wordEndAfter returns the end of the first word that ends after p.
func (c *Contents) wordEndAfter(p model.Pos) model.Pos {
	if w, ok := segment.Word.At(c.Art, p); ok && w.End > p {
		return w.End
	}
	if w, ok := segment.Word.Next(c.Art, p); ok {
		return w.End
	}
	return p
}
