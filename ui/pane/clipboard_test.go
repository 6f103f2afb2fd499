package pane

import "testing"

// What is said of the clipboard is no more than can be known.
func TestWhatIsSaidOfTheClipboard(t *testing.T) {
	for _, test := range []struct {
		size   int
		inTmux bool
		answer string
		says   string
		ok     bool
	}{
		{10, false, "", "copied, if the terminal lets programs do so", true},
		{10, true, "on", "copied to tmux, and beyond if its terminal lets it", true},
		{10, true, "external", "not copied: set-clipboard of tmux is external", false},
		{10, true, "off", "not copied: set-clipboard of tmux is off", false},
		{10, true, "", "copied, if tmux and its terminal let programs do so", true},
		{90_000, false, "", "copied, if the terminal lets programs do so · 90 KB, many take 74", true},
	} {
		says, ok := copied(test.size, test.inTmux, func() string { return test.answer })
		if says != test.says || ok != test.ok {
			t.Errorf("%+v: %q, %v", test, says, ok)
		}
	}
}
