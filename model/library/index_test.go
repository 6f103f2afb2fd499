package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model"
)

// open opens a folder whose cache lies in a folder beside it.
func open(t testing.TB, dir string) *Library {
	t.Helper()
	l, err := Open(context.Background(), dir, dir+".cache")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// entry returns what is known of the article at that path.
func entry(t testing.TB, l *Library, path string) Entry {
	t.Helper()
	for _, e := range l.Entries {
		if e.Path == path {
			return e
		}
	}
	t.Fatalf("%s is not listed", path)
	return Entry{}
}

// update reads what has to be read and writes the index.
func update(t testing.TB, l *Library, count func(*model.Article) int) (read int) {
	t.Helper()
	Fill(context.Background(), l.Dir, l.Stale(count != nil), count, func(es []Entry) { read += len(es); l.Merge(es) })
	file, data, err := l.Index()
	if err != nil {
		t.Fatal(err)
	}
	if err := WriteCache(file, data); err != nil {
		t.Fatal(err)
	}
	return read
}

// age makes every file of the folder old enough to trust its stamp.
func age(t testing.TB, dir string) {
	t.Helper()
	l, err := List(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range l.Articles {
		then := f.ModTime.Add(-time.Minute)
		if err := os.Chtimes(filepath.Join(dir, f.Path), then, then); err != nil {
			t.Fatal(err)
		}
	}
}

// tram is what newsboat's save command writes.
const tram = `Feed: Riverton Gazette
Title: Mayor defends tram plan
Author: Ann Example
Date: Tue, 17 Mar 2026 09:30:00 +0000
Link: https://news.example/tram

The mayor defended the plan on Tuesday. “It will pay,” she said. 

The union did not answer. 
`

func TestAnEntrySaysWhatTheArticleIs(t *testing.T) {
	dir := folder(t, map[string]string{"tram.txt": tram, "broken.txt": "\x00\x01\x02 binary"})
	l := open(t, dir)
	if e := entry(t, l, "tram.txt"); e.Read || e.Title != "tram" || e.Quotes != -1 {
		t.Errorf("before it is read: %+v", e)
	}
	update(t, l, func(a *model.Article) int { return strings.Count(a.Text, "“") })
	e := entry(t, l, "tram.txt")
	if e.Title != "Mayor defends tram plan" || e.Source != "Riverton Gazette" || e.Date.Format(time.DateOnly) != "2026-03-17" || e.Quotes != 1 || e.Language != "en" || e.Byline != "Ann Example" {
		t.Errorf("%+v", e)
	}
	if want := "The mayor defended the plan on Tuesday. “It will pay,” she said."; e.Lead != want {
		t.Errorf("it begins %q, want %q", e.Lead, want)
	}
	if e := entry(t, l, "broken.txt"); e.Problem != "not a text (binary data)" || !e.Read {
		t.Errorf("a file that is no text: %+v", e)
	}
}

func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "One.\n", "b.txt": "Two.\n", "c.txt": "Three.\n"})
	age(t, dir)
	if n := update(t, open(t, dir), nil); n != 3 {
		t.Errorf("%d read at first, want 3", n)
	}
	l := open(t, dir)
	if n := len(l.Stale(false)); n != 0 {
		t.Errorf("%d to read although nothing changed", n)
	}
	if n := len(l.Stale(true)); n != 3 {
		t.Errorf("the quotes of %d articles are to be counted, want 3", n)
	}
	write(t, dir, "b.txt", "Two words.\n")
	write(t, dir, "d.txt", "Four.\n")
	os.Remove(filepath.Join(dir, "c.txt"))
	l = open(t, dir)
	var stale []File
	for _, e := range l.Stale(false) {
		stale = append(stale, e.File)
	}
	if got := paths(stale); got != "b.txt d.txt" {
		t.Errorf("to read: %s", got)
	}
	update(t, l, nil)
	if e := entry(t, l, "b.txt"); e.Words != 2 {
		t.Errorf("b.txt has %d words", e.Words)
	}
}

// While a list is made anew, what was known of its files is shown.
func TestWhatWasKnownIsKeptUntilItIsReadAgain(t *testing.T) {
	dir := folder(t, map[string]string{"same.txt": tram, "changed.txt": tram})
	age(t, dir)
	older := open(t, dir)
	Fill(context.Background(), dir, older.Stale(true), func(*model.Article) int { return 1 }, older.Merge) // and no index is written
	write(t, dir, "changed.txt", strings.Replace(tram, "Mayor", "Governor", 1))
	write(t, dir, "new.txt", tram)
	l := open(t, dir)
	l.Keep(older)
	for path, want := range map[string]Entry{
		"same.txt":    {Title: "Mayor defends tram plan", Quotes: 1, Read: true},
		"changed.txt": {Title: "Mayor defends tram plan", Quotes: 1},
		"new.txt":     {Title: "new", Quotes: -1},
	} {
		if e := entry(t, l, path); e.Title != want.Title || e.Quotes != want.Quotes || e.Read != want.Read {
			t.Errorf("%s: %+v", path, e)
		}
	}
}

// A file may change twice within one tick of the file system's clock.
func TestAFreshStampIsNotTrusted(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "One.\n"})
	update(t, open(t, dir), nil)
	if l := open(t, dir); len(l.Stale(false)) != 1 {
		t.Error("a file that was just written is taken from the index")
	}
}

func TestOpeningAFolderWritesNothingIntoIt(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "One.\n", "codebook.toml": ""})
	update(t, open(t, dir), nil)
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 2 {
		t.Errorf("the folder holds %v, %v", names, err)
	}
}

func TestTheCacheOfALibraryLiesInItAndHidesFromGit(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "One.\n", ".stet/texts/0.txt": ""})
	update(t, open(t, dir), nil)
	if data, err := os.ReadFile(filepath.Join(dir, ".stet/cache/.gitignore")); err != nil || string(data) != "*\n" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := os.Stat(filepath.Join(dir, ".stet/cache/articles")); err != nil {
		t.Error(err)
	}
	for _, damage := range []string{"", "stet articles 999\n{}", indexVersion + "\n{\"Path\":\"a.txt\",\x00\n[]\nnull\n"} {
		write(t, dir, ".stet/cache/articles", damage)
		if l := open(t, dir); len(l.Stale(false)) != 1 {
			t.Errorf("an index that says %q is believed", damage)
		}
	}
}

func manyArticles(t testing.TB, n int) string {
	dir := t.TempDir()
	for i := range n {
		write(t, dir, fmt.Sprintf("2026/%02d/%05d.txt", i%12, i), strings.ReplaceAll(tram, "tram", fmt.Sprint("tram ", i)))
	}
	return dir
}

// A warm library of 10,000 articles may take 300 ms.
func BenchmarkOpen10000(b *testing.B) {
	dir := manyArticles(b, 10_000)
	age(b, dir)
	update(b, open(b, dir), nil)
	for b.Loop() {
		l := open(b, dir)
		if len(l.Entries) != 10_000 || len(l.Stale(false)) != 0 {
			b.Fatal(len(l.Entries), len(l.Stale(false)))
		}
	}
}

func BenchmarkRead10000(b *testing.B) {
	dir := manyArticles(b, 10_000)
	for b.Loop() {
		l := open(b, dir)
		Fill(context.Background(), l.Dir, l.Stale(false), nil, l.Merge)
	}
}
