package list

import (
	"fmt"
	"strings"
	"testing"

	"stet/ui/pane/panetest"
)

// TestWhatEachKeyDoes holds what each command does to the screen and to the articles:
// at the first, at a later one, with some marked, and with a question asked.
func TestWhatEachKeyDoes(t *testing.T) {
	states := []string{"g", "g j", "g v j v", "/ type:tram enter"}
	panetest.Play(t, "played.txt", states, panetest.Sequences(Commands()), func() panetest.Played {
		d := open(t, folder(t))
		return panetest.Played{
			Press: func(keys string) { d.press(keys) },
			Lines: func() []string { return panetest.Show(d, 80, 24) },
			Tell: func() string {
				said := d.said
				d.said = nil
				var b strings.Builder
				for _, msg := range said {
					fmt.Fprintf(&b, "%T ", msg)
				}
				return b.String() + d.listed()
			},
		}
	})
}
