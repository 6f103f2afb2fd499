package session

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/source"
)

// What a person has typed and not answered yet is there again, in its place; that of
// another text has none, and nothing typed leaves no file.
func TestDraftsAreThereAgain(t *testing.T) {
	b := newBench(t, 2)
	a, desk := b.articles[0], b.desk
	if got, err := Drafts(desk, a); got != nil || err != nil {
		t.Errorf("of nothing: %v", got)
	}
	if err := KeepDrafts(desk, a, nil); err != nil {
		t.Errorf("nothing is kept: %v", err)
	}
	end := model.Pos(len(a.Text))
	ranges := []model.Range{{Start: 4, End: 8}, {End: end}, {Start: end, End: end}, {Start: 9, End: 8}, {Start: -1, End: 3}, {Start: 4, End: end + 1}}
	var ds []Draft
	for i, r := range ranges {
		ds = append(ds, Draft{Words: r, Fields: []Filled{{Name: "note", Typed: strings.Repeat("x", i), Answers: []string{"a"}}}})
	}
	if err := KeepDrafts(desk, a, ds); err != nil {
		t.Fatal(err)
	}
	got, _ := Drafts(desk, a)
	if len(got) != len(ds) {
		t.Fatalf("%d of %d", len(got), len(ds))
	}
	for i := range got {
		want := ranges[i]
		if i > 2 {
			want = model.Range{}
		}
		if got[i].Words != want || !reflect.DeepEqual(got[i].Fields, ds[i].Fields) {
			t.Errorf("%v came back as %v with %+v", ranges[i], got[i].Words, got[i].Fields)
		}
	}
	if got, _ := Drafts(desk, b.articles[1]); got != nil {
		t.Errorf("another article of the same text has them too: %v", got)
	}
	if info, err := os.Stat(draftFile(desk, a)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read them: %v, %v", info, err)
	}
	if err := KeepDrafts(desk, a, nil); err != nil || exists(draftFile(desk, a)) {
		t.Errorf("answered, and still there: %v", err)
	}
	if err := os.WriteFile(draftFile(desk, a), []byte("[{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := Drafts(desk, a); got != nil || err == nil {
		t.Errorf("half a file: %v, %v", got, err)
	}
	if err := KeepDrafts(desk, a, ds); err != nil {
		t.Fatal(err)
	}
	if aside, err := os.ReadFile(draftFile(desk, a) + "-1"); err != nil || string(aside) != "[{" {
		t.Errorf("what could not be read was written over: %q, %v", aside, err)
	}
}

// With nothing done there is nothing to undo, and with nothing undone nothing to redo;
// what is done after an undo ends the way forward.
func TestUndoAndRedoAtTheEnds(t *testing.T) {
	b := newBench(t, 1)
	s := b.open()
	sc := s.Sidecars()[0]
	if _, ok := s.Undo(); ok {
		t.Error("undone what was not done")
	}
	if _, ok := s.Redo(); ok {
		t.Error("brought back what was not undone")
	}
	n := b.note(0, "one")
	if err := s.Do("note", Part{sc, add(n)}); err != nil {
		t.Fatal(err)
	}
	if last, ok := s.Last(); !ok || last.Title != "note" {
		t.Errorf("%+v", last)
	}
	if act, ok := s.Undo(); !ok || act.Left != 0 || len(sc.Set.All()) != 0 {
		t.Errorf("%+v, %d left", act, len(sc.Set.All()))
	}
	if next, ok := s.Next(); !ok || next.Title != "note" {
		t.Errorf("%+v", next)
	}
	if _, ok := s.Redo(); !ok || len(sc.Set.All()) != 1 {
		t.Error("not brought back")
	}
	if _, ok := s.Redo(); ok {
		t.Error("brought back twice")
	}
	s.Undo()
	if err := s.Do("note", Part{sc, add(b.note(0, "two"))}); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Redo(); ok {
		t.Error("what was undone before another edit comes back")
	}
	// Nothing asked for is nothing done; something that is gone already is said.
	if err := s.Do("nothing", Part{sc, annotate.Edit{}}); err != nil {
		t.Error(err)
	}
	if err := s.Do("delete", Part{sc, annotate.Edit{Swaps: []annotate.Swap{{Before: n}}}}); !errors.Is(err, ErrChanged) {
		t.Errorf("deleting what is gone: %v", err)
	}
	sc.ReadOnly = "it is Bob’s"
	if err := s.Do("note", Part{sc, add(b.note(0, "three"))}); !errors.Is(err, store.ErrReadOnly) || len(sc.Set.All()) != 1 {
		t.Errorf("in somebody else’s file: %v", err)
	}
}

// What could not be saved when a program ends is saved by the next one.
func TestWhatWasKeptIsSavedByTheNextProgram(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	if n, err := s.Keep(); n != 0 || err != nil {
		t.Errorf("nothing to keep: %d, %v", n, err)
	}
	for i, sc := range s.Sidecars() {
		if err := s.Do("note", Part{sc, add(b.note(i, "kept"))}); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Keep(); n != 2 || err != nil {
		t.Fatalf("%d kept, %v", n, err)
	}
	if n, err := Complete(b.desk, source.Open); n != 2 || err != nil {
		t.Fatalf("%d saved, %v", n, err)
	}
	for i, sc := range b.open().Sidecars() {
		if as := sc.Set.All(); len(as) != 1 || as[0].Comment != "kept" {
			t.Errorf("article %d: %v", i, as)
		}
	}
	if n, err := Complete(b.desk, source.Open); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	left, _ := filepath.Glob(filepath.Join(plans(b.desk), "*"))
	if len(left) != 0 {
		t.Errorf("there is left %v", left)
	}
}

// A plan of which a line cannot be read, or whose article is gone, stays and is said.
func TestAPlanThatCannotBeCarriedOutStays(t *testing.T) {
	for name, line := range map[string]string{"not JSON": "{", "no edit": `{"article": "@", "annotator": "Alice", "edit": {"swaps": 7}}`, "no article": `{"article": "@.gone", "annotator": "Alice", "edit": {}}`} {
		b := newBench(t, 1)
		plan := filepath.Join(plans(b.desk), "1.jsonl")
		if err := b.desk.Put(plan, []byte(strings.ReplaceAll(line, "@", b.articles[0].Path)+"\n")); err != nil {
			t.Fatal(err)
		}
		if n, err := Complete(b.desk, source.Open); n != 0 || err == nil {
			t.Errorf("%s: %d, %v", name, n, err)
		}
		if _, err := os.Stat(plan); err != nil {
			t.Errorf("%s: the plan is gone: %v", name, err)
		}
	}
}

// A text without a file is shelved before it is saved, and a shelf that fails fails the
// save, which loses nothing.
func TestATextWithoutAFileIsShelvedFirst(t *testing.T) {
	b := newBench(t, 1)
	a := *b.articles[0]
	a.Path = ""
	sc, err := Open(b.desk, &a)
	if err != nil {
		t.Fatal(err)
	}
	s := New(b.desk)
	s.Add(sc)
	if err := s.Do("note", Part{sc, add(b.note(0, "one"))}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Flush(); !errors.Is(err, store.ErrNoPath) || s.Unsaved() != 1 {
		t.Errorf("without a shelf: %v, %d unsaved", err, s.Unsaved())
	}
	full := errors.New("the shelf is full")
	s.Shelve = func(*model.Article) (*model.Article, error) { return nil, full }
	if _, err := s.Flush(); !errors.Is(err, full) || s.Unsaved() != 1 {
		t.Errorf("a full shelf: %v, %d unsaved", err, s.Unsaved())
	}
	s.Shelve = func(*model.Article) (*model.Article, error) { return b.articles[0], nil }
	news, err := s.Flush()
	if err != nil || len(news) != 1 || news[0].Shelved == nil || news[0].Path != store.SidecarPath(b.articles[0].Path, "Alice") || s.Unsaved() != 0 || !news[0].First {
		t.Fatalf("%+v, %v", news, err)
	}
	if as := b.open().Sidecars()[0].Set.All(); len(as) != 1 || as[0].Comment != "one" {
		t.Errorf("the file says %v", as)
	}
}

// Another program's mark and changes come in with what they were, and are said.
func TestWhatComesInIsSaid(t *testing.T) {
	b := newBench(t, 1)
	mine, theirs := b.open(), b.open()
	sc, o := mine.Sidecars()[0], theirs.Sidecars()[0]
	at := time.Date(2031, 3, 1, 0, 0, 0, 0, time.UTC)
	e := add(b.note(0, "theirs"))
	e.Coded = &annotate.CodedSwap{After: at}
	if err := theirs.Do("note", Part{o, e}); err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := mine.Do("note", Part{sc, add(b.note(0, "mine"))}); err != nil {
		t.Fatal(err)
	}
	news, err := mine.Flush()
	if err != nil || len(news) == 0 || news[0].Changes != 1 || !news[0].Coded || !news[0].Met() || news[0].Conflicts != 0 {
		t.Fatalf("%+v, %v", news, err)
	}
	if len(sc.Set.All()) != 2 || !sc.Set.Coded().Equal(at) {
		t.Errorf("%d, coded %v", len(sc.Set.All()), sc.Set.Coded())
	}
	if act, _ := mine.Last(); len(act.Parts) != 1 || len(act.Parts[0].Edit.Swaps) != 1 {
		t.Error("what came in can be undone")
	}
}

// Machines that say the same of the same words are one suggestion, as sure as the surest
// of them; another word, kind, code or name is another one.
func TestMachinesThatSayTheSameAreOne(t *testing.T) {
	says := func(machine string, start model.Pos, form string, score float64) suggest.Suggestion {
		return suggest.Suggestion{Machine: machine, Annotation: annotate.Annotation{
			Body: &kind.Quote{Form: form}, Origin: annotate.Origin{Score: score}, Target: annotate.Target{Place: annotate.Place{Range: model.Range{Start: start, End: start + 3}}}}}
	}
	out := joined([]suggest.Suggestion{
		says("a", 1, "direct", 0.5), says("b", 1, "direct", 0.9), says("b", 1, "direct", 0.2), says("c", 1, "mixed", 0.3), says("d", 1, "direct", 0.1), says("a", 5, "direct", 0.5),
	})
	var got []string
	for _, s := range out {
		got = append(got, s.Machine+" "+s.Annotation.Body.Label()+" "+annotate.FormatScore(s.Annotation.Origin.Score))
	}
	if s := strings.Join(got, "; "); s != "a, b, d direct 0.9; c mixed 0.3; a direct 0.5" {
		t.Error(s)
	}
	hides := func(names ...string) func(string) bool {
		return func(m string) bool { return strings.Contains(strings.Join(names, " "), m) }
	}
	if !shownBy(&out[0], hides("a", "b")) || shownBy(&out[0], hides("a", "b", "d")) || shownBy(&out[1], hides("c")) {
		t.Error("a suggestion is shown as long as one of its machines is")
	}
}
