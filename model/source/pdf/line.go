package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A line is a stretch of letters on one base line, without a gap as wide as
// between columns.
type line struct {
	page                   int
	left, right, low, high float64
	size                   float64
	bold                   bool
	text                   string
	runs                   []run
	chars                  []char
	// boxes is the letter that each byte of text was made of, nil for a blank; only
	// where traced is true.
	boxes  []*char
	traced bool
}

// A run is a stretch of a line that looks alike.
type run struct {
	end          int // byte of the line's text
	bold, italic bool
}

func (l *line) height() float64 { return l.high - l.low }

// widestGap is how far words of a line are apart at most, in sizes of its
// letters; columns are farther apart.
const widestGap = 1.5

// linesOf puts the letters of a page together to lines. PDFium gives them in the
// order of the file, in which a line is mostly whole, with blanks and line ends
// made up where it sees gaps.
func linesOf(s *sheet) []line {
	var pieces []line
	var cur []char
	var band area // of the letters of cur
	flush := func() {
		if l, ok := newLine(s, cur); ok {
			pieces = append(pieces, l)
		}
		cur = nil
	}
	for i := range s.chars {
		c := s.chars[i]
		if c.made || c.r == '\r' || c.r == '\n' {
			if c.r == '\n' || c.r == '\r' {
				flush()
			} else if len(cur) > 0 {
				cur = append(cur, c)
			}
			continue
		}
		last := lastLetter(cur)
		if last != nil && !unicode.IsSpace(c.r) && apart(band, last, &c) {
			flush()
			last = nil
		}
		if last == nil {
			band = area{c.left, c.right, c.low, c.high}
		} else if !unicode.IsSpace(c.r) {
			band.low, band.high = min(band.low, c.low), max(band.high, c.high)
		}
		cur = append(cur, c)
	}
	flush()
	return joinPieces(s, pieces)
}

// lastLetter is the last char with a place; the box of a blank is too low to tell.
func lastLetter(chars []char) *char {
	for i := len(chars) - 1; i >= 0; i-- {
		if !chars[i].made && !unicode.IsSpace(chars[i].r) {
			return &chars[i]
		}
	}
	return nil
}

// apart reports whether two letters that follow each other are of two lines. The
// first is the last of a line that reaches up and down as far as band: its letters
// together, because a full stop and the quotation mark after it do not overlap.
func apart(band area, a, b *char) bool {
	size := max(a.size, b.size, 1)
	middle := (b.low + b.high) / 2
	overlap := min(band.high, b.high) - max(band.low, b.low)
	if overlap < 0 && (middle > band.high+0.3*size || middle < band.low-0.3*size) {
		return true
	}
	gap := max(b.left-a.right, a.left-b.right) // letters may run to the left
	return gap > widestGap*size
}

// newLine makes a line of letters of a page.
func newLine(s *sheet, chars []char) (line, bool) {
	l := line{page: s.number, traced: s.traced}
	first := true
	sizes := map[float64]int{}
	bold, letters := 0, 0
	for _, c := range chars {
		if c.made || unicode.IsSpace(c.r) {
			continue
		}
		if first {
			l.left, l.right, l.low, l.high = c.left, c.right, c.low, c.high
		}
		first = false
		l.left, l.right = min(l.left, c.left), max(l.right, c.right)
		l.low, l.high = min(l.low, c.low), max(l.high, c.high)
		sizes[c.size]++
		letters++
		if c.bold {
			bold++
		}
	}
	for size, n := range sizes {
		if n > sizes[l.size] || n == sizes[l.size] && size > l.size {
			l.size = size
		}
	}
	l.bold = 10*bold >= 9*letters
	l.chars = chars
	return l, !first
}

// joinPieces joins the pieces of a line, which a change of the font may have cut,
// and gives each line its text.
func joinPieces(s *sheet, pieces []line) []line {
	slices.SortStableFunc(pieces, func(a, b line) int { return cmp.Or(cmp.Compare(b.low, a.low), cmp.Compare(a.left, b.left)) })
	var out []line
	for _, p := range pieces {
		joined := false
		for i := len(out) - 1; i >= 0 && i >= len(out)-12; i-- {
			l := &out[i]
			size := max(l.size, p.size, 1)
			overlap := min(l.high, p.high) - max(l.low, p.low)
			if overlap < 0.5*min(l.height(), p.height()) || overlap <= 0 {
				continue
			}
			gap := max(p.left-l.right, l.left-p.right)
			if gap > widestGap/2*size || gap < -0.5*size && p.left > l.left && p.right < l.right {
				continue
			}
			if p.left < l.left {
				l.chars = append(slices.Clone(p.chars), l.chars...)
			} else {
				l.chars = append(slices.Clone(l.chars), p.chars...)
			}
			merged, _ := newLine(s, l.chars)
			out[i] = merged
			joined = true
			break
		}
		if !joined {
			out = append(out, p)
		}
	}
	for i := range out {
		out[i].write()
	}
	return slices.DeleteFunc(out, func(l line) bool { return strings.TrimSpace(l.text) == "" })
}

