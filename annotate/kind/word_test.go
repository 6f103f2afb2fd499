package kind

import "testing"

func TestCode(t *testing.T) {
	for word, want := range map[string]string{
		"for": "FAVOR", "Against": "AGAINST", "favor": "FAVOR", "neither": "NONE", "worth checking": "CFS",
		"place": "GPE", "org": "ORG", "direct": "direct", "half true": "half true", "": "",
	} {
		if got := Code(word); got != want {
			t.Errorf("%q means %q, want %q", word, got, want)
		}
	}
	for code := range words {
		if code != "LOC" && Code(Word(code)) != code {
			t.Errorf("%s is shown as %q, which means %s", code, Word(code), Code(Word(code)))
		}
	}
}
