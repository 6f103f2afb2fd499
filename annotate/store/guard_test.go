package store

import (
	"bytes"
	"errors"
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

// meanwhile has something happen while a file is being written, after the disk was
// looked at and before the new file takes the place of the old one.
type meanwhile struct {
	tempFile
	do func()
}

func (m meanwhile) Close() error {
	err := m.tempFile.Close()
	m.do()
	return err
}

// interrupt has do happen during each of the next n writings into the article's folder.
func interrupt(d *Desk, a *model.Article, n int, do func()) {
	d.create = func(path string) (tempFile, error) {
		f, err := createTemp(path)
		if filepath.Dir(path) != filepath.Dir(a.Path) || n == 0 {
			return f, err
		}
		n--
		return meanwhile{f, do}, err
	}
}

// tick gives a file another time than any writing before: file systems count slowly.
func tick(t *testing.T, path string, n int) {
	t.Helper()
	at := time.Now().Add(time.Duration(n) * time.Hour)
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

// leftovers are the files in an article's folder that are neither it nor a sidecar.
func leftovers(t *testing.T, a *model.Article) (out []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(a.Path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != filepath.Base(a.Path) && name != lockFolder && !strings.HasSuffix(name, Extension) {
			out = append(out, name)
		}
	}
	return out
}

// Another program that knows no locks, such as git, writes between the look at the disk
// and the moment when the new file takes the place: nothing that it wrote is lost.
func TestAWriterBetweenLookAndRenameLosesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		before  bool // there is a file when both begin
		foreign func(t *testing.T, path string)
		want    string
	}{
		"the file appears":  {false, func(t *testing.T, path string) { tick(t, path, 1) }, "mine theirs"},
		"the file changes":  {true, func(t *testing.T, path string) { tick(t, path, 1) }, "first mine theirs"},
		"the file vanishes": {true, func(t *testing.T, path string) { os.Remove(path) }, "first mine"},
	} {
		t.Run(name, func(t *testing.T) {
			d, a := testDesk(t, "Alice"), testArticle(t, tram)
			if c.before {
				f := open(t, d, a)
				add(f, note(a, "pay", "first"))
				save(t, f)
			}
			f, path := open(t, d, a), SidecarPath(a.Path, "Alice")
			add(f, note(a, "tram", "mine"))
			other := testDesk(t, "Alice") // with other locks: it writes past ours
			o := open(t, other, a)
			add(o, note(a, "Jane", "theirs"))
			done := false
			interrupt(d, a, 1, func() {
				done = true
				disk := o.disk
				if err := other.replace(path, o.ours(o.Set.Snapshot(), o.Set.Coded()).Encode(), disk.mode, func() error { return nil }); err != nil {
					t.Error(err)
				}
				c.foreign(t, path)
			})
			s := save(t, f)
			if !done {
				t.Fatal("nobody wrote meanwhile")
			}
			if got := comments(f.Set.All()); got != c.want {
				t.Errorf("the screen says %q, want %q; the edit was %+v", got, c.want, s.Edit)
			}
			if got := comments(open(t, d, a).Set.All()); got != c.want {
				t.Errorf("the file says %q, want %q", got, c.want)
			}
			if left := leftovers(t, a); len(left) > 0 {
				t.Errorf("there is left %v", left)
			}
		})
	}
}

// One that writes each time makes a save fail, and nothing of it is overwritten.
func TestAWriterWhoNeverStopsKeepsItsFile(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	was, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	times, path := 0, f.Path()
	interrupt(d, a, -1, func() {
		times++
		if err := os.WriteFile(path, append(was, bytes.Repeat([]byte("\n"), times)...), 0o644); err != nil {
			t.Error(err)
		}
	})
	add(f, note(a, "tram", "two"))
	if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); !errors.Is(err, errChanged) || times != 5 {
		t.Errorf("after %d times: %v", times, err)
	}
	now, err := os.ReadFile(path)
	if err != nil || !bytes.HasPrefix(now, was) || len(now) != len(was)+times {
		t.Errorf("the file that was written last is not there: %v", err)
	}
	if left := leftovers(t, a); len(left) > 0 {
		t.Errorf("there is left %v", left)
	}
	d.create = nil
	if save(t, f); comments(open(t, d, a).Set.All()) != "one two" {
		t.Error("once it has stopped, both are saved")
	}
}

