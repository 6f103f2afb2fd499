package main

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"

	"stet/model/mention/tagger"
)

// The learner's settings, chosen on ../shared/corpora/ner/dev.
const (
	epochs   = 14
	rate     = 0.15 // AdaGrad's step
	decay    = 0.03 // what a weight loses after each epoch
	dropout  = 0.5  // how many features of a token are left out when it is met
	seenMin  = 3    // how often a feature must have been seen
	smallest = 2    // a row of weights whose largest is below this, after scaling, is left out
	scale    = tagger.WeightScale

	goldWeight = 2 // how much our own gold counts beside the other sets
)

const labels = tagger.Labels

// example is one sample as numbers: the features of token i are
// ids[from[i]:from[i+1]].
type example struct {
	ids    []int32
	from   []int32
	labels []tagger.Label
	words  []denseWord // where a net learns too
	weight float32
}

// learner is a linear-chain conditional random field, trained by stochastic
// gradient with AdaGrad (Duchi, Hazan, Singer 2011).
type learner struct {
	seenMin  int32
	smallest int
	index    map[uint64]int32
	keys     []uint64
	rows     []row
	change   [labels][labels]float64
	sum      [labels][labels]float64
	random   *rand.Rand
	dense    *dense // the net that learns beside it, or nil
	averaged int    // how many epochs at the end the weights are the mean of, 0 for the last alone
	runs     int    // how often it begins anew, each time in another order; 0 is once
}

type row struct{ weight, squares [labels]float32 }

// examples turns samples into numbers, leaving out features that are rarer than
// l.seenMin.
func (l *learner) examples(m *tagger.Model, samples []sample) []example {
	var t tagger.Text
	var keys []uint64
	seen := map[uint64]int32{}
	for _, s := range samples {
		m.Read(&t, s.text)
		for i := range t.Tokens {
			keys = t.Keys(keys[:0], i)
			for _, k := range keys {
				seen[k]++
			}
		}
	}
	l.index = map[uint64]int32{}
	list := make([]example, 0, len(samples))
	for _, s := range samples {
		m.Read(&t, s.text)
		e := example{labels: project(&t, s.gold), weight: cmp.Or(s.weight, weightOf(s.corpus))}
		for i := range t.Tokens {
			e.from = append(e.from, int32(len(e.ids)))
			keys = t.Keys(keys[:0], i)
			for _, k := range keys {
				if seen[k] < l.seenMin {
					continue
				}
				id, known := l.index[k]
				if !known {
					id = int32(len(l.keys))
					l.index[k] = id
					l.keys = append(l.keys, k)
				}
				e.ids = append(e.ids, id)
			}
		}
		e.from = append(e.from, int32(len(e.ids)))
		if l.dense != nil {
			e.words = l.dense.read(&t)
		}
		if len(e.labels) > 0 {
			list = append(list, e)
		}
	}
	l.rows = make([]row, len(l.keys))
	return list
}

// project gives each token the label of the name that it lies in.
func project(t *tagger.Text, gold []goldName) []tagger.Label {
	list := make([]tagger.Label, len(t.Tokens))
	i := 0
	for _, g := range gold {
		for i < len(t.Tokens) && int(t.Tokens[i].End) <= g.start {
			i++
		}
		for first := true; i < len(t.Tokens) && int(t.Tokens[i].Start) < g.end; i++ {
			list[i] = tagger.Inside(g.kind)
			if first {
				list[i] = tagger.Begin(g.kind)
			}
			first = false
		}
	}
	return list
}

// train runs over the examples in a random but repeatable order, as often as l.runs
// says: the weights are the mean of those of all runs.
func (l *learner) train(list []example) {
	var mean means
	for run := range max(1, l.runs) {
		l.random = rand.New(rand.NewPCG(1+uint64(run), 2))
		clear(l.rows)
		l.change = [labels][labels]float64{}
		l.run(list, &mean)
	}
	mean.put(l)
}

// run runs over the examples once for each epoch, from weights of 0.
func (l *learner) run(list []example, mean *means) {
	if l.dense != nil {
		l.dense.begin(l.random)
	}
	var c chain
	for e := range epochs {
		loss := 0.0
		for _, i := range l.random.Perm(len(list)) {
			loss += l.learn(&c, &list[i])
		}
		for i := range l.rows {
			for k := range labels {
				l.rows[i].weight[k] *= 1 - decay
			}
		}
		if e >= epochs-l.averaged {
			mean.add(l)
		}
		fmt.Fprintf(os.Stderr, "epoch %d: loss %.0f\n", e+1, loss)
	}
}

// means are the weights of several epochs and runs: their mean misses less than the last
// ones where there is little text. Of one run or another, German differs by a point.
type means struct {
	n      int
	rows   [][labels]float32
	change [labels][labels]float64
}

func (m *means) add(l *learner) {
	m.n++
	m.rows = append(m.rows, make([][labels]float32, len(l.rows)-len(m.rows))...)
	for i := range l.rows {
		for k, w := range l.rows[i].weight {
			m.rows[i][k] += w
		}
	}
	for a := range labels {
		for b := range labels {
			m.change[a][b] += l.change[a][b]
		}
	}
}

// put makes the means the weights, if there are any.
func (m *means) put(l *learner) {
	if m.n == 0 {
		return
	}
	for i := range m.rows {
		for k, sum := range m.rows[i] {
			l.rows[i].weight[k] = sum / float32(m.n)
		}
	}
	for a := range labels {
		for b := range labels {
			l.change[a][b] = m.change[a][b] / float64(m.n)
		}
	}
}

