package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/clean"
	"stet/model/source"
)

// marked reads a text in which {1 and 1} are where the words of annotation 1
// begin and end, so that they may overlap.
func marked(t *testing.T, name, text string) (*model.Article, map[int]model.Range) {
	t.Helper()
	at := map[int]model.Range{}
	plain := ""
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '{':
			i++
			at[int(text[i]-'0')] = model.Range{Start: model.Pos(len(plain))}
		case i+1 < len(text) && text[i+1] == '}' && '0' <= c && c <= '9':
			r := at[int(c-'0')]
			r.End = model.Pos(len(plain))
			at[int(c-'0')] = r
			i++
		default:
			plain += text[i : i+1]
		}
	}
	a, err := source.Read(name, []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	if a.Text != strings.TrimSuffix(plain, "\n") && a.Text != plain {
		t.Fatalf("the text is not the file: %q", a.Text)
	}
	return a, at
}

func name(n string) annotate.Ref { return annotate.NameRef(n, "PERSON") }

func quote(who string) annotate.Body { return &kind.Quote{Form: "direct", Speaker: name(who)} }

func claim(who string) annotate.Body { return &kind.Claim{Claimant: name(who), Status: kind.ToCheck} }

func stance(who, label, towards string) annotate.Body {
	return &kind.Stance{Holder: name(who), Towards: name(towards), Stance: label}
}

