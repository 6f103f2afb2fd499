package lang

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes texts comparable for a person who types. No difference is made by
// case, the accents of Latin and Greek, stress marks and ё in Cyrillic, the points
// and letter variants of Arabic and Hebrew, ligatures, the width of a letter, the
// script of a digit, the Turkish dot, the shape of quotation marks and dashes, and
// how much white space is between two words.
//
// Marks that make another letter stay: が is not か, ดี is not ดุ, й is not и.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	AppendFold(&b, s)
	return b.String()
}

// AppendFold writes s folded to b.
func AppendFold(b *strings.Builder, s string) {
	space := false
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && !combinesAt(s, i+1) {
			i++
			switch {
			case c > ' ':
				if 'A' <= c && c <= 'Z' {
					c += 'a' - 'A'
				}
				b.WriteByte(c)
				space = false
			case !space:
				b.WriteByte(' ')
				space = true
			}
			continue
		}
		folded, n := FoldNext(s[i:], false)
		i += n
		if folded == " " {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = space && folded == ""
		b.WriteString(folded)
	}
}

// FoldNext folds the letter at the beginning of s, with the marks that follow it,
// and returns its length in bytes: at least one. White space of any kind is one
// blank; a letter may fold to several, a mark to none. With keepCase capitals stay
// capitals.
func FoldNext(s string, keepCase bool) (folded string, n int) {
	r, n := rune(s[0]), 1
	if r >= utf8.RuneSelf {
		r, n = utf8.DecodeRuneInString(s)
	}
	first := n
	for combinesAt(s, n) {
		_, m := utf8.DecodeRuneInString(s[n:])
		n += m
		if n > maxCluster {
			break
		}
	}
	if n == first {
		return foldRune(r, keepCase), n
	}
	var b strings.Builder
	for _, r := range norm.NFKC.String(s[:n]) {
		b.WriteString(foldRune(r, keepCase))
	}
	return b.String(), n
}

// maxCluster bounds what is taken for one letter with its marks, in bytes.
const maxCluster = 64

