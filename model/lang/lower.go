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
