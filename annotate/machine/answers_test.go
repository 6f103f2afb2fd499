package machine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/need"
)

const port = `The port of Riverton sold 40 ships. “We will buy cranes,” Jane Doe said, “and pay for them.” The minister praised the port. Mayor John Roe opposes the tram. The tram, Roe said, costs 9 million euros.

The tram is a red one. Doe likes the tram.`

// said is an annotation in one line.
func said(a *model.Article, x *annotate.Annotation) string {
	parts := []string{x.Kind(), x.Body.Label(), fmt.Sprintf("“%s”", a.Slice(x.Target.Range))}
	if x.Target.Whole {
		parts[2] = "article"
	}
	parts = append(parts, x.Tags...)
	for _, r := range x.Body.Refs() {
		words := ""
		if r.Ref.Words != nil {
			words = fmt.Sprintf(" at %d", r.Ref.Words.Start)
		}
		parts = append(parts, fmt.Sprintf("%s=%s %s%s", r.Name, r.Ref, r.Ref.Type, words))
	}
	for _, p := range x.Body.Places() {
		parts = append(parts, fmt.Sprintf("[%s]", a.Slice(p.Range)))
	}
	k := kind.Of(x)
	for _, f := range k.Fields {
		if v := f.Get(x.Body); v != "" && !f.Refers() {
			parts = append(parts, f.Name+"="+v)
		}
	}
	if x.Comment != "" {
		parts = append(parts, "note: "+x.Comment)
	}
	if x.Origin.Why != "" {
		parts = append(parts, "why: "+x.Origin.Why)
	}
	return fmt.Sprintf("%s %.2f", strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " "), x.Origin.Score)
}

// What a machine's answers become, one by one: testdata/answers.txt has under each what is
// made of it, or why nothing is. A line with several is of one reply. -update writes it.
func TestWhatAnswersBecome(t *testing.T) {
	a := newMakerArticle(t, port)
	book := bookAt(t, moodBook)
	machines := map[string]*Machine{
		"":       {Name: "parrot"},
		"labels": {Name: "parrot", Labels: map[string]string{"PER": "name PERSON", "CL": "claim", "hot": "angry", "ORGA": "ORG"}},
		"few":    {Name: "parrot", Kinds: []string{"claim", "mention"}},
		"part":   {Name: "parrot"},
		"plain":  {Name: "parrot"},
		"one":    {Name: "parrot"}, // of one question
	}
	need.Under(t, "testdata/answers.txt", func(l string, say func(string, ...any)) {
		answer := strings.IndexAny(l, "{[")
		how, rest := strings.TrimSpace(l[:answer]), strings.TrimSpace(l[answer:])
		of := book
		if how == "plain" {
			of = nil
		}
		m := machines[how]
		wanted := m.Want(of)
		if how == "one" {
			wanted.Questions = wanted.Questions[:1]
		}
		maker := newMaker(m, wanted, a, time.Now())
		if how == "part" {
			maker.within.Start = model.Pos(strings.Index(port, "The tram is"))
		}
		var r reply
		for _, raw := range strings.Split(rest, " ; ") {
			one, err := readAnswer([]byte(raw))
			if err != nil {
				say("unreadable: %v", err)
				r.bad++
				continue
			}
			r.answers = append(r.answers, one)
		}
		as, tally := maker.annotations([]asked{{maker.within, r}})
		for _, x := range as {
			say("%s", said(a, x))
		}
		for _, line := range tally.Refusals() {
			say("refused: %s", line)
		}
		if tally.Joined > 0 {
			say("joined: %d of %d, kept %d, refused %d", tally.Joined, tally.Given, tally.Kept, tally.Refused())
		}
	})
}

// What machines are told of a project: the schema of an answer, the labels of Label
// Studio, what a program reads, and the recipe by which a run is known again.
func TestWhatMachinesAreTold(t *testing.T) {
	book := bookAt(t, moodBook)
	var out strings.Builder
	for _, c := range []struct {
		what string
		m    Machine
		book *codebook.Codebook
	}{
		{"a project", Machine{Name: "p", Model: "m", Version: "2"}, book}, {"the standard", Machine{Name: "p"}, nil},
		{"few kinds", Machine{Name: "p", Kinds: []string{"claim", "code"}, Labels: map[string]string{"B<C": "claim", "A": "claim"}, Parameters: map[string]any{"seed": 7, "api_key": "x", "max_token": 2, "tokens": 3}}, book},
	} {
		w := c.m.Want(c.book)
		fmt.Fprintf(&out, "== %s\n%s\n%s\n%s\n%s\n", c.what, w.schema(), w.interfaceXML(c.m.Labels), w.json(), c.m.recipeOf("way", "body"))
		fmt.Fprintf(&out, "unknown: %s\n", (&Machine{Kinds: []string{"claim", "code", "rumour", "Name", "mention"}}).Unknown(w))
	}
	need.Golden(t, "testdata/told.txt", out.String(), 0)
}

