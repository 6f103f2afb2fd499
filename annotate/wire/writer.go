package wire

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// A Writer writes JSON, two blanks a level, each member and element on its own
// line. The zero value is ready; Depth lets it write what will be inside
// something else.
type Writer struct {
	Depth int // levels of indentation around what is written

	buf   []byte
	comma bool // a member or element has been written on this level
	key   bool // a key has been written, so the value goes on its line
}

// Bytes returns what has been written.
func (w *Writer) Bytes() []byte { return w.buf }

// Grow makes room for n more bytes.
func (w *Writer) Grow(n int) { w.buf = slices.Grow(w.buf, n) }

// Object writes an object whose members are written by f.
func (w *Writer) Object(f func()) { w.list('{', '}', f) }

// Array writes an array whose elements are written by f.
func (w *Writer) Array(f func()) { w.list('[', ']', f) }

func (w *Writer) list(open, end byte, f func()) {
	w.begin()
	w.buf = append(w.buf, open)
	w.Depth++
	w.comma = false
	f()
	w.Depth--
	if w.comma {
		w.line()
	}
	w.buf = append(w.buf, end)
	w.comma = true
}

// Key writes the key of the next member.
func (w *Writer) Key(k string) *Writer {
	w.begin()
	w.buf = append(quote(w.buf, k), ": "...)
	w.key = true
	return w
}

// String writes a string.
func (w *Writer) String(s string) {
	w.begin()
	w.buf = quote(w.buf, s)
}

// Int writes a number.
func (w *Writer) Int(n int) {
	w.begin()
	w.buf = strconv.AppendInt(w.buf, int64(n), 10)
}

// Raw writes a value that is JSON already, byte for byte.
func (w *Writer) Raw(json []byte) {
	w.begin()
	w.buf = append(w.buf, json...)
}

// Text writes a member, unless s is empty.
func (w *Writer) Text(key, s string) {
	if s != "" {
		w.Key(key).String(s)
	}
}

// Strings writes a member that is an array of strings, unless it is empty.
func (w *Writer) Strings(key string, ss []string) {
	if len(ss) == 0 {
		return
	}
	w.Key(key).Array(func() {
		for _, s := range ss {
			w.String(s)
		}
	})
}

// begin goes where the next key or value belongs.
func (w *Writer) begin() {
	switch {
	case w.key:
		w.key = false
		w.comma = true
		return
	case w.comma:
		w.buf = append(w.buf, ',')
		w.line()
	case len(w.buf) > 0:
		w.line()
	}
	w.comma = true
}

func (w *Writer) line() {
	w.buf = append(w.buf, '\n')
	for range w.Depth {
		w.buf = append(w.buf, "  "...)
	}
}

const hex = "0123456789abcdef"

// quote appends s as a JSON string. Besides what JSON demands, it escapes
// whatever a terminal would act upon (C1 controls, bidirectional controls, line
// separators), so that a sidecar can be shown by cat. Bytes that are not UTF-8
// become U+FFFD.
func quote(buf []byte, s string) []byte {
	buf = append(buf, '"')
	done := 0
	for i := 0; i < len(s); {
		c, n := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRuneInString(s[i:])
		}
		if !active(c) && (c != utf8.RuneError || n > 1) {
			i += n
			continue
		}
		buf = append(buf, s[done:i]...)
		buf = escape(buf, c)
		i += n
		done = i
	}
	return append(append(buf, s[done:]...), '"')
}

func active(c rune) bool {
	switch {
	case c < 0x20, c == '"', c == '\\', 0x7f <= c && c <= 0x9f:
		return true
	case c < 0x061c:
		return false
	}
	return c == 0x061c || 0x200e <= c && c <= 0x200f || 0x2028 <= c && c <= 0x202e || 0x2066 <= c && c <= 0x2069
}

func escape(buf []byte, c rune) []byte {
	switch c {
	case '"', '\\':
		return append(buf, '\\', byte(c))
	case '\n':
		return append(buf, '\\', 'n')
	case '\t':
		return append(buf, '\\', 't')
	case '\r':
		return append(buf, '\\', 'r')
	case utf8.RuneError:
		return utf8.AppendRune(buf, c)
	}
	return append(buf, '\\', 'u', hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}
