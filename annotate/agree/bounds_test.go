package agree

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
)

// A code that a coder did not give moves no figure: each way in which one can be missing
// leaves κ and α what they are by hand over the units that are complete.
func TestMissingCodesMoveNoFigure(t *testing.T) {
	// a/a, a/b, b/b: observed 2/3; a is 2/3 and 1/3 of the codes, so expected 4/9.
	full := Table{{"a", "a"}, {"a", "b"}, {"b", "b"}}
	const kappa = (2.0/3 - 4.0/9) / (1 - 4.0/9)
	for what, more := range map[string]Table{
		"nothing": nil, "the first": {{"", "b"}, {"", "a"}}, "the second": {{"a", ""}, {"b", ""}},
		"both": {{"", ""}}, "a coder": {{"a"}, {"b"}}, "everybody": {{}},
	} {
		r := Cohen(append(slices.Clone(full), more...))
		if math.Abs(r.Value-kappa) > 1e-9 || r.Units != 3 || math.Abs(r.Observed-2.0/3) > 1e-9 || math.Abs(r.Expected-4.0/9) > 1e-9 {
			t.Errorf("κ without %s is %+v, want %f of 3", what, r, kappa)
		}
		// Of two coders Fleiss' κ is Scott's π: a and b are a half each.
		if r := Fleiss(append(slices.Clone(full), more...)); math.Abs(r.Value-1.0/3) > 1e-9 || r.Units != 3 {
			t.Errorf("π without %s is %+v, want 1/3 of 3", what, r)
		}
		// 6 codes, 3 of each: observed 2/6, expected 2·3·3/(6·5).
		if r := Alpha(append(slices.Clone(full), more...), Nominal()); math.Abs(r.Value-(1-(2.0/6)/(18.0/30))) > 1e-9 || r.Units != 3 {
			t.Errorf("α without %s is %+v", what, r)
		}
	}
	// Three coders who give one code twice and another once: (4+1−3)/(3·2) of each unit.
	if r := Fleiss(Table{{"a", "a", "b"}, {"b", "a", "b"}, {"a", "", "b"}}); math.Abs(r.Observed-1.0/3) > 1e-9 || math.Abs(r.Expected-0.5) > 1e-9 || r.Units != 2 {
		t.Errorf("κ of three is %+v", r)
	}
	for name, r := range map[string]Result{"κ": Cohen(Table{{"", "a"}}), "π": Fleiss(Table{{"a"}}), "α": Alpha(Table{{"a", ""}}, Nominal())} {
		if !math.IsNaN(r.Value) || r.Units != 0 {
			t.Errorf("%s of no unit is %+v", name, r)
		}
	}
}

// Two units can be drawn again, one cannot; a figure that most draws do not define has
// no bounds.
func TestWhenAFigureHasBounds(t *testing.T) {
	alpha := func(t Table) Result { return Alpha(t, Nominal()) }
	// Whatever is drawn of them, each unit is a/b: 1 − 1/(8/12).
	for units, t2 := range map[int]Table{2: {{"a", "b"}, {"b", "a"}}, 3: {{"a", "b"}, {"b", "a"}, {"a", "b"}}} {
		n := float64(2 * units)
		want := 1 - 1/(2*float64(units)*float64(units)/(n*(n-1)))
		if low, high := Bootstrap(t2, alpha); math.Abs(low-want) > 1e-9 || math.Abs(high-want) > 1e-9 {
			t.Errorf("%d units: [%f, %f], want %f", units, low, high, want)
		}
	}
	if low, high := Bootstrap(Table{{"a", "b"}}, alpha); !math.IsNaN(low) || !math.IsNaN(high) {
		t.Errorf("one unit: [%f, %f]", low, high)
	}
	never := func(Table) Result { return Result{Value: math.NaN()} }
	if low, high := Bootstrap(Table{{"a", "b"}, {"b", "a"}}, never); !math.IsNaN(low) || !math.IsNaN(high) {
		t.Errorf("of a figure that is never defined: [%f, %f]", low, high)
	}
	// The bounds are those of the middle 95 of a hundred: of 1, 2, … 1000 in any order.
	n := 0.0
	if low, high := Bootstrap(Table{{"a"}, {"b"}}, func(Table) Result { n++; return Result{Value: math.Mod(n*7, 1000) + 1} }); low != 25 || high != 975 {
		t.Errorf("of 1 to 1000: [%f, %f], want [25, 975]", low, high)
	}
}

