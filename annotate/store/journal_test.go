package store

import (
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

// reopen begins a new session with the history of the earlier ones.
func reopen(t *testing.T, d *Desk, a *model.Article) *File {
	t.Helper()
	f := open(t, d, a)
	earlier, err := f.Earlier()
	if err != nil {
		t.Fatal(err)
	}
	f.Set.Remember(earlier)
	return f
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

	f = reopen(t, d, a)
	for _, want := range []struct{ comments, title string }{{"two", "done"}, {"one", "note"}, {"", "note"}} {
		e, ok := f.Set.Undo()
		if !ok || e.Title != want.title || comments(f.Set.All()) != want.comments {
			t.Fatalf("undid %q, %v: the set says %q, want %q", e.Title, ok, comments(f.Set.All()), want.comments)
		}
		save(t, f)
		if err := f.Undid(); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := f.Set.Undo(); ok {
		t.Error("undid more than was done")
	}
	f.Set.Redo()
	save(t, f)
	if err := f.Redid(); err != nil {
		t.Fatal(err)
	}

	f = reopen(t, d, a)
	if got := comments(f.Set.All()); got != "one" {
		t.Fatalf("after undo, redo and a restart: %q", got)
	}
	if got := f.Set.All()[0]; got.Target.State != annotate.Exact {
		t.Errorf("it is %s", got.Target.State)
	}
	f.Set.Undo()
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
	f = reopen(t, d, a)
	if len(f.Set.All()) != 0 {
		t.Fatal("it was not deleted")
	}
	f.Set.Undo()
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
	f = reopen(t, d, a)
	f.Set.Undo()
	if _, ok := f.Set.Undo(); ok || comments(f.Set.All()) != "pulled" {
		t.Errorf("left: %q", comments(f.Set.All()))
	}
}

func TestABrokenJournalLosesOnlyTheWayBack(t *testing.T) {
	for name, tail := range map[string]string{
		"cut off":   `{"step":"do","swaps":[{"after":"{`,
		"nonsense":  "\x00\xff\n",
		"of others": `{"step":"do","swaps":[{"after":"{\"id\":\"urn:x\"}"}]}` + "\n",
	} {
		d, a := testDesk(t, "Alice"), testArticle(t, tram)
		f := open(t, d, a)
		did(t, f, swap(nil, note(a, "pay", "one")))
		j, err := os.OpenFile(f.journalPath(), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		j.WriteString(tail)
		j.Close()
		f = reopen(t, d, a)
		if got := comments(f.Set.All()); got != "one" {
			t.Errorf("%s: %q", name, got)
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
	f.Set.Apply(swap(f.Set.All()[0], n))
	save(t, f)
	earlier, err := f.Earlier()
	if err != nil || len(earlier) < journalKept {
		t.Errorf("%d edits can be undone, %v", len(earlier), err)
	}
	if info, err := os.Stat(f.journalPath()); err != nil || info.Size() > 3*journalLimit {
		t.Errorf("the journal has %d bytes, %v", info.Size(), err)
	}
}
