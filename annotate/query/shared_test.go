package query

import "testing"

// A claim that is said to be the same as one with a verdict has that verdict, over several
// relations too; one with a verdict of its own keeps it.
func TestTheSameClaimHasOneVerdict(t *testing.T) {
	verdict := func(v string) []Detail { return []Detail{{Name: "verdict", Value: v}} }
	rows := []*Row{
		{ID: "a", Kind: "claim", Details: verdict("REFUTES")}, {ID: "b", Kind: "claim"}, {ID: "c", Kind: "claim"},
		{ID: "d", Kind: "claim"}, {ID: "e", Kind: "claim", Details: verdict("SUPPORTS")},
		{ID: "1", Kind: "link", On: "b", To: "a", Label: "same claim"}, {ID: "2", Kind: "link", On: "c", To: "b", Label: "same claim"},
		{ID: "3", Kind: "link", On: "d", To: "a", Label: "supports"},
	}
	got := SharedVerdicts(rows)
	if len(got) != 2 || got["b"] != rows[0] || got["c"] != rows[0] {
		t.Errorf("%v", got)
	}
	if SharedVerdicts(rows[:5]) != nil {
		t.Error("without a relation a verdict is shared")
	}
}