// A question of which the codes have an order, by the codebook, or by their numbers; an
// article without a code counts for none of it, and a question with several answers has
// no order.
func TestOrdinalQuestionsByHand(t *testing.T) {
	var docs []Document
	for i, pair := range [][2]string{{"1", "1"}, {"2", "3"}, {"3", ""}} {
		d := Document{Article: &model.Article{Text: fmt.Sprint(i)}, Coders: map[string]Coding{}}
		for coder, code := range map[string]string{"alice": pair[0], "bob": pair[1]} {
			a := coded("topic:sea", "topic:land")
			if coder == "bob" {
				a.Tags = a.Tags[:1]
			}
			if code != "" {
				a.Tags = append(a.Tags, "tone:"+code)
			}
			d.Coders[coder] = Coding{[]*annotate.Annotation{a}, time.Unix(1, 0)}
		}
		docs = append(docs, d)
	}
	// Ranks: 1 is given twice, so 1; 2 is 2.5; 3 is 3.5. Observed 2·(2.5−3.5)²/4, expected
	// 2·(4·20.5 − 8²)/(4·3).
	want := 1 - 0.5/3
	fs := Compare(docs, nil, Scaled{What: "tone", Ordinal: true}, Scaled{What: "topic"}, Scaled{What: "nothing"})
	if f := find(t, fs, "article", "tone", "", "α, ordinal"); math.Abs(f.Value-want) > 1e-9 || f.Units != 2 {
		t.Errorf("ordinal α of tone is %+v, want %f of 2", f, want)
	}
	scaled := 0
	for _, f := range fs {
		if strings.Contains(f.Measure, ",") && f.Level == "article" {
			scaled++
		}
	}
	if scaled != 1 {
		t.Errorf("%d figures by a scale, want that of tone alone: %+v", scaled, fs)
	}
	// The codebook has another order: 2, 1, 3. Ranks 0.5, 2, 3.5: Σ 8, Σ² 20.5 as before,
	// observed 2·3²/4.
	book := bookOf(t, `name = "p"
id = "https://example.org/p"
version = "1"
[[set]]
name = "tone"
applies = "article"
[[set.code]]
name = "2"
[[set.code]]
name = "1"
[[set.code]]
name = "3"
`)
	fs = Compare(docs, book, Scaled{What: "tone", Ordinal: true})
	if f := find(t, fs, "article", "tone", "", "α, ordinal"); math.Abs(f.Value-(1-4.5/3)) > 1e-9 {
		t.Errorf("ordinal α by the codebook is %+v, want %f", f, 1-4.5/3)
	}
	for _, f := range fs {
		if f.What == "topic" {
			t.Errorf("a question that the codebook does not ask: %+v", f)
		}
	}
}

