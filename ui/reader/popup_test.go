package reader

import (
	"os"
	"strings"
	"testing"
)

// Every card that a command opens, wherever one is, is whole at 80×24: its upper
// edge, its question and its lower edge are on the screen.
func TestEveryCardFitsTheSmallestUsualScreen(t *testing.T) {
	text, err := os.ReadFile("../../testdata/articles/libya-talks.txt")
	if err != nil {
		t.Fatal(err)
	}
	opened := map[string]bool{}
	cards := []string{"who", "claim", "stance", "name", "note", "tag", "relate", "verdict", "article", "pipe"}
	for _, place := range []string{"", "f h a", "tab", "tab enter shift+tab", "G tab", "tab enter c enter"} {
		there := open(t, string(text))
		there.press(place)
		for _, name := range cards {
			if c, ok := Commands.Find(name); !ok || c.Refusal(there.Reader) != "" {
				continue
			}
			d := open(t, string(text))
			d.press(place)
			d.carryOut(d.Do(name))
			if d.cards.open == nil {
				continue
			}
			opened[name] = true
			for steps := 0; d.cards.open != nil && steps < 6; steps++ { // question by question
				screen := d.screen()
				title := strings.Fields(d.cards.open.Title)[0]
				if !strings.Contains(screen, "┌ "+title) || strings.Count(screen, "└") != 1 {
					t.Fatalf("%s after %q, question %d:\n%s", name, place, steps, screen)
				}
				d.press("tab")
			}
		}
	}
	for _, name := range cards {
		if !opened[name] {
			t.Errorf("%s opened no card", name)
		}
	}
}
