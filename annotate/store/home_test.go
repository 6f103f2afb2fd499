package store

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"stet/annotate"
	"stet/model"
	"stet/model/source"
)

// readOnly makes the folder of an article one that cannot be written, also for root;
// writable takes that back.
func readOnly(d *Desk, article string) (writable func()) {
	d.create = func(path string) (tempFile, error) {
		if filepath.Dir(path) == filepath.Dir(article) {
			return nil, &os.PathError{Op: "open", Path: path, Err: syscall.EROFS}
		}
		return createTemp(path)
	}
	return func() { d.create = nil }
}

// away is an article whose sidecar had to be kept elsewhere, and how to make its
// folder writable again.
func away(t *testing.T) (d *Desk, a *model.Article, f *File, writable func()) {
	t.Helper()
	d = testDesk(t, "Alice")
	a, err := source.Open(testArticle(t, tram).Path)
	if err != nil {
		t.Fatal(err)
	}
	writable = readOnly(d, a.Path)
	f = open(t, d, a)
	add(f, note(a, "pay", "one"))
	if s := save(t, f); !s.Kept {
		t.Fatalf("saved to %s", s.Path)
	}
	return d, a, f, writable
}

func atHome(t *testing.T, d *Desk, a *model.Article, want string) {
	t.Helper()
	f := open(t, d, a)
	if f.Path() != SidecarPath(a.Path, "Alice") || comments(f.Set.All()) != want {
		t.Errorf("%s says %q, want %q at home", f.Path(), comments(f.Set.All()), want)
	}
	if left := d.Kept(); len(left) > 0 {
		t.Errorf("elsewhere lies %v", left)
	}
	if f.base.Document.Path != "" || f.base.Document.Continues != "" {
		t.Errorf("it still speaks of elsewhere: %+v", f.base.Document)
	}
}

func TestASidecarComesHomeWhenItIsSaved(t *testing.T) {
	d, a, f, writable := away(t)
	add(f, note(a, "tram", "two"))
	if s := save(t, f); !s.Kept || s.Home {
		t.Errorf("while the folder is read-only: %+v", s)
	}
	writable()
	add(f, note(a, "Jane", "three"))
	if s := save(t, f); !s.Home || s.Kept {
		t.Errorf("%+v", s)
	}
	atHome(t, d, a, "one three two")
}

func TestASidecarComesHomeWhenItIsOpened(t *testing.T) {
	d, a, _, writable := away(t)
	if _, home := open(t, d, a).ComeHome(); home {
		t.Error("it came home to a folder that is read-only")
	}
	writable()
	if path, home := open(t, d, a).ComeHome(); !home || path != SidecarPath(a.Path, "Alice") {
		t.Errorf("%s, %v", path, home)
	}
	atHome(t, d, a, "one")
}

// What was written beside the article meanwhile is merged, and what was deleted
// elsewhere of what lay there before stays deleted.
func TestComingHomeMeetsWhatLiesThere(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "deleted"))
	save(t, f)
	writable := readOnly(d, a.Path)
	f = open(t, d, a)
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: f.Set.All()[0]}}})
	add(f, note(a, "tram", "kept"))
	save(t, f)
	writable()
	if _, home := open(t, d, a).ComeHome(); !home {
		t.Fatal("it did not come home")
	}
	atHome(t, d, a, "kept")

	writable = readOnly(d, a.Path)
	f = open(t, d, a)
	add(f, note(a, "Jane", "elsewhere"))
	save(t, f)
	writable()
	pulled := open(t, testDesk(t, "Alice"), a) // from another machine
	add(pulled, note(a, "back", "pulled"))
	save(t, pulled)
	if _, home := open(t, d, a).ComeHome(); !home {
		t.Fatal("it did not come home")
	}
	atHome(t, d, a, "elsewhere kept pulled")
}

// Another copy of the same text does not draw it away.
func TestItComesHomeToItsOwnArticle(t *testing.T) {
	d, a, _, writable := away(t)
	writable()
	copied, err := source.Open(testArticle(t, tram).Path)
	if err != nil {
		t.Fatal(err)
	}
	if path, home := open(t, d, copied).ComeHome(); home {
		t.Errorf("it went to %s", path)
	}
	if paths := d.BringHome(source.Open); len(paths) != 1 || paths[0] != SidecarPath(a.Path, "Alice") {
		t.Errorf("brought to %v", paths)
	}
	atHome(t, d, a, "one")
}

// A file that does not say whose it is or of which article stays where it is, and
// nothing is read for it.
func TestAKeptFileOfNoArticleStays(t *testing.T) {
	d, a, _, writable := away(t)
	writable()
	kept := filepath.Dir(d.Kept()[0].Path)
	for _, name := range []string{"ferry.txt.bob" + Extension, "ferry" + Extension} {
		if err := os.WriteFile(filepath.Join(kept, name), []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var read []string
	d.BringHome(func(path string) (*model.Article, error) {
		read = append(read, path)
		return source.Open(path)
	})
	if !slices.Equal(read, []string{a.Path}) {
		t.Errorf("read %q", read)
	}
	if left := d.Kept(); len(left) != 2 {
		t.Errorf("%d files are left, want 2", len(left))
	}
}
