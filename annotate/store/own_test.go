package store

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// frame is a kind as a codebook adds one, with a field of every type.
var frame = kind.Make(kind.Spec{
	Name: "frame", Title: "frame", Sign: "F", Key: "f",
	Fields: []kind.SpecField{
		{Name: "type", Type: kind.Choice}, {Name: "tone", Type: kind.Choices}, {Name: "blamed", Type: kind.Name},
		{Name: "answers", Type: kind.Reference}, {Name: "strength", Type: kind.Number}, {Name: "since", Type: kind.Date}, {Name: "why", Type: kind.Text},
	},
})

// framed is a sidecar with one annotation of the kind, and a refused one.
func framed(t *testing.T) []byte {
	t.Helper()
	d := newTramDesk(t)
	words := d.at("tram", 0)
	body := frame.New()
	for name, v := range map[string]string{"type": "conflict", "tone": "ironic; alarmed", "answers": "urn:uuid:0195a3c0-0000-7000-8000-00000000aaaa", "strength": "3.5", "since": "2026-03-17", "why": "it says so"} {
		f, _ := frame.Field(name)
		if err := f.Set(body, v); err != nil {
			t.Fatal(err)
		}
	}
	*body.Refs()[0].Ref = annotate.NameRef("Jane Doe", "PERSON")
	body.Refs()[0].Ref.Words = &words
	at := time.Date(2026, 3, 17, 9, 41, 7, 0, time.UTC)
	refused := frame.New()
	frame.SetLabel(refused, "conflict")
	c := NewCollection(Document{ID: DocumentID(d.art), Digest: d.art.Digest, CodePoints: d.off.Len()}, Creator{ID: "urn:x-stet:annotator:alice", Name: "alice", Nickname: "alice"}, "", at)
	c.Annotations = []*annotate.Annotation{
		{ID: "urn:uuid:0195a3c0-0000-7000-8000-00000000f001", Body: body, Target: annotate.Target{Place: words}, Creator: "urn:x-stet:annotator:alice", Created: at, Modified: at, Origin: annotate.Origin{How: annotate.ByHand}, Comment: "look again"},
		{ID: "urn:uuid:0195a3c0-0000-7000-8000-00000000f002", Body: refused, Target: annotate.Target{Place: words}, Created: at, Modified: at, Origin: annotate.Origin{How: annotate.Refused}},
	}
	return c.Encode()
}

func TestAKindOfACodebookMeetsTheW3CSuite(t *testing.T) { meetsTheW3CSuite(t, framed(t)) }

func TestExpansionLosesNoFieldOfAKindOfACodebook(t *testing.T) { losesNoKey(t, framed(t), 30) }

func TestAKindOfACodebookIsReadWithTheCodebookAndKeptWithout(t *testing.T) {
	data := framed(t)
	with, err := Decode(data, frame)
	if err != nil || len(with.Problems) > 0 {
		t.Fatal(err, with.Problems)
	}
	for _, a := range with.Annotations {
		if _, ok := a.Body.(*kind.Own); !ok || a.Body.Label() != "conflict" {
			t.Errorf("%s is a %T, %q", a.ID, a.Body, a.Body.Label())
		}
	}
	for i, a := range with.Annotations { // written anew, it says the same
		c := a.Clone()
		c.Source = nil
		with.Annotations[i] = c
	}
	if got := with.Encode(); !bytes.Equal(got, data) {
		t.Errorf("written back as\n%s\nwant\n%s", got, data)
	}
	without, err := Decode(data)
	if err != nil || len(without.Problems) > 0 {
		t.Fatal(err, without.Problems)
	}
	for _, a := range without.Annotations {
		if _, ok := a.Body.(*kind.Unknown); !ok || a.Kind() != "frame" {
			t.Errorf("without its codebook %s is a %T, %q", a.ID, a.Body, a.Kind())
		}
	}
	if got := without.Encode(); !bytes.Equal(got, data) {
		t.Errorf("without its codebook it is written back as\n%s", got)
	}
	for i, a := range without.Annotations { // a change of what is understood leaves the rest alone
		if a.Origin.How != annotate.Refused {
			c := a.Clone()
			c.Comment = "looked at"
			without.Annotations[i] = c
		}
	}
	if got, want := without.Encode(), bytes.ReplaceAll(data, []byte("look again"), []byte("looked at")); !bytes.Equal(got, want) {
		t.Errorf("after a change it is\n%s\nwant\n%s", got, want)
	}
}

// Whoever opens an article of a library reads its sidecars with the codebook.
func TestADeskReadsTheKindsOfTheLibrary(t *testing.T) {
	dir := t.TempDir()
	d := newTramDesk(t)
	article := *d.art
	article.Path = filepath.Join(dir, "tram.txt")
	for name, data := range map[string][]byte{
		"tram.txt": []byte(d.text), "tram.txt.alice.anno.json": framed(t),
		"codebook.toml": []byte("name = \"x\"\n[kind.frame]\nkey = \"f\"\n[[kind.frame.field]]\nname = \"type\"\ntype = \"choice\"\nchoices = [\"conflict\"]\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	desk := &Desk{Annotator: "alice", Data: t.TempDir(), State: t.TempDir(), Locks: t.TempDir()}
	f, err := desk.Open(&article)
	if err != nil {
		t.Fatal(err)
	}
	as := f.Set.All()
	if len(as) != 1 || as[0].Body.Label() != "conflict" {
		t.Fatalf("it holds %+v", as)
	}
	if seen := desk.Glance(&article, model.Range{End: model.Pos(len(article.Text))}); len(seen) != 1 || seen[0].Body.Label() != "conflict" {
		t.Errorf("a glance shows %+v", seen)
	}
	// This codebook knows one of the fields; an edit keeps the others.
	c := as[0].Clone()
	frame.Fields[0].Set(c.Body, "economy")
	e := annotate.Edit{Title: "frame", At: c.Modified, Swaps: []annotate.Swap{{Before: as[0], After: c}}}
	f.Set.Do(e)
	if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(filepath.Join(dir, "tram.txt.alice.anno.json"))
	for _, kept := range []string{`"stet:kind/frame/type": "economy"`, `"stet:kind/frame/strength": 3.5`, `"stet:kind/frame/blamed": {`, `"alarmed"`} {
		if !bytes.Contains(got, []byte(kept)) {
			t.Errorf("%s is not in\n%s", kept, got)
		}
	}
}
