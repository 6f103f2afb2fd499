package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
)

// long is an article of many paragraphs with a note on a word of each, every fifth
// refused, and its sidecar.
func long(t testing.TB, notes int) (*Desk, *model.Article) {
	t.Helper()
	desk := testDesk(t, "alice")
	var text strings.Builder
	for i := range notes {
		fmt.Fprintf(&text, "Café number %d is said to be “open” — on Mondays.\n\n", i)
	}
	a := testArticle(t, text.String())
	f, err := desk.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	off, at, n := model.NewOffsets(a.Text), 0, 0
	e := annotate.Edit{}
	for p := range strings.SplitAfterSeq(a.Text, "\n\n") {
		if p == "" {
			break
		}
		word := model.Range{Start: model.Pos(at), End: model.Pos(at + len("Café"))}
		note := &annotate.Annotation{ID: id(n), Body: new(kind.Note), Comment: "Ask there.", Creator: desk.Creator()}
		note.Target.Place = anchor.Describe(a, off, word)
		if n%5 == 4 {
			note.Origin.How = annotate.Refused
		}
		e.Swaps = append(e.Swaps, annotate.Swap{After: note})
		at, n = at+len(p), n+1
	}
	f.Set.Do(e)
	save(t, f)
	return desk, a
}

func ids(as []*annotate.Annotation) (out []string) {
	for _, a := range as {
		out = append(out, a.ID)
	}
	return out
}

func TestAGlanceSeesWhatStandsThere(t *testing.T) {
	desk, a := long(t, 3000)
	f, err := desk.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	size := model.Pos(len(a.Text))
	second := model.Pos(strings.Index(a.Text[1:], "Café") + 1) // words that begin where a stretch ends, or end where it begins, are not in it
	word := model.Pos(len("Café"))
	for _, within := range []model.Range{{Start: word, End: second}, {Start: word - 2, End: second}, {Start: second + word, End: second + word + 9}, {End: second}, {End: second + 1}, {End: 500}, {Start: 1, End: 3}, {Start: size / 2, End: size/2 + 700}, {Start: size - 300, End: size}, {Start: size, End: size}} {
		var want []*annotate.Annotation
		for _, n := range f.Set.Snapshot() {
			if n.Origin.How != annotate.Refused && n.Target.Overlaps(within) {
				want = append(want, n)
			}
		}
		head := *a // as a reader has it that is still reading the rest
		head.Partial, head.Digest = true, ""
		got := desk.Glance(&head, within)
		if !slices.Equal(ids(got), ids(want)) {
			t.Errorf("in %v it sees %d annotations, want %d", within, len(got), len(want))
		}
		for _, g := range got {
			if g.Target.State != annotate.Exact || a.Slice(g.Target.Range) != "Café" {
				t.Fatalf("%s stands %v at %q", g.ID, g.Target.State, a.Slice(g.Target.Range))
			}
		}
	}
}

// A glance is only ever short of something: words that have moved, and a file that
// another program has written, wait until all is read.
func TestAGlanceIsNeverWrong(t *testing.T) {
	desk, a := long(t, 300)
	changed := *a
	changed.Text = "New: " + a.Text
	changed.Digest = ""
	if got := desk.Glance(&changed, model.Range{End: 500}); len(got) > 0 {
		t.Errorf("%d annotations of an article that has changed", len(got))
	}
	size := len(a.Text)
	word := size/2 + strings.Index(a.Text[size/2:], "Café")
	if strings.Count(a.Text[:word], "Café")%5 == 4 { // that is refused
		word += 1 + strings.Index(a.Text[word+1:], "Café")
	}
	for _, cut := range []int{size, word, word + 1, word + 3, word + len("Café")} { // a text that ends within words
		head := *a
		head.Text, head.Digest, head.Partial = a.Text[:cut], "", true
		got := desk.Glance(&head, model.Range{Start: model.Pos(max(0, cut-400)), End: model.Pos(cut)})
		for _, g := range got {
			if head.Slice(g.Target.Range) != "Café" || utf8.RuneCountInString(head.Text[:g.Target.Start]) != g.Target.Quote.Start {
				t.Errorf("%d bytes: %s stands at %q", cut, g.ID, head.Slice(g.Target.Range))
			}
		}
		if len(got) == 0 {
			t.Errorf("%d bytes: it sees nothing", cut)
		}
	}
	path := SidecarPath(a.Path, "alice")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var dense bytes.Buffer
	if err := json.Compact(&dense, data); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{
		"without white space": dense.Bytes(), "cut": data[:len(data)/2], "empty": nil, "no sidecar": []byte("\n      {\n\n      }\n"),
		"without an end": bytes.Repeat([]byte("\n      {\n"), 1<<18),
	} {
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, g := range desk.Glance(a, model.Range{End: 500}) {
			if a.Slice(g.Target.Range) != "Café" {
				t.Errorf("%s: %s stands at %q", name, g.ID, a.Slice(g.Target.Range))
			}
		}
	}
	os.Remove(path)
	if got := desk.Glance(a, model.Range{End: 500}); len(got) > 0 {
		t.Errorf("%d annotations without a sidecar", len(got))
	}
}

// The last words of an article are seen too.
func TestAGlanceSeesTheLastWords(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, strings.TrimSuffix(tram, ".”\n"))
	f := open(t, d, a)
	add(f, note(a, "going back", "last"))
	save(t, f)
	if got := d.Glance(a, model.Range{Start: 10, End: model.Pos(len(a.Text))}); len(got) != 1 || a.Slice(got[0].Target.Range) != "going back" {
		t.Errorf("it sees %v", got)
	}
}

// A countedFile counts the bytes that are read of it.
type countedFile struct {
	*bytes.Reader
	read int
}

func (c *countedFile) ReadAt(p []byte, at int64) (int, error) {
	c.read += len(p)
	return c.Reader.ReadAt(p, at)
}

// However large a sidecar is and whatever is in it, a glance reads no more than it may.
func TestAGlanceReadsNoMoreThanItMay(t *testing.T) {
	const size = 4 * glanceMost
	for name, data := range map[string][]byte{
		"no annotation":      bytes.Repeat([]byte("x"), size),
		"one without an end": append([]byte("\n      {\n"), bytes.Repeat([]byte("x"), size)...),
		"only beginnings":    bytes.Repeat([]byte("\n      {\n      }"), size/15),
	} {
		f := &countedFile{Reader: bytes.NewReader(data)}
		g := glance{file: f, size: int64(len(data)), left: glanceMost}
		if a, _ := g.next(0); a != nil || f.read > glanceMost || f.read < glanceMost/2 {
			t.Errorf("%s: %v, %d bytes were read of at most %d", name, a, f.read, glanceMost)
		}
	}
	short := &countedFile{Reader: bytes.NewReader([]byte("\n      {\n"))}
	g := glance{file: short, size: 9, left: glanceMost}
	if at := g.find(0); at != 0 || short.read != 9 {
		t.Errorf("at %d after %d bytes", at, short.read)
	}
	if raw, _ := g.item(0); raw != nil || short.read > 9 {
		t.Errorf("%q after %d bytes", raw, short.read)
	}
}

func BenchmarkGlance(b *testing.B) {
	desk, a := long(b, 10_000)
	middle := model.Pos(len(a.Text) / 2)
	b.ReportAllocs()
	for b.Loop() {
		if len(desk.Glance(a, model.Range{Start: middle, End: middle + 1500})) == 0 {
			b.Fatal("it sees nothing")
		}
	}
}
