package reader

import (
	"strings"
	"testing"
)

// A note that was half typed when the program was killed is offered again, with every
// letter, on the words that it was about.
func TestAHalfWrittenNoteOutlivesAKill(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:opposes enter a type:ask_Merkel_abo")
	if d.cards.open == nil {
		t.Fatalf("no card is open:\n%s", d.screen())
	}
	again := reopenAs(t, d.path, "alice") // the first one never closed
	again.shows("left unfinished", "⏎ goes on with it")
	again.press("enter")
	again.shows("ask Merkel abo")
	again.press("type:ut_it enter")
	if got := again.told(); !strings.Contains(got, "ask Merkel about it") {
		t.Fatalf("kept:\n%s", got)
	}
	if last := reopenAs(t, d.path, "alice"); strings.Contains(last.screen(), "left unfinished") {
		t.Errorf("what was finished is offered:\n%s", last.screen())
	}
}

// A card that was left with esc waits as well; one that was emptied does not.
func TestACardThatWasLeftWaits(t *testing.T) {
	d := open(t, talks)
	d.press("/ type:opposes enter a type:half esc")
	again := reopenAs(t, d.path, "alice")
	again.press("enter")
	again.shows("half")
	again.press("backspace backspace backspace backspace esc")
	if last := reopenAs(t, d.path, "alice"); strings.Contains(last.screen(), "left unfinished") {
		t.Errorf("an empty card is offered:\n%s", last.screen())
	}
}