// A newer program takes a file over while it is open here: it is not written, by a
// save or by a look, and the edits stay with the caller.
func TestANewerProgramTakesAFileOver(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	for version, refused := range map[string]bool{"1": false, "1.9": false, "0": false, "2": true, "2.0": true, "10": true, "x": true, "-": true} {
		newer := bytes.Replace(data, []byte(`"schemaVersion": "1"`), []byte(`"schemaVersion": "`+version+`"`), 1)
		if err := os.WriteFile(f.Path(), newer, 0o644); err != nil {
			t.Fatal(err)
		}
		g := open(t, d, a)
		if (g.ReadOnly != "") != refused {
			t.Errorf("schema %s is opened read-only: %q", version, g.ReadOnly)
		}
		if !refused {
			continue
		}
		add(f, note(a, "tram", "two"))
		if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "a newer stet") {
			t.Errorf("schema %s, saving: %v", version, err)
		}
		if s, err := f.Refresh(f.Set.Snapshot(), f.Set.Coded()); !errors.Is(err, ErrReadOnly) || len(s.Edit.Swaps) > 0 {
			t.Errorf("schema %s, looking: %+v, %v", version, s.Edit, err)
		}
		if now, _ := os.ReadFile(f.Path()); !bytes.Equal(now, newer) {
			t.Errorf("schema %s was overwritten", version)
		}
		for side, in := range map[string][3][]byte{"base": {newer, data, data}, "ours": {data, newer, data}, "theirs": {data, data, newer}} {
			if out, _, err := Merge(in[0], in[1], in[2]); err == nil || out != nil || !strings.HasPrefix(err.Error(), side+": a newer stet") {
				t.Errorf("schema %s in %s is merged: %v", version, side, err)
			}
		}
	}
	if _, _, err := Merge(data, nil, data); err == nil || !strings.HasPrefix(err.Error(), "ours: ") {
		t.Errorf("a side without a file: %v", err)
	}
	if _, _, err := Merge([]byte("{"), data, data); err == nil || !strings.HasPrefix(err.Error(), "base: ") {
		t.Errorf("a base that is broken: %v", err)
	}
}

// The mark "coded" follows whoever changed it, and of two the later one.
func TestTheMarkCodedFollowsWhoeverChangedIt(t *testing.T) {
	none, early, late := time.Time{}, time.Unix(1800000000, 0).UTC(), time.Unix(1800000060, 0).UTC()
	for _, c := range []struct {
		name                     string
		base, ours, theirs, want time.Time
	}{
		{"nobody", early, early, early, early},
		{"set here", none, early, none, early},
		{"set there", none, none, early, early},
		{"taken away here", early, none, early, none},
		{"taken away there", early, early, none, none},
		{"set by both, later here", none, late, early, late},
		{"set by both, later there", none, early, late, late},
		{"taken away here, set anew there", early, none, late, late},
		{"taken away there, set anew here", early, late, none, late},
	} {
		if got := mergeTimes(c.base, c.ours, c.theirs); !got.Equal(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
		// And on the disk, between two programs.
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		mark := func(f *File, at time.Time) {
			f.Set.Do(annotate.Edit{Coded: &annotate.CodedSwap{Before: f.Set.Coded(), After: at}})
		}
		mark(f, c.base)
		save(t, f)
		o := open(t, d, a)
		mark(o, c.theirs)
		save(t, o)
		mark(f, c.ours)
		s := save(t, f)
		if !f.Set.Coded().Equal(c.want) || !open(t, d, a).Set.Coded().Equal(c.want) {
			t.Errorf("%s: here %v, in the file %v, want %v", c.name, f.Set.Coded(), open(t, d, a).Set.Coded(), c.want)
		}
		if told := s.Edit.Coded != nil; told != !c.want.Equal(c.ours) {
			t.Errorf("%s: the screen is told %t", c.name, told)
		}
	}
}

// A folder that cannot be written sends the sidecar to the desk's own data; a disk that
// is full does not, nor does a folder in which only this one file cannot be.
func TestWhatSendsASidecarElsewhere(t *testing.T) {
	for _, c := range []struct {
		name     string
		err      error
		always   bool // each file in the folder fails, not the first only
		wanted   bool // elsewhere without being asked
		offered  bool // elsewhere if a person wants it
		vanished bool
	}{
		{"a read-only disk", syscall.EROFS, true, true, false, false},
		{"no permission", syscall.EACCES, true, true, false, false},
		{"no permission once", syscall.EACCES, false, false, true, false},
		{"a full disk", syscall.ENOSPC, true, false, true, false},
	} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		failed := false
		d.create = func(path string) (tempFile, error) {
			if filepath.Dir(path) != filepath.Dir(a.Path) || failed && !c.always {
				return createTemp(path)
			}
			failed = true
			return nil, &os.PathError{Op: "open", Path: path, Err: c.err}
		}
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		s, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
		if (err == nil) != c.wanted || s.Kept != c.wanted || err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: kept elsewhere %t, %v", c.name, s.Kept, err)
		}
		if asked := f.KeepElsewhere(); asked != c.offered {
			t.Errorf("%s: elsewhere is offered: %t", c.name, asked)
		}
		if s := save(t, f); !s.Kept || filepath.Dir(s.Path) != filepath.Join(d.Data, "kept") {
			if c.always {
				t.Errorf("%s: it lies at %s", c.name, s.Path)
			}
		}
		if got := comments(open(t, d, a).Set.All()); got != "one" {
			t.Errorf("%s: opened again: %q", c.name, got)
		}
	}
	// What is not to be written is not written elsewhere either.
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	f.ReadOnly = "it is Bob’s"
	if f.KeepElsewhere() {
		t.Error("somebody else’s file is offered another place")
	}
	loose := open(t, d, article("", tram))
	if loose.KeepElsewhere() {
		t.Error("a text without a file is offered another place")
	}
	add(loose, note(a, "pay", "one"))
	if _, err := loose.Save(loose.Set.Snapshot(), time.Time{}); !errors.Is(err, ErrNoPath) {
		t.Errorf("a text without a file: %v", err)
	}
	part := article(a.Path, tram)
	part.Partial = true
	p := open(t, d, part)
	add(p, note(a, "pay", "one"))
	if _, err := p.Save(p.Set.Snapshot(), time.Time{}); !errors.Is(err, ErrPartial) {
		t.Errorf("half an article: %v", err)
	}
}

