package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stet/annotate"
	"stet/model"
)

// A sidecar begun elsewhere that meets the one beside its article has every annotation at
// its words.
func TestWhatIsTakenInIsPlaced(t *testing.T) {
	d, a, _, _ := away(t)
	pulled := open(t, testDesk(t, "Alice"), a)
	add(pulled, note(a, "back", "pulled"))
	save(t, pulled)
	f := open(t, d, a)
	if got := comments(f.Set.All()); got != "one pulled" {
		t.Fatalf("it says %q", got)
	}
	for _, n := range f.Set.All() {
		if n.Target.State != annotate.Exact || a.Slice(n.Target.Range) != n.Target.Quote.Exact {
			t.Errorf("%q is %v at %q", n.Comment, n.Target.State, a.Slice(n.Target.Range))
		}
	}
	// Of somebody else, read beside one's own, too.
	bob := *d
	bob.Annotator = "Bob"
	others, err := bob.Others(a)
	if err != nil || len(others) != 1 || comments(others[0].Set.All()) != "one pulled" {
		t.Fatalf("%v, %v", others, err)
	}
}

// Half of an article cannot be judged, and nothing comes home for it; nor does a file
// that is not to be written.
func TestNothingComesHomeForHalfAnArticle(t *testing.T) {
	d, a, _, writable := away(t)
	writable()
	for name, change := range map[string]func(*File, *model.Article){
		"half an article":  func(_ *File, a *model.Article) { a.Partial = true },
		"a read-only file": func(f *File, _ *model.Article) { f.ReadOnly = "it is write-protected" },
		"another one there": func(f *File, _ *model.Article) {
			f.base.Document.Path = filepath.Join(filepath.Dir(a.Path), "tram.txt") + "x"
		},
	} {
		part := *a
		f := open(t, d, &part)
		change(f, &part)
		if name == "another one there" {
			if err := os.WriteFile(f.base.Document.Path, []byte(tram), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if path, home := f.ComeHome(); home || path != d.keptPath(a.Digest, "alice") {
			t.Errorf("%s: it came to %s", name, path)
		}
	}
	if len(d.Kept()) != 1 {
		t.Error("it is not where it was")
	}
}

// What another program wrote elsewhere while a sidecar came home is not removed with it.
func TestComingHomeRemovesOnlyWhatItBrought(t *testing.T) {
	d, a, f, writable := away(t)
	kept := f.Path()
	writable()
	f = open(t, d, a)
	n := 0
	interrupt(d, a, 2, func() {
		if n++; n == 1 {
			return // it was asked whether the folder can be written
		}
		data, err := os.ReadFile(kept)
		if err == nil {
			err = os.WriteFile(kept, append(data, '\n'), 0o644)
		}
		if err != nil {
			t.Error(err)
		}
	})
	if _, home := f.ComeHome(); !home {
		t.Error("it has not come home")
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("what another program wrote is gone: %v", err)
	}
}

// Everybody's sidecar comes home, each to its owner's name, and articles in folders that
// still cannot be written are not even read.
func TestSidecarsOfOthersComeHomeToo(t *testing.T) {
	d, a, _, writable := away(t)
	bob := *d
	bob.Annotator = "Bob"
	f := open(t, &bob, a)
	add(f, note(a, "tram", "of bob"))
	save(t, f)
	readOnly(d, a.Path)
	if paths := d.BringHome(func(path string) (*model.Article, error) {
		t.Errorf("%s was read", path)
		return nil, os.ErrNotExist
	}); len(paths) > 0 {
		t.Errorf("home have come %v", paths)
	}
	writable()
	read := func(string) (*model.Article, error) { return a, nil }
	if paths := d.BringHome(read); len(paths) != 2 || !slices.Contains(paths, SidecarPath(a.Path, "bob")) || !slices.Contains(paths, SidecarPath(a.Path, "alice")) {
		t.Errorf("home have come %v", paths)
	}
	if by, _ := open(t, &bob, a).By(); by.Name != "Bob" {
		t.Errorf("it is by %+v", by)
	}
}

// Taking the mark “coded” back works in the next session too, and both times come with it.
func TestTheMarkCodedIsUndoneAfterARestart(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	was, is := time.Unix(1800000000, 0).UTC(), time.Unix(1800000060, 0).UTC()
	for _, at := range []time.Time{was, is} {
		did(t, f, annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: f.Set.Coded(), After: at}})
	}
	r := reopen(t, d, a)
	e, ok := r.undo()
	if !ok || e.Coded == nil || !e.Coded.Before.Equal(was) || !e.Coded.After.Equal(is) || !r.Set.Coded().Equal(was) {
		t.Errorf("undone %+v: coded %v", e.Coded, r.Set.Coded())
	}
	if _, ok := r.undo(); !ok || !r.Set.Coded().IsZero() {
		t.Errorf("coded %v", r.Set.Coded())
	}
}

// A file that no sidecar can be made of is named with its place and the reason.
func TestWhatIsNoSidecarIsNamed(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	path := SidecarPath(a.Path, "Alice")
	for data, reason := range map[string]string{"{": "line 1: ", "[]": "line 1: ", `{"type": "Annotation"}`: "no AnnotationCollection", "\n<<<<<<< ours\n=======\n>>>>>>> theirs\n": "line 2: "} {
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		f := open(t, d, a)
		if len(f.Problems) != 1 || f.Problems[0].Path != path || !strings.HasPrefix(f.Problems[0].Msg, reason) || f.ReadOnly == "" {
			t.Errorf("%q: %v, %q", data, f.Problems, f.ReadOnly)
		}
		if git := strings.Contains(f.ReadOnly, "git’s conflict markers"); git != strings.Contains(data, "<<<") || !git && !strings.HasPrefix(f.ReadOnly, "it is no sidecar: ") {
			t.Errorf("%q: %q", data, f.ReadOnly)
		}
	}
}

