package lang

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A profile tells how likely letters follow each other in a language: for each
// run of up to [order] letters, how many bits its last letter costs after the
// others.
type profile struct {
	short    table     // of runs of up to [fewLetters], by which most languages are ruled out
	long     table     // of longer runs
	presence *presence // of runs in long
	usual    float64   // what a letter of other texts of the language costs on average, in bits
}

// A table is an open hash table of [slotSize] bytes a slot, used where it lies: two
// bytes of a run's hash, one of the cost in sixteenths of a bit.
type table string

const (
	order      = 5 // letters: the last, and those before it that it is judged by
	fewLetters = 3
	slotSize   = 3
	perBit     = 16

	backOff = 1.5 // bits more for each letter less that it is judged by
	foreign = 20  // bits of a letter that the language does not have
	unseen  = 14  // bits that any other letter costs at most
)

// gram is the hash of a run of letters.
type gram uint64

// grow is the run that begins one letter earlier.
func (g gram) grow(letter rune) gram {
	h := (uint64(g) ^ uint64(letter)) * 0x9e3779b97f4a7c15
	return gram(h ^ h>>29)
}

// shortProfile reads what the first of the files of a profile holds.
func (l *Language) shortProfile() *profile {
	data := l.Data(shortFile)
	if data == "" {
		return &profile{}
	}
	return &profile{short: table(data[1:]), usual: float64(data[0]) / perBit}
}

// cost returns what is known of a run, in sixteenths of a bit.
func (t table) cost(g gram) (bits int, known bool) {
	size := uint64(len(t) / slotSize)
	if size == 0 {
		return 0, false
	}
	lo, hi := byte(g), byte(g>>8)|1
	for i := uint64(g) >> 32 * size >> 32; ; {
		s := t[i*slotSize:][:slotSize]
		if s[0] == lo && s[1] == hi {
			return int(s[2]), true
		}
		if s[1] == 0 {
			return 0, false
		}
		if i++; i == size {
			i = 0
		}
	}
}

// presence has a bit for each pair of hash bytes that the slots of a table hold: for most
// runs that the table does not have it says so without a search.
type presence [1 << 16 / 64]uint64

func presenceOf(t table) *presence {
	p := new(presence)
	for i := 0; i < len(t); i += slotSize {
		pair := uint(t[i]) | uint(t[i+1])<<8
		p[pair/64] |= 1 << (pair % 64)
	}
	return p
}

func (p *presence) has(g gram) bool {
	pair := uint(g)&0xFFFF | 0x100
	return p[pair/64]>>(pair%64)&1 != 0
}

// follow is the cost in sixteenths of a bit of the last letter of the runs, which
// are given by their length from one on: by the longest that is known.
func (p *profile) follow(runs *[order]gram, n int) int {
	extra := 0
	for ; n > fewLetters; n-- {
		if p.presence.has(runs[n-1]) {
			if bits, known := p.long.cost(runs[n-1]); known {
				return min(bits+extra, unseen*perBit)
			}
		}
		extra += backOff * perBit
	}
	return p.short.follow(runs, n, extra)
}

// follow is [profile.follow] for at most [fewLetters] runs.
func (t table) follow(runs *[order]gram, n, extra int) int {
	for ; n > 0; n-- {
		if bits, known := t.cost(runs[n-1]); known {
			return min(bits+extra, unseen*perBit)
		}
		extra += backOff * perBit
	}
	return foreign * perBit
}

// readLetters begins to read text. Letters are composed; Yoruba's two signs for one
// mark below are one.
func readLetters(text string) letters { return letters{text: normal(text), blank: true} }

func normal(text string) string {
	if isComposed(text) {
		return text
	}
	if strings.Contains(text, "\u0329") {
		text = strings.ReplaceAll(text, "\u0329", "\u0323")
	}
	return norm.NFC.String(text)
}

// isComposed reports whether text is surely its own NFC: it has letters of the Latin,
// Greek and Cyrillic alphabets only, none of which is a mark, and the usual punctuation.
// It is a quick look; norm takes ten times as long over Cyrillic.
func isComposed(text string) bool {
	for i := plainLen(text); i < len(text); {
		switch c := text[i]; {
		case c < utf8.RuneSelf:
			i++
		case 0xC3 <= c && c <= 0xCB, 0xCF <= c && c <= 0xD1, c == 0xC2: // to U+02FF, from U+03C0 to U+047F
			i += 2
		case c == 0xE2 && strings.HasPrefix(text[i+1:], "\x80") && i+2 < len(text) && text[i+2] >= 0x90: // dashes and quotation marks
			i += 3
		default:
			return false
		}
	}
	return true
}

// A letters reads the letters of a text in lower case; whatever is between two
// words is one blank.
type letters struct {
	text  string
	at    int
	blank bool
	last  [order]rune // those before, the nearest first
	n     int
	named bool // the word has a capital: it may be a name
}

