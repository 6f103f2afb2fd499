package main

import (
	"math"
	"math/rand/v2"

	"stet/model/mention/tagger"
)

// The settings of the net, chosen on ../shared/corpora/ner/dev.
const (
	denseRate    = 0.012 // AdaGrad's step
	denseDropout = 0.25  // how many words of the window are left out
)

// A denseWord is what the net sees of a token.
type denseWord struct {
	vector *[tagger.Dims]float32 // nil: it has none
	kind   tagger.TokenKind
	scored bool
}

// dense learns a [tagger.Net] beside the weights of the features: both add to
// the same scores, so each learns what the other does not know.
type dense struct {
	net, squares tagger.Net
	vectors      map[uint64][tagger.Dims]int8
	known        map[uint64]*[tagger.Dims]float32
	random       *rand.Rand
	hidden       [][tagger.Hidden]float32 // of the example at hand, by token
	dropped      [][tagger.Window]bool
}

// begin sets the weights at random.
func (d *dense) begin(random *rand.Rand) {
	d.random = random
	for p := range d.net.Word {
		for i := range d.net.Word[p] {
			for k := range d.net.Word[p][i] {
				d.net.Word[p][i][k] = float32(random.NormFloat64()) * 0.05
			}
		}
		for i := range d.net.Kind[p] {
			for k := range d.net.Kind[p][i] {
				d.net.Kind[p][i][k] = float32(random.NormFloat64()) * 0.05
			}
		}
	}
	for k := range d.net.Output {
		for l := range d.net.Output[k] {
			d.net.Output[k][l] = float32(random.NormFloat64()) * 0.1
		}
	}
}

// read notes what the net sees of a text.
func (d *dense) read(t *tagger.Text) []denseWord {
	if d.known == nil {
		d.known = map[uint64]*[tagger.Dims]float32{}
	}
	words := make([]denseWord, len(t.Tokens))
	for i := range words {
		key := t.Key(i)
		v, met := d.known[key]
		if q, has := d.vectors[key]; !met && has {
			v = new([tagger.Dims]float32)
			for k, x := range q {
				v[k] = float32(x) / tagger.VectorScale
			}
			d.known[key] = v
		}
		words[i] = denseWord{v, t.Tokens[i].Kind, t.NearName(i)}
	}
	return words
}

// score adds what the net says of token i of e.
func (d *dense) score(e *example, i int, s *[labels]float64) {
	for len(d.hidden) <= i {
		d.hidden = append(d.hidden, [tagger.Hidden]float32{})
		d.dropped = append(d.dropped, [tagger.Window]bool{})
	}
	if !e.words[i].scored {
		return
	}
	h := &d.hidden[i]
	*h = d.net.Bias
	for p := range tagger.Window {
		d.dropped[i][p] = d.random.Float32() < denseDropout
		j := i + p - tagger.Window/2
		if j < 0 || j >= len(e.words) {
			continue
		}
		w := &e.words[j]
		for k, x := range d.net.Kind[p][w.kind] {
			h[k] += x
		}
		if w.vector == nil || d.dropped[i][p] {
			continue
		}
		for n, v := range w.vector {
			row := &d.net.Word[p][n]
			for k := range h {
				h[k] += v * row[k]
			}
		}
	}
	for k := range h {
		if h[k] <= 0 {
			h[k] = 0
			continue
		}
		for l, x := range d.net.Output[k] {
			s[l] += float64(h[k] * x)
		}
	}
}

// step moves the net's weights by the gradient g of token i's scores.
func (d *dense) step(e *example, i int, g *[labels]float32) {
	if !e.words[i].scored {
		return
	}
	h := &d.hidden[i]
	var back [tagger.Hidden]float32
	for k := range h {
		if h[k] == 0 {
			continue
		}
		out, sq := &d.net.Output[k], &d.squares.Output[k]
		for l, x := range g {
			if x == 0 {
				continue
			}
			back[k] += x * out[l]
			move(&out[l], &sq[l], x*h[k])
		}
		move(&d.net.Bias[k], &d.squares.Bias[k], back[k])
	}
	for p := range tagger.Window {
		j := i + p - tagger.Window/2
		if j < 0 || j >= len(e.words) {
			continue
		}
		w := &e.words[j]
		for k, b := range back {
			if b != 0 {
				move(&d.net.Kind[p][w.kind][k], &d.squares.Kind[p][w.kind][k], b)
			}
		}
		if w.vector == nil || d.dropped[i][p] {
			continue
		}
		d.stepWord(p, w.vector, &back)
	}
}

// stepWord moves the weights of one place of the window. One scale serves all
// dimensions of a unit: it is fast, and the dimensions have the same spread.
func (d *dense) stepWord(p int, vector *[tagger.Dims]float32, back *[tagger.Hidden]float32) {
	norm := float32(0)
	for _, v := range vector {
		norm += v * v
	}
	norm /= tagger.Dims
	var by [tagger.Hidden]float32
	for k, b := range back {
		if b == 0 {
			continue
		}
		q := &d.squares.Word[p][0][k]
		*q += b * b * norm
		by[k] = denseRate * b / float32(math.Sqrt(float64(*q)+1e-2))
	}
	for n, v := range vector {
		row := &d.net.Word[p][n]
		for k := range row {
			row[k] += by[k] * v
		}
	}
}

func move(w, squares *float32, d float32) {
	*squares += d * d
	*w += denseRate * d / float32(math.Sqrt(float64(*squares)+1e-2))
}
