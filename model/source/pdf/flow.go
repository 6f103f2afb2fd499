package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A flow is the text of a page in the order in which it is read, without running
// heads, and the place of each of its letters. Lines are joined as in [layout], but
// paragraphs are not told apart.
type flow struct {
	text  string
	boxes []*char // of each byte of text, nil for a blank
}

// flows makes the flow of each page.
func flows(sheets []sheet) []flow {
	for i := range sheets {
		sheets[i].traced = true
	}
	l, pages := newLayouter(sheets)
	out := make([]flow, len(sheets))
	for i := range sheets {
		_, parts := l.parts(&sheets[i], pages[i])
		for _, part := range parts {
			for k := range part {
				out[i].add(&part[k], l.hyphens)
			}
		}
	}
	return out
}

// add joins a line to the flow.
func (f *flow) add(x *line, h hyphens) {
	sep := ""
	if f.text != "" {
		f.text, sep = h.join(f.text, x.text)
		f.boxes = f.boxes[:len(f.text)]
	}
	f.text += sep + x.text
	for range sep {
		f.boxes = append(f.boxes, nil)
	}
	f.boxes = append(f.boxes, x.boxes[:len(x.text)]...)
}

// An area is a rectangle on a page, in points from the lower left corner.
type area struct{ left, right, low, high float64 }

// holds reports whether the middle of a letter lies in the area.
func (a area) holds(c *char) bool {
	x, y := (c.left+c.right)/2, (c.low+c.high)/2
	return a.left <= x && x <= a.right && a.low <= y && y <= a.high
}

// under returns the first stretch of the flow that reaches from the first to the
// last letter in any of the areas; ok is false if there is no letter.
func (f *flow) under(areas []area) (start, end int, ok bool) {
	start = len(f.text)
	for i, c := range f.boxes {
		if c == nil {
			continue
		}
		for _, a := range areas {
			if a.holds(c) {
				start, end = min(start, i), max(end, i+1)
				break
			}
		}
	}
	return start, end, start < end
}

// areas are the rectangles around a stretch of the flow, one for each line of the
// page that it touches.
func (f *flow) areas(start, end int) []area {
	var out []area
	var last *char
	for _, c := range f.boxes[start:end] {
		if c == nil || c == last {
			continue
		}
		if n := len(out); n > 0 && !apart(out[n-1], last, c) {
			a := &out[n-1]
			a.left, a.right = min(a.left, c.left), max(a.right, c.right)
			a.low, a.high = min(a.low, c.low), max(a.high, c.high)
		} else {
			out = append(out, area{c.left, c.right, c.low, c.high})
		}
		last = c
	}
	return out
}

// A squeezed text has neither blanks nor hyphens: it is the same however lines
// are broken. at is the byte of the whole text from which each of its bytes comes.
type squeezed struct {
	text string
	at   []int
}

func squeeze(text string) squeezed {
	var b strings.Builder
	s := squeezed{at: make([]int, 0, len(text))}
	for i, r := range text {
		if unicode.IsSpace(r) || r == '-' || r == '\u00ad' {
			continue
		}
		b.WriteRune(r)
		for range utf8.RuneLen(r) {
			s.at = append(s.at, i)
		}
	}
	s.text = b.String()
	return s
}

// find returns the stretch of the flow with these words. Where they occur several
// times, the words before them decide; ok is false if they do not.
func (f *flow) find(words, before string) (start, end int, ok bool) {
	whole, part, head := squeeze(f.text), squeeze(words).text, squeeze(before).text
	if part == "" {
		return 0, 0, false
	}
	best, ties, at := -1, 0, 0
	for from := 0; ; {
		i := strings.Index(whole.text[from:], part)
		if i < 0 {
			break
		}
		i += from
		same := commonEnd(whole.text[:i], head)
		switch {
		case same > best:
			best, ties, at = same, 1, i
		case same == best:
			ties++
		}
		from = i + 1
	}
	if ties != 1 {
		return 0, 0, false
	}
	last := whole.at[at+len(part)-1]
	_, n := utf8.DecodeRuneInString(f.text[last:])
	return whole.at[at], last + n, true
}

// commonEnd is how many bytes two texts have in common at their ends.
func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
