package agree

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
)

var two = []string{"alice", "bob"}

func TestInWhatTheyDiffer(t *testing.T) {
	for _, tt := range []struct{ alice, bob, want string }{
		{"[FAVOR Turkey backs it].", "[AGAINST Turkey backs it].", "same words, another label"},
		{"[FAVOR Turkey backs it].", "Turkey [FAVOR backs it].", "other words"},
		{"[FAVOR Turkey backs it].", "Turkey [AGAINST backs it].", "another label, other words"},
		{"[FAVOR Turkey backs it].", "Turkey [AGAINST backs] [AGAINST it].", "other words"},
		{"[FAVOR Turkey] backs it.", "Turkey backs [FAVOR it].", "only alice has it|only bob has it"},
		{"[FAVOR Turkey backs it].", "[FAVOR Turkey backs it].", ""},
	} {
		d := marked(t, map[string]string{"alice": tt.alice, "bob": tt.bob})
		var got []string
		for _, x := range Disagreements(d, nil, nil) {
			got = append(got, x.Differ(two))
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%s and %s: %s, want %s", tt.alice, tt.bob, s, tt.want)
		}
	}
}

func TestNamesThatALibraryJoinsAreTheSame(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR Turkey backs it].", "bob": "[FAVOR Turkey backs it]."})
	for coder, name := range map[string]string{"alice": "Haftar", "bob": "General Haftar"} {
		d.Coders[coder].Annotations[0].Body.(*kind.Stance).Holder = annotate.NameRef(name, "")
	}
	if xs := Disagreements(d, nil, nil); len(xs) != 1 || xs[0].Differ(two) != "same words, another name" {
		t.Errorf("two names: %v", xs)
	}
	names, err := codebook.ReadNames("names.toml", []byte("[[name]]\nname = \"Haftar\"\nalso = [\"General Haftar\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if xs := Disagreements(d, nil, names); len(xs) != 0 {
		t.Errorf("joined names: %v", xs)
	}
}

func TestADecisionTakesThePlaceOfTheOneBefore(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR Turkey backs it]. Rain.", "bob": "[AGAINST Turkey backs it]. Rain."})
	for _, coder := range two {
		a := d.Coders[coder].Annotations[0]
		a.ID, a.Origin.How = coder, annotate.ByHand
	}
	x := Disagreements(d, nil, nil)[0]
	var gold []*annotate.Annotation
	n := 0
	for _, step := range []struct {
		taken []*annotate.Annotation
		want  string
	}{
		{x.Side("bob"), "AGAINST hand “it says so”"},
		{x.Both(two), "FAVOR hand “it says so”, AGAINST hand “it says so”"},
		{nil, "FAVOR refused “it says so”, AGAINST refused “it says so”"},
		{x.Side("alice"), "FAVOR hand “it says so”"},
	} {
		swaps := x.Decide(NewAdjudication(gold), step.taken, "it says so", "urn:x-stet:annotator:carol", time.Unix(9, 0), func() string { n++; return fmt.Sprint(n) })
		set := annotate.NewSet(gold, time.Time{})
		set.Do(annotate.Edit{Swaps: swaps})
		gold = set.Snapshot()
		var got []string
		for _, a := range NewAdjudication(gold).On(x) {
			got = append(got, fmt.Sprintf("%s %s “%s”", a.Body.Label(), a.Origin.How, a.Comment))
			if a.Creator != "urn:x-stet:annotator:carol" {
				t.Errorf("it was decided by %s", a.Creator)
			}
		}
		if s := strings.Join(got, ", "); s != step.want {
			t.Errorf("decided: %s, want %s", s, step.want)
		}
		if len(gold) != len(got) {
			t.Errorf("%d annotations in all, %d of this disagreement", len(gold), len(got))
		}
	}
}

// Of a note that answers several questions, a side is the answer to the one at
// hand; what all say alike is taken together.
func TestAnswersAreDecidedQuestionByQuestion(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR Rain].", "bob": "[FAVOR Rain]."})
	for coder, tags := range map[string][]string{"alice": {"topic:war", "tone:bad", "frame:loss", "own"}, "bob": {"topic:economy", "tone:bad", "frame:loss"}} {
		c, note := d.Coders[coder], coded(tags...)
		note.ID = coder + "’s note"
		c.Annotations = append(c.Annotations, note)
		d.Coders[coder] = c
	}
	x := Disagreements(d, nil, nil)[0]
	tags := func(as []*annotate.Annotation) string {
		var out []string
		for _, a := range as {
			out = append(out, strings.Join(append([]string{a.Body.Label()}, a.Tags...), " "))
		}
		return strings.Join(out, ",")
	}
	if got := tags(x.Side("alice")); got != " topic:war" {
		t.Errorf("alice's side is %q", got)
	}
	if got := tags(x.Both(two)); got != " topic:war topic:economy" {
		t.Errorf("both are %q", got)
	}
	if got := tags(Agreed(d, nil, nil, NewAdjudication(nil))); got != " frame:loss tone:bad,FAVOR" {
		t.Errorf("agreed is %q", got)
	}
	gold := []*annotate.Annotation{coded("tone:bad", "frame:loss")}
	if NewAdjudication(gold).On(x) != nil {
		t.Error("an answer to another question decides this one")
	}
	if got := tags(Agreed(d, nil, nil, NewAdjudication(gold))); got != "FAVOR" {
		t.Errorf("agreed and not held yet is %q", got)
	}
	if got := tags(NewAdjudication(append(gold, coded("topic:war"))).On(x)); got != " topic:war" {
		t.Errorf("decided is %q", got)
	}
}
