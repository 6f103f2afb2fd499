package quotation

import (
	"slices"
	"unicode/utf8"

	"stet/model"
	"stet/model/segment"
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
	edges := segment.NewEdges(text)
	for _, e := range doubt {
		before, after := edges.Around(*e.pos)
		if e.isEnd {
			*e.pos = after
		} else {
			*e.pos = before
		}
	}
}

// plain reports whether an edge lies between two such bytes.
func plain(c byte) bool { return c >= ' ' && c < utf8.RuneSelf }