func bookOf(t *testing.T, text string) *codebook.Codebook {
	t.Helper()
	book, err := codebook.Read(codebook.FileName, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// A label on the whole article answers the question that its kind asks, in agreement and
// in adjudication.
func TestALabelOfTheArticleIsAnAnswer(t *testing.T) {
	var docs []Document
	on := func(label string) *annotate.Annotation {
		return &annotate.Annotation{ID: label, Body: &kind.Claim{CheckWorthiness: label}, Target: annotate.Target{Whole: true}}
	}
	for i, pair := range [][2]string{{"CFS", "CFS"}, {"CFS", "NFS"}, {"NFS", "NFS"}} {
		docs = append(docs, Document{Article: &model.Article{Text: fmt.Sprint(i)}, Coders: map[string]Coding{
			"alice": {[]*annotate.Annotation{on(pair[0])}, time.Time{}}, "bob": {[]*annotate.Annotation{on(pair[1])}, time.Time{}},
		}})
	}
	const kappa = (2.0/3 - 4.0/9) / (1 - 4.0/9)
	if f := find(t, Compare(docs, nil), "article", "claim", "", "Cohen’s κ"); math.Abs(f.Value-kappa) > 1e-9 || f.Units != 3 {
		t.Errorf("κ of the labels is %+v", f)
	}
	xs := Disagreements(docs[1], nil, nil)
	if len(xs) != 1 || xs[0].What != "claim" || !xs[0].Whole() || xs[0].Differ(two) != "another answer" {
		t.Fatalf("%+v", xs)
	}
	if got := xs[0].Side("bob"); len(got) != 1 || got[0].Body.Label() != "NFS" {
		t.Errorf("bob's side is %+v", got)
	}
	for what, gold := range map[string]*annotate.Annotation{"": coded("tone:x"), "CFS": on("CFS"), "none": on("")} {
		got := NewAdjudication([]*annotate.Annotation{gold}).On(xs[0])
		if (len(got) == 1) != (what == "CFS") {
			t.Errorf("%q decides it: %v", what, got)
		}
	}
	if got := NewAdjudication([]*annotate.Annotation{{Target: annotate.Target{Whole: true}, Tags: []string{"claim:x"}, Body: new(kind.Note)}}).On(xs[0]); len(got) != 1 {
		t.Errorf("a tag decides it: %v", got)
	}
}

// What each coder says of the same words is a set: in which order they said it, and where
// it stands in their files, is no disagreement.
func TestTheOrderOfWhatIsSaidIsNoDisagreement(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR Turkey backs it]. Rain.", "bob": "[FAVOR Turkey backs it]. Rain."})
	for coder, holders := range map[string][]string{"alice": {"Ann", "Ben"}, "bob": {"Ben", "Ann"}} {
		c := d.Coders[coder]
		one := c.Annotations[0].Clone()
		c.Annotations = append(c.Annotations, one)
		for i, a := range c.Annotations {
			a.Body.(*kind.Stance).Holder = annotate.NameRef(holders[i], "")
		}
		d.Coders[coder] = c
	}
	if xs := Disagreements(d, nil, nil); len(xs) != 0 {
		t.Errorf("%d disagreements: %+v", len(xs), xs)
	}
	if got := Agreed(d, nil, nil, NewAdjudication(nil)); len(got) != 2 {
		t.Errorf("they agree on %d, want 2", len(got))
	}
	d.Coders["bob"].Annotations[0].Body.(*kind.Stance).Holder = annotate.NameRef("Cat", "")
	if xs := Disagreements(d, nil, nil); len(xs) != 1 {
		t.Errorf("another holder: %+v", xs)
	}
}

// What all agree on and what they do not stands in the order of the text, whatever its
// kind; the whole article comes first.
func TestAgreedIsInTheOrderOfTheText(t *testing.T) {
	const text = "[FAVOR One] two [FAVOR three]. Four."
	d := marked(t, map[string]string{"alice": text, "bob": text})
	for coder := range d.Coders {
		c := d.Coders[coder]
		c.Annotations = append(c.Annotations, coded("tone:dry"), &annotate.Annotation{Body: &kind.Claim{}, Target: annotate.Target{Place: annotate.Place{Range: model.Range{Start: 4, End: 7}}}})
		for i, a := range c.Annotations {
			a.ID = fmt.Sprint(i)
		}
		d.Coders[coder] = c
	}
	got := func(as []*annotate.Annotation) string {
		var out []string
		for _, a := range as {
			out = append(out, a.Kind()+" "+d.Article.Slice(a.Target.Range))
		}
		return strings.Join(out, ", ")
	}
	if got := got(Agreed(d, nil, nil, NewAdjudication(nil))); got != "note , stance One, claim two, stance three" {
		t.Errorf("agreed: %s", got)
	}
	d.Coders["bob"] = Coding{Coded: time.Unix(1, 0)}
	var differ []string
	for _, x := range Disagreements(d, nil, nil) {
		differ = append(differ, x.What+" "+d.Article.Slice(x.Range))
	}
	if s := strings.Join(differ, ", "); s != "tone , stance One, claim two, stance three" {
		t.Errorf("differ: %s", s)
	}
}

// A decision holds for what it shares words with, however many others begin between, and
// for nothing that it only touches.
func TestADecisionReachesAsFarAsItsWords(t *testing.T) {
	at := func(id string, start, end model.Pos) *annotate.Annotation {
		return &annotate.Annotation{ID: id, Body: &kind.Stance{}, Target: annotate.Target{Place: annotate.Place{Range: model.Range{Start: start, End: end}}}}
	}
	j := NewAdjudication([]*annotate.Annotation{at("late", 40, 50), at("long", 0, 30), at("short", 2, 4), at("other", 10, 12), at("mid", 20, 25)})
	for _, c := range []struct {
		start, end model.Pos
		want       string
	}{
		{0, 1, "long"}, {2, 3, "long short"}, {4, 10, "long"}, {11, 21, "long other mid"}, {25, 40, "long"}, {30, 40, ""}, {29, 41, "long late"}, {49, 60, "late"}, {50, 60, ""},
	} {
		var ids []string
		for _, a := range j.On(Disagreement{What: "stance", Range: model.Range{Start: c.start, End: c.end}}) {
			ids = append(ids, a.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%d–%d is decided by %q, want %q", c.start, c.end, got, c.want)
		}
		if got := j.On(Disagreement{What: "claim", Range: model.Range{Start: c.start, End: c.end}}); got != nil {
			t.Errorf("%d–%d of another kind: %v", c.start, c.end, got)
		}
	}
}

// Stretches on a continuum by hand: those of one coder that touch are two, those that
// overlap or lie in each other are one, and what is beyond the end is cut.
func TestWhatTheContinuumIsMadeOf(t *testing.T) {
	for what, c := range map[string]struct {
		stretches []Stretch
		want      string
	}{
		"nothing":         {nil, "0–10 gap"},
		"all":             {[]Stretch{{0, 10, "x"}}, "0–10"},
		"within":          {[]Stretch{{2, 4, "x"}}, "0–2 gap, 2–4, 4–10 gap"},
		"touching":        {[]Stretch{{2, 4, "x"}, {4, 6, "x"}}, "0–2 gap, 2–4, 4–6, 6–10 gap"},
		"overlapping":     {[]Stretch{{2, 5, "x"}, {4, 6, "x"}}, "0–2 gap, 2–6, 6–10 gap"},
		"three in a row":  {[]Stretch{{2, 5, "x"}, {4, 7, "x"}, {6, 8, "x"}}, "0–2 gap, 2–8, 8–10 gap"},
		"nested":          {[]Stretch{{2, 8, "x"}, {3, 4, "x"}, {7, 9, "x"}}, "0–2 gap, 2–9, 9–10 gap"},
		"the same twice":  {[]Stretch{{2, 4, "x"}, {2, 4, "x"}}, "0–2 gap, 2–4, 4–10 gap"},
		"out of order":    {[]Stretch{{6, 8, "x"}, {1, 2, "x"}}, "0–1 gap, 1–2, 2–6 gap, 6–8, 8–10 gap"},
		"one a character": {[]Stretch{{3, 4, "x"}, {5, 6, "x"}}, "0–3 gap, 3–4, 4–5 gap, 5–6, 6–10 gap"},
		"beyond the end":  {[]Stretch{{8, 14, "x"}, {12, 15, "x"}}, "0–8 gap, 8–10"},
		"outside":         {[]Stretch{{10, 14, "x"}}, "0–10 gap"},
		"before it":       {[]Stretch{{-3, 2, "x"}}, "0–2, 2–10 gap"},
		"empty":           {[]Stretch{{3, 3, "x"}}, "0–10 gap"},
	} {
		var got []string
		for _, s := range cut(c.stretches, 10) {
			one := fmt.Sprintf("%v–%v", s.begin, s.end())
			if !s.unit {
				one += " gap"
			}
			got = append(got, one)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", what, s, c.want)
		}
	}
	for what, coders := range map[string][]Unitized{"one coder": {{{0, 10, "x"}}}, "nobody": nil, "nothing marked": {nil, nil}} {
		all, labels := Unitizing(coders, 10)
		if !math.IsNaN(all.Value) || math.IsInf(all.Expected, 0) || math.IsInf(labels["x"].Expected, 0) {
			t.Errorf("αᵤ of %s is %+v of %+v", what, all, labels)
		}
	}
}

// A machine is measured where it and somebody have been: against one person, too, and
// never where people alone were, or the machine alone.
func TestAMachineIsMeasuredWhereBothWere(t *testing.T) {
	a := &model.Article{Text: "Fees rise. Boats leave. The port is poor. Rain falls."}
	both := Document{Article: a, Coders: map[string]Coding{"ann": claimsIn(t, a, "Fees rise", "Boats leave"), "@owl": claimsIn(t, a, "Fees rise")}}
	people := Document{Article: a, Coders: map[string]Coding{"ann": claimsIn(t, a, "Rain falls"), "ben": claimsIn(t, a, "Boats leave")}}
	alone := Document{Article: a, Coders: map[string]Coding{"@owl": claimsIn(t, a, "Rain falls"), "cat": claimsIn(t, a, "Rain falls")}}
	all := Document{Article: a, Coders: map[string]Coding{"ann": claimsIn(t, a, "Fees rise"), "ben": claimsIn(t, a), "@owl": claimsIn(t, a, "Fees rise", "Boats leave")}}
	for _, c := range []struct {
		what              string
		docs              []Document
		n                 int
		precision, recall float64
	}{
		{"one person", []Document{both}, 1, 1, 0.5},
		{"with others' articles", []Document{both, people, alone}, 1, 1, 0.5},
		{"where nobody was", []Document{people, alone}, 0, 0, 0},
		{"two of two", []Document{both, people, all}, 2, 2.0 / 5, 2.0 / 3},
	} {
		v := Validate(c.docs, "@owl", []string{"ann", "ben"}, nil, AltTest{})
		if v.Docs != c.n || v.Machine != "@owl" {
			t.Errorf("%s: %d articles, want %d", c.what, v.Docs, c.n)
		}
		if c.n == 0 {
			if len(v.Figures) > 0 {
				t.Errorf("%s: %+v", c.what, v.Figures)
			}
			continue
		}
		for measure, want := range map[string]float64{"precision": c.precision, "recall": c.recall} {
			if got := value(t, v, "sentence", measure); math.Abs(got-want) > 1e-9 {
				t.Errorf("%s: %s %f, want %f", c.what, measure, got, want)
			}
		}
	}
}

// A machine passes with half of the people, an item counts that enough people have
// labelled, and a person with enough items.
func TestTheBoundsOfTheAlternativeTest(t *testing.T) {
	for winning, want := range map[float64]bool{0.5: true, 0.4999: false, 1: true, 0: false, math.NaN(): false} {
		if got := (AltResult{Winning: winning}).Passed(); got != want {
			t.Errorf("ω of %v passes: %v", winning, got)
		}
	}
	labels := func(n int, label string) map[string]string {
		out := map[string]string{}
		for i := range n {
			out[fmt.Sprint(i)] = label
		}
		return out
	}
	people := func(n int) LabelsOf { return LabelsOf{"ann": labels(n, "yes"), "ben": labels(n, "yes"), "cat": labels(1, "yes")} }
	for _, c := range []struct {
		test    AltTest
		n, want int // items of ann and ben; people in the test
	}{
		{AltTest{}, 30, 2}, {AltTest{}, 29, 0}, {AltTest{LeastItems: 1}, 1, 3}, {AltTest{LeastItems: 1, LeastPeople: 3}, 30, 3},
		{AltTest{LeastItems: 2, LeastPeople: 3}, 30, 0}, {AltTest{LeastPeople: 1}, 30, 2}, {AltTest{LeastItems: 31}, 30, 0},
	} {
		r := c.test.Alternative(people(c.n), labels(c.n, "yes"))
		if len(r.People) != c.want {
			t.Errorf("%+v of %d items: %d people, want %d", c.test, c.n, len(r.People), c.want)
		}
		for _, p := range r.People {
			want := c.n
			if p.Name == "cat" || c.test.LeastPeople == 3 {
				want = 1
			}
			if p.Items != want || p.Advantage != 1 {
				t.Errorf("%+v of %d items: %+v", c.test, c.n, p)
			}
		}
	}
	// The machine has not labelled half of it.
	if r := (AltTest{LeastItems: 10}).Alternative(people(40), labels(20, "no")); len(r.People) != 2 || r.People[0].Items != 20 || r.People[0].Advantage != 0 {
		t.Errorf("half of it: %+v", r)
	}
}

// How close a label is to those of others.
func TestHowCloseALabelIs(t *testing.T) {
	for _, c := range []struct {
		label    string
		others   []string
		accuracy float64
		distance float64
	}{
		{"1", []string{"1", "1"}, 1, 0}, {"1", []string{"1", "3"}, 0.5, -math.Sqrt2}, {"2", []string{"5", "-2"}, 0, -math.Sqrt(25.0 / 2)},
		{"x", []string{"x", "1"}, 0.5, math.Inf(-1)}, {"1", []string{"1", "x"}, 0.5, math.Inf(-1)},
	} {
		if got := Accuracy(c.label, c.others); got != c.accuracy {
			t.Errorf("%s of %v: accuracy %f, want %f", c.label, c.others, got, c.accuracy)
		}
		if got := NegativeRMSE(c.label, c.others); got != c.distance && math.Abs(got-c.distance) > 1e-12 {
			t.Errorf("%s of %v: distance %f, want %f", c.label, c.others, got, c.distance)
		}
	}
	// Of values without any spread the mean itself decides.
	for _, c := range []struct {
		values []float64
		bound  float64
		want   float64
	}{{[]float64{0, 0, 0}, 0.1, 0}, {[]float64{0, 0, 0}, 0, 1}, {[]float64{1, 1}, 0, 1}, {[]float64{0}, 1, 0}} {
		if got := lessThan(c.values, c.bound); got != c.want {
			t.Errorf("%v below %v: p = %v, want %v", c.values, c.bound, got, c.want)
		}
	}
	// t = (−1 − 0)/(1/√3) with two degrees of freedom: p = ½(1 − √3/√5).
	if got, want := lessThan([]float64{-2, -1, 0}, 0), 0.5*(1-math.Sqrt(3.0/5)); math.Abs(got-want) > 1e-9 {
		t.Errorf("p = %v, want %v", got, want)
	}
	if got, want := lessThan([]float64{2, 1, 0}, 0), 0.5*(1+math.Sqrt(3.0/5)); math.Abs(got-want) > 1e-9 {
		t.Errorf("p = %v, want %v", got, want)
	}
}

// Of p values in any order those are rejected that Benjamini and Yekutieli's steps allow:
// up to the last that is at most k/m · q/(1 + ½ + … + 1/m).
func TestWhichHypothesesAreRejected(t *testing.T) {
	const q, harmonic = 0.05, 1 + 1.0/2 + 1.0/3
	step := func(k float64) float64 { return k / 3 * q / harmonic }
	for _, c := range []struct {
		p    []float64
		want string
	}{
		{[]float64{1, 1, 1}, ""}, {[]float64{step(1), 1, 1}, "0"}, {[]float64{1, step(1) + 1e-9, 1}, ""},
		{[]float64{1, 0, step(2)}, "1 2"}, {[]float64{step(3), step(3), step(3)}, "0 1 2"}, {[]float64{step(3) + 1e-9, step(3), step(3)}, ""},
		{[]float64{step(2), 1, step(2)}, "0 2"}, {[]float64{step(3), step(2) + 1e-9, 0}, "0 1 2"},
	} {
		var people []AltPerson
		for _, p := range c.p {
			people = append(people, AltPerson{P: p})
		}
		reject(people, q)
		var got []string
		for i, p := range people {
			if p.Better {
				got = append(got, fmt.Sprint(i))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("of %v %q are rejected, want %q", c.p, s, c.want)
		}
	}
}

// Where people agree and a machine differs stands first; there the surest, by the surest
// of several machines, stands before the others.
func TestTheSurestDifferenceComesFirst(t *testing.T) {
	d := marked(t, map[string]string{
		"alice": "[FAVOR One] two. [FAVOR Three] four. [FAVOR Five] six. Seven eight.", "bob": "[FAVOR One] two. [FAVOR Three] four. [AGAINST Five] six. Seven eight.",
		"@owl": "[AGAINST One] two. [AGAINST Three] four. [NONE Five] six. [FAVOR Seven] eight.", "@parrot": "[AGAINST One] two. [FAVOR Three] four. [NONE Five] six. Seven eight.",
	})
	for coder, scores := range map[string][]float64{"@owl": {0.3, 0.6, 0.9, 0.5}, "@parrot": {0.8, 0.99, 0.1}} {
		for i, s := range scores {
			d.Coders[coder].Annotations[i].Origin.Score = s
		}
	}
	var got []string
	for _, x := range MostDiffering([]Document{d}, []string{"@owl", "@parrot"}, []string{"alice", "bob"}, nil, nil) {
		got = append(got, fmt.Sprintf("%s %v %.2f", d.Article.Slice(x.Range), x.Alone, x.Score))
	}
	want := []string{"One true 0.80", "Three true 0.60", "Seven true 0.50", "Five false 0.90"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
