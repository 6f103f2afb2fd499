package reader

import (
	"strings"
	"testing"

	"stet/model"
)

// The analysis of a long text says how far it is, and esc ends it: the suggestions
// before stays, and nothing is heard of the rest.
func TestTheAnalysisCanBeStopped(t *testing.T) {
	d := open(t, threeVoices+strings.Repeat("“We did it,” said Angela Merkel in Berlin on Monday.\n\n", 300))
	all := model.Range{End: model.Pos(len(d.in.Art.Text))}
	before := d.in.Quotes
	d.finds.final = false

	work := d.finds.begin(all, d.notes.rules(), true)
	d.finds.share = 0.34
	if got := d.screen(); !strings.Contains(got, "analysing 34%") || !strings.Contains(got, "esc stop the analysis") {
		t.Errorf("while it works:\n%s", got)
	}
	d.press("esc")
	d.carryOut(work)
	if got := d.screen(); !strings.Contains(got, "stopped: ") || strings.Contains(got, "analysing") || d.in.Quotes != before {
		t.Errorf("after esc:\n%s", got)
	}

	d.finds.final = false
	d.carryOut(d.finds.begin(all, d.notes.rules(), true))
	if d.in.Quotes == before || d.in.Quotes.Len() != before.Len() || !d.finds.final {
		t.Errorf("undisturbed it finds %d quotes, want %d", d.in.Quotes.Len(), before.Len())
	}
}
