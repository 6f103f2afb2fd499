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
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// A bench is a folder with articles, at which sessions of one annotator work.
type bench struct {
	t        *testing.T
	desk     *store.Desk
	articles []*model.Article
}

func newBench(t *testing.T, articles int) *bench {
	t.Helper()
	dir, home := filepath.Join(t.TempDir(), "articles"), t.TempDir()
	b := &bench{t: t, desk: &store.Desk{Annotator: "Alice", Data: home, State: home, Locks: home}}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range articles {
		path := filepath.Join(dir, string(rune('a'+i))+".txt")
		if err := os.WriteFile(path, []byte(tram), 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := source.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		b.articles = append(b.articles, a)
	}
	return b
}

// open begins a session with the sidecars of all articles.
func (b *bench) open() *Session {
	b.t.Helper()
	s := New(b.desk)
	for _, a := range b.articles {
		sc, err := Open(b.desk, a)
		if err != nil {
			b.t.Fatal(err)
		}
		s.Add(sc)
	}
	return s
}

func (b *bench) note(i int, words string) *annotate.Annotation {
	a := b.articles[i]
	at := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	return &annotate.Annotation{
		ID: store.NewID(), Body: new(kind.Note), Comment: words, Created: at, Modified: at, Origin: annotate.Origin{How: annotate.ByHand},
		Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: 4, End: 8})},
	}
}

func add(a *annotate.Annotation) annotate.Edit {
	return annotate.Edit{Title: "note", Swaps: []annotate.Swap{{After: a}}}
}

func change(a *annotate.Annotation, words string) annotate.Edit {
	c := a.Clone()
	c.Comment, c.Modified = words, a.Modified.Add(time.Minute)
	return annotate.Edit{Title: "note", Swaps: []annotate.Swap{{Before: a, After: c}}}
}

