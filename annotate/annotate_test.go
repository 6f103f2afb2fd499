package annotate

import (
	"slices"
	"testing"
	"time"

	"stet/model"
)

// A said is a body for tests.
type said struct{ who Ref }

func (s *said) Kind() string     { return "said" }
func (s *said) Label() string    { return "x" }
func (s *said) Clone() Body      { return &said{s.who.Clone()} }
func (s *said) Refs() []Role     { return []Role{{Name: "speaker", Ref: &s.who}} }
func (s *said) Places() []*Place { return nil }

// A clone shares nothing with what it was made of that an edit could change.
func TestACloneIsSomebodyElses(t *testing.T) {
	words := Place{Quote: Quote{Exact: "Doe"}}
	a := &Annotation{ID: "1", Tags: []string{"a", "b"}, Comment: "c", Body: &said{Ref{Kind: RefName, Name: "Doe", Words: &words}}}
	c := a.Clone()
	c.Tags[0], c.Comment = "z", "d"
	c.Body.(*said).who.Name = "Khan"
	c.Body.(*said).who.Words.Quote.Exact = "Khan"
	if a.Tags[0] != "a" || a.Comment != "c" || a.Who().Name != "Doe" || words.Quote.Exact != "Doe" || a.Who().Words != &words {
		t.Errorf("the first one is now %+v, %+v", a, a.Who())
	}
	if c.ID != "1" || c.Kind() != "said" || c.Who().Name != "Khan" || c.Who().Words == a.Who().Words {
		t.Errorf("the clone is %+v, %+v", c, c.Who())
	}
	bare := (&Annotation{ID: "2"}).Clone()
	if bare.Body != nil || bare.Kind() != "" || bare.Who() != (Ref{}) {
		t.Errorf("without a body: %+v, %q, %+v", bare, bare.Kind(), bare.Who())
	}
	if r := (&Ref{Name: "Doe"}).Clone(); r.Words != nil || r.Name != "Doe" {
		t.Errorf("%+v", r)
	}
}

// A score is a number from 0 to 1, written with two digits at most; none is nothing.
func TestScoresAreReadAndWritten(t *testing.T) {
	for s, want := range map[string]float64{"": 0, "0": 0, "1": 1, "0.5": 0.5, "0.875": 0.875} {
		if got, ok := ParseScore(s); !ok || got != want {
			t.Errorf("%q is %v, %t", s, got, ok)
		}
	}
	for _, s := range []string{"-0.1", "1.1", "x", "NaN", "Inf", "0,5"} {
		if got, ok := ParseScore(s); ok {
			t.Errorf("%q is %v", s, got)
		}
	}
	for score, want := range map[float64]string{0: "", 0.5: "0.5", 1: "1", 0.25: "0.25"} {
		if got := FormatScore(score); got != want {
			t.Errorf("%v is written %q", score, got)
		}
	}
}

// The IRI of a name is made of its letters and digits, in lower case, with one hyphen for
// whatever is between.
func TestTheIRIOfAName(t *testing.T) {
	for name, want := range map[string]string{
		"Jane Doe": "urn:x-stet:name:jane-doe", "  Jane  —  Doe ": "urn:x-stet:name:jane-doe", "Łódź 2": "urn:x-stet:name:łódź-2", "O’Hara": "urn:x-stet:name:o-hara", "-": "", "": "", "कमल": "urn:x-stet:name:कमल",
	} {
		if got := NameRef(name, "").ID; got != want && !(want == "" && (got == "" || got == "urn:x-stet:name:")) {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

// An edit that gives an annotation another ID takes the old one away, and the mark “coded”
// follows it; whatever is asked for in between, the order is that of the file.
func TestAnEditReplacesAndMarks(t *testing.T) {
	at := time.Unix(1800000000, 0)
	one, two := &Annotation{ID: "1"}, &Annotation{ID: "2"}
	s := NewSet([]*Annotation{one}, time.Time{})
	s.Snapshot()
	s.Do(Edit{Swaps: []Swap{{one, two}}, Coded: &CodedSwap{After: at}})
	if got := ids(s.Snapshot()); !slices.Equal(got, []string{"2"}) || s.Get("1") != nil || !s.Coded().Equal(at) {
		t.Errorf("%v, coded %v", got, s.Coded())
	}
	three := &Annotation{ID: "3", Target: Target{Place: Place{Quote: Quote{Start: 5, End: 9}, Range: model.Range{Start: 5, End: 9}}}}
	four := &Annotation{ID: "4", Target: Target{Place: Place{Quote: Quote{Start: 5, End: 20}}}}
	s.Do(Edit{Swaps: []Swap{{After: three}, {After: four}}})
	for range 2 {
		if got := ids(s.Snapshot()); !slices.Equal(got, []string{"2", "4", "3"}) {
			t.Errorf("in the order %v", got)
		}
	}
	same := *two
	s.Do(Edit{Swaps: []Swap{{two, &same}}})
	if s.Get("2") != &same || len(s.All()) != 3 {
		t.Errorf("it holds %v", ids(s.All()))
	}
}
