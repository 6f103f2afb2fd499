package learn

import (
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/source"
)

func articleOf(t *testing.T, text string) *model.Article {
	t.Helper()
	a, err := source.Read("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func marked(t *testing.T, a *model.Article, words string, body annotate.Body, how annotate.How) *annotate.Annotation {
	t.Helper()
	i := strings.Index(a.Text, words)
	if i < 0 {
		t.Fatalf("%q is not there", words)
	}
	r := model.Range{Start: model.Pos(i), End: model.Pos(i + len(words))}
	return &annotate.Annotation{ID: words, Body: body, Origin: annotate.Origin{How: how}, Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(a.Text), r)}}
}

// lessons are articles in which sentences about subsidies are claims and others are not.
func lessonsFor(t *testing.T, n int) (out []Lesson) {
	for i := range n {
		a := articleOf(t, fmt.Sprintf("The subsidy costs %d million crowns a year. Rain fell on the pier all day. The mayor, Ida Holm, went home early in the evening.\n", i+2))
		who := &kind.Claim{Claimant: annotate.NameRef("Ida Holm", "PERSON")}
		c := marked(t, a, a.Text[:strings.Index(a.Text, ".")], who, annotate.ByHand)
		words := marked(t, a, "The mayor", nil, "").Target.Place
		who.Claimant.Words = &words
		name := marked(t, a, "Ida Holm", &kind.Entity{Named: annotate.NameRef("Ida Holm", "PERSON")}, annotate.ByHand)
		out = append(out, Lesson{Article: a, Decided: []*annotate.Annotation{c, name}, Done: true})
	}
	return out
}

// What was marked before is suggested where it comes again, with a reason in words of
// the sentence; what was passed over is not.
func TestWhatWasMarkedIsSuggestedAgain(t *testing.T) {
	l := Of(kind.All)
	l.Take(lessonsFor(t, 8))
	a := articleOf(t, "A new subsidy costs 90 million crowns. The ferry waited at the pier all day. Later Ida Holm spoke of rain.\n")
	var got []string
	for _, s := range l.Suggest(a) {
		got = append(got, s.Annotation.Kind()+" "+a.Slice(s.Annotation.Target.Range)+" "+s.Annotation.Origin.Generator+" "+s.Why)
	}
	all := strings.Join(got, "\n")
	if !strings.Contains(all, "claim A new subsidy costs 90 million crowns. learned/1 because of “") || !strings.Contains(all, "“subsidy") && !strings.Contains(all, " subsidy”") {
		t.Errorf("the claim is not suggested:\n%s", all)
	}
	if strings.Contains(all, "claim The ferry") {
		t.Errorf("what was passed over is suggested:\n%s", all)
	}
	if !strings.Contains(all, "entity Ida Holm learned/1 tagged so before") {
		t.Errorf("the name is not suggested:\n%s", all)
	}
	if got := l.Name("the mayor"); got != "Ida Holm" {
		t.Errorf("the mayor is %q", got)
	}
}

// A few examples are too few, and what is refused again and again goes away.
func TestLearningUnlearns(t *testing.T) {
	l := Of(kind.All)
	l.Take(lessonsFor(t, 2))
	a := articleOf(t, "A new subsidy costs 90 million crowns. Ida Holm spoke.\n")
	for _, s := range l.Suggest(a) {
		if s.Annotation.Kind() == "claim" {
			t.Error("two examples teach a claim")
		}
	}
	l.Take(lessonsFor(t, 8))
	for range 12 {
		l.See(a, marked(t, a, "A new subsidy costs 90 million crowns", &kind.Claim{}, annotate.Refused))
		l.See(a, marked(t, a, "Ida Holm", &kind.Entity{Named: annotate.NameRef("Ida Holm", "PERSON")}, annotate.Refused))
	}
	if got := l.Suggest(a); len(got) > 0 {
		t.Errorf("refused twelve times and still suggested: %+v", got)
	}
}

// The curve of something easy rises to where nothing is left to learn.
func TestTheCurveOfLearning(t *testing.T) {
	l := Of(kind.All)
	l.Take(lessonsFor(t, 40))
	curves := l.Curves()
	if len(curves) != 1 || curves[0].What != "claim" {
		t.Fatalf("curves: %+v", curves)
	}
	points := curves[0].Points
	last := points[len(points)-1]
	if len(points) < 2 || points[0].Examples != 25 || last.Examples != 80 || last.F1 < 0.95 {
		t.Errorf("the curve is %+v", points)
	}
}

// What is asked for next is what nobody has decided, the least sure first.
func TestWhatIsAskedNextIsUndecidedAndUnsure(t *testing.T) {
	l := Of(kind.All)
	other := articleOf(t, "A new subsidy costs 90 million crowns a year. The pier is wet, and the subsidy with it. Rain fell on the mayor all day.\n")
	l.Take(lessonsFor(t, 8), other)
	var got []string
	for _, q := range l.Next(5) {
		if q.Article != other || q.What != "claim" {
			t.Errorf("asked about %q in %s", q.Text, q.Article.Path)
		}
		got = append(got, q.Text)
	}
	if len(got) != 3 || !strings.HasPrefix(got[0], "The pier is wet") {
		t.Errorf("asked in the order %q", got)
	}
}

// A key that asks for a name does not wait while an article is learned from.
func TestANameIsKnownWhileLearning(t *testing.T) {
	l := Of(kind.All)
	l.Take(lessonsFor(t, 8))
	l.mu.Lock() // as while it learns
	defer l.mu.Unlock()
	if got := l.Name("the mayor"); got != "Ida Holm" {
		t.Errorf("the mayor is %q", got)
	}
}
