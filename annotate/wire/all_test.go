package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// every calls f with each text of at most n signs.
func every(signs string, n int, f func(s string)) {
	var grow func(s string, n int)
	grow = func(s string, n int) {
		f(s)
		if n == 0 {
			return
		}
		for _, c := range []byte(signs) {
			grow(s+string(rune(c)), n-1)
		}
	}
	grow("", n)
}

// taken reports whether a text is one JSON value to the reader, read in both its ways.
func taken(t *testing.T, s string) bool {
	skipped := NewReader([]byte(s))
	skipped.Skip()
	skipped.End()
	r := NewReader([]byte(s))
	read(r, &Writer{})
	r.End()
	if (skipped.Err() == nil) != (r.Err() == nil) {
		t.Errorf("%q is skipped: %v, read: %v", s, skipped.Err(), r.Err())
	}
	return r.Err() == nil
}

// Every short text of the signs of numbers, of brackets and of strings is JSON to the
// reader if it is to encoding/json.
func TestEveryShortTextIsReadAsItShould(t *testing.T) {
	for signs, n := range map[string]int{"-+.eE09": 5, "[]{},1 ": 5, "{}\":a,": 6, "\"\\u1n\n\x00": 5, "[ \t\r\n\v1": 5} {
		every(signs, n, func(s string) {
			if got, want := taken(t, s), json.Valid([]byte(s)); got != want {
				t.Errorf("%q is taken: %t, want %t", s, got, want)
			}
		})
	}
	for _, word := range []string{"true", "false", "null"} {
		for i := range len(word) + 1 {
			for _, s := range []string{word[:i], word[:i] + "x", "[" + word[:i] + "]"} {
				if got, want := taken(t, s), json.Valid([]byte(s)); got != want {
					t.Errorf("%q is taken: %t, want %t", s, got, want)
				}
			}
		}
	}
	// White space is passed over eight bytes at a time.
	for n := range 40 {
		for _, s := range []string{"\n%s1", "[\n%s1]", "[1,\n%s\n%[1]s2\n%[1]s]", "\n%s", "1\n%s", "\n%s\t1"} {
			s := fmt.Sprintf(s, strings.Repeat(" ", n))
			if got, want := taken(t, s), json.Valid([]byte(s)); got != want {
				t.Errorf("%q is taken: %t, want %t", s, got, want)
			}
		}
	}
}

