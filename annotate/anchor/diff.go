package anchor

import (
	"slices"
	"sort"
	"strings"
)

// A piece is a stretch of text that is in the old text and in the new one,
// in bytes.
type piece struct{ old, new, n int }

// A mapping says what has become of an old text: pieces in the order of both.
type mapping struct {
	old, new string
	pieces   []piece
	left     int // steps that may still be spent on looking for passages
}

const (
	// workLimit is how many pairs of equal tokens two stretches may have to be
	// compared as they are. Articles of 20,000 words stay below it; longer texts
	// are first cut where they certainly agree.
	workLimit = 4 << 20
	// stepLimit is how many steps may be spent on one pair of texts, about half
	// a second. What is left then is paired by the words that it has once.
	stepLimit = 128 << 20
)

// compare finds what two texts share. The longest common passage is taken first,
// then those before and after it (Ratcliff and Metzener, Pattern Matching: the
// Gestalt Approach, 1988): unlike a longest common subsequence that keeps prose
// together and does not pair stray words. Time and memory are bounded by the
// lengths of the texts and stepLimit.
func compare(old, new string) *mapping {
	m := &mapping{old: old, new: new, left: stepLimit}
	if len(old)+len(new) < 1<<17 {
		m.tokens(0, len(old), 0, len(new))
		return m
	}
	m.lines()
	return m
}

// lines cuts long texts at the lines that occur exactly once in both, and
// compares what lies between them by tokens.
func (m *mapping) lines() {
	a, b := lineEnds(m.old), lineEnds(m.new)
	x, y := intern(m.old, a, m.new, b)
	c := &cutter{a: x, b: y, cut: func(i, j, n int) {
		from, to := int(a[i].start), int(a[i+n-1].end)
		m.add(piece{from, int(b[j].start), to - from})
	}, rest: func(i, i2, j, j2 int) {
		m.tokens(edge(a, i, len(m.old)), edge(a, i2, len(m.old)), edge(b, j, len(m.new)), edge(b, j2, len(m.new)))
	}}
	c.compare(0, len(x), 0, len(y), 0)
}

// lineEnds splits a text into lines with their line ends.
func lineEnds(text string) []token {
	var out []token
	for at := 0; at < len(text); {
		n := strings.IndexByte(text[at:], '\n') + 1
		if n == 0 {
			n = len(text) - at
		}
		out = append(out, token{int32(at), int32(at + n)})
		at += n
	}
	return out
}

func edge(ts []token, i, end int) int {
	if i < len(ts) {
		return int(ts[i].start)
	}
	return end
}

// tokens compares two stretches word by word.
func (m *mapping) tokens(i, i2, j, j2 int) {
	a, b := tokenize(m.old, i, i2), tokenize(m.new, j, j2)
	if len(a) == 0 || len(b) == 0 {
		return
	}
	x, y := intern(m.old, a, m.new, b)
	take := func(i, j, n int) {
		for k := range n {
			if x[i+k] != y[j+k] {
				continue
			}
			s, t := a[i+k], b[j+k]
			m.add(piece{int(s.start), int(t.start), int(s.end - s.start)})
		}
	}
	if pairs(x, y) <= workLimit {
		m.gestalt(x, y, take)
		return
	}
	c := &cutter{a: shingles(x), b: shingles(y), cut: take, rest: func(i, i2, j, j2 int) {
		if pairs(x[i:i2], y[j:j2]) <= workLimit {
			m.gestalt(x[i:i2], y[j:j2], func(di, dj, n int) { take(i+di, j+dj, n) })
		}
	}}
	c.compare(0, len(c.a), 0, len(c.b), 0)
}

// add appends a piece, or lengthens the last one where the text between is the
// same too.
func (m *mapping) add(p piece) {
	if len(m.pieces) > 0 {
		last := &m.pieces[len(m.pieces)-1]
		oldEnd, newEnd := last.old+last.n, last.new+last.n
		if gap := p.old - oldEnd; gap == p.new-newEnd && m.old[oldEnd:p.old] == m.new[newEnd:p.new] {
			last.n += gap + p.n
			return
		}
	}
	m.pieces = append(m.pieces, p)
}

// from returns the pieces that overlap an old range, cut to it.
func (m *mapping) from(start, end int) []piece {
	i := sort.Search(len(m.pieces), func(i int) bool { return m.pieces[i].old+m.pieces[i].n > start })
	var out []piece
	for ; i < len(m.pieces) && m.pieces[i].old < end; i++ {
		p := m.pieces[i]
		if d := start - p.old; d > 0 {
			p = piece{p.old + d, p.new + d, p.n - d}
		}
		p.n = min(p.n, end-p.old)
		out = append(out, p)
	}
	return out
}