// The text that is annotated is kept with the library, where that cannot be written
// with the desk, and if neither can be the save succeeds and says so.
func TestTheAnnotatedTextIsKeptWhereItCanBe(t *testing.T) {
	for _, c := range []struct {
		name          string
		library, desk error
		want          string // the place, by its last folders
		unkept        bool
	}{
		{"in the library", nil, nil, "library", false},
		{"the library is read-only", syscall.EROFS, nil, "desk", false},
		{"the library is another's", syscall.EACCES, nil, "desk", false},
		{"the library is full", syscall.ENOSPC, nil, "", true},
		{"neither can be written", syscall.EROFS, syscall.EACCES, "", true},
	} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		if err := os.Mkdir(filepath.Join(filepath.Dir(a.Path), ".stet"), 0o755); err != nil {
			t.Fatal(err)
		}
		library, desk := d.textPath(a.Path, a.Digest), d.textPath("", a.Digest)
		d.create = func(path string) (tempFile, error) {
			for dir, err := range map[string]error{filepath.Dir(library): c.library, filepath.Dir(desk): c.desk} {
				if filepath.Dir(path) == dir && err != nil {
					return nil, &os.PathError{Op: "open", Path: path, Err: err}
				}
			}
			return createTemp(path)
		}
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		s := save(t, f)
		if (s.Unkept != nil) != c.unkept {
			t.Errorf("%s: %v", c.name, s.Unkept)
		}
		for place, path := range map[string]string{"library": library, "desk": desk} {
			if data, err := os.ReadFile(path); (err == nil) != (place == c.want) || err == nil && string(data) != tram {
				t.Errorf("%s: in the %s: %q, %v", c.name, place, data, err)
			}
		}
		d.create = nil // a later save makes good for it
		if add(f, note(a, "tram", "two")); save(t, f).Unkept != nil || !exists(library) && !exists(desk) {
			t.Errorf("%s: not kept later either", c.name)
		}
	}
}

// What writers that were killed have left is removed once it is old, and nothing else.
func TestWhatKilledWritersLeftIsSwept(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	dir := filepath.Dir(a.Path)
	put := func(name string, age time.Duration) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		return name
	}
	name := filepath.Base(SidecarPath(a.Path, "Alice"))
	put("."+name+".ABCD1234.stet-tmp", 2*time.Hour)
	want := []string{
		put("."+name+".ABCD5678.stet-tmp", 30*time.Minute), // somebody may be at it
		put("."+name+".EFGH1234.stet-tmp", 0),
		put(".other"+name+".ABCD1234.stet-tmp", 2*time.Hour),
		put(name+".orig", 2*time.Hour),
	}
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	got := leftovers(t, a)
	slices.Sort(want)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("there is left %v, want %v", got, want)
	}
}