func (b *bench) do(s *Session, edits ...annotate.Edit) {
	b.t.Helper()
	var parts []Part
	for i, e := range edits {
		parts = append(parts, Part{s.Sidecars()[i], e})
	}
	if err := s.Do("note", parts...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) flush(s *Session) []News {
	b.t.Helper()
	news, err := s.Flush()
	if err != nil {
		b.t.Fatal(err)
	}
	return news
}

// says compares what the first sidecar, or that of another article, holds on the disk.
func (b *bench) says(i int, want string) {
	b.t.Helper()
	sc, err := Open(b.desk, b.articles[i])
	if err != nil {
		b.t.Fatal(err)
	}
	var got []string
	for _, a := range sc.Set.All() {
		got = append(got, a.Comment)
	}
	slices.Sort(got)
	if g := strings.Join(got, " "); g != want {
		b.t.Errorf("article %d says %q, want %q", i, g, want)
	}
}

// one is the one annotation of a sidecar.
func one(s *Session, i int) *annotate.Annotation { return s.Sidecars()[i].Set.All()[0] }

// While a save is under way one annotation is changed here and elsewhere: both
// versions are kept.
func TestAnEditDuringASaveIsNotLost(t *testing.T) {
	b := newBench(t, 1)
	mine, theirs := b.open(), b.open()
	b.do(mine, add(b.note(0, "first")))
	b.flush(mine)
	for _, r := range theirs.Meet() {
		if n := theirs.Take(r()); n.Changes != 1 {
			t.Fatalf("met %+v", n)
		}
	}
	b.do(theirs, change(one(theirs, 0), "theirs"))
	b.flush(theirs)

	b.do(mine, add(b.note(0, "second")))
	saving := mine.Save()
	b.do(mine, change(mine.Sidecars()[0].Set.Get(one(theirs, 0).ID), "mine"))
	n := mine.Take(saving[0]())
	if n.Err != nil || mine.Unsaved() != 1 {
		t.Fatalf("after the first save %d edits are unsaved: %+v", mine.Unsaved(), n)
	}
	if news := b.flush(mine); news[0].Conflicts != 1 {
		t.Errorf("the second save: %+v", news)
	}
	b.says(0, "mine second theirs")
}

// What was met is built upon: changing it contradicts nobody.
func TestWhatAnotherProgramWroteIsBuiltUpon(t *testing.T) {
	b := newBench(t, 1)
	mine, theirs := b.open(), b.open()
	b.do(theirs, add(b.note(0, "theirs")))
	b.flush(theirs)
	mine.Take(mine.Meet()[0]())
	b.do(mine, change(one(mine, 0), "and mine"))
	if n := b.flush(mine); n[0].Conflicts != 0 {
		t.Errorf("%+v", n)
	}
	b.says(0, "and mine")
}

// An answer to a card that was opened before somebody else's change came in does
// not take that change away.
func TestAnEditThoughtOfEarlierKeepsBothVersions(t *testing.T) {
	b := newBench(t, 1)
	mine := b.open()
	b.do(mine, add(b.note(0, "first")))
	b.flush(mine)
	theirs := b.open()
	shown := one(mine, 0)
	b.do(theirs, change(one(theirs, 0), "theirs"))
	b.flush(theirs)
	mine.Take(mine.Meet()[0]())
	b.do(mine, change(shown, "mine"))
	b.flush(mine)
	b.says(0, "mine theirs")
	deletion := annotate.Edit{Swaps: []annotate.Swap{{Before: shown}}}
	if err := mine.Do("deleted", Part{mine.Sidecars()[0], deletion}); !errors.Is(err, ErrChanged) {
		t.Errorf("deleted a version that was never seen: %v", err)
	}
}

// Undo takes nothing back that somebody else has changed since.
func TestUndoLeavesWhatOthersChanged(t *testing.T) {
	b := newBench(t, 2)
	mine := b.open()
	b.do(mine, add(b.note(0, "one")), add(b.note(1, "two")))
	b.flush(mine)
	theirs := b.open()
	b.do(theirs, change(one(theirs, 0), "theirs"))
	b.flush(theirs)
	for _, task := range mine.Meet() {
		mine.Take(task())
	}
	if act, ok := mine.Undo(); !ok || act.Left != 1 {
		t.Errorf("undid %+v", act)
	}
	b.flush(mine)
	b.says(0, "theirs")
	b.says(1, "")
	if act, ok := mine.Redo(); !ok || act.Left != 0 {
		t.Errorf("redid %+v", act)
	}
	b.flush(mine)
	b.says(0, "theirs")
	b.says(1, "two")
}

// A failed save keeps the edits; they go with the next one.
func TestAFailedSaveIsTriedAgain(t *testing.T) {
	b := newBench(t, 1)
	s := b.open()
	b.do(s, add(b.note(0, "one")))
	dir := filepath.Dir(b.articles[0].Path)
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Flush(); err == nil || s.Unsaved() != 1 || !s.Settled() || s.Err() == nil || s.Save() != nil {
		t.Fatalf("saved in a folder that has vanished: %v, %d unsaved", err, s.Unsaved())
	}
	if err := os.Rename(dir+"-away", dir); err != nil {
		t.Fatal(err)
	}
	b.flush(s)
	b.says(0, "one")
}

// interrupt runs the save of only the first n sidecars, and then leaves the session
// as a process does that is killed.
func interrupt(s *Session, n int) {
	tasks := s.Save()
	for _, task := range tasks[:n] {
		task()
	}
	s.die()
}

// die gives the locks of a session free, as a process that is killed does.
func (s *Session) die() {
	for _, p := range s.plans {
		if p.unlock != nil {
			p.unlock()
		}
		p.unlock, p.over = nil, true
	}
}

// An act on several files that was cut short is completed: when it was done, undone
// and done again.
func TestAnActOnSeveralFilesIsCompleted(t *testing.T) {
	for _, c := range []struct {
		what  string
		saved int
		back  func(*Session)
		want  string
	}{
		{"done", 1, nil, "new"},
		{"done", 2, nil, "new"},
		{"undone", 1, func(s *Session) { s.Undo() }, ""},
		{"redone", 1, func(s *Session) { s.Undo(); s.Flush(); s.Redo() }, "new"},
	} {
		b := newBench(t, 3)
		s := b.open()
		b.do(s, add(b.note(0, "new")), add(b.note(1, "new")), add(b.note(2, "new")))
		if c.back != nil {
			b.flush(s)
			c.back(s)
		}
		interrupt(s, c.saved)
		if n, err := Complete(b.desk, source.Open); err != nil || n != 3-c.saved {
			t.Errorf("%s: completed %d files after %d, %v", c.what, n, c.saved, err)
		}
		for i := range b.articles {
			b.says(i, c.want)
		}
		if n, err := Complete(b.desk, source.Open); n != 0 || err != nil {
			t.Errorf("%s: completed again: %d, %v", c.what, n, err)
		}
		if left, _ := os.ReadDir(plans(b.desk)); len(left) > 0 {
			t.Errorf("%s: plans are left: %v", c.what, left)
		}
	}
}

// A plan that is being carried out is its process's, and nobody else's.
func TestAnActUnderWayIsLeftAlone(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	b.do(s, add(b.note(0, "one")), add(b.note(1, "two")))
	tasks := s.Save()
	tasks[0]()
	if n, err := Complete(b.desk, source.Open); n != 0 || err != nil {
		t.Errorf("completed %d, %v", n, err)
	}
	b.says(1, "")
}

// An act is completed in the sidecars of whoever did it.
func TestAnActIsCompletedForItsAnnotator(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	b.do(s, add(b.note(0, "one")), add(b.note(1, "two")))
	interrupt(s, 1)
	bob := *b.desk
	bob.Annotator = "Bob"
	if n, err := Complete(&bob, source.Open); n != 1 || err != nil {
		t.Errorf("completed %d, %v", n, err)
	}
	b.says(1, "two")
}

// The mark that an article is coded is part of an act like any other.
// What of an act can be done is done, once; the rest waits until it is given up, and is
// kept even then.
func TestAnActThatCanNeverBeFinishedIsGivenUp(t *testing.T) {
	b := newBench(t, 3)
	s := b.open()
	b.do(s, add(b.note(0, "one")), add(b.note(1, "two")), add(b.note(2, "three")))
	interrupt(s, 1)
	if err := os.Remove(s.Sidecars()[1].Article().Path); err != nil {
		t.Fatal(err)
	}
	if n, err := Complete(b.desk, source.Open); n != 1 || err == nil {
		t.Errorf("%d files completed, %v", n, err)
	}
	if n, err := Complete(b.desk, source.Open); n != 0 || err == nil {
		t.Errorf("again: %d files completed, %v", n, err)
	}
	aside, err := GiveUp(b.desk)
	if err != nil || len(aside) != 1 {
		t.Fatalf("%v %v", aside, err)
	}
	if data, err := os.ReadFile(aside[0]); err != nil || !strings.Contains(string(data), "two") || strings.Contains(string(data), "three") {
		t.Errorf("kept is %s, %v", data, err)
	}
	if n, err := Complete(b.desk, source.Open); n != 0 || err != nil {
		t.Errorf("afterwards: %d files completed, %v", n, err)
	}
	if locks, _ := filepath.Glob(filepath.Join(plans(b.desk), "*.lock")); len(locks) > 0 {
		t.Errorf("locks are left: %v", locks)
	}
}

func TestTheCodedMarksOfSeveralArticlesAreCompleted(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	at := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	coded := annotate.Edit{Title: "done", Coded: &annotate.CodedSwap{After: at}}
	b.do(s, coded, coded)
	interrupt(s, 1)
	if n, err := Complete(b.desk, source.Open); n != 1 || err != nil {
		t.Errorf("completed %d, %v", n, err)
	}
	for _, sc := range b.open().Sidecars() {
		if !sc.Set.Coded().Equal(at) {
			t.Errorf("%s is not marked", sc.Path())
		}
	}
}

func TestUndoReachesIntoEarlierSessions(t *testing.T) {
	b := newBench(t, 1)
	w, err := OpenArticle(b.desk, b.articles[0])
	if err != nil {
		t.Fatal(err)
	}
	b.do(w.Session, add(b.note(0, "one")))
	b.flush(w.Session)
	b.do(w.Session, change(one(w.Session, 0), "two"))
	b.flush(w.Session)

	if w, err = OpenArticle(b.desk, b.articles[0]); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"one", ""} {
		if act, ok := w.Undo(); !ok || !act.Earlier || act.Left > 0 {
			t.Fatalf("undid %+v, %v", act, ok)
		}
		b.flush(w.Session)
		b.says(0, want)
	}
	w.Redo()
	b.flush(w.Session)
	b.says(0, "one")
}
