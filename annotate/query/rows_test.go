package query

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
)

// Folded words are found in a short text, in a long one and in any writing, exactly where
// folding the whole text finds them.
func TestFoldedWordsAreFoundAlike(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	letters := []rune("aAbBzZ@[`{ 0É\t  ")
	draw := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteRune(letters[rnd.IntN(len(letters))])
		}
		return b.String()
	}
	found := 0
	for range 4000 {
		s, want := draw(rnd.IntN(12)), Fold(draw(rnd.IntN(4)))
		if rnd.IntN(20) == 0 {
			s = strings.Repeat("x", 250) + s
		}
		got := containsFolded(s, want)
		if got != strings.Contains(Fold(s), want) {
			t.Fatalf("%q holds %q: %t", s, want, got)
		}
		if got {
			found++
		}
	}
	if found < 300 || found > 3700 {
		t.Errorf("%d of 4000 are found: the test says little", found)
	}
}

// A row says of an annotation whom it is from and towards, and every field that is filled.
func TestARowSaysWhatAnAnnotationSays(t *testing.T) {
	place := annotate.Target{Place: annotate.Place{Quote: annotate.Quote{Exact: "it pays", Start: 3, End: 10, Prefix: "p", Suffix: "s"}, State: annotate.Exact}}
	stance := NewRow(&annotate.Annotation{ID: "1", Target: place, Comment: "c", Tags: []string{"t"}, Body: &kind.Stance{Holder: annotate.NameRef("Doe", ""), Towards: annotate.TopicRef("tram"), Stance: kind.Favor}})
	if stance.Who != "Doe" || stance.To != "tram" || stance.Label != kind.Favor || stance.Words != "it pays" || stance.Start != 3 || stance.End != 10 || stance.Prefix != "p" || stance.Comment != "c" || !slices.Equal(stance.Tags, []string{"t"}) {
		t.Errorf("%+v", stance)
	}
	link := NewRow(&annotate.Annotation{ID: "2", Target: annotate.Target{Annotation: "1"}, Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "3"}, Relation: "attacks"}})
	if link.On != "1" || link.To == "" || link.Who != "" || !link.Links() || link.Claims() {
		t.Errorf("%+v", link)
	}
	review := &kind.Review{Verdict: "REFUTES", Rating: "false", Date: time.Date(2031, 1, 2, 0, 0, 0, 0, time.UTC)}
	claim := NewRow(&annotate.Annotation{ID: "4", Target: place, Body: &kind.Claim{Text: "It pays.", Claimant: annotate.NameRef("Doe", ""), Review: review, InQuote: "9", Status: kind.HasVerdict}})
	if claim.Who != "Doe" || claim.Detail("verdict") != "REFUTES" || claim.Detail("claim") != "It pays." || claim.Detail("in_quote") != "" || !claim.Claims() {
		t.Errorf("%+v", claim)
	}
	if r := claim.Review(); r == nil || r.Verdict != "REFUTES" || r.Rating != "false" || !r.Date.Equal(review.Date) {
		t.Errorf("its review is %+v", r)
	}
	unread := claim
	unread.Full = nil
	if unread.Row().Name != "claim" || stance.Review() != nil || (&Row{Kind: "metaphor"}).Review() != nil || (&Row{Kind: "metaphor"}).Row().Title != "metaphor" {
		t.Error("the kind of a row")
	}
	if bare := NewRow(&annotate.Annotation{ID: "5"}); bare.ID != "5" || bare.Label != "" {
		t.Errorf("%+v", bare)
	}
}

// A file that is at fault is checked by a command; for an article that is at fault there is
// none.
func TestWhatHelpsWithAProblem(t *testing.T) {
	if h := (Problem{What: "x"}).Hint(); !strings.Contains(h, "`stet check`") {
		t.Error(h)
	}
	if h := (Problem{What: "x", OfArticle: true}).Hint(); h != "" {
		t.Error(h)
	}
}

