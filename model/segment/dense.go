package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

// Scripts without blanks between words are cut into units that can be pointed at, not
// into words: that would need a dictionary. Han goes in twos, as most Chinese words
// do, but for particles; a name with a middle dot together; Japanese is cut where the script changes;
// Thai and Lao before a vowel that is written first, which begins a syllable.

// denseWords yields the units of a run without blanks.
func denseWords(text string, start, stop, end int, yield func(model.Range) bool) bool {
	for start < stop {
		n := cut(text[start:stop])
		r := onEdges(text, trimWord(text, start, start+n), end)
		if start += n; !r.Empty() && !yield(r) {
			return false
		}
	}
	return true
}

// A class is what the letters of one unit have in common.
type class uint8

const (
	other class = iota
	han
	hiragana
	katakana
	syllabic // Thai, Lao, Khmer, Burmese
	spaced   // scripts with blanks, digits
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf && !wordly(r):
		return other
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r) || r == 'ー' || r == '゛' || r == '゜':
		return katakana
	case unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return syllabic
	case wordly(r) || extends(r) || r == '’' || r == '\'' || r == '-':
		return spaced
	}
	return other
}

// particles are Chinese words of one letter that few others begin with: after them a
// word begins.
const particles = "在的了是与與被把也"

// leastSyllables is how many code points of Thai a unit has at least.
const leastSyllables = 6

// cut returns the length in bytes of the first unit of s.
func cut(s string) int {
	first, n := utf8.DecodeRuneInString(s)
	kind, count := classOf(first), 1
	if kind == han && strings.ContainsRune(particles, first) {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		next := classOf(r)
		switch {
		case extends(r):
		case r == '·' || r == '・':
			if after, _ := utf8.DecodeRuneInString(s[n+size:]); classOf(after) != kind || kind != han && kind != katakana {
				return n
			}
			count = 0 // the name goes on
		case next != kind:
			return n
		case kind == other, kind == han && count == 2:
			if rest, _ := utf8.DecodeRuneInString(s[n+size:]); kind == other || rest != '·' {
				return n
			}
		case kind == syllabic && count >= leastSyllables && leads(r):
			return n
		}
		n += size
		count++
	}
	return n
}

// leads reports whether r is a vowel that is written before the consonant it follows.
func leads(r rune) bool { return 'เ' <= r && r <= 'ไ' || 'ເ' <= r && r <= 'ໄ' }
