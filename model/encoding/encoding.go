// Package encoding turns the bytes of a file, a page or a feed into text, and
// says what it had to guess or mend.
//
// What is valid UTF-8 is UTF-8, whatever anybody says; then what the sender or the
// document says counts, if the bytes agree; then the bytes themselves are looked
// at.
//
// It refuses to know formats: who calls says which encodings were declared.
package encoding

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Decode turns bytes into text. Declared are the names of encodings as HTTP, HTML
// or XML give them, the most trusted first; empty and unknown ones are passed
// over. Invalid bytes become U+FFFD. A line end is LF afterwards. There is a notice
// for each thing that was guessed or mended. What is text already is not copied.
func Decode(data string, declared ...string) (text string, notices []string) {
	text, notices = DecodeExact(data, declared...)
	return UnixLines(text), notices
}

// DecodeExact is [Decode] for a text in which places are counted: its line ends are
// left as they are.
func DecodeExact(data string, declared ...string) (text string, notices []string) {
	text, bad, notice := decode(data, declared)
	if notice != "" {
		notices = append(notices, notice)
	}
	switch {
	case bad == 1:
		notices = append(notices, "1 invalid byte replaced")
	case bad > 1:
		notices = append(notices, fmt.Sprintf("%d invalid bytes replaced", bad))
	}
	return text, notices
}

func decode(data string, declared []string) (text string, bad int, notice string) {
	switch {
	case strings.HasPrefix(data, "\xEF\xBB\xBF"):
		text, bad = validUTF8(data[3:])
		return text, bad, ""
	case strings.HasPrefix(data, "\xFF\xFE\x00\x00"), strings.HasPrefix(data, "\x00\x00\xFE\xFF"):
		text, bad = fromUTF32(data)
		return text, bad, ""
	case strings.HasPrefix(data, "\xFF\xFE"):
		text, bad = fromUTF16(data[2:], littleEndian)
		return text, bad, ""
	case strings.HasPrefix(data, "\xFE\xFF"):
		text, bad = fromUTF16(data[2:], bigEndian)
		return text, bad, ""
	}
	if unit := bareUTF16(data); unit != nil {
		text, bad = fromUTF16(data, unit)
		return text, bad, ""
	}
	if japaneseEscapes(data) {
		if text, bad, ok := as("iso-2022-jp", data); ok {
			return text, bad, ""
		}
	}
	if utf8.ValidString(data) {
		if text, ok := undouble(data); ok {
			return text, 0, "mended: its letters had been encoded twice"
		}
		return data, 0, ""
	}
	if looksUTF8(data) {
		text, bad = validUTF8(data)
		return text, bad, ""
	}
	return fromOther(data, declared)
}

