package reader

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
