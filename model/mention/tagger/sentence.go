package tagger

import (
	"cmp"
	"strings"
	"unicode/utf8"
)

// Text is a stretch of text, tokenised and described, ready to be labelled. Its
// buffers are used again from stretch to stretch.
type Text struct {
	Text   string
	Tokens []Token
	Labels []Label // what [Model.Label] found

	words  []word
	beyond word // stands for what lies outside the text
	scores [][Labels]int32
	back   [][Labels]Label
	keys   keys

	byLetter bool // affixes are counted in letters, not in bytes
	paths    bool // see [Form]
}

// word is what the features know of a token.
type word struct {
	lower   uint64 // key of the word in lower case
	flags   Flag   // of the word alone
	phrase  Flag   // of the longest phrase of the lexicon that it is in
	place   uint8  // where it is in that phrase: 1 first, 2 inside, 3 last
	cluster uint16
	shape   uint8
	style   uint8 // how the sentence is written
	first   bool  // begins a sentence
	hinted  bool  // the words beside it leave little doubt of its kind
	row     span  // the row of capitals that it is in, or empty
	dense   *row  // what it adds to the hidden units of the net, nil until asked
}

type span struct{ start, end int32 }

// How a sentence is written.
const (
	prose    uint8 = iota
	headline       // nearly all words begin with a capital
	shout          // nearly all letters are capitals
)

// plainElided writes an elided word with a straight apostrophe, as the corpora do.
func (m *Model) plainElided(s string) string {
	if head, curly := strings.CutSuffix(s, "’"); curly && head != "" && len(m.elided) > 0 {
		return head + "'"
	}
	return s
}

// Read tokenises and describes text.
func (m *Model) Read(t *Text, text string) {
	t.Text, t.beyond, t.byLetter, t.paths = text, word{lower: 1}, m.base != nil, m.form.paths
	t.Tokens = m.Tokens(t.Tokens[:0], text)
	if cap(t.words) < len(t.Tokens) {
		t.words = make([]word, len(t.Tokens), 2*len(t.Tokens))
	}
	t.words = t.words[:len(t.Tokens)]
	for i := range t.Tokens {
		tok := &t.Tokens[i]
		s := m.plainElided(text[tok.Start:tok.End])
		w := word{lower: Hash(s)}
		w.flags, w.cluster = m.Lookup(w.lower)
		if w.flags == 0 && tok.Kind == Capital {
			m.guess(&w, s)
		}
		w.shape = shape(s, tok.Kind)
		w.first = i == 0 || t.startsSentence(i)
		t.words[i] = w
	}
	for i := 0; i < len(t.Tokens); {
		j := i + 1
		for j < len(t.Tokens) && !t.words[j].first {
			j++
		}
		t.setStyle(i, j)
		i = j
	}
	for i := 0; i < len(t.Tokens); {
		i = m.markPhrase(t, i)
	}
	for i := 0; i < len(t.Tokens); {
		i = t.markRow(i)
	}
}

// longestRow is where a row of capitals is cut: a page of capitals is no name.
const longestRow = 12

// markRow marks the row of capitalised words, with the small words between them,
// that begins at token i, and returns the token behind it.
func (t *Text) markRow(i int) int {
	end := i
	for k := i; k < len(t.Tokens) && k-i < longestRow && !(k > i && t.words[k].first); k++ {
		if t.Tokens[k].Kind.Named() {
			end = k + 1
		} else if k == i || !joinsNames(t.word(k)) || k > end {
			break
		}
	}
	for k := i; k < end; k++ {
		t.words[k].row = span{int32(i), int32(end)}
	}
	return max(end, i+1)
}

// joinsNames reports whether a small word is inside names.
func joinsNames(s string) bool {
	switch s {
	case "of", "for", "de", "del", "la", "al", "el", "bin", "bint", "van", "von", "der", "da", "di", "du", "dos", "&", "ibn", "ul", "-":
		return true
	}
	return false
}

// startsSentence reports whether token i follows a full stop, a question or
// exclamation mark, with a quotation mark or bracket between them or not.
func (t *Text) startsSentence(i int) bool {
	j := i - 1
	for ; j > 0 && j > i-3; j-- {
		switch t.word(j) {
		case "”", "\"", "’", "'", ")", "“", "‘", "(", "]":
			continue
		}
		break
	}
	switch t.word(j) {
	case ".", "!", "?", "…":
		return true
	}
	return false
}

func (t *Text) word(i int) string { return t.Text[t.Tokens[i].Start:t.Tokens[i].End] }

