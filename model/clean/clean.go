// Package clean makes text safe for a terminal on its way out.
//
// All text is hostile: articles, feeds, file names, other people's sidecars and
// error messages that quote them. Whatever is written to a terminal passes
// through here after its last decoding step (an entity, a JSON escape or a
// percent sign can each bring an escape character back), and nothing is removed
// from the text itself, so that no offset moves.
//
// The rule is an allow-list: what Unicode calls graphic, and the few invisible
// characters that scripts and emoji cannot do without. It refuses to know
// widths, styles and screens; and it is no HTML sanitiser.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line returns s as one line without controls: for titles, names, URLs, file
// names, error texts, window titles. Runs of line ends and tabs become one
// blank; every other control becomes a visible sign. It is idempotent.
func Line(s string) string { return rewrite(s, true) }

// Text returns s with its line ends and tabs and without any other control. It
// is idempotent.
func Text(s string) string { return rewrite(s, false) }

// Cluster returns what is on the screen for g, one grapheme cluster of
// article text: g itself where it is safe, else visible stand-ins. It is empty
// only for what is invisible by nature, such as a soft hyphen. A tab is one
// blank; what a line end or a tab does to the page is the layout's business.
func Cluster(g string) string {
	if len(g) == 1 && ' ' <= g[0] && g[0] < 0x7F {
		return g
	}
	if g == "\t" {
		return " "
	}
	if i := firstUnsafe(g); i < 0 {
		return g
	}
	var b strings.Builder
	var prev rune
	for i := 0; i < len(g); {
		r, n := utf8.DecodeRuneInString(g[i:])
		prev = writeRune(&b, r, n, prev)
		i += n
	}
	return b.String()
}

// Safe reports whether s may be written to a terminal as it is, line ends and
// tabs included.
func Safe(s string) bool {
	for {
		i := firstUnsafe(s)
		if i < 0 {
			return true
		}
		if s[i] != '\n' && s[i] != '\t' {
			return false
		}
		s = s[i+1:]
	}
}

func rewrite(s string, oneLine bool) string {
	first := firstUnsafe(s)
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	b.WriteString(s[:first])
	prev, _ := utf8.DecodeLastRuneInString(s[:first])
	for i := first; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case oneLine && lineEnd(r):
			for i += n; i < len(s); i += n {
				if r, n = utf8.DecodeRuneInString(s[i:]); !lineEnd(r) {
					break
				}
			}
			b.WriteByte(' ')
			prev = ' '
			continue
		case !oneLine && (r == '\n' || r == '\t'):
			b.WriteByte(byte(r))
		case !oneLine && (r == '\u2028' || r == '\u2029'):
			b.WriteByte('\n')
		default:
			r = writeRune(&b, r, n, prev)
		}
		prev, i = r, i+n
	}
	return b.String()
}

// lineEnd reports whether r becomes a blank in a one-line field.
func lineEnd(r rune) bool {
	switch r {
	case '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// firstUnsafe returns the index of the first byte that does not stand for
// itself in a line, or -1. ASCII, nearly all of most texts, is decided by a
// comparison a byte.
func firstUnsafe(s string) int {
	var prev rune
	for i := 0; i < len(s); {
		c := s[i]
		if ' ' <= c && c < 0x7F {
			prev = rune(c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n <= 1 || !allowed(r, prev) {
			return i
		}
		prev, i = r, i+n
	}
	return -1
}

// allowed reports whether r may reach the terminal after prev.
func allowed(r, prev rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return ' ' <= r && r < 0x7F
	case r == zwj || r == zwnj || r == '\u200E' || r == '\u200F' || r == '\u061C':
		return true // joiners and directional marks: Persian, Hindi, emoji, mixed scripts
	case isTag(r):
		return prev == blackFlag || isTag(prev) // the flags of England, Scotland, Wales
	case r == utf8.RuneError:
		return true
	case prepended(r):
		return true
	}
	return unicode.IsGraphic(r) || unicode.Is(unicode.Co, r)
}

const (
	zwnj      = '\u200C'
	zwj       = '\u200D'
	blackFlag = '\U0001F3F4'
	direction = "⇄" // stands for a bidi override, embedding or isolate
)

func isTag(r rune) bool { return 0xE0020 <= r && r <= 0xE007F }

// prepended holds the visible members of Cf (Prepended_Concatenation_Mark in
// Unicode's PropList).
func prepended(r rune) bool {
	switch {
	case 0x0600 <= r && r <= 0x0605, r == 0x06DD, r == 0x070F,
		r == 0x0890, r == 0x0891, r == 0x08E2, r == 0x110BD, r == 0x110CD:
		return true
	}
	return false
}

// invisible reports whether r has no width by nature. Terminals disagree about
// these, and they hide differences between two names, so they are left out.
func invisible(r rune) bool {
	switch {
	case r == 0x00AD, r == 0x180E, r == 0x200B, r == 0xFEFF,
		0x2060 <= r && r <= 0x2064, 0x206A <= r && r <= 0x206F,
		r == 0xE0001, isTag(r):
		return true
	}
	return false
}

// writeRune writes r, n bytes long in its source, or what stands for it. It
// returns the rune that the next one follows.
func writeRune(b *strings.Builder, r rune, n int, prev rune) rune {
	switch {
	case r == utf8.RuneError && n <= 1:
		b.WriteRune(utf8.RuneError)
	case allowed(r, prev):
		b.WriteRune(r)
	case r < ' ':
		b.WriteRune(0x2400 + r) // Unicode's control pictures
	case r == 0x7F:
		b.WriteRune(0x2421)
	case 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
		b.WriteString(direction)
	case r == '\u2028' || r == '\u2029':
		b.WriteRune('␤')
	case invisible(r):
		return prev
	default:
		b.WriteRune(utf8.RuneError)
	}
	return r
}
