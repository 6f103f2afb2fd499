package tagger

import (
	"encoding/binary"
	"errors"
	"math/bits"
	"strings"
)

// A Form is how the tables of a model are kept: the lexicon and the weights. Both are
// open hash tables; a row of weights is one feature's. It begins with two bytes that
// tell it from the others of its slot; a signed byte a label follows.
type Form struct {
	mark    string // begins a file
	labels  int    // how many labels, from the first, are told apart
	rowSize int    // bytes
	spaced  int    // how many slots there are for three rows
	prints  uint32 // the bits of a word's key that tell it from the others of its place
	packed  bool   // a file has the tables in columns
	paths   bool   // the clusters of the lexicon are paths in a tree: see [keys.paths]
}

const (
	wideRow      = 16
	narrowRow    = 8
	narrowLabels = 1 + 2*int(People) // those of the kinds before
)

// The forms. Wide rows have a weight for each label, and the tables are used where they
// lie. Narrow rows are for languages whose names are people, organisations and places:
// they have by how much the weight of each label exceeds that of [Outside], since only
// differences count, so that a row is one word of the processor. Most features that are
// asked for have no row, which many free slots tell soon.
var (
	Wide          = Form{mark: "stetner3", labels: Labels, rowSize: wideRow, spaced: 4, prints: 1<<32 - 1}
	Narrow        = Form{mark: "stetlng1", labels: narrowLabels, rowSize: narrowRow, spaced: 9, prints: 1<<24 - 1, packed: true}
	NarrowOfPaths = Form{mark: "stetlng2", labels: narrowLabels, rowSize: narrowRow, spaced: 9, prints: 1<<24 - 1, packed: true, paths: true}
)

// A model file begins with the mark of its form. Behind it are the lengths of the
// lexicon and of the weights in bytes, four bytes each, big-endian; then the changes
// between labels, two bytes each; then the two tables.
const markSize = len("stetner3")

// formOf is the form of a model file.
func formOf(data string) (form Form, known bool) {
	for _, form := range []Form{Wide, Narrow, NarrowOfPaths} {
		if len(data) >= markSize && data[:markSize] == form.mark {
			return form, true
		}
	}
	return Form{}, false
}

// headSize is how many bytes of a model file are before the tables.
func (f Form) headSize() int { return markSize + 8 + 2*f.labels*f.labels }

// print tells a word from the others of its place in the lexicon. It is never 0, which
// marks a free place.
func (f Form) print(mixed uint64) uint32 { return max(1, uint32(mixed)&f.prints) }

// Load reads a model from the bytes that [Bytes] wrote.
func Load(data string) (*Model, error) {
	form, known := formOf(data)
	if !known || len(data) < form.headSize() {
		return nil, errors.New("not a model of names")
	}
	m := &Model{form: form}
	at := markSize + 8
	for from := range form.labels {
		for to := range form.labels {
			m.into[to][from] = int32(int16(uint16(data[at])<<8 | uint16(data[at+1])))
			at += 2
		}
	}
	take := func(length, size int) (table string, ok bool) {
		switch {
		case length%size != 0:
			return "", false
		case form.packed:
			table, at, ok = fromColumns(data, at, length/size, size)
			return table, ok
		case length > len(data)-at:
			return "", false
		}
		at += length
		return data[at-length : at], true
	}
	var whole [2]bool
	m.slots, whole[0] = take(be32(data[markSize:]), slotSize)
	m.rows, whole[1] = take(be32(data[markSize+4:]), form.rowSize)
	if whole != [2]bool{true, true} || at != len(data) {
		return nil, errors.New("model of names: cut short")
	}
	return m, nil
}

func be32(s string) int {
	return int(s[0])<<24 | int(s[1])<<16 | int(s[2])<<8 | int(s[3])
}

