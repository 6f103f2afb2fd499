package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// note is a note on words of an article.
func note(a *model.Article, words, comment string) *annotate.Annotation {
	n := quote(a, NewID(), words, words)
	n.Body, n.Comment = &kind.Note{}, comment
	return n
}

func open(t testing.TB, d *Desk, a *model.Article) *File {
	t.Helper()
	f, err := d.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func save(t testing.TB, f *File) Saved {
	t.Helper()
	s, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
	if err != nil {
		t.Fatal(err)
	}
	f.Set.Do(s.Edit)
	return s
}

// comments lists what a set says, in order.
func comments(as []*annotate.Annotation) string {
	var out []string
	for _, a := range as {
		out = append(out, a.Comment)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func add(f *File, a *annotate.Annotation) {
	f.Set.Do(annotate.Edit{Title: "note", Swaps: []annotate.Swap{{After: a}}})
}

func TestOpeningWritesNothing(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	save(t, f) // nothing to say
	entries, err := os.ReadDir(filepath.Dir(a.Path))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the article lie %v (%v)", entries, err)
	}
	if _, err := os.Stat(d.Data); err == nil {
		t.Error("the desk has data already")
	}
}

func TestDoneWithNothingFoundIsSomethingToSay(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	f.Set.Do(annotate.Edit{Coded: &annotate.CodedSwap{After: d.now()}})
	save(t, f)
	data, err := os.ReadFile(f.Path())
	if err != nil || !bytes.Contains(data, []byte(`"total": 0`)) || bytes.Contains(data, []byte(`"first"`)) {
		t.Errorf("%v\n%s", err, data)
	}
	if got := open(t, d, a).Set.Coded(); !got.Equal(d.now()) {
		t.Errorf("coded %v", got)
	}
}

func TestTwoProcessesLoseNothing(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	one, two := open(t, d, a), open(t, d, a)
	add(one, note(a, "pay", "one"))
	save(t, one)
	add(two, note(a, "tram", "two"))
	s := save(t, two)
	if got := comments(two.Set.All()); got != "one two" {
		t.Errorf("two holds %q after %+v", got, s.Edit)
	}
	for _, n := range two.Set.All() {
		if n.Target.State != annotate.Exact {
			t.Errorf("%q was merged but not placed", n.Comment)
		}
	}
	if s, err := one.Refresh(one.Set.Snapshot(), one.Set.Coded()); err != nil || len(s.Edit.Swaps) != 1 {
		t.Errorf("one sees %+v, %v", s.Edit, err)
	} else if one.Set.Do(s.Edit); comments(one.Set.All()) != "one two" {
		t.Errorf("one holds %q", comments(one.Set.All()))
	}
}

func TestBothChangedOneAnnotation(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	one := open(t, d, a)
	n := note(a, "pay", "first")
	add(one, n)
	save(t, one)
	two := open(t, d, a)
	change := func(f *File, comment string, minutes int) {
		before := f.Set.Get(n.ID)
		after := before.Clone()
		after.Comment, after.Modified = comment, before.Modified.Add(time.Duration(minutes)*time.Minute)
		f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: before, After: after}}})
	}
	change(one, "earlier", 1)
	change(two, "later", 2)
	save(t, one)
	s := save(t, two)
	if len(s.Conflicts) != 1 || s.Conflicts[0].ID != n.ID {
		t.Fatalf("conflicts: %v", s.Conflicts)
	}
	if got := comments(two.Set.All()); got != "earlier later" {
		t.Errorf("two holds %q", got)
	}
	if two.Set.Get(n.ID).Comment != "later" || two.Set.Get(s.Conflicts[0].Other).ConflictsWith != n.ID {
		t.Error("the later one keeps the ID, and the other names it")
	}
}

