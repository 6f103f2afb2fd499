// Package tagger finds names in a stretch of English text: people,
// organisations, places, peoples and events, by a linear-chain model over hashed
// features (Lafferty, McCallum, Pereira 2001) whose weights cmd/train makes.
//
// It refuses to know articles and their blocks, which mentions name the same
// thing, and what a person has corrected: see package mention.
package tagger

import (
	_ "embed"
	"errors"
	"math/bits"
	"sync"
)

//go:embed model.bin
var embedded string

// Embedded returns the model that the program carries. Its bytes are used where
// they lie: nothing is decoded.
var Embedded = sync.OnceValue(func() *Model {
	m, err := Load(embedded)
	if err != nil {
		panic(err) // the program was built from a broken file
	}
	return m
})

// A Model is what the tagger has learnt: a lexicon and weights. It is immutable.
type Model struct {
	slots    string // the lexicon: see [Slots]
	slotBits int
}

// mark begins a model file; after it stands the length of the lexicon in bytes,
// big-endian, in four bytes.
const mark = "stetner1"

// Load reads a model from the bytes that [Bytes] wrote.
func Load(data string) (*Model, error) {
	if len(data) < len(mark)+4 || data[:len(mark)] != mark {
		return nil, errors.New("not a model of names")
	}
	n := 0
	for _, c := range []byte(data[len(mark) : len(mark)+4]) {
		n = n<<8 | int(c)
	}
	data = data[len(mark)+4:]
	if n > len(data) || n < slotSize || n&(n-1) != 0 {
		return nil, errors.New("model of names: the lexicon is cut short")
	}
	return &Model{slots: data[:n], slotBits: bits.Len(uint(n/slotSize)) - 1}, nil
}

// Bytes writes a model for [Load].
func Bytes(slots []byte) []byte {
	n := len(slots)
	out := append([]byte(mark), byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
	return append(out, slots...)
}
