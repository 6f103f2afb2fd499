package list

import (
	"strings"
	"testing"
)

// Tags that were half typed in the list when the program was killed are offered again on
// the same articles; once they are noted they are not.
func TestACardOfTheListOutlivesAKill(t *testing.T) {
	for _, marked := range []string{"j ", "ctrl+a "} {
		dir := folder(t)
		first := open(t, dir)
		first.press(marked + "t type:half_typ") // never closed
		on := first.list.aimed()
		again := open(t, dir)
		if got := again.front.Told.Message; !strings.Contains(got, "left unfinished") {
			t.Fatalf("%s: it is not offered: %s", marked, got)
		}
		again.press("enter type:ed enter")
		if got := open(t, dir).front.Told.Message; strings.Contains(got, "left unfinished") {
			t.Errorf("%s: what was noted is offered: %s", marked, got)
		}
		tagged := 0
		for _, it := range again.catalog.items {
			if strings.Join(it.mark.Tags, ",") == "half typed" {
				tagged++
			}
		}
		if tagged != len(on) {
			t.Errorf("%s: %d articles are tagged, want %d", marked, tagged, len(on))
		}
	}
}
