package store

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gofrs/flock"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// The folder in which files are locked hides itself from git, has the mode of the folder
// around it, and no link in its place is followed.
func TestTheFolderOfLocksHidesItself(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	dir := filepath.Dir(a.Path)
	for _, mode := range []os.FileMode{0o700, 0o770} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		os.RemoveAll(filepath.Join(dir, lockFolder))
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		save(t, f)
		info, err := os.Stat(filepath.Join(dir, lockFolder))
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("in a folder of %v it is %v, %v", mode, info.Mode(), err)
		}
		if data, err := os.ReadFile(filepath.Join(dir, lockFolder, ".gitignore")); err != nil || string(data) != "*\n" {
			t.Errorf("git sees it: %q, %v", data, err)
		}
		locks, _ := filepath.Glob(filepath.Join(dir, lockFolder, "*.lock"))
		if len(locks) != 1 {
			t.Fatalf("locks: %v", locks)
		}
		if info, err := os.Stat(locks[0]); err != nil || info.Mode().Perm() != mode&0o666 {
			t.Errorf("in a folder of %v the lock is %v, %v", mode, info.Mode(), err)
		}
	}
}

// A file, link or pipe in the place of the lock folder or of a lock keeps nobody from
// saving: it is not followed and not touched, and all programs lock at the next name.
func TestWhatLiesInThePlaceOfALock(t *testing.T) {
	elsewhere := t.TempDir()
	for what, put := range map[string]func(string) error{
		"a link":   func(at string) error { return os.Symlink(elsewhere, at) },
		"a file":   func(at string) error { return os.WriteFile(at, []byte("mine"), 0o600) },
		"a device": func(at string) error { return os.Symlink(os.DevNull, at) },
	} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		dir := filepath.Dir(a.Path)
		if err := put(filepath.Join(dir, lockFolder)); err != nil {
			t.Fatal(err)
		}
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		save(t, f)
		first, err := lockBeside(f.Path())
		if err != nil || filepath.Dir(first) != filepath.Join(dir, lockFolder+"-1") {
			t.Fatalf("%s: it is locked at %s, %v", what, first, err)
		}
		os.Remove(first)
		if err := os.Mkdir(first, 0o700); err != nil { // and a folder in the place of the lock
			t.Fatal(err)
		}
		add(f, note(a, "tram", "two"))
		save(t, f)
		if next, err := lockBeside(f.Path()); err != nil || next == first || filepath.Dir(next) != filepath.Dir(first) {
			t.Errorf("%s: it is locked at %s, %v", what, next, err)
		}
		if info, err := os.Lstat(filepath.Join(dir, lockFolder)); err != nil || info.IsDir() {
			t.Errorf("%s was touched: %v, %v", what, info, err)
		}
	}
	if entries, _ := os.ReadDir(elsewhere); len(entries) > 0 {
		t.Errorf("the link was followed: %v", entries)
	}
}

