package learn

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

// Cues say what a sentence is like without its words, each up to three times.
func TestCuesOfASentence(t *testing.T) {
	for text, want := range map[string]string{
		"Rain fell":                       "first rain last fell",
		"In 1999 Doe paid 5 of 7 to NATO": "capitals1 first in last nato name1 name2 number1 number2 number3 words5",
		"A B C D E, F, G":                 "first a last g name1 name2 name3 words5",
		"Who? “No!” (yes): 5%":            "brackets colon exclaims first who last 0% name1 number1 percent question quoted",
		"It cost $5":                      "first it last $0 money number1",
		"EU":                              "capitals1 first eu last eu",
		"a b c d e f g h i j":             "first a last j words10 words5",
		"a b c d e f g h i j k l m n o p": "first a last p words10 words15 words5",
		"":                                "",
		"NATO UN EU WTO":                  "capitals1 capitals2 capitals3 first nato last wto name1 name2 name3",
	} {
		var got []string
		for _, c := range cuesOf(text, wordsOf(text)) {
			if n, ok := strings.CutPrefix(c, "words"); ok {
				c = fmt.Sprintf("words%d", []rune(n)[0]-'a')
			}
			if !strings.HasPrefix(c, "worth") {
				got = append(got, c)
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %s\nwant %s", text, s, want)
		}
	}
	worth := func(text string) (n int) {
		for _, c := range cuesOf(text, wordsOf(text)) {
			if strings.HasPrefix(c, "worth") {
				n++
			}
		}
		return n
	}
	if a, b := worth("the town spent 40 million euros on the bridge last year"), worth("it is nice here"); a <= b || a < 7 {
		t.Errorf("worth a check: %d steps, against %d", a, b)
	}
}

// The features of a group weigh alike, whatever the length of a sentence, and words that
// share letters share features.
func TestFeaturesOfASentence(t *testing.T) {
	sum := func(fs []feature) (total float64) {
		for _, f := range fs {
			total += f.value * f.value
		}
		return total
	}
	want := 0.0
	for _, s := range share {
		want += s * s
	}
	long := "The harbour board said on Monday that it had sold 40 ships."
	for _, text := range []string{"Rain fell.", long, strings.Repeat(long+" ", 5)} {
		if got := sum(featuresOf(text)); math.Abs(got-want) > 1e-6 {
			t.Errorf("%q weighs %v, want %v", text, got, want)
		}
	}
	shared := func(a, b string) (n int) {
		at := map[uint32]bool{}
		for _, f := range featuresOf(a) {
			at[f.at] = true
		}
		for _, f := range featuresOf(b) {
			if at[f.at] {
				n++
			}
		}
		return n
	}
	if near, far := shared("subsidies", "subsidised"), shared("subsidies", "harbours"); near < far+4 {
		t.Errorf("alike words share %d, others %d", near, far)
	}
	if shared("In 1999", "in 2031") < 2 {
		t.Error("digits and capitals make other words")
	}
}

// A model says why in three words at most, none within another, and counts its examples on
// both sides; before there are enough it says nothing.
func TestAModelSaysWhy(t *testing.T) {
	m := Train(nil)
	if p, why := m.Says("The subsidy costs 5 million."); p != 0 || len(why) > 0 {
		t.Errorf("of nothing it learned %v, %q", p, why)
	}
	var examples []Example
	for i := range 12 {
		examples = append(examples, Example{Text: fmt.Sprintf("The new subsidy for farms costs %d million crowns a year, said Doe.", i), Is: true}, Example{Text: fmt.Sprintf("Rain fell on the pier for %d days and nobody went home.", i)})
	}
	m = Train(examples)
	if m.yes != 12 || m.no != 12 || !m.Ready() {
		t.Errorf("%d and %d examples", m.yes, m.no)
	}
	p, why := m.Says("A subsidy for farms costs 90 million crowns.")
	q, _ := m.Says("Rain fell on the harbour.")
	if p < 0.6 || q > 0.4 || p != m.Probability("A subsidy for farms costs 90 million crowns.") {
		t.Errorf("it says %v and %v", p, q)
	}
	if len(why) == 0 || len(why) > 3 {
		t.Errorf("because of %q", why)
	}
	for i, a := range why {
		for j, b := range why {
			if i != j && strings.Contains(a, b) {
				t.Errorf("because of %q", why)
			}
		}
	}
}

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
