package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/model/files"
	"stet/model/need"
)

// folder makes a folder with the given files.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, dir, name, text)
	}
	return dir
}

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

func paths(files []File) string {
	var ps []string
	for _, f := range files {
		ps = append(ps, f.Path)
	}
	return strings.Join(ps, " ")
}

func TestOnlyArticlesAreListed(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.txt": "B", "a.txt": "A", "2026/03/c.txt": "C",
		"a.txt.alice.anno.json": "{}", "codebook.toml": "", "names.toml": "", ".stet/texts/0.txt": "kept", ".hidden.txt": "", "photo.jpg": "",
	})
	outside := folder(t, map[string]string{"secret.txt": "not ours"})
	if err := os.Symlink(filepath.Join(outside, "secret.txt"), filepath.Join(dir, "link.txt")); err != nil {
		need.Skip(t, need.Links, "no links here:", err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "linked")); err != nil {
		t.Fatal(err)
	}
	l, err := List(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := paths(l.Articles), "2026/03/c.txt a.txt b.txt"; got != want {
		t.Errorf("articles %s, want %s", got, want)
	}
	if got, want := paths(l.Others), "a.txt.alice.anno.json codebook.toml names.toml photo.jpg"; got != want {
		t.Errorf("others %s, want %s", got, want)
	}
}

func TestAFolderThatIsALinkIsListed(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "A"})
	link := filepath.Join(t.TempDir(), "news")
	if err := os.Symlink(dir, link); err != nil {
		need.Skip(t, need.Links, "no links here:", err)
	}
	l, err := List(context.Background(), link)
	if err != nil || paths(l.Articles) != "a.txt" {
		t.Errorf("listed %v, %v", l, err)
	}
}

func TestWhatIsNoFolderIsAnError(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "A"})
	for _, name := range []string{"a.txt", "missing"} {
		if _, err := List(context.Background(), filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheRootOfALibrary(t *testing.T) {
	dir := folder(t, map[string]string{"news/codebook.toml": "", "news/2026/03/a.txt": "A", "loose/b.txt": "B"})
	if root, ok := Root(filepath.Join(dir, "news/2026/03/a.txt")); !ok || root != filepath.Join(dir, "news") {
		t.Errorf("root %s, %v", root, ok)
	}
	if root, ok := Root(filepath.Join(dir, "loose")); ok {
		t.Errorf("a loose folder is in the library %s", root)
	}
}

func TestMarksLastAndTheLastLineHolds(t *testing.T) {
	state := t.TempDir()
	m, err := OpenMarks(state, "/news")
	if err != nil {
		t.Fatal(err)
	}
	if !m.Get("a.txt").Unread() {
		t.Error("an article that was never opened is not unread")
	}
	read := time.Date(2026, 3, 18, 9, 0, 0, 0, time.UTC)
	for _, mark := range []Mark{{Path: "a.txt", Read: read, Pos: 10, Share: 0.1}, {Path: "b.txt", Star: true}, {Path: "a.txt", Read: read, Pos: 99, Share: 0.83}} {
		if err := WriteMarks(m.File(), mark); err != nil {
			t.Fatal(err)
		}
	}
	m, err = OpenMarks(state, "/news")
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Get("a.txt"); got.Pos != 99 || got.Share != 0.83 || !got.Read.Equal(read) || got.Unread() {
		t.Errorf("a.txt: %+v", got)
	}
	if got := m.Get("b.txt"); !got.Star || !got.Unread() {
		t.Errorf("b.txt: %+v", got)
	}
	if other, err := OpenMarks(state, "/other/news"); err != nil || other.Get("a.txt").Pos != 0 {
		t.Errorf("another folder of the same name shares the marks (%v)", err)
	}
}

func TestAMarkThatWasCutOffHarmsNoOther(t *testing.T) {
	state := t.TempDir()
	m, _ := OpenMarks(state, "/news")
	if err := WriteMarks(m.File(), Mark{Path: "a.txt", Star: true}); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(m.File(), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("\x00\xff not json\n{\"path\":\"b.txt\",\"sta")
	f.Close()
	if err := WriteMarks(m.File(), Mark{Path: "c.txt", Star: true}); err != nil {
		t.Fatal(err)
	}
	m, err = OpenMarks(state, "/news")
	var aside *files.Aside
	if !errors.As(err, &aside) || !m.Get("a.txt").Star || m.Get("b.txt").Star || !m.Get("c.txt").Star {
		t.Fatalf("%+v, %v", m.byPath, err)
	}
	if data, err := os.ReadFile(aside.To); err != nil || !strings.Contains(string(data), "not json") {
		t.Errorf("what could not be read is %q, %v", data, err)
	}
	if m, err = OpenMarks(state, "/news"); err != nil || !m.Get("a.txt").Star || !m.Get("c.txt").Star {
		t.Errorf("afterwards: %+v, %v", m.byPath, err)
	}
}

// A folder in the place of the marks is put aside, and the next marks last.
func TestMarksThatCannotBeReadArePutAside(t *testing.T) {
	state := t.TempDir()
	m, _ := OpenMarks(state, "/news")
	if err := os.MkdirAll(m.File(), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenMarks(state, "/news"); !errors.Is(err, files.ErrSpecial) || !strings.HasPrefix(err.Error(), "what you have read cannot be read: ") {
		t.Errorf("%v", err)
	}
	if err := WriteMarks(m.File(), Mark{Path: "a.txt", Star: true}); err != nil {
		t.Fatal(err)
	}
	if m, err := OpenMarks(state, "/news"); err != nil || !m.Get("a.txt").Star {
		t.Errorf("%+v, %v", m.byPath, err)
	}
}

func TestManyMarksOfOneArticleAreWrittenOnceInTheEnd(t *testing.T) {
	state := t.TempDir()
	m, _ := OpenMarks(state, "/news")
	for i := range 100 {
		if err := WriteMarks(m.File(), Mark{Path: "a.txt", Pos: i}); err != nil {
			t.Fatal(err)
		}
	}
	m, err := OpenMarks(state, "/news")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(m.File())
	if err != nil || strings.Count(string(data), "\n") != 1 || m.Get("a.txt").Pos != 99 {
		t.Errorf("%d marks, the last at %d: %v", strings.Count(string(data), "\n"), m.Get("a.txt").Pos, err)
	}
}
