package source

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"stet/model"
	"stet/model/encoding"
)

func TestEncodings(t *testing.T) {
	const want = "Straße – “né”\nend"
	utf16 := func(order [2]int, mark string) string {
		b := []byte(mark)
		for _, r := range want {
			pair := [2]byte{byte(r), byte(r >> 8)}
			b = append(b, pair[order[0]], pair[order[1]])
		}
		return string(b)
	}
	tests := []struct{ name, data, notice string }{
		{"UTF-8", want, ""},
		{"UTF-8 with a mark", "\ufeff" + want, ""},
		{"line ends of Windows", strings.ReplaceAll(want, "\n", "\r\n"), ""},
		{"UTF-16 LE", utf16([2]int{0, 1}, "\xff\xfe"), ""},
		{"UTF-16 BE", utf16([2]int{1, 0}, "\xfe\xff"), ""},
		{"Windows-1252", "Stra\xdfe \x96 \x93n\xe9\x94\nend", "read as Windows-1252: it is not UTF-8"},
	}
	for _, test := range tests {
		a := mustRead(t, "", test.data)
		if a.Text != want || strings.Join(a.Notices, "; ") != test.notice {
			t.Errorf("%s: %q %q", test.name, a.Text, a.Notices)
		}
	}
	a := mustRead(t, "", "Straße – “né” \xff\xc3 end")
	if a.Text != "Straße – “né” \uFFFD\uFFFD end" || strings.Join(a.Notices, "; ") != "2 invalid bytes replaced" {
		t.Errorf("a broken UTF-8: %q %q", a.Text, a.Notices)
	}
}

func TestBinaryDataIsRefusedInOneLine(t *testing.T) {
	for name, data := range map[string]string{
		"a.png": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.txt": "text\x00", "": strings.Repeat("\x01\x02a", 20),
	} {
		_, err := Read(name, []byte(data))
		if !errors.Is(err, ErrBinary) || !strings.HasPrefix(err.Error(), name) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read("a.txt", []byte("\x1b[31mred\x1b[0m and \u009b\u202e")); err != nil {
		t.Errorf("a text with escapes is refused: %v", err)
	}
}

func TestErrorsNameThePathOnce(t *testing.T) {
	dir := t.TempDir()
	for path, want := range map[string]string{
		filepath.Join(dir, "none.txt"): ": no such file or directory",
		dir:                            ": is a folder",
	} {
		if _, err := Open(path); err == nil || err.Error() != path+want {
			t.Errorf("%v, want %s%s", err, path, want)
		}
	}
}

func TestTheHeadOfALargeFileIsAPrefixOfTheWhole(t *testing.T) {
	for _, w := range []struct{ name, unit string }{
		{"a.txt", "The mayor spoke of “trams”.\n\nShe left the hall, and the council,\nwhich had waited for long and longer,\nvoted.\n\n- one\n- two\n\n> quoted\n\n"},
		{"b.txt", strings.Repeat("One paragraph a line, and no blank line in between. ", 4) + "\nShort.\n"},
		{"a.md", "The *mayor* spoke of [trams](https://a.example).\n\n* one\n* two\n\n  more\n\nThen she\nleft.\n\n"},
	} {
		path := filepath.Join(t.TempDir(), w.name)
		if err := os.WriteFile(path, []byte(strings.Repeat(w.unit, 4000)), 0o600); err != nil {
			t.Fatal(err)
		}
		head, err := OpenHead(path)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if !head.Partial || head.Digest != "" || len(head.Text) < leastHead/2 || len(head.Text) > headSize {
			t.Errorf("%s: partial %v, %d bytes", w.name, head.Partial, len(head.Text))
		}
		checkHead(t, head, whole)
	}
}

func checkHead(t *testing.T, head, whole *model.Article) {
	t.Helper()
	if !strings.HasPrefix(whole.Text, head.Text) {
		t.Fatalf("the head's text is no prefix:\n%q\n%q", head.Text, whole.Text)
	}
	for i := range head.Blocks {
		if head.Blocks[i].Range != whole.Blocks[i].Range {
			t.Fatalf("block %d: %v in the head, %v in the whole\n%q", i, head.Blocks[i].Range, whole.Blocks[i].Range, whole.Text)
		}
	}
}

func FuzzCut(f *testing.F) {
	f.Add("a.md", "A\n\nb [x]\n\nC\n\n[x]: y\n\nD")
	f.Add("a.md", "- a\n\n  B\n\nC\n\n<pre>\n\nD\n\n</pre>")
	f.Add("a.txt", "Aaa\nb\n\n  c\n\n> d\n\n- e\n\n- f")
	long := strings.Repeat("word ", 30)
	f.Add("a.txt", strings.Repeat(long+"\nx\n", 20)+" "+long+"\n- a\n"+long)
	f.Add("", "---\na: b\n---\nA\n\nB\n\nC")
	f.Fuzz(func(t *testing.T, name, data string) {
		text, _ := encoding.Decode(data)
		format := formatOf(name, text)
		if format.cut == nil {
			return
		}
		n := format.cut(text)
		if n <= 0 {
			return
		}
		var head, whole model.Article
		format.read(&head, text[:n])
		format.read(&whole, text)
		checkHead(t, &head, &whole)
	})
}

func FuzzRead(f *testing.F) {
	for _, w := range written {
		f.Add(w.name, []byte(w.data))
	}
	f.Add("a.txt", []byte("\xff\xfea\x00\r\x00\n\x00"))
	f.Add("a.md", []byte("| a | b |\n|-|-|\n| | \n\n&#10;&nbsp;x\u2028"))
	f.Add("", []byte("+++\na=[\"b\n+++"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		a, err := Read(name, data)
		if err != nil {
			return
		}
		checkBlocks(t, a)
		back, err := Read("a.md", Write(a))
		if err != nil {
			t.Fatalf("%v\n%s", err, Write(a))
		}
		if back.Text != a.Text {
			t.Fatalf("%q\nis written as\n%s\nand read as\n%q", a.Text, Write(a), back.Text)
		}
	})
}

// checkBlocks holds the promises of [model.Block].
func checkBlocks(t *testing.T, a *model.Article) {
	t.Helper()
	if !utf8.ValidString(a.Text) {
		t.Fatalf("invalid text %q", a.Text)
	}
	at := model.Pos(0)
	for i, b := range a.Blocks {
		r := b.Range
		if r.Empty() || r.Start < at || int(r.End) > len(a.Text) {
			t.Fatalf("block %d %v after %d of %d", i, r, at, len(a.Text))
		}
		s := a.Text[r.Start:r.End]
		if strings.Trim(s, "\n") != s || !utf8.ValidString(s) {
			t.Fatalf("block %d has a line end at its edge, or half a code point: %q", i, s)
		}
		if gap := a.Text[at:r.Start]; strings.TrimSpace(gap) != "" {
			t.Fatalf("%q stands in no block", gap)
		}
		for _, span := range b.Spans {
			if !r.Covers(span.Range) || span.Range.Empty() {
				t.Fatalf("span %v of block %v", span.Range, r)
			}
		}
		at = r.End
	}
	if rest := a.Text[at:]; strings.TrimSpace(rest) != "" {
		t.Fatalf("%q stands in no block", rest)
	}
}
