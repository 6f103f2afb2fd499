package session

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// An answer to what was shown earlier, given while a save is under way, keeps both
// versions; undone, the other's is there again.
func TestAnEditThoughtOfEarlierDuringASave(t *testing.T) {
	b := newBench(t, 1)
	mine := b.open()
	b.do(mine, add(b.note(0, "first")))
	b.flush(mine)
	theirs, shown := b.open(), one(mine, 0)
	b.do(theirs, change(one(theirs, 0), "theirs"))
	b.flush(theirs)
	mine.Take(mine.Meet()[0]())
	b.do(mine, add(b.note(0, "second")))
	saving := mine.Save()
	b.do(mine, change(shown, "mine"))
	mine.Take(saving[0]())
	mine.Undo()
	if now := mine.Sidecars()[0].Set.Get(shown.ID); now.Comment != "theirs" {
		t.Errorf("undone, it says %q", now.Comment)
	}
	mine.Redo()
	b.flush(mine)
	b.says(0, "mine second theirs")
}

// An edit that fails to be saved is tried again with the next one, and one file needs no
// plan.
func TestTheNextEditTriesAgain(t *testing.T) {
	b := newBench(t, 1)
	s := b.open()
	if s.Ever() || !s.Sidecars()[0].Fresh {
		t.Error("something was saved before anything was done")
	}
	dir := filepath.Dir(b.articles[0].Path)
	os.Rename(dir, dir+"-away")
	b.do(s, add(b.note(0, "one")))
	s.Flush()
	os.Rename(dir+"-away", dir)
	if s.Unsaved() != 1 || s.Ever() || len(s.Save()) != 0 {
		t.Errorf("%d edits are unsaved", s.Unsaved())
	}
	b.do(s, add(b.note(0, "two")))
	if tasks := s.Save(); len(tasks) != 1 || s.Settled() {
		t.Fatalf("%d tasks, settled %t", len(tasks), s.Settled())
	} else if n := s.Take(tasks[0]()); n.Err != nil || !n.First || !s.Ever() || !s.Settled() {
		t.Errorf("%+v", n)
	}
	b.says(0, "one two")
	if exists(plans(b.desk)) {
		t.Error("an edit of one file has a plan")
	}
	if b.open().Sidecars()[0].Fresh {
		t.Error("there was something in the file")
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// A change of the project's names is undone and brought back in its turn, and an act of
// which nothing is left is not in the way.
func TestNamesAreUndoneInTheirTurn(t *testing.T) {
	b := newBench(t, 1)
	s := b.open()
	b.do(s, add(b.note(0, "one")))
	s.Named("joined", codebook.NamesEdit{File: "names.toml"})
	for range 2 {
		if act, ok := s.Undo(); !ok || act.Title != "joined" || act.Names.File == "" {
			t.Fatalf("undone %+v", act)
		}
		if act, ok := s.Redo(); !ok || act.Title != "joined" {
			t.Fatalf("brought back %+v", act)
		}
	}
	s.Undo()
	s.Undo()
	b.flush(s)
	other := b.open()
	n := b.note(0, "other")
	n.ID = s.undone[len(s.undone)-1].Parts[0].Edit.Swaps[0].After.ID // the same annotation, made anew elsewhere
	b.do(other, add(n))
	b.flush(other)
	s.Take(s.Meet()[0]())
	if act, ok := s.Redo(); !ok || act.Left != 1 {
		t.Errorf("brought back %+v", act)
	}
	if act, ok := s.Last(); ok {
		t.Errorf("nothing was brought back, and %+v can be undone", act)
	}
	// Neither is an undo of which nothing could be done brought back.
	b.do(s, change(s.Sidecars()[0].Set.Get(n.ID), "mine"))
	b.flush(s)
	other.Take(other.Meet()[0]())
	b.do(other, change(other.Sidecars()[0].Set.Get(n.ID), "theirs"))
	b.flush(other)
	s.Take(s.Meet()[0]())
	if act, ok := s.Undo(); !ok || act.Left != 1 {
		t.Errorf("undone %+v", act)
	}
	if act, ok := s.Next(); ok && act.Title == "note" && len(act.Parts) == 0 {
		t.Errorf("nothing was undone, and %+v can be brought back", act)
	}
}

// The edits of an adjudication and your own are undone by their time, not by file.
func TestEarlierEditsAreUndoneByTheirTime(t *testing.T) {
	b := newBench(t, 1)
	b.by("Bob", true, b.note(0, "of bob"))
	at := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	b.desk.Now = func() time.Time { at = at.Add(time.Minute); return at }
	w := b.article()
	for i, title := range []string{"1", "2", "3", "4", "5"} {
		n := b.note(0, title)
		if err := w.Session.Do(title, Part{[]*Sidecar{w.Own, w.Gold}[i%2], annotate.Edit{Title: title, Swaps: []annotate.Swap{{After: n}}}}); err != nil {
			t.Fatal(err)
		}
		b.flush(w.Session)
	}
	w = b.article()
	for _, want := range []string{"5", "4", "3", "2", "1"} {
		if act, ok := w.Undo(); !ok || act.Title != want {
			t.Errorf("undone %q, want %q", act.Title, want)
		}
	}
}

// What another program deleted is gone here too once that is met, and its mark does not
// take the place of one that was set here since.
func TestWhatIsMetOfOthers(t *testing.T) {
	b := newBench(t, 1)
	mine := b.open()
	b.do(mine, add(b.note(0, "one")))
	b.flush(mine)
	theirs := b.open()
	b.do(theirs, annotate.Edit{Swaps: []annotate.Swap{{Before: one(theirs, 0)}}})
	b.flush(theirs)
	if n := mine.Take(mine.Meet()[0]()); n.Changes != 1 || len(mine.Sidecars()[0].Set.All()) != 0 {
		t.Errorf("met %+v: %d annotations", n, len(mine.Sidecars()[0].Set.All()))
	}
	mark := func(s *Session, minute int) annotate.Edit {
		return annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: s.Sidecars()[0].Set.Coded(), After: time.Date(2031, 1, 1, 0, minute, 0, 0, time.UTC)}}
	}
	b.do(theirs, mark(theirs, 1))
	b.flush(theirs)
	b.do(mine, add(b.note(0, "two")))
	saving := mine.Save()
	b.do(mine, mark(mine, 2)) // while the save brings theirs
	n := mine.Take(saving[0]())
	if at := mine.Sidecars()[0].Set.Coded(); n.Coded || at.Minute() != 2 {
		t.Errorf("met %+v: coded %v", n, at)
	}
	b.flush(mine)
	if at := b.open().Sidecars()[0].Set.Coded(); at.Minute() != 2 {
		t.Errorf("the file says %v", at)
	}
}

