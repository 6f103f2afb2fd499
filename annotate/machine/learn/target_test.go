package learn

import (
	"slices"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

// Words that were tagged get their name with them; a kind of which more has to be said, and
// what is not of words, is not learned.
func TestWhatIsLearnedOfAnAnnotation(t *testing.T) {
	l := Of(kind.All)
	a := articleOf(t, "Doe spoke. The tram pays. Doe left, and Doe came back.\n")
	name := func(how annotate.How) *annotate.Annotation {
		return marked(t, a, "Doe", &kind.Entity{Named: annotate.NameRef("Doe", "PERSON")}, how)
	}
	l.Take([]Lesson{{Article: a, Decided: []*annotate.Annotation{name(annotate.ByHand), name(annotate.Kept)}}})
	var named []string
	for _, s := range l.tagged(articleOf(t, "Later Doe slept.\n")) {
		named = append(named, kind.AsEntity(&s.Annotation).Named.Name+" "+s.Annotation.Body.Label())
	}
	if !slices.Equal(named, []string{"Doe PERSON"}) {
		t.Errorf("suggested are %q", named)
	}
	l.remember(name(annotate.Refused), 1) // one refusal counts as two
	if left := l.tagged(articleOf(t, "Later Doe slept.\n")); len(left) != 0 {
		t.Errorf("refused as often as tagged, and suggested are %d", len(left))
	}
	whole := marked(t, a, "The tram pays", &kind.Note{}, annotate.ByHand)
	whole.Tags, whole.Target = []string{"x"}, annotate.Target{Whole: true}
	lost := marked(t, a, "The tram pays", &kind.Note{}, annotate.ByHand)
	lost.Tags, lost.Target.State = []string{"x"}, annotate.Orphan
	note := marked(t, a, "The tram pays", &kind.Note{}, annotate.ByHand)
	tagged := note.Clone()
	tagged.Tags = []string{"war", "cost"}
	for what, c := range map[string]struct {
		a    *annotate.Annotation
		want string
	}{
		"the whole article": {whole, ""}, "lost words": {lost, ""}, "a note without a tag": {note, ""}, "a note with tags": {tagged, "note  war"},
		"a name": {name(annotate.ByHand), ""}, "a claim": {marked(t, a, "The tram pays", &kind.Claim{CheckWorthiness: "CFS"}, annotate.ByHand), "claim  "},
	} {
		got, ok := l.targetOf(c.a)
		if s := got.kind + " " + got.label + " " + got.tag; ok != (c.want != "") || ok && s != c.want {
			t.Errorf("%s: %q, %t", what, s, ok)
		}
	}
}
