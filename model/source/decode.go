package source

import (
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns bytes into text: UTF-8 with or without a mark, UTF-16 with one,
// else Windows-1252. Invalid bytes become U+FFFD and are reported. A line end
// is LF afterwards. What is text already is not copied.
func decode(data string) (text string, notices []string) {
	bad := 0
	switch {
	case strings.HasPrefix(data, "\xEF\xBB\xBF"):
		text, bad = validUTF8(data[3:])
	case strings.HasPrefix(data, "\xFF\xFE"):
		text, bad = fromUTF16(data[2:], func(b string) uint16 { return uint16(b[0]) | uint16(b[1])<<8 })
	case strings.HasPrefix(data, "\xFE\xFF"):
		text, bad = fromUTF16(data[2:], func(b string) uint16 { return uint16(b[1]) | uint16(b[0])<<8 })
	case utf8.ValidString(data) || looksUTF8(data):
		text, bad = validUTF8(data)
	default:
		text, bad = fromWindows1252(data)
		notices = append(notices, "read as Windows-1252: it is not UTF-8")
	}
	switch {
	case bad == 1:
		notices = append(notices, "1 invalid byte replaced")
	case bad > 1:
		notices = append(notices, fmt.Sprintf("%d invalid bytes replaced", bad))
	}
	return unixLines(text), notices
}

// unixLines turns CR LF into LF; of several CR before a LF none is left, so
// that doing it twice changes nothing. A lone CR is no line end.
func unixLines(text string) string {
	if !strings.Contains(text, "\r\n") {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	for {
		i := strings.Index(text, "\r\n")
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(strings.TrimRight(text[:i], "\r"))
		text = text[i+1:]
	}
}

// looksUTF8 reports whether data that is not valid UTF-8 was meant to be: more
// whole sequences than bytes that belong to none. It looks at the first
// [headSize] bytes if they hold anything but ASCII, so that the head of a file
// is decoded like the whole.
func looksUTF8(data string) bool {
	if len(data) > headSize {
		window := data[:headSize]
		for i := range window {
			if window[i] >= utf8.RuneSelf {
				data = trimPartialRune(window)
				break
			}
		}
	}
	good, bad := 0, 0
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRuneInString(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		data = data[n:]
	}
	return good > bad
}

// trimPartialRune takes off a sequence that the end of data cuts.
func trimPartialRune(data string) string {
	for i := 1; i < utf8.UTFMax && i <= len(data); i++ {
		if tail := data[len(data)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRuneInString(tail) {
				return data[:len(data)-i]
			}
			break
		}
	}
	return data
}

func validUTF8(data string) (text string, bad int) {
	if utf8.ValidString(data) {
		return data, 0
	}
	var b strings.Builder
	b.Grow(len(data) + 16)
	for len(data) > 0 {
		r, n := utf8.DecodeRuneInString(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String(), bad
}

func fromUTF16(data string, unit func(string) uint16) (text string, bad int) {
	var b strings.Builder
	b.Grow(len(data))
	for len(data) >= 2 {
		r := rune(unit(data))
		data = data[2:]
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(data) >= 2 {
				low = rune(unit(data))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				bad++
			} else {
				data = data[2:]
			}
		}
		b.WriteRune(r)
	}
	if len(data) == 1 {
		bad++
		b.WriteRune(utf8.RuneError)
	}
	return b.String(), bad
}

// windows1252 is what the bytes 0x80 to 0x9F stand for (0 where they stand for
// nothing); the others are ISO-8859-1. Source: the WHATWG Encoding Standard.
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

func fromWindows1252(data string) (text string, bad int) {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for i := range len(data) {
		c := data[i]
		r := rune(c)
		if 0x80 <= c && c < 0xA0 {
			if r = windows1252[c-0x80]; r == 0 {
				bad++
				r = utf8.RuneError
			}
		}
		b.WriteRune(r)
	}
	return b.String(), bad
}