// What cannot be saved beside its article goes elsewhere where a person wants that, and
// only then; where it can be saved now it is not.
func TestSavingElsewhereWhenAsked(t *testing.T) {
	for _, back := range []bool{false, true} {
		b := newBench(t, 1)
		s := b.open()
		b.do(s, add(b.note(0, "one")))
		dir := filepath.Dir(b.articles[0].Path)
		os.Rename(dir, dir+"-away")
		if news, err := s.Flush(); err == nil || news[0].Kept {
			t.Fatalf("%+v", news)
		}
		if back {
			os.Rename(dir+"-away", dir)
		}
		tasks := s.SaveElsewhere()
		if len(tasks) != 1 {
			t.Fatalf("%d tasks", len(tasks))
		}
		n := s.Take(tasks[0]())
		if n.Err != nil || !n.Asked || n.Kept == back || s.Unsaved() != 0 || s.Sidecars()[0].Path() != n.Path {
			t.Errorf("the folder is back %t: %+v", back, n)
		}
		if !back {
			os.Rename(dir+"-away", dir)
		}
		b.says(0, "one")
		if sc := b.open().Sidecars()[0]; sc.Path() != store.SidecarPath(b.articles[0].Path, "alice") {
			t.Errorf("it lies at %s", sc.Path())
		}
	}
}

// What lay elsewhere has come home when it is opened, and that is said.
func TestWhatComesHomeIsSaid(t *testing.T) {
	b := newBench(t, 1)
	s := b.open()
	b.do(s, add(b.note(0, "one")))
	dir := filepath.Dir(b.articles[0].Path)
	os.Rename(dir, dir+"-away")
	s.Flush()
	for _, task := range s.SaveElsewhere() {
		s.Take(task())
	}
	os.Rename(dir+"-away", dir)
	for _, home := range []bool{true, false} {
		if sc := b.open().Sidecars()[0]; sc.Home != home || sc.Path() != store.SidecarPath(b.articles[0].Path, "alice") {
			t.Errorf("it has come home %t, to %s", sc.Home, sc.Path())
		}
	}
}

