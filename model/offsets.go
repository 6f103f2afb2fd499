package model

import (
	"math/bits"
	"sort"
	"unicode/utf8"
)

// Offsets converts between bytes and the units that files speak: Unicode code
// points, and UTF-16 units. It is built in one pass over the text and is
// immutable afterwards; a conversion costs one binary search and at most
// stride bytes.
type Offsets struct {
	text  string
	marks []offsetMark // nil for pure ASCII, where all units agree
	total offsetMark
	valid bool // the text is UTF-8
}

type offsetMark struct{ bytes, points, units int }

// stride is how many bytes lie between two marks. 1,024 keeps the table at
// 2.4 % of the text and a conversion under a microsecond.
const stride = 1024

// NewOffsets builds the table for text.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text, valid: true}
	var at offsetMark
	next, wide := 0, false
	for i := 0; i < len(text); {
		if i >= next {
			o.marks = append(o.marks, at)
			next += stride
		}
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			at.bytes, at.points, at.units = i, at.points+1, at.units+1
			continue
		}
		wide = true
		r, n := utf8.DecodeRuneInString(text[i:])
		o.valid = o.valid && n > 1
		i += n
		at.bytes, at.points, at.units = i, at.points+1, at.units+utf16Len(r)
	}
	o.total = at
	if !wide {
		o.marks = nil
	}
	return o
}

// utf16Len counts the units of r in UTF-16 (an invalid byte reads as U+FFFD).
func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// Len returns the length of the text in code points.
func (o *Offsets) Len() int { return o.total.points }

// LenUTF16 returns the length of the text in UTF-16 units.
func (o *Offsets) LenUTF16() int { return o.total.units }

// CodePoint returns how many code points are before p.
func (o *Offsets) CodePoint(p Pos) int {
	if b := int(p); o.marks != nil && b > 0 && b < len(o.text) && utf8.RuneStart(o.text[b]) {
		m := o.marks[o.before(b)]
		if o.valid {
			return m.points + CountPoints(o.text[m.bytes:b])
		}
		return m.points + utf8.RuneCountInString(o.text[m.bytes:b])
	}
	return o.at(p).points
}

// CountPoints returns how many code points valid UTF-8 has. Eight bytes at a time it
// leaves out those that continue a code point, which begin with the bits 10.
func CountPoints(s string) int {
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		n -= bits.OnesCount64(w >> 7 &^ (w >> 6) & 0x0101010101010101)
	}
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			n--
		}
	}
	return n
}

// UTF16 returns how many UTF-16 units are before p.
func (o *Offsets) UTF16(p Pos) int { return o.at(p).units }

// PosOfCodePoint returns the byte offset of the nth code point. The end of the
// text is a valid answer; false means n lies outside the text.
func (o *Offsets) PosOfCodePoint(n int) (Pos, bool) {
	return o.find(n, func(m offsetMark) int { return m.points })
}

// PosOfUTF16 returns the byte offset of the nth UTF-16 unit. False means n lies
// outside the text or between the two halves of a surrogate pair.
func (o *Offsets) PosOfUTF16(n int) (Pos, bool) {
	return o.find(n, func(m offsetMark) int { return m.units })
}

func (o *Offsets) at(p Pos) offsetMark {
	b := max(0, min(int(p), len(o.text)))
	if o.marks == nil {
		return offsetMark{b, b, b}
	}
	m := o.marks[o.before(b)]
	for m.bytes < b {
		m = o.step(m)
	}
	return m
}

// before returns the index of the mark from which b is counted. The ith lies at i
// strides, or at the end of the code point there: behind b only where b lies within it.
func (o *Offsets) before(b int) int { return min(b/stride, len(o.marks)-1) }

func (o *Offsets) find(n int, unit func(offsetMark) int) (Pos, bool) {
	if n < 0 || n > unit(o.total) {
		return 0, false
	}
	if o.marks == nil {
		return Pos(n), true
	}
	i := max(0, sort.Search(len(o.marks), func(i int) bool { return unit(o.marks[i]) > n })-1)
	m := o.marks[i]
	for unit(m) < n {
		m = o.step(m)
	}
	return Pos(m.bytes), unit(m) == n
}

func (o *Offsets) step(m offsetMark) offsetMark {
	r, n := utf8.DecodeRuneInString(o.text[m.bytes:])
	return offsetMark{m.bytes + n, m.points + 1, m.units + utf16Len(r)}
}
