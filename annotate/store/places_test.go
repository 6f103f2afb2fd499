package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/model"
)

func TestAReadOnlyFolder(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	d.create = func(path string) (tempFile, error) { // as the system does, also for root
		if filepath.Dir(path) == filepath.Dir(a.Path) {
			return nil, &os.PathError{Op: "open", Path: path, Err: syscall.EROFS}
		}
		return createTemp(path)
	}
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	s := save(t, f)
	if want := d.keptPath(a.Digest, "alice"); !s.Kept || s.Path != want {
		t.Errorf("saved to %s, want %s", s.Path, want)
	}
	elsewhere(t, d, a)
}

// A folder becomes read-only when there is a sidecar in it already: the one that
// is begun elsewhere is the one that counts, and what is pulled into the folder
// later is taken in.
func TestASidecarThatIsContinuedElsewhere(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	add(f, note(a, "tram", "two"))
	save(t, f)
	beside := f.Path()
	d.create = func(path string) (tempFile, error) {
		if filepath.Dir(path) == filepath.Dir(a.Path) {
			return nil, &os.PathError{Op: "open", Path: path, Err: syscall.EROFS}
		}
		return createTemp(path)
	}
	f = open(t, d, a)
	two := f.Set.All()[1]
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: two}}})
	add(f, note(a, "Jane", "three"))
	if s := save(t, f); !s.Kept {
		t.Fatalf("saved to %s", s.Path)
	}
	kept := comments(f.Set.All())
	if got := comments(open(t, d, a).Set.All()); got != kept {
		t.Errorf("opened again: %q, want %q", got, kept)
	}
	other := testDesk(t, "Alice") // on another machine, whose work is pulled
	pulled := open(t, other, a)
	add(pulled, note(a, "back", "pulled"))
	save(t, pulled)
	f = open(t, d, a)
	if got := comments(f.Set.All()); got != "one pulled three two" {
		t.Errorf("after a pull: %q", got)
	}
	save(t, f)
	f = open(t, d, a)
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: f.Set.All()[0]}}})
	save(t, f)
	if got := len(open(t, d, a).Set.All()); got != 3 {
		t.Errorf("what was deleted has come back: %d", got)
	}
	if _, err := os.Stat(beside); err != nil {
		t.Error(err)
	}
}

// elsewhere checks that a sidecar in the desk's own data is found again, by
// digest and, when the text has changed, by path.
func elsewhere(t *testing.T, d *Desk, a *model.Article) {
	t.Helper()
	if got := comments(open(t, d, a).Set.All()); got != "one" {
		t.Errorf("the same text finds %q", got)
	}
	if got := comments(open(t, d, article("/elsewhere/copy.txt", a.Text)).Set.All()); got != "one" {
		t.Errorf("a copy of the text finds %q", got)
	}
	changed := article(a.Path, "Rain.\n\n"+a.Text)
	f := open(t, d, changed)
	if got := f.Set.All(); len(got) != 1 || got[0].Target.State != annotate.Moved {
		t.Errorf("the changed text finds %v", got)
	}
}

func TestAVanishedFolderIsOfferedAnotherPlace(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	if err := os.RemoveAll(filepath.Dir(a.Path)); err != nil {
		t.Fatal(err)
	}
	_, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
	if err == nil || !strings.Contains(err.Error(), "has vanished") {
		t.Fatalf("got %v", err)
	}
	f.KeepElsewhere()
	if s := save(t, f); !s.Kept {
		t.Errorf("saved to %s", s.Path)
	}
	elsewhere(t, d, a)
}

