package tagger

import (
	_ "embed"
	"encoding/binary"
	"errors"
	"math"
)

// The sizes of the net: it looks at a word and two on each side, each by its
// vector and by how it is written.
const (
	Window   = 5
	Dims     = 32 // of a word's vector, after cmd/train has turned and cut it
	Spelling = 8  // kinds of token
	Hidden   = 64
)

// A Net is a small network over word vectors whose outputs count beside the
// weights of the features: it knows words that no gold holds, which matters for
// organisations.
type Net struct {
	Word   [Window][Dims][Hidden]float32
	Kind   [Window][Spelling][Hidden]float32
	Bias   [Hidden]float32
	Output [Hidden][Labels]float32
}

//go:embed net.bin
var embeddedNet string

// A row is what one word adds to the hidden units from each place of the window.
// A lane of sixteen bits holds one unit, in units of 1/laneScale and counted from
// -laneBias, so that four are added at once: see [tally].
type (
	lanes [Hidden / 4]uint64
	row   [Window]lanes
)

const (
	laneScale = 192
	laneBias  = 2900 // more rows than 11 would overflow a lane: 2 a word and the bias
	laneRows  = 2*Window + 1
)

func (l *lanes) put(values *[Hidden]float32) {
	for k, v := range values {
		q := max(-laneBias, min(laneBias, int(math.Round(float64(v)*laneScale))))
		l[k/4] |= uint64(q+laneBias) << (k % 4 * 16)
	}
}

func (l *lanes) add(m *lanes) {
	for i, v := range m {
		l[i] += v
	}
}

// net is a [Net] that is ready to be asked.
type net struct {
	vectors string // see [Vectors]
	word    [Window][Dims][Hidden]float32
	kind    [Spelling]row
	bias    lanes
	none    row // of a word without a vector
	output  [Hidden][pairs]int64
	known   memo
}

// pairs are the labels two by two: their weights are in the halves of a word and are
// multiplied at once.
const pairs = (Labels + 1) / 2

// vectorSize is one place of the table of vectors: the low half of the word's
// spread key, big-endian, then a signed byte a dimension.
const vectorSize = 4 + Dims

// VectorScale is from a dimension of a vector to its byte.
const VectorScale = 40

// Vectors writes vectors in the form that a net reads: in the order of the upper
// halves of their keys, spread.
func Vectors(vectors map[uint64][Dims]int8) []byte {
	prints := map[uint64]uint64{}
	for _, key := range sortedKeys(vectors) {
		prints[Mix(key)>>32] = key
	}
	var table []byte
	for _, print := range sortedKeys(prints) {
		table = binary.BigEndian.AppendUint32(table, uint32(print))
		for _, v := range vectors[prints[print]] {
			table = append(table, byte(v))
		}
	}
	return table
}

// netMark begins a file of a net; behind it are the numbers of [Net], four bytes
// each, little-endian, then the table of [Vectors].
const netMark = "stetnet1"

// numbers are all numbers of a net, in the order of its file.
func (n *Net) numbers(do func(*float32)) {
	for p := range n.Word {
		for d := range n.Word[p] {
			for k := range n.Word[p][d] {
				do(&n.Word[p][d][k])
			}
		}
	}
	for p := range n.Kind {
		for d := range n.Kind[p] {
			for k := range n.Kind[p][d] {
				do(&n.Kind[p][d][k])
			}
		}
	}
	for k := range n.Bias {
		do(&n.Bias[k])
	}
	for k := range n.Output {
		for l := range n.Output[k] {
			do(&n.Output[k][l])
		}
	}
}

// NetBytes writes a net for [LoadNet].
func NetBytes(n *Net, vectors []byte) []byte {
	out := []byte(netMark)
	n.numbers(func(v *float32) { out = binary.LittleEndian.AppendUint32(out, math.Float32bits(*v)) })
	return append(out, vectors...)
}

