package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lowCase holds the small letters of the alphabets with case, which are looked up for
// each letter of an article: unicode.ToLower searches for them.
var lowCase = func() (table [0x530]rune) {
	for r := range table {
		table[r] = unicode.ToLower(rune(r))
	}
	return table
}()

// letterCase holds which of them are letters, and which are small ones.
var letterCase = func() (table [len(lowCase)]struct{ letter, small bool }) {
	for r := range table {
		table[r].letter, table[r].small = unicode.IsLetter(rune(r)), unicode.IsLower(rune(r))
	}
	return table
}()

// IsLetter is unicode.IsLetter, faster.
func IsLetter(r rune) bool {
	if 0 <= r && int(r) < len(letterCase) {
		return letterCase[r].letter
	}
	return unicode.IsLetter(r)
}

// IsLower is unicode.IsLower, faster.
func IsLower(r rune) bool {
	if 0 <= r && int(r) < len(letterCase) {
		return letterCase[r].small
	}
	return unicode.IsLower(r)
}

// Lower is unicode.ToLower, faster.
func Lower(r rune) rune {
	if 0 <= r && int(r) < len(lowCase) {
		return lowCase[r]
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
