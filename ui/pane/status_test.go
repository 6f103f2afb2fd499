package pane

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/paint"
	"stet/ui/theme"
)

// Where the keys do not fit, the way out stays and what is before it goes.
func TestTheLastHintStays(t *testing.T) {
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	p := paint.New(th, 0)
	keys := []Hint{{"⏎", "keep"}, {"w", "who"}, {"R", "review"}, {"?", "keys"}}
	for _, test := range []struct {
		cells int
		says  string
	}{
		{32, " ⏎ keep  w who  R review  ? keys"},
		{31, " ⏎ keep  w who  ? keys"},
		{22, " ⏎ keep  w who  ? keys"},
		{21, " ⏎ keep  ? keys"},
		{7, " ? keys"},
		{6, ""},
	} {
		is := strings.TrimRight(ansi.Strip(Status{Hints: keys}.Lines(p, test.cells)[1]), " ")
		if is != test.says {
			t.Errorf("in %d cells\n  is     %q\n  wanted %q", test.cells, is, test.says)
		}
	}
}

// Who has begun a sequence sees every key that can follow, and the way out; the message
// gives its row to them only where one row is too few.
func TestTheKeysThatFollowAreShownInBothRows(t *testing.T) {
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	p := paint.New(th, 0)
	next := []Hint{{"q", "quotes"}, {"c", "claims"}, {"M…", "machines"}, {"esc", "leave"}}
	for _, test := range []struct {
		cells        int
		above, below string
	}{
		{60, " saved", " q quotes  c claims  M… machines  esc leave"},
		{31, " q quotes  c claims", " M… machines  esc leave"},
	} {
		lines := Status{Message: "saved", Next: next}.Lines(p, test.cells)
		for i, want := range []string{test.above, test.below} {
			if is := strings.TrimRight(ansi.Strip(lines[i]), " "); is != want {
				t.Errorf("in %d cells, row %d\n  is     %q\n  wanted %q", test.cells, i, is, want)
			}
		}
	}
}

// The message about a key is shown to its last word: it goes on where the hints are. What only
// tells of the focus leaves the hints alone.
func TestALongAnswerTakesTheLineOfTheHints(t *testing.T) {
	th, err := theme.Load("", true)
	if err != nil {
		t.Fatal(err)
	}
	p := paint.New(th, 0)
	s := Status{Message: "topic, tone have no answer · D again is done without them", Answers: true,
		Right: []string{"alice", "All"}, Hints: []Hint{{"?", "keys"}}}
	lines := func(s Status, w int) string { return ansi.Strip(strings.Join(s.Lines(p, w), "|")) }
	for _, test := range []struct {
		w    int
		says string
	}{
		{70, " topic, tone have no answer · D again is done without them        All | ? keys"},
		{40, " topic, tone have no answer · D     All | again is done without them"},
		{24, " topic, tone have  All | no answer · D again is…"},
	} {
		is := lines(s, test.w)
		if strings.Join(strings.Fields(is), " ") != strings.Join(strings.Fields(test.says), " ") {
			t.Errorf("in %d cells\n  is     %q\n  wanted %q", test.w, is, test.says)
		}
	}
	s.Answers = false
	if is := lines(s, 40); !strings.Contains(is, "…") || !strings.Contains(is, "? keys") {
		t.Errorf("of the focus: %q", is)
	}
}