// chain holds the sums of one example: scores, forward and backward.
type chain struct {
	score, forward, backward [][labels]float64
	total                    []float64
	active                   []int32
	activeFrom               []int32
}

// learn takes one step and returns the loss before it.
func (l *learner) learn(c *chain, e *example) float64 {
	n := len(e.labels)
	c.score = c.score[:0]
	c.active, c.activeFrom = c.active[:0], append(c.activeFrom[:0], 0)
	for i := range n {
		var s [labels]float64
		for _, id := range e.ids[e.from[i]:e.from[i+1]] {
			if l.random.Float32() < dropout {
				continue
			}
			c.active = append(c.active, id)
			for k, w := range l.rows[id].weight {
				s[k] += float64(w)
			}
		}
		c.activeFrom = append(c.activeFrom, int32(len(c.active)))
		for k := range s {
			s[k] /= 1 - dropout
		}
		if l.dense != nil {
			l.dense.score(e, i, &s)
		}
		c.score = append(c.score, s)
	}
	gold := l.goldScore(c, e)
	z := l.sums(c)
	l.step(c, e)
	return float64(e.weight) * (z - gold)
}

func (l *learner) goldScore(c *chain, e *example) float64 {
	sum, before := 0.0, tagger.Outside
	for i, k := range e.labels {
		sum += c.score[i][k] + l.change[before][k]
		before = k
	}
	return sum
}

// sums runs forward and backward, scaled to 1 at each token, and returns the
// logarithm of the sum over all rows of labels.
func (l *learner) sums(c *chain) float64 {
	var change [labels][labels]float64
	for a := range labels {
		for b := range labels {
			if tagger.Label(b).May(tagger.Label(a)) {
				change[a][b] = math.Exp(l.change[a][b])
			}
		}
	}
	n := len(c.score)
	c.forward = append(c.forward[:0], make([][labels]float64, n)...)
	c.backward = append(c.backward[:0], make([][labels]float64, n)...)
	c.total = append(c.total[:0], make([]float64, n)...)
	z := 0.0
	for i := range n {
		top := c.score[i][0]
		for _, s := range c.score[i] {
			top = max(top, s)
		}
		z += top
		for b := range labels {
			sum := 0.0
			if i == 0 {
				sum = change[0][b]
			} else {
				for a := range labels {
					sum += c.forward[i-1][a] * change[a][b]
				}
			}
			c.score[i][b] = math.Exp(c.score[i][b] - top)
			c.forward[i][b] = sum * c.score[i][b]
			c.total[i] += c.forward[i][b]
		}
		for b := range labels {
			c.forward[i][b] /= c.total[i]
		}
		z += math.Log(c.total[i])
	}
	for b := range labels {
		c.backward[n-1][b] = 1
	}
	for i := n - 2; i >= 0; i-- {
		for a := range labels {
			sum := 0.0
			for b := range labels {
				sum += change[a][b] * c.score[i+1][b] * c.backward[i+1][b]
			}
			c.backward[i][a] = sum / c.total[i+1]
		}
	}
	l.changeStep(c, change)
	return z
}

// changeStep leaves the expected number of each change of labels in l.sum.
func (l *learner) changeStep(c *chain, change [labels][labels]float64) {
	l.sum = [labels][labels]float64{}
	for i := range c.score {
		for b := range labels {
			right := c.score[i][b] * c.backward[i][b] / c.total[i]
			if i == 0 {
				l.sum[0][b] += change[0][b] * right
				continue
			}
			for a := range labels {
				l.sum[a][b] += c.forward[i-1][a] * change[a][b] * right
			}
		}
	}
}

// step moves the weights towards the gold labels.
func (l *learner) step(c *chain, e *example) {
	before := tagger.Outside
	for i, k := range e.labels {
		l.sum[before][k]--
		before = k
		var g [labels]float32
		small := true
		for b := range labels {
			p := c.forward[i][b] * c.backward[i][b]
			g[b] = -float32(p) * e.weight
			if b == int(k) {
				g[b] += e.weight
			}
			small = small && g[b] < 1e-3 && g[b] > -1e-3
		}
		if small {
			continue
		}
		if l.dense != nil {
			l.dense.step(e, i, &g)
		}
		for _, id := range c.active[c.activeFrom[i]:c.activeFrom[i+1]] {
			r := &l.rows[id]
			for b, d := range g {
				r.squares[b] += d * d
				r.weight[b] += rate * d / float32(math.Sqrt(float64(r.squares[b])+1e-2))
			}
		}
	}
	for a := range labels {
		for b := range labels {
			l.change[a][b] -= 0.01 * float64(e.weight) * l.sum[a][b]
		}
	}
}

// quantised returns the weights as signed bytes and the changes between labels.
func (l *learner) quantised() (map[uint64][labels]int8, [labels][labels]int16) {
	table := map[uint64][labels]int8{}
	for i, key := range l.keys {
		var q [labels]int8
		largest := 0
		for k, w := range l.rows[i].weight {
			v := max(-127, min(127, int(math.Round(float64(w)*scale))))
			q[k] = int8(v)
			largest = max(largest, v, -v)
		}
		if largest >= l.smallest {
			table[key] = q
		}
	}
	var change [labels][labels]int16
	for a := range labels {
		for b := range labels {
			change[a][b] = int16(math.Round(l.change[a][b] * scale))
		}
	}
	return table, change
}
