package quotation

import (
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/lang"
)

// A way is what the shape of a quotation mark says about its direction.
type way uint8

const (
	either way = iota // " ' ''
	opens             // “ „ ‘ « ``
	closes            // ” ’ »
)

// A mark is a sign that may be a quotation mark.
type mark struct {
	at, end int // bytes of the text
	single  bool
	way     way
	// left and right are true where the sign is free on that side: at a
	// blank, an edge of the block, a dash, or punctuation that leans that way.
	left, right bool
	before      rune // the rune before it, 0 at the edge of the block
	after       rune
}

func (m *mark) canOpen() bool  { return m.left && !m.right }
func (m *mark) canClose() bool { return !m.left || m.right }

// scanMarks appends the signs of one block. Apostrophes inside words, feet and
// inches are left out here; what is left may still be an apostrophe at the edge
// of a word ('em, the voters').
func scanMarks(marks []mark, text string, block model.Range) []mark {
	lo, hi := int(block.Start), int(block.End)
	for i := lo; i < hi; {
		n, single, w := signAt(text, i, hi)
		if n == 0 {
			i++
			continue
		}
		m := mark{at: i, end: i + n, single: single, way: w, before: runeBefore(text, lo, i), after: runeAfter(text, i+n, hi)}
		m.left, m.right = freeLeft(m.before), freeRight(m.after)
		i += n
		if isWord(m.before) && isWord(m.after) && (single || n == 1 && w == either) {
			continue // an apostrophe, or a stray sign in a word
		}
		if unicode.IsDigit(m.before) && single && w != opens && !m.right {
			continue // 6'2"
		}
		marks = append(marks, m)
	}
	return marks
}

// signAt returns the length of the quotation mark at i, or 0.
func signAt(text string, i, hi int) (n int, single bool, w way) {
	switch c := text[i]; c {
	case '"':
		return 1, false, either
	case '\'', '`':
		w := either
		if c == '`' {
			w = opens
		}
		// Three in a row at the end of a word are a single mark in a double one.
		if i+1 < hi && text[i+1] == c && (i+2 >= hi || text[i+2] != c || i == 0 || text[i-1] == ' ' || text[i-1] == '\n') {
			return 2, false, w
		}
		return 1, true, w
	case 0xC2:
		if i+1 < hi {
			switch text[i+1] {
			case 0xAB:
				return 2, false, opens // «
			case 0xBB:
				return 2, false, closes // »
			}
		}
	case 0xE2:
		if i+2 < hi && text[i+1] == 0x80 {
			switch text[i+2] {
			case 0x98, 0x9A, 0x9B, 0xB9: // ‘ ‚ ‛ ‹
				return 3, true, opens
			case 0x99, 0xBA: // ’ ›
				return 3, true, closes
			case 0x9C, 0x9E, 0x9F: // “ „ ‟
				return 3, false, opens
			case 0x9D: // ”
				return 3, false, closes
			}
		}
	}
	return 0, false, either
}

func runeBefore(text string, lo, i int) rune {
	if i <= lo {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(text[lo:i])
	return r
}

func runeAfter(text string, i, hi int) rune {
	if i >= hi {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text[i:hi])
	return r
}

func isWord(r rune) bool { return lang.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func freeLeft(r rune) bool {
	switch r {
	case 0, '(', '[', '{', '-', '–', '—', '/', '“', '„', '‘', '«', '"', '\'', '`', ':', '…':
		return true
	}
	return unicode.IsSpace(r)
}

func freeRight(r rune) bool {
	switch r {
	case 0, '.', ',', ';', ':', '!', '?', ')', ']', '}', '-', '–', '—', '/', '”', '’', '»', '"', '\'':
		return true
	}
	return unicode.IsSpace(r)
}

// endsSpeech reports whether r may be before a closing mark in speech.
func endsSpeech(r rune) bool {
	switch r {
	case '.', ',', '!', '?', '…', '-', '–', '—', ';', ':':
		return true
	}
	return false
}

// elided are words that begin with an apostrophe.
var elided = []string{"em", "til", "cause", "tis", "twas", "n", "round", "bout", "cos"}

// elides reports whether the single mark m is an apostrophe that begins a word.
func elides(text string, m *mark) bool {
	if unicode.IsDigit(m.after) {
		return true // ’90s
	}
	end := m.end
	for end < len(text) && end < m.end+8 && text[end] < utf8.RuneSelf && isWord(rune(text[end])) {
		end++
	}
	word := text[m.end:end]
	for _, e := range elided {
		if len(word) == len(e) && (word == e || word[1:] == e[1:] && word[0]|0x20 == e[0]) {
			return true
		}
	}
	return false
}
