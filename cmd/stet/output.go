package main

import (
	"bytes"
	"encoding/json"
	"unicode"
	"unicode/utf8"
)

// jsonLine encodes v as one line of JSON, line end included, that is safe to
// look at in a terminal: what JSON lets are but a terminal or a person would
// stumble over (DEL, C1, bidi controls and every other invisible character) is
// escaped as well.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return escapeInvisible(b.Bytes()), nil
}

// escapeInvisible puts \u escapes in the place of the invisible characters of
// encoded JSON, where they can only be in strings.
func escapeInvisible(line []byte) []byte {
	const hex = "0123456789abcdef"
	var out []byte
	copied := 0
	for i := 0; i < len(line); {
		if c := line[i]; c < utf8.RuneSelf && c != 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		if r < 0x10000 && (unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)) {
			out = append(append(out, line[copied:i]...), '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
			copied = i + n
		}
		i += n
	}
	if copied == 0 {
		return line
	}
	return append(out, line[copied:]...)
}
