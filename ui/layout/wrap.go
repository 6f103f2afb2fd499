package layout

import (
	"strings"

	"stet/model"
)

// A row is where one line of text begins and ends.
type row struct {
	src   model.Range
	shown model.Pos // where white space begins that the line end swallows
	// plain is true if every cluster is shown as it is in the article.
	plain bool
	// divided is true if the row ends within a word, at a soft hyphen, which then
	// is seen.
	divided bool
}

// A wrapper cuts text into rows.
type wrapper struct {
	page  *Page
	text  string
	cells int // width of a row, without the margin
	// anywhere breaks between any two clusters, as code is; otherwise UAX 14
	// says where.
	anywhere bool
	tabs     *tabs
	rows     []row
}

// maxRow bounds the bytes of a row: what has no width, or is blank, would never
// fill one.
const maxRow = 2 << 10

// wrapHard cuts text[from:to] at its line ends, and the lines between them to
// the page.
func (w *wrapper) wrapHard(from, to int) {
	for from < to {
		n := strings.IndexByte(w.text[from:to], '\n')
		if n < 0 {
			w.wrap(from, to)
			return
		}
		w.wrap(from, from+n)
		w.rows[len(w.rows)-1].src.End++
		from += n + 1
	}
}

// wrap cuts text[from:to] into one or more rows. A blank never begins a row
// that it does not begin in the text: it hangs over the edge and vanishes. A
// word wider than the page is cut between clusters.
func (w *wrapper) wrap(from, to int) {
	var (
		start, ink  = from, from // of the row: its begin, the end of its last visible cluster
		brk, brkInk = from, from // the last place where the row may end, and ink there
		used, since = 0, 0       // cells of the row, and of what follows brk
		plain, tail = true, true // whether the row is, and what follows brk
		segments    = newSegmenter(w.text[from:to])
		segment     = from // the end of the segment that pos is in
	)
	for pos := from; pos < to; {
		for !w.anywhere && segment <= pos {
			segment += segments.next()
		}
		g := w.page.glyph(w.text, pos, to, used, w.tabs)
		full := !g.blank && used+g.cells > w.cells || pos-start >= maxRow
		if full && pos > start {
			if brk > start && brkInk > start {
				w.emit(start, brk, brkInk, plain)
				w.rows[len(w.rows)-1].divided = softHyphen(w.text[start:brk])
				start, ink, used, plain = brk, max(ink, brk), since, tail
			} else {
				w.emit(start, pos, ink, plain)
				start, ink, brk, brkInk = pos, pos, pos, pos
				used, since, plain, tail = 0, 0, true, true
			}
			continue // the cluster may be another one in the new row: a tab is
		}
		pos += g.size
		used, since = used+g.cells, since+g.cells
		if !g.blank {
			ink = pos
		}
		plain, tail = plain && g.same, tail && g.same
		if w.anywhere || g.breaks || pos == segment && (used < w.cells || !softHyphen(w.text[start:pos])) {
			brk, brkInk, since, tail = pos, ink, 0, true
		}
	}
	w.emit(start, to, ink, plain)
}

// softHyphen reports whether s ends with a place where its word may be divided.
func softHyphen(s string) bool { return strings.HasSuffix(s, "\u00AD") }

func (w *wrapper) emit(start, end, ink int, plain bool) {
	src := model.Range{Start: model.Pos(start), End: model.Pos(end)}
	w.rows = append(w.rows, row{src: src, shown: model.Pos(ink), plain: plain})
}
