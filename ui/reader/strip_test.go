package reader

import (
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/paint"
	"stet/ui/pane/panetest"
	"stet/ui/theme"
)

// Where there is no margin, what is said where the focus is is above the bar, and
// never over the focus.
func TestTheStripTellsWhatWasSaid(t *testing.T) {
	text, err := os.ReadFile("../../testdata/articles/libya-talks.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := open(t, string(text))
	for range 20 {
		d.press("] u")
		if rng := d.focus.Range; !d.sheet.Visible().Contains(rng.Start) {
			t.Fatalf("the strip lies over %q:\n%s", d.inFocus(), d.screen())
		}
	}
	d.press("g tab c enter V r type:https://a.example/minutes enter type:none_was_signed enter enter a type:ask_them enter")
	screen := d.screen()
	for _, want := range []string{"✗ refuted", "evidence  minutes  “none was signed”", "note  ask them"} {
		if !strings.Contains(screen, want) {
			t.Errorf("%q is not told:\n%s", want, screen)
		}
	}
	wide := ansi.Strip(strings.Join(panetest.Show(d, 140, 40), "\n"))
	if !strings.Contains(wide, "✗ refuted") || strings.Contains(wide, "evidence  minutes  “none was signed”    note") {
		t.Errorf("the margin tells less, or the strip is there besides:\n%s", wide)
	}
	d.press("esc esc")
	if got := strings.Join(panetest.Show(d, 80, 24), "\n"); strings.Contains(got, "minutes") {
		t.Error("the strip stays without a focus")
	}
}

// ⏎ on an annotation opens all of it as a card; what is changed there is shown there, and
// esc leaves the page where it was.
func TestAnAnnotationIsOpenedAndChanged(t *testing.T) {
	d := open(t, talks)
	d.press("tab c enter enter")
	before := d.sheet.Place()
	d.shows("claim · alice", "Khalifa Haftar", "to check", "tags      —", "delete")
	d.press("V r type:https://a.example/minutes enter enter")
	d.shows("✗ refuted", "minutes", "evidence")
	d.press("a type:ask_them enter t type:talks enter")
	d.shows("ask them", "talks", "relate    to")
	d.press("down down enter esc")
	d.shows("ask them", "relate    to")
	if d.press("esc"); d.cards.open != nil || d.sheet.Place() != before {
		t.Errorf("esc leaves\n%s", d.screen())
	}
	d.want("claim claimant=Khalifa Haftar “ask them”: [We will not sign this paper] hand")
}

// A click on a sign in the gutter, on a speaker under a paragraph or on a gloss in the
// margin goes to its annotation.
func TestSignsAndGlossesAreClicked(t *testing.T) {
	d := open(t, talks)
	click := func(x, y int) {
		d.carryOut(d.Update(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}))
		d.carryOut(d.Update(tea.MouseReleaseMsg{X: x, Y: y}))
	}
	lines := panetest.Show(d, 80, 24)
	for y, l := range lines {
		if strings.HasPrefix(strings.TrimSpace(ansi.Strip(l)), "“") {
			click(1, y)
			break
		}
	}
	if it := d.focus.Item; it == nil || it.Note.Kind() != "quote" {
		t.Errorf("the sign leads to %q", d.inFocus())
	}
	d.press("esc esc")
	for y, l := range panetest.Show(d, 80, 24) {
		if at := strings.Index(ansi.Strip(l), "“? Khalifa Haftar"); at > 30 { // under the paragraph
			click(len([]rune(ansi.Strip(l)[:at]))+5, y)
			break
		}
	}
	if it := d.focus.Item; it == nil || it.Note.Who().String() != "Khalifa Haftar" {
		t.Errorf("the speaker under the paragraph leads to %q:\n%s", d.inFocus(), d.screen())
	}
	d.press("esc esc Z") // no speakers are shown
	for y, l := range panetest.Show(d, 80, 24) {
		for x := 0; x < 80 && strings.TrimSpace(ansi.Strip(l)) == ""; x += 2 {
			if click(x, y); d.focus.Item != nil {
				t.Fatalf("a blank line leads to %q:\n%s", d.inFocus(), d.screen())
			}
		}
	}
	d.press("Z")
	for y, l := range panetest.Show(d, 140, 24) {
		if at := strings.Index(ansi.Strip(l), "quote?"); at > 0 {
			click(len([]rune(ansi.Strip(l)[:at]))+2, y)
			break
		}
	}
	if it := d.focus.Item; it == nil || it.Note.Kind() != "quote" {
		t.Errorf("the gloss leads to %q", d.inFocus())
	}
}

// Where the theme has no ground for the strip, a rule parts it from the text, and for and
// against keep their colours.
func TestWithoutAGroundARuleIsAboveTheStrip(t *testing.T) {
	for name, want := range map[string]bool{"stet": false, "terminal": false, "sixteen": true, "mono": true} {
		th, err := theme.Load(name, true)
		if err != nil {
			t.Fatal(err)
		}
		d := open(t, talks)
		d.env.Paint = paint.New(th, ansi.GraphemeWidth)
		d.press("tab")
		if got := strings.Contains(d.screen(), "\n────"); got != want {
			t.Errorf("%s: a rule is %v:\n%s", name, got, d.screen())
		}
	}
}

// A suggestion's card in the margin gives its reason once; a card over the text that is
// left unfilled leaves the bar telling of the focus.
func TestAReasonIsGivenOnceAndTheFocusIsToldAgain(t *testing.T) {
	d := open(t, talks)
	d.press("tab")
	wide := strings.Join(strings.Fields(ansi.Strip(strings.Join(panetest.Show(d, 160, 30), "\n"))), " ")
	if n := strings.Count(wide, "with the speaker after it"); n != 1 {
		t.Errorf("the reason is given %d times:\n%s", n, d.screen())
	}
	told := d.status().Message
	d.press("c esc")
	if got := d.status().Message; got != told || told == "" {
		t.Errorf("after the card was left, the bar says %q, before it %q", got, told)
	}
}
