package learn

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/need"
)

// made are n sentences of which those with an amount are to be marked, but for a few.
func made(t *testing.T, n int) (out []Example) {
	t.Helper()
	who := []string{"The mayor", "Jane Doe", "The harbour board", "A sailor of the ferry", "The union", "John Roe, the poet,", "It"}
	did := []string{"said that the tram lost %d million euros", "sold %d old ships to the bank in Oslo", "asked whether the ferry would come", "walked along the wet quay",
		"paid “nothing at all” for the crane", "spoke of %d per cent: a record", "went home early in the evening", "told the court that rents rose by %d%%", "waited for $%d"}
	ends := []string{".", " in May.", "!", " on the pier.", "?"}
	var text strings.Builder
	for i := range n {
		s := who[i%len(who)] + " " + did[(i*5+i/7)%len(did)] + ends[(i/3)%len(ends)]
		if strings.Contains(s, "%d") {
			s = fmt.Sprintf(s, 10+i)
		}
		text.WriteString(s + "\n\n")
	}
	sentences := looked(t, text.String())
	if len(sentences) != n {
		t.Fatalf("%d sentences of %d", len(sentences), n)
	}
	for i := range sentences {
		s := &sentences[i]
		e := Example{Sentence: s, Is: strings.Contains(s.Text, "million") || strings.Contains(s.Text, "%") || i%11 == 0}
		if i%3 == 0 {
			e.Weight = passedOver
		}
		out = append(out, e)
	}
	return out
}

// What is learned of some sentences, number by number: how each looks, what a model says
// of others and why, before and behind single decisions, and how much more examples help.
// A change here changes what is suggested to whoever lets stet learn. -update writes it.
func TestWhatIsLearnedNumberByNumber(t *testing.T) {
	var got []string
	say := func(what string, values ...any) {
		line := what
		for _, v := range values {
			if f, ok := v.(float64); ok {
				v = strconv.FormatFloat(f, 'f', 3, 64)
			}
			line += fmt.Sprint("\t", v)
		}
		got = append(got, line)
	}
	all := made(t, 420)
	for _, e := range all[:18] {
		values := []any{e.Is}
		for _, x := range e.sight {
			values = append(values, x)
		}
		slices.Sort(e.finds)
		say("looks", append(values, strings.Join(e.finds, ", "), e.Text)...)
	}
	library := make([]*Sentence, 0, 300)
	for i := range 300 {
		library = append(library, all[i].Sentence)
	}
	asked := looked(t, "The mayor lost 40 million euros on the pier.\n\nJane Doe went home early!\n\nThe union told the court that rents rose by 3%.\n\nA quiet evening in Oslo.\n\nIt sold the ships to John Roe.\n\nThe new crane cost $9.\n")
	ask := func(m *Model, when string) {
		yes, no := m.Examples()
		say(when, yes, no, m.Ready(), m.slope, m.offset, m.Least)
		for i := range asked {
			s := asked[i]
			s.features = nil
			p, why := m.Says(&s)
			say("  says", p, strings.Join(why, ", "), s.Text)
		}
	}
	for _, c := range []struct {
		what     string
		library  []*Sentence
		examples []Example
	}{{"without a library", nil, all[300:360]}, {"with a small library", library[:99], all[300:360]}, {"with just enough of a library", library[:leastTaught], all[300:360]}, {"with a library", library, all[300:360]}, {"of many", library, all[:310]}, {"too few", library, all[300:308]}} {
		back := NewBackground(c.library)
		m := Train(back, copied(c.examples))
		ask(m, c.what)
		for _, e := range copied(all[400:403]) {
			m.Add(e)
		}
		ask(m, c.what+", and three more")
		say("words", strings.Join(m.words(8), " "))
		for _, p := range m.curve() {
			say("curve", p.Examples, p.F1)
		}
	}
	need.Golden(t, "testdata/learned.txt", strings.Join(got, "\n"), 0.003)
}

// copied are examples whose features are not made yet.
func copied(list []Example) (out []Example) {
	for _, e := range list {
		s := *e.Sentence
		s.features = nil
		e.Sentence = &s
		out = append(out, e)
	}
	return out
}

