package count

import "testing"

func TestOnlyOneIsSingular(t *testing.T) {
	for n, want := range map[int]string{0: "0 claims", 1: "1 claim", 2: "2 claims", -1: "-1 claims"} {
		if got := Of(n, "claim"); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := Many(2, "entry", "entries") + ", " + Many(1, "entry", "entries"); got != "2 entries, 1 entry" {
		t.Error(got)
	}
}

func TestTheLastOfAListIsJoinedByAWord(t *testing.T) {
	for want, of := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := List(of); got != want {
			t.Errorf("%q: %q, want %q", of, got, want)
		}
	}
}
