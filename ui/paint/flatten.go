package paint

import (
	"cmp"
	"slices"

	"stet/model"
	"stet/ui/layout"
)

// A Layer is a sheet that marks lie on. Higher ones paint over lower ones;
// within a layer the shorter mark paints over the longer.
type Layer int

// The layers, from below.
const (
	Block Layer = iota
	Name
	Quote
	Claim
	Stance
	Note
	Focus
	Search
	Selection
	Label
)

// A Mark asks for a role over a stretch of the article.
type Mark struct {
	Range model.Range
	Layer Layer
	Role  string
	// Replace is shown instead of the first cluster, in the same cells: the
	// letter to press for a word. "" shows the cluster.
	Replace string
}

// A piece is a stretch of a line under one unchanging stack of marks.
type piece struct {
	begin, end model.Pos
	face       face
	label      string // stands for the cluster at begin
}

// A flattener cuts the overlapping marks of one line into disjoint pieces. It
// keeps its memory from line to line. With n marks on a line it takes
// O(n log n): instead of asking each piece for its stack, the marks are laid
// from the top, and each fills what no higher one has filled.
type flattener struct {
	pieces []piece
	next   int // the piece that was asked for last; a line is read forwards

	marks []flatMark // the topmost first
	cuts  []model.Pos
	open  []int // the first piece from each on that is not filled: a union-find forest
}

type flatMark struct {
	Mark
	face     face
	from, to int // the pieces it covers
}

// slots are what a face is made of: the topmost mark that sets one has it.
var slots = []struct {
	set  func(face) bool
	copy func(to *face, from face)
}{
	{func(f face) bool { return f.fg != 0 }, func(to *face, from face) { to.fg = from.fg }},
	{func(f face) bool { return f.bg != 0 }, func(to *face, from face) { to.bg = from.bg }},
	{func(f face) bool { return f.attr&intensity != 0 }, func(to *face, from face) { to.attr |= from.attr & intensity }},
	{func(f face) bool { return f.attr&italic != 0 }, func(to *face, from face) { to.attr |= italic }},
	{func(f face) bool { return f.attr&underline != 0 }, func(to *face, from face) { to.attr |= underline }},
	{func(f face) bool { return f.attr&reversed != 0 }, func(to *face, from face) { to.attr |= reversed }},
	{func(f face) bool { return f.attr&strike != 0 }, func(to *face, from face) { to.attr |= strike }},
}

// reset flattens the marks that lie on l.
func (f *flattener) reset(p *Painter, l layout.Line, marks []Mark) {
	f.marks, f.cuts, f.pieces, f.next = f.marks[:0], f.cuts[:0], f.pieces[:0], 0
	if l.Src.Empty() {
		return
	}
	f.cuts = append(f.cuts, l.Src.Start, l.Src.End)
	for _, m := range marks {
		if m.Range.Start >= l.Src.End {
			break
		}
		if in := m.Range.Intersect(l.Src); !in.Empty() {
			f.marks = append(f.marks, flatMark{Mark: m, face: p.face(m.Role)})
			f.cuts = append(f.cuts, in.Start, in.End)
		}
	}
	slices.Sort(f.cuts)
	f.cuts = slices.Compact(f.cuts)
	for i := 1; i < len(f.cuts); i++ {
		f.pieces = append(f.pieces, piece{begin: f.cuts[i-1], end: f.cuts[i]})
	}
	slices.SortStableFunc(f.marks, func(a, b flatMark) int {
		return cmp.Or(cmp.Compare(b.Layer, a.Layer), cmp.Compare(a.Range.Len(), b.Range.Len()))
	})
	for i := range f.marks {
		m := &f.marks[i]
		in := m.Range.Intersect(l.Src)
		m.from, _ = slices.BinarySearch(f.cuts, in.Start)
		m.to, _ = slices.BinarySearch(f.cuts, in.End)
		if at := &f.pieces[m.from]; m.Replace != "" && at.label == "" && m.Range.Start == at.begin {
			at.label = m.Replace
		}
	}
	f.fill()
}

func (f *flattener) fill() {
	for _, slot := range slots {
		f.open = f.open[:0]
		for _, m := range f.marks {
			if !slot.set(m.face) {
				continue
			}
			if len(f.open) == 0 {
				for i := range len(f.pieces) + 1 {
					f.open = append(f.open, i)
				}
			}
			for i := f.find(m.from); i < m.to; i = f.find(i) {
				slot.copy(&f.pieces[i].face, m.face)
				f.open[i] = i + 1
			}
		}
	}
}

// find returns the first piece from i on that is not filled.
func (f *flattener) find(i int) int {
	root := i
	for f.open[root] != root {
		root = f.open[root]
	}
	for f.open[i] != root && i != root {
		f.open[i], i = root, f.open[i]
	}
	return root
}

// at returns the piece that holds pos, which must not lie before the one asked
// for last.
func (f *flattener) at(pos model.Pos) piece {
	for f.next+1 < len(f.pieces) && f.pieces[f.next].end <= pos {
		f.next++
	}
	return f.pieces[f.next]
}
