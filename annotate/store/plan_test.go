package store

import (
	"os"
	"path/filepath"
	"testing"

	"stet/model"
	"stet/model/source"
)

// An act on three files is cut short after none, one, two and all of them were
// saved; the next start completes it, and doing so again changes nothing.
func TestAnActOnSeveralFilesIsCompleted(t *testing.T) {
	for saved := range 4 {
		d := testDesk(t, "Alice")
		var articles []*model.Article
		var edits []FileEdit
		for range 3 {
			a, err := source.Open(testArticle(t, tram).Path)
			if err != nil {
				t.Fatal(err)
			}
			f := open(t, d, a)
			add(f, note(a, "pay", "one"))
			save(t, f)
			before := open(t, d, a).Set.All()[0]
			after := before.Clone()
			after.Tags = []string{"economy"}
			articles, edits = append(articles, a), append(edits, FileEdit{open(t, d, a), swap(before, after)})
		}
		plan := d.Plan(edits)
		if err := plan.Begin(); err != nil {
			t.Fatal(err)
		}
		for _, e := range edits[:saved] {
			e.File.Set.Do(e.Edit)
			save(t, e.File)
			if saved == 3 {
				plan.Done(e.File)
			}
		}
		if n, err := d.Complete(source.Open); n != 0 || err != nil {
			t.Errorf("completed %d files of a plan that is being carried out (%v)", n, err)
		}
		if plan.lock != nil {
			plan.lock.Unlock() // as the system does when a process dies
		}
		if n, err := d.Complete(source.Open); n != 3-saved || err != nil {
			t.Errorf("after %d were saved: completed %d files, %v", saved, n, err)
		}
		for _, a := range articles {
			if got := open(t, d, a).Set.All()[0]; len(got.Tags) != 1 {
				t.Errorf("after %d were saved: %s has the tags %v", saved, a.Path, got.Tags)
			}
		}
		if n, err := d.Complete(source.Open); n != 0 || err != nil {
			t.Errorf("completed twice: %d, %v", n, err)
		}
		if left, _ := os.ReadDir(filepath.Join(d.State, "plans")); len(left) > 0 {
			t.Errorf("a plan is left: %v", left)
		}
	}
}

func TestAnActThatWasTakenBackIsNotCompleted(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	plan := d.Plan([]FileEdit{{f, swap(nil, note(a, "pay", "one"))}})
	if err := plan.Begin(); err != nil {
		t.Fatal(err)
	}
	plan.Drop()
	if n, err := d.Complete(source.Open); n != 0 || err != nil {
		t.Errorf("completed %d, %v", n, err)
	}
}