// setStyle notes how the sentence of tokens i to j is written.
func (t *Text) setStyle(i, j int) {
	words, capitals, upper, long, longUpper := 0, 0, 0, 0, 0
	for k := i; k < j; k++ {
		tok := &t.Tokens[k]
		switch tok.Kind {
		case Lower:
			words++
			if tok.End-tok.Start > 3 {
				long++
			}
		case Capital, Mixed:
			words++
			capitals++
			if tok.End-tok.Start > 3 {
				long++
				longUpper++
			}
		case Upper:
			words++
			upper++
			if tok.End-tok.Start > 3 {
				long++
				longUpper++
			}
		}
	}
	style := prose
	switch {
	case words > 1 && upper*4 >= words*3:
		style = shout
	case long > 3 && longUpper*5 >= long*4:
		style = headline
	}
	for k := i; k < j; k++ {
		t.words[k].style = style
	}
}

// markPhrase marks the longest phrase of the lexicon that begins at token i and
// returns the token behind it.
func (m *Model) markPhrase(t *Text, i int) int {
	if !t.Tokens[i].Kind.Named() {
		return i + 1
	}
	key, flags := t.words[i].lower, t.words[i].flags
	end, found := i+1, flags
	for k := i + 1; flags&Prefix != 0 && k < len(t.Tokens); k++ {
		key = Join(key, t.words[k].lower)
		flags, _ = m.Lookup(key)
		if flags == 0 {
			flags = m.otherApostrophe(t, i, k)
		}
		if flags&^Prefix != 0 && t.Tokens[k].Kind != Sign {
			end, found = k+1, flags
		}
	}
	for k := i; k < end; k++ {
		w := &t.words[k]
		w.phrase, w.place = found&^Prefix, 2
		if k == i {
			w.place = 1
		} else if k == end-1 {
			w.place = 3
		}
	}
	return end
}

// otherApostrophe looks up the phrase of tokens i to k with straight apostrophes as
// curved ones: Côte d'Ivoire.
func (m *Model) otherApostrophe(t *Text, i, k int) Flag {
	if strings.IndexByte(t.word(k), '\'') < 0 {
		return 0
	}
	key := t.words[i].lower
	for n := i + 1; n <= k; n++ {
		key = Join(key, Hash(strings.ReplaceAll(t.word(n), "'", "’")))
	}
	flags, _ := m.Lookup(key)
	return flags
}

// shape is the kind of a token with its length and what else is in it.
func shape(s string, kind TokenKind) uint8 {
	n := uint8(min(len(s), 4))
	hyphen, digit, point := uint8(0), false, false
	for i := range len(s) {
		switch c := s[i]; {
		case c == '-' || c == '\'':
			hyphen = 1
		case c >= '0' && c <= '9':
			digit = true
		case c == '.' || c == '&':
			point = true
		}
	}
	if kind == Number {
		if hyphen == 0 && isFourDigits(s) {
			return 250
		}
		return 240 + n
	}
	v := uint8(kind)*5 + n
	if digit {
		return 120 + v
	}
	if point {
		return 180 + v
	}
	return v + 60*hyphen
}

func isFourDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return len(s) == 4
}

// guess notes of a capitalised word that is not known what a part of it tells.
func (m *Model) guess(w *word, s string) {
	if name, found := strings.CutSuffix(s, m.genitive); found && m.genitive != "" && len(name) >= leastName {
		flags, cluster := m.Lookup(Hash(name))
		if flags&Common == 0 {
			w.flags = flags & Naming
		}
		w.cluster = cmp.Or(w.cluster, cluster)
	}
	if w.flags == 0 && m.capitals {
		if head, found := m.headOf(s); found {
			w.flags = Compound
			if m.form.paths {
				w.cluster = cmp.Or(w.cluster, head)
			}
		}
	}
}

// leastName is how many bytes a name has whose genitive is known.
const leastName = 4

// The parts of a compound: how many letters its noun has, and what is before it.
const (
	leastHead   = 4
	leastBefore = 3
)

// headOf is the cluster of the longest noun that a word which is not known ends in.
func (m *Model) headOf(s string) (cluster uint16, found bool) {
	for i := leastBefore; i <= len(s)-leastHead; i++ {
		if utf8.RuneStart(s[i]) {
			if flags, cluster := m.lookup(Hash(s[i:])); flags&Common != 0 {
				return cluster, true
			}
		}
	}
	return 0, false
}
