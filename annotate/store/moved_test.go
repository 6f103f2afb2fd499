package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate"
	"stet/model"
	"stet/model/source"
)

// A sidecar follows its article to where that was moved, never over another file.
func TestASidecarFollowsItsArticle(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f := open(t, d, a)
	add(f, note(a, "pay", "one"))
	save(t, f)
	was, to := f.Path(), filepath.Join(t.TempDir(), "moved.txt")
	if err := os.WriteFile(to, []byte(tram), 0o644); err != nil {
		t.Fatal(err)
	}
	taken := SidecarPath(to, "alice")
	if err := os.WriteFile(taken, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if path, err := Follow(was, to); err == nil || path != "" || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("over another file: %q, %v", path, err)
	}
	if data, _ := os.ReadFile(taken); string(data) != "mine" || !exists(was) {
		t.Error("a file was replaced")
	}
	os.Remove(taken)
	if _, err := Follow(a.Path, to); err == nil || !strings.Contains(err.Error(), "no annotator") {
		t.Errorf("an article follows: %v", err)
	}
	path, err := Follow(was, to)
	if err != nil || path != taken || exists(was) || !exists(taken) {
		t.Errorf("%q, %v", path, err)
	}
	if got := comments(open(t, d, article(to, tram)).Set.All()); got != "one" {
		t.Errorf("there it says %q", got)
	}
	if _, err := Follow(was, to+".gone"); err == nil {
		t.Error("what is not there has followed")
	}
}

// Of two versions of an annotation whose ID is no UUID the other one gets an ID that both
// sides make alike, and that no third version shares.
func TestTheOtherVersionHasAnIDOfItsOwn(t *testing.T) {
	file := func(id, comment string) []byte {
		return []byte(`{"type": "AnnotationCollection", "first": {"items": [{"id": "` + id + `", "modified": "2031-01-01T00:00:00Z", "target": "https://a.example", "body": {"type": "TextualBody", "value": "` + comment + `", "purpose": "commenting"}}]}}`)
	}
	others := map[string]bool{}
	for _, id := range []string{"https://a.example/1", "https://a.example/2", "urn:uuid:0199a3c0-0000-7000-8000-000000000001", "urn:uuid:0199a3c0-0000-7000-8000-000000000002"} {
		_, conflicts, err := Merge(file(id, "one"), file(id, "two"), file(id, "three"))
		_, again, _ := Merge(file(id, "one"), file(id, "three"), file(id, "two"))
		if err != nil || len(conflicts) != 1 || len(again) != 1 || conflicts[0] != again[0] || conflicts[0].ID != id || !strings.HasPrefix(conflicts[0].Other, "urn:uuid:") {
			t.Fatalf("%s: %v, %v, %v", id, conflicts, again, err)
		}
		if strings.HasPrefix(id, "urn:uuid:") && others[conflicts[0].Other] {
			t.Errorf("%s shares its other version", id)
		}
		others[conflicts[0].Other] = true
		if id == "https://a.example/1" && conflicts[0].Other != "urn:uuid:0cb8d55e-d6e3-5543-969b-a691324700a3" {
			t.Errorf("%s is called %s by earlier versions otherwise", id, conflicts[0].Other)
		}
	}
}

// What a look found counts as seen only once it was carried out, and only for the file
// that was looked at.
func TestALookIsSeenOnceItIsCarriedOut(t *testing.T) {
	d, a := testDesk(t, "Alice"), testArticle(t, tram)
	f, o := open(t, d, a), open(t, d, a)
	n := note(a, "pay", "theirs")
	add(o, n)
	save(t, o)
	s, err := f.Refresh(f.Set.Snapshot(), f.Set.Coded())
	if err != nil || len(s.Edit.Swaps) != 1 || len(f.base.Annotations) != 0 {
		t.Fatalf("%+v, %v", s.Edit, err)
	}
	other := s
	other.Path += ".other"
	f.Met(other)
	f.Met(Saved{Path: f.Path()}) // nothing was found
	if len(f.base.Annotations) != 0 {
		t.Error("a look at another file, or that found nothing, counts as seen")
	}
	f.Set.Do(s.Edit)
	f.Met(s)
	// Now that it was seen, deleting it here is a deletion.
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{Before: f.Set.Get(n.ID)}}})
	save(t, f)
	if got := comments(open(t, d, a).Set.All()); got != "" {
		t.Errorf("what was seen and deleted has come back: %q", got)
	}
}

// Which library an article lies in: the one that was opened where it lies in that, else
// the one around it; a text without a file lies in none.
func TestTheLibraryOfAnArticle(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"lib/.stet", "lib/sub", "other/.stet", "loose"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	at := func(p string) string { return filepath.Join(root, p) }
	for _, c := range []struct{ opened, article, want string }{
		{at("lib"), at("lib/sub/a.txt"), at("lib")}, {at("lib"), at("other/a.txt"), at("other")}, {at("lib"), at("loose/a.txt"), ""},
		{at("lib"), at("lib-not/a.txt"), ""}, {"", at("lib/sub/a.txt"), at("lib")}, {"", at("loose/a.txt"), ""}, {at("lib"), "", ""},
		{at("loose"), at("loose/a.txt"), at("loose")},
	} {
		if got := (&Desk{Root: c.opened}).root(c.article); got != c.want {
			t.Errorf("%s, %s being opened: %q, want %q", c.article, c.opened, got, c.want)
		}
	}
	for name, want := range map[string]string{"short": "short", strings.Repeat("a", 180): strings.Repeat("a", 180)} {
		if got := sidecarStem(name); got != want {
			t.Errorf("%s becomes %s", name, got)
		}
	}
	long := strings.Repeat("é", 100) // 200 bytes: cut between two letters
	if got := cutTo("x"+long, 180); !strings.HasPrefix("x"+long, got[:strings.Index(got, "~")]) || len(got) > 180+17 || strings.ContainsRune(got, '\uFFFD') {
		t.Errorf("%q", got)
	}
}

// All that can come home comes home, each to its article; what cannot be read stays.
func TestAllThatCanComesHome(t *testing.T) {
	d, a, _, writable := away(t)
	b, err := source.Open(testArticle(t, tram+"More.\n").Path)
	if err != nil {
		t.Fatal(err)
	}
	also := readOnly(d, b.Path)
	f := open(t, d, b)
	add(f, note(b, "More", "two"))
	if s := save(t, f); !s.Kept {
		t.Fatal("not kept elsewhere")
	}
	writable()
	also()
	d.Email = "alice@gazette.example"
	unreadable := errors.New("unreadable")
	home := d.BringHome(func(path string) (*model.Article, error) {
		if path == b.Path {
			return nil, unreadable
		}
		return source.Open(path)
	})
	if len(home) != 1 || home[0] != SidecarPath(a.Path, "Alice") {
		t.Errorf("home have come %v", home)
	}
	data, err := os.ReadFile(SidecarPath(a.Path, "Alice"))
	if err != nil || bytes.Contains(data, []byte("alice@gazette.example")) {
		t.Errorf("it bears the address of whoever brought it: %v", err)
	}
	if kept := d.Kept(); len(kept) != 1 || kept[0].Article != absolute(b.Path) {
		t.Errorf("elsewhere lies %+v", kept)
	}
}