// A tool of a team replaces a file whole, and who may read it stays as it was.
func TestAReplacedFileKeepsWhoMayReadIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	for _, mode := range []os.FileMode{0o600, 0o640} {
		if err := os.WriteFile(path, []byte("old"), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := Replace(path, []byte("new")); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if data, _ := os.ReadFile(path); err != nil || info.Mode().Perm() != mode || string(data) != "new" {
			t.Errorf("%q, %v, %v", data, info.Mode(), err)
		}
	}
	fresh := filepath.Join(filepath.Dir(path), "b.txt")
	if err := Replace(fresh, []byte("new")); err != nil || !exists(fresh) {
		t.Error(err)
	}
}

// A relative path means the same file as the absolute one: for the lock, the history and
// what is kept elsewhere.
func TestARelativePathIsTheSameFile(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	t.Chdir(filepath.Dir(a.Path))
	for _, name := range []string{"tram.txt", "./tram.txt"} {
		if got := absolute(name); got != a.Path {
			t.Errorf("%s is %s, want %s", name, got, a.Path)
		}
		if got, want := d.earlierLocks(SidecarPath(name, "alice")), d.earlierLocks(SidecarPath(a.Path, "alice")); len(want) != 1 || !slices.Equal(got, want) {
			t.Errorf("%s is locked at %v, want %v", name, got, want)
		}
	}
	readOnly(d, "tram.txt")
	f := open(t, d, article("tram.txt", tram))
	add(f, note(a, "pay", "one"))
	save(t, f)
	if kept := d.Kept(); len(kept) != 1 || kept[0].Article != a.Path {
		t.Errorf("kept for %+v", kept)
	}
	if got := comments(open(t, d, article(a.Path, "Rain. "+tram)).Set.All()); got != "one" {
		t.Errorf("by its absolute path: %q", got)
	}
}

// A file that cannot take the place of another leaves that and nothing else.
func TestAFileThatCannotBeReplaced(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	if err := os.MkdirAll(filepath.Join(path, "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, []byte("new")); err == nil {
		t.Error("a folder was replaced")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("there is left %v, %v", left, err)
	}
}

// A file of the desk's own is written with its folder, and is nobody else's.
func TestAFileOfTheDesk(t *testing.T) {
	d := testDesk(t, "Alice")
	path := filepath.Join(d.State, "a", "b.txt")
	for _, words := range []string{"one", "two"} {
		if err := d.Put(path, []byte(words)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path)
		if data, _ := os.ReadFile(path); err != nil || string(data) != words || info.Mode().Perm() != 0o600 {
			t.Errorf("%q, %v, %v", data, info.Mode(), err)
		}
	}
	if err := d.Put(filepath.Join(path, "c.txt"), nil); err == nil {
		t.Error("a file is written below a file")
	}
}

// A text that gets a file belongs to the library around that from then on.
func TestATextThatGetsAFile(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	if err := os.Mkdir(filepath.Join(filepath.Dir(a.Path), ".stet"), 0o755); err != nil {
		t.Fatal(err)
	}
	f := open(t, d, article("", tram))
	add(f, note(a, "pay", "one"))
	f.Adopt(a)
	if s := save(t, f); s.Path != SidecarPath(a.Path, "alice") || f.Path() != s.Path {
		t.Errorf("saved to %s", s.Path)
	}
	if !exists(d.textPath(a.Path, a.Digest)) {
		t.Error("its text is not kept with the library")
	}
}

// A history that holds what is no annotation goes back no further.
func TestAnEditOfNoAnnotationIsNotRead(t *testing.T) {
	f := open(t, testDesk(t, "Alice"), testArticle(t, tram))
	for line, want := range map[string]bool{
		`{"step":"do","swaps":[{"after":"{\"id\":\"urn:x\",\"target\":\"https://a.example\"}"}]}`: true,
		`{"step":"do","swaps":[{"after":"{\"id\":7}"}]}`:                                          false, `{"step":"do","swaps":[{"before":"{}"}]}`: false, `{"step":`: false,
	} {
		if _, ok := f.ReadLine([]byte(line)); ok != want {
			t.Errorf("%s is read: %t", line, ok)
		}
	}
}

// A counted file tells when it is closed.
type counted struct {
	tempFile
	open *int
	sync error
}

func (c counted) Sync() error {
	if c.sync != nil {
		return c.sync
	}
	return c.tempFile.Sync()
}

func (c counted) Close() error {
	*c.open--
	return c.tempFile.Close()
}

// However a save ends, no file stays open: a session of days would run out of them.
func TestASaveLeavesNoFileOpen(t *testing.T) {
	for name, c := range map[string]struct {
		full int
		sync error
	}{"saved": {1 << 30, nil}, "the disk is full": {100, nil}, "the disk cannot be reached": {1 << 30, syscall.EIO}} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		made, unclosed := 0, 0
		d.create = func(path string) (tempFile, error) {
			f, err := createTemp(path)
			if err != nil {
				return nil, err
			}
			made, unclosed = made+1, unclosed+1
			left := c.full
			return counted{brokenFile{f, &left, syscall.ENOSPC}, &unclosed, c.sync}, nil
		}
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		_, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
		if (err == nil) != (name == "saved") {
			t.Errorf("%s: %v", name, err)
		}
		if !d.canWrite(filepath.Dir(a.Path)) {
			t.Errorf("%s: the folder can be written", name)
		}
		if made < 2 || unclosed != 0 {
			t.Errorf("%s: %d of %d files are still open", name, unclosed, made)
		}
		if left := leftovers(t, a); len(left) > 0 {
			t.Errorf("%s: there is left %v", name, left)
		}
	}
}