// fromOther decodes what is no UTF-8.
func fromOther(data string, declared []string) (text string, bad int, notice string) {
	sample := sampleOf(data)
	wrong := ""
	for _, label := range declared {
		name := canonical(label)
		if name == "" || name == "replacement" || name == "x-user-defined" {
			continue
		}
		if name == "utf-8" || strings.HasPrefix(name, "utf-16") || !agrees(name, sample) {
			wrong = firstOf(wrong, label)
			continue
		}
		if text, bad, ok := as(name, data); ok {
			return text, bad, ""
		}
		wrong = firstOf(wrong, label)
	}
	name := guess(sample)
	text, bad, _ = as(name, data)
	if wrong != "" {
		return text, bad, fmt.Sprintf("read as %s: it says %s, and is not", shown(name), strings.ToLower(wrong))
	}
	return text, bad, fmt.Sprintf("read as %s: it is not UTF-8", shown(name))
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// canonical returns the name of an encoding by the WHATWG Encoding Standard; "" if
// there is not one of that label.
func canonical(label string) string {
	label = strings.Trim(label, " \t\n\"'")
	if label == "" || len(label) > 40 {
		return ""
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return aliases[strings.ToLower(label)]
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	return name
}

// aliases are names that documents use and the standard does not know.
var aliases = map[string]string{"macroman": "macintosh", "mac": "macintosh", "cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "cp936": "gbk", "cp932": "shift_jis", "cp949": "euc-kr", "cp950": "big5", "latin-1": "windows-1252", "latin1": "windows-1252", "utf8mb4": "utf-8", "cp874": "windows-874"}

// as decodes by name. It is not ok if more than one rune in a hundred is invalid.
func as(name, data string) (text string, bad int, ok bool) {
	if name == "windows-1252" {
		text, bad = fromWindows1252(data)
		return text, bad, true
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return "", 0, false
	}
	text, err = e.NewDecoder().String(data)
	if err != nil {
		return "", 0, false
	}
	bad = strings.Count(text, "\uFFFD")
	return text, bad, 100*bad <= len(text)
}

// shown is the usual spelling of an encoding's name.
func shown(name string) string {
	switch {
	case strings.HasPrefix(name, "windows-"):
		return "W" + name[1:]
	case name == "shift_jis":
		return "Shift_JIS"
	case name == "big5":
		return "Big5"
	case name == "macintosh":
		return "Mac Roman"
	}
	return strings.ToUpper(name)
}

// UnixLines turns CR LF into LF; of several CR before a LF none is left, so
// that doing it twice changes nothing. A lone CR is no line end.
func UnixLines(text string) string {
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

// SampleSize is how much of the beginning of a text decides about its encoding, in
// bytes, if that holds anything but ASCII: so the head of a file is decoded like
// the whole.
const SampleSize = 64 << 10

// sampleOf returns the bytes that decide.
func sampleOf(data string) string {
	if len(data) > SampleSize {
		window := data[:SampleSize]
		for i := range len(window) {
			if window[i] >= utf8.RuneSelf {
				return window
			}
		}
	}
	return data
}

// looksUTF8 reports whether data that is not valid UTF-8 was meant to be: more
// whole sequences than bytes that belong to none.
func looksUTF8(data string) bool {
	if sample := sampleOf(data); len(sample) < len(data) {
		data = trimPartialRune(sample)
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

func littleEndian(b string) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }
func bigEndian(b string) uint16    { return uint16(b[1]) | uint16(b[0])<<8 }

// bareUTF16 returns how units are read if data is UTF-16 without a mark: nearly
// every second byte of its beginning is zero, and no other is, or some are and the
// units are letters.
func bareUTF16(data string) func(string) uint16 {
	head := data[:min(len(data), 512)&^1]
	var zero [2]int
	for i := range len(head) {
		if head[i] == 0 {
			zero[i&1]++
		}
	}
	switch most := len(head) / 2; {
	case most < 4:
		return nil
	case zero[0] == 0 && 10*zero[1] > 7*most:
		return littleEndian
	case zero[1] == 0 && 10*zero[0] > 7*most:
		return bigEndian
	case zero[0]+zero[1] == 0, mostlyASCII(head):
		return nil
	case readsAsText(head, littleEndian):
		return littleEndian
	case readsAsText(head, bigEndian):
		return bigEndian
	}
	return nil
}

// mostlyASCII reports whether nearly every byte is one of ASCII text: two of them make
// a letter of Chinese, but Chinese is not made of these alone.
func mostlyASCII(head string) bool {
	n := 0
	for i := range len(head) {
		if c := head[i]; ' ' <= c && c < 0x7f || c == '\n' || c == '\r' || c == '\t' {
			n++
		}
	}
	return 10*n > 8*len(head)
}

// readsAsText reports whether a head holds nothing but letters and common signs if
// it is read by units: of what is no text in UTF-16 half would be none.
func readsAsText(head string, unit func(string) uint16) bool {
	text, bad := fromUTF16(head, unit)
	odd := 0
	for _, r := range text {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
		case !unicode.IsPrint(r), unicode.Is(unicode.Co, r):
			odd++
		case r >= utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsPunct(r) && !unicode.IsSpace(r):
			odd++
		}
	}
	return bad == 0 && 20*odd <= len(head)/2
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

// fromUTF32 decodes by the mark at the beginning.
func fromUTF32(data string) (text string, bad int) {
	little := data[0] == 0xFF
	var b strings.Builder
	for i := 4; i+4 <= len(data); i += 4 {
		r := rune(data[i])<<24 | rune(data[i+1])<<16 | rune(data[i+2])<<8 | rune(data[i+3])
		if little {
			r = rune(data[i+3])<<24 | rune(data[i+2])<<16 | rune(data[i+1])<<8 | rune(data[i])
		}
		if !utf8.ValidRune(r) {
			bad++
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	if len(data)%4 != 0 {
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
