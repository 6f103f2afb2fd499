package main

import (
	"cmp"
	"math"
	"slices"

	"stet/model/mention/tagger"
)

// Words fall into clusters by what is beside them: the exchange algorithm
// over class bigrams (Kneser and Ney 1993; Martin, Liermann, Ney 1998), which is
// what Brown's clusters approximate from below.
const (
	clusters     = 200 // cluster numbers are bytes; 0 is no cluster
	clusterMin   = 5   // how often a word must occur
	clusterRound = 6   // passes over the vocabulary
)

// clusterWords returns the cluster of each word that is frequent enough, by its
// key in the lexicon.
func clusterWords(texts []string) map[uint64]uint16 {
	c := newClustering(texts)
	for range clusterRound {
		if c.pass() == 0 {
			break
		}
	}
	of := map[uint64]uint16{}
	for w, key := range c.keys {
		of[key] = uint16(c.class[w] + 1)
	}
	return of
}

// neighbour is how often a word is beside another.
type neighbour struct{ word, count int32 }

type clustering struct {
	keys        []uint64
	count       []int32
	left, right [][]neighbour
	class       []int32
	classCount  []float64
	bigram      [][]float64 // [class before][class]
}

// newClustering counts neighbours and deals the words out by frequency.
func newClustering(texts []string) *clustering {
	words := (&tagger.Model{}).Tokens
	seen := map[uint64]int32{}
	var tokens []tagger.Token
	eachToken := func(do func(key uint64)) {
		for _, text := range texts {
			tokens = words(tokens[:0], text)
			do(0)
			for _, t := range tokens {
				if t.Kind == tagger.Number {
					do(1)
					continue
				}
				do(tagger.Hash(text[t.Start:t.End]))
			}
		}
	}
	eachToken(func(key uint64) { seen[key]++ })
	c := &clustering{}
	for key, n := range seen {
		if n >= clusterMin {
			c.keys = append(c.keys, key)
		}
	}
	slices.SortFunc(c.keys, func(a, b uint64) int {
		return cmp.Or(cmp.Compare(seen[b], seen[a]), cmp.Compare(a, b))
	})
	index := map[uint64]int32{}
	for i, key := range c.keys {
		index[key] = int32(i)
	}
	n := len(c.keys)
	c.count, c.class = make([]int32, n), make([]int32, n)
	pairs := map[[2]int32]int32{}
	before, known := int32(0), false
	eachToken(func(key uint64) {
		w, ok := index[key]
		if ok {
			c.count[w]++
			if known {
				pairs[[2]int32{before, w}]++
			}
		}
		before, known = w, ok
	})
	c.left, c.right = make([][]neighbour, n), make([][]neighbour, n)
	for p, k := range pairs {
		c.right[p[0]] = append(c.right[p[0]], neighbour{p[1], k})
		c.left[p[1]] = append(c.left[p[1]], neighbour{p[0], k})
	}
	byWord := func(a, b neighbour) int { return cmp.Compare(a.word, b.word) }
	for w := range n {
		slices.SortFunc(c.left[w], byWord)
		slices.SortFunc(c.right[w], byWord)
		c.class[w] = int32(w % clusters)
	}
	c.total()
	return c
}

// total counts the classes anew.
func (c *clustering) total() {
	c.classCount = make([]float64, clusters)
	c.bigram = make([][]float64, clusters)
	for i := range c.bigram {
		c.bigram[i] = make([]float64, clusters)
	}
	for w, list := range c.right {
		c.classCount[c.class[w]] += float64(c.count[w])
		for _, r := range list {
			c.bigram[c.class[w]][c.class[r.word]] += float64(r.count)
		}
	}
}

// pass offers every word each class once and returns how many moved.
func (c *clustering) pass() int {
	moved := 0
	leftOf, rightOf := make([]float64, clusters), make([]float64, clusters)
	for w := range c.keys {
		clear(leftOf)
		clear(rightOf)
		self := 0.0
		for _, l := range c.left[w] {
			if int(l.word) == w {
				self += float64(l.count)
				continue
			}
			leftOf[c.class[l.word]] += float64(l.count)
		}
		for _, r := range c.right[w] {
			if int(r.word) != w {
				rightOf[c.class[r.word]] += float64(r.count)
			}
		}
		old := c.class[w]
		c.move(w, old, leftOf, rightOf, self, -1)
		best, gain := old, math.Inf(-1)
		for k := range int32(clusters) {
			if g := c.gain(w, k, leftOf, rightOf); g > gain+1e-9 {
				best, gain = k, g
			}
		}
		c.move(w, best, leftOf, rightOf, self, 1)
		c.class[w] = best
		if best != old {
			moved++
		}
	}
	return moved
}

// move takes word w out of class k (sign -1) or puts it in (sign 1).
func (c *clustering) move(w int, k int32, leftOf, rightOf []float64, self, sign float64) {
	c.classCount[k] += sign * float64(c.count[w])
	for o := range clusters {
		c.bigram[o][k] += sign * leftOf[o]
		c.bigram[k][o] += sign * rightOf[o]
	}
	c.bigram[k][k] += sign * self
}

// gain is by how much the likelihood of the text rises if w, which is in no
// class, joins class k.
func (c *clustering) gain(w int, k int32, leftOf, rightOf []float64) float64 {
	g := 0.0
	for o := range clusters {
		if n := leftOf[o]; n > 0 {
			g += entropy(c.bigram[o][k]+n) - entropy(c.bigram[o][k])
		}
		if n := rightOf[o]; n > 0 {
			g += entropy(c.bigram[k][o]+n) - entropy(c.bigram[k][o])
		}
	}
	n := c.classCount[k]
	return g - 2*(entropy(n+float64(c.count[w]))-entropy(n))
}

func entropy(n float64) float64 {
	if n <= 0 {
		return 0
	}
	return n * math.Log(n)
}