// Where every name is taken, nothing is saved, and the error says what to remove.
func TestNoPlaceForALock(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	for n := range 10 {
		name := lockFolder
		if n > 0 {
			name += "-" + strconv.Itoa(n)
		}
		if err := os.WriteFile(filepath.Join(filepath.Dir(a.Path), name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); err == nil || !strings.Contains(err.Error(), lockFolder+"-9 is in the way; remove it") {
		t.Errorf("%v", err)
	}
}

// Programs of earlier versions lock in folders of the user's own: they are excluded too,
// by whatever path the file is reached, and where such a folder cannot be used the file is
// written all the same.
func TestEarlierVersionsAreLockedOut(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	d.Locks = filepath.Join(t.TempDir(), "run")
	d.also = []string{filepath.Join(filepath.Dir(d.State), "a"), d.Locks, ""}
	path := SidecarPath(a.Path, "alice")
	linked := filepath.Join(t.TempDir(), "linked")
	if err := os.Symlink(filepath.Dir(a.Path), linked); err != nil {
		t.Fatal(err)
	}
	locks := d.earlierLocks(path)
	if other := d.earlierLocks(filepath.Join(linked, filepath.Base(path))); len(locks) != 2 || !slices.Equal(locks, other) || !slices.IsSorted(locks) {
		t.Errorf("locked at %v, by another path %v", locks, other)
	}
	unlock, err := d.lock(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, lock := range locks {
		if free, err := flock.New(lock).TryLock(); free || err != nil {
			t.Errorf("%s is free meanwhile, %v", lock, err)
		}
	}
	unlock()
	for _, lock := range locks {
		l := flock.New(lock)
		if free, err := l.TryLock(); !free || err != nil {
			t.Errorf("%s is not free afterwards, %v", lock, err)
		}
		l.Unlock()
		if err := os.Remove(lock); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(lock, 0o755); err != nil { // nothing can be locked there
			t.Fatal(err)
		}
	}
	if left := d.earlierLocks(path); len(left) != 0 {
		t.Errorf("folders are locked: %v", left)
	}
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
}

// Where a file is locked depends on the environment of old: a folder of this login if
// there is one, and always that of the state.
func TestADeskKnowsWhereEarlierVersionsLock(t *testing.T) {
	run := t.TempDir()
	for _, dir := range []string{run, ""} {
		t.Setenv("XDG_RUNTIME_DIR", dir)
		d := NewDesk("Alice")
		state := filepath.Join(d.State, "locks")
		if !slices.Contains(d.also, state) || d.Locks == "" || strings.HasPrefix(d.Locks, run) != (dir != "") {
			t.Errorf("in %q: %s and %v", dir, d.Locks, d.also)
		}
	}
}

// Names with the signs of patterns are names: what killed writers left is swept in such
// a folder and of such a file, and nothing that the pattern would match.
func TestNamesWithTheSignsOfPatterns(t *testing.T) {
	for name, want := range map[string]string{"a*b": `a\*b`, "a?b": `a\?b`, "[a]": `\[a]`, `a\b`: `a\\b`, "plain": "plain"} {
		if got := escapeGlob(name); got != want {
			t.Errorf("%s becomes %s, want %s", name, got, want)
		}
		if ok, err := filepath.Match(escapeGlob(name), name); !ok || err != nil {
			t.Errorf("%s is not matched by itself: %v", name, err)
		}
	}
	d := testDesk(t, "Alice")
	d.Data = filepath.Join(t.TempDir(), "kept [2]*?")
	a := testArticle(t, tram)
	readOnly(d, a.Path)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	if s := save(t, f); !s.Kept {
		t.Fatal("it is not kept elsewhere")
	}
	if kept := d.Kept(); len(kept) != 1 || kept[0].Article != absolute(a.Path) || kept[0].Path != f.Path() {
		t.Errorf("elsewhere lies %+v", kept)
	}
}

// Of two copies of one text that lie in folders which cannot be written, each has its
// sidecar; one beside a copy is not passed over for that of the other.
func TestASidecarElsewhereBelongsToItsCopy(t *testing.T) {
	d, a, b := testDesk(t, "Alice"), testArticle(t, tram), testArticle(t, tram)
	writable := readOnly(d, a.Path)
	f := open(t, d, a)
	add(f, note(a, "pay", "of a"))
	save(t, f)
	writable()
	// Beside b lies one of its own: that of a is not meant there.
	other := testDesk(t, "Alice")
	g := open(t, other, b)
	add(g, note(b, "tram", "of b"))
	save(t, g)
	if got := comments(open(t, d, b).Set.All()); got != "of b" {
		t.Errorf("beside b: %q", got)
	}
	if got := comments(open(t, d, a).Set.All()); got != "of a" {
		t.Errorf("of a: %q", got)
	}
}

// A sidecar that continues another one knows it by its bytes.
func TestWhatASidecarContinues(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	beside := f.Path()
	readOnly(d, a.Path)
	add(f, note(a, "tram", "two"))
	save(t, f)
	kept := d.Kept()
	if len(kept) != 1 || !kept[0].Continues(beside) {
		t.Fatalf("%+v", kept)
	}
	data, err := os.ReadFile(beside)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(beside, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	if kept[0].Continues(beside) || kept[0].Continues(beside+".gone") || (KeptSidecar{}).Continues(beside+".gone") {
		t.Error("it continues what was changed since, or is gone")
	}
}

// What a machine says of an article whose folder cannot be written is kept elsewhere,
// and found there.
func TestAMachineInAReadOnlyFolder(t *testing.T) {
	d, a, says := machineDesk(t)
	readOnly(d, a.Path)
	path, err := d.PutMachine(a, "@parrot", prompt("one"), says("late"))
	if err != nil || filepath.Dir(path) != filepath.Join(d.Data, "kept") {
		t.Fatal(path, err)
	}
	if kept := d.Kept(); len(kept) != 1 || kept[0].Article != absolute(a.Path) {
		t.Errorf("elsewhere lies %+v", kept)
	}
	if got, err := d.Machines(a); err != nil || len(got) != 1 || comments(got[0].Set.All()) != "late" {
		t.Errorf("%v, %v", got, err)
	}
	for name, at := range map[string]*model.Article{"no file": article("", a.Text), "half": {Path: a.Path, Partial: true}} {
		if _, err := d.PutMachine(at, "@parrot", prompt("one"), nil); err == nil {
			t.Errorf("%s: a machine has written", name)
		}
	}
	if _, err := d.PutMachine(a, "bob", prompt("one"), nil); err == nil {
		t.Error("a machine has written as a person")
	}
}

// The language of an article is what a person says for this run, what it says itself,
// what the codebook of its library says, and what is usual, in this order.
func TestWhoSaysTheLanguageOfAnArticle(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte("name = \"desk\"\n[project]\nlanguage = \"nl\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	bare, faulty := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(bare, ".stet"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(faulty, "codebook.toml"), []byte("name = [\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ said, itself, path, usual, want string }{
		{"", "", filepath.Join(bare, "a.txt"), "it", "it"},
		{"", "", filepath.Join(faulty, "a.txt"), "it", "it"},
		{"fr", "de", filepath.Join(dir, "a.txt"), "it", "fr"},
		{"", "de", filepath.Join(dir, "a.txt"), "it", "de"},
		{"", "", filepath.Join(dir, "a.txt"), "it", "nl"},
		{"", "", filepath.Join(t.TempDir(), "a.txt"), "it", "it"},
		{"", "", "", "it", "it"},
	} {
		a := &model.Article{Text: "1 2 3", Path: c.path, Meta: model.Meta{Language: c.itself}}
		Spoken{Said: c.said, Usual: c.usual}.Set(a)
		if a.Meta.Language != c.want {
			t.Errorf("%+v: it is in %q", c, a.Meta.Language)
		}
	}
}

// A date alone is a date, as other programs write it.
func TestADateWithoutAClockIsRead(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	c := note(a, "pay", "one")
	c.Body = &kind.Claim{Status: kind.HasVerdict, Review: &kind.Review{Verdict: "REFUTES", Date: d.now()}}
	add(f, c)
	save(t, f)
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	dated := strings.Replace(string(data), `"reviewed": "2026-11-24T09:00:00Z"`, `"reviewed": "2026-11-23"`, 1)
	if err := os.WriteFile(f.Path(), []byte(dated), 0o644); err != nil {
		t.Fatal(err)
	}
	f = open(t, d, a)
	if r := kind.ReviewOf(f.Set.All()[0].Body); r == nil || kind.FormatTime(r.Date) != "2026-11-23" {
		t.Fatalf("%+v", r)
	}
	before := f.Set.All()[0] // a change of something else leaves its bytes
	after := before.Clone()
	after.Comment = "two"
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: before, After: after}}})
	save(t, f)
	if data, _ := os.ReadFile(f.Path()); !strings.Contains(string(data), `"reviewed": "2026-11-23"`) || !strings.Contains(string(data), `"two"`) {
		t.Errorf("%s", data)
	}
}
