package encoding

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
)

// escape begins a switch of character sets (ISO 2022).
const escape = string(rune(27))

// japaneseEscapes reports whether data switches character sets as ISO-2022-JP does
// and holds nothing but ASCII bytes.
func japaneseEscapes(data string) bool {
	i := strings.Index(data, escape+"$")
	if i < 0 || i+2 >= len(data) || data[i+2] != 'B' && data[i+2] != '@' {
		return false
	}
	for j := range len(data) {
		if data[j] >= utf8.RuneSelf {
			return false
		}
	}
	return strings.Contains(data[i:], escape+"(")
}

// leastDoubled is how many letters have to be encoded twice before that is undone:
// fewer may be a text about encodings.
const leastDoubled = 2

// doubled are the beginnings of letters that were encoded twice.
var doubled = []string{"Ã", "Â", "â€", "Ð", "Ñ"}

// undouble undoes that UTF-8 was read as Windows-1252 and encoded again, if the
// whole text was: "Ã©" is "é".
func undouble(text string) (string, bool) {
	if !slices.ContainsFunc(doubled, func(s string) bool { return strings.Contains(text, s) }) {
		return "", false
	}
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		c, ok := byteOf(r)
		if !ok {
			return "", false
		}
		b.WriteByte(c)
	}
	once := b.String()
	if !utf8.ValidString(once) {
		return "", false
	}
	letters := 0
	for _, r := range once {
		if r >= utf8.RuneSelf {
			letters++
		}
	}
	return once, letters >= leastDoubled
}

// byteOf returns the byte that Windows-1252 has for r.
func byteOf(r rune) (byte, bool) {
	if r < 0x80 || 0xA0 <= r && r <= 0xFF {
		return byte(r), true
	}
	for i, c := range windows1252 {
		if c == r {
			return byte(0x80 + i), true
		}
	}
	if 0x80 <= r && r < 0xA0 { // what stands for nothing is kept as it is
		return byte(r), true
	}
	return 0, false
}

// agrees reports whether a sample may be in an encoding: its bytes are valid, and
// one that takes all bytes is not believed where letters make no words.
func agrees(name, sample string) bool {
	if multibyte(name) {
		bad, all := invalidPairs(name, sample)
		return 50*bad <= all
	}
	if name == "windows-1252" {
		best := guess(sample)
		return best == name || lettersFit(name, sample) && fewMarks(sample) && !beats(best, name, sample)
	}
	return lettersFit(name, sample)
}

// leastGain is how much likelier another encoding has to be than the one that is
// declared, in bits a letter. Western pages of the corpora reach 0, Hungarian ones
// that are declared to be Western 0.5.
const leastGain = 0.3

// beats reports whether a sample is far likelier in one encoding than in the other.
func beats(one, other, sample string) bool {
	part := telling(withoutMarkup(sample))
	c := costOf(one, part)
	return c > 0 && costOf(other, part) > c+leastGain
}

// fewMarks reports whether as few letters are beyond ASCII as where letters are Latin.
func fewMarks(sample string) bool {
	plain, high := 0, 0
	for _, c := range []byte(telling(withoutMarkup(sample))) {
		switch {
		case c >= utf8.RuneSelf:
			high++
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			plain++
		}
	}
	return high < plain
}

func multibyte(name string) bool {
	for _, m := range multibytes {
		if m.name == name {
			return true
		}
	}
	return name == "gb18030"
}

// lettersFit reports whether few of the signs within words are none that a word
// holds.
func lettersFit(name, sample string) bool {
	text, _, ok := as(name, sample)
	return ok && oddness(text) < 0.2
}

// A pairs describes an encoding of two bytes a character: in which of them the
// common characters of the language lie.
type pairs struct {
	name   string
	lead   func(c byte) bool
	trail  func(c byte) bool
	common func(lead, trail byte) bool
	// single reports whether a byte stands for a character of its own.
	single func(c byte) bool
}

func between(lo, hi byte) func(byte) bool { return func(c byte) bool { return lo <= c && c <= hi } }

