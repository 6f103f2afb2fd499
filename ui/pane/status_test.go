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