// Of very many examples those that were passed over are thinned, evenly, and of the
// decided ones the last stay.
func TestVeryManyExamplesAreThinned(t *testing.T) {
	list := func(n int, is func(i int) (bool, float64)) (out []Example) {
		for i := range n {
			e := Example{Sentence: &Sentence{Range: model.Range{Start: model.Pos(i)}}}
			e.Is, e.Weight = is(i)
			out = append(out, e)
		}
		return out
	}
	third := func(i int) (bool, float64) { return i%6 == 0, map[bool]float64{true: 1, false: passedOver}[i%3 == 0] }
	for name, c := range map[string]struct {
		in             []Example
		n, yes, passed int
		first          model.Pos
	}{
		"as many as there may be": {list(mostExamples, third), mostExamples, 667, 2666, 0},
		"one more":                {list(mostExamples+1, third), mostExamples, 667, 2666, 0},
		"twice as many":           {list(2*mostExamples, third), mostExamples, 1334, 1333, 0},
		"all decided":             {list(mostExamples+9, func(int) (bool, float64) { return true, 0 }), mostExamples, mostExamples, 0, 9},
		"all refused":             {list(mostExamples+9, func(int) (bool, float64) { return false, 1 }), mostExamples, 0, 0, 9},
		"all passed over":         {list(mostExamples+9, func(int) (bool, float64) { return false, passedOver }), mostExamples, 0, mostExamples, 0},
	} {
		out := thinned(c.in)
		yes, passed := 0, 0
		seen := map[model.Pos]bool{}
		for _, e := range out {
			seen[e.Start] = true
			if e.Is {
				yes++
			} else if e.Weight == passedOver {
				passed++
			}
		}
		if len(out) != c.n || yes != c.yes || passed != c.passed || len(seen) != c.n || out[0].Start != c.first {
			t.Errorf("%s: %d examples, %d marked, %d passed over, %d different, from %d", name, len(out), yes, passed, len(seen), out[0].Start)
		}
	}
}

// Which sentences of an article are examples, and how much each counts.
func TestWhichSentencesAreExamples(t *testing.T) {
	l := Of(kind.All)
	text := "The first sentence stands here. The second sentence stands here. The third sentence stands here. The fourth sentence stands here."
	a := articleOf(t, text+"\n")
	words := func(n int) string { return strings.SplitAfter(text, ". ")[n][:12] }
	claim := target{kind: "claim"}
	on := func(n int, how annotate.How) *annotate.Annotation { return marked(t, a, words(n), &kind.Claim{}, how) }
	whole := on(3, annotate.ByHand)
	whole.Target.Whole = true
	quote := marked(t, a, words(3), &kind.Entity{}, annotate.ByHand)
	for name, c := range map[string]struct {
		decided []*annotate.Annotation
		done    bool
		want    string
	}{
		"nothing":               {nil, false, ""},
		"nothing, and done":     {nil, true, "0 no 0.6, 1 no 0.6, 2 no 0.6, 3 no 0.6"},
		"the third":             {[]*annotate.Annotation{on(2, annotate.Kept)}, false, "0 no 0.3, 1 no 0.3, 2 yes 0"},
		"the third, and done":   {[]*annotate.Annotation{on(2, annotate.Kept)}, true, "0 no 0.6, 1 no 0.6, 2 yes 0, 3 no 0.6"},
		"a refusal":             {[]*annotate.Annotation{on(1, annotate.Refused)}, false, "0 no 0.3, 1 no 0"},
		"kept and refused":      {[]*annotate.Annotation{on(1, annotate.Refused), on(1, annotate.Kept)}, false, "0 no 0.3, 1 yes 0"},
		"the whole, and one":    {[]*annotate.Annotation{whole, on(0, annotate.Kept)}, false, "0 yes 0"},
		"one of another kind":   {[]*annotate.Annotation{quote, on(0, annotate.Kept)}, false, "0 yes 0, 1 no 0.3, 2 no 0.3, 3 no 0.3"},
		"the first alone":       {[]*annotate.Annotation{on(0, annotate.Kept)}, false, "0 yes 0"},
		"a refusal in one done": {[]*annotate.Annotation{on(0, annotate.Refused)}, true, "0 no 0, 1 no 0.6, 2 no 0.6, 3 no 0.6"},
	} {
		sentences := Look(a)
		var got []string
		for _, e := range l.examples(Lesson{Article: a, Decided: c.decided, Done: c.done}, sentences, claim) {
			i := slices.IndexFunc(sentences, func(s Sentence) bool { return s.Range == e.Range })
			got = append(got, fmt.Sprintf("%d %s %v", i, map[bool]string{true: "yes", false: "no"}[e.Is], e.Weight))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, ", "), c.want)
		}
	}
}

// Words that were tagged are suggested with what they were tagged most, of equal ones the
// first by name, and the likelier the more often.
func TestWordsThatWereTaggedDifferently(t *testing.T) {
	l := Of(kind.All)
	a := articleOf(t, "Riverton won. The Riverton of old. A very long name of six words. Doe ran.\n")
	name := func(words, as string, how annotate.How) *annotate.Annotation {
		x := marked(t, a, words, &kind.Entity{Named: annotate.NameRef(words, "")}, how)
		k, _ := kind.Find("entity")
		k.SetLabel(x.Body, as)
		return x
	}
	long := name("A very long name of six", "ORG", annotate.ByHand)
	five := name("very long name of six", "ORG", annotate.ByHand)
	tie := []*annotate.Annotation{name("Riverton", "ORG", annotate.ByHand), name("Riverton", "GPE", annotate.ByHand)}
	more := append(slices.Clone(tie), name("Riverton", "ORG", annotate.Kept))
	whole := name("Doe", "PERSON", annotate.ByHand)
	whole.Target.Whole = true
	for what, c := range map[string]struct {
		decided []*annotate.Annotation
		want    string
	}{
		"as often": {tie, "Riverton GPE 0.50, Riverton GPE 0.50"}, "one more": {more, "Riverton ORG 0.67, Riverton ORG 0.67"},
		"five words": {[]*annotate.Annotation{five}, "very long name of six ORG 0.50"}, "six words": {[]*annotate.Annotation{long}, ""},
		"the whole article": {[]*annotate.Annotation{whole}, ""}, "refused": {[]*annotate.Annotation{name("Doe", "PERSON", annotate.Refused)}, ""},
	} {
		l.Take(nil)
		l.words = map[string]map[target]int{}
		for _, x := range c.decided {
			l.remember(x, 1)
		}
		for range 9 { // in whatever order they are held
			var got []string
			for _, s := range l.tagged(a) {
				got = append(got, fmt.Sprintf("%s %s %.2f", a.Slice(s.Annotation.Target.Range), s.Annotation.Body.Label(), s.Annotation.Origin.Score))
			}
			if strings.Join(got, ", ") != c.want {
				t.Fatalf("%s: %s, want %s", what, strings.Join(got, ", "), c.want)
			}
		}
	}
}

