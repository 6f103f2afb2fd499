package tagger

// A Memory is what one article has said of its words so far: what was a person
// once is likely one again (one sense per discourse; Gale, Church, Yarowsky
// 1992).
type Memory struct {
	known map[uint64]int32 // by word: the index of its vote
	votes []vote
	trail []seen
}

// seen is one capitalised word with what it was taken for: the index of its vote
// and, in the lowest four bits, its label.
type seen int32

// endOfText is in a trail behind the words of a text.
const endOfText seen = -1

func (s seen) vote() int    { return int(s >> 4) }
func (s seen) label() Label { return Label(s & 15) }

// Expect makes room for what an article of so many bytes is likely to say, one
// capitalised word in five.
func (m *Memory) Expect(bytes int) { m.trail = make([]seen, 0, bytes/28) }

// vote counts as what a capitalised word was labelled.
type vote struct {
	kind    [kinds]uint32
	outside uint32
	sure    bool // a hint left no doubt in one place
}

// mostWords bounds a memory: a text with more capitalised words than this is no
// article.
const mostWords = 1 << 16

// bent is what a unanimous memory adds to a score, in units of the weights.
const bent = 100

// mostOutside is how often a word that is no common one is believed to be no
// name: one full name weighs more than many misses of the short one.
const mostOutside = 2

// What counts for more than one vote: the last word of a full name, and the
// expansion of an acronym, which leaves no doubt.
const (
	byFullName  = 6
	byExpansion = 12
)

// Note remembers the labels of t.
func (m *Memory) Note(t *Text) {
	for i, label := range t.Labels {
		if !t.Tokens[i].Kind.Named() {
			continue
		}
		at, ok := m.voteFor(t.words[i].lower)
		if !ok {
			continue
		}
		m.trail = append(m.trail, seen(at<<4)|seen(label))
		v := &m.votes[at]
		switch {
		case t.words[i].hinted && label != Outside:
			v.kind[label.Kind()] += byHint
			v.sure = true
		case t.words[i].style != prose || label == Outside && t.words[i].first:
			// a headline's capitals and a sentence's first word prove nothing
		case label == Outside:
			v.outside++
		case i+1 < len(t.Labels) && t.Labels[i+1] == Inside(label.Kind()):
			v.kind[label.Kind()]++ // a full name's last word says more than its others
		case !label.Begins():
			v.kind[label.Kind()] += byFullName
		default:
			v.kind[label.Kind()]++
		}
	}
	m.trail = append(m.trail, endOfText)
	for i, label := range t.Labels {
		if label == Begin(Organisation) && t.words[i].style == prose {
			m.noteAcronym(t, i)
		}
	}
}

// voteFor is the index of a word's vote. False means that the memory is full.
func (m *Memory) voteFor(word uint64) (int32, bool) {
	at, ok := m.known[word]
	if ok || len(m.votes) >= mostWords {
		return at, ok
	}
	if m.known == nil {
		m.known = map[uint64]int32{}
	}
	at = int32(len(m.votes))
	m.known[word], m.votes = at, append(m.votes, vote{})
	return at, true
}

// noteAcronym remembers the initials of an organisation of several words, which
// may stand for it elsewhere: Libyan National Army, LNA.
func (m *Memory) noteAcronym(t *Text, i int) {
	var letters [8]byte
	n := 0
	for k := i; k < t.NameEnd(i) && n < len(letters); k++ {
		if t.Tokens[k].Kind.Named() {
			letters[n] = t.Text[t.Tokens[k].Start]
			n++
		}
	}
	if n < 2 || len(m.votes) >= mostWords {
		return
	}
	if at, ok := m.voteFor(hashBytes(letters[:n])); ok {
		m.votes[at].kind[Organisation] += byExpansion
	}
}

// hashBytes is [Hash] of ASCII capitals.
func hashBytes(letters []byte) uint64 {
	h := uint64(offset64)
	for _, c := range letters {
		h = (h ^ uint64(lowerByte(c))) * prime64
	}
	return h
}

// Len is the number of words remembered.
func (m *Memory) Len() int { return len(m.trail) }

// Contested reports whether a word of the text that was noted when [Memory.Len]
// was at was taken for something else elsewhere.
func (m *Memory) Contested(at int) bool {
	for ; m.trail[at] != endOfText; at++ {
		v, label := &m.votes[m.trail[at].vote()], m.trail[at].label()
		if total := v.total(); label == Outside && v.outside < total || label != Outside && v.kind[label.Kind()] < total {
			return true
		}
	}
	return false
}

func (v *vote) total() uint32 {
	n := v.outside
	for _, c := range v.kind {
		n += c
	}
	return n
}

// bend adds to the scores of token i what the article has said of its word.
func (m *Memory) bend(scores *[Labels]int32, t *Text, i int) {
	if !t.Tokens[i].Kind.Named() || t.words[i].flags&(Country|Region|Place|Calendar) != 0 {
		return // Washington stays a place beside George Washington, May a month
	}
	at, ok := m.known[t.words[i].lower]
	if !ok {
		return
	}
	v := &m.votes[at]
	outside := int32(v.outside)
	if t.words[i].flags&Common == 0 {
		outside = min(outside, mostOutside)
	}
	total := int32(v.total()) - int32(v.outside) + outside
	if total == 0 {
		return
	}
	weight := bent * min(total, 3) / 3
	if v.sure {
		weight *= 2
	}
	for k := range kinds {
		plus := weight * int32(v.kind[k]) / total
		scores[Begin(k)] += plus
		scores[Inside(k)] += plus
	}
	scores[Outside] += weight * outside / total
}
