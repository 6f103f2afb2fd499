package clean

import (
	"strings"
	"unicode/utf8"
)

// Paste returns what a person may paste into a text: line ends become \n, tabs
// stay, and every other control, bidi overrides among them, is left out. What is
// pasted is stored, so nothing is put in the place of it. Escape sequences are
// taken out before, where they can still be told from text. It is idempotent.
func Paste(s string) string {
	if Safe(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var prev rune
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\r' && strings.HasPrefix(s[i:], "\r\n"):
		case r == '\r' || r == '\n' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			b.WriteByte('\n')
			prev = '\n'
		case r == '\t', !(r == utf8.RuneError && n <= 1) && allowed(r, prev):
			b.WriteRune(r)
			prev = r
		}
		i += n
	}
	return b.String()
}
