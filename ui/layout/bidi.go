package layout

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"stet/model"
)

// An Order says who puts the letters of a line into the order in which they are
// seen, where some are written from right to left.
type Order int

const (
	// Ours: the cells of a line are in the order of the eye, and a paragraph of
	// Arabic or Hebrew goes from right to left.
	Ours Order = iota
	// Terminal: the terminal reorders each row by itself, taking every row for
	// one that goes from left to right. Cells say where it draws what.
	Terminal
)

// RightToLeft reports whether a paragraph goes from right to left: by its first
// letter, as Unicode has it, unless most of them, of a Hebrew or
// Arabic one two thirds, go the other way. It may begin with a foreign name.
func RightToLeft(s string) bool {
	if !mayReorder(s) {
		return false
	}
	right, left, first := 0, 0, bidi.L
	for i, r := range s {
		if i > enoughToTell {
			break
		}
		switch c := class(r); {
		case c != bidi.R && c != bidi.AL && c != bidi.L:
			continue
		case right+left == 0:
			first = c
		}
		if class(r) == bidi.L {
			left++
		} else {
			right++
		}
	}
	if first == bidi.L {
		return right > left
	}
	return 2*right > left
}

// enoughToTell is how many bytes of a paragraph say which way it goes.
const enoughToTell = 2 << 10

// mayReorder reports whether s may hold letters that are written from right to
// left: a lead byte of theirs is in it.
func mayReorder(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < 0xD6 || i+1 >= len(s):
		case c == 0xD6 && s[i+1] >= 0x90, 0xD7 <= c && c <= 0xDF, c == 0xE0 && s[i+1] <= 0xA3,
			c == 0xEF && 0xAC <= s[i+1] && s[i+1] <= 0xBB && s[i+1] != 0xB8, c == 0xF0 && (s[i+1] == 0x90 || s[i+1] == 0x9E):
			return true
		}
	}
	return false
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// leftMark (LRM) before a paragraph makes it go from left to right.
const leftMark = "\u200E"

// levels returns the embedding level of each byte of s, one paragraph that goes
// from right to left or from left to right; nil if all of it goes from left to
// right. Embeddings and overrides do not count, since the page shows them as signs.
func levels(s string, rtl bool) []uint8 {
	if !rtl && !mayReorder(s) {
		return nil
	}
	plain := make([]rune, 0, len(s))
	for _, r := range s {
		switch class(r) {
		case bidi.B, bidi.S, bidi.WS:
			r = ' '
		case bidi.LRO, bidi.RLO, bidi.LRE, bidi.RLE, bidi.PDF, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
			r = '⇄'
		}
		plain = append(plain, r)
	}
	var p bidi.Paragraph
	text, direction := string(plain), bidi.RightToLeft
	if !rtl {
		text, direction = leftMark+text, bidi.LeftToRight
	}
	if _, err := p.SetString(text, bidi.DefaultDirection(direction)); err != nil {
		return nil
	}
	order, err := p.Order()
	if err != nil {
		return nil
	}
	runes := make([]uint8, 0, len(plain)+1)
	for i := range order.NumRuns() {
		run := order.Run(i)
		runes = appendLevels(runes, run.String(), run.Direction() == bidi.RightToLeft, rtl, i > 0)
	}
	if !rtl {
		if runes = runes[1:]; !slices.ContainsFunc(runes, func(l uint8) bool { return l > 0 }) {
			return nil
		}
	}
	out, n := make([]uint8, 0, len(s)), 0
	for i := 0; i < len(s); n++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		for range size {
			out = append(out, runes[n])
		}
		i += size
	}
	return out
}

// appendLevels adds the levels of one run, a rune each. x/text tells only of
// odd and even ones. In a paragraph from left to right the even ones differ where
// a number follows Arabic or Hebrew: it belongs to those words.
func appendLevels(to []uint8, run string, odd, rtl, follows bool) []uint8 {
	number := 0
	if !odd && !rtl && follows {
		number = leadingNumber(run)
	}
	for i := range run {
		level := uint8(0)
		switch {
		case odd:
			level = 1
		case rtl || i < number:
			level = 2
		}
		to = append(to, level)
	}
	return to
}

// leadingNumber returns the length of the number that s begins with, its signs
// included.
func leadingNumber(s string) int {
	end := 0
	for i, r := range s {
		switch class(r) {
		case bidi.EN, bidi.AN, bidi.ET, bidi.NSM:
			end = i + utf8.RuneLen(r)
		case bidi.ES, bidi.CS, bidi.BN:
		default:
			return end
		}
	}
	return end
}

// A bidiLine gives the runs of the rows of a paragraph their cells.
type bidiLine struct {
	page   *Page
	from   model.Pos // where the paragraph begins
	levels []uint8   // by byte
	rtl    bool      // the row is at the right edge
	base   uint8
}

// bidiOf returns how the text between from and to is reordered, nil if it is not.
func (p *Page) bidiOf(from, to model.Pos, rtl bool) *bidiLine {
	s := p.article.Text[from:to]
	forward := !rtl || p.o.Order == Terminal
	l := levels(s, !forward)
	if l == nil && !rtl {
		return nil
	}
	line := &bidiLine{page: p, from: from, levels: l, rtl: rtl}
	if !forward {
		line.base = 1
	}
	return line
}

// A turner knows how the rows of a part are reordered, one line of its text after
// the other.
type turner struct {
	page *Page
	part model.Range
	soft bool // the part is one line
	rtl  bool
	off  bool // all of it goes from left to right
	line *bidiLine
	end  model.Pos // of line
}

