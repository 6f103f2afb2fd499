package need

import "testing"

// A Bounded is what a rule answers on one side of its bound, and what it should.
type Bounded struct {
	what      string
	got, want bool
}

// Bound is one row of [Bounds].
func Bound(what string, got, want bool) Bounded { return Bounded{what, got, want} }

// Bounds compares what rules answer on both sides of their bounds.
func Bounds(t testing.TB, rows ...Bounded) {
	t.Helper()
	for _, b := range rows {
		if b.got != b.want {
			t.Errorf("%s: %v", b.what, b.got)
		}
	}
}
