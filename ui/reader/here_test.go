package reader

import (
	"strings"
	"testing"

	"stet/annotate/kind"
)

// A name that is given to words at several places holds at all of them; o restricts it to
// the words in focus, and the other places are called as before.
func TestANameOnlyHere(t *testing.T) {
	d := open(t, "Jane Doe spoke in Riverton. The tram is late, said Doe.\n\nNobody asked Doe about it on that day in Riverton.\n")
	d.press("f R s e").press("ctrl+u type:Riverside enter")
	if s := d.screen(); !strings.Contains(s, "o only here") {
		t.Fatalf("it is not offered:\n%s", s)
	}
	called := func() (whole, words int) {
		for _, a := range d.notes.own.Set.All() {
			if e := kind.AsEntity(a); e != nil && e.Named.Name == "Riverside" {
				if a.Target.Whole {
					whole++
				} else {
					words++
				}
			}
		}
		return whole, words
	}
	before, _ := called()
	d.press("o")
	whole, words := called()
	if words != 1 || whole != 0 {
		t.Errorf("only here: %d for the article (%d before), %d for words\n%s", whole, before, words, d.statusLine())
	}
	d.press("u")
	if whole, _ := called(); whole != before {
		t.Errorf("undone: %d for the article, %d before", whole, before)
	}
}
