package reader

import (
	"testing"

	"stet/ui/pane/panetest"
)

// TestWhatEachKeyDoes holds what each command does to the screen and to what is
// annotated: with nothing in focus, on a quote that is only suggested, on one that is
// kept, on a word, in a selection, on a claim.
func TestWhatEachKeyDoes(t *testing.T) {
	states := []string{"g", "g tab", "g tab | tab enter", "g / type:gone enter", "g / type:gone enter v l", "g ] c | / type:gone enter + c enter"}
	commands := panetest.Sequences(Commands)
	panetest.Play(t, "played.txt", states, commands, func() panetest.Played { return played(open(t, talks)) })
}
