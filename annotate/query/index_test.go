package query

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/library"
	"stet/model/need"
)

// openIndex opens the index of a folder, which lies in a folder beside it.
func openIndex(dir string) *Index { return Open(dir, dir+".cache") }

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func list(t testing.TB, dir string) *library.Listing {
	t.Helper()
	l, err := library.List(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func refresh(t testing.TB, x *Index, dir string) (fresh *Index, changed int) {
	t.Helper()
	fresh, changed, err := x.Refresh(context.Background(), list(t, dir), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return fresh, changed
}

// sidecar annotates the text between each pair of brackets as a claim by the
// annotator, and returns the file.
func sidecar(marked, annotator string, ids *int) string {
	text := plain(marked)
	doc := store.Document{ID: "urn:x-test:article", Digest: model.DigestOf(text), CodePoints: len([]rune(text))}
	c := store.NewCollection(doc, store.Creator{ID: "urn:x-stet:annotator:" + annotator, Nickname: annotator}, "", day("2026-03-01"))
	at := 0
	var start int
	for _, r := range marked {
		switch r {
		case '[':
			start = at
		case ']':
			*ids++
			c.Annotations = append(c.Annotations, &annotate.Annotation{
				ID:      fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%012d", *ids),
				Target:  annotate.Target{Place: annotate.Place{Quote: quote([]rune(text), start, at)}},
				Body:    &kind.Claim{Claimant: annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe"}, Status: kind.ToCheck},
				Creator: "urn:x-stet:annotator:" + annotator, Created: day("2026-03-01"), Modified: day("2026-03-02"),
				Origin: annotate.Origin{How: annotate.ByHand},
			})
		default:
			at++
		}
	}
	return string(c.Encode())
}

func plain(marked string) string { return strings.NewReplacer("[", "", "]", "").Replace(marked) }

func quote(text []rune, start, end int) annotate.Quote {
	return annotate.Quote{Exact: string(text[start:end]), Prefix: string(text[max(0, start-32):start]),
		Suffix: string(text[end:min(len(text), end+32)]), Start: start, End: end}
}

func day(s string) time.Time { at, _ := time.Parse(time.DateOnly, s); return at }

// show prints what rows say, for comparing.
func show(rows []*Row) string {
	var b strings.Builder
	for _, r := range rows {
		c := *r
		c.Full = nil
		fmt.Fprintf(&b, "%+v\n", c)
	}
	return b.String()
}

const tramText = "Mayor defends tram plan\n\nThe mayor said [the line will pay for itself] on Tuesday.\n\nThe union said [it will not] and left.\n"

func TestRowsOfAFolder(t *testing.T) {
	dir, n := t.TempDir(), 0
	write(t, dir, "news/tram.txt", plain(tramText))
	write(t, dir, "news/tram.txt.alice.anno.json", sidecar(tramText, "alice", &n))
	write(t, dir, "gone.txt.bob.anno.json", sidecar("It [rained] there.", "bob", &n))
	write(t, dir, "tram.txt", "no sidecar")
	write(t, dir, "tram.txt.bob.anno.json", "<<<<<<< not json")
	x, changed := refresh(t, openIndex(dir), dir)
	if changed != 3 {
		t.Errorf("%d sidecars read, want 3", changed)
	}
	var got []string
	for _, r := range x.Rows() {
		got = append(got, fmt.Sprintf("%s:%d %s %s %s %q %d–%d %s %s", r.Article, r.Line, r.Annotator, r.Kind, r.Who, r.Words, r.Start, r.End, r.State, r.Detail("status")))
	}
	want := []string{
		`gone.txt:0 bob claim Jane Doe "rained" 3–9 orphan to check`,
		`news/tram.txt:3 alice claim Jane Doe "the line will pay for itself" 40–68 exact to check`,
		`news/tram.txt:5 alice claim Jane Doe "it will not" 97–108 exact to check`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if ps := x.Problems(); len(ps) != 1 || ps[0].Sidecar != "tram.txt.bob.anno.json" {
		t.Errorf("problems %v", ps)
	}
}

// Whatever happens to the files, an index that was brought up to date says the
// same as one that is made anew.
func TestTheIndexNeverDisagreesWithTheFiles(t *testing.T) {
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		dir, n := t.TempDir(), 0
		x := openIndex(dir)
		for step := range 12 {
			change(t, rnd, dir, &n)
			x, _ = refresh(t, x, dir)
			fresh, _ := refresh(t, newIndex(dir, "", nil), dir)
			if got, want := show(x.Rows()), show(fresh.Rows()); got != want {
				t.Fatalf("seed %d, step %d\n got %s\nwant %s", seed, step, got, want)
			}
			if rnd.IntN(3) == 0 { // the program ends and is started again
				if err := x.Save(); err != nil {
					t.Fatal(err)
				}
				x = openIndex(dir)
			}
		}
	}
}

// change does something to an article or a sidecar.
func change(t *testing.T, rnd *rand.Rand, dir string, n *int) {
	t.Helper()
	article := fmt.Sprintf("%d/a%d.txt", rnd.IntN(2), rnd.IntN(3))
	annotator := []string{"alice", "bob"}[rnd.IntN(2)]
	file := filepath.Join(dir, filepath.FromSlash(article+"."+annotator+store.Extension))
	words := []string{"rain", "snow", "hail"}[rnd.IntN(3)] // equal in length: the size does not give it away
	text := "News\n\nThere was [" + words + "] in the [north].\n"
	switch rnd.IntN(6) {
	case 0:
		write(t, dir, article, plain(text))
	case 1:
		os.Remove(filepath.Join(dir, filepath.FromSlash(article)))
	case 2:
		os.Remove(file)
	case 3:
		write(t, dir, article+"."+annotator+store.Extension, "damaged")
	default:
		write(t, dir, article+"."+annotator+store.Extension, sidecar(text, annotator, n))
	}
	if rnd.IntN(2) == 0 { // and time goes by
		then := time.Now().Add(-time.Duration(rnd.IntN(1000)) * time.Minute)
		os.Chtimes(file, then, then)
		os.Chtimes(filepath.Join(dir, filepath.FromSlash(article)), then, then)
	}
}

func TestADamagedIndexIsNone(t *testing.T) {
	dir, n := t.TempDir(), 0
	write(t, dir, ".stet/keep", "")
	write(t, dir, "tram.txt", plain(tramText))
	write(t, dir, "tram.txt.alice.anno.json", sidecar(tramText, "alice", &n))
	old := time.Now().Add(-time.Hour)
	os.Chtimes(filepath.Join(dir, "tram.txt"), old, old)
	os.Chtimes(filepath.Join(dir, "tram.txt.alice.anno.json"), old, old)
	x, _ := refresh(t, openIndex(dir), dir)
	if err := x.Save(); err != nil {
		t.Fatal(err)
	}
	if got, want := show(openIndex(dir).Rows()), show(x.Rows()); got != want {
		t.Fatalf("the index was written and read as\n%s\nwant\n%s", got, want)
	}
	if _, changed := refresh(t, openIndex(dir), dir); changed != 0 {
		t.Errorf("%d sidecars read although nothing changed", changed)
	}
	whole, err := os.ReadFile(filepath.Join(dir, ".stet/cache/annotations"))
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(whole) {
		if _, err := decodeIndex(string(whole[:cut])); err == nil {
			t.Fatalf("%d of %d bytes are taken for an index", cut, len(whole))
		}
	}
}

func FuzzDecodeIndex(f *testing.F) {
	s := &cachedSidecar{name: "a.txt", rows: []Row{{ID: "c1", Kind: "claim", Tags: []string{"x"}, Details: []Detail{{"status", "to check"}}}}}
	f.Add(string(encodeIndex([]*cachedSidecar{s})))
	f.Fuzz(func(t *testing.T, data string) {
		decodeIndex(data) // no panic
	})
}

// manyAnnotations makes a folder of 10,000 articles with ten annotations each.
func manyAnnotations(b *testing.B) string {
	dir, n := b.TempDir(), 0
	var marked strings.Builder
	marked.WriteString("News of the day\n\n")
	for range 10 {
		marked.WriteString("The minister, who had come by train in the morning, said [the line will pay for itself within ten years] and left the hall.\n\n")
	}
	text := plain(marked.String())
	old := time.Now().Add(-time.Hour)
	for i := range 10_000 {
		name := fmt.Sprintf("%02d/%05d.txt", i%50, i)
		write(b, dir, name, text)
		write(b, dir, name+".alice.anno.json", sidecar(marked.String(), "alice", &n))
		os.Chtimes(filepath.Join(dir, name), old, old)
		os.Chtimes(filepath.Join(dir, name+".alice.anno.json"), old, old)
	}
	return dir
}

// With a warm index the first rows of 100,000 may take 300 ms.
func BenchmarkFolder(b *testing.B) {
	dir := manyAnnotations(b)
	x, _ := refresh(b, openIndex(dir), dir)
	if err := x.Save(); err != nil {
		b.Fatal(err)
	}
	b.Run("first rows", func(b *testing.B) {
		for b.Loop() {
			if n := len(openIndex(dir).Rows()); n != 100_000 {
				b.Fatal(n)
			}
		}
	})
	b.Run("up to date", func(b *testing.B) {
		x := openIndex(dir)
		for b.Loop() {
			refresh(b, x, dir)
		}
	})
	b.Run("cold", func(b *testing.B) {
		for b.Loop() {
			refresh(b, newIndex(dir, "", nil), dir)
		}
	})
	b.Run("save", func(b *testing.B) {
		for b.Loop() {
			if err := x.Save(); err != nil {
				b.Fatal(err)
			}
		}
	})
	// The yardstick: a plain search through the same files.
	b.Run("ripgrep", func(b *testing.B) {
		rg, err := exec.LookPath("rg")
		if err != nil {
			need.Skip(b, "rg", err)
		}
		for b.Loop() {
			if out, err := exec.Command(rg, "--count", "--glob", "*.anno.json", "exact", dir).Output(); err != nil || len(out) == 0 {
				b.Fatal(err)
			}
		}
	})
}
