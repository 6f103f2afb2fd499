package reader

import (
	"strings"
	"testing"

	"stet/model/need"
)

func TestTheSelectionIsPipedToACommand(t *testing.T) {
	need.Program(t, "sh")
	d := open(t, talks)
	d.press("/ type:gone enter v l | type:tr_a-z_A-Z enter")
	if got := d.screen(); !strings.Contains(got, "GONE BACK") {
		t.Errorf("the command's first line is not shown:\n%s", got)
	}
	d.press("esc | type:exit_3 enter")
	if got := d.screen(); !strings.Contains(got, "exit status 3") {
		t.Errorf("a failing command:\n%s", got)
	}
}
