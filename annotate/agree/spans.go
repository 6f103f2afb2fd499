package agree

import (
	"cmp"
	"math"
	"slices"
)

// An F1 says how many of two coders' stretches are the same ones: twice those
// that match, of all. It has no sides, so neither coder has to be right.
type F1 struct {
	Value                  float64 // NaN where nobody marked anything
	Matched, First, Second int
}

func f1(matched, first, second int) F1 {
	f := F1{Value: math.NaN(), Matched: matched, First: first, Second: second}
	if first+second > 0 {
		f.Value = 2 * float64(matched) / float64(first+second)
	}
	return f
}

// ExactF1 counts stretches of the same words and label, as conlleval does.
func ExactF1(first, second []Stretch) F1 {
	left := map[Stretch]int{}
	for _, s := range first {
		left[s]++
	}
	matched := 0
	for _, s := range second {
		if left[s] > 0 {
			left[s]--
			matched++
		}
	}
	return f1(matched, len(first), len(second))
}

// OverlapF1 counts stretches of the same label that share any of their words,
// each at most once.
func OverlapF1(first, second []Stretch) F1 {
	n := 0
	byLabel := map[string][2][]Stretch{}
	for i, side := range [][]Stretch{first, second} {
		for _, s := range side {
			pair := byLabel[s.Label]
			pair[i] = append(pair[i], s)
			byLabel[s.Label] = pair
		}
	}
	for _, pair := range byLabel {
		n += len(matchOverlaps(pair[0], pair[1]))
	}
	return f1(n, len(first), len(second))
}

// Boundaries returns the stretches without their labels, to tell agreement on
// where something is from that on what it is.
func Boundaries(stretches []Stretch) []Stretch {
	out := slices.Clone(stretches)
	for i := range out {
		out[i].Label = ""
	}
	return out
}

// Labels returns the labels of stretches that overlap, pair by pair: where both
// coders marked something, what they called it.
func Labels(first, second []Stretch) Table {
	var t Table
	for _, pair := range matchOverlaps(first, second) {
		t = append(t, []string{pair[0].Label, pair[1].Label})
	}
	return t
}

// matchOverlaps pairs stretches that overlap, each with the first that ends and
// is still free: the most pairs that there can be where no coder's stretches
// overlap each other, and close to it elsewhere.
func matchOverlaps(first, second []Stretch) [][2]Stretch {
	byEnd := func(a, b Stretch) int {
		return cmp.Or(a.End-b.End, a.Start-b.Start, cmp.Compare(a.Label, b.Label))
	}
	a, b := slices.Clone(first), slices.Clone(second)
	slices.SortFunc(a, byEnd)
	slices.SortFunc(b, byEnd)
	var pairs [][2]Stretch
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].End <= b[j].Start:
			i++
		case b[j].End <= a[i].Start:
			j++
		default:
			pairs = append(pairs, [2]Stretch{a[i], b[j]})
			i++
			j++
		}
	}
	return pairs
}
