package layout

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A glyph is one grapheme cluster as the page shows it.
type glyph struct {
	size   int    // bytes in the article
	text   string // on the screen
	cells  int
	same   bool // text is the bytes of the article
	blank  bool // white space that vanishes at the end of a row
	breaks bool // a row may end after it, whatever UAX 14 says
}

// emojiStyle (VS16) widens the cluster before it. After a stand-in it would
// widen what was measured without it.
const emojiStyle = "\uFE0F"

// glyph returns the cluster of text[:end] at byte at, which would be drawn at
// the given cell of the row (the margin not counted).
func (p *Page) glyph(text string, at, end, cell int, tabs *tabs) glyph {
	c := text[at]
	if ' ' <= c && c < 0x7F && (at+1 >= end || text[at+1] < 0x80) {
		return glyph{size: 1, text: text[at : at+1], cells: 1, same: true, blank: c == ' '}
	}
	cluster := graphemes.FromString(text[at:end]).First()
	switch cluster {
	case "\n", "\r\n":
		if at > 0 && text[at-1] == ' ' { // wrapped text often has a blank there
			return glyph{size: len(cluster), blank: true, breaks: true}
		}
		return glyph{size: len(cluster), text: " ", cells: 1, blank: true, breaks: true}
	case "\t":
		return tabs.glyph(p, text, at, end, cell)
	}
	shown := p.o.Show(cluster)
	cells := p.o.Measure(shown)
	if cells == 0 {
		shown = strings.TrimPrefix(shown, emojiStyle)
	}
	return glyph{size: len(cluster), text: shown, cells: cells, same: len(shown) == len(cluster) && shown == cluster}
}
