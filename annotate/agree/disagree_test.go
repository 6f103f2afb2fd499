package agree

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
)

// shown writes a disagreement as "what “words”: alice FAVOR, bob —".
func shown(d Document, x Disagreement) string {
	var says []string
	for _, coder := range codersOf([]Document{d}) {
		var labels []string
		for _, a := range x.Says[coder] {
			labels = append(labels, strings.Trim(a.Body.Label()+" "+strings.Join(a.Tags, " "), " "))
		}
		says = append(says, coder+" "+strings.Join(append(labels, none)[:max(1, len(labels))], "+"))
	}
	return fmt.Sprintf("%s “%s”: %s", x.What, d.Article.Slice(x.Range), strings.Join(says, ", "))
}

func TestDisagreements(t *testing.T) {
	d := marked(t, map[string]string{
		"alice": "[FAVOR Turkey backs] the plan. [AGAINST Haftar rejects it.] Rain.",
		"bob":   "[FAVOR Turkey backs] the plan. Haftar [FAVOR rejects it.] [FAVOR Rain].",
	})
	for coder, tag := range map[string]string{"alice": "topic:war", "bob": "topic:economy"} {
		c := d.Coders[coder]
		c.Annotations = append(c.Annotations, coded(tag, "tone:bad"))
		d.Coders[coder] = c
	}
	var got []string
	for _, x := range Disagreements(d, nil, nil) {
		got = append(got, shown(d, x))
	}
	want := []string{
		"topic “”: alice topic:war tone:bad, bob topic:economy tone:bad",
		"stance “Haftar rejects it.”: alice AGAINST, bob FAVOR",
		"stance “Rain”: alice —, bob FAVOR",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := len(Disagreements(marked(t, map[string]string{"alice": "[FAVOR x]"}), nil, nil)); n > 0 {
		t.Errorf("%d disagreements of one coder", n)
	}
}

func TestTakeKeepsWhatBelongsTogether(t *testing.T) {
	claim := &annotate.Annotation{ID: "c", Body: &kind.Claim{InQuote: "q", ToldBy: kind.ToldByArticle}, Comment: "hers"}
	stance := &annotate.Annotation{ID: "s", Body: &kind.Stance{OnClaim: "c"}}
	link := &annotate.Annotation{ID: "l", Target: annotate.Target{Annotation: "s"},
		Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "c"}}}
	lost := &annotate.Annotation{ID: "m", Target: annotate.Target{Annotation: "s"},
		Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "elsewhere"}}}
	n := 0
	taken := Take([]*annotate.Annotation{claim, stance, link, lost}, "the second sentence says so", "urn:x-stet:annotator:@gold", time.Unix(1, 0),
		func() string { n++; return fmt.Sprintf("new%d", n) })
	if len(taken) != 3 {
		t.Fatalf("%d were taken, want 3", len(taken))
	}
	c, s, l := taken[0], taken[1], taken[2]
	if c.ID != "new1" || c.Comment != "the second sentence says so" || c.Body.(*kind.Claim).InQuote != "" || c.Body.(*kind.Claim).ToldBy != kind.ToldByArticle {
		t.Errorf("claim %+v %+v", c, c.Body)
	}
	if s.Body.(*kind.Stance).OnClaim != "new1" || l.Target.Annotation != "new2" || l.Who().ID != "new1" {
		t.Errorf("the stance is on %s, the link from %s to %s", s.Body.(*kind.Stance).OnClaim, l.Target.Annotation, l.Who().ID)
	}
	if claim.Comment != "hers" {
		t.Error("the annotation itself was changed")
	}
}
