package review

import (
	"strings"
	"testing"
)

// Tags that were half typed in review when the program was killed are offered again on
// the same row; once they are saved they are not.
func TestACardOfTheReviewOutlivesAKill(t *testing.T) {
	dir := newFolder(t)
	open(t, dir).press("t type:half_typ") // never closed
	again := open(t, dir)
	if got := again.front.Told.Message; !strings.Contains(got, "left unfinished") {
		t.Fatalf("it is not offered:\n%s", got)
	}
	again.press("enter type:ed enter")
	if got := again.onDisk(); !strings.Contains(got, "half typed") {
		t.Errorf("on the disk:\n%s", got)
	}
	if last := open(t, dir); strings.Contains(last.front.Told.Message, "left unfinished") {
		t.Errorf("what was saved is offered:\n%s", last.front.Told.Message)
	}
}
