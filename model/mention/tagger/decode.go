package tagger

import (
	"encoding/binary"
)

// A row of weights is one feature's: two bytes that tell it from the others of
// its slot, then a signed byte a label.
const rowSize = 16

// Rows writes weights in the form that a model reads: an open hash table by
// feature key, at most three quarters full.
func Rows(weights map[uint64][Labels]int8) []byte {
	bits := 1
	for 3<<bits < len(weights)*4 {
		bits++
	}
	table := make([]byte, rowSize<<bits)
	for _, key := range sortedKeys(weights) {
		i := key >> (64 - bits)
		for binary.LittleEndian.Uint16(table[i*rowSize:]) != 0 {
			i = (i + 1) & (1<<bits - 1)
		}
		row := table[i*rowSize:]
		binary.LittleEndian.PutUint16(row, fingerprint(key))
		for l, w := range weights[key] {
			row[2+l] = byte(w)
		}
	}
	return table
}

// fingerprint is never 0, which marks a free slot.
func fingerprint(key uint64) uint16 { return uint16(key) | 1 }

// add adds the weights of the feature key to sum.
func (m *Model) add(sum *[Labels]int32, key uint64) {
	print := fingerprint(key)
	for i := key >> (64 - m.rowBits); ; i = (i + 1) & (1<<m.rowBits - 1) {
		row := m.rows[i*rowSize:][:rowSize]
		found := uint16(row[0]) | uint16(row[1])<<8
		if found == print {
			for l := range Labels {
				sum[l] += int32(int8(row[2+l]))
			}
			return
		}
		if found == 0 {
			return
		}
	}
}

// Label finds the best row of labels for text (Viterbi 1967) and leaves it in
// t.Labels. It costs time linear in the text.
func (m *Model) Label(t *Text, text string) {
	m.Read(t, text)
	n := len(t.Tokens)
	t.Labels = append(t.Labels[:0], make([]Label, n)...)
	if n == 0 || m.rows == "" {
		return
	}
	t.scores = grow(t.scores, n)
	t.back = grow(t.back, n)
	for i := range n {
		t.keys.dst = t.keys.dst[:0]
		t.describe(&t.keys, i)
		t.scores[i] = [Labels]int32{}
		for _, key := range t.keys.dst {
			m.add(&t.scores[i], key)
		}
	}
	m.best(t)
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

const impossible = -1 << 30

// best runs over the scores of the tokens.
func (m *Model) best(t *Text) {
	n := len(t.Tokens)
	path := t.scores[0]
	for l := range Labels {
		if path[l] += m.change[0][l]; !Label(l).May(Outside) {
			path[l] = impossible
		}
	}
	for i := 1; i < n; i++ {
		var next [Labels]int32
		top, from := int32(impossible), Outside
		// A beginning and an outside may follow anything, an inside only the two
		// labels of its kind.
		for to := range Labels {
			if to != 0 && to&1 == 0 {
				b, in := path[to-1]+m.change[to-1][to], path[to]+m.change[to][to]
				top, from = b, Label(to-1)
				if in > b {
					top, from = in, Label(to)
				}
			} else {
				top, from = impossible, Outside
				for l := range Labels {
					if s := path[l] + m.change[l][to]; s > top {
						top, from = s, Label(l)
					}
				}
			}
			next[to] = top + t.scores[i][to]
			t.back[i][to] = from
		}
		path = next
	}
	end := Outside
	for l := range Labels {
		if path[l] > path[end] {
			end = Label(l)
		}
	}
	for i := n - 1; i >= 0; i-- {
		t.Labels[i] = end
		end = t.back[i][end]
	}
}

// NameEnd returns the token behind the name that begins at token i.
func (t *Text) NameEnd(i int) int {
	inside := Inside(t.Labels[i].Kind())
	for i++; i < len(t.Labels) && t.Labels[i] == inside; i++ {
	}
	return i
}

// Flags returns what the lexicon knows of token i alone.
func (t *Text) Flags(i int) Flag { return t.words[i].flags }

// Phrase returns what the lexicon knows of the longest phrase that token i
// stands in.
func (t *Text) Phrase(i int) Flag { return t.words[i].phrase }
