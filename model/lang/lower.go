package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// alphabets holds what package unicode says of the alphabets with case, which are looked
// up for each letter of an article: it searches for them.
var alphabets = func() (table [0x530]character) {
	for r := range table {
		r := rune(r)
		table[r] = character{unicode.ToLower(r), unicode.IsLetter(r), unicode.Is(unicode.M, r), unicode.IsLower(r), unicode.IsUpper(r)}
	}
	return table
}()

// A character is what package unicode says of a code point.
type character struct {
	low              rune // in lower case
	letter, mark     bool
	isLower, isUpper bool
}

// IsLetter is unicode.IsLetter, faster.
func IsLetter(r rune) bool {
	if 0 <= r && int(r) < len(alphabets) {
		return alphabets[r].letter
	}
	return unicode.IsLetter(r)
}

// IsLower is unicode.IsLower, faster.
func IsLower(r rune) bool {
	if 0 <= r && int(r) < len(alphabets) {
		return alphabets[r].isLower
	}
	return unicode.IsLower(r)
}

// IsUpper is unicode.IsUpper, faster.
func IsUpper(r rune) bool {
	if 0 <= r && int(r) < len(alphabets) {
		return alphabets[r].isUpper
	}
	return unicode.IsUpper(r)
}

// Lower is unicode.ToLower, faster.
func Lower(r rune) rune {
	if 0 <= r && int(r) < len(alphabets) {
		return alphabets[r].low
	}
	return unicode.ToLower(r)
}

// LowerText is strings.ToLower, faster for the letters of other alphabets.
func LowerText(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(Lower, s)
		}
	}
	return strings.ToLower(s)
}
