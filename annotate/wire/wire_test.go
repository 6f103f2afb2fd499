package wire

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// read walks through a whole value and puts it together again.
func read(r *Reader, w *Writer) {
	switch r.Next() {
	case '{':
		w.Object(func() {
			for key := range r.Object() {
				w.Key(key)
				read(r, w)
			}
		})
	case '[':
		w.Array(func() {
			for range r.Array() {
				read(r, w)
			}
		})
	case '"':
		w.String(r.String())
	default:
		w.Raw(r.Raw())
	}
}

// FuzzReader holds the reader to encoding/json: both take the same input, and
// what is read and written again means the same.
func FuzzReader(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, -0.5e+3, true, false, null, "\u00e9\ud83d\ude00\ud800\n\/"], "b": {}}`, `[]`, `"`, `{"a"}`, `[1,]`, `01`, `1.`, `-`, `"\u12g4"`, `"\x"`, "\"\x01\"", "{\"a\":1}\n ", "[1] 2", "\x00", "nul", "\"\xff\"",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, w := NewReader(data), &Writer{}
		read(r, w)
		r.End()
		if depth(data) > MaxDepth {
			if r.Err() == nil {
				t.Fatal("deeper than allowed, and taken")
			}
			return
		}
		if (r.Err() == nil) != json.Valid(data) {
			t.Fatalf("taken: %v, valid: %v: %q", r.Err(), json.Valid(data), data)
		}
		if r.Err() != nil {
			return
		}
		var was, is any
		if err := json.Unmarshal(data, &was); err != nil {
			return // a number that is out of range
		}
		if err := json.Unmarshal(w.Bytes(), &is); err != nil {
			t.Fatalf("wrote %q: %v", w.Bytes(), err)
		}
		a, _ := json.Marshal(was)
		b, _ := json.Marshal(is)
		if !bytes.Equal(a, b) {
			t.Fatalf("%q became %q", a, b)
		}
		if i := bytes.IndexFunc(w.Bytes(), func(c rune) bool { return c != '\n' && active(c) && c != '"' && c != '\\' }); i >= 0 {
			if !bytes.Contains(data, w.Bytes()[i:i+1]) || !utf8.Valid(data) {
				t.Fatalf("wrote a control: %q", w.Bytes())
			}
		}
	})
}

// depth is how deep brackets are nested, in strings or not: an upper bound.
func depth(data []byte) (most int) {
	n := 0
	for _, c := range data {
		switch c {
		case '[', '{':
			n++
			most = max(most, n)
		case ']', '}':
			n--
		}
	}
	return most
}

func TestTheWriterIndentsAsEncodingJSON(t *testing.T) {
	const in = `{"a":[1,{"b":"c","d":[]},"e"],"f":{},"g":[[2]]}`
	var want bytes.Buffer
	if err := json.Indent(&want, []byte(in), "", "  "); err != nil {
		t.Fatal(err)
	}
	w := &Writer{}
	read(NewReader([]byte(in)), w)
	if got := string(w.Bytes()); got != want.String() {
		t.Errorf("got\n%s\nwant\n%s", got, want.String())
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for in, want := range map[string]string{
		"{\n\"a\": 1,\n}":       "3: a string expected, not '}'",
		"[1,\n\n2":              "3: the file ends where ',' or ']' is expected",
		"{\"a\" 1}":             "1: ':' expected, not '1'",
		"\n\"a\x1b[2J\"":        "2: control character U+001B in a string",
		"[1e]":                  "1: a number needs a digit in its exponent",
		strings.Repeat("[", 99): "1: nested more than 64 deep",
	} {
		r := NewReader([]byte(in))
		r.Skip()
		r.End()
		if r.Err() == nil {
			t.Errorf("%q is taken", in)
			continue
		}
		got := r.Err().Error()
		if line := Line([]byte(in), r.Offset()); want != string(rune('0'+line))+": "+got {
			t.Errorf("%q: %d: %s, want %s", in, line, got, want)
		}
	}
}

func TestWhatIsNotReadIsSkipped(t *testing.T) {
	r := NewReader([]byte(`{"skip": {"a": [1, "]"]}, "take": ["x", "y"], "n": 12}`))
	var got []string
	n := 0
	for key := range r.Object() {
		switch key {
		case "take":
			got = r.Strings()
		case "n":
			n = r.Int()
		}
	}
	if r.Err() != nil || !slices.Equal(got, []string{"x", "y"}) || n != 12 {
		t.Errorf("%q %d %v", got, n, r.Err())
	}
}

func TestControlsAreEscaped(t *testing.T) {
	w := &Writer{}
	w.String("a\x1b[2J\u009b\u202eb\u2028\x7f\xff“é👍")
	if got, want := string(w.Bytes()), `"a\u001b[2J\u009b\u202eb\u2028\u007f`+"\ufffd“é👍\""; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkSkip(b *testing.B) {
	data := []byte("[" + strings.Repeat(`{"id": "urn:uuid:0199a3c0", "n": [1, 2], "exact": "“It will pay,” said Doe"},`+"\n", 10_000) + "0]")
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		NewReader(data).Skip()
	}
}
