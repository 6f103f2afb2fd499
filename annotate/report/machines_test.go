package report

import (
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
)

// The paragraph names each machine with model, version and prompt, and the share of
// machines and of learning in what was kept.
func TestMethodsTellOfMachines(t *testing.T) {
	made := func(how annotate.How, generator string) *annotate.Annotation {
		return &annotate.Annotation{Body: new(kind.Note), Target: annotate.Target{Whole: true}, Origin: annotate.Origin{How: how, Generator: generator}}
	}
	docs := []agree.Document{{Article: &model.Article{Text: "x"}, Coders: map[string]agree.Coding{"alice": {Annotations: []*annotate.Annotation{
		made(annotate.Kept, "@owl/m-8b/1234abcd"), made(annotate.Edited, "@owl/m-8b/1234abcd"), made(annotate.Kept, "suggest/1"),
		made(annotate.Kept, LearnedEngine+"1"), made(annotate.ByHand, ""),
	}}}}}
	got := Methods(docs, nil, nil)
	for _, want := range []string{"came from @owl/m-8b/1234abcd (2), the program (1), what was learned from the coders (1).", "repeats the habits"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	words := "Mark every claim.\nNothing else."
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	by := store.Software{Model: "m-8b", Version: "q4", Parameters: `{"seed":7}`, Prompt: model.DigestOf(words), Codebook: "sea#1", Ran: day, Given: 10, Refused: 3}
	later := by
	later.Ran = day.AddDate(0, 0, 2)
	got = Machines([]MachineRun{{"@owl", by, 7}, {"@owl", later, 6}}, []agree.Validation{{Machine: "@owl", Against: []string{"alice"}, Docs: 2,
		Figures: []agree.Figure{{Level: "sentence", What: "claim", Measure: "F1", Value: 0.75, Units: 8}}}},
		func(string) (string, bool) { return words, true })
	for _, want := range []string{
		"The machine @owl (m-8b, version q4; prompt " + model.DigestOf(words)[:8] + ") was asked about 2 articles from 1 May 2026 to 3 May 2026.",
		"It gave 20 answers, of which 6 could not be placed", "13 suggestions remained",
		"@owl: Against alice, over 2 articles: claim by sentence, F1 = 0.75 (n = 8).",
		"- parameters: {\"seed\":7}", "    Mark every claim.\n    Nothing else.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if Machines(nil, nil, nil) != "" {
		t.Error("without machines there is a paragraph about them")
	}
}
