package clean

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// spec says what a single character becomes on the screen, by the categories of
// Unicode and not by the ranges of the package: itself, a visible sign, or nothing.
func spec(r rune) string {
	itself := string(r)
	switch {
	case r >= 0x20 && r <= 0x7E: // printable ASCII
		return itself
	case r < 0x20:
		return string(rune(0x2400) + r)
	case r == 0x7F:
		return "␡"
	case r == 0x2028 || r == 0x2029:
		return "␤"
	case unicode.Is(unicode.Bidi_Control, r): // of these the marks stay, all else is seen
		if r == 0x061C || r == 0x200E || r == 0x200F {
			return itself
		}
		return "⇄"
	case unicode.Is(unicode.Join_Control, r), unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return itself
	case r == 0x00AD, r == 0x180E, r == 0x200B, r == 0xFEFF, r == 0xE0001,
		r >= 0x2060 && r <= 0x2064, r >= 0x206A && r <= 0x206F, r >= 0xE0020 && r <= 0xE007F:
		return "" // without a width
	case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs, unicode.Co):
		return itself
	}
	return "\uFFFD"
}

// Every character of Unicode, one by one, becomes what its category says.
func TestEveryCharacterBecomesWhatItsCategorySays(t *testing.T) {
	wrong := 0
	for r := rune(0); r <= unicode.MaxRune && wrong < 20; r++ {
		if r >= 0xD800 && r < 0xE000 { // no characters
			continue
		}
		in, want := string(r), spec(r)
		if got := Line(in); got != want && !strings.ContainsRune("\t\n\v\f\r\u0085\u2028\u2029", r) {
			wrong++
			t.Errorf("%U in a line: %q, want %q", r, got, want)
		}
		if got := Text(in); got != want && !strings.ContainsRune("\t\n\u2028\u2029", r) {
			wrong++
			t.Errorf("%U in a text: %q, want %q", r, got, want)
		}
		if got := Cluster(in); got != want && r != '\t' {
			wrong++
			t.Errorf("%U as a cluster: %q, want %q", r, got, want)
		}
		if got, want := Safe(in), want == in || r == '\n' || r == '\t'; got != want {
			wrong++
			t.Errorf("%U is safe: %t, want %t", r, got, want)
		}
		pasted := ""
		switch {
		case strings.ContainsRune("\n\r\u0085\u2028\u2029", r):
			pasted = "\n"
		case r == '\t' || want == in:
			pasted = in
		}
		if got := Paste(in); got != pasted {
			wrong++
			t.Errorf("%U pasted: %q, want %q", r, got, pasted)
		}
	}
}

// Line ends and tabs of every kind are one blank in a line, and what they are in a text.
func TestLineEnds(t *testing.T) {
	for _, end := range []string{"\t", "\n", "\v", "\f", "\r", "\u0085", "\u2028", "\u2029", "\r\n\t\u2029", "\n\n\n"} {
		for in, want := range map[string]string{"a" + end + "b": "a b", end: " ", "a" + end: "a ", end + "b": " b", "a" + end + "b" + end + "c": "a b c"} {
			if got := Line(in); got != want {
				t.Errorf("%q in a line: %q, want %q", in, got, want)
			}
		}
	}
	if got := Text("a\nb\tc\u2028d\u2029e"); got != "a\nb\tc\nd\ne" {
		t.Errorf("in a text: %q", got)
	}
	if got := Line("a \n b"); got != "a   b" {
		t.Errorf("blanks stay: %q", got)
	}
}

// Tags are part of a flag only after the black flag and other tags; between a line end
// and the flag's own tags nothing may come.
func TestTagsBelongToAFlag(t *testing.T) {
	const flag, tag, end = "\U0001F3F4", "\U000E0067", "\U000E007F"
	for in, want := range map[string]string{
		flag + tag + tag + end: flag + tag + tag + end,
		flag + "x" + tag:       flag + "x",
		tag + flag + tag:       flag + tag,
		"x" + tag + end:        "x",
		flag + "\n" + tag:      flag + " ",
		flag + "\u00ad" + tag:  flag + tag, // what is left out does not part them
		"\x1b" + tag:           "␛",
	} {
		if got := Line(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := Text(flag + "\n" + tag); got != flag+"\n" {
		t.Errorf("in a text: %q", got)
	}
	if got := Paste(flag + tag + "\n" + tag + "\x1bx" + tag); got != flag+tag+"\nx" {
		t.Errorf("pasted: %q", got)
	}
	if !Safe(flag+tag+end) || Safe("x"+tag) || Safe(flag+"\n"+tag) {
		t.Error("a tag is safe where it belongs to a flag, and nowhere else")
	}
}

// What is cut within a character anywhere comes out as if it had come at once.
func TestAWriterMayBeCutAnywhere(t *testing.T) {
	for _, s := range []string{"aé日📈\x1b\u202e.", "\xff\xf0\x9f\x93", "é\xc3", "\xe6\x97", "\xf0\x9f\x93\x88\x80\x80\x80\x80", "日\xe6"} {
		for i := range len(s) + 1 {
			for j := i; j <= len(s); j++ {
				var b strings.Builder
				w := NewWriter(&b)
				for _, piece := range []string{s[:i], s[i:j], s[j:]} {
					if n, err := w.Write([]byte(piece)); n != len(piece) || err != nil {
						t.Fatalf("%d, %v", n, err)
					}
				}
				if before := b.String(); !utf8.ValidString(before) || !strings.HasPrefix(Text(s), before) {
					t.Fatalf("%q in pieces at %d and %d: %q was written too early", s, i, j, before)
				}
				if err := w.Close(); err != nil || b.String() != Text(s) {
					t.Fatalf("%q in pieces at %d and %d: %q, want %q (%v)", s, i, j, b.String(), Text(s), err)
				}
				if w.Close(); b.String() != Text(s) {
					t.Fatal("closing twice writes twice")
				}
			}
		}
	}
	// A whole character does not wait for the next one.
	var b strings.Builder
	if w := NewWriter(&b); true {
		for _, c := range []string{"a", "é", "日", "📈", "\xff"} {
			b.Reset()
			if _, err := w.Write([]byte(c)); err != nil || b.String() != Text(c) {
				t.Errorf("%q is still waited for: %q, %v", c, b.String(), err)
			}
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("disk full")

// A failure of what is written to is a failure of the writer.
func TestAFailedWriteIsSaid(t *testing.T) {
	w := NewWriter(full{})
	if n, err := w.Write([]byte("a")); n != 0 || !errors.Is(err, errFull) {
		t.Errorf("%d, %v", n, err)
	}
	if err := w.Close(); !errors.Is(err, errFull) {
		t.Errorf("closing: %v", err)
	}
}

// An address without a password is left as it is, wherever its signs are.
func TestWhereAnAddressNamesItsServer(t *testing.T) {
	for address, want := range map[string]string{
		"///ann:key@x":   "///ann:key@x",
		"?a//b@c":        "?a//b@c",
		"#a//b@c":        "#a//b@c",
		"/a//b@c":        "/a//b@c",
		"ftp://a@b#c@d":  "ftp://b#c@d",
		"https://":       "https://",
		"//?ann@example": "//?ann@example",
	} {
		if got := Address(address); got != want {
			t.Errorf("%s becomes %s, want %s", address, got, want)
		}
	}
}
