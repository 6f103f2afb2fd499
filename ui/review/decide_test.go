package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// suggestIn puts a machine's claims beside an article, each with a score.
func suggestIn(t *testing.T, dir, name string, claims map[string]float64) {
	t.Helper()
	a, err := source.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	by := store.Software{Model: "m", Prompt: model.DigestOf("p"), Ran: clock}
	var as []*annotate.Annotation
	for words, score := range claims {
		i := strings.Index(a.Text, words)
		if i < 0 {
			t.Fatalf("%s does not say %s", name, words)
		}
		as = append(as, &annotate.Annotation{ID: store.NewID(), Body: &kind.Claim{Status: kind.ToCheck}, Creator: store.MachineIRI + "owl", Created: clock, Modified: clock,
			Origin: annotate.Origin{How: annotate.Suggested, Generator: by.Generator("@owl"), Score: score, Why: "so"},
			Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))})}})
	}
	if _, err := desk(dir, "alice").PutMachine(a, "@owl", by, as); err != nil {
		t.Fatal(err)
	}
}

func suggestedFolder(t *testing.T) string {
	dir := newFolder(t)
	suggestIn(t, dir, "tram-plan.txt", map[string]float64{"asked for an inquiry": 0.9, "Mayor defends tram plan": 0.3, "the new tram line will pay": 0.8})
	suggestIn(t, dir, "2026/rates-up.txt", map[string]float64{"The bank raised its rate": 0.85})
	return dir
}

// Machines are in no list until they are asked for, and what your own annotation
// answers is not asked again. All above a score are kept at once, over all files, and
// one undo takes that back.
func TestManySuggestionsAreKeptAtOnce(t *testing.T) {
	d := open(t, suggestedFolder(t))
	before := d.listed()
	if strings.Contains(before, "@owl") {
		t.Errorf("a machine is listed:\n%s", before)
	}
	d.press("M")
	if got := strings.Count(d.listed(), "@owl claim"); got != 3 {
		t.Errorf("%d suggestions are listed, want 3:\n%s", got, d.listed())
	}
	if list := d.listed(); strings.Index(list, "asked for an inquiry") > strings.Index(list, "The bank raised") {
		t.Errorf("the surest suggestion is not the first:\n%s", list)
	}
	d.press("/ ctrl+u type:machine:owl_kind:claim_score:0.8 enter ctrl+a P")
	if got := d.listed(); got != "" {
		t.Errorf("what was kept is still suggested:\n%s", got)
	}
	d.press("/ ctrl+u enter")
	if after := d.listed(); strings.Count(after, "alice claim") != strings.Count(before, "alice claim")+2 {
		t.Errorf("after keeping:\n%s", after)
	}
	data, err := os.ReadFile(store.SidecarPath(filepath.Join(d.dir, "tram-plan.txt"), "alice"))
	if err != nil || !strings.Contains(string(data), `"engine": "@owl/m/`) || !strings.Contains(string(data), `"score": 0.9`) || strings.Contains(string(data), `"why"`) {
		t.Errorf("the origin is not on the disk: %v\n%s", err, data)
	}
	d.press("u")
	if got := d.listed(); got != before {
		t.Errorf("after one undo:\n%s\nwant:\n%s", got, before)
	}
}

// What was refused here stays refused in a review that is opened later.
func TestManySuggestionsAreRefusedAtOnce(t *testing.T) {
	d := open(t, suggestedFolder(t))
	d.press("M ctrl+a x")
	if got := d.listed(); got != "" {
		t.Errorf("what was refused is still suggested:\n%s", got)
	}
	again := open(t, d.dir)
	again.press("M")
	if got := again.listed(); got != "" {
		t.Errorf("what was refused is suggested again:\n%s", got)
	}
	d.press("u")
	if got := strings.Count(d.listed(), "@owl"); got != 3 {
		t.Errorf("%d are suggested after undo:\n%s", got, d.listed())
	}
}

// In a blind project, and where suggestions are off, nothing of machines is shown.
func TestReviewHidesMachinesFromBlindCoders(t *testing.T) {
	for _, book := range []string{"name = \"x\"\n[project]\nblind = true\n", "name = \"x\"\n[project]\nsuggestions = \"none\"\n"} {
		dir := suggestedFolder(t)
		if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte(book), 0o644); err != nil {
			t.Fatal(err)
		}
		d := open(t, dir)
		d.press("M")
		if got := d.listed(); got != "" {
			t.Errorf("%s shows\n%s", book, got)
		}
	}
}

// ]d lists where machines and people differ, the most first, tells what each says there,
// and goes on from place to place; esc comes back to all.
func TestDifferencesToMachinesAreListed(t *testing.T) {
	d := open(t, suggestedFolder(t))
	d.press("/ type:annotator:alice enter")
	before := d.listed()
	d.press("] d")
	list := d.listed()
	if sure, other := strings.Index(list, "asked for an inquiry"), strings.Index(list, "Mayor defends tram plan"); sure < 0 || other < sure {
		t.Errorf("the most differing place is not the first:\n%s", list)
	}
	if facts := strings.Join(d.draw.facts(d.list.row()), "\n"); !strings.Contains(facts, "differ  ") || !strings.Contains(facts, "you: ") || !strings.Contains(facts, "owl: ") {
		t.Errorf("what each says is not told:\n%s", facts)
	}
	at := d.list.row()
	d.press("] d")
	if d.list.row() == at {
		t.Error("]d does not go on")
	}
	d.press("[ d")
	if d.list.row() != at {
		t.Error("[d does not go back")
	}
	d.press("esc")
	if got := d.listed(); got != before {
		t.Errorf("after esc:\n%s", got)
	}
}

// A blind coder is told nothing of where machines differ before they are done.
func TestDifferencesToMachinesAreHiddenFromBlindCoders(t *testing.T) {
	dir := suggestedFolder(t)
	if err := os.WriteFile(filepath.Join(dir, "codebook.toml"), []byte("name = \"x\"\n[project]\nblind = true\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	d := open(t, dir)
	d.press("] d")
	if got := d.listed() + d.front.Told.Message; strings.Contains(got, "owl") || !strings.Contains(got, "no article that you may see") {
		t.Errorf("shown:\n%s", got)
	}
}
