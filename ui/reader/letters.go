package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainLetter is the first letter of s in lower case and without its accent.
func plainLetter(s string) rune {
	for _, c := range norm.NFD.String(firstRune(s)) {
		return unicode.ToLower(c)
	}
	return 0
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

// excerpt is the beginning of some words in one line, in quotation marks, at
// most n code points long.
func excerpt(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Trim(s, "“”\"„")
	if r := []rune(s); len(r) > n {
		s = strings.TrimRight(string(r[:n-1]), " ,.;") + "…"
	}
	return "“" + s + "”"
}
