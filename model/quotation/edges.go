package quotation

import (
	"slices"
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
// few edges that are in doubt and walks the text at most once.
func fitEdges(text string, quotes []Quotation) {
	var doubt []loose
	check := func(r *model.Range) {
		for _, e := range []loose{{&r.Start, false}, {&r.End, true}} {
			if p := int(*e.pos); p > 0 && p < len(text) && !(plain(text[p-1]) && plain(text[p])) {
				doubt = append(doubt, e)
			}
		}
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
	slices.SortStableFunc(doubt, func(a, b loose) int { return int(*a.pos - *b.pos) })
	at := 0 // a grapheme edge
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

// plain reports whether an edge lies between two such bytes.
func plain(c byte) bool { return c >= ' ' && c < utf8.RuneSelf }
