package intake

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/source/prose"
)

func unpackInto(t testing.TB, c *Container, dir string) (Report, error) {
	t.Helper()
	return Unpack(context.Background(), c, dir, nil)
}

func TestASecondRunAddsNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "in")
	row := `{"title":"Harbour","text":"The council."}` + "\n"
	c := made(t, "a.jsonl", []byte(row+row), Options{})
	for n, want := range [][2]int{{2, 0}, {0, 2}} {
		if r, err := unpackInto(t, c, dir); err != nil || r.Added != want[0] || r.Known != want[1] {
			t.Errorf("run %d: %+v %v", n, r, err)
		}
	}
	// A newer file adds only what is new.
	c = made(t, "b.jsonl", []byte(row+row+`{"title":"Ferry","text":"It runs."}`), Options{})
	if r, _ := unpackInto(t, c, dir); r.Added != 1 || r.Known != 2 {
		t.Errorf("%+v", r)
	}
	// One that an earlier run had only begun is written.
	files, _ := filepath.Glob(filepath.Join(dir, "ferry-*.md"))
	if err := os.Truncate(files[0], 0); err != nil {
		t.Fatal(err)
	}
	if r, _ := unpackInto(t, c, dir); r.Added != 1 {
		t.Errorf("%+v", r)
	}
}

func TestNoNameLeavesTheFolder(t *testing.T) {
	dir := t.TempDir()
	into := filepath.Join(dir, "in")
	c := made(t, "a.jsonl", []byte(`{"title":"../../../etc/passwd","text":"x y"}`+"\n"+`{"title":"CON","text":"x z"}`+"\n"+`{"title":"`+strings.Repeat("ä", 500)+`","text":"x"}`+"\n"+`{"title":"\u0000\u001b[2J/","text":"a"}`), Options{})
	if r, err := unpackInto(t, c, into); err != nil || r.Added != 4 {
		t.Fatal(r, err)
	}
	entries, _ := os.ReadDir(dir)
	names, _ := os.ReadDir(into)
	if len(entries) != 1 || len(names) != 4 {
		t.Error(entries, names)
	}
	for _, n := range names {
		if len(n.Name()) > 140 || strings.ContainsAny(n.Name(), "/\\\x1b\x00:") {
			t.Errorf("%q", n.Name())
		}
	}
}

func TestAnInterruptionIsAnError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := made(t, "a.jsonl", bytes.Repeat([]byte(`{"title":"a","text":"b"}`+"\n"), 100), Options{})
	_, err := c.Each(ctx, func(*Item) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestBrokenFilesAreNamed(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"a.jsonl", `{"text":"a"}` + "\n" + `{"text":`, "broken"},
		{"a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "does not say its length"},
		{"a.warc", "WARC/1.0\r\nContent-Length: 1\r\n\r\nxyz\r\n\r\n", "does not begin where"},
		{"a.xml", `<ppsarticleResultSet count="2"><article><headline>a</head`, "broken"},
		{"a.xml", `<ppsarticle>` + strings.Repeat("<a>", 300), "nested"},
	} {
		k := made(t, c.name, []byte(c.data), Options{})
		if _, err := k.Each(context.Background(), func(*Item) error { return nil }); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.data, err)
		}
	}
	for _, data := range []string{"PK\x03\x04 no zip", "\x1f\x8b no gzip"} {
		path := filepath.Join(t.TempDir(), "a.docx")
		os.WriteFile(path, []byte(data), 0o600)
		if _, err := Open(path, Options{}); !errors.Is(err, prose.ErrBroken) {
			t.Errorf("%q: %v", data, err)
		}
	}
}

// A missing quotation mark must not make one row of a whole table.
func TestARowIsBounded(t *testing.T) {
	l := &rowLimit{r: endless{}, left: 1 << 20}
	n := 0
	for buf := make([]byte, 4096); ; {
		k, err := l.Read(buf)
		if n += k; err != nil {
			if !errors.Is(err, errRow) || n > 1<<20+4096 {
				t.Error(n, err)
			}
			return
		}
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestAPackedBombIsNamed(t *testing.T) {
	u := &unpacked{r: endless{}, size: 1000}
	var err error
	for buf := make([]byte, 1<<20); err == nil; {
		_, err = u.Read(buf)
	}
	if !errors.Is(err, prose.ErrBomb) || u.out > mostUnpacked+1<<21 {
		t.Error(u.out, err)
	}
}

// Each format reads what is not its own without a panic, and in bounded time.
func FuzzFormats(f *testing.F) {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	fmt.Fprint(w, "WARC/1.0\r\nContent-Length: 0\r\n\r\n")
	w.Close()
	for _, s := range []string{
		"1 of 2 DOCUMENTS\n\n     Paper\n\nMarch 5, 2024\n\nLENGTH: 2 words\n\na b", "<html><div class=\"article\"><div>3 words</div>", `{\rtf1 End of Document\par}`,
		"From a@b Tue Mar  5 07:15:00 2024\nSubject: x\n\nb", `{"text":"a"}`, "title,text\na,\"b", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 4\r\n\r\nHTTP", z.String(),
		"<html><span class=DocPublicationName>x</span><br>y", strings.Repeat("_", 30) + "\nProQuest document ID: 1\nFull text: a", "<ppsarticle><article><headline>x",
	} {
		for _, ext := range []string{".txt", ".html", ".rtf", ".mbox", ".jsonl", ".csv", ".warc", ".xml"} {
			f.Add(s, ext)
		}
	}
	f.Fuzz(func(t *testing.T, data, ext string) {
		if len(ext) > 8 || strings.ContainsAny(ext, "/\x00") {
			return
		}
		path := filepath.Join(t.TempDir(), "a"+ext)
		if os.WriteFile(path, []byte(data), 0o600) != nil {
			return
		}
		c, err := Open(path, Options{})
		if err != nil {
			return
		}
		defer c.Close()
		last := 0
		_, _ = c.Each(context.Background(), func(i *Item) error {
			if i.Number <= 0 {
				t.Errorf("number %d after %d", i.Number, last)
			}
			last = i.Number
			return nil
		})
	})
}
