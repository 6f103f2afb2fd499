// Package wire reads and writes JSON one value at a time, in the order of the
// file: a sidecar's bytes are part of its meaning (an untouched annotation is
// written back as it was), so nothing may pass through a map.
//
// It refuses to know what the values mean. The grammar is that of RFC 8259;
// input is bounded in depth, and every error says where it is.
package wire

import (
	"bytes"
	"fmt"
	"iter"
	"math"
	"strconv"
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

// list walks over what is between two brackets. When member returns false
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

// Compact removes the white space between the tokens of valid JSON.
func Compact(json []byte) []byte {
	out := make([]byte, 0, len(json))
	quoted := false
	for i := 0; i < len(json); i++ {
		c := json[i]
		switch {
		case quoted && c == '\\' && i+1 < len(json):
			out = append(out, c)
			i++
			c = json[i]
		case c == '"':
			quoted = !quoted
		case !quoted && (c == ' ' || c == '\n' || c == '\t' || c == '\r'):
			continue
		}
		out = append(out, c)
	}
	return out
}
