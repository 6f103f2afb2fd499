package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/source"
)

// Whatever the lengths of the names are, a sidecar can be saved, is found again from
// its article, and leads to it.
func TestLongNames(t *testing.T) {
	for _, c := range []struct{ article, annotator string }{
		{strings.Repeat("a", 180) + ".txt", "alice"},
		{strings.Repeat("a", 190) + ".txt", "alice"},
		{strings.Repeat("a", 251) + ".txt", "alice"},
		{strings.Repeat("ä", 120) + ".txt", strings.Repeat("Ж", 40)},
		{strings.Repeat("a", 190) + ".txt", strings.Repeat("Ж", 60)},
		{strings.Repeat("a", 150) + ".txt", strings.Repeat("𠀀", 40)},
		{strings.Repeat("\x80", 200), "alice"},
		{strings.Repeat("a", 84), strings.Repeat("𠀀", 40)}, // 255 bytes
		{strings.Repeat("a", 85), strings.Repeat("𠀀", 40)},
		{"short.txt", strings.Repeat("𠀀", 40)},
		{"odd~0123456789abcdef.txt", "alice"},
		{"odd~0123456789abcdef", "alice"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.article)
		if err := os.WriteFile(path, []byte(tram), 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := source.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		d := testDesk(t, c.annotator)
		f := open(t, d, a)
		add(f, note(a, "pay", "one"))
		save(t, f)
		beside, err := Sidecars(path)
		if err != nil || len(beside) != 1 || beside[0] != f.Path() {
			t.Errorf("%d bytes, %s: beside it lie %q (%v)", len(c.article), c.annotator, beside, err)
			continue
		}
		if article, ok := ArticleOf(beside[0]); !ok || article != path {
			t.Errorf("%s leads to %s, %v", beside[0], article, ok)
		}
		if cut, long := strings.Contains(filepath.Base(beside[0]), "~"), len(c.article)+len(".")+len(Slug(c.annotator))+len(Extension) > mostName || len(c.article) > 180; cut != long && !strings.Contains(c.article, "~") {
			t.Errorf("%d bytes, %s: cut %t", len(c.article), c.annotator, cut)
		}
		if slug, ok := AnnotatorOf(beside[0]); !ok || slug != Slug(c.annotator) {
			t.Errorf("%s is %s's", beside[0], slug)
		}
		if got := comments(open(t, d, a).Set.All()); got != "one" {
			t.Errorf("%s: %q", path, got)
		}
	}
}

// No person is called like an adjudication or a machine, however the @ is written or what
// is invisible before it; an @ within a name is nobody's business.
func TestNobodyIsCalledLikeAMachine(t *testing.T) {
	for name, want := range map[string]bool{
		"Ida": true, "ida@vik.example": true, "7@x": true, "Ø @gold": true, "": true, "漢@": true,
		"@gold": false, " @gold": false, "＠gold": false, "﹫gold": false, "\u200b@gold": false, "\u202e@gold": false, "\u2066＠\u2069x": false, "-@x": false, "@": false, "\u0301@x": false, "\x00@x": false,
	} {
		if got := IsPerson(name); got != want {
			t.Errorf("%q is a person's name: %t", name, got)
		}
	}
}