// turner returns that of a part of a block. Code and tables begin at the left.
func (p *Page) turner(block int, part model.Range) turner {
	b := &p.article.Blocks[block]
	set := b.Kind == model.Code || b.Kind == model.Table
	t := turner{page: p, part: part, end: part.Start, soft: b.Soft && !set}
	if t.off = !mayReorder(p.article.Slice(part)); !t.off {
		t.rtl = !set && RightToLeft(p.article.Slice(p.blockRange(block)))
	}
	return t
}

// at returns how the row that begins at pos is reordered, nil if it is not.
func (t *turner) at(pos model.Pos) *bidiLine {
	if t.off {
		return nil
	}
	if t.line == nil || pos >= t.end {
		to := t.part.End
		if n := strings.IndexByte(t.page.article.Text[pos:to], '\n'); n >= 0 && !t.soft {
			to = pos + model.Pos(n) + 1
		}
		t.line, t.end = t.page.bidiOf(pos, to, t.rtl), to
	}
	return t.line
}

func (b *bidiLine) level(pos model.Pos) uint8 {
	if i := int(pos - b.from); i < len(b.levels) {
		return b.levels[i]
	}
	return b.base
}

// A levelRun is a run of one level.
type levelRun struct {
	Run
	level uint8
	cells int
}

// reorder returns the runs of a row, which stay in the order of the text, with
// the cells in which they are seen.
func (b *bidiLine) reorder(runs []Run) []Run {
	var parts []levelRun
	for i, r := range runs {
		switch {
		case !r.Src.Empty():
			parts = b.split(parts, r)
		case i > 0 && len(parts) > 0: // a hyphen
			parts = append(parts, levelRun{r, parts[len(parts)-1].level, b.page.width(r.Text)})
		default:
			parts = b.margin(parts, r)
		}
	}
	total := 0
	for _, r := range parts {
		total += r.cells
	}
	cell := 0
	if b.rtl {
		cell = max(0, b.page.o.Width-total)
	}
	for _, i := range visual(parts) {
		parts[i].Cell = cell
		cell += parts[i].cells
	}
	out := make([]Run, len(parts))
	for i, r := range parts {
		r.RTL = r.level%2 == 1
		out[i] = r.Run
	}
	return out
}

// margin cuts the margin of a row: in a paragraph from right to left its bar or
// its number is at the right.
func (b *bidiLine) margin(to []levelRun, r Run) []levelRun {
	if b.base == 0 {
		return append(to, levelRun{r, 0, b.page.width(r.Text)})
	}
	l := levels(r.Text, true)
	return b.cut(to, r, func(at int) uint8 { return l[at] })
}

// split cuts a run where its level changes.
func (b *bidiLine) split(to []levelRun, r Run) []levelRun {
	if b.page.standIn(r) {
		return append(to, levelRun{r, b.level(r.Src.Start), b.page.width(r.Text)})
	}
	return b.cut(to, r, func(at int) uint8 { return b.level(r.Src.Start + model.Pos(at)) })
}

func (b *bidiLine) cut(to []levelRun, r Run, level func(at int) uint8) []levelRun {
	part, begin := levelRun{Run: r, level: level(0)}, 0
	end := func(at int) {
		part.Text = r.Text[begin:at]
		if !r.Src.Empty() {
			part.Src = model.Range{Start: r.Src.Start + model.Pos(begin), End: r.Src.Start + model.Pos(at)}
		}
		to = append(to, part)
	}
	for at := 0; at < len(r.Text); {
		if l := level(at); l != part.level {
			end(at)
			part, begin = levelRun{Run: r, level: l}, at
		}
		g := b.page.glyph(r.Text, at, len(r.Text), 0, nil)
		at, part.cells = at+g.size, part.cells+g.cells
	}
	end(len(r.Text))
	return to
}

// visual returns the indices of runs in the order of the eye: from the highest
// level down, each stretch of that level and above is turned round (UAX 9, L2).
func visual(runs []levelRun) []int {
	order := make([]int, len(runs))
	highest := uint8(0)
	for i := range runs {
		order[i], highest = i, max(highest, runs[i].level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(order); i++ {
			from := i
			for i < len(order) && runs[order[i]].level >= level {
				i++
			}
			slices.Reverse(order[from:i])
		}
	}
	return order
}

// Shown returns the runs of a line in the order of the eye.
func (l *Line) Shown() []Run {
	if !l.Reordered {
		return l.Runs
	}
	runs := slices.Clone(l.Runs)
	slices.SortStableFunc(runs, func(a, b Run) int { return cmp.Compare(a.Cell, b.Cell) })
	return runs
}

// A Stretch is text of one direction.
type Stretch struct {
	Text string
	RTL  bool // the first letter is the rightmost
}

// Stretches returns s, one line, in the order of the eye; nil if that is the order
// of the text.
func Stretches(s string) []Stretch {
	l := levels(s, RightToLeft(s))
	if l == nil {
		return nil
	}
	var parts []levelRun
	begin := 0
	for at := 1; at <= len(s); at++ {
		if at == len(s) || l[at] != l[begin] {
			parts = append(parts, levelRun{Run: Run{Text: s[begin:at]}, level: l[begin]})
			begin = at
		}
	}
	out := make([]Stretch, 0, len(parts))
	for _, i := range visual(parts) {
		out = append(out, Stretch{parts[i].Text, parts[i].level%2 == 1})
	}
	return out
}
