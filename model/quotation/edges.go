package quotation

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

// A loose edge is the start or the end of a range that may lie inside a grapheme.
type loose struct {
	pos   *model.Pos
	isEnd bool
}

// fitEdges widens all ranges of quotes to grapheme edges (UAX 29). It sorts the
// few edges that are in doubt and walks the text from the first of them on, at most
// once.
func (f *finder) fitEdges(quotes []Quotation) {
	text := f.a.Text
	doubt := f.doubt[:0]
	doubtful := func(p *model.Pos, isEnd bool) {
		if i := int(*p); i > 0 && i < len(text) && !(plain(text[i-1]) && plain(text[i])) {
			doubt = append(doubt, loose{p, isEnd})
		}
	}
	check := func(r *model.Range) {
		doubtful(&r.Start, false)
		doubtful(&r.End, true)
	}
	for i := range quotes {
		q := &quotes[i]
		for k := range q.Parts {
			check(&q.Parts[k])
		}
		for k := range q.Marked {
			check(&q.Marked[k])
		}
		check(&q.Cue)
		check(&q.Speaker.Range)
		for k := range q.Ends {
			doubt = append(doubt, loose{&q.Ends[k].Pos, true})
		}
	}
	f.doubt = doubt
	slices.SortStableFunc(doubt, func(a, b loose) int { return int(*a.pos - *b.pos) })
	at := 0 // a grapheme edge
	if len(doubt) > 0 {
		at = lineBefore(f.a, *doubt[0].pos)
	}
	for _, e := range doubt {
		p := int(*e.pos)
		for i := p; i > at; i-- { // the nearest certain edge
			if i == len(text) || plain(text[i-1]) && plain(text[i]) {
				at = i
				break
			}
		}
		for at < p {
			g := graphemes.FromString(text[at:])
			g.Next()
			if next := at + len(g.Value()); next <= p {
				at = next
				continue
			} else if e.isEnd {
				*e.pos = model.Pos(next)
			} else {
				*e.pos = model.Pos(at)
			}
			break
		}
	}
}

// lineBefore returns where the line begins in which the block at p does: a
// grapheme edge.
func lineBefore(a *model.Article, p model.Pos) int {
	i := a.BlockAt(p)
	if i < 0 {
		return 0
	}
	return strings.LastIndexByte(a.Text[:a.Blocks[i].Range.Start], '\n') + 1
}

// plain reports whether an edge lies between two such bytes.
func plain(c byte) bool { return c >= ' ' && c < utf8.RuneSelf }
