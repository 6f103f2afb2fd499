package anchor

import (
	"fmt"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// numbered gives the IDs of new annotations: new-1, new-2 and so on.
func numbered() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("new-%d", n) }
}

// on is an annotation of the words that are in [ ].
func on(id, text string, body annotate.Body) *annotate.Annotation {
	plain, r := marked(text)
	return &annotate.Annotation{
		ID: id, Body: body, Origin: annotate.Origin{How: annotate.ByHand, Generator: "quotation/1"},
		Target: annotate.Target{Place: Describe(art(plain), model.NewOffsets(plain), r)},
	}
}

const (
	wired  = "RIVERTON — The mayor said the tram would pay. Khan said it would not. Rain fell on both."
	copied = "The mayor said the tram would pay. Rain fell on both."
)

func carried(as ...*annotate.Annotation) (fit, misfit []*annotate.Annotation) {
	return Carry(as, art(wired), art(copied), nil, numbered())
}

// What fits a copy of an article gets an ID of its own, says where it comes from, and
// is described in the words of the copy; what the copy cut stays as it was.
func TestAnnotationsAreCarriedToACopy(t *testing.T) {
	kept := on("a", "RIVERTON — The mayor said [the tram would pay]. Khan said it would not. Rain fell on both.", &kind.Note{})
	cut := on("b", "RIVERTON — The mayor said the tram would pay. [Khan said it would not]. Rain fell on both.", &kind.Note{})
	whole := &annotate.Annotation{ID: "c", Target: annotate.Target{Whole: true}, Body: &kind.Note{}}
	before := *kept
	fit, misfit := carried(kept, cut, whole)
	if len(fit) != 2 || len(misfit) != 1 || misfit[0] != cut {
		t.Fatalf("%d fit and %d do not; want 2 and the one that was cut", len(fit), len(misfit))
	}
	c := fit[0]
	if got := mark(copied, c.Target.Place); got != "exact: The mayor said [the tram would pay]. Rain fell on both." {
		t.Error(got)
	}
	if q := c.Target.Quote; q.Of != model.DigestOf(copied) || q.Start != 15 || q.Prefix != "The mayor said " {
		t.Errorf("the place is not described in the copy: %+v", q)
	}
	if c.ID != "new-1" || c.Origin.How != annotate.Kept || c.Origin.Generator != "copies/1 a" || CarriedFrom(c) != "a" {
		t.Errorf("%s, %+v, carried from %q", c.ID, c.Origin, CarriedFrom(c))
	}
	if fit[1].ID != "new-2" || !fit[1].Target.Whole || CarriedFrom(fit[1]) != "c" {
		t.Errorf("the note on the whole article: %+v", fit[1])
	}
	if kept.ID != before.ID || kept.Target != before.Target || kept.Origin != before.Origin {
		t.Error("carrying an annotation over changed the original")
	}
	if from := CarriedFrom(kept); from != "" {
		t.Errorf("what the engine suggested was carried over from %q", from)
	}
}

// All places of an annotation must be in the copy: a quote whose words of saying were
// cut is left behind, and one that only resembles it is no place.
func TestAnAnnotationFitsWithAllItsWords(t *testing.T) {
	_, cue := marked("RIVERTON — The mayor said the tram would pay. Khan [said] it would not. Rain fell on both.")
	place := Describe(art(wired), model.NewOffsets(wired), cue)
	quote := on("a", "RIVERTON — The mayor said [the tram would pay]. Khan said it would not. Rain fell on both.", &kind.Quote{Cue: &place})
	if fit, misfit := carried(quote); len(fit) != 0 || len(misfit) != 1 {
		t.Errorf("fits without its cue: %d, %d", len(fit), len(misfit))
	}
	near := on("b", "RIVERTON — The mayor said the tram would pay. Khan said it would not. [Rain fell on both].", &kind.Note{})
	to := "The mayor said the tram would pay. Rain fell on town."
	if fit, misfit := Carry([]*annotate.Annotation{near}, art(wired), art(to), nil, numbered()); len(fit) != 0 || len(misfit) != 1 {
		t.Errorf("words that were changed fit: %d, %d", len(fit), len(misfit))
	}
}

// A relation goes along where both its ends do, whichever comes first in the file, and
// then relates the copies.
func TestRelationsAreCarriedWithBothEnds(t *testing.T) {
	from := on("a", "RIVERTON — The mayor said [the tram would pay]. Khan said it would not. Rain fell on both.", &kind.Note{})
	to := on("b", "RIVERTON — The mayor said the tram would pay. Khan said it would not. [Rain fell on both].", &kind.Note{})
	cut := on("c", "RIVERTON — The mayor said the tram would pay. [Khan said it would not]. Rain fell on both.", &kind.Note{})
	relation := func(id, from, to string) *annotate.Annotation {
		return &annotate.Annotation{
			ID: id, Target: annotate.Target{Annotation: from},
			Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: to}, Relation: kind.Supports},
		}
	}
	whole, toCut, fromCut := relation("ab", "a", "b"), relation("ac", "a", "c"), relation("cb", "c", "b")
	bare := &annotate.Annotation{ID: "bare", Target: annotate.Target{Annotation: "a"}}
	fit, misfit := carried(whole, toCut, fromCut, bare, from, to, cut)
	if len(fit) != 4 || len(misfit) != 3 {
		t.Fatalf("%d fit and %d do not, want 4 and 3", len(fit), len(misfit))
	}
	for i, want := range []*annotate.Annotation{cut, toCut, fromCut} {
		if misfit[i] != want {
			t.Errorf("%s does not fit, want %s", misfit[i].ID, want.ID)
		}
	}
	link := fit[2]
	if link.ID != "new-3" || link.Target.Annotation != "new-1" || link.Body.Refs()[0].Ref.ID != "new-2" || CarriedFrom(link) != "ab" {
		t.Errorf("relation %s from %s to %s", link.ID, link.Target.Annotation, link.Body.Refs()[0].Ref.ID)
	}
	if fit[3].Target.Annotation != "new-1" {
		t.Errorf("the remark on an annotation is about %s", fit[3].Target.Annotation)
	}
	if whole.Target.Annotation != "a" || whole.Body.Refs()[0].Ref.ID != "b" || toCut.Body.Refs()[0].Ref.ID != "c" {
		t.Error("carrying a relation over changed the original")
	}
}