// An article is cut at line ends, else between words, and never in a character.
func TestPartsOfAnArticle(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		most int
		want []string
	}{
		"all of it":       {"one two\nthree", 0, []string{"one two\nthree"}},
		"short enough":    {"one two", 7, []string{"one two"}},
		"at a line end":   {"one two\nthree", 12, []string{"one two\n", "three"}},
		"between words":   {"one two three", 9, []string{"one two ", "three"}},
		"an early line":   {"a\nbcd efghi", 8, []string{"a\nbcd ", "efghi"}},
		"in a long word":  {"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		"at a character":  {"ééééé", 5, []string{"éé", "éé", "é"}},
		"in the middle":   {"abcd efgh", 8, []string{"abcd efg", "h"}},
		"just behind it":  {"abcde fgh", 8, []string{"abcde ", "fgh"}},
		"a line half way": {"abcd\nefgh", 8, []string{"abcd\nefg", "h"}},
	} {
		a := &model.Article{Text: c.text}
		var got []string
		for _, r := range parts(a, c.most) {
			got = append(got, a.Slice(r))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// What is counted of several articles, and how it is told.
func TestTalliesAdd(t *testing.T) {
	var a, b Tally
	for _, w := range []string{"one", "one", "two", "three", "four", strings.Repeat("x", 70)} {
		a.refuse(NotThere, w)
	}
	a.refuse(UnknownKind, "rumour")
	a.refuse(SaysNothing, "")
	b.refuse(NotThere, "five")
	b.refuse(UnknownKind, "rumour")
	b.refuse(UnknownKind, "tale")
	b.refuse(Several, strings.Repeat("x", 70))
	a.Given, a.Kept, a.Joined, a.Mended, b.Given, b.Kept, b.Joined, b.Mended = 1, 2, 3, 4, 10, 20, 30, 40
	a.Add(&b)
	want := []string{
		"7 answers have words that are not in the article: “one”, “two”, “three”, …",
		"1 answer has words that stand at several places: “" + strings.Repeat("x", 60) + "…”",
		"3 answers are of kinds that were not asked for: “rumour”, “tale”",
		"1 answer lacks what such an annotation needs",
	}
	if got := a.Refusals(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if a.Refused() != 12 || a.Given != 11 || a.Kept != 22 || a.Joined != 33 || a.Mended != 44 {
		t.Errorf("%+v", a)
	}
}

// What a run costs, and when it ends for all articles.
func TestWhenARunEnds(t *testing.T) {
	m := &Machine{Price: Price{In: 2, Out: 4, Article: 0.5}}
	if got := m.cost(usage{In: 500_000, Out: 250_000}); got != 2.5 || m.Free() {
		t.Errorf("it costs %v", got)
	}
	for _, p := range []Price{{In: 1}, {Out: 1}, {Article: 1}} {
		if (&Machine{Price: p}).Free() {
			t.Errorf("%v is free", p)
		}
	}
	broken := fail("", "broken")
	for name, c := range map[string]struct {
		run  *Run
		err  error
		ends string
	}{
		"nothing yet":         {&Run{}, nil, ""},
		"a failure":           {&Run{inARow: 1}, broken, ""},
		"too many in a row":   {&Run{inARow: mostInARow}, broken, fmt.Sprintf("%d articles in a row failed: broken", mostInARow)},
		"one less":            {&Run{inARow: mostInARow - 1}, broken, ""},
		"many, but one went":  {&Run{inARow: mostInARow, sum: Sum{Done: 1}}, broken, ""},
		"below the budget":    {&Run{Budget: 2, sum: Sum{Cost: 1.99}}, nil, ""},
		"the budget":          {&Run{Budget: 2, sum: Sum{Cost: 2}}, nil, ErrBudget.Error()},
		"no budget":           {&Run{sum: Sum{Cost: 2}}, nil, ""},
		"it cannot be begun":  {&Run{}, &Error{What: "no such program", err: errNotStarted}, "no such program"},
		"another error of it": {&Run{}, &Error{What: "odd", err: broken}, ""},
	} {
		got := ""
		if err := c.run.ends(c.err); err != nil {
			got = err.Error()
		}
		if got != c.ends {
			t.Errorf("%s: %q, want %q", name, got, c.ends)
		}
	}
}
