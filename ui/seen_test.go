package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/query"
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
		Body: &kind.Claim{Status: kind.HasVerdict, Review: &kind.Review{Verdict: "REFUTES", Evidence: []kind.Evidence{{Link: "https://data.example/riverton"}}}}, Creator: desk.Creator(), Created: time.Now().UTC(),
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

	s := stageOf(t, Options{Path: dir, Desk: desk}, 80, 24)
	s.press("j enter")
	if got := s.screen(); !strings.Contains(got, "said before, refuted: “Riverton has cut its emissions") {
		t.Errorf("opening %s says nothing of the verdict:\n%s", filepath.Base(again), got)
	}
	s.press("V")
	if got := strings.Join(strings.Fields(s.screen()), " "); !strings.Contains(got, "Emissions were cut by 30 per cent in Riverton") || !strings.Contains(got, "https://data.example/riverton") || !strings.Contains(got, "also in a.txt") {
		t.Errorf("the verdict that is to be taken over:\n%s", s.screen())
	}
	s.press("enter enter q")
	if got := listed(t, desk, again); got != "link  : \nclaim the mayor : Emissions were cut by 30 per cent in Riverton" {
		t.Errorf("taken over: %s", got)
	}
	var rows []*query.Row
	if _, err := query.Collect(t.Context(), desk, []string{dir}, query.Query[query.Row]{}, func(rs []*query.Row) error { rows = append(rows, rs...); return nil }); err != nil {
		t.Fatal(err)
	}
	if l := query.Ledger(rows, nil); len(l) != 1 || len(l[0].Rows) != 2 || l[0].Verdict != "REFUTES" || reviews(rows) != 1 {
		t.Errorf("the ledger has %d claims, and %d checks are written down", len(l), reviews(rows))
	}
	s.press("enter")
	s.press("tab")
	if got := s.screen(); !strings.Contains(got, "✗ refuted, as in a.txt") || !strings.Contains(got, "→ same as claim “Riverton has cut") {
		t.Errorf("the claim does not say what it shares:\n%s", got)
	}
	s.press("q j enter")
	if got := s.screen(); strings.Contains(got, "said before") {
		t.Errorf("the weather was said before:\n%s", got)
	}
}

// A verdict is known in the next article at once, before any index has it.
func TestWhatWasJustJudgedIsKnownInTheNextArticle(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state, Cache: state}
	for name, text := range map[string]string{
		"a.txt": "Trams\n\n“The line costs 40 million euros,” said Jane Doe.\n",
		"b.txt": "Trams again\n\nThe line costs 40 million euros, Ben Roe said in the evening.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := stageOf(t, Options{Path: dir, Desk: desk}, 80, 24)
	s.press("enter ] c V r enter J")
	if got := s.screen(); !strings.Contains(got, "said before, refuted: “The line costs 40 million euros” · V takes it over") {
		t.Errorf("in the next article:\n%s", got)
	}
	s.press("V enter enter")
	if got := s.screen(); !strings.Contains(got, "✗ refuted, as in a.txt") || !strings.Contains(got, "→ same as claim “The line costs") {
		t.Errorf("right after it was taken over, the strip says:\n%s", got)
	}
	s.press("q")
	if got := listed(t, desk, filepath.Join(dir, "b.txt")); got != "link  : \nclaim Ben Roe : The line costs 40 million euros" {
		t.Errorf("taken over: %s", got)
	}
}

// reviews counts the claims of which a check is written down.
func reviews(rows []*query.Row) (n int) {
	for _, r := range rows {
		if r.Claims() && r.Detail("verdict") != "" {
			n++
		}
	}
	return n
}

// A relation reaches what is tagged in another article of the folder, and the strip says
// what that is.
func TestARelationReachesAnotherArticle(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state, Cache: state}
	for name, text := range map[string]string{
		"a.txt": "Trams\n\n“The line costs 40 million euros,” said Jane Doe.\n",
		"b.txt": "Bridges\n\n“The bridge costs 9 million euros,” said Ben Roe.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := stageOf(t, Options{Path: filepath.Join(dir, "a.txt"), Desk: desk}, 80, 24)
	s.press("tab enter q")
	s = stageOf(t, Options{Path: filepath.Join(dir, "b.txt"), Desk: desk}, 80, 24)
	s.press("tab enter tab r")
	if got := s.screen(); !strings.Contains(got, "The line costs") || !strings.Contains(got, "a.txt") {
		t.Fatalf("the card does not offer what is in the other article:\n%s", got)
	}
	s.press("type:costs enter a")
	if got := s.screen(); !strings.Contains(got, "→ attacks quote “The line costs 40 million") || !strings.Contains(got, "in a.txt") {
		t.Errorf("the strip does not tell of the relation:\n%s", got)
	}
	s.press("q")
	s = stageOf(t, Options{Path: filepath.Join(dir, "b.txt"), Desk: desk}, 80, 24)
	s.press("tab")
	if got := s.screen(); !strings.Contains(got, "in a.txt") {
		t.Errorf("opened anew, the strip does not tell of the relation:\n%s", got)
	}
}

// Whoever goes by claims goes on in the next article, and is at its first.
func TestGoingByClaimsGoesOnInTheNextArticle(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	desk := &store.Desk{Annotator: "alice", Data: state, State: state, Locks: state, Cache: state}
	for name, text := range map[string]string{
		"a.txt": "Trams\n\n“The line costs 40 million euros,” said Jane Doe.\n",
		"b.txt": "Bridges\n\nIt rained.\n\n“The bridge costs 9 million euros,” said Ben Roe.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := stageOf(t, Options{Path: dir, Desk: desk}, 80, 24)
	s.press("enter ] c n")
	if got := s.screen(); !strings.Contains(got, "no more claims after this · n again: in the next article") {
		t.Fatalf("after the last claim:\n%s", got)
	}
	s.press("n")
	if got := s.screen(); !strings.Contains(got, "Ben Roe") || !strings.Contains(got, "C claim? 1 of 1") {
		t.Errorf("n again does not lead to the claim of the next article:\n%s", got)
	}
}

// listed is what your own sidecar of an article holds, with its verdicts.
func listed(t *testing.T, desk *store.Desk, path string) string {
	t.Helper()
	art, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := desk.Open(art)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, a := range f.Set.All() {
		row := query.NewRow(a)
		out = append(out, row.Kind+" "+row.Who+" "+row.Detail("verdict")+": "+row.Words)
	}
	return strings.Join(out, "\n")
}
