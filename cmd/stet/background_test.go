package main

import "testing"

// Help is in the colours for the terminal's background, whichever way it tells it.
func TestTheBackgroundThatATerminalTells(t *testing.T) {
	for answer, dark := range map[string]bool{
		"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c": false,
		"\x1b]11;rgb:fd/f6/e3\x07\x1b[?1;2c":           false,
		"\x1b]11;#101010\x07\x1b[?1;2c":                true,
		"\x1b]11;rgb:1111/2222/3333\x1b\\":             true,
		"\x1b]11;paint\x07":                            true,
		"\x1b[?6c":                                     true, // it knows no colours
		"":                                             true,
	} {
		if got := darkAnswer([]byte(answer)); got != dark {
			t.Errorf("%q: dark %v, want %v", answer, got, dark)
		}
	}
	var c console
	light := false
	if c.dark(&light) {
		t.Error("the config says light, help is dark")
	}
	for colours, dark := range map[string]bool{"0;15": false, "15;0": true, "0;default;7": false} {
		t.Setenv("COLORFGBG", colours)
		if got := c.dark(nil); got != dark {
			t.Errorf("COLORFGBG=%s: dark %v, want %v", colours, got, dark)
		}
	}
}
