package clean

import (
	"io"
	"unicode/utf8"
)

// A Writer writes text to a terminal as Text makes it, in pieces of any size.
type Writer struct {
	to   io.Writer
	rest []byte // the beginning of a code point whose end is not written yet
}

// NewWriter returns a writer that makes safe what goes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{to: w} }

// Write makes b safe. A code point that b cuts waits for the rest of it.
func (w *Writer) Write(b []byte) (int, error) {
	text := append(w.rest, b...)
	whole := len(text)
	for cut := 1; cut < utf8.UTFMax && cut <= len(text); cut++ {
		if start := len(text) - cut; utf8.RuneStart(text[start]) {
			if !utf8.FullRune(text[start:]) {
				whole = start
			}
			break
		}
	}
	w.rest = append([]byte(nil), text[whole:]...)
	if _, err := io.WriteString(w.to, Text(string(text[:whole]))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// Close writes what was cut off at the very end, made safe; it leaves the
// underlying writer open.
func (w *Writer) Close() error {
	_, err := io.WriteString(w.to, Text(string(w.rest)))
	w.rest = nil
	return err
}
