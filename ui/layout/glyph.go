package layout

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// A glyph is one grapheme cluster as the page shows it.
type glyph struct {
	size  int    // bytes in the article
	text  string // on the screen
	cells int
	blank bool // white space at which a line may end, and which then vanishes
	// same is true if text is the bytes of the article.
	same bool
}

const (
	tabStop = 8
	blanks  = "        "
	// emojiStyle (VS16) widens the cluster before it. After a stand-in it would
	// widen what was measured without it.
	emojiStyle = "\uFE0F"
)

// glyph returns the cluster of text[:end] at byte at, which would be drawn at
// the given cell of the text (the margin not counted).
func (p *Page) glyph(text string, at, end, cell int) glyph {
	c := text[at]
	if ' ' <= c && c < 0x7F && (at+1 >= end || text[at+1] < 0x80) {
		return glyph{1, text[at : at+1], 1, c == ' ', true}
	}
	cluster := graphemes.FromString(text[at:end]).First()
	switch cluster {
	case "\n", "\r\n":
		return glyph{len(cluster), " ", 1, true, false}
	case "\t":
		n := min(tabStop-cell%tabStop, max(1, p.o.Width/2))
		return glyph{1, blanks[:n], n, true, false}
	}
	shown := p.o.Show(cluster)
	cells := p.o.Measure(shown)
	if cells == 0 {
		shown = strings.TrimPrefix(shown, emojiStyle)
	}
	return glyph{len(cluster), shown, cells, false, len(shown) == len(cluster) && shown == cluster}
}
