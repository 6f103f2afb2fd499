package need

import "testing"

// Each answer on the wrong side of its bound is named, and no other.
func TestBoundsAreHeld(t *testing.T) {
	is := judge(t, func(is *judged) {
		Bounds(is, Bound("nine", false, false), Bound("ten", false, true), Bound("eleven", true, true), Bound("twelve", true, false))
	})
	if want := "ten: false\ntwelve: true\n"; is.faults != want {
		t.Errorf("told %q, want %q", is.faults, want)
	}
}
