package reader

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"stet/annotate/kind"
	"stet/ui/pane/panetest"
	"stet/ui/sheet"
)

// Wherever one is and however wide the window: a gloss is at its line or below
// it, one to a line and in the order of the text, and none covers a letter of it.
func TestGlossesStandApartAndBesideTheText(t *testing.T) {
	d := open(t, "Many say much\n\n"+strings.Repeat("“It is a bad plan,” said Emmanuel Macron, and “a very bad one,” said Sergey Lavrov, while “a good one,” said Recep Tayyip Erdogan in Ankara. Turkey backs Germany.\n\n", 12))
	d.press("tab enter enter c enter a type:ask enter")
	rapid.Check(t, func(rt *rapid.T) {
		w, h := rapid.IntRange(104, 240).Draw(rt, "width"), rapid.IntRange(5, 60).Draw(rt, "height")
		panetest.Show(d, w, h)
		d.sheet.GoTop()
		d.scroll(rapid.IntRange(0, 90).Draw(rt, "lines"))
		for range rapid.IntRange(0, 3).Draw(rt, "tabs") {
			d.press("tab")
		}
		f := d.sheet.Frame()
		screen := panetest.Show(d, w, h)
		screen = screen[:len(screen)-sheet.StatusRows]
		lines := d.sheet.Page.Lines(d.sheet.Top, d.sheet.TextHeight())
		glosses, begun := 0, 0
		last := ""
		for i, l := range lines {
			row := ansi.Strip(screen[i+d.sheet.HeaderShown()])
			text := ansi.Cut(row, f.Pad+f.Gutter, f.Pad+f.Gutter+f.Measure)
			if want := strings.Join(strings.Fields(d.in.Art.Slice(l.Src)), " "); !l.Gap && strings.TrimRight(text, " ") != want {
				rt.Fatalf("%d×%d: %q stands in the place of %q", w, h, text, want)
			}
			d.in.Over(l.Src, func(it *sheet.Item) {
				if !l.Gap && d.in.Stands(it) && l.Src.Contains(it.Range().Start) {
					begun++
				}
			})
			last = strings.TrimSpace(ansi.Cut(row, f.Pad+f.Gutter+f.Measure, w))
			for _, k := range kind.All {
				if strings.HasPrefix(strings.TrimLeft(last, "┌ "), k.Title) {
					if glosses++; glosses > begun {
						rt.Fatalf("%d×%d: %q stands above its line", w, h, last)
					}
				}
			}
		}
		if glosses < begun && last == "" {
			rt.Fatalf("%d×%d: %d glosses of %d, though there is room:\n%s", w, h, glosses, begun, d.screen())
		}
	})
}
