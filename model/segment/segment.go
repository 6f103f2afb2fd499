// Package segment finds the words, quoted stretches, sentences and paragraphs
// of an article, and the next, enclosing or inner one.
//
// It works on the blocks that package source found, one block at a time, and
// allocates nothing per word. It refuses to know names and quotations, which
// are units too but somebody else's: they reach [Grow] and [Shrink] as plain
// ranges.
package segment

import (
	"cmp"
	"iter"

	"stet/model"
	"stet/model/lang"
)

// A Unit is a kind of stretch that a reader can point at. The units of one kind
// in a block are in text order, do not overlap and are not empty.
type Unit struct {
	Name  string
	split func(text string, b *model.Block, l *lang.Language) iter.Seq[model.Range]
}

// The units, smallest first.
var (
	Word      = Unit{"word", words}
	Stretch   = Unit{"stretch", stretches}
	Sentence  = Unit{"sentence", sentences}
	Paragraph = Unit{"paragraph", paragraph}

	Units = []Unit{Word, Stretch, Sentence, Paragraph}
)

// In yields the units of one block in text order.
func (u Unit) In(a *model.Article, b *model.Block) iter.Seq[model.Range] {
	return u.split(a.Text, b, lang.Of(cmp.Or(b.Language, a.Meta.Language)))
}

// At returns the unit that holds p. It is false between two units (on a blank
// or a comma, say) and outside the article. The time is linear in the block.
func (u Unit) At(a *model.Article, p model.Pos) (model.Range, bool) {
	i := a.BlockAt(p)
	if i < 0 {
		return model.Range{}, false
	}
	for r := range u.In(a, &a.Blocks[i]) {
		if r.Start > p {
			break
		}
		if r.Contains(p) {
			return r, true
		}
	}
	return model.Range{}, false
}

// Next returns the first unit that begins after p.
func (u Unit) Next(a *model.Article, p model.Pos) (model.Range, bool) {
	for i := max(0, a.BlockAt(p)); i < len(a.Blocks); i++ {
		for r := range u.In(a, &a.Blocks[i]) {
			if r.Start > p {
				return r, true
			}
		}
	}
	return model.Range{}, false
}

// Prev returns the last unit that begins before p.
func (u Unit) Prev(a *model.Article, p model.Pos) (found model.Range, ok bool) {
	for i := a.BlockAt(p); i >= 0; i-- {
		for r := range u.In(a, &a.Blocks[i]) {
			if r.Start >= p {
				break
			}
			found, ok = r, true
		}
		if ok {
			return found, true
		}
	}
	return model.Range{}, false
}

// Grow returns the smallest unit, or one of others (names, quotations), that
// covers r and more than r. It is false if absent: r is a paragraph
// already, or reaches over several.
func Grow(a *model.Article, r model.Range, others ...model.Range) (model.Range, bool) {
	best, ok := model.Range{}, false
	try := func(c model.Range) {
		if c.Covers(r) && c != r && (!ok || c.Len() < best.Len()) {
			best, ok = c, true
		}
	}
	for _, u := range Units {
		if c, found := u.At(a, r.Start); found {
			try(c)
		}
	}
	for _, c := range others {
		try(c)
	}
	return best, ok
}

// paragraph yields the block itself.
func paragraph(_ string, b *model.Block, _ *lang.Language) iter.Seq[model.Range] {
	return func(yield func(model.Range) bool) {
		if !b.Range.Empty() {
			yield(b.Range)
		}
	}
}
