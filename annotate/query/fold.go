package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes texts comparable for a person who types: case, accents, the shape
// of quotation marks and dashes, and how much white space stands between two
// words make no difference.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	AppendFold(&b, s)
	return b.String()
}

// AppendFold writes s folded to b.
func AppendFold(b *strings.Builder, s string) {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			foldWide(b, s)
			return
		}
	}
	foldASCII(b, s)
}

func foldASCII(b *strings.Builder, s string) {
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
}

func foldWide(b *strings.Builder, s string) {
	space := false
	var it norm.Iter
	it.InitString(norm.NFKD, s)
	for !it.Done() {
		piece := it.Next()
		for len(piece) > 0 {
			r, n := utf8.DecodeRune(piece)
			piece = piece[n:]
			switch {
			case unicode.IsSpace(r) || r < ' ':
				if !space {
					b.WriteByte(' ')
				}
				space = true
				continue
			case unicode.Is(unicode.Mn, r) || r == '\u00ad':
				continue // an accent, a soft hyphen
			}
			space = false
			if r == 'ß' || r == 'ẞ' {
				b.WriteByte('s')
				r = 's'
			}
			b.WriteRune(foldRune(r))
		}
	}
}

// foldRune maps what keyboards lack to what they have.
func foldRune(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛':
		return '\''
	case '“', '”', '„', '‟', '«', '»':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case 'ø', 'Ø':
		return 'o'
	case 'ł', 'Ł':
		return 'l'
	case 'ı':
		return 'i'
	}
	return unicode.ToLower(r)
}

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
