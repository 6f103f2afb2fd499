package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/annotate/store"
	"stet/model/source"
	"stet/ui/pane/panetest"
	"stet/ui/screen"
)

// twoArticles are in a folder in which the sidecar of the first cannot be written: a
// folder has its name.
func twoArticles(t *testing.T) (first string, desk *store.Desk) {
	t.Helper()
	dir, state := filepath.Join(t.TempDir(), "town"), t.TempDir()
	for _, name := range []string{"a.txt", "b.txt"} {
		panetest.Write(t, dir, name, "The tram of "+name+"\n\n“We will not sign,” said Angela Merkel in Berlin.\n")
	}
	first = filepath.Join(dir, "a.txt")
	return first, &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state}
}

func block(t *testing.T, article string) {
	t.Helper()
	if err := os.Mkdir(store.SidecarPath(article, "alice"), 0o755); err != nil {
		t.Fatal(err)
	}
}

func unblock(t *testing.T, article string) {
	t.Helper()
	if err := os.Remove(store.SidecarPath(article, "alice")); err != nil {
		t.Fatal(err)
	}
}

func kept(article string) bool {
	data, err := os.ReadFile(store.SidecarPath(article, "alice"))
	return err == nil && strings.Contains(string(data), "We will not sign")
}

// An edit of an article that was left for the next one is not lost with the program.
func TestLeavingWaitsForArticlesThatWereLeft(t *testing.T) {
	a, desk := twoArticles(t)
	s := stageOf(t, Options{Path: a, Desk: desk}, 100, 24)
	block(t, a)
	s.press("tab enter")
	if !strings.Contains(s.screen(), "NOT SAVED") {
		t.Fatalf("the failure is not said:\n%s", s.screen())
	}
	s.press("J")
	if !strings.Contains(s.screen(), "The tram of b.txt") || !strings.Contains(s.screen(), "NOT SAVED: 1 edit of an article that was left") {
		t.Fatalf("in the next article:\n%s", s.screen())
	}
	s.press("q")
	if s.quit || !strings.Contains(s.screen(), "1 edit is not saved") {
		t.Fatalf("it was not asked (quit %v):\n%s", s.quit, s.screen())
	}
	s.press("j") // goes on reading
	unblock(t, a)
	s.press("q")
	if !s.quit || !kept(a) {
		t.Errorf("quit %v, saved %v", s.quit, kept(a))
	}
}

// W saves from any article what could not be saved in another one.
func TestWSavesWhatWasLeft(t *testing.T) {
	a, desk := twoArticles(t)
	s := stageOf(t, Options{Path: a, Desk: desk}, 100, 24)
	block(t, a)
	s.press("tab enter J")
	unblock(t, a)
	if s.press("W"); !kept(a) || strings.Contains(s.screen(), "NOT SAVED") {
		t.Errorf("saved %v:\n%s", kept(a), s.screen())
	}
	if s.press("q"); !s.quit {
		t.Errorf("it still asks:\n%s", s.screen())
	}
}

// What is left all the same is saved by the next start, after a signal too.
func TestWhatCannotBeSavedIsKept(t *testing.T) {
	for what, leave := range map[string]func(*stage){
		"q":        func(s *stage) { s.press("q q") },
		"a signal": func(s *stage) { s.send(screen.Ended{}) },
	} {
		a, desk := twoArticles(t)
		s := stageOf(t, Options{Path: a, Desk: desk}, 100, 24)
		block(t, a)
		s.press("tab enter")
		if leave(s); !s.quit {
			t.Fatalf("%s does not end it:\n%s", what, s.screen())
		}
		if n, lost, err := s.m.ending.keep(); n != 1 || lost != 0 || err != nil {
			t.Errorf("%s: kept %d, lost %d, %v", what, n, lost, err)
		}
		unblock(t, a)
		if n, err := session.Complete(desk, source.Open); n != 1 || err != nil || !kept(a) {
			t.Errorf("%s: the next start saves %d, %v", what, n, err)
		}
	}
}

// While it saves, the program can be told to stay or to go.
func TestSavingThatTakesLongCanBeLeft(t *testing.T) {
	a, desk := twoArticles(t)
	s := stageOf(t, Options{Path: a, Desk: desk}, 100, 24)
	_, saving := s.m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	s.carryOut(saving)
	_, saving = s.m.Update(tea.KeyPressMsg{Code: tea.KeyEnter}) // under way
	s.press("q")
	if s.quit {
		t.Fatal("it did not wait")
	}
	s.press("q") // too early to mean it
	s.send(slowMsg{s.m.ending.shutdown})
	if s.quit || !strings.Contains(s.screen(), "saving takes long") {
		t.Fatalf("quit %v:\n%s", s.quit, s.screen())
	}
	if s.press("esc"); s.m.ending.shutdown != nil {
		t.Error("esc does not stay")
	}
	s.press("q")
	if s.carryOut(saving); !s.quit || !kept(a) {
		t.Errorf("quit %v, saved %v", s.quit, kept(a))
	}
}