func mustRead(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestALibraryKeepsTheTextItself(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	dir := filepath.Dir(a.Path)
	if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte("name = \"desk\"\nid = \"https://desk.example/codebook\"\nversion = \"2\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	f := open(t, d, a)
	add(f, note(a, "It will pay", "one"))
	save(t, f)
	if data, err := os.ReadFile(filepath.Join(dir, ".stet", "texts", a.Digest+".txt")); err != nil || string(data) != a.Text {
		t.Errorf("kept %q (%v)", data, err)
	}
	if data, err := os.ReadFile(f.Path()); err != nil || !bytes.Contains(data, []byte(`"codebook": "https://desk.example/codebook#2"`)) {
		t.Errorf("the codebook is not named (%v)", err)
	}
	if path, err := d.PutMachine(a, "@parrot", prompt("one"), nil); err != nil || !bytes.Contains(mustRead(t, path), []byte(`"codebook": "https://desk.example/codebook#2"`)) {
		t.Errorf("the codebook of a machine is not named (%v)", err)
	}
	revised := article(a.Path, strings.Replace(a.Text, "It will pay", "It never will pay", 1))
	got := open(t, d, revised).Set.All()[0].Target
	if got.State != annotate.Fuzzy || revised.Slice(got.Range) != "It never will pay" {
		t.Errorf("in the revision: %s %q", got.State, revised.Slice(got.Range))
	}
}

// What was annotated in two versions of a text stays apart in the file.
func TestAnnotationsOfTwoVersions(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "old"))
	save(t, f)
	was, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	revised := article(a.Path, "Rain fell.\n\n"+a.Text)
	f = open(t, d, revised)
	add(f, note(revised, "Rain", "new"))
	save(t, f)
	now, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	if old := f.Set.All()[1]; !bytes.Contains(was, old.Source.JSON) || !bytes.Contains(now, old.Source.JSON) {
		t.Error("the old annotation was written anew")
	}
	if !bytes.Contains(now, []byte(`"cached": "ni:///sha-256;`)) {
		t.Error("the new annotation does not say of which text it is")
	}
	f = open(t, d, revised)
	for _, n := range f.Set.All() {
		want := map[string]annotate.State{"old": annotate.Moved, "new": annotate.Exact}[n.Comment]
		if n.Target.State != want {
			t.Errorf("%s is %s, want %s", n.Comment, n.Target.State, want)
		}
	}

	// Once a person has confirmed where the old one is, the file speaks of the
	// new text alone.
	var e annotate.Edit
	for _, n := range f.Set.All() {
		if n.Target.State == annotate.Exact {
			continue
		}
		e.Swaps = append(e.Swaps, annotate.Swap{Before: n, After: anchor.Confirm(n, revised, model.NewOffsets(revised.Text))})
	}
	f.Set.Do(e)
	save(t, f)
	now, err = os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(now, []byte("cached")) || !bytes.Contains(now, []byte(revised.Digest)) || bytes.Contains(now, []byte(a.Digest)) {
		t.Errorf("after confirming:\n%s", now)
	}
	c := &Checker{Desk: d, Read: func(string) (*model.Article, error) { return revised, nil }}
	c.Add(f.Path())
	for p := range c.Problems {
		t.Error(p)
	}
}

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Alice": "alice", "Ana María López": "ana-maría-lópez", "@bob": "@bob", "@@bob": "bob", "@Bob": "bob", "": "anonymous", "../../etc/passwd": "etc-passwd",
		" — ": "anonymous", "李 明": "李-明", "a.b": "a-b", strings.Repeat("x", 50): strings.Repeat("x", 40), "\xff\x1b[m": "m", strings.Repeat("x", 38) + " yz": strings.Repeat("x", 38) + "-y", strings.Repeat("x", 39) + " yz": strings.Repeat("x", 39) + "y", strings.Repeat("x", 40) + " yz": strings.Repeat("x", 40),
		Gold: Gold, " @gold": "gold", "@Gold": "gold", "@golden": "@golden",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
	if slug, ok := AnnotatorOf("/a/libya.txt.alice.anno.json"); !ok || slug != "alice" {
		t.Errorf("got %q, %v", slug, ok)
	}
	if article, ok := ArticleOf("/a/libya.txt.alice.anno.json"); !ok || article != "/a/libya.txt" {
		t.Errorf("got %q, %v", article, ok)
	}
	long := SidecarPath("/a/"+strings.Repeat("ü", 150)+".txt", "alice")
	if name := filepath.Base(long); len(name) > 255 || !strings.Contains(name, "~") {
		t.Errorf("%d bytes: %s", len(name), name)
	}
}

// What is decided lies in a file that no annotator's name can reach, and is one
// of the others to every coder.
func TestTheAdjudicationHasASidecarOfItsOwn(t *testing.T) {
	d := testDesk(t, "alice")
	a := testArticle(t, "Mayor Doe defends the tram.\n")
	f := open(t, d.Gold(), a)
	add(f, note(a, "the tram", "both coders have a part of it"))
	saved := save(t, f)
	if !strings.HasSuffix(saved.Path, "tram.txt.@gold.anno.json") {
		t.Errorf("it lies in %s", saved.Path)
	}
	if slug, ok := AnnotatorOf(saved.Path); !ok || slug != Gold {
		t.Errorf("it is %s’s", slug)
	}
	others, err := d.Others(a)
	if err != nil || len(others) != 1 || others[0].Annotator != Gold || comments(others[0].Set.All()) == "" {
		t.Errorf("the others are %v, %v", others, err)
	}
	if n := len(open(t, d, a).Set.All()); n != 0 {
		t.Errorf("alice has %d annotations", n)
	}
	if earlier := open(t, d.Gold(), a); len(earlier.Set.All()) != 1 {
		t.Error("it is not found again")
	}
}

// A file keeps its mode, and a new one has that of any file.
func TestASavedFileKeepsItsMode(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	for _, mode := range []os.FileMode{0o600, 0o640, 0o664} {
		if err := os.Chmod(f.Path(), mode); err != nil {
			t.Fatal(err)
		}
		f = open(t, d, a)
		add(f, note(a, "tram", mode.String()))
		save(t, f)
		if info, err := os.Stat(f.Path()); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%v has become %v", mode, info.Mode())
		}
	}
	if err := os.Chmod(f.Path(), 0o444); err != nil {
		t.Fatal(err)
	}
	if f = open(t, d, a); f.ReadOnly != "the file is write-protected" {
		t.Errorf("a write-protected file is read-only: %q", f.ReadOnly)
	}
}
