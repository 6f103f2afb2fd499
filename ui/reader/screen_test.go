package reader

import (
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane/panetest"
)

// The screens of the design on an article of stet with the faults of real pages:
// displaced, mixed and missing quotation marks, a caption, boilerplate.
func TestScreens(t *testing.T) {
	text, err := os.ReadFile("../../testdata/articles/libya-talks.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, keys string
		w, h       int
	}{
		{"first open", "", 80, 24},
		{"where does it end", "tab enter enter enter", 80, 24},
		{"pointing", "f h", 80, 24},
		{"who", "tab w", 80, 24},
		{"stance", "/ type:welcomed enter s 1", 80, 24},
		{"names", "e", 80, 24},
		{"margin", "tab enter c enter", 120, 40},
		{"only who said what", "z", 80, 24},
		{"small", "tab", 30, 8},
		{"only the text", "tab Z esc", 80, 24},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := open(t, string(text))
			panetest.Show(d, tt.w, tt.h)
			d.press(tt.keys)
			lines := panetest.Show(d, tt.w, tt.h)
			for i := range lines {
				lines[i] = clockless(ansi.Strip(lines[i]))
			}
			panetest.Golden(t, strings.ReplaceAll(tt.name, " ", "-")+".screen", lines)
		})
	}
}

// clockless takes the time of day out of a screen.
func clockless(screen string) string {
	const mark = "today "
	if i := strings.Index(screen, mark); i >= 0 && len(screen) > i+len(mark)+5 {
		return screen[:i+len(mark)] + "09:41" + screen[i+len(mark)+5:]
	}
	return screen
}
