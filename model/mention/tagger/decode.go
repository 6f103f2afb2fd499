package tagger

import "encoding/binary"

// A row of weights is one feature's: two bytes that tell it from the others of
// its slot, then a signed byte a label.
const rowSize = 16

// Rows writes weights in the form that a model reads: an open hash table by
// feature key, three quarters full.
func Rows(weights map[uint64][Labels]int8) []byte {
	size := uint64(len(weights)*4/3 + 1)
	table := make([]byte, rowSize*size)
	for _, key := range sortedKeys(weights) {
		i := place(key, size)
		for binary.LittleEndian.Uint16(table[i*rowSize:]) != 0 {
			i = next(i, size)
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

// A tally sums rows of weights. A lane of sixteen bits holds one label's sum, each
// weight counted from -[bias]: four words add a row at once. So the labels' lanes
// are those of the row's even bytes and odd bytes; the first two are no weights.
type tally struct {
	even, odd [2]uint64
	rows      int32
}

const (
	bias  = 128
	bytes = 0x00ff00ff00ff00ff
	// mostRows is how many rows a lane can hold.
	mostRows = 1 << 16 / (2 * bias)
)

// add adds the weights that are in a row.
func (t *tally) add(row string) {
	const flip = 0x8080808080808080 // makes a signed byte one that counts from -bias
	lo, hi := le64(row)^flip, le64(row[8:])^flip
	t.even[0] += lo & bytes
	t.odd[0] += lo >> 8 & bytes
	t.even[1] += hi & bytes
	t.odd[1] += hi >> 8 & bytes
	t.rows++
}

// addTo adds what was summed to sum.
func (t *tally) addTo(sum *[Labels]int32) {
	for l := range Labels {
		at := l + 2 // the byte of the row
		lanes := &t.even
		if at&1 == 1 {
			lanes = &t.odd
		}
		sum[l] += int32(lanes[at>>3]>>(at&6<<3)&0xffff) - bias*t.rows
	}
}

func le64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// sum adds the weights of features to scores. What is at the places of all
// of them is read first, so that the processor waits for the rows side by side.
func (m *Model) sum(scores *[Labels]int32, features []uint64) {
	size := uint64(len(m.rows) / rowSize)
	var places [mostRows]uint32
	var found [mostRows]uint16
	for len(features) > 0 {
		n := min(len(features), mostRows)
		for i, key := range features[:n] {
			at := place(key, size)
			places[i], found[i] = uint32(at), m.printAt(at)
		}
		var t tally
		for i, key := range features[:n] {
			print, at := fingerprint(key), uint64(places[i])
			for found[i] != 0 && found[i] != print {
				at = next(at, size)
				found[i] = m.printAt(at)
			}
			if found[i] != 0 {
				t.add(m.rows[at*rowSize:][:rowSize])
			}
		}
		t.addTo(scores)
		features = features[n:]
	}
}

// printAt is the fingerprint of the row in a slot, 0 where it is free.
func (m *Model) printAt(slot uint64) uint16 {
	row := m.rows[slot*rowSize:][:rowSize]
	return uint16(row[0]) | uint16(row[1])<<8
}

// Label finds the best row of labels for text (Viterbi 1967) and leaves it in
// t.Labels. What memory holds of the rest of the article counts too; it may be
// nil. It costs time linear in the text.
func (m *Model) Label(t *Text, text string, memory *Memory) {
	m.Read(t, text)
	n := len(t.Tokens)
	t.Labels = grow(t.Labels, n)
	clear(t.Labels)
	if m.rows == "" {
		return
	}
	t.scores = grow(t.scores, n)
	t.back = grow(t.back, n)
	for i := 0; i < n; {
		if !t.nearName(i) {
			i++
			continue
		}
		j := i
		for ; j < n && t.nearName(j); j++ {
			m.score(t, j)
			if memory != nil {
				memory.bend(&t.scores[j], t, j)
			}
		}
		m.best(t, i, j)
		i = j
	}
	t.joinParted()
	t.joinEvents()
	if m.base == nil {
		t.mend()
		t.readTables()
	}
}

// joinEvents makes a place and the capitalised word behind it an event, if that
// word tells one: the Libya Conference, the Iraq War.
func (t *Text) joinEvents() {
	for i := 1; i < len(t.Labels); i++ {
		w := &t.words[i]
		if t.Labels[i] != Outside || t.Tokens[i].Kind != Capital || w.flags&EventCue == 0 || w.style != prose || w.first {
			continue
		}
		k := i - 1
		for k > 0 && t.Labels[k] == Inside(Location) {
			k--
		}
		if t.Labels[k] != Begin(Location) || w.row.start > int32(k) || w.row.end <= int32(i) {
			continue
		}
		t.Labels[k] = Begin(Event)
		for k++; k <= i; k++ {
			t.Labels[k] = Inside(Event)
		}
	}
}

// joinParted takes into a person's name what follows it behind a hyphen and is no
// common word: Lee Sang - min, as treebanks and old systems part Korean and
// Chinese names.
func (t *Text) joinParted() {
	inside := Inside(Person)
	for i := 1; i+1 < len(t.Labels); i++ {
		before, next := t.Labels[i-1], &t.Tokens[i+1]
		if before == inside && t.Labels[i] == Outside && t.word(i) == "-" && next.Kind == Lower &&
			next.End-next.Start <= 6 && t.words[i+1].flags&Common == 0 {
			t.Labels[i], t.Labels[i+1] = inside, inside
		}
	}
}

// namelike reports whether token i is written like a name, or is between two
// that are: of the others the net knows nothing that the features do not.
func (t *Text) namelike(i int) bool {
	named := func(j int) bool { return j >= 0 && j < len(t.Tokens) && t.Tokens[j].Kind.Named() }
	return named(i) || named(i-1) && named(i+1)
}

// NearName reports whether token i is scored at all: see [Text.nearName].
func (t *Text) NearName(i int) bool { return t.nearName(i) }

// Key returns the key of token i's word in the lexicon.
func (t *Text) Key(i int) uint64 { return t.words[i].lower }

// nearName reports whether token i or one beside it is written like a name, or
// it is behind a name and a hyphen or apostrophe (Lee Sang - min in a
// treebank). What is not is outside all names and needs no scores.
func (t *Text) nearName(i int) bool {
	named := func(j int) bool { return j >= 0 && j < len(t.Tokens) && t.Tokens[j].Kind.Named() }
	if t.byLetter && (named(i-2) || named(i-3) || named(i-4)) {
		return true // Ministarstvo vanjskih poslova
	}
	return named(i) || named(i-1) || named(i+1) || named(i-2) && t.Tokens[i-1].Kind == Sign
}

// known and certain are by how much a capitalised word that is no common word is
// likelier to be a name than the weights say, if the lexicon has it as a name
// (Gujarat), or as a country or great place (Kremlin). Where a country's name says where
// somebody is from, only the weights count.
const (
	known   = 40
	certain = 1000
)

// score sums the weights of token i.
func (m *Model) score(t *Text, i int) {
	t.keys.dst = t.keys.dst[:0]
	t.describe(&t.keys, i)
	t.scores[i] = [Labels]int32{}
	if t.Tokens[i].Kind.Named() && !m.origin {
		switch w := &t.words[i]; {
		case w.flags&Common != 0:
		case w.phrase&(Country|Place) != 0:
			t.scores[i][Outside] = -certain
		case w.phrase&(Region|Org|Nationality) != 0:
			t.scores[i][Outside] = -known
		}
	}
	m.sum(&t.scores[i], t.keys.dst)
	if m.net != nil && t.namelike(i) {
		m.net.ask(&t.scores[i], t, i)
	}
	if m.base == nil {
		t.hint(i)
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

const impossible = -1 << 30

// best finds the best row of labels for tokens i to j, which begins and ends
// outside.
func (m *Model) best(t *Text, i, j int) {
	path := t.scores[i]
	for l := range Labels {
		if path[l] += m.change[0][l]; !Label(l).May(Outside) {
			path[l] = impossible
		}
	}
	for k := i + 1; k < j; k++ {
		var next [Labels]int32
		for to := range Labels {
			top, from := m.before(&path, Label(to))
			next[to] = top + t.scores[k][to]
			t.back[k][to] = from
		}
		path = next
	}
	end := Outside
	for l := range Labels {
		if path[l] > path[end] {
			end = Label(l)
		}
	}
	for k := j - 1; k >= i; k-- {
		t.Labels[k] = end
		end = t.back[k][end]
	}
}

// before finds the best label before to. A beginning and an outside may follow
// anything, an inside only the two labels of its kind.
func (m *Model) before(path *[Labels]int32, to Label) (top int32, from Label) {
	if to != Outside && !to.Begins() {
		from = to - 1
		if in := path[to] + m.change[to][to]; in > path[from]+m.change[from][to] {
			return in, to
		}
		return path[from] + m.change[from][to], from
	}
	top = impossible
	for l := range Labels {
		if s := path[l] + m.change[l][to]; s > top {
			top, from = s, Label(l)
		}
	}
	return top, from
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
// is in.
func (t *Text) Phrase(i int) Flag { return t.words[i].phrase }

// PhraseLen returns how many tokens the phrase of the lexicon that begins at
// token i has.
func (t *Text) PhraseLen(i int) int {
	n := 1
	for i+n < len(t.words) && t.words[i].place == 1 && t.words[i+n].place >= 2 && t.words[i+n-1].place != 3 {
		n++
	}
	return n
}

// several are titles before the names of several people.
var several = setOf("messrs", "messrs.", "mmes", "mesdames", "drs", "profs", "sens", "reps", "lords")

// TitleLen is how many of the tokens i to j, a person's name, are titles before
// it: President Trump. One token is always left.
func (t *Text) TitleLen(i, j int) int {
	n := 0
	for k := i; k < j-1; k++ {
		switch f := t.words[k].flags; {
		case f&Title != 0 && t.words[k].flags&Forename == 0, several[t.words[k].lower]:
			n = k + 1 - i
		case f&Nationality == 0 && f&Common == 0:
			return n
		}
	}
	return n
}