// The verdict of a claim that stands in several articles is the latest, its status the
// furthest, and who makes it is named once.
func TestAClaimOfSeveralArticles(t *testing.T) {
	at := func(day int, details ...Detail) *Row {
		return &Row{Kind: "claim", Who: "Doe", Words: "it pays", Modified: time.Date(2031, 1, day, 0, 0, 0, 0, time.UTC), Created: time.Date(2031, 1, day, 0, 0, 0, 0, time.UTC), Details: details}
	}
	for name, c := range map[string]struct {
		rows            []*Row
		verdict, status string
	}{
		"none":                {[]*Row{at(1)}, "", ""},
		"the later verdict":   {[]*Row{at(2, Detail{"verdict", "REFUTES"}), at(1, Detail{"verdict", "SUPPORTS"})}, "REFUTES", ""},
		"of the same time":    {[]*Row{at(1, Detail{"verdict", "REFUTES"}), at(1, Detail{"verdict", "SUPPORTS"})}, "SUPPORTS", ""},
		"a later one without": {[]*Row{at(1, Detail{"verdict", "REFUTES"}), at(3)}, "REFUTES", ""},
		"the furthest status": {[]*Row{at(1, Detail{"status", kind.HasVerdict}), at(2, Detail{"status", kind.ToCheck})}, "", kind.HasVerdict},
	} {
		l := &LedgerClaim{Rows: c.rows}
		l.sum(nil)
		if l.Verdict != c.verdict || l.Status != c.status || !slices.Equal(l.Who, []string{"Doe"}) || l.Says == "" {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

// What a machine says is decided where half of the words are, of the same kind and with the
// same codes; a refusal decides the same label on all of the words.
func TestWhatAMachineSaysAndNobodyHasDecided(t *testing.T) {
	row := func(change func(*Row)) *Row {
		r := &Row{Article: "a", Kind: "claim", Annotator: "@m", Start: 10, End: 20, Label: "CFS", State: annotate.Exact}
		change(r)
		return r
	}
	mine := func(start, end int, change func(*Row)) *Row {
		return row(func(r *Row) { r.Annotator, r.Start, r.End = "alice", start, end; change(r) })
	}
	same := func(*Row) {}
	refused := func(r *Row) { r.How = annotate.Refused }
	for name, c := range map[string]struct {
		machine *Row
		mine    *Row
		want    int
	}{
		"nothing decided":           {row(same), nil, 1},
		"the same words":            {row(same), mine(10, 20, same), 0},
		"half of them":              {row(same), mine(15, 30, same), 0},
		"less than half":            {row(same), mine(16, 30, same), 1},
		"words within":              {row(same), mine(12, 14, same), 0},
		"beside them":               {row(same), mine(20, 25, same), 1},
		"another kind":              {row(same), mine(10, 20, func(r *Row) { r.Kind = "note" }), 1},
		"another article":           {row(same), mine(10, 20, func(r *Row) { r.Article = "b" }), 1},
		"somebody else’s":           {row(same), mine(10, 20, func(r *Row) { r.Annotator = "bob" }), 1},
		"lost words":                {row(same), mine(10, 20, func(r *Row) { r.State = annotate.Orphan }), 1},
		"refused":                   {row(same), mine(10, 20, refused), 0},
		"refused within":            {row(same), mine(12, 14, refused), 1},
		"refused with another code": {row(same), mine(10, 20, func(r *Row) { refused(r); r.Label = "NFS" }), 1},
		"tags that are not there":   {row(func(r *Row) { r.Tags = []string{"war"} }), mine(10, 20, same), 1},
		"tags that are":             {row(func(r *Row) { r.Tags = []string{"war"} }), mine(10, 20, func(r *Row) { r.Tags = []string{"cost", "war"} }), 0},
		"of the whole article":      {row(func(r *Row) { r.Whole = true }), nil, 0},
		"on an annotation":          {row(func(r *Row) { r.On = "x" }), nil, 0},
		"unsure of its place":       {row(func(r *Row) { r.State = annotate.Fuzzy }), nil, 0},
		"moved":                     {row(func(r *Row) { r.State = annotate.Moved }), nil, 1},
		"not wanted":                {row(func(r *Row) { r.Kind = "note" }), nil, 0},
		"of an earlier run":         {row(func(r *Row) { r.Annotator = "@m-0123abcd" }), nil, 0},
	} {
		x := &Index{machine: []*Row{c.machine}}
		if c.mine != nil && c.mine.How == annotate.Refused {
			x.refused = []*Row{c.mine}
		} else if c.mine != nil {
			x.rows = []*Row{c.mine}
		}
		if got := x.Undecided("alice", false, func(kind string) bool { return kind == "claim" }); len(got) != c.want {
			t.Errorf("%s: %d are undecided, want %d", name, len(got), c.want)
		}
		if got := x.Undecided("alice", true, func(string) bool { return true }); len(got) != 0 {
			t.Errorf("%s: of an article that alice is not done with %d are shown", name, len(got))
		}
	}
}

// Words that two texts share are counted once each, whatever their order.
func TestWordsInCommon(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"alpha bravo delta", "bravo delta zulu", 2}, {"zulu", "alpha", 0}, {"alpha", "alpha zulu", 1}, {"delta alpha", "alpha delta", 2}, {"", "alpha", 0}} {
		if got := bagOf(c.a).common(bagOf(c.b)); got != c.want || bagOf(c.b).common(bagOf(c.a)) != c.want {
			t.Errorf("%q and %q share %d", c.a, c.b, got)
		}
	}
}
