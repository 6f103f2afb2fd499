package reader

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/ui/pane/panetest"
)

// numbered is an article whose words can be told apart, in paragraphs of many
// lengths.
func numbered() string {
	var b strings.Builder
	b.WriteString("A title of some words\n\n")
	for n, length := range []int{40, 3, 90, 1, 60, 200, 12, 75, 30, 150} {
		for w := range length {
			fmt.Fprintf(&b, "w%d-%d ", n, w)
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

func sizes() *rapid.Generator[[]int] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) int {
		return rapid.IntRange(24, 160).Draw(t, "width")*1000 + rapid.IntRange(6, 60).Draw(t, "height")
	}), 1, 8)
}

// Whatever sizes a window goes through, the word with which the screen began is
// on it, and at the first size again it begins with that word.
func TestResizingKeepsTheWordUnderTheEye(t *testing.T) {
	d := open(t, numbered())
	rapid.Check(t, func(rt *rapid.T) {
		d.sheet.GoTop()
		panetest.Show(d, 80, 24)
		d.scroll(rapid.IntRange(1, 80).Draw(rt, "lines"))
		first, atEnd := d.sheet.Position(), d.sheet.AtEnd()
		word := strings.Fields(d.in.Art.Text[first:])[0]
		for _, size := range sizes().Draw(rt, "sizes") {
			panetest.Show(d, size/1000, size%1000)
			if got := d.screen(); !strings.Contains(got, word) {
				rt.Fatalf("%s is gone at %d×%d:\n%s", word, size/1000, size%1000, got)
			}
		}
		panetest.Show(d, 80, 24)
		if got := d.sheet.Position(); got != first && !atEnd {
			rt.Fatalf("back at 80×24 the screen does not begin with %s:\n%s", word, d.screen())
		}
	})
}

func TestResizingKeepsTheFocusOnTheScreen(t *testing.T) {
	d := open(t, numbered())
	rapid.Check(t, func(rt *rapid.T) {
		panetest.Show(d, 80, 24)
		d.sheet.GoTop()
		word := fmt.Sprintf("w5-%d", rapid.IntRange(0, 199).Draw(rt, "word"))
		d.press("/ type:" + word + " enter")
		for _, size := range sizes().Draw(rt, "sizes") {
			panetest.Show(d, size/1000, size%1000)
			if got := d.screen(); !strings.Contains(strings.ReplaceAll(got, "-\n", "-"), word) || !strings.Contains(got, "▸") {
				rt.Fatalf("%s is gone at %d×%d:\n%s", word, size/1000, size%1000, got)
			}
		}
	})
}