// combinesAt reports whether the rune at s[i] is joined with the letter before it.
func combinesAt(s string, i int) bool {
	if i >= len(s) || s[i] < 0xCC {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return combines(r)
}

// combines reports whether r is joined with the letter before it.
func combines(r rune) bool {
	switch {
	case r < 0x300:
		return false
	case r == '\uff9e' || r == '\uff9f', 0x1160 <= r && r <= 0x11FF: // half-width voicing, Hangul vowels and tails
		return true
	}
	return unicode.Is(unicode.M, r)
}

// A foldTable holds what the runes of the commonest scripts fold to, all below
// lowRunes, with their case and without.
type foldTable struct{ kept, lower [lowRunes]string }

const lowRunes = 0x700 // Latin to Arabic

var lowFolds = sync.OnceValue(func() *foldTable {
	t := &foldTable{}
	for r := range t.kept {
		t.kept[r] = foldAnew(rune(r))
		t.lower[r] = strings.ToLower(t.kept[r])
	}
	return t
})

// folds remembers what other runes fold to: texts use few.
var folds struct {
	sync.RWMutex
	of map[rune]string
}

// maxFolds bounds that memory; a hostile text holds every rune there is.
const maxFolds = 1 << 14

// foldRune is what one rune folds to.
func foldRune(r rune, keepCase bool) string {
	if r < lowRunes {
		if keepCase {
			return lowFolds().kept[r]
		}
		return lowFolds().lower[r]
	}
	folds.RLock()
	s, known := folds.of[r]
	folds.RUnlock()
	if !known {
		s = foldAnew(r)
		folds.Lock()
		defer folds.Unlock()
		if folds.of == nil || len(folds.of) >= maxFolds {
			folds.of = map[rune]string{}
		}
		folds.of[r] = s
	}
	if keepCase {
		return s
	}
	return strings.ToLower(s)
}

func foldAnew(r rune) string {
	if unicode.IsSpace(r) || r < ' ' {
		return " "
	}
	if to, special := foldsTo[r]; special {
		return to
	}
	if r < 0xAD {
		return string(r)
	}
	if unicode.Is(unicode.Nd, r) {
		return string('0' + digitValue(r))
	}
	plain := norm.NFKC.String(string(r))
	if unicode.In(r, unicode.Latin, unicode.Greek, unicode.Common, unicode.Inherited, unicode.Arabic, unicode.Hebrew) && !unicode.In(r, unicode.Hiragana, unicode.Katakana) {
		plain = norm.NFKD.String(string(r))
	}
	var b strings.Builder
	for _, c := range plain {
		to, special := foldsTo[c]
		switch {
		case special:
			b.WriteString(to)
		case unicode.Is(unicode.Mn, c) && dropsMarks(c):
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// dropsMarks reports whether the mark c only says how a letter is spoken: accents,
// and the points of Arabic and Hebrew. Those of other scripts make other letters.
func dropsMarks(c rune) bool {
	return 0x300 <= c && c < 0x370 || unicode.In(c, unicode.Arabic, unicode.Hebrew, unicode.Inherited) && c != 0x3099 && c != 0x309A
}

// digitValue is the value of a decimal digit of any script: digits are in rows of ten.
func digitValue(r rune) rune {
	for n := rune(0); n < 9; n++ {
		if !unicode.Is(unicode.Nd, r-n-1) {
			return n
		}
	}
	// Rows that touch each other begin at multiples of ten from the first.
	first := r
	for unicode.Is(unicode.Nd, first-1) {
		first--
	}
	return (r - first) % 10
}

// foldsTo are the folds that Unicode's decompositions do not give: what keyboards
// lack, and letters that readers take for one.
var foldsTo = map[rune]string{
	'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'", 'ʻ': "'", '′': "'",
	'“': "\"", '”': "\"", '„': "\"", '‟': "\"", '«': "\"", '»': "\"", '″': "\"", '״': "\"", '׳': "'",
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '־': "-",
	'\u00ad': "", '\u200b': "", '\u200c': "", '\u200d': "", '\u200e': "", '\u200f': "", '\u2060': "", '\ufeff': "",
	'\u202a': "", '\u202b': "", '\u202c': "", '\u202d': "", '\u202e': "", '\u2066': "", '\u2067': "", '\u2068': "", '\u2069': "",
	'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'ø': "o", 'Ø': "O", 'ł': "l", 'Ł': "L", 'đ': "d", 'Đ': "D",
	'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "TH", 'ħ': "h", 'Ħ': "H", 'ŧ': "t", 'Ŧ': "T", 'ŋ': "n", 'Ŋ': "N", 'ı': "i", 'İ': "I",
	'ə': "e", 'Ə': "E", 'ɓ': "b", 'Ɓ': "B", 'ɗ': "d", 'Ɗ': "D", 'ƙ': "k", 'Ƙ': "K", 'ƴ': "y", 'Ƴ': "Y", 'ς': "σ",
	'ё': "е", 'Ё': "Е", 'ѐ': "е", 'Ѐ': "Е", 'ѝ': "и", 'Ѝ': "И",
	'أ': "ا", 'إ': "ا", 'آ': "ا", 'ٱ': "ا", 'ة': "ه", 'ۀ': "ه", 'ى': "ي", 'ی': "ي", 'ئ': "ي", 'ؤ': "و", 'ک': "ك", 'ـ': "",
	'ך': "כ", 'ם': "מ", 'ן': "נ", 'ף': "פ", 'ץ': "צ",
}

// FoldWords folds what a person types to search by, without blanks at its ends.
// Capitals stay where keepCase asks for it.
func FoldWords(words string, keepCase bool) string {
	if !keepCase {
		return strings.Trim(Fold(words), " ")
	}
	var b strings.Builder
	for words != "" {
		folded, n := FoldNext(words, true)
		if folded != " " || !strings.HasSuffix(b.String(), " ") {
			b.WriteString(folded)
		}
		words = words[n:]
	}
	return strings.Trim(b.String(), " ")
}
