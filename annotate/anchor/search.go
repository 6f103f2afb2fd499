package anchor

import "unicode/utf8"

// A match is where a pattern was found, in runes of the text that was searched.
type match struct{ start, end, errors int }

// search finds the best approximate match of a pattern: the stretch of text with
// the smallest edit distance, if that is at most limit; of several the one that
// ends first. It computes the columns of the distance matrix a machine word at a
// time (Myers, A fast bit-vector algorithm for approximate string matching,
// J. ACM 46(3), 1999; in blocks for long patterns, as by Hyyrö 2003) and takes
// O(len(text) · len(pattern)/64).
func search(text, pattern []rune, limit int) (match, bool) {
	if len(pattern) == 0 {
		return match{}, false
	}
	end, errors := bestEnd(text, pattern)
	if errors > limit {
		return match{}, false
	}
	// The start is where the reversed pattern ends best in the reversed text.
	from := max(0, end-len(pattern)-errors)
	back, _ := bestEndAnchored(reverse(text[from:end]), reverse(pattern))
	return match{end - back, end, errors}, true
}

// similarity is 1 for equal texts and 0 for texts without a sign in common:
// 1 - distance / length of the longer one.
func similarity(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	n := max(len(x), len(y))
	if n == 0 {
		return 1
	}
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	return 1 - float64(distance(x, y))/float64(n)
}

// distance is the edit distance of two texts, neither empty.
func distance(a, b []rune) int {
	v := newColumn(b, 1)
	for _, c := range a {
		v.step(c)
	}
	return v.score
}

// bestEnd returns where the pattern ends in the text with the fewest errors if
// it may begin anywhere.
func bestEnd(text, pattern []rune) (end, errors int) {
	v := newColumn(pattern, 0)
	errors = v.score
	for i, c := range text {
		if v.step(c); v.score < errors {
			end, errors = i+1, v.score
		}
	}
	return end, errors
}

// bestEndAnchored does so if the pattern begins at the beginning of the text.
// Of several ends it returns the last, which is the longer match.
func bestEndAnchored(text, pattern []rune) (end, errors int) {
	v := newColumn(pattern, 1)
	errors = v.score
	for i, c := range text {
		if v.step(c); v.score <= errors {
			end, errors = i+1, v.score
		}
	}
	return end, errors
}

// A column is one column of the distance matrix of a pattern and a text, as the
// differences between its cells: plus and minus hold a bit a rune of the pattern.
type column struct {
	masks map[rune][]uint64 // where each rune is in the pattern
	none  []uint64
	plus  []uint64
	minus []uint64
	last  uint64 // the bit of the last rune, in the last block
	score int    // the cell of the last rune
	first int    // what the cell above the first rune grows by at each step: 0 or 1
}

const wordBits = 64

func newColumn(pattern []rune, first int) *column {
	n := (len(pattern) + wordBits - 1) / wordBits
	c := &column{
		masks: make(map[rune][]uint64), none: make([]uint64, n),
		plus: make([]uint64, n), minus: make([]uint64, n),
		last: 1 << ((len(pattern) - 1) % wordBits), score: len(pattern), first: first,
	}
	for i, r := range pattern {
		if c.masks[r] == nil {
			c.masks[r] = make([]uint64, n)
		}
		c.masks[r][i/wordBits] |= 1 << (i % wordBits)
	}
	for i := range c.plus {
		c.plus[i] = ^uint64(0)
	}
	return c
}

// step goes on to the column of the next rune of the text.
func (c *column) step(r rune) {
	masks, ok := c.masks[r]
	if !ok {
		masks = c.none
	}
	in := c.first // horizontal difference that enters a block from above
	for b := range c.plus {
		plus, minus, eq := c.plus[b], c.minus[b], masks[b]
		vertical := eq | minus
		if in < 0 {
			eq |= 1
		}
		horizontal := (((eq & plus) + plus) ^ plus) | eq
		up := minus | ^(horizontal | plus)
		down := plus & horizontal
		high := uint64(1) << (wordBits - 1)
		if b == len(c.plus)-1 {
			high = c.last
		}
		out := 0
		if up&high != 0 {
			out = 1
		}
		if down&high != 0 {
			out = -1
		}
		up, down = up<<1, down<<1
		if in > 0 {
			up |= 1
		} else if in < 0 {
			down |= 1
		}
		c.plus[b] = down | ^(vertical | up)
		c.minus[b] = up & vertical
		in = out
	}
	c.score += in
}

func reverse(rs []rune) []rune {
	out := make([]rune, len(rs))
	for i, r := range rs {
		out[len(rs)-1-i] = r
	}
	return out
}

// runesOf decodes text[from:to] and tells where each rune begins, in bytes of
// the text; the last offset is to.
func runesOf(text string, from, to int) (runes []rune, at []int) {
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(text[i:])
		runes, at = append(runes, c), append(at, i)
		i += n
	}
	return runes, append(at, to)
}