// One changed an annotation while a save was bringing another's change to it.
func TestAChangeThatCrossesAMerge(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	one := open(t, d, a)
	n := note(a, "pay", "first")
	add(one, n)
	save(t, one)
	two := open(t, d, a)
	theirs := two.Set.Get(n.ID).Clone()
	theirs.Comment, theirs.Modified = "theirs", n.Modified.Add(time.Minute)
	two.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: two.Set.Get(n.ID), After: theirs}}})
	save(t, two)

	add(one, note(a, "tram", "second"))
	s, err := one.Save(one.Set.Snapshot(), one.Set.Coded())
	if err != nil || len(s.Edit.Swaps) != 1 {
		t.Fatalf("%+v, %v", s, err)
	}
	ours := n.Clone() // before the edit arrives, which is then left alone
	ours.Comment, ours.Modified = "ours", n.Modified.Add(2*time.Minute)
	one.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: n, After: ours}}})
	if s, err = one.Save(one.Set.Snapshot(), one.Set.Coded(), n.ID); err != nil || len(s.Conflicts) != 1 {
		t.Errorf("conflicts: %v, %v", s.Conflicts, err)
	}
	one.Set.Do(s.Edit)
	if got := comments(open(t, d, a).Set.All()); got != "ours second theirs" {
		t.Errorf("the file says %q", got)
	}
	if s = save(t, one); len(s.Conflicts) != 0 || len(s.Edit.Swaps) != 0 {
		t.Errorf("saving again: %+v", s)
	}
}

func TestManyAtOnce(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	const writers, each = 4, 8
	var wait sync.WaitGroup
	for w := range writers {
		f := open(t, d, a)
		wait.Go(func() {
			for i := range each {
				add(f, note(a, "pay", fmt.Sprintf("%d.%d", w, i)))
				s, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
				if err != nil {
					t.Error(err)
					return
				}
				f.Set.Do(s.Edit)
			}
		})
	}
	wait.Wait()
	if got := len(open(t, d, a).Set.All()); got != writers*each {
		t.Errorf("%d of %d annotations are there", got, writers*each)
	}
}

func TestUntouchedAnnotationsKeepTheirBytes(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "mine"))
	save(t, f)
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	// Another program adds keys, a kind, and writes in its own style.
	foreign := `{"type":"Annotation", "id":"urn:uuid:0199a3c0-0000-7000-8000-0000000000ff","x:mood":  {"y": [1.50, -0e1, "\u00e9\/"]},
  "motivation":"x:singing","body":{"type":"x:Song","x:key":"A minor"},"target":"` + DocumentID(a) + `"}`
	data = bytes.Replace(data, []byte(`"items": [`), []byte(`"items": [ `+foreign+`, 17,`), 1)
	data = bytes.Replace(data, []byte(`"purpose": "commenting"`), []byte(`"purpose": "commenting", "x:font": "Gill Sans"`), 1)
	data = bytes.Replace(data, []byte(`"created"`), []byte(`"x:room": 7, "created"`), -1)
	if err := os.WriteFile(f.Path(), data, 0o644); err != nil {
		t.Fatal(err)
	}
	f = open(t, d, a)
	if f.ReadOnly != "" || len(f.Problems) != 1 || !strings.Contains(f.Problems[0].Msg, "an object") {
		t.Fatalf("read-only: %q, problems: %v", f.ReadOnly, f.Problems)
	}
	add(f, note(a, "tram", "another"))
	mine := f.Set.All()[1]
	changed := mine.Clone()
	changed.Comment, changed.Tags = "mine, changed", []string{"new"}
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: mine, After: changed}}})
	save(t, f)
	got, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{foreign, "17", `"x:font": "Gill Sans"`, `"mine, changed"`, `"x:room": 7`} {
		if !bytes.Contains(got, []byte(want)) {
			t.Errorf("lost: %s\n%s", want, got)
		}
	}
	if n := bytes.Count(got, []byte(`"x:room": 7`)); n != 2 {
		t.Errorf("the unknown key stands %d times, want twice: in the collection and in the changed annotation", n)
	}
	if problems := open(t, d, a).Problems; len(problems) != 1 {
		t.Errorf("after saving: %v", problems)
	}
}

// brokenFile is a file on a disk that is full after some bytes.
type brokenFile struct {
	tempFile
	left *int
	err  error
}

func (b brokenFile) Write(p []byte) (int, error) {
	n := min(len(p), *b.left)
	*b.left -= n
	n, err := b.tempFile.Write(p[:n])
	if err == nil && n < len(p) {
		err = b.err
	}
	return n, err
}

