package paint

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
)

// ASCII returns a painter that writes ASCII only, for terminals and fonts that
// have nothing else. Widths stay as they are, so that a page need not be laid
// out again: a sign or an accented letter becomes the nearest ASCII character, a
// letter of another script a question mark in each of its cells.
func (p *Painter) ASCII() *Painter {
	q := New(p.theme, p.method)
	q.ascii = true
	return q
}

// asciiSigns are the signs that have no decomposition into ASCII.
var asciiSigns = map[string]byte{
	"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": '\'', "’": '\'', "‚": '\'', "‹": '\'', "›": '\'',
	"–": '-', "—": '-', "‐": '-', "‑": '-', "−": '-', "…": '~', "•": '*', "·": '.', "●": '*', "×": 'x',
	"▎": '|', "│": '|', "├": '+', "┌": '+', "┐": '+', "└": '+', "┘": '+', "─": '-', "▸": '>', "▏": '_',
	"→": '>', "←": '<', "↑": '^', "↓": 'v', "⇄": '%', "⏎": '<', "★": '*', "✓": 'v', "✗": 'x', "≠": '!', "█": '#', "±": '+',
	"ß": 's', "æ": 'a', "Æ": 'A', "œ": 'o', "Œ": 'O', "ø": 'o', "Ø": 'O', "ł": 'l', "Ł": 'L', "đ": 'd', "Đ": 'D', "ı": 'i',
}

// inASCII returns s with each cluster that is not ASCII in as many ASCII
// characters as it has cells.
func (p *Painter) inASCII(s string) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	for it := graphemes.FromString(s); it.Next(); {
		cluster := it.Value()
		if len(cluster) == 1 && cluster[0] < 0x80 {
			b.WriteByte(cluster[0])
			continue
		}
		c, ok := asciiSigns[cluster]
		if !ok {
			c = norm.NFKD.String(cluster)[0]
			if c < ' ' || c > '~' {
				c = '?'
			}
		}
		for i := range p.clusterWidth(cluster) {
			if i > 0 && c != '?' {
				c = ' '
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}