// A plan names its articles wherever it is carried out from, and its annotator with the
// address; a file that nobody may write stays as it is, and is not counted.
func TestAPlanIsCarriedOutFromAnywhere(t *testing.T) {
	b := newBench(t, 2)
	b.desk.Email = "alice@gazette.example"
	dir := filepath.Dir(b.articles[0].Path)
	t.Chdir(dir)
	s := New(b.desk)
	var parts []Part
	for i, a := range b.articles {
		near, err := source.Open(filepath.Base(a.Path))
		if err != nil {
			t.Fatal(err)
		}
		sc, err := Open(b.desk, near)
		if err != nil {
			t.Fatal(err)
		}
		s.Add(sc)
		parts = append(parts, Part{sc, add(b.note(i, "new"))})
	}
	if err := s.Do("note", parts...); err != nil {
		t.Fatal(err)
	}
	interrupt(s, 1)
	t.Chdir(t.TempDir())
	bob := *b.desk
	bob.Annotator, bob.Email = "Bob", ""
	if n, err := Complete(&bob, source.Open); n != 1 || err != nil {
		t.Fatalf("%d files, %v", n, err)
	}
	for i := range b.articles {
		b.says(i, "new")
		if by, _ := b.open().Sidecars()[i].By(); by.ID != "mailto:alice@gazette.example" {
			t.Errorf("article %d is by %+v", i, by)
		}
	}
	// A file that a newer stet has taken over.
	next := b.open()
	b.do(next, add(b.note(0, "more")), add(b.note(1, "more")))
	interrupt(next, 1)
	path := store.SidecarPath(b.articles[1].Path, "alice")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	newer := strings.Replace(string(data), `"schemaVersion": "1"`, `"schemaVersion": "2"`, 1)
	if err := os.WriteFile(path, []byte(newer), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := Complete(b.desk, source.Open); n != 0 || !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("%d files, %v", n, err)
	}
	if now, _ := os.ReadFile(path); string(now) != newer {
		t.Error("it was written")
	}
}

