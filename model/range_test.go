package model

import "testing"

// A range holds its first byte and not the one at its end; it covers itself, and what
// begins and ends with it.
func TestWhatARangeHolds(t *testing.T) {
	r := Range{Start: 5, End: 10}
	for p, want := range map[Pos]bool{4: false, 5: true, 9: true, 10: false} {
		if r.Contains(p) != want {
			t.Errorf("%v holds %d: %t", r, p, !want)
		}
	}
	for o, want := range map[Range]bool{{5, 10}: true, {5, 6}: true, {9, 10}: true, {4, 10}: false, {5, 11}: false, {4, 11}: false, {0, 5}: false, {10, 12}: false} {
		if r.Covers(o) != want {
			t.Errorf("%v covers %v: %t", r, o, !want)
		}
	}
	for o, want := range map[Range]bool{{5, 5}: true, {5, 6}: false, {6, 5}: true} {
		if o.Empty() != want {
			t.Errorf("%v is empty: %t", o, !want)
		}
	}
}

// What two ranges share, and the smallest one around both; an empty one counts for nothing.
func TestRangesTogether(t *testing.T) {
	for _, c := range []struct{ a, b, shared, both Range }{
		{Range{5, 10}, Range{8, 12}, Range{8, 10}, Range{5, 12}},
		{Range{5, 10}, Range{6, 7}, Range{6, 7}, Range{5, 10}},
		{Range{5, 10}, Range{12, 14}, Range{12, 10}, Range{5, 14}},
		{Range{5, 10}, Range{2, 2}, Range{5, 2}, Range{5, 10}},
		{Range{5, 10}, Range{20, 20}, Range{20, 10}, Range{5, 10}},
	} {
		if got := c.a.Intersect(c.b); got != c.shared || c.b.Intersect(c.a) != got {
			t.Errorf("%v and %v share %v, want %v", c.a, c.b, got, c.shared)
		}
		if got := c.a.Union(c.b); got != c.both || c.b.Union(c.a) != got {
			t.Errorf("%v and %v lie in %v, want %v", c.a, c.b, got, c.both)
		}
	}
}

// Ranges are ordered by where they begin, of two at one place the longer comes first.
func TestTheOrderOfRanges(t *testing.T) {
	for _, c := range []struct {
		a, b Range
		want int
	}{{Range{5, 10}, Range{6, 7}, -1}, {Range{5, 10}, Range{5, 7}, -1}, {Range{5, 7}, Range{5, 10}, 1}, {Range{5, 7}, Range{5, 7}, 0}, {Range{9, 10}, Range{5, 20}, 1}} {
		if got := c.a.Compare(c.b); (got > 0) != (c.want > 0) || (got < 0) != (c.want < 0) {
			t.Errorf("%v against %v is %d, want the sign of %d", c.a, c.b, got, c.want)
		}
	}
}

// A selection covers the same whichever way it is made.
func TestASelectionIsTurnedRound(t *testing.T) {
	s := Selection{Anchor: 9, Head: 4}
	if s.Range() != (Range{4, 9}) || s.Flip() != (Selection{Anchor: 4, Head: 9}) || s.Flip().Range() != s.Range() {
		t.Errorf("%v is %v, turned round %v", s, s.Range(), s.Flip())
	}
}
