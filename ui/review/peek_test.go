package review

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"stet/ui/pane/panetest"
)

// A hard-wrapped line with a blank at its end is no gap in the words around a row.
func TestThePreviewHasSingleBlanks(t *testing.T) {
	for text, want := range map[string]string{
		"the \n  euro, \r\n\tand": "the euro, and", " a  b ": " a b ", "": "", "one": "one", "a\u00a0b": "a\u00a0b",
	} {
		if got := flat(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// In the preview the words of the row are lit, and nothing is written around them that
// the article does not say.
func TestThePreviewLightsTheWords(t *testing.T) {
	d := open(t, newFolder(t))
	d.press("j j")
	var lit string
	for _, line := range panetest.Show(d, 80, 24) {
		if strings.Contains(ansi.Strip(line), "Governor Amir Khan said inflation had not been beaten.") {
			lit = line
		}
	}
	focus := panetest.Painter(t).Text("focus", "inflation had not been beaten")
	if !strings.Contains(lit, strings.TrimSuffix(focus, ansi.ResetStyle)) {
		t.Errorf("the words are not lit in %q", lit)
	}
}