// LoadNet makes m ask the net whose bytes [NetBytes] wrote, scaled as m's weights
// are. The vectors are used where they lie.
func (m *Model) LoadNet(data string, scale float64) error {
	count := 0
	var n Net
	n.numbers(func(*float32) { count++ })
	if len(data) < len(netMark)+4*count || data[:len(netMark)] != netMark {
		return errors.New("not a net of names")
	}
	at := len(netMark)
	n.numbers(func(v *float32) {
		*v = math.Float32frombits(uint32(data[at]) | uint32(data[at+1])<<8 | uint32(data[at+2])<<16 | uint32(data[at+3])<<24)
		at += 4
	})
	t := &net{vectors: data[at:], word: n.Word}
	if len(t.vectors) == 0 || len(t.vectors)%vectorSize != 0 {
		return errors.New("net of names: cut short")
	}
	var zero [Hidden]float32
	for p := range Window {
		t.none[p].put(&zero)
		for kind := range Spelling {
			t.kind[kind][p].put(&n.Kind[p][kind])
		}
	}
	t.bias.put(&n.Bias)
	for k := range Hidden {
		for l := range Labels {
			t.output[k][l/2] += int64(math.Round(float64(n.Output[k][l])*scale*outputScale/laneScale)) << (l % 2 * 32)
		}
	}
	m.net = t
	return nil
}

// outputScale keeps fractions of the outputs' weights.
const outputScale = 1 << 10

// find returns the row of a word.
func (n *net) find(key uint64) *row {
	print := uint32(Mix(key) >> 32)
	if r := n.known.get(print); r != nil {
		return r
	}
	r := &n.none
	if v := n.vector(print); v != "" {
		r = n.fold(v)
	}
	n.known.put(print, r)
	return r
}

// vector returns what the table holds of a word, "" if nothing. The keys are spread
// evenly, so that one tells where it is.
func (n *net) vector(print uint32) string {
	size := len(n.vectors) / vectorSize
	at := func(i int) uint32 { return uint32(be32(n.vectors[i*vectorSize:][:4])) }
	i := int(uint64(print) * uint64(size) >> 32)
	for range 3 { // the second guess goes by how far off the first was
		i += int((int64(print) - int64(at(i))) * int64(size) >> 32)
		i = max(0, min(size-1, i))
	}
	for i > 0 && at(i) > print {
		i--
	}
	for i < size-1 && at(i) < print {
		i++
	}
	if at(i) != print {
		return ""
	}
	return n.vectors[i*vectorSize+4:][:Dims]
}

// fold works out the row of a vector.
func (n *net) fold(vector string) *row {
	r := new(row)
	for p := range Window {
		var sum [Hidden]float32
		for d := range Dims {
			v := float32(int8(vector[d])) / VectorScale
			if v == 0 {
				continue
			}
			w := &n.word[p][d]
			for k := 0; k < Hidden; k += 4 {
				sum[k] += v * w[k]
				sum[k+1] += v * w[k+1]
				sum[k+2] += v * w[k+2]
				sum[k+3] += v * w[k+3]
			}
		}
		r[p].put(&sum)
	}
	return r
}

// ask adds to scores what the net says of token i.
func (n *net) ask(scores *[Labels]int32, t *Text, i int) {
	sum := n.bias
	rows := int32(1)
	for p := range Window {
		j := i + p - Window/2
		if j < 0 || j >= len(t.words) {
			continue
		}
		w := &t.words[j]
		if w.dense == nil {
			w.dense = n.find(w.lower)
		}
		sum.add(&w.dense[p])
		sum.add(&n.kind[t.Tokens[j].Kind][p])
		rows += 2
	}
	var out [pairs]int64
	zero := rows * laneBias
	for k := range Hidden {
		h := int64(int32(sum[k/4]>>(k%4*16)&0xffff) - zero)
		if h <= 0 {
			continue
		}
		for l, w := range n.output[k] {
			out[l] += h * w
		}
	}
	for l := range Labels {
		both := out[l/2]
		one := int32(both)
		if l%2 == 1 {
			one = int32((both - int64(one)) >> 32)
		}
		scores[l] += one / outputScale
	}
}