// lowLetter is the letter or mark r in lower case, a blank for any other sign; it also
// reports whether it was upper case.
func lowLetter(r rune) (low rune, upper bool) {
	switch {
	case 0 <= r && int(r) < len(alphabets):
		if c := &alphabets[r]; c.letter || c.mark {
			return c.low, c.isUpper
		}
		return ' ', alphabets[r].isUpper
	case unicode.IsLetter(r), unicode.Is(unicode.M, r):
		return unicode.ToLower(r), unicode.IsUpper(r)
	}
	return ' ', unicode.IsUpper(r)
}

// next returns the runs that end in the next letter, and how many there are; zero
// at the end of the text.
func (l *letters) next(runs *[order]gram) int {
	for l.at < len(l.text) {
		r, size := rune(l.text[l.at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(l.text[l.at:])
		}
		l.at += size
		r, upper := lowLetter(r)
		if l.blank {
			l.named = upper
		} else if upper {
			l.named = true
		}
		if r == ' ' && l.blank {
			continue
		}
		l.blank = r == ' '
		l.last[4], l.last[3], l.last[2], l.last[1] = l.last[3], l.last[2], l.last[1], l.last[0]
		l.last[0] = r
		l.n = min(l.n+1, order)
		var g gram
		for k := range l.n {
			g = g.grow(l.last[k])
			runs[k] = g
		}
		return l.n
	}
	return 0
}

// The files of a profile. Before the table of the first is one byte: the usual
// cost.
const (
	shortFile = "letters.bin"
	longFile  = "profile.bin"
)

// NewProfile makes the files of a profile, by name, from texts of the language. Runs
// of five letters count from the second time on.
func NewProfile(texts []string) map[string][]byte {
	var halves [2][]string
	for _, text := range texts {
		n := 0
		for line := range strings.Lines(text) {
			halves[n%2] = append(halves[n%2], line)
			n++
		}
	}
	short, long := costs(halves[0])
	half := profile{short: table(tableOf(short)), long: table(tableOf(long))}
	half.presence = presenceOf(half.long)
	bits, count := 0, 0
	for _, line := range halves[1] {
		in := readLetters(line)
		var runs [order]gram
		for n := in.next(&runs); n > 0; n = in.next(&runs) {
			bits += half.follow(&runs, n)
			count++
		}
	}
	short, long = costs(texts)
	usual := byte(min(255, bits/max(1, count)))
	return map[string][]byte{shortFile: append([]byte{usual}, tableOf(short)...), longFile: tableOf(long)}
}

// costs counts how letters follow each other in texts, in short runs and in long ones.
func costs(texts []string) (short, long map[gram]byte) {
	type count struct {
		n      int
		level  int
		before gram
	}
	seen := map[gram]*count{}
	after := map[gram]int{} // how often something follows a run
	total := 0
	for _, text := range texts {
		l := readLetters(text)
		var runs [order]gram
		for n := l.next(&runs); n > 0; n = l.next(&runs) {
			total++
			for k := range n {
				c := seen[runs[k]]
				if c == nil {
					c = &count{level: k}
					if k > 0 { // the run without its last letter
						var g gram
						for j := 1; j <= k; j++ {
							g = g.grow(l.last[j])
						}
						c.before = g
					}
					seen[runs[k]] = c
				}
				c.n++
				if k > 0 {
					after[c.before]++
				}
			}
		}
	}
	short, long = map[gram]byte{}, map[gram]byte{}
	for g, c := range seen {
		all := total
		if c.level > 0 {
			all = after[c.before]
		}
		if c.level >= 4 && c.n < 2 || c.level > 0 && all < 2 {
			continue
		}
		// A run that was seen once is less sure than its share says.
		share := (float64(c.n) - discount[c.level]) / float64(all)
		kept := short
		if c.level >= fewLetters {
			kept = long
		}
		kept[g] = byte(max(0, min(255, math.Round(-math.Log2(share)*perBit))))
	}
	return short, long
}

// discount is what is taken off a count for letters that were not seen there.
var discount = [order]float64{0, 0.5, 0.5, 0.6, 0.6}

func tableOf(kept map[gram]byte) []byte {
	size := uint64(len(kept)*4/3 + 1)
	table := make([]byte, size*slotSize)
	keys := make([]gram, 0, len(kept))
	for g := range kept {
		keys = append(keys, g)
	}
	slices.Sort(keys)
	for _, g := range keys {
		i := uint64(g) >> 32 * size >> 32
		for table[i*slotSize+1] != 0 {
			if i++; i == size {
				i = 0
			}
		}
		s := table[i*slotSize:]
		s[0], s[1], s[2] = byte(g), byte(g>>8)|1, kept[g]
	}
	return table
}