// write makes the text of a line of its letters.
func (l *line) write() {
	chars := l.chars
	if rightToLeft(chars) {
		chars = logical(chars)
	}
	var b strings.Builder
	var last *char
	end := func(c *char) {
		if n := len(l.runs); n > 0 && l.runs[n-1].bold == c.bold && l.runs[n-1].italic == c.italic {
			l.runs[n-1].end = b.Len()
		} else {
			l.runs = append(l.runs, run{b.Len(), c.bold, c.italic})
		}
	}
	blank := true
	for i := range chars {
		c := &chars[i]
		if l.traced {
			l.trace(b.String(), last)
		}
		if c.made || unicode.IsSpace(c.r) {
			if !blank {
				b.WriteByte(' ')
				blank = true
			}
			continue
		}
		if last != nil && !blank && wide(last, c) {
			b.WriteByte(' ')
		}
		if c.r == 0x02 || c.r == 0xFFFE || c.r == 0xAD { // how PDFium writes a hyphen at a line's end
			b.WriteByte('-')
		} else {
			b.WriteString(plainLetter(c.r))
		}
		end(c)
		blank, last = false, c
	}
	if l.traced {
		l.trace(b.String(), last)
	}
	l.text = strings.TrimRight(b.String(), " ")
	if n := len(l.runs); n > 0 {
		l.runs[n-1].end = len(l.text)
	}
	l.chars = nil
}

// trace notes that what is new in the text was made of c, blanks apart.
func (l *line) trace(text string, c *char) {
	for i := len(l.boxes); i < len(text); i++ {
		if text[i] == ' ' {
			l.boxes = append(l.boxes, nil)
		} else {
			l.boxes = append(l.boxes, c)
		}
	}
}

// wide reports whether there is a blank between two letters that the file does not
// write.
func wide(a, b *char) bool {
	return max(b.left-a.right, a.left-b.right) > 0.25*max(a.size, b.size, 1) && b.left != b.right
}

// plainLetter takes ligatures and the forms of Arabic letters apart.
func plainLetter(r rune) string {
	if 0xFB00 <= r && r <= 0xFB06 || 0xFB1D <= r && r <= 0xFDFC || 0xFE70 <= r && r <= 0xFEFC {
		return norm.NFKC.String(string(r))
	}
	if r < ' ' || r == 0xFFFF {
		return ""
	}
	return string(r)
}

func isRTL(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana) && !unicode.IsDigit(r)
}

// rightToLeft reports whether most letters of a line are written to the left.
func rightToLeft(chars []char) bool {
	rtl, ltr := 0, 0
	for i := range chars {
		switch r := chars[i].r; {
		case isRTL(r):
			rtl++
		case unicode.IsLetter(r):
			ltr++
		}
	}
	return rtl > ltr
}

// logical puts the letters of a line that runs to the left in the order in which
// they are read: by place from the right, and words and numbers that run to the
// right turned back.
func logical(chars []char) []char {
	chars = slices.DeleteFunc(slices.Clone(chars), func(c char) bool { return c.made })
	slices.SortStableFunc(chars, func(a, b char) int { return cmp.Compare(b.left+b.right, a.left+a.right) })
	for i := 0; i < len(chars); {
		j := i
		for j < len(chars) && !isRTL(chars[j].r) {
			j++
		}
		if j == i {
			i++
			continue
		}
		// Blanks and marks at the edges of the stretch belong to the line.
		a, b := i, j
		for a < b && !turns(chars[a].r) {
			a++
		}
		for b > a && !turns(chars[b-1].r) {
			b--
		}
		slices.Reverse(chars[a:b])
		i = j
	}
	for i := range chars {
		if m, ok := mirrored[chars[i].r]; ok {
			chars[i].r = m
		}
	}
	return chars
}

// turns reports whether a letter is written to the right.
func turns(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// mirrored are the brackets, which a file has as they look.
var mirrored = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{', '<': '>', '>': '<', '«': '»', '»': '«'}
