package card

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane/panetest"
)

func aLegend() *Legend {
	l := &Legend{Title: "What the signs mean"}
	for _, says := range strings.Fields("one two three four five six seven eight nine ten eleven twelve") {
		l.Rows = append(l.Rows, LegendRow{Marks: []LegendMark{{Role: "kind.quote", Text: "kept"}}, Says: says, Key: "m q", Does: "hides"})
	}
	return l
}

// On a screen that is too low for it a legend is gone through like a list; any
// other key leaves it.
func TestALegendIsGoneThroughAndLeft(t *testing.T) {
	l, p := aLegend(), panetest.Painter(t)
	seen := map[string]bool{}
	for range 5 {
		l.Resize(6)
		for _, line := range l.View(p, 80, 6) {
			for word := range strings.FieldsSeq(ansi.Strip(line)) {
				seen[word] = true
			}
		}
		if out := l.Update(tea.KeyPressMsg{Code: tea.KeySpace}); out != Stays {
			t.Fatal("space leaves it")
		}
	}
	for _, row := range l.Rows {
		if !seen[row.Says] {
			t.Errorf("%q was never on the screen", row.Says)
		}
	}
	if l.Update(tea.KeyPressMsg{Code: 'x', Text: "x"}) != Left {
		t.Error("x does not leave it")
	}
}

func TestALegendFitsEveryScreen(t *testing.T) {
	p := panetest.Painter(t)
	for w := 1; w < 130; w += 3 {
		for h := 1; h < 30; h++ {
			lines := aLegend().View(p, w, h)
			if len(lines) != h {
				t.Fatalf("%d×%d: %d lines", w, h, len(lines))
			}
			for _, line := range lines {
				if got := p.Width(line); got != w {
					t.Fatalf("%d×%d: %d cells: %q", w, h, got, ansi.Strip(line))
				}
			}
		}
	}
}
