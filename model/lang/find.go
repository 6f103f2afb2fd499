package lang

import (
	"iter"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// A Finder finds words in texts as a person reads them: both are folded as by
// [Fold]. The text is not copied. It looks for the rarest letter of the words, at the
// speed of memory, and closer only where a letter outside ASCII may be one of them.
//
// A Finder must not be used by two goroutines at the same time.
type Finder struct {
	words    string // folded
	keepCase bool
	head     string // the ASCII at the beginning of words, up to a blank
	rare     int    // where in head the letter is that is looked for
	low      [lowRunes]part
	seen     [1 << 8]seenRune // other runes, by their low bits
}

// A part is what a rune may be of the words.
type part uint8

const (
	begins part = 1 << iota // its fold begins like the words
	within                  // it may be elsewhere in their head
	mark                    // it is a mark of the letter before it
	looked                  // it was looked at
)

type seenRune struct {
	r    rune
	part part
}

// NewFinder returns a finder of words that [FoldWords] has folded, with the same
// keepCase.
func NewFinder(words string, keepCase bool) *Finder {
	f := &Finder{words: words, keepCase: keepCase}
	if words == "" {
		return f
	}
	for len(f.head) < len(words) && words[len(f.head)] < utf8.RuneSelf && words[len(f.head)] != ' ' {
		f.head = words[:len(f.head)+1]
	}
	for i := range f.head {
		if rarity(words[i]) > rarity(words[f.rare]) {
			f.rare = i
		}
	}
	return f
}

// rarity tells letters apart by how often they are in texts of the Latin script.
func rarity(c byte) int {
	return strings.IndexByte("eatinorslducmphgvbfy.,-'0w1k2z3x4j5q", c|0x20) & 0xff
}

func (f *Finder) judge(r rune) part {
	p := looked
	folded := foldRune(r, f.keepCase)
	if folded != "" && folded[0] == f.words[0] {
		p |= begins
	}
	if _, n := utf8.DecodeRuneInString(folded); f.head != "" && strings.Contains(f.words, folded[:n]) {
		p |= within // or it is nothing at all: a soft hyphen
	}
	if combines(r) {
		p |= mark
	}
	return p
}

func (f *Finder) partOf(r rune) part {
	if r < lowRunes {
		if f.low[r] == 0 {
			f.low[r] = f.judge(r)
		}
		return f.low[r] &^ looked
	}
	k := &f.seen[int(r)%len(f.seen)]
	if k.r != r {
		*k = seenRune{r, f.judge(r)}
	}
	return k.part &^ looked
}

// All yields where the words are in text, and how long they are there, in bytes:
// from left to right, none within another. Letters with their marks are found whole.
func (f *Finder) All(text string) iter.Seq2[int, int] {
	return func(yield func(at, n int) bool) {
		if f.words == "" {
			return
		}
		s := scan{Finder: f, text: text, yield: yield}
		if f.head != "" {
			s.lower.letter, s.upper.letter = f.head[f.rare], f.head[f.rare]
			if c := f.head[f.rare]; !f.keepCase && 'a' <= c && c <= 'z' {
				s.upper.letter = c - 'a' + 'A'
			}
		}
		for s.at < len(text) && !s.ended {
			end := f.skip(text, s.at)
			s.plain(end)
			if s.at == end && end < len(text) {
				s.other()
			}
		}
	}
}

// skip returns where behind i the first rune is that may be a part of the words
// and is not one of ASCII; len(text) if nowhere.
func (f *Finder) skip(text string, i int) int {
	for i < len(text) {
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			i += plainLen(text[i:])
			continue
		case 0xC2 <= c && c < 0xC0|lowRunes>>6 && i+1 < len(text) && text[i+1]&0xC0 == 0x80: // most of them
			r := rune(c&0x1f)<<6 | rune(text[i+1]&0x3f)
			if f.low[r] != looked && f.partOf(r) != 0 {
				return i
			}
			i += 2
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if f.partOf(r) != 0 {
			return i
		}
		i += n
	}
	return len(text)
}

// plainLen is how many bytes of ASCII text begins with.
func plainLen(text string) int {
	i := 0
	for ; i+8 <= len(text); i += 8 {
		t := text[i : i+8]
		word := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16 | uint64(t[3])<<24 | uint64(t[4])<<32 | uint64(t[5])<<40 | uint64(t[6])<<48 | uint64(t[7])<<56
		if high := word & 0x8080808080808080; high != 0 {
			return i + bits.TrailingZeros64(high)/8
		}
	}
	for i < len(text) && text[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// A scan is one run of a Finder through a text.
type scan struct {
	*Finder
	text         string
	yield        func(at, n int) bool
	at           int // all before it was looked at
	ended        bool
	lower, upper nextLetter // the rare one; both are the same if capitals count
}

// A nextLetter is where a letter is next.
type nextLetter struct {
	letter byte
	known  bool
	at     int
}

// from returns where the letter is first in text[i:], len(text) if nowhere.
func (l *nextLetter) from(text string, i int) int {
	if l.known && l.at >= i {
		return l.at
	}
	l.known = true
	if n := strings.IndexByte(text[min(i, len(text)):], l.letter); n >= 0 {
		l.at = i + n
	} else {
		l.at = len(text)
	}
	return l.at
}

// try yields the words if they begin at i, and goes on behind them.
func (s *scan) try(i int) bool {
	n := s.matchAt(s.text[i:])
	if n == 0 {
		return false
	}
	s.at = i + n
	s.ended = !s.yield(i, n)
	return true
}

// plain looks for words that begin with a letter of ASCII before end. Up to there no
// other letter is a part of them.
func (s *scan) plain(end int) {
	for s.head != "" && s.at < end && !s.ended {
		rare := s.lower.from(s.text, s.at+s.rare)
		if s.upper.letter != s.lower.letter {
			rare = min(rare, s.upper.from(s.text, s.at+s.rare))
		}
		i := rare - s.rare
		if rare >= end { // it may be behind the end in another spelling
			if i = max(s.at, end-s.rare); i >= end {
				break
			}
		}
		if c := s.text[i]; c != s.words[0] && (s.keepCase || lowerOf(c) != s.words[0]) || !s.try(i) {
			s.at = i + 1
		}
	}
	if !s.ended {
		s.at = max(s.at, end)
	}
}

// other looks for words that begin with the letter here, which is not one of ASCII. If
// it is a mark, the letter before it is looked at with its mark.
func (s *scan) other() {
	here := s.at
	r, n := utf8.DecodeRuneInString(s.text[here:])
	if s.partOf(r)&mark != 0 && here > 0 && s.text[here-1] >= utf8.RuneSelf {
		before, size := utf8.DecodeLastRuneInString(s.text[:here])
		if s.partOf(before) == 0 && s.try(here-size) {
			return
		}
	}
	if (s.partOf(r)&begins != 0 || s.combinesAt(here+n)) && s.try(here) {
		return
	}
	s.at = here + n
}

// combinesAt is the function of that name, from memory.
func (s *scan) combinesAt(i int) bool {
	if i >= len(s.text) || s.text[i] < 0xCC {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return s.partOf(r)&mark != 0
}

func lowerOf(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// Again yields the same as All, in less time: hits are all places in text that begin
// like the words, as a Finder of shorter words found them.
func (f *Finder) Again(text string, hits iter.Seq2[int, int]) iter.Seq2[int, int] {
	return func(yield func(at, n int) bool) {
		i := 0
		for at, length := range hits { // the words may begin within a shorter hit: aab in aaab
			for i = max(i, at); i < at+length; {
				n := f.matchAt(text[i:])
				if n == 0 {
					_, n = utf8.DecodeRuneInString(text[i:])
				} else if !yield(i, n) {
					return
				}
				i += n
			}
		}
	}
}

// matchAt returns how many bytes of text, from its beginning, are the words; 0 if it
// does not begin with them.
func (f *Finder) matchAt(text string) int {
	words := f.words
	i := 0
	for j := 0; j < len(words); {
		if i == len(text) {
			return 0
		}
		if c := text[i]; ' ' < c && c < utf8.RuneSelf && (i+1 == len(text) || text[i+1] < 0xCC) {
			if c != words[j] && (f.keepCase || lowerOf(c) != words[j]) {
				return 0
			}
			i++
			j++
			continue
		}
		folded, n := FoldNext(text[i:], f.keepCase)
		rest := words[j:]
		switch {
		case folded == "":
			if i == 0 {
				return 0
			}
		case folded == " " && i > 0 && words[j-1] == ' ': // more white space
		case strings.HasPrefix(rest, folded):
			j += len(folded)
		case strings.HasPrefix(folded, rest) && folded != " ": // the o of œ
			j = len(words)
		default:
			return 0
		}
		i += n
	}
	return i
}