func TestReadingAloud(t *testing.T) {
	for _, c := range []struct {
		what string
		text string
		said map[int]Said // by their number in the text; 0 and less are in none
		want string       // from the first paragraph to the end of the article
		rest string
	}{
		{
			what: "what a quote says is said where it ends, or after the sentence",
			text: "She called it {1“sound”1} on Monday. The plan is {2“too dear.”2} It will be kept.",
			said: map[int]Said{1: {Annotation: &annotate.Annotation{Body: quote("Jane Doe")}}, 2: {Annotation: &annotate.Annotation{Body: quote("Bob Ray")}, Suggested: true}},
			want: "She called it quote 1: “sound” end quote 1, on Monday. Quote 1, by Jane Doe. " +
				"The plan is quote 2: “too dear.” End quote 2, suggested, by Bob Ray. It will be kept.",
		},
		{
			what: "quotes nest",
			text: "{1“He told me {2‘no’2} twice,”1} said Doe.",
			said: map[int]Said{1: {Annotation: &annotate.Annotation{Body: quote("Jane Doe")}}, 2: {Annotation: &annotate.Annotation{Body: quote("Bob Ray")}}},
			want: "Quote 1: “He told me quote 2: ‘no’ end quote 2, twice,” end quote 1, said Doe. Quote 1, by Jane Doe. Quote 2, by Bob Ray.",
		},
		{
			what: "quotes overlap",
			text: "He said {1one {2two1} three2} four.",
			said: map[int]Said{1: {Annotation: &annotate.Annotation{Body: quote("A")}}, 2: {Annotation: &annotate.Annotation{Body: quote("B")}}},
			want: "He said quote 1: one quote 2: two, end quote 1, three, end quote 2, four. Quote 1, by A. Quote 2, by B.",
		},
		{
			what: "the same words by two people are heard once",
			text: "{1{2“No.”2}1} He left.",
			said: map[int]Said{
				1: {Annotation: &annotate.Annotation{ID: "a", Body: quote("A")}, By: "alice"},
				2: {Annotation: &annotate.Annotation{ID: "b", Body: quote("B")}, By: "bob"},
			},
			want: "Quote 1: “No.” End quote 1, by A, annotated by alice. Quote 1, by B, annotated by bob. He left.",
		},
		{
			what: "of a claim the words are told again, or said to be the sentence or the quote",
			text: "Taxes {1fell by half1}, he said. {2He was wrong.2} {3“{4They rose4}.”3}",
			said: map[int]Said{
				1: {Annotation: &annotate.Annotation{Body: claim("A")}}, 2: {Annotation: &annotate.Annotation{Body: claim("B")}},
				3: {Annotation: &annotate.Annotation{Body: quote("C")}}, 4: {Annotation: &annotate.Annotation{Body: &kind.Claim{Claimant: name("C"), Review: &kind.Review{Verdict: "REFUTES", Evidence: make([]kind.Evidence, 2)}}}},
			},
			want: "Taxes fell by half, he said. Claim 1, by A, to check: fell by half. He was wrong. Claim 2, this sentence, by B, to check. " +
				"Quote 1: “They rose.” End quote 1, by C. Claim 3, this sentence, by C, refuted, with 2 pieces of evidence.",
		},
		{
			what: "a quote over several paragraphs goes on",
			text: "{1“One.\n\nTwo.\n\nThree,”1} said Doe.",
			said: map[int]Said{1: {Annotation: &annotate.Annotation{Body: quote("Jane Doe")}}},
			want: "Quote 1: “One.\nQuote 1 goes on: Two.\nQuote 1 goes on: Three,” end quote 1, said Doe. Quote 1, by Jane Doe.",
		},
		{
			what: "what stands within an open quote is said after it",
			text: "{1“{2We won.2} We go on.”1} He left.",
			said: map[int]Said{1: {Annotation: &annotate.Annotation{Body: quote("A")}}, 2: {Annotation: &annotate.Annotation{Body: stance("A", kind.Favor, "the plan")}}},
			want: "Quote 1: “We won. We go on.” End quote 1, by A. Stance 1, A is for the plan: We won. He left.",
		},
		{
			what: "stances of every label",
			text: "{1He backs it.1} {2He blames it.2} {3He sees it.3} {4He asks.4}",
			said: map[int]Said{
				1: {Annotation: &annotate.Annotation{Body: stance("A", kind.Favor, "B")}}, 2: {Annotation: &annotate.Annotation{Body: stance("A", kind.Against, "B")}},
				3: {Annotation: &annotate.Annotation{Body: stance("A", kind.Neither, "B")}}, 4: {Annotation: &annotate.Annotation{Body: stance("A", "discuss", "B"), Tags: []string{"x", "y"}}},
			},
			want: "He backs it. Stance 1, this sentence, A is for B. He blames it. Stance 2, this sentence, A is against B. He sees it. " +
				"Stance 3, this sentence, A is neither for nor against B. He asks. Stance 4, this sentence, A has the stance discuss towards B, tagged x, y.",
		},
		{
			what: "a note, a note on a quote, a relation, and what stands nowhere",
			text: "{1“Yes,”1} he said to {2the council2}.",
			said: map[int]Said{
				1:  {Annotation: &annotate.Annotation{ID: "q", Body: quote("A")}},
				2:  {Annotation: &annotate.Annotation{Body: new(kind.Note), Comment: "*Which*\none?"}},
				-1: {Annotation: &annotate.Annotation{Target: annotate.Target{Annotation: "q"}, Body: new(kind.Note), Comment: "Ask"}},
				-2: {Annotation: &annotate.Annotation{Target: annotate.Target{Annotation: "q"}, Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: "c"}, Relation: kind.Supports}}},
				-3: {Annotation: &annotate.Annotation{ID: "c", Target: annotate.Target{Place: annotate.Place{State: annotate.Orphan, Quote: annotate.Quote{Exact: "gone"}}}, Body: claim("B")}},
				-4: {Annotation: &annotate.Annotation{Target: annotate.Target{Whole: true}, Body: new(kind.Note), Comment: "Good."}},
			},
			want: "Quote 1: “Yes,” end quote 1, he said to the council. Quote 1, by A. " +
				"Relation 1, on quote 1, supports, to claim 1. Note 3, on quote 1. Remark: Ask. End of remark. " +
				"Note 1: the council. Remark: Which one? End of remark.",
			rest: "Note 2, the whole article. Remark: Good. End of remark.\nClaim 1, by B, to check, no longer in the article: gone.",
		},
		{
			what: "marks and stops at the edge of what was tagged belong to it",
			text: "A deal was “{1serious1}.” He left.",
			said: map[int]Said{1: {Annotation: &annotate.Annotation{Body: quote("A")}, Unsure: true}},
			want: "A deal was quote 1: “serious.” End quote 1, by A, where it ends is not sure. He left.",
		},
	} {
		t.Run(c.what, func(t *testing.T) {
			a, at := marked(t, "a.txt", c.text)
			var said []Said
			for _, n := range slices.Sorted(keys(c.said)) {
				s := c.said[n]
				if n > 0 {
					s.Target.Place.Range = at[n]
				}
				said = append(said, s)
			}
			lines := slices.Collect(Linear(a, said))
			text, rest, _ := strings.Cut(strings.Join(lines[1:], "\n"), "\nEnd of the article.")
			if text != c.want {
				t.Errorf("is   %s\nwant %s", text, c.want)
			}
			if rest = strings.TrimPrefix(rest, "\n"); rest != c.rest {
				t.Errorf("at the end\nis   %s\nwant %s", rest, c.rest)
			}
		})
	}
}