// Strings say what encoding/json makes of them: each escape, both halves of pairs and
// those that have lost the other, at the ends of their ranges.
func TestEveryEscapeSaysWhatItShould(t *testing.T) {
	units := []string{"0000", "0041", "007f", "d7ff", "d800", "dbff", "DC00", "dfff", "e000", "fffd", "ffff"}
	var texts []string
	for _, a := range units {
		for _, b := range units {
			texts = append(texts, `\u`+a+`\u`+b, `\u`+a+"x"+`\u`+b, `\u`+a+`\n`, `\u`+a, `é\u`+a+`\\u`+b, `\u`+a+`\u`+b+`\u`+a)
		}
	}
	for _, c := range `"\/bfnrt` {
		texts = append(texts, `a\`+string(c)+`b`, `\`+string(c))
	}
	texts = append(texts, "a\xffb", "\\n\xff", "é\xc3", "👍", "\\t👍", "\u2028")
	for _, s := range texts {
		in := `"` + s + `"`
		var want string
		if err := json.Unmarshal([]byte(in), &want); err != nil {
			t.Fatalf("%s: %v", in, err)
		}
		r := NewReader([]byte(in))
		if got := r.String(); got != want || r.Err() != nil {
			t.Errorf("%s says %q, want %q (%v)", in, got, want, r.Err())
		}
	}
}

// Every character is written so that it comes back, and as an escape if it is one that a
// terminal acts upon, by the properties of Unicode.
func TestEveryCharacterIsWrittenForATerminal(t *testing.T) {
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if !utf8.ValidRune(c) {
			continue
		}
		w := &Writer{}
		w.String(string(c))
		out := string(w.Bytes())
		itself := out == `"`+string(c)+`"`
		acts := unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029' || c == '"' || c == '\\'
		if itself == acts {
			t.Errorf("%U is written as %s", c, out)
		}
		if acts || c%97 == 0 {
			var back string
			if err := json.Unmarshal(w.Bytes(), &back); err != nil || back != string(c) {
				t.Errorf("%U was written as %s and came back as %q, %v", c, out, back, err)
			}
		}
	}
	w := &Writer{}
	w.String("a\xffb\"\n\xff")
	if got := string(w.Bytes()); got != `"a`+"\ufffd"+`b\"\n`+"\ufffd"+`"` {
		t.Errorf("bytes that are no characters: %s", got)
	}
}

// Arrays and objects nest 64 deep, and no deeper.
func TestHowDeepBracketsNest(t *testing.T) {
	for n, want := range map[int]bool{1: true, MaxDepth: true, MaxDepth + 1: false, 10_000: false} {
		for _, s := range []string{strings.Repeat("[", n) + strings.Repeat("]", n), strings.Repeat(`{"a":`, n) + "1" + strings.Repeat("}", n)} {
			if got := taken(t, s); got != want {
				t.Errorf("%d deep is taken: %t", n, got)
			}
		}
	}
	wide := "[" + strings.Repeat("[],{},", 100) + "[]]" // many beside each other are not deep
	if !taken(t, wide) {
		t.Error("a wide array is not taken")
	}
}

// A whole number is one from 0 to 2³¹−1; anything else is named, with its place.
func TestWholeNumbers(t *testing.T) {
	for s, want := range map[string]int{"0": 0, "7": 7, " 12 ": 12, "2147483647": 2147483647} {
		r := NewReader([]byte(s))
		if got := r.Int(); got != want || r.Err() != nil {
			t.Errorf("%s is %d, %v", s, got, r.Err())
		}
	}
	for _, s := range []string{"-1", "-0.5", "2147483648", "1.5", "1e3", "99999999999999999999"} {
		r := NewReader([]byte("  " + s))
		if got := r.Int(); got != 0 || r.Err() == nil || r.Err().(*Error).Offset != 2 || !strings.HasPrefix(r.Err().Error(), s+" is no whole number") {
			t.Errorf("%s is %d, %v", s, got, r.Err())
		}
	}
	for _, s := range []string{`"7"`, "null", "[7]", "", "/", ":"} {
		r := NewReader([]byte(s))
		if got := r.Int(); got != 0 || r.Err() == nil || !strings.Contains(r.Err().Error(), "a number ") {
			t.Errorf("%s is %d, %v", s, got, r.Err())
		}
	}
}

// After the first error nothing more is read, and that error stays.
func TestTheFirstErrorStays(t *testing.T) {
	r := NewReader([]byte(`{"a": 1, "b": ?, "c": "x"}`))
	var keys []string
	for key := range r.Object() {
		keys = append(keys, key)
		if key == "b" {
			r.Skip()
			r.Fail("another")
		}
	}
	if len(keys) != 2 || r.Err() == nil || r.Err().Error() != "a value expected, not '?'" || r.Next() != 0 || r.String() != "" || r.Raw() != nil || r.Offset() != 14 {
		t.Errorf("%q, %v, at %d", keys, r.Err(), r.Offset())
	}
	for in, want := range map[string]string{"é": "a value expected, not 'é'", "[1]\x00": "a zero byte", "[1] x": "unexpected 'x' after the end"} {
		r := NewReader([]byte(in))
		r.Skip()
		if r.End(); r.Err() == nil || r.Err().Error() != want {
			t.Errorf("%q: %v, want %s", in, r.Err(), want)
		}
	}
	// What is wrong within a string is said where it is.
	for in, want := range map[string]string{`["ab\x"]`: `4: not an escape: "\\x\"]"`, `["\u12g4"]`: `2: not an escape: "\\u12g4"`, "[\"ab\x01\"]": "4: control character U+0001 in a string", `["ab`: "1: this string never ends"} {
		r := NewReader([]byte(in))
		r.Skip()
		if err, ok := r.Err().(*Error); !ok || fmt.Sprintf("%d: %s", err.Offset, err.Msg) != want {
			t.Errorf("%q: %d: %v, want %s", in, err.Offset, err, want)
		}
	}
	// Whoever has no more use for an array leaves the rest unread.
	r = NewReader([]byte(`[1, 2, ?]`))
	for i := range r.Array() {
		if i == 1 {
			break
		}
	}
	if r.Err() != nil {
		t.Errorf("what is not asked for is an error: %v", r.Err())
	}
}

// White space goes from between tokens and stays within strings, as in encoding/json.
func TestCompactIsThatOfEncodingJSON(t *testing.T) {
	for _, s := range []string{"{ \"a b\" :\t[ 1 ,\r\n \"c\\\" d\" , \"\\\\\" , 2 ] }", `"\\ "`, `" \" "`, " 1 ", `["\\\" ", " "]`} {
		var want bytes.Buffer
		if err := json.Compact(&want, []byte(s)); err != nil {
			t.Fatal(err)
		}
		if got := Compact([]byte(s)); !bytes.Equal(got, want.Bytes()) {
			t.Errorf("%s becomes %s, want %s", s, got, want.Bytes())
		}
	}
	if got := Compact([]byte(`"a\`)); string(got) != `"a\` {
		t.Errorf("%s", got)
	}
	for offset, want := range map[int]int{-1: 1, 0: 1, 1: 1, 2: 2, 3: 2, 4: 3, 99: 3} {
		if got := Line([]byte("a\nb\nc"), offset); got != want {
			t.Errorf("byte %d lies on line %d, want %d", offset, got, want)
		}
	}
}

// Members and elements are where they would if all had been written by one writer.
func TestAWriterWithinSomethingElse(t *testing.T) {
	w := &Writer{Depth: 2}
	w.Object(func() {
		w.Text("a", "b")
		w.Text("none", "")
		w.Strings("c", []string{"d", "e"})
		w.Strings("none", nil)
		w.Key("n").Int(-7)
		w.Key("raw").Raw([]byte("[1,2]"))
		w.Key("empty").Array(func() {})
	})
	const want = "{\n      \"a\": \"b\",\n      \"c\": [\n        \"d\",\n        \"e\"\n      ],\n      \"n\": -7,\n      \"raw\": [1,2],\n      \"empty\": []\n    }"
	if got := string(w.Bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	w.Grow(100)
	if string(w.Bytes()) != want {
		t.Error("making room changes what is written")
	}
}
