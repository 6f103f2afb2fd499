package pdf

import (
	"cmp"
	"math"
	"slices"
)

// ordered puts the lines of a page in the order in which they are read: by bands
// from the top; in a band with columns, column after column.
func ordered(lines []line, depth int) [][]line {
	if len(lines) == 0 {
		return nil
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Or(cmp.Compare(b.high, a.high), cmp.Compare(a.left, b.left)) })
	gutter, ok := findGutter(lines)
	if !ok || depth > 6 {
		return [][]line{lines}
	}
	var out [][]line
	var left, right, wide []line
	flushWide := func() {
		if len(wide) > 0 {
			out = append(out, wide)
			wide = nil
		}
	}
	flushColumns := func() {
		out = append(out, ordered(left, depth+1)...)
		out = append(out, ordered(right, depth+1)...)
		left, right = nil, nil
	}
	if rtlPage(lines) { // the right column is read first
		flushColumns = func() {
			out = append(out, ordered(right, depth+1)...)
			out = append(out, ordered(left, depth+1)...)
			left, right = nil, nil
		}
	}
	size := medianSize(lines)
	for _, l := range lines {
		switch {
		case len(wide) > 0 && sameHeading(&wide[len(wide)-1], &l, size):
			wide = append(wide, l)
		case l.right <= gutter+1:
			flushWide()
			left = append(left, l)
		case l.left >= gutter-1:
			flushWide()
			right = append(right, l)
		default:
			flushColumns()
			wide = append(wide, l)
		}
	}
	flushWide()
	flushColumns()
	return out
}

// sameHeading reports whether a line goes on with a heading that runs over the
// columns.
func sameHeading(above, l *line, usual float64) bool {
	return l.size > 1.15*usual && math.Abs(l.size-above.size) < 0.5 && l.bold == above.bold && above.low-l.low < 2*l.size
}

func medianSize(lines []line) float64 {
	sizes := make([]float64, len(lines))
	for i := range lines {
		sizes[i] = lines[i].size
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2]
}

// rtlPage reports whether most lines are written to the left.
func rtlPage(lines []line) bool {
	n := 0
	for i := range lines {
		for _, r := range lines[i].text {
			if isRTL(r) {
				n++
				break
			}
		}
	}
	return 2*n > len(lines)
}

const (
	// leastColumn is how many lines a column has.
	leastColumn = 3
	// leastGutter is how far columns are apart, in points.
	leastGutter = 5
)

// findGutter returns where the widest gap between two columns is: few lines cross
// it, and on both sides lines are side by side.
func findGutter(lines []line) (float64, bool) {
	lo, hi := lines[0].left, lines[0].right
	for i := range lines {
		lo, hi = min(lo, lines[i].left), max(hi, lines[i].right)
	}
	width := int(hi-lo) + 1
	if width < 40 || width > 20_000 {
		return 0, false
	}
	crossing := make([]int, width+2) // lines over each point, by differences
	for i := range lines {
		a, b := int(lines[i].left-lo), int(lines[i].right-lo)
		crossing[max(a, 0)]++
		crossing[min(b, width)+1]--
	}
	for i := 1; i < len(crossing); i++ {
		crossing[i] += crossing[i-1]
	}
	best, bestWidth := 0.0, 0
	most := len(lines) / 3
	for i := width / 8; i < width*7/8; {
		if crossing[i] > most {
			i++
			continue
		}
		j := i
		for j < width && crossing[j] <= crossing[i] {
			j++
		}
		middle := lo + float64(i+j)/2
		if j-i >= leastGutter && j-i > bestWidth && sideBySide(lines, middle) {
			best, bestWidth = middle, j-i
		}
		i = j
	}
	return best, bestWidth > 0
}

// sideBySide reports whether on both sides of a gutter there are lines, of which a
// good part lie beside each other.
func sideBySide(lines []line, gutter float64) bool {
	var left, right []line
	for _, l := range lines {
		switch {
		case l.right <= gutter+1:
			left = append(left, l)
		case l.left >= gutter-1:
			right = append(right, l)
		}
	}
	if len(left) < leastColumn || len(right) < leastColumn || 3*(len(left)+len(right)) < 2*len(lines) {
		return false
	}
	// A table or a list with numbers has short lines on one side.
	if text(left) < text(right)/8 || text(right) < text(left)/8 {
		return false
	}
	top := min(left[0].high, right[0].high)
	bottom := max(left[len(left)-1].low, right[len(right)-1].low)
	whole := max(left[0].high, right[0].high) - min(left[len(left)-1].low, right[len(right)-1].low)
	return top-bottom > 0.2*whole
}

func text(lines []line) (n int) {
	for i := range lines {
		n += len(lines[i].text)
	}
	return n
}
