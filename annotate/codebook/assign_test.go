package codebook

import (
	"fmt"
	"slices"
	"testing"
)

// A draw is the same for the same seed, and everybody gets their share.
func TestDividingArticlesAmongCoders(t *testing.T) {
	var all []string
	for i := range 100 {
		all = append(all, fmt.Sprintf("a%02d.txt", i))
	}
	coders := []string{"alice", "bob", "carol"}
	one := Draw(all, 0, coders, 0.2, 7)
	backwards := slices.Clone(all)
	slices.Reverse(backwards)
	if again := Draw(backwards, 0, coders, 0.2, 7); one.String("x") != again.String("x") {
		t.Error("the same seed draws another list")
	}
	if other := Draw(all, 0, coders, 0.2, 8); one.String("x") == other.String("x") {
		t.Error("another seed draws the same list")
	}
	both, total := 0, 0
	for _, a := range one {
		if len(a.Coders) == 3 {
			both++
		}
		total += len(a.Coders)
	}
	if both != 20 || total != 20*3+80 {
		t.Errorf("%d articles are shared, %d assigned", both, total)
	}
	for _, c := range coders {
		if n := len(one.Of(c)); n < 46 || n > 47 {
			t.Errorf("%s gets %d articles", c, n)
		}
	}
	read := ReadAssignments([]byte(one.String("stet sample")))
	if read.String("y") != one.String("y") {
		t.Error("what was written reads otherwise")
	}
	if few := Draw(all, 10, nil, 0, 7); len(few) != 10 || len(few.Of("anybody")) != 10 {
		t.Errorf("drawn: %v", few)
	}
}
