package reader

import (
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"stet/ui/pane/panetest"
)

// A card that comes up leaves the page where it is, as long as the words it is about
// stay in sight, and esc shows it as it was.
func TestACardLeavesThePageWhereItIs(t *testing.T) {
	text, err := os.ReadFile("../../testdata/articles/libya-talks.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, string(text))
	for range 6 {
		d.press("tab")
		was := d.sheet.Place()
		d.press("s")
		if first, _ := strings.CutSuffix(d.inFocus(), "]"); !strings.Contains(first, "[") {
			t.Fatal("nothing is in focus")
		}
		if d.press("esc"); d.sheet.Place() != was {
			t.Errorf("after esc the page is at %v, was at %v", d.sheet.Place(), was)
		}
	}
}

// What was said of one thing is gone when another comes into focus.
func TestAMessageGoesWithItsFocus(t *testing.T) {
	d := open(t, talks)
	d.press("tab enter")
	if !strings.Contains(d.screen(), "kept: quote") {
		t.Fatal(d.screen())
	}
	d.carryOut(d.Update(tea.MouseClickMsg{X: 20, Y: 7, Button: tea.MouseLeft}))
	if strings.Contains(d.screen(), "kept: quote") {
		t.Error(d.screen())
	}
}

// A long title from the front matter is read whole, within the measure of the text.
func TestALongTitleIsWrapped(t *testing.T) {
	d := open(t, "It rained.\n")
	d.in.Art.Meta.Title = strings.Repeat("a title that is long ", 8) + "and ends"
	d.sheet.LayOut()
	screen := strings.Join(panetest.Show(d, 80, 24), "\n")
	if !strings.Contains(screen, "and ends") || !strings.Contains(screen, "It rained") {
		t.Error(d.screen())
	}
}
