package tagger

// fingerprint is never 0, which marks a free slot.
func fingerprint(key uint64) uint16 { return uint16(key) | 1 }

// A tally sums rows of weights. A lane of sixteen bits holds one label's sum, each
// weight counted from -[bias]: two words add eight weights at once. So the labels' lanes
// are those of the row's even bytes and odd bytes; the first two are no weights.
type tally struct{ even, odd uint64 }

const (
	bias  = 128
	bytes = 0x00ff00ff00ff00ff
	// mostRows is how many rows are summed at a time: what most tokens have. A lane
	// holds 256.
	mostRows = 64
)

// add adds the weights that are in eight bytes of a row.
func (t *tally) add(weights uint64) {
	const flip = 0x8080808080808080 // makes a signed byte one that counts from -bias
	weights ^= flip
	t.even += weights & bytes
	t.odd += weights >> 8 & bytes
}

// of is the sum of the weights in one byte of so many rows.
func (t *tally) of(byte, rows int) int32 {
	lanes := t.even
	if byte&1 == 1 {
		lanes = t.odd
	}
	return int32(lanes>>(byte&6<<3)&0xffff) - int32(bias*rows)
}

func le64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// sum adds the weights of features to scores. What is at the places of all
// of them is read first, so that the processor waits for the rows side by side.
func (m *Model) sum(scores *[Labels]int32, features []uint64) {
	for len(features) > 0 {
		n := min(len(features), mostRows)
		if m.form.labels == Labels {
			m.sumWide(scores, features[:n])
		} else {
			m.sumNarrow(scores, features[:n])
		}
		features = features[n:]
	}
}

// sumWide is [Model.sum] for a few features and wide rows.
func (m *Model) sumWide(scores *[Labels]int32, features []uint64) {
	size := uint64(len(m.rows) / wideRow)
	var places [mostRows]uint32
	var found [mostRows]uint16
	for i, key := range features {
		at := place(key, size)
		places[i], found[i] = uint32(at), m.printAt(at)
	}
	var low, high tally
	rows := 0
	for i, key := range features {
		print, at := fingerprint(key), uint64(places[i])
		for found[i] != 0 && found[i] != print {
			at = next(at, size)
			found[i] = m.printAt(at)
		}
		if found[i] != 0 {
			row := m.rows[at*wideRow:][:wideRow]
			low.add(le64(row))
			high.add(le64(row[8:]))
			rows++
		}
	}
	for l := range Labels {
		if at := l + 2; at < 8 { // the byte of the row
			scores[l] += low.of(at, rows)
		} else {
			scores[l] += high.of(at-8, rows)
		}
	}
}

// printAt is the fingerprint of the wide row in a slot, 0 where it is free.
func (m *Model) printAt(slot uint64) uint16 {
	row := m.rows[slot*wideRow:][:wideRow]
	return uint16(row[0]) | uint16(row[1])<<8
}

// sumNarrow is [Model.sum] for a few features and narrow rows. A free slot adds no
// weights.
func (m *Model) sumNarrow(scores *[Labels]int32, features []uint64) {
	size := uint64(len(m.rows) / narrowRow)
	var places [mostRows]uint32
	var found [mostRows]uint64
	for i, key := range features {
		at := place(key, size)
		places[i], found[i] = uint32(at), le64(m.rows[at*narrowRow:][:narrowRow])
	}
	var t tally
	for i, key := range features {
		print, row := fingerprint(key), found[i]
		for at := uint64(places[i]); uint16(row) != 0 && uint16(row) != print; {
			at = next(at, size)
			row = le64(m.rows[at*narrowRow:][:narrowRow])
		}
		t.add(row)
	}
	for l := 1; l < narrowLabels; l++ {
		scores[l] += t.of(l+1, len(features))
	}
}
