package reader

import (
	"strings"
	"testing"
)

// ]d goes through the places where machines and people differ, the most first: by how
// sure the machine is, then where only a person has something.
func TestDifferencesToMachinesAreWalked(t *testing.T) {
	d := reopen(t, tidal(t, ""))
	d.press("] d")
	d.shows("nobody else coded this article")
	d.press("] u x")
	d.press("] u enter")
	d.press("g esc ] d")
	for _, want := range []string{
		"1 of 5, claim · you: nothing · owl: worth checking 0.9 · parrot: worth checking 0.8",
		"2 of 5, mood · you: nothing · owl: calm 0.7 · parrot: nothing",
		"3 of 5, note · you: nothing · owl: ",
		"4 of 5, claim · you: nothing · owl: nothing · parrot: minor fact 0.5",
		"5 of 5, claim · you: minor fact · owl: minor fact 0.4 · parrot: nothing",
		"these were all",
	} {
		if got := d.notes.statusLine.status.Message; !strings.Contains(got, want) {
			t.Errorf("]d says %q, not %q", got, want)
		}
		d.press("] d")
	}
	d.press("[ d")
	if got := d.inFocus(); !strings.Contains(got, "[The ferry waits at the pier]") {
		t.Errorf("back at %s", got)
	}
	d.press("enter") // kept: now it is owl who has nothing there
	d.press("] d [ d")
	if got := d.notes.statusLine.status.Message; !strings.Contains(got, "you: minor fact · owl: nothing · parrot: minor fact 0.5") {
		t.Errorf("then %q", got)
	}
}

// In a blind project nothing tells what machines say before a person is done.
func TestDifferencesToMachinesAreHiddenWhenBlind(t *testing.T) {
	d := reopen(t, tidal(t, "[project]\nblind = true\n"))
	d.press("] d")
	if got := d.notes.statusLine.status.Message; strings.Contains(got, "owl") {
		t.Errorf("]d tells of a machine: %q", got)
	}
}
