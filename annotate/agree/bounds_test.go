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

// off reports whether a figure is another one than by hand, or none.
func off(got, want float64) bool { return !(math.Abs(got-want) < 1e-9) }

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
		if off(r.Value, kappa) || r.Units != 3 || off(r.Observed, 2.0/3) || off(r.Expected, 4.0/9) {
			t.Errorf("κ without %s is %+v, want %f of 3", what, r, kappa)
		}
		// Of two coders Fleiss' κ is Scott's π: a and b are a half each.
		if r := Fleiss(append(slices.Clone(full), more...)); off(r.Value, 1.0/3) || r.Units != 3 {
			t.Errorf("π without %s is %+v, want 1/3 of 3", what, r)
		}
		// 6 codes, 3 of each: observed 2/6, expected 2·3·3/(6·5).
		if r := Alpha(append(slices.Clone(full), more...), Nominal()); off(r.Value, (1-(2.0/6)/(18.0/30))) || r.Units != 3 {
			t.Errorf("α without %s is %+v", what, r)
		}
	}
	// Three coders who give one code twice and another once: (4+1−3)/(3·2) of each unit.
	if r := Fleiss(Table{{"a", "a", "b"}, {"b", "a", "b"}, {"a", "", "b"}}); off(r.Observed, 1.0/3) || off(r.Expected, 0.5) || r.Units != 2 {
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
		if low, high := Bootstrap(t2, alpha); off(low, want) || off(high, want) {
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
	// A figure that half of the draws define has bounds, one of fewer has none.
	for defined, want := range map[int]bool{500: true, 499: false} {
		n := 0
		low, _ := Bootstrap(Table{{"a"}, {"b"}}, func(Table) Result {
			if n++; n > defined {
				return Result{Value: math.NaN()}
			}
			return Result{Value: 1}
		})
		if math.IsNaN(low) == want {
			t.Errorf("of a figure that %d of 1000 draws define: %f", defined, low)
		}
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
	for i, pair := range [][2]string{{"3", ""}, {"1", "1"}, {"2", "3"}} {
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
	if f := find(t, fs, "article", "tone", "", "α, ordinal"); off(f.Value, want) || f.Units != 2 {
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
	if f := find(t, fs, "article", "tone", "", "α, ordinal"); off(f.Value, (1 - 4.5/3)) {
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
	if f := find(t, Compare(docs, nil), "article", "claim", "", "Cohen’s κ"); off(f.Value, kappa) || f.Units != 3 {
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

// The codes of one coder for the same words are a set: their order, in time or in the
// sidecar, is no disagreement.
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

// Agreements and disagreements of all kinds are listed in the order of the text; those
// about the whole article come first.
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
		if !math.IsNaN(all.Value) || off(all.Expected, 0) || off(labels["x"].Expected, 0) {
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
			if got := value(t, v, "sentence", measure); off(got, want) {
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
	people := func(n int) LabelsOf {
		return LabelsOf{"ann": labels(n, "yes"), "ben": labels(n, "yes"), "cat": labels(1, "yes")}
	}
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
	if got, want := lessThan([]float64{-2, -1, 0}, 0), 0.5*(1-math.Sqrt(3.0/5)); off(got, want) {
		t.Errorf("p = %v, want %v", got, want)
	}
	if got, want := lessThan([]float64{2, 1, 0}, 0), 0.5*(1+math.Sqrt(3.0/5)); off(got, want) {
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

// Differences between a machine and people who agree come first. Among them the highest
// score comes first; of several machines the highest counts.
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

// An annotation that a coder made twice matches one of the other coder once. The order of
// annotations in a file does not matter.
func TestWhatIsSaidTwiceIsMatchedOnce(t *testing.T) {
	a, b := Stretch{0, 2, "x"}, Stretch{8, 10, "x"}
	for _, c := range []struct {
		first, second  []Stretch
		exact, overlap int
	}{
		{[]Stretch{a, b}, []Stretch{b, a}, 2, 2}, {[]Stretch{b, a}, []Stretch{a, b}, 2, 2}, {[]Stretch{b, a}, []Stretch{b, a}, 2, 2},
		{[]Stretch{a}, []Stretch{a, a}, 1, 1}, {[]Stretch{a, a}, []Stretch{a}, 1, 1}, {[]Stretch{a, a}, []Stretch{a, a, b}, 2, 2}, {nil, []Stretch{a}, 0, 0},
	} {
		if exact, overlap := ExactF1(c.first, c.second), OverlapF1(c.first, c.second); exact.Matched != c.exact || overlap.Matched != c.overlap {
			t.Errorf("%v and %v: %d exactly, %d that overlap; want %d and %d", c.first, c.second, exact.Matched, overlap.Matched, c.exact, c.overlap)
		}
		by := map[string]Hit{}
		countExact(c.first, c.second, by)
		if want := (Hit{c.exact, len(c.first) - c.exact, len(c.second) - c.exact}); by["x"] != want {
			t.Errorf("%v against %v: %+v, want %+v", c.first, c.second, by["x"], want)
		}
	}
	if f := ExactF1(nil, nil); !math.IsNaN(f.Value) {
		t.Errorf("F1 of nothing is %f", f.Value)
	}
	unit := section{2, 2, true}
	for _, other := range []section{{0, 2, true}, {4, 2, true}, {4, 2, false}, {0, 2, false}, {3, 5, false}, {0, 3, false}} {
		if d := distance(unit, other) + distance(other, unit); d != 0 {
			t.Errorf("%v and %v are %f apart: they only touch, or neither holds the other", unit, other, d)
		}
	}
}

// Of one label alone there is nothing to tell it from, so no figure of it beside that of
// all.
func TestOneLabelHasNoFiguresOfItsOwn(t *testing.T) {
	fs := Compare([]Document{marked(t, map[string]string{"alice": "[FAVOR One] two. Three [FAVOR four].", "bob": "[FAVOR One] two. Three four."})}, nil)
	for _, f := range fs {
		if f.Label != "" || f.Measure == "α of labels where words overlap" || strings.HasPrefix(f.Measure, "Fleiss") {
			t.Errorf("%+v", f)
		}
	}
	find(t, fs, "words", "stance", "", "αᵤ")
}

// An annotation belongs to the sentence that it begins in and to those that it reaches
// into, even if no blank separates them. A code given to a sentence twice counts once, in
// any order.
func TestSentencesThatTouch(t *testing.T) {
	fs := Compare([]Document{
		marked(t, map[string]string{"alice": "[FAVOR 他来了。]他走了。", "bob": "他来了。[FAVOR 他走了。]"}),
		marked(t, map[string]string{"alice": "[FAVOR One] and [AGAINST two].", "bob": "[AGAINST One] and [FAVOR two]."}),
		marked(t, map[string]string{"alice": "[FAVOR One] and [FAVOR two].", "bob": "[FAVOR One and two]."}),
	}, nil)
	// FAVOR/—, —/FAVOR, AGAINST+FAVOR of both, FAVOR of both: 2 of 4 alike; each has — once,
	// FAVOR twice and both once, so expected (1·1 + 2·2 + 1·1)/16.
	if f := find(t, fs, "sentence", "stance", "", "Cohen’s κ"); off(f.Value, (0.5-6.0/16)/(1-6.0/16)) || f.Units != 4 {
		t.Errorf("κ is %f of %d", f.Value, f.Units)
	}
}

// A side of a disagreement about words is what the coder says there, with its tags and its
// remark; what all say there is each thing once. Of a question answered by labels, every
// label is an answer.
func TestTheSidesOfADisagreement(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR Turkey backs it].", "bob": "[FAVOR Turkey backs it].", "carol": "[AGAINST Turkey backs it]."})
	for coder, c := range d.Coders {
		c.Annotations[0].ID, c.Annotations[0].Comment, c.Annotations[0].Tags = coder, "sure", []string{"stance:hedged"}
	}
	said := func(as []*annotate.Annotation) string {
		var out []string
		for _, a := range as {
			out = append(out, strings.TrimSpace(strings.Join([]string{a.Kind(), a.Body.Label(), strings.Join(a.Tags, " "), a.Comment}, " ")))
		}
		return strings.Join(out, ", ")
	}
	x := Disagreements(d, nil, nil)[0]
	if got := said(x.Side("bob")); got != "stance FAVOR stance:hedged sure" {
		t.Errorf("bob's side is %q", got)
	}
	if got := said(x.Side("dora")); got != "" {
		t.Errorf("dora, who was not there, says %q", got)
	}
	if got := said(x.Both([]string{"alice", "bob", "carol"})); got != "stance FAVOR stance:hedged sure, stance AGAINST stance:hedged sure" {
		t.Errorf("all say %q", got)
	}
	whole := func(b annotate.Body, tags ...string) *annotate.Annotation {
		return &annotate.Annotation{Body: b, Target: annotate.Target{Whole: true}, Tags: tags, Comment: "mine"}
	}
	for what, c := range map[string]struct {
		alice, bob []*annotate.Annotation
		side, both string
	}{
		"labels":         {[]*annotate.Annotation{whole(&kind.Claim{CheckWorthiness: "CFS"})}, []*annotate.Annotation{whole(&kind.Claim{CheckWorthiness: "NFS"})}, "claim CFS  mine", "claim CFS  mine, claim NFS  mine"},
		"shared answers": {[]*annotate.Annotation{whole(new(kind.Note), "claim:a", "own", "claim:b")}, []*annotate.Annotation{whole(new(kind.Note), "claim:b", "claim:c")}, "note  claim:a claim:b", "note  claim:a claim:b claim:c"},
		"the second":     {[]*annotate.Annotation{whole(&kind.Claim{CheckWorthiness: "CFS"}), whole(new(kind.Note), "claim:a"), whole(new(kind.Stance), "claim:a", "claim:b")}, nil, "note  claim:a claim:b", "note  claim:a claim:b"},
	} {
		x := Disagreement{What: "claim", Says: map[string][]*annotate.Annotation{"alice": c.alice, "bob": c.bob}}
		if got := said(x.Side("alice")); got != c.side {
			t.Errorf("%s: alice says %q, want %q", what, got, c.side)
		}
		if got := said(x.Both(two)); got != c.both {
			t.Errorf("%s: both say %q, want %q", what, got, c.both)
		}
		if c.alice[0].Comment != "mine" {
			t.Errorf("%s: alice’s own was changed", what)
		}
	}
}

// To take what all agree on changes no coder's own annotation.
func TestAgreedChangesNobodysOwn(t *testing.T) {
	d := Document{Article: &model.Article{Text: "x"}, Coders: map[string]Coding{}}
	for _, coder := range two {
		a := coded("topic:war", "tone:bad")
		a.ID = coder
		d.Coders[coder] = Coding{Annotations: []*annotate.Annotation{a}}
	}
	got := Agreed(d, nil, nil, NewAdjudication(nil))
	if len(got) != 1 || !slices.Equal(got[0].Tags, []string{"tone:bad", "topic:war"}) {
		t.Errorf("agreed is %+v", got)
	}
	if own := d.Coders["alice"].Annotations[0]; !slices.Equal(own.Tags, []string{"topic:war", "tone:bad"}) || got[0] == own {
		t.Errorf("alice’s own has %q", own.Tags)
	}
	// One that answers by its label as well is taken whole, with each tag once.
	for _, coder := range two {
		d.Coders[coder] = Coding{Annotations: []*annotate.Annotation{{ID: coder, Body: &kind.Claim{CheckWorthiness: "CFS"}, Target: annotate.Target{Whole: true}, Tags: []string{"tone:bad"}}}}
	}
	got = Agreed(d, nil, nil, NewAdjudication(nil))
	if own := d.Coders["alice"].Annotations[0]; len(got) != 1 || got[0].Body.Label() != "CFS" || !slices.Equal(got[0].Tags, []string{"tone:bad"}) || !slices.Equal(own.Tags, []string{"tone:bad"}) {
		t.Errorf("agreed is %+v, alice’s own %+v", got, own)
	}
}

// Whom words mean is another one where the words are others; what nobody else took is not
// referred to.
func TestWhoIsMeantByWords(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR She backs it], he said.", "bob": "[FAVOR She backs it], he said."})
	at := func(words string) annotate.Ref {
		i := model.Pos(strings.Index(d.Article.Text, words))
		return annotate.Ref{Kind: annotate.RefWords, Words: &annotate.Place{Range: model.Range{Start: i, End: i + model.Pos(len(words))}, Quote: annotate.Quote{Exact: words}}}
	}
	hold := func(coder, words string) { d.Coders[coder].Annotations[0].Body.(*kind.Stance).Holder = at(words) }
	hold("alice", "She")
	hold("bob", "She")
	if xs := Disagreements(d, nil, nil); len(xs) != 0 {
		t.Errorf("the same words: %+v", xs)
	}
	hold("bob", "he said")
	if xs := Disagreements(d, nil, nil); len(xs) != 1 {
		t.Errorf("other words: %+v", xs)
	}
	claim := &annotate.Annotation{ID: "c", Body: &kind.Claim{Claimant: annotate.Ref{Kind: annotate.RefAnnotation, ID: "elsewhere"}}}
	if got := Take([]*annotate.Annotation{claim}, "", "urn:x", time.Unix(1, 0), func() string { return "n" }); len(got) != 1 || got[0].Body.Refs()[0].Ref.Kind != annotate.RefUnset {
		t.Errorf("taken: %+v", got[0].Body)
	}
}

// The annotations of one place are listed in the order of the text, not in the order in
// which they were made.
func TestASideIsInTheOrderOfTheText(t *testing.T) {
	d := marked(t, map[string]string{"alice": "[FAVOR One two three].", "bob": "[FAVOR One] two [AGAINST three]."})
	slices.Reverse(d.Coders["bob"].Annotations)
	var got []string
	for _, a := range Disagreements(d, nil, nil)[0].Says["bob"] {
		got = append(got, d.Article.Slice(a.Target.Range))
	}
	if !slices.Equal(got, []string{"One", "three"}) {
		t.Errorf("bob says %q", got)
	}
	// A machine that says the same of both in another order differs from nobody.
	d = marked(t, map[string]string{"alice": "[FAVOR One two].", "bob": "[AGAINST One two].", "@owl": "[FAVOR One two]."})
	for coder, holders := range map[string][]string{"alice": {"Ann", "Ben"}, "@owl": {"Ben", "Ann"}} {
		c := d.Coders[coder]
		c.Annotations = append(c.Annotations, c.Annotations[0].Clone())
		for i, a := range c.Annotations {
			a.Body.(*kind.Stance).Holder = annotate.NameRef(holders[i], "")
		}
		d.Coders[coder] = c
	}
	if xs := MostDiffering([]Document{d}, []string{"@owl"}, []string{"alice", "bob"}, nil, nil); len(xs) != 0 {
		t.Errorf("they differ: %+v", xs)
	}
	// Of the same words they are in the order of their labels.
	d = marked(t, map[string]string{"alice": "[NONE One two] three.", "bob": "[FAVOR One two three]."})
	for coder, label := range map[string]string{"alice": "FAVOR", "bob": "NONE"} {
		c := d.Coders[coder]
		more := c.Annotations[0].Clone()
		more.Body.(*kind.Stance).Stance = label
		c.Annotations = append(c.Annotations, more)
		d.Coders[coder] = c
	}
	if got := Disagreements(d, nil, nil)[0].Differ(two); got != "other words" {
		t.Errorf("they differ by %s, want other words", got)
	}
}

// What was refused is nobody's answer, and machines among themselves are compared with
// nobody.
func TestWhatIsNoAnswer(t *testing.T) {
	d := marked(t, map[string]string{"@gold": "[FAVOR One] two. [AGAINST Three] four.", "@owl": "[FAVOR One] two. [AGAINST Three] four.", "@crow": "[AGAINST One] two. Three four."})
	d.Coders["@gold"].Annotations[1].Origin.How = annotate.Refused
	v := Validate([]Document{d}, "@owl", []string{"@gold"}, nil, AltTest{})
	if got := value(t, v, "sentence", "precision"); off(got, 0.5) {
		t.Errorf("precision is %f, want a half: the second was refused", got)
	}
	for _, f := range v.Figures {
		if f.Measure == "α of people alone" {
			t.Errorf("of one: %+v", f)
		}
	}
	if len(d.Coders["@gold"].Annotations) != 2 {
		t.Error("the adjudication itself lost one")
	}
	if xs := MostDiffering([]Document{d}, []string{"@owl"}, []string{"@gold"}, nil, nil); len(xs) != 1 || d.Article.Slice(xs[0].Range) != "Three" {
		t.Errorf("they differ: %+v", xs)
	}
	for what, by := range map[string][2][]string{"no people": {{"@owl", "@crow"}, nil}, "no machine": {nil, {"@owl", "@crow"}}, "nobody": {nil, nil}} {
		if xs := MostDiffering([]Document{d}, by[0], by[1], nil, nil); len(xs) != 0 {
			t.Errorf("%s: %+v", what, xs)
		}
	}
}

// A test against two people is one; of a question with numbers the nearer one is closer,
// of another only the same one is.
func TestTheTestOfAQuestionWithNumbers(t *testing.T) {
	var docs []Document
	for i := range 10 {
		d := Document{Article: &model.Article{Text: fmt.Sprint(i)}, Coders: map[string]Coding{}}
		for coder, code := range map[string]string{"ann": "10", "ben": "20", "@owl": "14"} {
			d.Coders[coder] = Coding{[]*annotate.Annotation{coded("age:"+code, "tone:"+code)}, time.Unix(1, 0)}
		}
		docs = append(docs, d)
	}
	for what, c := range map[string]struct {
		scales          []Scaled
		winning, closer float64 // ω and ρ of age
	}{
		"labels":   {nil, 0, 1}, // ann and ben are as wrong as the machine
		"numbers":  {[]Scaled{{What: "age"}}, 1, 1},
		"an order": {[]Scaled{{What: "age", Ordinal: true}}, 0, 1},
	} {
		v := Validate(docs, "@owl", []string{"ann", "ben"}, nil, AltTest{LeastItems: 10, Epsilon: 0}, c.scales...)
		if len(v.Tests) != 2 {
			t.Fatalf("%s: %d tests, want one a question: %+v", what, len(v.Tests), v.Tests)
		}
		for _, x := range v.Tests {
			winning := 0.0
			if x.What == "age" {
				winning = c.winning
			}
			if off(x.Winning, winning) || off(x.Advantage, c.closer) || x.Level != "article" {
				t.Errorf("%s: %+v, want ω %f", what, x, winning)
			}
		}
	}
	// A date of a sentence adds up as little as a number does.
	dated := kind.Make(kind.Spec{Name: "deed", Title: "deed", Sign: "D", Key: "d", Fields: []kind.SpecField{{Name: "day", Type: kind.Date}, {Name: "sort", Type: kind.Choice}, {Name: "mood", Type: kind.Choice}}})
	d := Document{Article: &model.Article{Text: "One two."}, Coders: map[string]Coding{}}
	for _, coder := range two {
		b := dated.New()
		for field, v := range map[string]string{"day": "2026-03-04", "sort": "x", "mood": "y"} {
			if f, _ := dated.Field(field); f.Set(b, v) != nil {
				t.Fatal(field)
			}
		}
		d.Coders[coder] = Coding{Annotations: []*annotate.Annotation{{Body: b, Target: annotate.Target{Place: annotate.Place{Range: model.Range{End: 3}}}}}}
	}
	levels := map[string]bool{}
	for _, f := range Compare([]Document{d}, nil) {
		levels[f.Level+" "+f.What] = true
	}
	if levels["sentence deed: day"] || !levels["words deed: day"] || !levels["sentence deed: mood"] {
		t.Errorf("figures of %v", levels)
	}
}
