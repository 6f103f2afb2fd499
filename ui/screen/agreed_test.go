package screen

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// What is drawn without asking wcwidth has the width that wcwidth gives it.
func TestAllCountsAgreeOnWhatIsDrawnByEither(t *testing.T) {
	for _, block := range agreedRunes.R16 {
		for r := rune(block.Lo); r <= rune(block.Hi); r++ {
			s := string(r)
			if wc, seen := ansi.WcWidth.StringWidth(s), ansi.GraphemeWidth.StringWidth(s); wc != 1 || seen != 1 {
				t.Errorf("%q (%U) is %d cells wide, and %d as it is seen", s, r, wc, seen)
			}
			for _, before := range []string{"a", s} {
				if n := ansi.GraphemeWidth.StringWidth(before + s); n != 2 {
					t.Errorf("%q takes %d cells", before+s, n)
				}
			}
		}
	}
	for _, text := range []string{"e\u0301", "漢字", "👍🏽", "⚠\ufe0f", "\u00ad"} {
		if agreed("We said " + text) {
			t.Errorf("%q is drawn without asking", text)
		}
	}
	if !agreed("“We – all of us – go,” said Ångström · │ ⏎ \x1b[1mМосква\x1b[m …") {
		t.Error("prose is asked about")
	}
}