// endBefore returns where in the new text the piece ends that comes before the
// old offset at; false if old words from before start were lost in between.
func (m *mapping) endBefore(at, start int) (int, bool) {
	i := sort.Search(len(m.pieces), func(i int) bool { return m.pieces[i].old+m.pieces[i].n > at }) - 1
	if i < 0 {
		return 0, blank(m.old[:start])
	}
	p := m.pieces[i]
	return p.new + p.n, blank(m.old[min(p.old+p.n, start):start])
}

// startAfter returns where in the new text the piece begins that comes after the
// old offset at; false if old words from after end were lost in between.
func (m *mapping) startAfter(at, end int) (int, bool) {
	i := sort.Search(len(m.pieces), func(i int) bool { return m.pieces[i].old >= at })
	if i == len(m.pieces) {
		return len(m.new), blank(m.old[end:])
	}
	p := m.pieces[i]
	return p.new, blank(m.old[end:max(p.old, end)])
}

// near returns where in the new text an old position would be.
func (m *mapping) near(at int) int {
	i := sort.Search(len(m.pieces), func(i int) bool { return m.pieces[i].old > at }) - 1
	if i < 0 {
		return 0
	}
	p := m.pieces[i]
	return p.new + min(at-p.old, p.n)
}

// pairs counts the pairs of equal tokens, up to somewhat over workLimit.
func pairs(x, y []int32) int {
	count := make(map[int32]int, len(x)/4+1)
	for _, t := range x {
		count[t]++
	}
	n := 0
	for _, t := range y {
		if n += count[t]; n > workLimit {
			break
		}
	}
	return n
}

// gestalt reports the matching blocks of x and y in order.
func (m *mapping) gestalt(x, y []int32, take func(i, j, n int)) {
	g := &gestalter{x: x, y: y, at: make(map[int32][]int32, len(y)/4+1)}
	for j, t := range y {
		g.at[t] = append(g.at[t], int32(j))
	}
	g.run, g.next = make([]int32, len(y)+1), make([]int32, len(y)+1)
	var blocks []block
	stack := [][4]int{{0, len(x), 0, len(y)}}
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if g.left = m.left; g.left <= 0 {
			c := &cutter{a: x, b: y, cut: func(i, j, n int) { blocks = append(blocks, block{i, j, n}) }, rest: func(int, int, int, int) {}}
			c.compare(s[0], s[1], s[2], s[3], 0)
			continue
		}
		i, j, n := g.longest(s[0], s[1], s[2], s[3])
		if m.left = g.left; n == 0 {
			continue
		}
		blocks = append(blocks, block{i, j, n})
		if s[0] < i && s[2] < j {
			stack = append(stack, [4]int{s[0], i, s[2], j})
		}
		if i+n < s[1] && j+n < s[3] {
			stack = append(stack, [4]int{i + n, s[1], j + n, s[3]})
		}
	}
	slices.SortFunc(blocks, func(a, b block) int { return a.i - b.i })
	for _, b := range blocks {
		take(b.i, b.j, b.n)
	}
}

type block struct{ i, j, n int }

type gestalter struct {
	x, y      []int32
	at        map[int32][]int32 // where each token is in y
	run, next []int32           // length of the block that ends before y[j]
	left      int               // steps
}

// longest finds the longest block that x[i:i2] and y[j:j2] share, the first of
// several.
func (g *gestalter) longest(i, i2, j, j2 int) (besti, bestj, best int) {
	run, next := g.run, g.next
	var touched, touching []int32
	for k := i; k < i2; k++ {
		g.left--
		places := g.at[g.x[k]]
		first := sort.Search(len(places), func(p int) bool { return int(places[p]) >= j })
		for _, p := range places[first:] {
			if int(p) >= j2 {
				break
			}
			g.left--
			n := run[p] + 1
			next[p+1] = n
			touching = append(touching, p+1)
			if int(n) > best {
				besti, bestj, best = k+1-int(n), int(p)+1-int(n), int(n)
			}
		}
		for _, p := range touched {
			run[p] = 0
		}
		run, next = next, run
		touched, touching = touching, touched[:0]
	}
	for _, p := range touched {
		run[p] = 0
	}
	return besti, bestj, best
}

func blank(s string) bool { return strings.IndexFunc(s, func(c rune) bool { return !isSpace(c) }) < 0 }
