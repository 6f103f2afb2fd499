package anchor

import "sort"

// A cutter cuts two long sequences where they certainly agree: at elements that
// occur once in each, in the same order (patience diff).
type cutter struct {
	a, b []int32
	cut  func(i, j, n int)      // a[i:i+n] and b[j:j+n] agree
	rest func(i, i2, j, j2 int) // what lies between
}

// maxDepth bounds how often a stretch is cut again at what is unique in it.
const maxDepth = 16

func (c *cutter) compare(i, i2, j, j2, depth int) {
	n := 0
	for i+n < i2 && j+n < j2 && c.a[i+n] == c.b[j+n] {
		n++
	}
	if n > 0 {
		c.cut(i, j, n)
		i, j = i+n, j+n
	}
	n = 0
	for i < i2-n && j < j2-n && c.a[i2-1-n] == c.b[j2-1-n] {
		n++
	}
	i2, j2 = i2-n, j2-n
	if i < i2 || j < j2 {
		c.between(i, i2, j, j2, depth)
	}
	if n > 0 {
		c.cut(i2, j2, n)
	}
}

func (c *cutter) between(i, i2, j, j2, depth int) {
	var common [][2]int
	if depth < maxDepth && i < i2 && j < j2 {
		common = c.unique(i, i2, j, j2)
	}
	if len(common) == 0 {
		c.rest(i, i2, j, j2)
		return
	}
	for _, p := range append(common, [2]int{i2, j2}) {
		if p[0] < i || p[1] < j {
			continue // a run has passed over it
		}
		c.compare(i, p[0], j, p[1], depth+1)
		i, j = p[0], p[1]
		n := 0
		for i+n < i2 && j+n < j2 && c.a[i+n] == c.b[j+n] {
			n++
		}
		if n > 0 {
			c.cut(i, j, n)
		}
		i, j = i+n, j+n
	}
}

// unique returns the longest increasing sequence of pairs that occur once in
// both stretches.
func (c *cutter) unique(i, i2, j, j2 int) [][2]int {
	type seen struct{ a, b, inA, inB int32 }
	count := make(map[int32]*seen, i2-i)
	for k := i; k < i2; k++ {
		s := count[c.a[k]]
		if s == nil {
			s = &seen{}
			count[c.a[k]] = s
		}
		s.a, s.inA = int32(k), s.inA+1
	}
	for k := j; k < j2; k++ {
		if s := count[c.b[k]]; s != nil {
			s.b, s.inB = int32(k), s.inB+1
		}
	}
	var pairs [][2]int
	for k := i; k < i2; k++ {
		if s := count[c.a[k]]; s.inA == 1 && s.inB == 1 {
			pairs = append(pairs, [2]int{k, int(s.b)})
		}
	}
	return increasing(pairs)
}

// increasing returns the longest subsequence whose second parts increase; the
// first parts do already.
func increasing(pairs [][2]int) [][2]int {
	var tails []int // index of the pair that ends the best sequence of each length
	before := make([]int, len(pairs))
	for k, p := range pairs {
		n := sort.Search(len(tails), func(n int) bool { return pairs[tails[n]][1] >= p[1] })
		before[k] = -1
		if n > 0 {
			before[k] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, k)
		} else {
			tails[n] = k
		}
	}
	out := make([][2]int, len(tails))
	if len(tails) == 0 {
		return nil
	}
	for k, n := tails[len(tails)-1], len(tails)-1; n >= 0; k, n = before[k], n-1 {
		out[n] = pairs[k]
	}
	return out
}

// shingle is how many tokens make one element where a long text is cut: single
// words that occur once in each text agree too often by chance.
const shingle = 4

// shingles returns a number for every shingle, at the place of its first token.
// Two may have the same number by chance.
func shingles(x []int32) []int32 {
	out := make([]int32, len(x))
	for i := range out {
		h := uint64(14695981039346656037) // FNV-1a, 64 bits, folded
		for k := i; k < i+shingle; k++ {
			t := int32(-1) // past the end
			if k < len(x) {
				t = x[k]
			}
			h = (h ^ uint64(uint32(t))) * 1099511628211
		}
		out[i] = int32(h ^ h>>32)
	}
	return out
}
