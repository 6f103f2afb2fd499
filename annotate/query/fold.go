package query

import (
	"strings"
	"unicode/utf8"

	"stet/model/lang"
)

// Fold makes texts comparable for a person who types: see [lang.Fold].
func Fold(s string) string { return lang.Fold(s) }

// containsFolded reports whether [Fold] of s contains want, which is folded. In
// a short text in plain ASCII, which most names are, it looks without making a
// copy.
func containsFolded(s, want string) bool {
	const short = 256 // bytes; the plain search takes the product of both lengths
	if len(s) > short {
		return strings.Contains(Fold(s), want)
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || c == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return strings.Contains(Fold(s), want)
		}
	}
	for i := 0; i+len(want) <= len(s); i++ {
		if equalFolded(s[i:i+len(want)], want) {
			return true
		}
	}
	return false
}

func equalFolded(s, want string) bool {
	for i := 0; i < len(want); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != want[i] {
			return false
		}
	}
	return true
}
