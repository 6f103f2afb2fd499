package review

import "testing"

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
