package screen

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// agreedRunes take one cell by every count, each by itself: the letters of Latin,
// Greek and Cyrillic texts, and the signs of prose and of stet's frames.
var agreedRunes = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0xA0, Hi: 0xAC, Stride: 1}, {Lo: 0xAE, Hi: 0x2AF, Stride: 1}, {Lo: 0x391, Hi: 0x3A1, Stride: 1}, {Lo: 0x3A3, Hi: 0x3CE, Stride: 1},
		{Lo: 0x410, Hi: 0x44F, Stride: 1}, {Lo: 0x2010, Hi: 0x2027, Stride: 1}, {Lo: 0x2030, Hi: 0x203A, Stride: 1}, {Lo: 0x2190, Hi: 0x2193, Stride: 1},
		{Lo: 0x23CE, Hi: 0x23CE, Stride: 1}, {Lo: 0x2500, Hi: 0x259F, Stride: 1},
	},
}

// narrow is true unless the environment asks for East Asian widths.
var narrow = ansi.WcWidth.StringWidth("¡") == 1

// agreed reports whether all counts give content the same width. The table that
// wcwidth is read from takes 2 MB, and a millisecond to build: a text of European
// prose is drawn without it.
func agreed(content string) bool {
	if !narrow {
		return false
	}
	for i := 0; i < len(content); {
		if content[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(content[i:])
		if !unicode.Is(agreedRunes, r) {
			return false
		}
		i += n
	}
	return true
}
