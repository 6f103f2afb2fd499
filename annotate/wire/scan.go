package wire

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// special are the bytes that end the plain run of a string: its end, escapes,
// controls, and those that have to be looked at as UTF-8.
var special = func() (t [256]bool) {
	for c := range t {
		t[c] = c == '"' || c == '\\' || c < 0x20 || c >= utf8.RuneSelf
	}
	return t
}()

// quoted passes over a string and returns what is between the quotation
// marks; plain means that it holds no escape and is valid UTF-8.
func (r *Reader) quoted() (raw []byte, plain bool) {
	at := r.pos + 1
	plain = true
	ascii := true
	data := r.data
	for i := at; i < len(data); i++ {
		c := data[i]
		if !special[c] {
			continue
		}
		switch {
		case c == '"':
			r.pos = i + 1
			raw = data[at:i]
			return raw, plain && (ascii || utf8.Valid(raw))
		case c == '\\':
			plain = false
			n := escapeLen(data[i:])
			if n == 0 {
				r.pos = i
				r.Fail("not an escape: %.6q", data[i:])
				return nil, false
			}
			i += n - 1
		case c < 0x20:
			r.pos = i
			r.Fail("control character %U in a string", c)
			return nil, false
		default:
			ascii = false
		}
	}
	r.pos = at - 1
	r.Fail("this string never ends")
	return nil, false
}

func escapeLen(s []byte) int {
	if len(s) < 2 {
		return 0
	}
	if bytes.IndexByte([]byte(`"\/bfnrt`), s[1]) >= 0 {
		return 2
	}
	if s[1] != 'u' || len(s) < 6 {
		return 0
	}
	if _, err := strconv.ParseUint(string(s[2:6]), 16, 16); err != nil {
		return 0
	}
	return 6
}

// unquote resolves the escapes of a string that quoted has checked.
func unquote(raw []byte) string {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		if raw[i] != '\\' {
			c, n := utf8.DecodeRune(raw[i:])
			out = utf8.AppendRune(out, c)
			i += n
			continue
		}
		if raw[i+1] != 'u' {
			c := raw[i+1]
			if k := bytes.IndexByte([]byte("bfnrt"), c); k >= 0 {
				c = "\b\f\n\r\t"[k]
			}
			out = append(out, c)
			i += 2
			continue
		}
		c := hex4(raw[i+2:])
		i += 6
		if utf16.IsSurrogate(c) {
			low := rune(-1)
			if i+6 <= len(raw) && raw[i] == '\\' && raw[i+1] == 'u' {
				low = hex4(raw[i+2:])
			}
			if c = utf16.DecodeRune(c, low); c != utf8.RuneError {
				i += 6
			}
		}
		out = utf8.AppendRune(out, c)
	}
	return string(out)
}

func hex4(s []byte) rune {
	n, _ := strconv.ParseUint(string(s[:4]), 16, 16)
	return rune(n)
}

func (r *Reader) number() {
	digits := func() bool {
		at := r.pos
		for r.pos < len(r.data) && '0' <= r.data[r.pos] && r.data[r.pos] <= '9' {
			r.pos++
		}
		return r.pos > at
	}
	at := func(set string) bool {
		return r.pos < len(r.data) && bytes.IndexByte([]byte(set), r.data[r.pos]) >= 0
	}
	if at("-") {
		r.pos++
	}
	if at("0") {
		r.pos++
	} else if !digits() {
		r.Fail("not a number")
		return
	}
	if at(".") {
		r.pos++
		if !digits() {
			r.Fail("a number needs a digit after its point")
			return
		}
	}
	if at("eE") {
		r.pos++
		if at("+-") {
			r.pos++
		}
		if !digits() {
			r.Fail("a number needs a digit in its exponent")
		}
	}
}

func (r *Reader) word(w string) {
	if !bytes.HasPrefix(r.data[r.pos:], []byte(w)) {
		r.Fail("not a value: %.6q", r.data[r.pos:])
		return
	}
	r.pos += len(w)
}

// peek passes over white space and returns the byte behind it.
func (r *Reader) peek() byte {
	if r.err == nil && r.pos < len(r.data) {
		if c := r.data[r.pos]; c > ' ' {
			return c
		}
		return r.blanks()
	}
	return 0
}

// blanks passes over white space: a third of a sidecar, most of it what indents
// a line, which is taken eight bytes at a time.
func (r *Reader) blanks() byte {
	const eight = 0x2020202020202020
	data, i := r.data, r.pos
	for ; i < len(data); i++ {
		switch c := data[i]; c {
		case '\n':
			for i+8 < len(data) {
				n := bits.TrailingZeros64(binary.LittleEndian.Uint64(data[i+1:])^eight) / 8
				if i += n; n < 8 {
					break
				}
			}
		case ' ', '\t', '\r':
		default:
			r.pos = i
			if c == 0 {
				r.Fail("a zero byte")
			}
			return c
		}
	}
	r.pos = i
	return 0
}

func (r *Reader) expect(c byte) {
	if got := r.peek(); got != c {
		r.want("'"+string(c)+"'", got)
		return
	}
	r.pos++
}

func (r *Reader) want(what string, got byte) {
	if got == 0 {
		r.Fail("the file ends where %s is expected", what)
		return
	}
	stands := rune(got)
	if got >= utf8.RuneSelf {
		stands, _ = utf8.DecodeRune(r.data[r.pos:])
	}
	r.Fail("%s expected, not %q", what, stands)
}