// multibytes are the encodings of Chinese, Japanese and Korean. The areas of common
// characters are those of the standards: level 1 of GB 2312, Big5 and JIS X 0208,
// kana, Hangul.
var multibytes = []pairs{
	{"shift_jis", func(c byte) bool { return 0x81 <= c && c <= 0x9F || 0xE0 <= c && c <= 0xFC },
		func(c byte) bool { return 0x40 <= c && c <= 0xFC && c != 0x7F },
		func(l, t byte) bool {
			return l == 0x82 && t >= 0x9F || l == 0x83 || l == 0x81 || 0x88 <= l && l <= 0x97
		},
		between(0xA1, 0xDF)},
	{"euc-jp", between(0xA1, 0xFE), between(0xA1, 0xFE),
		func(l, t byte) bool { return l == 0xA4 || l == 0xA5 || l == 0xA1 || 0xB0 <= l && l <= 0xCF }, nil},
	{"euc-kr", between(0x81, 0xFE), between(0x41, 0xFE), func(l, t byte) bool { return (0xB0 <= l && l <= 0xC8 || l == 0xA1) && t >= 0xA1 }, nil},
	{"big5", between(0x81, 0xFE), func(c byte) bool { return 0x40 <= c && c <= 0x7E || 0xA1 <= c && c <= 0xFE },
		func(l, t byte) bool { return 0xA4 <= l && l <= 0xC6 || l == 0xA1 }, nil},
	{"gbk", between(0x81, 0xFE), func(c byte) bool { return 0x40 <= c && c <= 0xFE && c != 0x7F },
		func(l, t byte) bool { return (0xB0 <= l && l <= 0xD7 || l == 0xA3 || l == 0xA1) && t >= 0xA1 }, nil},
}

// walk calls visit for each character of a sample that is not ASCII; trail is 0 for
// a single byte, valid false for what the encoding does not have.
func (m *pairs) walk(sample string, visit func(lead, trail byte, valid bool)) {
	for i := 0; i < len(sample); i++ {
		c := sample[i]
		switch {
		case c < 0x80:
		case m.lead(c) && i+1 < len(sample) && m.trail(sample[i+1]):
			visit(c, sample[i+1], true)
			i++
		case m.lead(c) && i+1 == len(sample): // cut off
		case m.single != nil && m.single(c):
			visit(c, 0, true)
		default:
			visit(c, 0, false)
		}
	}
}

func invalidPairs(name, sample string) (bad, all int) {
	if name == "gb18030" {
		name = "gbk"
	}
	for i := range multibytes {
		if m := &multibytes[i]; m.name == name {
			m.walk(sample, func(_, _ byte, valid bool) {
				all++
				if !valid {
					bad++
				}
			})
		}
	}
	return bad, all
}

// leastCommon is the share of characters in the common areas that makes an encoding
// of pairs likely.
const leastCommon = 0.8

// guessPairs returns the most likely encoding of pairs, "" if none is.
func guessPairs(sample string) string {
	best, score := "", leastCommon
	for i := range multibytes {
		m := &multibytes[i]
		all, common, bad, kana := 0, 0, 0, 0
		m.walk(sample, func(l, t byte, valid bool) {
			all++
			switch {
			case !valid:
				bad++
			case t != 0 && m.common(l, t):
				common++
			}
			if m.name == "euc-jp" && l == 0xA4 || m.name == "shift_jis" && l == 0x82 && t >= 0x9F {
				kana++
			}
		})
		if all < 4 || 50*bad > all {
			continue
		}
		s := float64(common) / float64(all)
		switch {
		case m.name == "euc-jp" && 8*kana < all:
			continue // Japanese has kana
		case 8*kana >= all:
			s += 0.3
		case m.name == "euc-kr":
			s += 0.02 // Hangul alone, where Chinese uses the whole of its area
		}
		if s > score {
			best, score = m.name, s
		}
	}
	return best
}