// What is learned is told by kind and code, and what stood for somebody else is known.
func TestWhatWasLearnedIsTold(t *testing.T) {
	l := Of(kind.All)
	lessons := lessonsFor(t, 6)
	for _, le := range lessons {
		for _, tag := range []string{"war", "cost"} {
			note := marked(t, le.Article, "Rain fell on the pier", &kind.Note{}, annotate.ByHand)
			note.Tags = []string{tag}
			le.Decided = append(le.Decided, note)
		}
		l.Take([]Lesson{le})
	}
	for i := range lessons {
		for _, tag := range []string{"war", "cost"} {
			note := marked(t, lessons[i].Article, "Rain fell on the pier", &kind.Note{}, annotate.ByHand)
			note.Tags = []string{tag}
			lessons[i].Decided = append(lessons[i].Decided, note)
		}
	}
	l = Of(kind.All)
	l.Take(lessons)
	for range 9 { // in whatever order they are held
		var got []string
		for _, s := range l.Summaries() {
			got = append(got, fmt.Sprintf("%s %d %d %t %s", s.What, s.Yes, s.No, s.Ready, s.Words[0]))
		}
		var curves []string
		for _, c := range l.Curves() {
			curves = append(curves, c.What)
		}
		if !slices.IsSorted(curves) {
			t.Fatalf("curves of %q", curves)
		}
		if want := []string{"claim 6 12 true 2", "note  cost 6 12 true all", "note  war 6 12 true all"}; !slices.Equal(got, want) {
			t.Fatalf("%q, want %q", got, want)
		}
	}
	if tagged, named := l.Tagged(); tagged != 1 || named != 1 {
		t.Errorf("%d words are known, %d names", tagged, named)
	}
	a := lessons[0].Article
	as := func(words, name string, how annotate.How) *annotate.Annotation {
		who := annotate.NameRef(name, "PERSON")
		place := marked(t, a, words, nil, "").Target.Place
		who.Words = &place
		return marked(t, a, "The subsidy", &kind.Claim{Claimant: who}, how)
	}
	for range 3 {
		l.See(a, as("Rain", "Ada Rain", annotate.Kept)) // a part of the name
		l.See(a, as("The mayor", "Jane Doe", annotate.Refused))
		l.See(a, as("The mayor", "Jane Doe", annotate.Kept))
	}
	if got := l.Name("THE MAYOR"); got != "Ida Holm" {
		t.Errorf("said six times of Ida Holm and three of Jane Doe, the mayor is %q", got)
	}
	if got := l.Name("Rain"); got != "" {
		t.Errorf("rain is %q", got)
	}
	for n, want := range []string{"Ida Holm", "Ida Holm", "Ida Holm", "Jane Doe"} { // of equal ones the first by name
		l.See(a, as("The mayor", "Jane Doe", annotate.Kept))
		if got := l.Name("the mayor"); got != want {
			t.Errorf("said %d times of Jane Doe the mayor is %q", n+4, got)
		}
	}
	if got := l.Name("the mayor"); got != "Jane Doe" {
		t.Errorf("said seven times of Jane Doe the mayor is %q", got)
	}
}

// A decision of a kind that nothing was learned of begins to be learned from.
func TestAFirstDecisionIsLearnedFrom(t *testing.T) {
	l := Of(kind.All)
	a := articleOf(t, "The subsidy costs 9 million crowns. Rain fell on the pier all day.\n")
	l.See(a, marked(t, a, "Rain fell", &kind.Claim{}, annotate.Kept))
	l.See(a, marked(t, a, "The subsidy", &kind.Claim{}, annotate.Refused))
	l.See(a, marked(t, a, "The subsidy", &kind.Note{}, annotate.Kept))
	s := l.Summaries()
	if len(s) != 1 || s[0].What != "claim" || s[0].Yes != 1 || s[0].No != 1 || s[0].Ready {
		t.Errorf("%+v", s)
	}
	if e := l.models[target{kind: "claim"}].examples[0]; !e.Is || !strings.HasPrefix(e.Text, "Rain") {
		t.Errorf("learned from %q", e.Text)
	}
}
