package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/ui/pane/panetest"
)

const aPage = `<html><head><title>Tram dearer</title></head><body><nav><p>Weather and sports of today</p></nav><article><h1>Tram dearer</h1>
<p>The council of Riverton met on Monday for the third time this month, and again it did not agree on the price of the tram.</p>
<p>The builders say that steel, wages and the weather have made the line dearer, and that the council was told so in May.</p>
</article></body></html>`

func TestTheRestOfAPageIsShownWhenItIsAskedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.html")
	if err := os.WriteFile(path, []byte(aPage), 0o600); err != nil {
		t.Fatal(err)
	}
	d := reopen(t, path)
	for _, want := range []bool{false, true, false} {
		screen := d.screen()
		if got := strings.Contains(screen, "Weather and sports"); got != want {
			t.Errorf("shown: %v, want %v", got, want)
		}
		if !strings.Contains(screen, "The council of Riverton") {
			t.Error("the story is not shown")
		}
		if n := strings.Count(screen, "Tram dearer"); n != 1 && !want {
			t.Errorf("the title is shown %d times:\n%s", n, screen)
		}
		d.press("\\")
	}
}

const threeVoices = `A title of its own

The hall was full. “We will not sign this paper,” said Angela Merkel in Berlin. The doors were closed at nine.

Nobody spoke on Monday. The rain went on.

“It is a bad plan,” said Emmanuel Macron, and “a very bad one,” said Sergey Lavrov, while “a good one,” said Recep Tayyip Erdogan.
`

func TestSkimmingLeavesWhatIsSaidAndWhoSaysIt(t *testing.T) {
	for _, w := range []int{40, 80, 120} {
		d := open(t, threeVoices)
		panetest.Show(d, w, 30)
		d.press("z")
		screen := d.screen()
		for _, gone := range []string{"The hall was full", "doors", "Nobody spoke", "rain"} {
			if strings.Contains(screen, gone) {
				t.Errorf("at %d columns %q is not folded away:\n%s", w, gone, screen)
			}
		}
		for _, want := range []string{"A title of its own", "“? Angela Merkel", "“? Emmanuel Macron", "“? Sergey Lavrov", "“? Recep Tayyip Erdogan"} {
			if w >= 104 {
				want = strings.Replace(want, "“? ", "quote?  ", 1)
			}
			if want = strings.Replace(want, "quote?  A title", "A title", 1); !strings.Contains(screen, want) {
				t.Errorf("at %d columns there is no %q:\n%s", w, want, screen)
			}
		}
	}
}

// What is folded away comes back where it was, and cannot be pointed at meanwhile.
func TestFoldingKeepsThePlace(t *testing.T) {
	d := open(t, threeVoices)
	d.press("z f d") // no word on the screen begins with d but "doors", which is not there
	if d.focus.On {
		t.Errorf("the focus is on %s", d.inFocus())
	}
	d.press("esc tab tab enter z")
	if got := d.screen(); !strings.Contains(got, "The hall was full") || strings.Contains(got, "“ ") {
		t.Errorf("clean text:\n%s", got)
	}
	if got := d.sheet.Marks(d.focus, d.sheet.Page.Top(), 40); len(got) > 1 {
		t.Errorf("clean text has the marks %v", got)
	}
	d.press("z")
	if got := d.screen(); !strings.Contains(got, "“ ") || !strings.Contains(got, "The hall was full") {
		t.Errorf("everything again:\n%s", got)
	}
}

func TestOnlyTheTextIsOnTheScreen(t *testing.T) {
	d := open(t, threeVoices)
	panetest.Show(d, 120, 30)
	d.press("tab enter Z esc esc")
	for _, l := range strings.Split(d.screen(), "\n") {
		if l = strings.TrimSpace(l); l != "" && !strings.Contains(strings.Join(strings.Fields(d.in.Art.Text), " "), l) && !strings.Contains(l, "no byline") {
			t.Errorf("not of the text: %q", l)
		}
	}
	d.press("y Z")
	if got := d.screen(); !strings.Contains(got, "quote  Angela Merkel") || !strings.Contains(got, "R review") {
		t.Errorf("the rest does not come back:\n%s", got)
	}
}

func TestTheMeasureIsSetWhileReading(t *testing.T) {
	d := open(t, threeVoices)
	for _, step := range []struct {
		keys string
		want int
	}{{"", 72}, {"<", 68}, {"3 <", 56}, {">", 60}, {"4 >", 72}, {">", 72}, {"9 9 <", 20}} {
		if d.press(step.keys); d.sheet.Frame().Measure != step.want {
			t.Errorf("after %q the measure is %d, want %d", step.keys, d.sheet.Frame().Measure, step.want)
		}
	}
}

// A folded article is never blank: where nobody says anything, its beginning stays.
func TestWhereNobodySaysAnythingTheBeginningStays(t *testing.T) {
	d := open(t, "The weather\n\nIt rained in the morning, and it was cold.\n\nIt cleared up at noon.\n").press("z")
	if got := d.screen(); !strings.Contains(got, "It rained in the morning") || strings.Contains(got, "It cleared up") {
		t.Errorf("folded:\n%s", got)
	}
}
