package query

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/library"
	"stet/model/source"
)

const frameBook = "name = \"x\"\n[kind.frame]\nkey = \"f\"\n[[kind.frame.field]]\nname = \"type\"\ntype = \"choice\"\nchoices = [\"conflict\"]\n" +
	"[[kind.frame.field]]\nname = \"frame_tone\"\ntype = \"choices\"\nchoices = [\"ironic\", \"alarmed\"]\n[[kind.frame.field]]\nname = \"blamed\"\ntype = \"name\"\n" +
	"[[kind.frame.field]]\nname = \"hero\"\ntype = \"name\"\n"

// framed is a folder with one article, a codebook that adds a kind, and one annotation
// of it.
func framed(t *testing.T) (dir string, desk *store.Desk) {
	t.Helper()
	dir = t.TempDir()
	path := filepath.Join(dir, "rain.txt")
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("rain.txt", "It rained in Oslo.\n")
	write("codebook.toml", frameBook)
	desk = &store.Desk{Annotator: "alice", Data: t.TempDir(), State: t.TempDir(), Locks: t.TempDir()}
	a, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := desk.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	frame := desk.Kinds(path)[0]
	body := frame.New()
	for name, v := range map[string]string{"type": "conflict", "frame_tone": "ironic; alarmed"} {
		field, _ := frame.Field(name)
		field.Set(body, v)
	}
	*body.Refs()[0].Ref, *body.Refs()[1].Ref = annotate.NameRef("Oslo", "GPE"), annotate.NameRef("Jane Doe", "PERSON")
	n := annotate.Annotation{ID: store.NewID(), Body: body, Target: annotate.Target{Place: annotate.Place{Range: model.Range{Start: 0, End: 9}}}, Origin: annotate.Origin{How: annotate.ByHand}}
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: anchor.Confirm(&n, a, model.NewOffsets(a.Text))}}})
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
	return dir, desk
}

func TestFieldsOfACodebookAreAskedFor(t *testing.T) {
	dir, desk := framed(t)
	var rows []*Row
	if _, err := Collect(context.Background(), desk, []string{dir}, Query[Row]{}, func(some []*Row) error { rows = append(rows, some...); return nil }); err != nil || len(rows) != 1 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	asking := Asking(desk.Kinds(filepath.Join(dir, "rain.txt")))
	for q, want := range map[string]bool{
		"kind:frame": true, "type:conf": true, "frametone:alarmed": true, "frametone:iron": true, "frametone:sad": false, "blamed:oslo": true,
		"blamed:jane": false, "hero:jane": true, "by:oslo": true, "label:conflict": true, "alarmed": true, "frametone:": true, "-hero:": false,
	} {
		query, err := asking.Parse(q, time.Now())
		if err != nil {
			t.Errorf("%s: %v", q, err)
		} else if got := query.Match(rows[0]); got != want {
			t.Errorf("%s is %v, want %v", q, got, want)
		}
	}
	if _, err := Annotations.Parse("kind:frame", time.Now()); err == nil {
		t.Error("without the codebook there is a kind frame")
	}
}

// What a codebook adds and takes away is seen though the sidecar is as it was.
func TestAnIndexFollowsTheCodebook(t *testing.T) {
	dir, desk := framed(t)
	old := time.Now().Add(-time.Hour) // settled
	for _, name := range []string{"rain.txt", "rain.txt.alice.anno.json"} {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	x := newIndex(dir, "", nil)
	refresh := func(want string, read int) {
		t.Helper()
		list, err := library.List(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		fresh, changed, err := x.Refresh(context.Background(), list, desk, nil)
		if err != nil || len(fresh.Rows()) != 1 || fresh.Rows()[0].Label != want || changed != read {
			t.Fatalf("the rows are %+v, %d read, %v; want the label %q, %d read", fresh.Rows(), changed, err, want, read)
		}
		x = fresh
	}
	book := filepath.Join(dir, "codebook.toml")
	refresh("conflict", 1)
	refresh("conflict", 0)
	if err := os.WriteFile(book, []byte("name = \"x\"\n[[set]]\nuse = \"fever\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	refresh("", 1)
	if k := x.Rows()[0].Kind; k != "frame" {
		t.Errorf("without the codebook it is a %q", k)
	}
	if err := os.WriteFile(book, []byte(frameBook), 0o600); err != nil {
		t.Fatal(err)
	}
	refresh("conflict", 1)
	if kind.Stamp(desk.Kinds(book)) == "" {
		t.Error("the kinds have no stamp")
	}
}
