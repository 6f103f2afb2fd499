package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
)

// A desk in folders of the test's own, with a clock that stands still.
func testDesk(t testing.TB, annotator string) *Desk {
	t.Helper()
	home := t.TempDir()
	return &Desk{
		Annotator: annotator,
		Data:      filepath.Join(home, "data"),
		State:     filepath.Join(home, "state"),
		Locks:     filepath.Join(home, "run"),
		Now:       func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) },
	}
}

func testArticle(t testing.TB, text string) *model.Article {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tram.txt")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return article(path, text)
}

func article(path, text string) *model.Article {
	return &model.Article{
		Text: text, Path: path, Digest: model.DigestOf(text),
		Meta: model.Meta{Title: "Mayor defends the tram", Format: "text/plain", Language: "en"},
	}
}

// place describes the first occurrence of words.
func place(a *model.Article, words string) annotate.Place {
	i := strings.Index(a.Text, words)
	if i < 0 {
		panic("no such words: " + words)
	}
	return anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))})
}

func quote(a *model.Article, id, words, speaker string) *annotate.Annotation {
	p := place(a, speaker)
	return &annotate.Annotation{
		ID: id, Target: annotate.Target{Place: place(a, words)},
		Body:    &kind.Quote{Form: "direct", Speaker: annotate.Ref{Kind: annotate.RefName, Name: speaker, Type: mention.Person, Words: &p}},
		Creator: "urn:x-stet:annotator:alice", Origin: annotate.Origin{How: annotate.ByHand},
		Created: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), Modified: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC),
	}
}

const tram = "Mayor defends the tram\n\n“It will pay for itself,” said Jane Doe. “We are not going back.”\n"

func TestSaveAndOpenAgain(t *testing.T) {
	desk, a := testDesk(t, "Alice"), testArticle(t, tram)
	f, err := desk.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	q := quote(a, NewID(), "“It will pay for itself,”", "Jane Doe")
	f.Set.Do(annotate.Edit{Title: "quote", Swaps: []annotate.Swap{{After: q}}})
	saved, err := f.Save(f.Set.Snapshot(), f.Set.Coded())
	if err != nil {
		t.Fatal(err)
	}
	if want := a.Path + ".alice.anno.json"; saved.Path != want {
		t.Errorf("saved to %s, want %s", saved.Path, want)
	}
	again, err := desk.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	if again.ReadOnly != "" || len(again.Problems) > 0 {
		t.Fatal(again.ReadOnly, again.Problems)
	}
	got := again.Set.All()
	if len(got) != 1 || a.Slice(got[0].Target.Range) != "“It will pay for itself,”" || got[0].Who().Name != "Jane Doe" {
		t.Fatalf("got %+v", got)
	}
}
