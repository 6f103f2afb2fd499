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
	for _, place := range []string{"", "f h a", "tab", "tab enter shift+tab", "G tab", "tab enter c enter", "tab enter shift+tab v + +"} {
		for _, c := range Commands {
			if c.Group != "Tag" && c.Group != "Other" || c.Name == "editor" {
				continue // the editor takes the terminal
			}
			d := open(t, string(text))
			d.press(place)
			if c.Refusal(d.Reader) != "" {
				continue
			}
			d.carryOut(d.Do(c.Name))
			if d.form == nil {
				continue
			}
			opened[c.Name] = true
			for steps := 0; d.form != nil && steps < 6; steps++ { // question by question
				screen := d.screen()
				title := strings.Fields(d.form.Title)[0]
				if !strings.Contains(screen, "┌ "+title) || strings.Count(screen, "└") != 1 {
					t.Fatalf("%s after %q, question %d:\n%s", c.Name, place, steps, screen)
				}
				d.press("tab")
			}
		}
	}
	for _, name := range []string{"who", "claim", "stance", "name", "note", "tag", "relate", "verdict", "article", "pipe"} {
		if !opened[name] {
			t.Errorf("%s opened no card", name)
		}
	}
}
