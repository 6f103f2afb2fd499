package kind

import (
	"reflect"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/wire"
	"stet/model/mention"
)

// whole returns a body of each built-in kind that says something in every field.
func whole() []annotate.Body {
	place := func(words string, at int) annotate.Place {
		return annotate.Place{State: annotate.Orphan, Quote: annotate.Quote{Exact: words, Prefix: "p", Suffix: "s", Start: at, End: at + len(words), Of: "d"}}
	}
	words, cue := place("the mayor", 3), place("said", 20)
	who := annotate.Ref{Kind: annotate.RefName, Name: "Doe", Type: mention.Person, ID: "urn:x-stet:name:doe", Words: &words}
	read := time.Date(2026, 3, 18, 8, 2, 0, 0, time.UTC)
	return []annotate.Body{
		&Quote{Form: "mixed", Speaker: who, Cue: &cue, Parts: []annotate.Place{place("one", 30), place("two", 40)}},
		&Claim{
			Text: "It pays.", Claimant: who, ClaimKind: "causal", CheckWorthiness: "CFS", Factuality: "CT+", InQuote: "urn:uuid:1", ToldBy: "urn:uuid:2", Status: HasVerdict,
			Review: &Review{Verdict: "REFUTES", Rating: "wrong", Date: read, Evidence: []Evidence{{"https://a.example", "351 kt", "REFUTES", read}, {Link: "https://b.example"}}},
		},
		&Stance{Holder: who, Towards: annotate.Ref{Kind: annotate.RefTopic, Type: mention.Topic, Name: "the tram"}, Stance: Favor, Scheme: SemEval6, ToldBy: ToldByArticle, OnClaim: "urn:uuid:3"},
		&Entity{Named: annotate.Ref{Kind: annotate.RefName, Name: "Doe", Type: mention.Person, ID: "urn:x-stet:name:doe"}, Also: []string{"the mayor", "JD"}, Apart: []string{"Ann Doe"}},
		&Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "urn:uuid:4"}, Relation: Attacks},
	}
}

// decoded reads the elements that a body was written as.
func decoded(t *testing.T, b annotate.Body) annotate.Body {
	t.Helper()
	w := &Writer{ID: "urn:uuid:a", Source: "https://gazette.example/a", Of: "d", Now: "d"}
	w.Array(func() { b.(Coder).Encode(w) })
	k, _ := Find(b.Kind())
	out := k.New()
	r := wire.NewReader(w.Bytes())
	for range r.Array() {
		e := NewElement(r.Raw(), "d")
		out.(Coder).Decode(e)
		if e.Err() != nil {
			t.Errorf("%s: %v", b.Kind(), e.Err())
		}
	}
	return out
}

// What a body says in any of its fields comes back from a file, and a field that says
// nothing stays empty.
func TestABodyComesBackWhole(t *testing.T) {
	bodies := whole()
	for _, k := range All {
		bodies = append(bodies, k.New())
	}
	bodies = append(bodies, &Stance{Stance: Against}, &Claim{Review: &Review{}}, &Claim{Status: InProgress}, &Quote{Form: "direct"})
	for _, b := range bodies {
		if _, linked := b.(*Link); linked && b.Refs()[0].Ref.ID == "" {
			continue // a relation to nothing is never written
		}
		if got := decoded(t, b); !reflect.DeepEqual(got, b) {
			t.Errorf("a %s came back as\n%+v\nwant\n%+v", b.Kind(), got, b)
		}
	}
}

// A copy shares nothing with what it was made of: no reference, no place, no list, no
// evidence.
func TestACopySharesNothing(t *testing.T) {
	for i, b := range whole() {
		c := b.Clone()
		if !reflect.DeepEqual(c, b) {
			t.Errorf("a copy of a %s is another one: %+v", b.Kind(), c)
		}
		for _, r := range c.Refs() {
			if r.Ref.Name = "changed"; r.Ref.Words != nil {
				r.Ref.Words.Start = 99
			}
		}
		for _, p := range c.Places() {
			p.Quote.Exact = "changed"
		}
		switch c := c.(type) {
		case *Claim:
			c.Review.Verdict, c.Review.Evidence[0].Link = "changed", "changed"
		case *Entity:
			c.Also[0], c.Apart[0] = "changed", "changed"
		}
		if want := whole()[i]; !reflect.DeepEqual(b, want) {
			t.Errorf("a change of the copy of a %s changes it: %+v", b.Kind(), b)
		}
	}
}

// What other programs write is read for what it is: an element that is no part of the
// kind, or of another, is left alone.
func TestElementsOfOthersAreLeftAlone(t *testing.T) {
	for _, k := range All {
		for _, json := range []string{`"https://a.example"`, `{"type": "Dataset"}`, `{"type": ["Dataset", "x:Song"], "stance": "FAVOR"}`, `{"purpose": "x:singing", "value": "a"}`, `{"type": [], "purpose": []}`} {
			b := k.New()
			b.(Coder).Decode(NewElement([]byte(json), "d"))
			if !reflect.DeepEqual(b, k.New()) {
				t.Errorf("%s has changed a %s: %+v", json, k.Name, b)
			}
		}
	}
	e := NewElement([]byte(`{"purpose": ["commenting", "x"], "type": "TextualBody", "value": "a"}`), "d")
	if e.Purpose != "commenting" || !e.Is("TextualBody") || e.Is("Dataset") || e.Text("value") != "a" || e.Text("x") != "" {
		t.Errorf("%+v", e)
	}
	// A name that another program identified or classified without stet's own element.
	named := &Entity{}
	for _, json := range []string{`{"purpose": "identifying", "source": "https://names.example/doe"}`, `{"purpose": "classifying", "value": "PERSON"}`, `{"purpose": "identifying", "source": "second"}`, `{"purpose": "classifying", "value": "ORG"}`} {
		named.Decode(NewElement([]byte(json), "d"))
	}
	if named.Named != (annotate.Ref{Kind: annotate.RefName, ID: "https://names.example/doe", Type: mention.Person}) {
		t.Errorf("%+v", named.Named)
	}
}

// The row of a kind that a codebook adds: its key, its words, the fields that coders are
// compared by.
func TestTheRowOfAnAddedKind(t *testing.T) {
	if frame.Key != "X f" || frame.Layer != "X f" || frame.Walk != "X f" || frame.Command != "kind-frame" || !frame.Added() || frame.Role() != "kind.own" || frame.Bare() {
		t.Errorf("%+v", frame)
	}
	if len(frame.Units) != 2 || len(frame.Needs) != 1 || frame.Needs[0] != "type" {
		t.Errorf("units %v, needs %v", frame.Units, frame.Needs)
	}
	var coded []string
	for _, f := range frame.Coded {
		coded = append(coded, f.Name)
	}
	if !reflect.DeepEqual(coded, []string{"tone", "strength", "since"}) {
		t.Errorf("compared by %v", coded)
	}
	if other := Make(Spec{Name: "x", Units: []string{"word"}}); other.Key != "" || other.Layer != "" || other.Units[0] != "word" {
		t.Errorf("%+v", other)
	}
	if stanceKind.Added() || stanceKind.Role() != "kind.stance" || stanceKind.Bare() || !noteKind.Bare() {
		t.Error("a built-in kind is taken for another")
	}
	if NameOf("stet:kind/frame") != "frame" || NameOf("stet:Song") != "Song" || NameOf("x:Song") != "x:Song" {
		t.Error("the names of unknown kinds")
	}
}