// What speaks of another annotation speaks in the copy of that one's copy, wherever it
// says so: a claim that a quote tells, an opinion about that claim or about a name. With
// a reference to nothing it would be about nobody knows what, so it is left behind.
func TestReferencesLeadToTheCopies(t *testing.T) {
	const claimed = "RIVERTON — The mayor said [the tram would pay]. Khan said it would not. Rain fell on both."
	quote := on("q", claimed, &kind.Quote{})
	claim := func(by string) *annotate.Annotation { return on("c", claimed, &kind.Claim{ToldBy: by}) }
	stance := func(of string, toward annotate.Ref) *annotate.Annotation {
		return on("s", "RIVERTON — [The mayor] said the tram would pay. Khan said it would not. Rain fell on both.",
			&kind.Stance{Towards: toward, OnClaim: of, ToldBy: kind.ToldByArticle})
	}
	about := func(id string) annotate.Ref { return annotate.Ref{Kind: annotate.RefAnnotation, ID: id} }
	ids := func(fit []*annotate.Annotation) map[string]*annotate.Annotation {
		out := map[string]*annotate.Annotation{}
		for _, a := range fit {
			out[CarriedFrom(a)] = a
		}
		return out
	}
	// The chain is in the file with its end first.
	fit, misfit := carried(stance("c", about("q")), claim("q"), quote)
	got := ids(fit)
	if len(fit) != 3 || len(misfit) != 0 {
		t.Fatalf("%d fit and %d do not, want 3 and none", len(fit), len(misfit))
	}
	if by := got["c"].Body.(*kind.Claim).ToldBy; by != got["q"].ID {
		t.Errorf("the claim is told by %s, want %s", by, got["q"].ID)
	}
	s := got["s"].Body.(*kind.Stance)
	if s.OnClaim != got["c"].ID || s.Towards.ID != got["q"].ID || s.ToldBy != kind.ToldByArticle {
		t.Errorf("the stance is on %s towards %s, told by %s", s.OnClaim, s.Towards.ID, s.ToldBy)
	}
	for name, as := range map[string][]*annotate.Annotation{
		"a claim of no quote":             {claim("gone"), stance("c", annotate.Ref{}), quote},
		"two that speak of each other":    {claim("s"), stance("c", annotate.Ref{}), quote},
		"towards an annotation not there": {stance("", about("gone")), stance("gone", annotate.Ref{}), quote},
	} {
		if fit, misfit := carried(as...); len(fit) != 1 || len(misfit) != 2 || CarriedFrom(fit[0]) != "q" {
			t.Errorf("%s: %d fit and %d do not, want the quote and two", name, len(fit), len(misfit))
		}
	}
	// What was carried over before is known by its ID there.
	fit, misfit = Carry([]*annotate.Annotation{claim("q")}, art(wired), art(copied), map[string]string{"q": "before"}, numbered())
	if len(fit) != 1 || len(misfit) != 0 || fit[0].Body.(*kind.Claim).ToldBy != "before" {
		t.Errorf("a claim told by a quote that was carried over before: %d fit, %d do not", len(fit), len(misfit))
	}
}

// A person who says that places are right has them described anew, all but the lost
// ones, whose selectors are all that is left of them.
func TestConfirmedPlacesAreDescribedAnew(t *testing.T) {
	old, now := "Doe said it will pay.", "Rain. Doe said it will pay."
	_, r := marked("Doe said [it will pay].")
	_, cue := marked("Doe [said] it will pay.")
	a := art(old)
	off := model.NewOffsets(old)
	ann := &annotate.Annotation{Target: annotate.Target{Place: Describe(a, off, r)}, Body: &cued{Describe(a, off, cue)}}
	finder(now, old).FindAll([]*annotate.Annotation{ann})
	ann.Body.Places()[0].State = annotate.Orphan
	got := Confirm(ann, art(now), model.NewOffsets(now))
	if p := got.Target.Place; p.State != annotate.Exact || p.Quote.Start != 15 || p.Quote.Of != model.DigestOf(now) || p.Score != 1 {
		t.Errorf("the confirmed place: %+v", p)
	}
	if p := got.Body.Places()[0]; p.State != annotate.Orphan || p.Quote.Of != model.DigestOf(old) {
		t.Errorf("the lost place: %+v", p)
	}
	if ann.Target.State != annotate.Moved || ann.Target.Quote.Of != model.DigestOf(old) {
		t.Error("confirming changed the annotation itself")
	}
}

// The count by which a reader is told how many places moved, are unsure or lost has
// annotations with words, and no other.
func TestTheTallyCountsTargetsWithWords(t *testing.T) {
	in := func(s annotate.State) *annotate.Annotation {
		return &annotate.Annotation{Target: annotate.Target{Place: annotate.Place{State: s}}}
	}
	n := Tally([]*annotate.Annotation{
		in(annotate.Moved), in(annotate.Orphan), in(annotate.Moved), in(annotate.Exact),
		{Target: annotate.Target{Whole: true}}, {Target: annotate.Target{Annotation: "a"}},
	})
	if n != [4]int{1, 2, 0, 1} {
		t.Errorf("exact, moved, fuzzy, orphan: %v", n)
	}
}
