package store

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/model"
)

// did carries an edit out, saves it and notes it, as the screen does.
func did(t *testing.T, f *File, e annotate.Edit) {
	t.Helper()
	f.Set.Do(e)
	save(t, f)
	if err := f.Did(e); err != nil {
		t.Fatal(err)
	}
}

// A reopened file is one with the history of earlier sessions.
type reopened struct {
	*File
	done, undone []annotate.Edit
}

func reopen(t *testing.T, d *Desk, a *model.Article) *reopened {
	t.Helper()
	f := open(t, d, a)
	earlier, err := f.Earlier()
	if err != nil {
		t.Fatal(err)
	}
	return &reopened{File: f, done: earlier}
}

func (r *reopened) undo() (annotate.Edit, bool) {
	n := len(r.done)
	if n == 0 {
		return annotate.Edit{}, false
	}
	e := r.done[n-1]
	r.done, r.undone = r.done[:n-1], append(r.undone, e)
	r.Set.Do(e.Inverse())
	return e, true
}

func swap(before, after *annotate.Annotation) annotate.Edit {
	return annotate.Edit{Title: "note", At: time.Unix(1800000000, 0).UTC(), Swaps: []annotate.Swap{{Before: before, After: after}}}
}

func TestUndoSurvivesARestart(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", "one")
	did(t, f, swap(nil, n))
	changed := n.Clone()
	changed.Comment, changed.Tags = "two", []string{"a"}
	did(t, f, swap(n, changed))
	coded := annotate.Edit{Title: "done", Coded: &annotate.CodedSwap{After: d.now()}}
	did(t, f, coded)

	r := reopen(t, d, a)
	f = r.File
	for _, want := range []struct{ comments, title string }{{"two", "done"}, {"one", "note"}, {"", "note"}} {
		e, ok := r.undo()
		if !ok || e.Title != want.title || comments(f.Set.All()) != want.comments {
			t.Fatalf("undid %q, %v: the set says %q, want %q", e.Title, ok, comments(f.Set.All()), want.comments)
		}
		save(t, f)
		if err := f.Undid(); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := r.undo(); ok {
		t.Error("undid more than was done")
	}
	r.Set.Do(r.undone[len(r.undone)-1])
	save(t, f)
	if err := f.Redid(); err != nil {
		t.Fatal(err)
	}

	r = reopen(t, d, a)
	f = r.File
	if got := comments(f.Set.All()); got != "one" {
		t.Fatalf("after undo, redo and a restart: %q", got)
	}
	if got := f.Set.All()[0]; got.Target.State != annotate.Exact {
		t.Errorf("it is %s", got.Target.State)
	}
	r.undo()
	if got := comments(f.Set.All()); got != "" {
		t.Errorf("undone: %q", got)
	}
}

// A deletion is undone to the byte, unknown keys included.
func TestADeletionIsUndoneAfterARestart(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	foreign := strings.Replace(string(data), `"origin": "hand"`, `"origin": "hand",   "x:mood": "\u00e9"`, 1)
	if err := os.WriteFile(f.Path(), []byte(foreign), 0o644); err != nil {
		t.Fatal(err)
	}
	f = open(t, d, a)
	did(t, f, swap(f.Set.All()[0], nil))
	r := reopen(t, d, a)
	f = r.File
	if len(f.Set.All()) != 0 {
		t.Fatal("it was not deleted")
	}
	r.undo()
	if back := f.Set.All(); len(back) != 1 || back[0].Target.State != annotate.Exact || a.Slice(back[0].Target.Range) != "pay" {
		t.Errorf("it is back, but not at its words: %+v", back)
	}
	save(t, f)
	if back, err := os.ReadFile(f.Path()); err != nil || string(back) != foreign {
		t.Errorf("came back otherwise (%v):\n%s", err, back)
	}
}

// What somebody else has changed since is not undone.
func TestTheHistoryStopsWhereSomebodyElseWrote(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n, m := note(a, "pay", "one"), note(a, "tram", "two")
	did(t, f, swap(nil, n))
	did(t, f, swap(nil, m))
	data, err := os.ReadFile(f.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.Path(), []byte(strings.Replace(string(data), `"one"`, `"pulled"`, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	r := reopen(t, d, a)
	f = r.File
	r.undo()
	if _, ok := r.undo(); ok || comments(f.Set.All()) != "pulled" {
		t.Errorf("left: %q", comments(f.Set.All()))
	}
}

func TestABrokenJournalLosesOnlyTheWayBack(t *testing.T) {
	for name, c := range map[string]struct {
		tail string
		said string // of lines that are damaged
	}{
		"cut off":         {`{"step":"do","swaps":[{"after":"{`, ""},
		"nonsense":        {"\x00\xff\n", "one earlier edit cannot be undone"},
		"nonsense, twice": {"\x00\xff\n{\n", "2 earlier edits cannot be undone"},
		"of others":       {`{"step":"do","swaps":[{"after":"{\"id\":\"urn:x\"}"}]}` + "\n", ""},
	} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		f := open(t, d, a)
		did(t, f, swap(nil, note(a, "pay", "one")))
		j, err := os.OpenFile(f.journalPath(), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		j.WriteString(c.tail)
		j.Close()
		f = open(t, d, a)
		earlier, err := f.Earlier()
		if err == nil != (c.said == "") || err != nil && !strings.HasPrefix(err.Error(), c.said) {
			t.Errorf("%s: %v", name, err)
		}
		if got := comments(f.Set.All()); got != "one" {
			t.Errorf("%s: %q", name, got)
		}
		if name != "of others" && len(earlier) != 1 {
			t.Errorf("%s: %d edits can be undone", name, len(earlier))
		}
		if damaged := new(DamagedJournal); errors.As(err, &damaged) {
			if kept, err := os.ReadFile(damaged.Aside); err != nil || !strings.HasSuffix(string(kept), c.tail) {
				t.Errorf("%s: kept is %q, %v", name, kept, err)
			}
		}
		did(t, f, swap(nil, note(a, "tram", "two")))
		if again, _ := open(t, d, a).Earlier(); name != "of others" && len(again) != 2 {
			t.Errorf("%s: afterwards %d edits can be undone", name, len(again))
		}
	}
}

func TestALongHistoryIsForgottenFromItsBeginning(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	n := note(a, "pay", strings.Repeat("x", 20_000))
	did(t, f, swap(nil, n))
	for range 2 * journalKept {
		changed := n.Clone()
		changed.Modified = changed.Modified.Add(time.Minute)
		if err := f.Did(swap(n, changed)); err != nil {
			t.Fatal(err)
		}
		n = changed
	}
	f.Set.Do(swap(f.Set.All()[0], n))
	save(t, f)
	earlier, err := f.Earlier()
	if err != nil || len(earlier) < journalKept {
		t.Errorf("%d edits can be undone, %v", len(earlier), err)
	}
	if info, err := os.Stat(f.journalPath()); err != nil || info.Size() > 3*journalLimit {
		t.Errorf("the journal has %d bytes, %v", info.Size(), err)
	}
}
