package ask

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"stet/annotate/kind"
	"stet/ui/card"
	"stet/ui/pane/panetest"
)

// reviewed is what checking a claim has led to, in a line.
func reviewed(c *kind.Claim) string {
	s := c.Status
	if r := c.Review; r != nil {
		s += " " + strings.TrimSpace(r.Verdict+" "+r.Rating)
		for _, e := range r.Evidence {
			s += fmt.Sprintf(" [%s “%s” %s]", e.Link, e.Words, e.Relation)
		}
	}
	return strings.TrimSpace(s + " " + c.Text)
}

// press sends keys to a form; type: types words, with _ for a blank.
func press(f *card.Form, keys string) (out card.Outcome) {
	for _, k := range panetest.Keys(keys) {
		out = f.Update(k)
	}
	return out
}

func TestAVerdictIsGivenKeyByKey(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"r enter", `verdict REFUTES`},
		{"r type:https://a.example enter enter", `verdict REFUTES [https://a.example “” REFUTES]`}, // it does what the verdict says
		{"s type:https://a.example enter type:so_it_is enter enter", `verdict SUPPORTS [https://a.example “so it is” SUPPORTS]`},
		{"i type:https://a.example enter tab s enter", `verdict NOT ENOUGH INFO [https://a.example “” SUPPORTS]`},
		{"p enter", `in progress`},
		{"n enter", `not checkable`},
		{"r type:report_in_the_press enter type:it_is_true enter enter", `verdict REFUTES [report in the press “it is true” REFUTES]`}, // letters of words answer nothing
		{"r tab tab tab type:pants_on_fire enter enter", `verdict REFUTES pants on fire`},
		{"tab tab tab tab tab type:it_cost_350 enter", `to check it cost 350`},
		{"r tab type:so_it_is enter enter", `verdict REFUTES [ “so it is” REFUTES]`}, // words without a source are kept
		{"r shift+tab s enter", `verdict SUPPORTS`},
		{"p r enter", `in progress REFUTES`}, // what was said of the status holds
		{"r shift+tab t enter", `to check`},
	} {
		c := &kind.Claim{Status: kind.ToCheck}
		f := VerdictForm(c, "it costs 350 million")
		out := press(f, tt.keys)
		SetVerdict(f, c, time.Time{})
		if got := reviewed(c); got != tt.want || out != card.Finished {
			t.Errorf("%s\n got %s (%d)\nwant %s", tt.keys, got, out, tt.want)
		}
	}
}

func TestAVerdictIsChangedAndKeepsItsEvidence(t *testing.T) {
	c := &kind.Claim{Status: kind.HasVerdict, Review: &kind.Review{
		Verdict: "REFUTES", Evidence: []kind.Evidence{{Link: "https://a.example", Words: "none was found"}}}}
	f := VerdictForm(c, "it costs 350 million")
	if f.Asking() != "verdict" {
		t.Errorf("the form begins with %s", f.Asking())
	}
	if box := ansi.Strip(strings.Join(f.View(panetest.Painter(t), 80, 24), "\n")); !strings.Contains(box, "https://a.example “none was found”") {
		t.Errorf("the evidence so far is not shown:\n%s", box)
	}
	press(f, "s enter")
	SetVerdict(f, c, time.Time{})
	if got, want := reviewed(c), "verdict SUPPORTS [https://a.example “none was found” ]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A card does not cut the words that it is about.
func TestWhatACardIsAboutIsShownWhole(t *testing.T) {
	words := strings.Repeat("the United Kingdom sends 350 million pounds a week to Brussels, ", 3) + "or so it is said"
	box := ansi.Strip(strings.Join(VerdictForm(&kind.Claim{}, words).View(panetest.Painter(t), 80, 22), "\n"))
	shown := strings.Join(strings.Fields(strings.NewReplacer("│", " ").Replace(box)), " ")
	if !strings.Contains(shown, words) || !strings.Contains(shown, "reworded") {
		t.Errorf("the claim is cut:\n%s", box)
	}
}
