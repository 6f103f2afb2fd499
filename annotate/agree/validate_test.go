package agree

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// claimsIn is a coding of claims: the words of the article that somebody marked.
func claimsIn(t *testing.T, a *model.Article, words ...string) Coding {
	t.Helper()
	c := Coding{Coded: time.Now()}
	for _, w := range words {
		i := strings.Index(a.Text, w)
		if i < 0 {
			t.Fatalf("%q is not there", w)
		}
		r := model.Range{Start: model.Pos(i), End: model.Pos(i + len(w))}
		c.Annotations = append(c.Annotations, &annotate.Annotation{Body: &kind.Claim{}, Target: annotate.Target{Place: annotate.Place{Range: r}}})
	}
	return c
}

func value(t *testing.T, v Validation, level, measure string) float64 {
	t.Helper()
	i := slices.IndexFunc(v.Figures, func(f Figure) bool { return f.Level == level && f.Measure == measure && f.Label == "" })
	if i < 0 {
		t.Fatalf("no %s of %s", measure, level)
	}
	return v.Figures[i].Value
}

// Counted by hand: against ann the machine is right once, wrong once and misses one;
// against ben it is right once, wrong once and misses none.
func TestAMachineIsMeasuredAgainstPeople(t *testing.T) {
	a := &model.Article{Text: "Fees rise. Boats leave. The port is poor. Rain falls."}
	docs := []Document{{Article: a, Coders: map[string]Coding{
		"ann":  claimsIn(t, a, "Fees rise", "Boats leave"),
		"ben":  claimsIn(t, a, "Fees rise"),
		"@owl": claimsIn(t, a, "Fees rise", "The port is poor"),
	}}}
	v := Validate(docs, "@owl", []string{"ann", "ben"}, nil, AltTest{})
	for _, c := range []struct {
		level, measure string
		want           float64
	}{
		{"sentence", "precision", 2.0 / 4}, {"sentence", "recall", 2.0 / 3}, {"sentence", "F1", 4.0 / 7},
		{"words", "precision, words and label", 2.0 / 4}, {"words", "recall, words overlap", 2.0 / 3},
	} {
		if got := value(t, v, c.level, c.measure); off(got, c.want) {
			t.Errorf("%s of %s is %v, want %v", c.measure, c.level, got, c.want)
		}
	}
	if len(v.Tests) > 0 {
		t.Error("four sentences are too few for the alternative annotator test")
	}
	if v := Validate(docs, "@parrot", []string{"ann"}, nil, AltTest{}); v.Docs != 0 || len(v.Figures) > 0 {
		t.Errorf("a machine that has said nothing: %+v", v)
	}
	if got := Compare(docs, nil); len(got) == 0 || got[0].Coders != 2 {
		t.Error("the machine counts as a coder")
	}
}

// With enough sentences the test is made over those that anybody marked.
func TestTheAlternativeTestOverSentences(t *testing.T) {
	var text strings.Builder
	var all []string
	for i := range 120 {
		s := fmt.Sprintf("Claim number %d is here", i)
		fmt.Fprintf(&text, "%s. ", s)
		if i < 60 {
			all = append(all, s)
		}
	}
	a := &model.Article{Text: text.String()}
	docs := []Document{{Article: a, Coders: map[string]Coding{
		"ann": claimsIn(t, a, all...), "ben": claimsIn(t, a, all[:50]...), "cat": claimsIn(t, a, all[10:]...), "@owl": claimsIn(t, a, all...),
	}}}
	v := Validate(docs, "@owl", []string{"ann", "ben", "cat"}, nil, AltTest{Epsilon: 0.1})
	if len(v.Tests) != 1 || v.Tests[0].People[0].Items != 60 || v.Tests[0].Winning != 1 {
		t.Errorf("the test is %+v", v.Tests)
	}
}
