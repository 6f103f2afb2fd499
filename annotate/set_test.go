package annotate

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func ids(as []*Annotation) (out []string) {
	for _, a := range as {
		out = append(out, a.ID)
	}
	return out
}

func TestUndoIsASwap(t *testing.T) {
	one := &Annotation{ID: "1"}
	changed := &Annotation{ID: "1", Comment: "changed"}
	var s Set
	added, edited := Edit{Swaps: []Swap{{nil, one}}}, Edit{Swaps: []Swap{{one, changed}}}
	s.Do(added)
	s.Do(edited)
	if got := s.Get("1"); got != changed {
		t.Fatalf("after the change the set holds %v", got)
	}
	s.Do(edited.Inverse())
	if got := s.Get("1"); got != one {
		t.Fatalf("after undo the set holds %v", got)
	}
	s.Do(added.Inverse())
	if len(s.All()) != 0 {
		t.Fatal("undoing the first edit leaves nothing")
	}
}

func TestARefusedSuggestionIsNoAnnotation(t *testing.T) {
	s := NewSet([]*Annotation{{ID: "kept"}, {ID: "no", Origin: Origin{How: Refused}}}, time.Time{})
	if got := ids(s.All()); !slices.Equal(got, []string{"kept"}) {
		t.Errorf("All = %v", got)
	}
	if got := ids(s.Refused()); !slices.Equal(got, []string{"no"}) {
		t.Errorf("Refused = %v", got)
	}
}

// Whatever was done, undoing all of it leads back to the beginning, and redoing
// all of it to the end.
func TestTheWayBackAndForth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := NewSet([]*Annotation{{ID: "a"}, {ID: "b"}}, time.Time{})
		before := s.Snapshot()
		n := rapid.IntRange(0, 12).Draw(t, "edits")
		var done []Edit
		for range n {
			var e Edit
			for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 1, 3, rapid.ID[string]).Draw(t, "ids") {
				sw := Swap{Before: s.Get(id), After: &Annotation{ID: id, Comment: rapid.String().Draw(t, "comment")}}
				sw.After.Target.Quote.Start = rapid.IntRange(0, 3).Draw(t, "start")
				if sw.Before != nil && rapid.Bool().Draw(t, "remove") {
					sw.After = nil
				}
				e.Swaps = append(e.Swaps, sw)
			}
			if rapid.Bool().Draw(t, "coded") {
				e.Coded = &CodedSwap{s.Coded(), time.Unix(int64(rapid.IntRange(1, 99).Draw(t, "when")), 0)}
			}
			s.Do(e)
			done = append(done, e)
			if rapid.Bool().Draw(t, "look") {
				got := s.Snapshot()
				if all := NewSet(got, time.Time{}).Snapshot(); len(got) != len(s.byID) || !slices.Equal(all, got) {
					t.Fatalf("the set is not in order: %v", ids(got))
				}
			}
		}
		after, coded := s.Snapshot(), s.Coded()
		for _, e := range slices.Backward(done) {
			s.Do(e.Inverse())
		}
		if !slices.Equal(s.Snapshot(), before) || !s.Coded().IsZero() {
			t.Fatal("undoing everything does not lead back")
		}
		for _, e := range done {
			s.Do(e)
		}
		if !slices.Equal(s.Snapshot(), after) || s.Coded() != coded {
			t.Fatal("redoing everything does not lead forth")
		}
	})
}