// isThai reports whether the bytes are those of Thai: many are vowels and tones that
// are written over or under a letter, and follow one, or vowels that come before one.
func isThai(sample string) bool {
	letter := func(i int) bool { return 0 <= i && i < len(sample) && 0xA1 <= sample[i] && sample[i] <= 0xCE }
	all, marks, placed := 0, 0, 0
	for i := range len(sample) {
		switch c := sample[i]; {
		case c < 0x80:
			continue
		case 0xDB <= c && c <= 0xDE, c >= 0xFC:
			return false
		case c == 0xD1, 0xD4 <= c && c <= 0xDA, 0xE7 <= c && c <= 0xEE: // over or under a letter, or another such
			marks++
			if letter(i-1) || i > 0 && 0xD1 <= sample[i-1] && sample[i-1] <= 0xDA {
				placed++
			}
		case 0xE0 <= c && c <= 0xE4: // before one
			marks++
			if letter(i + 1) {
				placed++
			}
		}
		all++
	}
	return all >= 20 && 6*marks >= all && 20*placed >= 19*marks
}

// singles are the encodings of a byte a letter that are tried, the likeliest first.
var singles = []string{"windows-1252", "windows-1251", "windows-1250", "iso-8859-2", "koi8-r", "koi8-u", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "iso-8859-5", "iso-8859-6", "windows-874", "ibm866", "macintosh"}

// guess returns the most likely encoding of a sample that is no UTF-8.
func guess(sample string) string {
	if isThai(sample) {
		return "windows-874"
	}
	if name := guessPairs(sample); name != "" {
		return name
	}
	best, cost := "windows-1252", 0.0
	part := telling(withoutMarkup(sample))
	for i, name := range singles {
		c := costOf(name, part)
		if c == 0 {
			continue
		}
		switch {
		case name == "macintosh":
			c += 1.5 // few texts have it, and its signs look like ends of words
		case i > 0:
			c += 0.05
		}
		if cost == 0 || c < cost {
			best, cost = name, c
		}
	}
	return best
}

// costOf is how unlikely a text in an encoding is, in bits a letter; 0 if it has too
// few letters to tell, or invalid ones.
func costOf(name, part string) float64 {
	text, _, ok := as(name, part)
	if !ok {
		return 0
	}
	bits, letters := lang.Cost(text)
	if letters < 10 {
		return 0
	}
	return bits + 8*oddness(text)
}

// telling returns the parts of a sample around bytes that are not ASCII, 4 KB at
// most.
func telling(sample string) string {
	const most, around = 4 << 10, 40
	var b strings.Builder
	end := 0
	for i := 0; i < len(sample) && b.Len() < most; i++ {
		if sample[i] < utf8.RuneSelf || i < end {
			continue
		}
		start := max(end, i-around)
		end = min(len(sample), i+around)
		for _, c := range []byte(sample[start:end]) {
			if c == '<' || c == '>' || c == '=' || c == '"' {
				c = ' '
			}
			b.WriteByte(c)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// oddness is the share of signs beyond ASCII that are within words but are not letters
// of words, or are capitals between small letters, or of another script
// than their neighbour.
func oddness(text string) float64 {
	odd, all := 0, 0
	prev := rune(' ')
	runes := []rune(text)
	for i, r := range runes {
		next := ' '
		if i+1 < len(runes) {
			next = runes[i+1]
		}
		if r >= utf8.RuneSelf {
			all++
			switch {
			case r == utf8.RuneError, 0x80 <= r && r < 0xA0:
				odd += 2
			case 0x2500 <= r && r < 0x25A0: // boxes
				odd++
			case strings.ContainsRune("±¶¦¬¤¸¨", r) && (unicode.IsLower(prev) || unicode.IsLower(next)):
				odd++
			case !unicode.IsLetter(r) && !unicode.IsMark(r):
				if unicode.IsLetter(prev) && unicode.IsLetter(next) && !strings.ContainsRune("’‘–—-·\u00ad", r) {
					odd++
				}
			case unicode.IsLower(prev) && unicode.IsUpper(r):
				odd++
			case unicode.IsLetter(prev) && unicode.Is(unicode.Latin, prev) != unicode.Is(unicode.Latin, r),
				unicode.IsLetter(next) && next < utf8.RuneSelf && unicode.Is(unicode.Latin, next) != unicode.Is(unicode.Latin, r):
				odd++
			}
		}
		prev = r
	}
	if all == 0 {
		return 0
	}
	return float64(odd) / float64(all)
}