// Bytes writes a model for [Load] in a form: what is known of words and phrases, the
// weights of features, and what a change from one label to another adds.
func Bytes(form Form, words map[uint64]Entry, weights map[uint64][Labels]int8, change [Labels][Labels]int16) []byte {
	slots, rows := form.slots(words), form.rows(weights)
	out := binary.BigEndian.AppendUint32([]byte(form.mark), uint32(len(slots)))
	out = binary.BigEndian.AppendUint32(out, uint32(len(rows)))
	for _, from := range change[:form.labels] {
		for _, w := range from[:form.labels] {
			out = binary.BigEndian.AppendUint16(out, uint16(w))
		}
	}
	if form.packed {
		return append(append(out, columns(slots, slotSize)...), columns(rows, form.rowSize)...)
	}
	return append(append(out, slots...), rows...)
}

// slots writes a lexicon in the form that [Model.Lookup] reads, three quarters full.
func (f Form) slots(words map[uint64]Entry) []byte {
	size := uint64(len(words)*4/3 + 1)
	table := make([]byte, slotSize*size)
	for _, key := range sortedKeys(words) {
		e := words[key]
		at := Mix(key)
		i := place(at, size)
		for binary.LittleEndian.Uint32(table[i*slotSize:]) != 0 {
			i = next(i, size)
		}
		s := table[i*slotSize:]
		binary.LittleEndian.PutUint32(s, f.print(at))
		binary.LittleEndian.PutUint16(s[4:], uint16(e.Flags))
		binary.LittleEndian.PutUint16(s[6:], e.Cluster)
	}
	return table
}

// rows writes weights as a table. A difference that a byte does not hold is cut.
func (f Form) rows(weights map[uint64][Labels]int8) []byte {
	size := uint64(len(weights)*f.spaced/3 + 1)
	table := make([]byte, f.rowSize*int(size))
	for _, key := range sortedKeys(weights) {
		i := place(key, size)
		for binary.LittleEndian.Uint16(table[int(i)*f.rowSize:]) != 0 {
			i = next(i, size)
		}
		row := table[int(i)*f.rowSize:][:f.rowSize]
		binary.LittleEndian.PutUint16(row, fingerprint(key))
		of := weights[key]
		if f.labels == Labels {
			for l, w := range of {
				row[2+l] = byte(w)
			}
			continue
		}
		for l, w := range of[1:f.labels] {
			row[2+l] = byte(max(-128, min(127, int(w)-int(of[Outside]))))
		}
	}
	return table
}

// columns writes a table so that it compresses well: a bit for each row, which says
// whether it is in use, then the first bytes of those rows, then the second ones …
func columns(table []byte, size int) []byte {
	used := make([]byte, (len(table)/size+7)/8)
	columns := make([][]byte, size)
	for i := range len(table) / size {
		row := table[i*size:][:size]
		if isZero(row) {
			continue
		}
		used[i/8] |= 1 << (i % 8)
		for c, b := range row {
			columns[c] = append(columns[c], b)
		}
	}
	for _, column := range columns {
		used = append(used, column...)
	}
	return used
}

func isZero(row []byte) bool {
	for _, b := range row {
		if b != 0 {
			return false
		}
	}
	return true
}

// fromColumns reads what [columns] wrote of a table of n rows: from data, beginning at
// from. False means that it is cut short.
func fromColumns(data string, from, n, size int) (table string, end int, ok bool) {
	marks := (n + 7) / 8
	if marks > len(data)-from {
		return "", from, false
	}
	used, inUse := data[from:from+marks], 0
	for i := range len(used) {
		inUse += bits.OnesCount8(used[i])
	}
	cells := data[from+marks:]
	if size*inUse > len(cells) {
		return "", from, false
	}
	var rows strings.Builder // one copy, not two
	rows.Grow(n * size)
	k := 0
	for i := range n {
		var row [wideRow]byte
		if used[i/8]>>(i%8)&1 == 1 {
			for c := range size {
				row[c] = cells[c*inUse+k]
			}
			k++
		}
		rows.Write(row[:size])
	}
	return rows.String(), from + marks + size*inUse, true
}
