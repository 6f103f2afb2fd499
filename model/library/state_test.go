//go:build !windows

package library

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"stet/model/files"
	"stet/model/need"
)

// A file of the reader's own can be told by a person and by nothing else: two folders
// of one name have two.
func TestTheNameOfAFoldersFile(t *testing.T) {
	long := strings.Repeat("ä", 60)
	for root, want := range map[string]string{
		"/home/news":           "news-",
		"/home/my news":        "my-news-",
		`/home/a:b\c`:          "a-b-c-",
		"/home/tab\tname":      "tab-name-",
		"/home/" + long:        strings.Repeat("ä", 40) + "-",
		"/home/" + long[:2*40]: strings.Repeat("ä", 40) + "-",
	} {
		got := nameOf(root)
		if !strings.HasPrefix(got, want) || len(got) != len(want)+16 {
			t.Errorf("%s is %s", root, got)
		}
	}
	if nameOf("/a/news") == nameOf("/b/news") {
		t.Error("two folders have one name")
	}
}

func TestTheViewOfAListIsKept(t *testing.T) {
	state := t.TempDir()
	file := ViewFile(state, "/home/news")
	if v, err := OpenView(file); v != (View{}) || err != nil {
		t.Errorf("before anything was kept: %+v, %v", v, err)
	}
	want := View{Sort: "date", Filter: "ferry", All: true, Row: "a.txt", Left: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	if err := WriteView(file, want); err != nil {
		t.Fatal(err)
	}
	if v, err := OpenView(file); v != want || err != nil {
		t.Errorf("%+v, want %+v, %v", v, want, err)
	}
	for name, text := range map[string]string{
		"half a file":            `{"sort":"date","row":`,
		"a file of another sort": `{"sort":"date","row":7}`,
		"nonsense":               "\x00\xff",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := OpenView(file)
		var aside *files.Aside
		if v != (View{}) || !errors.As(err, &aside) {
			t.Fatalf("%s is %+v, %v", name, v, err)
		}
		if kept, err := os.ReadFile(aside.To); string(kept) != text {
			t.Errorf("%s: kept is %q, %v", name, kept, err)
		}
		if v, err := OpenView(file); v != (View{}) || err != nil {
			t.Errorf("%s, put aside, is told again: %+v, %v", name, v, err)
		}
	}
	if err := WriteView(file, View{Left: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}); err == nil {
		t.Error("a time that cannot be written is written")
	}
}

// Marks change at once in memory; the file is rewritten only where most of it is old.
func TestWhenMarksAreWrittenAnew(t *testing.T) {
	for name, c := range map[string]struct{ articles, times, lines int }{
		"few lines":            {1, 64, 64},
		"more lines":           {1, 65, 1},
		"four to each article": {17, 4, 68},
		"five to each article": {17, 5, 17},
	} {
		m, err := OpenMarks(t.TempDir(), "/news")
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.times {
			var marks []Mark
			for n := range c.articles {
				marks = append(marks, Mark{Path: string(rune('a'+n)) + ".txt", Pos: i + 1})
			}
			m.Put(marks...)
			if err := WriteMarks(m.File(), marks...); err != nil {
				t.Fatal(err)
			}
		}
		if got := m.Get("a.txt"); got.Pos != c.times || got.Path != "a.txt" {
			t.Errorf("%s: in memory %+v", name, got)
		}
		if got := m.Get("none.txt"); got.Path != "none.txt" {
			t.Errorf("%s: of no article %+v", name, got)
		}
		state := filepath.Dir(filepath.Dir(m.File()))
		again, err := OpenMarks(state, "/news")
		if err != nil || again.Get("a.txt").Pos != c.times {
			t.Errorf("%s: %+v, %v", name, again.Get("a.txt"), err)
		}
		data, err := os.ReadFile(m.File())
		if err != nil || strings.Count(string(data), "\n") != c.lines || strings.Contains(string(data), "\n\n") {
			t.Errorf("%s: %d lines, want %d (%v)", name, strings.Count(string(data), "\n"), c.lines, err)
		}
	}
}

func TestAMarkIsWrittenAsItIs(t *testing.T) {
	m, _ := OpenMarks(t.TempDir(), "/news")
	if err := WriteMarks(m.File(), Mark{Path: "R&D <1>.txt", Star: true}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(m.File())
	if err != nil || !strings.Contains(string(data), `"R&D <1>.txt"`) {
		t.Errorf("%s, %v", data, err)
	}
	if err := WriteMarks(m.File(), Mark{Path: "a.txt", Read: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}); err == nil {
		t.Error("a time that cannot be written is written")
	}
	if after, _ := os.ReadFile(m.File()); string(after) != string(data) {
		t.Errorf("it left %q", after)
	}
}

// Links, pipes, hidden files and folders are counted or passed over, and nothing in a
// folder that cannot be looked at goes unsaid.
func TestWhatAFolderHasBesides(t *testing.T) {
	dir := folder(t, map[string]string{"z.jpg": "", "a.csv": "", "c.txt": "", "b.txt": "", ".hidden/d.txt": "", "shut/e.txt": "", "shut-up.txt": "", "shut/y.jpg": "", "shut-up.jpg": ""})
	if err := os.Symlink("b.txt", filepath.Join(dir, "link.txt")); err != nil {
		need.Skip(t, need.Links, err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.txt"), 0o600); err != nil {
		need.Skip(t, need.Links, err)
	}
	l, err := List(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(l.Articles) + " | " + paths(l.Others); got != "b.txt c.txt shut-up.txt shut/e.txt | a.csv shut-up.jpg shut/y.jpg z.jpg" || l.Links != 1 || l.Special != 1 {
		t.Errorf("%s, %d links, %d special", got, l.Links, l.Special)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := List(ctx, dir); err != context.Canceled {
		t.Errorf("a listing that was given up: %v", err)
	}
	if os.Geteuid() == 0 {
		return // who may read everything
	}
	shut := filepath.Join(dir, "shut")
	os.Chmod(shut, 0)
	t.Cleanup(func() { os.Chmod(shut, 0o755) })
	if l, err = List(context.Background(), dir); err != nil || len(l.Problems) != 1 {
		t.Errorf("a folder that is shut: %v, %v", l, err)
	}
}

func TestStampsOfAFile(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	f := File{Size: 3, ModTime: at}
	if f.SettledAt(at.Add(settleTime)) || !f.SettledAt(at.Add(settleTime+1)) {
		t.Error("when a stamp is trusted")
	}
	for _, g := range []File{{Size: 4, ModTime: at}, {Size: 3, ModTime: at.Add(1)}} {
		if f.Same(g) {
			t.Errorf("%v is the same as %v", f, g)
		}
	}
	if !f.Same(File{Path: "other", Size: 3, ModTime: at.In(time.FixedZone("", 3600))}) {
		t.Error("a time zone changes a file")
	}
}

// The cache of a folder in a library has a name of its own, unless it is the library's.
func TestWhereTheCacheLies(t *testing.T) {
	dir := folder(t, map[string]string{"lib/.stet/keep": "", "lib/2026/a.txt": "", "book/codebook.toml": ""})
	at := func(p string) string { return filepath.Join(dir, p) }
	if got, want := CacheFile("/cache", at("lib"), "articles"), at("lib/.stet/cache/articles"); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	below := CacheFile("/cache", at("lib/2026"), "articles")
	if !strings.HasPrefix(below, at("lib/.stet/cache/articles-")) || len(filepath.Base(below)) != len("articles-")+16 {
		t.Errorf("of a folder below: %s", below)
	}
	if got := CacheFile("/cache", at("book"), "articles"); !strings.HasPrefix(got, "/cache/book-") {
		t.Errorf("of a library without a folder of stet's: %s", got)
	}
	if got := CacheFile("", at("book"), "articles"); got != "" {
		t.Errorf("without a folder for it: %s", got)
	}
}

// What is known of a file is kept while it is read again, unless it was read already, and
// a file that may have changed since is read again.
func TestWhatIsKeptOfAnOlderList(t *testing.T) {
	at := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	file := func(path string, size int64) File { return File{Path: path, Size: size, ModTime: at} }
	older := &Library{Entries: []Entry{
		{File: file("gone.txt", 1), Read: true, Title: "gone"}, {File: file("racy.txt", 1), Read: true, racy: true, Title: "racy"},
		{File: file("read.txt", 1), Read: true, Title: "older"}, {File: file("same.txt", 1), Read: true, Title: "same"}, {File: file("unread.txt", 9), Title: "unread"},
	}}
	l := &Library{Entries: []Entry{bare(file("racy.txt", 1)), {File: file("read.txt", 1), Read: true, Title: "newer"}, bare(file("same.txt", 1)), bare(file("unread.txt", 1))}}
	l.Keep(older)
	var got []string
	for _, e := range l.Entries {
		s := e.Title
		if e.Read {
			s += " read"
		}
		if e.Size != 1 {
			t.Errorf("%s has the stamp of the older list", e.Path)
		}
		got = append(got, s)
	}
	if want := "racy, newer read, same read, unread"; strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
	l.Merge([]Entry{{File: file("gone.txt", 1), Title: "gone"}, {File: file("same.txt", 2), Title: "changed again"}, {File: file("unread.txt", 1), Read: true, Title: "now"}})
	if e := l.Entries[2]; e.Title != "same" {
		t.Errorf("what was read of a file that has changed again is shown: %+v", e)
	}
	if e := l.Entries[3]; e.Title != "now" || !e.Read {
		t.Errorf("%+v", e)
	}
	l.Entries[3].Quotes, l.Entries[2].Quotes, l.Entries[1].Quotes, l.Entries[1].Problem = 0, -1, -1, "not a text"
	if stale := l.Stale(true); len(stale) != 2 || stale[1].Path != "same.txt" {
		t.Errorf("quotes are to be counted in %v", stale)
	}
}

func TestAnIndexTellsNoTitleAnew(t *testing.T) {
	l := &Library{Entries: []Entry{{File: File{Path: "a.txt"}, Read: true, Title: "R&D"}, {File: File{Path: "b.txt"}, Read: true, racy: true}, {File: File{Path: "c.txt"}}}}
	_, data, err := l.Index()
	if err != nil || strings.Count(string(data), "\n") != 2 || !strings.Contains(string(data), "R&D") {
		t.Errorf("%s, %v", data, err)
	}
	l.Entries[0].Date = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	if _, data, err := l.Index(); err == nil {
		t.Errorf("a date that cannot be written is written: %s", data)
	}
	if !json.Valid([]byte(strings.SplitN(string(data), "\n", 3)[1])) {
		t.Errorf("%s", data)
	}
}

// A preview has whole words, and nothing but the first paragraph.
func TestHowAnArticleBegins(t *testing.T) {
	word := "harbour "
	for name, c := range map[string]struct{ text, want string }{
		"short":         {"The ferry\nwas late.\n\nIt sank.\n", "The ferry was late."},
		"400 bytes":     {strings.Repeat(word, 49) + "harbours\n", strings.Repeat(word, 49) + "harbours"},
		"401 bytes":     {strings.Repeat(word, 49) + "harbours.\n", strings.TrimSpace(strings.Repeat(word, 49)) + " …"},
		"one long word": {"a" + strings.Repeat("é", 300) + "\n", "a" + strings.Repeat("é", 199) + " …"},
	} {
		dir := folder(t, map[string]string{"a.txt": c.text})
		l := open(t, dir)
		update(t, l, nil)
		if e := entry(t, l, "a.txt"); e.Lead != c.want {
			t.Errorf("%s: %q, want %q", name, e.Lead, c.want)
		}
	}
	dir := folder(t, map[string]string{"a.md": "# Ferry\n\nIt was late.\n", "mail.mbox": "From a@example.org Thu Jan  1 00:00:00 2026\nSubject: Ferry\n\nLate.\n"})
	l := open(t, dir)
	update(t, l, nil)
	if e := entry(t, l, "a.md"); e.Lead != "It was late." || e.Title != "Ferry" {
		t.Errorf("%+v", e)
	}
	if e := fill(dir, File{Path: "mail.mbox"}, nil); !strings.Contains(e.Problem, "with many articles") {
		t.Errorf("%+v", e)
	}
}

// Texts are handed over until there are as many bytes as are wanted, each with its path.
func TestTextsForSearching(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "One.", "b.txt": "Two.", "c.txt": "\x00\x01"})
	l := open(t, dir)
	read := func(ctx context.Context, limit int) map[string]string {
		got := map[string]string{}
		ReadTexts(ctx, l.Dir, l.Entries, limit, strings.ToUpper, func(ts []Text) {
			for _, x := range ts {
				got[x.Path] = x.Text
			}
		})
		return got
	}
	if got := read(context.Background(), 8); len(got) != 3 || got["a.txt"] != "ONE." || got["b.txt"] != "TWO." || got["c.txt"] != "" {
		t.Errorf("%q", got)
	}
	if got := read(context.Background(), 3); len(got["a.txt"])+len(got["b.txt"]) > 0 {
		t.Errorf("more than was wanted: %q", got)
	}
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if got := read(done, 100); len(got) > 2 {
		t.Errorf("after it was given up: %q", got)
	}
}
