package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

func TestWhatWasCheckedBeforeIsSaidOnOpening(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state, Cache: state}
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const words = "Riverton has cut its emissions by 30 per cent"
	checked := write("a.txt", "Mayor speaks\n\nThe mayor said that "+words+" since 2019.\n")
	again := write("b.txt", "Mayor speaks again\n\nEmissions were cut by 30 per cent in Riverton, the mayor repeated on Friday.\n")
	write("c.txt", "Weather\n\nIt rained in the morning and cleared up at noon.\n")

	art, err := source.Open(checked)
	if err != nil {
		t.Fatal(err)
	}
	f, err := desk.Open(art)
	if err != nil {
		t.Fatal(err)
	}
	at := model.Pos(strings.Index(art.Text, words))
	f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
		ID: store.NewID(), Target: annotate.Target{Place: anchor.Describe(art, model.NewOffsets(art.Text), model.Range{Start: at, End: at + model.Pos(len(words))})},
		Body: &kind.Claim{Status: kind.HasVerdict, Review: &kind.Review{Verdict: "REFUTES"}}, Creator: desk.Creator(), Created: time.Now().UTC(),
	}}}})
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-time.Hour) // settled: the index takes it up
	for _, name := range []string{checked, f.Path()} {
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
	}

	m, err := newProgram(Options{Path: dir, Desk: desk})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, m: m}
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.carryOut(m.Init())
	s.press("j enter")
	if got := s.screen(); !strings.Contains(got, "seen before: “"+words[:30]) || !strings.Contains(got, "refuted, a.txt") {
		t.Errorf("opening %s says nothing of the verdict:\n%s", filepath.Base(again), got)
	}
	s.press("q j enter")
	if got := s.screen(); strings.Contains(got, "seen before") {
		t.Errorf("the weather was seen before:\n%s", got)
	}
}
