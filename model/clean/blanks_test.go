package clean

import "testing"

func TestWordsStandOnOneLine(t *testing.T) {
	for s, want := range map[string]string{
		" two\n\twords\u00a0": "two words", "": "", "R&amp;D": "R&amp;D",
	} {
		if got := Blanks(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	for s, want := range map[string]string{"R&amp;D\nplan": "R&D plan", "a\xffb": "a\uFFFDb", "&lt;b&gt;": "<b>"} {
		if got := Entities(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
