package lang

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// A text that is taken as composed at a glance must not change when it is composed.
func TestComposedAtAGlance(t *testing.T) {
	glances := 0
	for r := rune(0); r < 0x3000; r++ {
		for _, text := range []string{string(r), "e" + string(r), "и" + string(r) + "a", string(r) + "\u0301", "\xC3" + string(r)} {
			if isComposed(text) {
				if glances++; norm.NFC.String(text) != text {
					t.Errorf("%q is taken as composed", text)
				}
			}
		}
	}
	if glances < 2000 {
		t.Errorf("only %d of the texts are seen at a glance", glances)
	}
}

// The tables of letters say what package unicode does.
func TestLowLetters(t *testing.T) {
	for text, want := range map[string]string{"Ä, É! Ж": "ä é ж", "straße": "straße", "d’Été": "d été", "ไทย": "ไทย", "ÅR 2": "år "} {
		in := readLetters(text)
		var runs [order]gram
		got := ""
		for in.next(&runs) > 0 {
			got += string(in.last[0])
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