func TestADiskThatFillsUpAtAnyByte(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	before, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	hour := time.Now().Add(-time.Hour) // so that no save has to read it again
	if err := os.Chtimes(f.Path(), hour, hour); err != nil {
		t.Fatal(err)
	}
	f = open(t, d, a)
	add(f, note(a, "tram", "two"))
	left := 0
	d.create = func(path string) (tempFile, error) {
		file, err := createTemp(path)
		return brokenFile{file, &left, &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}}, err
	}
	// Every byte of the writing, and the whole of a save at every sixteenth.
	for n := range len(before) {
		left = n
		err := d.replace(f.Path(), append(before, '\n'), 0, func() error { return nil })
		if info, serr := os.Stat(f.Path()); !errors.Is(err, syscall.ENOSPC) || serr != nil || !info.ModTime().Equal(hour) {
			t.Fatalf("after %d bytes: %v (%v)", n, err, serr)
		}
	}
	for n := 0; ; n += 16 {
		left = n
		s, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
		if err == nil {
			t.Logf("%d full disks", n)
			break
		}
		if !errors.Is(err, syscall.ENOSPC) || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), f.Path()) {
			t.Fatalf("after %d bytes: %v", n, err)
		}
		if info, err := os.Stat(f.Path()); err != nil || !info.ModTime().Equal(hour) {
			t.Fatalf("after %d bytes the file has changed (%v)", n, err)
		}
		if now, err := os.ReadFile(f.Path()); err != nil || !bytes.Equal(now, before) {
			t.Fatalf("after %d bytes the file has changed (%v)", n, err)
		}
		if entries, _ := os.ReadDir(filepath.Dir(a.Path)); len(entries) != 3 { // the locks are the third
			t.Fatalf("after %d bytes there lie %v", n, entries)
		}
		if len(s.Edit.Swaps) > 0 {
			t.Fatalf("a failed save asks for %v", s.Edit)
		}
	}
	if got := comments(open(t, d, a).Set.All()); got != "one two" {
		t.Errorf("in the end the file says %q", got)
	}
}

func TestWhatIsNoSidecarIsNeverOverwritten(t *testing.T) {
	for name, content := range map[string]string{
		"not JSON":          "my notes on the tram",
		"half a file":       `{"@context": [], "type": "AnnotationCollection", "first": {"items": [{"id": "urn:`,
		"another JSON":      `{"type": "Feature", "coordinates": [1, 2]}`,
		"an empty file":     "",
		"a newer schema":    `{"type": "AnnotationCollection", "schemaVersion": "2.0", "total": 0}`,
		"conflict markers":  "{\n<<<<<<< HEAD\n\"total\": 1\n=======\n\"total\": 2\n>>>>>>> theirs\n}",
		"a key twice":       `{"type": "AnnotationCollection", "type": "AnnotationCollection"}`,
		"deep":              `{"type": "AnnotationCollection", "x": ` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + `}`,
		"something after":   `{"type": "AnnotationCollection", "total": 0} {}`,
		"a control":         "{\"type\": \"AnnotationCollection\", \"label\": \"a\x1b[2J\"}",
		"bytes that are no": "\xff\xfe{\x00}\x00",
	} {
		t.Run(name, func(t *testing.T) {
			d, a := testDesk(t, "Alice"), testArticle(t, tram)
			path := SidecarPath(a.Path, "Alice")
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			f := open(t, d, a)
			if f.ReadOnly == "" || strings.ContainsAny(f.ReadOnly, "\n\x1b") {
				t.Errorf("read-only: %q", f.ReadOnly)
			}
			add(f, note(a, "pay", "one"))
			if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); !errors.Is(err, ErrReadOnly) {
				t.Errorf("saving: %v", err)
			}
			if now, err := os.ReadFile(path); err != nil || string(now) != content {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

func TestAFileThatBreaksWhileItIsOpenIsNotOverwritten(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	if err := os.WriteFile(f.Path(), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	add(f, note(a, "tram", "two"))
	if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("saving: %v", err)
	}
	if err := os.Remove(f.Path()); err != nil {
		t.Fatal(err)
	}
	save(t, f)
	if got := comments(open(t, d, a).Set.All()); got != "one two" {
		t.Errorf("after the broken file was removed, %q", got)
	}
}