// A plan that cannot be written down can be later.
func TestAPlanThatCannotBeWrittenDown(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	plan := s.plan([]Part{{s.Sidecars()[0], add(b.note(0, "one"))}, {s.Sidecars()[1], add(b.note(1, "two"))}})
	if err := os.MkdirAll(filepath.Join(plan.path, "full"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := plan.Begin(); err == nil {
		t.Fatal("it was written down in the place of a folder")
	}
	os.RemoveAll(plan.path)
	for range 2 { // once is enough
		if err := plan.Begin(); err != nil || !exists(plan.path) {
			t.Errorf("written down later: %v", err)
		}
	}
	for _, sc := range s.Sidecars() {
		plan.done(sc)
	}
	if err := plan.Begin(); err != nil || exists(plan.path) {
		t.Errorf("it is over, and is written down: %v", err)
	}
	loose := *b.articles[0]
	loose.Path = ""
	sc, err := Open(b.desk, &loose)
	if err != nil {
		t.Fatal(err)
	}
	if p := s.plan([]Part{{sc, add(b.note(0, "one"))}}); p.parts[0].article != "" {
		t.Errorf("a text without a file lies at %s", p.parts[0].article)
	}
}

// What earlier programs left undone is done when the next one begins.
func TestTheNextProgramTidiesUp(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	b.do(s, add(b.note(0, "one")), add(b.note(1, "two")))
	interrupt(s, 1)
	if home, n, err := Tidy(b.desk, source.Open); n != 1 || len(home) != 0 || err != nil {
		t.Errorf("%v, %d, %v", home, n, err)
	}
	b.says(1, "two")
}

// A result belongs to the session and the task that asked for it; one that is late, or of
// another session, says nothing. A look beside a change says nothing either.
func TestAResultThatNobodyWaitsFor(t *testing.T) {
	b := newBench(t, 1)
	mine, other := b.open(), b.open()
	b.do(other, add(b.note(0, "theirs")))
	b.flush(other)
	look := mine.Meet()[0]()
	if !mine.Busy() || other.Busy() {
		t.Error("a look is under way")
	}
	if n := other.Take(look); n.Sidecar != nil {
		t.Errorf("another session takes %+v", n)
	}
	b.do(mine, add(b.note(0, "mine")))
	if n := mine.Take(look); n.Met() || len(mine.Sidecars()[0].Set.All()) != 1 {
		t.Errorf("a look beside a change brings %+v", n)
	}
	if n := mine.Take(look); n.Sidecar != nil || mine.Busy() {
		t.Errorf("taken twice: %+v", n)
	}
	b.flush(mine)
	b.says(0, "mine theirs")
	for _, n := range []News{{Changes: 1}, {Coded: true}, {Changes: 2, Coded: true}} {
		if !n.Met() {
			t.Errorf("%+v brings nothing", n)
		}
	}
	if (News{Conflicts: 1}).Met() {
		t.Error("nothing is something")
	}
}

// A save that panics fails, with its reason, and the edit is still there; where the history
// cannot be written the save succeeds and that is said, also of undo and redo.
func TestASaveThatGoesWrong(t *testing.T) {
	b := newBench(t, 1)
	loose := *b.articles[0]
	loose.Path = ""
	sc, err := Open(b.desk, &loose)
	if err != nil {
		t.Fatal(err)
	}
	s := New(b.desk)
	s.Add(sc)
	s.Shelve = func(*model.Article) (*model.Article, error) { panic("a fault") }
	if err := s.Do("note", Part{sc, add(b.note(0, "one"))}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Flush(); err == nil || !strings.Contains(err.Error(), "saving panicked: a fault") || s.Unsaved() != 1 {
		t.Errorf("%v, %d unsaved", err, s.Unsaved())
	}
	s.Shelve = func(*model.Article) (*model.Article, error) { return b.articles[0], nil }
	b.flush(s)
	if sc.Article() != b.articles[0] {
		t.Error("the session still has the text without a file")
	}
	if err := os.RemoveAll(filepath.Join(b.desk.State, "undo")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(b.desk.State, "undo"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, step := range map[string]func(){"done": func() { b.do(s, add(b.note(0, "two"))) }, "undone": func() { s.Undo() }, "redone": func() { s.Undo(); b.flush(s); s.Redo() }} {
		step()
		if news := b.flush(s); len(news) != 1 || news[0].Journal == nil || !news[0].Saved {
			t.Errorf("%s: %+v", name, news)
		}
	}
}

// The mark “coded” that was changed elsewhere is not taken back, and is counted.
func TestAMarkThatChangedIsNotTakenBack(t *testing.T) {
	b := newBench(t, 1)
	s := b.open()
	mark := func(s *Session, minute int) annotate.Edit {
		return annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: s.Sidecars()[0].Set.Coded(), After: time.Date(2031, 1, 1, 0, minute, 0, 0, time.UTC)}}
	}
	b.do(s, mark(s, 1))
	b.flush(s)
	other := b.open()
	b.do(other, mark(other, 2))
	b.flush(other)
	s.Take(s.Meet()[0]())
	if act, ok := s.Undo(); !ok || act.Left != 1 || s.Sidecars()[0].Set.Coded().Minute() != 2 {
		t.Errorf("%+v, coded %v", act, s.Sidecars()[0].Set.Coded())
	}
}

// Drafts of an article are there when it is opened; those of a text without a file are of
// that text alone.
func TestDraftsOfATextWithoutAFile(t *testing.T) {
	b := newBench(t, 1)
	one := model.Article{Text: "One.", Digest: model.DigestOf("One.")}
	two := model.Article{Text: "Two.", Digest: model.DigestOf("Two.")}
	if err := KeepDrafts(b.desk, &one, []Draft{{Key: "k"}}); err != nil {
		t.Fatal(err)
	}
	ofOne, _ := Drafts(b.desk, &one)
	ofTwo, _ := Drafts(b.desk, &two)
	if len(ofOne) != 1 || len(ofTwo) != 0 {
		t.Error("drafts are of another text")
	}
	if err := KeepDrafts(b.desk, b.articles[0], []Draft{{Key: "k"}, {Key: "l"}}); err != nil {
		t.Fatal(err)
	}
	if w := b.article(); len(w.Drafts) != 2 {
		t.Errorf("%d drafts", len(w.Drafts))
	}
}

// What of a codebook is wrong is said in one line, and where there is more of it.
func TestAFaultyCodebookIsToldInOneLine(t *testing.T) {
	for book, more := range map[string]bool{"name = [\n": false, "name = \"x\"\n[[set]]\nname = \"a\"\napplies = \"nothing\"\n[[set]]\nname = \"b\"\napplies = \"nothing\"\n": true} {
		b := newBench(t, 1)
		if err := os.WriteFile(filepath.Join(filepath.Dir(b.articles[0].Path), "codebook.toml"), []byte(book), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := LoadProject(b.articles[0].Path)
		if err == nil || strings.Contains(err.Error(), "\n") || strings.HasSuffix(err.Error(), " · stet codebook names all faults") != more {
			t.Errorf("%q: %v", book, err)
		}
	}
}

// An edit without an interface says where the file lies, also where nothing was to do.
func TestCommittingNothing(t *testing.T) {
	b := newBench(t, 1)
	sc := b.open().Sidecars()[0]
	path := store.SidecarPath(b.articles[0].Path, "alice")
	if n, err := sc.Commit(annotate.Edit{}); err != nil || n.Path != path || n.Sidecar != sc || n.Saved || exists(path) {
		t.Errorf("nothing: %+v, %v", n, err)
	}
	if n, err := sc.Commit(add(b.note(0, "one"))); err != nil || n.Path != path || !n.Saved || !n.First || !exists(path) {
		t.Errorf("a note: %+v, %v", n, err)
	}
	sc.ReadOnly = "it is Bob’s"
	if n, err := sc.Commit(add(b.note(0, "two"))); !errors.Is(err, store.ErrReadOnly) || n.Path != path {
		t.Errorf("in somebody else’s: %+v, %v", n, err)
	}
}

// Who says nothing of an article is no coder of it; what all say alike goes into the
// adjudication as it is.
func TestWhoIsACoder(t *testing.T) {
	b := newBench(t, 1)
	stance := func() *annotate.Annotation {
		return b.said(0, "The tram", &kind.Stance{Stance: kind.Favor, Scheme: kind.SemEval6})
	}
	b.by("Alice", true, stance())
	b.by("Bob", false, stance())
	refused := b.note(0, "refused")
	refused.Origin.How = annotate.Refused
	b.by("Carol", false, refused)
	b.by("Dan", true)
	w := b.article()
	if want := []string{"alice", "bob", "dan"}; !slices.Equal(w.Coders, want) {
		t.Errorf("coders are %q, want %q", w.Coders, want)
	}
	at := time.Date(2031, 5, 1, 0, 0, 0, 0, time.UTC)
	all := []*annotate.Annotation{stance(), stance()}
	if p := w.TakeAgreed(all, at); p.Sidecar != w.Gold || len(p.Edit.Swaps) != 2 || p.Edit.Swaps[0].After == nil || p.Edit.Swaps[0].After.Creator != b.desk.Creator() {
		t.Errorf("%+v", p.Edit)
	}
}

// Of two places of a story with as many annotations the first one is carried from.
func TestCarryingBeginsAtTheFirstOfEquals(t *testing.T) {
	b := newBench(t, 3)
	s := b.open()
	b.do(s, annotate.Edit{}, add(b.said(1, "Riders", new(kind.Note))), add(b.said(2, "Riders", new(kind.Note))))
	b.flush(s)
	if begin, _ := carriedTo(t, b, Most); begin != 1 {
		t.Errorf("it begins at %d", begin)
	}
}

// Only words that are surely where a machine says are suggested.
func TestWhichWordsAreSurelyThere(t *testing.T) {
	words := annotate.Place{Range: model.Range{Start: 1, End: 3}, State: annotate.Exact}
	change := func(f func(*annotate.Target)) *annotate.Annotation {
		a := &annotate.Annotation{Target: annotate.Target{Place: words}}
		f(&a.Target)
		return a
	}
	for name, c := range map[string]struct {
		a    *annotate.Annotation
		want bool
	}{
		"there":     {change(func(*annotate.Target) {}), true},
		"moved":     {change(func(t *annotate.Target) { t.State = annotate.Moved }), true},
		"fuzzy":     {change(func(t *annotate.Target) { t.State = annotate.Fuzzy }), false},
		"lost":      {change(func(t *annotate.Target) { t.State = annotate.Orphan }), false},
		"no words":  {change(func(t *annotate.Target) { t.End = 1 }), false},
		"article":   {change(func(t *annotate.Target) { t.Whole = true }), false},
		"an answer": {change(func(t *annotate.Target) { t.Annotation = "urn:a" }), false},
	} {
		if placed(c.a) != c.want {
			t.Errorf("%s: sure %t", name, !c.want)
		}
	}
}
