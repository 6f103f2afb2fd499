package mention

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// edges fits ranges to grapheme edges (UAX 29). It is asked in text order and
// walks the text at most once.
type edges struct {
	text string
	at   int // a grapheme edge; all before it is done with
	last int // the end of the last range
}

func newEdges(text string) edges { return edges{text: text} }

// fit widens [start, end) to grapheme edges. It returns an empty range if that
// would touch the one before.
func (e *edges) fit(start, end int) (int, int) {
	from, _ := e.around(start)
	_, to := e.around(end)
	if from < e.last {
		return 0, 0
	}
	e.last = to
	return from, to
}

// around returns the nearest grapheme edges at or before p, and at or after it.
func (e *edges) around(p int) (before, after int) {
	if p >= len(e.text) || p == 0 || plain(e.text[p-1]) && plain(e.text[p]) {
		return p, p
	}
	from := e.at
	for i := p - 1; i > from; i-- { // the nearest certain edge
		if plain(e.text[i-1]) && plain(e.text[i]) {
			from = i
			break
		}
	}
	e.at = from
	for e.at < p {
		n := graphemeLen(e.text[e.at:])
		if e.at+n > p {
			return e.at, e.at + n
		}
		e.at += n
	}
	return p, p
}

// plain reports whether an edge lies between two such bytes.
func plain(c byte) bool { return c >= ' ' && c < utf8.RuneSelf }

func graphemeLen(s string) int {
	g := graphemes.FromString(s)
	if !g.Next() {
		return len(s)
	}
	return len(g.Value())
}