func keys[V any](m map[int]V) func(func(int) bool) {
	return func(yield func(int) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// A quote in pieces is heard to pause.
func TestAQuoteInPiecesReadAloud(t *testing.T) {
	a, at := marked(t, "a.txt", "{1“We will,”1} he said, {2“not yield.”2} He left.")
	body := &kind.Quote{Speaker: name("A")}
	for _, i := range []int{1, 2} {
		body.Parts = append(body.Parts, annotate.Place{Range: at[i]})
	}
	said := []Said{{Annotation: &annotate.Annotation{Body: body, Target: annotate.Target{Place: annotate.Place{Range: at[1].Union(at[2])}}}}}
	lines := slices.Collect(Linear(a, said))
	want := "Quote 1: “We will,” quote 1 pauses, he said, quote 1 goes on: “not yield.” End quote 1, by A. He left."
	if lines[1] != want {
		t.Errorf("is   %s\nwant %s", lines[1], want)
	}
}

// What a block is is in words before it.
func TestTheBlocksReadAloud(t *testing.T) {
	a, err := source.Read("a.md", []byte("---\ntitle: Trams\nauthor: Jane Doe\npublisher: Riverton Post\ndate: 2026-03-17\n---\n"+
		"Trams cost.\n\n## Costs\n\n> One.\n>\n> Two.\n\n1. first\n   - inner\n   - other\n2. second\n\n"+
		"| town | votes |\n|---|---|\n| Riverton | 3 |\n| Lakeside | |\n\n```\na = 1\nb = 2\n```\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := `Title: Trams
Jane Doe, Riverton Post, 17 March 2026, 9 words. Nothing is annotated.
Trams cost.
Heading level 2: Costs
Block quote: One.
Two. End of block quote.
List item 1 of 2: first
List item 1 of 2, level 2: inner
List item 2 of 2, level 2: other
List item 2 of 2: second
Table, 2 columns, 2 rows below the heads.
Heads: town; votes.
Row 1: town, Riverton; votes, 3.
Row 2: town, Lakeside; votes, empty.
End of table.
Code: a = 1
b = 2 End of code.
End of the article.`
	if got := strings.Join(slices.Collect(Linear(a, nil)), "\n"); got != want {
		t.Errorf("is\n%s\nwant\n%s", got, want)
	}
}

// Whatever lies in files: every word of the text is read, in order; every
// annotation is said once; and each line is one line, and safe.
func FuzzLinear(f *testing.F) {
	f.Add("One “two” three.\n\nFour.", uint16(4), uint16(9), uint16(0), uint16(30), "note")
	f.Add("a\n\n> b\n> c\n\n• d\n• e\n\x1b[31m", uint16(1), uint16(8), uint16(3), uint16(99), "a\x1bb\n*c*")
	f.Add("“””..", uint16(3), uint16(1), uint16(0), uint16(0), "---\nx: y\n---\n")
	f.Fuzz(func(t *testing.T, text string, s1, n1, s2, n2 uint16, comment string) {
		a := source.OfText("a.txt", text)
		at := func(s, n uint16) annotate.Target {
			return annotate.Target{Place: annotate.Place{Range: model.Range{Start: model.Pos(s), End: model.Pos(s) + model.Pos(n)}}}
		}
		said := []Said{
			{Annotation: &annotate.Annotation{ID: "1", Target: at(s1, n1), Body: quote("A\x07"), Comment: comment}},
			{Annotation: &annotate.Annotation{ID: "2", Target: at(s2, n2), Body: quote("B"), Tags: []string{comment}}, Suggested: true},
			{Annotation: &annotate.Annotation{ID: "3", Target: at(s1, n2), Body: claim("C")}},
			{Annotation: &annotate.Annotation{ID: "4", Target: annotate.Target{Annotation: "5"}, Body: new(kind.Note)}},
			{Annotation: &annotate.Annotation{ID: "5", Target: annotate.Target{Annotation: "4"}, Body: &kind.Unknown{Name: "x"}}},
		}
		all := ""
		for line := range Linear(a, said) {
			if !clean.Safe(line) || strings.ContainsAny(line, "\n\t") || line == "" {
				t.Fatalf("no line for a terminal: %q", line)
			}
			all += line + " "
		}
		if comment == "" {
			rest := all
			for i := range a.Blocks {
				b := &a.Blocks[i]
				for _, w := range strings.FieldsFunc(clean.Line(a.Slice(b.Range)), func(r rune) bool { return !('a' <= r && r <= 'z') }) {
					_, after, found := strings.Cut(rest, w[:1])
					if !found {
						t.Fatalf("%q is not read in %q", w, all)
					}
					rest = after
				}
			}
		}
		for _, title := range []string{"Claim 1, ", "Note 1, ", "X 1, "} {
			if n := strings.Count(all, title); n != 1 && comment == "" && !strings.Contains(text, title) {
				t.Fatalf("%q is said %d times: %s", title, n, all)
			}
		}
	})
}

func BenchmarkLinear(b *testing.B) {
	text := strings.Repeat("The mayor said the tram would pay for itself. It has not.\n\n", 5000)
	a := source.OfText("a.txt", text)
	var said []Said
	for i := range 5000 {
		r := model.Range{Start: model.Pos(i), End: model.Pos(len(text) - i)}
		said = append(said, Said{Annotation: &annotate.Annotation{ID: fmt.Sprint(i), Target: annotate.Target{Place: annotate.Place{Range: r}}, Body: quote("A")}})
	}
	b.ReportAllocs()
	for b.Loop() {
		for range Linear(a, said) {
		}
	}
}
