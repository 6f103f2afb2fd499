// Package wire reads and writes JSON one value at a time, in the order of the
// file: a sidecar's bytes are part of its meaning (an untouched annotation is
// written back as it was), so nothing may pass through a map.
//
// It refuses to know what the values mean. The grammar is that of RFC 8259;
// input is bounded in depth, and every error says where it is.
package wire

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"math/bits"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxDepth is how deep arrays and objects may be nested in each other. A
// sidecar of stet's is 9 deep.
const MaxDepth = 64

// An Error says what is wrong in JSON input, and where.
type Error struct {
	Offset int // bytes from the beginning of the input
	Msg    string
}

func (e *Error) Error() string { return e.Msg }

// Line returns the line on which an offset lies, from 1.
func Line(data []byte, offset int) int {
	return 1 + bytes.Count(data[:max(0, min(offset, len(data)))], []byte("\n"))
}

// A Reader reads one JSON value after the other. After an error it yields zero
// values, and Err returns the first one.
type Reader struct {
	data  []byte
	pos   int
	depth int
	err   *Error
}

// NewReader returns a reader of data, which it keeps and does not change.
func NewReader(data []byte) *Reader { return &Reader{data: data} }

// Err returns the first error, nil if there was none.
func (r *Reader) Err() error {
	if r.err == nil {
		return nil
	}
	return r.err
}

// Offset returns how many bytes have been read.
func (r *Reader) Offset() int { return r.pos }

// Fail records an error about the value that was read last.
func (r *Reader) Fail(format string, args ...any) {
	if r.err == nil {
		r.err = &Error{Offset: r.pos, Msg: fmt.Sprintf(format, args...)}
	}
}

// End checks that nothing but white space is left.
func (r *Reader) End() {
	if c := r.peek(); r.err == nil && c != 0 {
		r.Fail("unexpected %q after the end", c)
	}
}

// Next returns the first byte of the next value: '{', '[', '"', 't', 'f', 'n',
// '-' or a digit; 0 at the end and after an error.
func (r *Reader) Next() byte { return r.peek() }

// Object yields the keys of the next value, an object. Whoever takes a key may
// read its value; a value that is not read is skipped.
func (r *Reader) Object() iter.Seq[string] {
	return func(yield func(string) bool) {
		r.list('{', '}', "an object", func() bool {
			key := r.String()
			r.expect(':')
			return r.value(func() bool { return yield(key) })
		})
	}
}

// Array yields the index of each element of the next value, an array, which may
// then be read; one that is not read is skipped.
func (r *Reader) Array() iter.Seq[int] {
	return func(yield func(int) bool) {
		i := -1
		r.list('[', ']', "an array", func() bool {
			i++
			return r.value(func() bool { return yield(i) })
		})
	}
}

// list walks over what stands between two brackets. When member returns false
// the rest is left unread: the caller has no more use for the reader.
func (r *Reader) list(open, end byte, what string, member func() bool) {
	if c := r.peek(); c != open {
		r.want(what, c)
		return
	}
	r.pos++
	if r.depth++; r.depth > MaxDepth {
		r.Fail("nested more than %d deep", MaxDepth)
	}
	defer func() { r.depth-- }()
	if r.peek() == end {
		r.pos++
		return
	}
	for r.err == nil {
		if !member() {
			return
		}
		switch c := r.peek(); c {
		case ',':
			r.pos++
		case end:
			r.pos++
			return
		default:
			r.want("',' or '"+string(end)+"'", c)
		}
	}
}

func (r *Reader) value(take func() bool) bool {
	r.peek()
	at := r.pos
	more := r.err == nil && take()
	if more && r.pos == at {
		r.Skip()
	}
	return more
}

// Raw returns the bytes of the next value, without white space around it.
func (r *Reader) Raw() []byte {
	r.peek()
	at := r.pos
	r.Skip()
	if r.err != nil {
		return nil
	}
	return r.data[at:r.pos:r.pos]
}

// Skip passes over the next value, whatever it is.
func (r *Reader) Skip() {
	switch c := r.peek(); {
	case r.err != nil:
	case c == '{':
		r.list('{', '}', "an object", r.skipMember)
	case c == '[':
		r.list('[', ']', "an array", r.skipElement)
	case c == '"':
		r.quoted()
	case c == 't':
		r.word("true")
	case c == 'f':
		r.word("false")
	case c == 'n':
		r.word("null")
	case c == '-' || '0' <= c && c <= '9':
		r.number()
	default:
		r.want("a value", c)
	}
}

func (r *Reader) skipMember() bool {
	if c := r.peek(); c == '"' {
		r.quoted()
	} else {
		r.want("a string", c)
	}
	r.expect(':')
	return r.skipElement()
}

func (r *Reader) skipElement() bool {
	r.Skip()
	return true
}

// String reads a string. An escaped half of a surrogate pair without the other
// half, and bytes that are not UTF-8, read as U+FFFD.
func (r *Reader) String() string {
	if c := r.peek(); c != '"' {
		r.want("a string", c)
		return ""
	}
	raw, plain := r.quoted()
	if plain {
		return string(raw)
	}
	return unquote(raw)
}

// Strings reads a string, or an array of strings.
func (r *Reader) Strings() (out []string) {
	if r.peek() == '"' {
		return []string{r.String()}
	}
	for range r.Array() {
		out = append(out, r.String())
	}
	return out
}

// Int reads a whole number of at least 0.
func (r *Reader) Int() int {
	if c := r.peek(); c != '-' && (c < '0' || c > '9') {
		r.want("a number", c)
		return 0
	}
	at := r.pos
	r.number()
	n, err := strconv.ParseInt(string(r.data[at:r.pos]), 10, 64)
	if r.err == nil && (err != nil || n < 0 || n > math.MaxInt32) {
		r.err = &Error{Offset: at, Msg: fmt.Sprintf("%.20s is no whole number from 0 to %d", r.data[at:r.pos], math.MaxInt32)}
		return 0
	}
	return int(n)
}

// special are the bytes that end the plain run of a string: its end, escapes,
// controls, and those that have to be looked at as UTF-8.
var special = func() (t [256]bool) {
	for c := range t {
		t[c] = c == '"' || c == '\\' || c < 0x20 || c >= utf8.RuneSelf
	}
	return t
}()

// quoted passes over a string and returns what stands between the quotation
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
		r.Fail("the file ends where %s should stand", what)
		return
	}
	stands := rune(got)
	if got >= utf8.RuneSelf {
		stands, _ = utf8.DecodeRune(r.data[r.pos:])
	}
	r.Fail("%s should stand here, not %q", what, stands)
}
