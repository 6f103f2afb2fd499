package source

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// A builder makes the text of an article from blocks of marked-up words: the
// blocks are joined by blank lines, hold no blanks at their edges, and those
// without words leave no trace.
type builder struct {
	buf    []byte
	blocks []model.Block

	cur   model.Block
	sep   int   // where the blank line before cur begins
	soft  []int // soft line ends in cur
	hard  bool  // cur holds a line end that is one
	spans []int // indices into cur.Spans that are open
	// collapse makes one blank of any white space, as in HTML.
	collapse bool
}

// begin starts a block. Blocks do not nest.
func (b *builder) begin(block model.Block) {
	b.sep = len(b.buf)
	if b.sep > 0 {
		b.buf = append(b.buf, "\n\n"...)
	}
	block.Range.Start = model.Pos(len(b.buf))
	b.cur, b.soft, b.hard, b.spans = block, b.soft[:0], false, b.spans[:0]
}

// empty reports whether the block holds nothing yet.
func (b *builder) empty() bool { return len(b.buf) == int(b.cur.Range.Start) }

// write adds words to the block. At its start, blanks are left out, except
// before code.
func (b *builder) write(s string) {
	for len(s) > 0 && b.empty() {
		r, n := utf8.DecodeRuneInString(s)
		if r != '\n' && (!unicode.IsSpace(r) || b.cur.Kind == model.Code) {
			break
		}
		s = s[n:]
	}
	if b.cur.Kind == model.Code || !b.collapse && b.cur.Kind != model.Table {
		b.buf = append(b.buf, s...)
		return
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' {
			b.blank()
		} else {
			b.buf = append(b.buf, s[i:i+n]...)
		}
		i += n
	}
}

// blank adds a blank unless one, a line end or the block's start is there.
func (b *builder) blank() {
	if b.empty() {
		return
	}
	if c := b.buf[len(b.buf)-1]; c != ' ' && c != '\n' && c != '\t' {
		b.buf = append(b.buf, ' ')
	}
}

// softBreak ends a line where the page is free to end it elsewhere.
func (b *builder) softBreak() {
	if !b.empty() {
		b.soft = append(b.soft, len(b.buf))
		b.buf = append(b.buf, '\n')
	}
}

// hardBreak ends a line.
func (b *builder) hardBreak() {
	if b.cur.Kind == model.Table {
		b.blank()
		return
	}
	if b.trim(); !b.empty() {
		b.buf = append(b.buf, '\n')
		b.hard = true
	}
}

// cellEnd ends a cell of a table with a tab, a row with a line end.
func (b *builder) cellEnd(c byte) {
	for !b.empty() && b.buf[len(b.buf)-1] == ' ' {
		b.buf = b.buf[:len(b.buf)-1]
	}
	if c == '\t' || !b.empty() {
		b.buf = append(b.buf, c)
	}
}

// trim takes the blanks off the end of the block.
func (b *builder) trim() {
	for !b.empty() {
		r, n := utf8.DecodeLastRune(b.buf[b.cur.Range.Start:])
		if !unicode.IsSpace(r) {
			return
		}
		b.buf = b.buf[:len(b.buf)-n]
	}
}

func (b *builder) open(mark model.InlineMark, href string) {
	at := model.Pos(len(b.buf))
	b.spans = append(b.spans, len(b.cur.Spans))
	b.cur.Spans = append(b.cur.Spans, model.Span{Range: model.Range{Start: at, End: at}, Mark: mark, Href: href})
}

// close ends the span opened last.
func (b *builder) close() {
	if n := len(b.spans); n > 0 {
		b.cur.Spans[b.spans[n-1]].Range.End = model.Pos(len(b.buf))
		b.spans = b.spans[:n-1]
	}
}

// end finishes the block and returns it; nil if there was nothing in it. Where
// a line end is one, the soft ones are blanks.
func (b *builder) end() *model.Block {
	for len(b.spans) > 0 {
		b.close()
	}
	b.trim()
	if b.empty() {
		b.buf = b.buf[:b.sep]
		return nil
	}
	end := model.Pos(len(b.buf))
	b.cur.Range.End = end
	for _, i := range b.soft {
		if i >= len(b.buf) {
			break
		}
		if b.hard {
			b.buf[i] = ' '
		} else {
			b.cur.Soft = true
		}
	}
	kept := b.cur.Spans[:0]
	for _, s := range b.cur.Spans {
		if s.Range = b.trimmed(s.Range.Intersect(b.cur.Range)); !s.Range.Empty() {
			kept = append(kept, s)
		}
	}
	b.cur.Spans = kept
	b.blocks = append(b.blocks, b.cur)
	return &b.blocks[len(b.blocks)-1]
}

// takeInitial takes the block back if it is one capital letter without a mark, and
// returns the letter; "" if it is more.
func (b *builder) takeInitial() string {
	text := bytes.TrimRightFunc(b.buf[b.cur.Range.Start:], unicode.IsSpace)
	if r, n := utf8.DecodeRune(text); n != len(text) || !unicode.IsUpper(r) {
		return ""
	}
	letter := string(text)
	b.buf, b.spans = b.buf[:b.sep], b.spans[:0]
	return letter
}

// trimmed takes the blanks off the ends of a span.
func (b *builder) trimmed(r model.Range) model.Range {
	if r.Empty() {
		return r
	}
	s := b.buf[r.Start:r.End]
	r.End = r.Start + model.Pos(len(bytes.TrimRightFunc(s, unicode.IsSpace)))
	r.Start += model.Pos(len(s) - len(bytes.TrimLeftFunc(s, unicode.IsSpace)))
	return r
}

// finish hands text and blocks to the article.
func (b *builder) finish(a *model.Article) {
	a.Text, a.Blocks = string(b.buf), b.blocks
}
