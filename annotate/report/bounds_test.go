package report

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

// Up to twelve words are told again whole; of more the first four and the last three, and
// of very long ones, which are not counted, their beginning and their end.
func TestWordsThatAreToldAgain(t *testing.T) {
	words := func(n int) string {
		var out []string
		for i := range n {
			out = append(out, fmt.Sprintf("w%d", i+1))
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ words, want string }{
		{"", ""}, {"“One” „two“ \"three\" «four»", "One two three four"}, {words(12), words(12)},
		{words(13), "w1 w2 w3 w4, and so on, to w11 w12 w13"},
		{"“" + words(13) + "”", "w1 w2 w3 w4, and so on, to w11 w12 w13"},
		{strings.Repeat("x", longWords), strings.Repeat("x", longWords)},
		{strings.Repeat("x", longWords+1), strings.Repeat("x", longWords/2) + ", and so on, to " + strings.Repeat("x", longWords/2)},
		{strings.Repeat("x ", 250) + "end", "x x x x, and so on, to x x end"},
		{"a" + strings.Repeat("é", longWords), "a" + strings.Repeat("é", longWords/4-1) + ", and so on, to " + strings.Repeat("é", longWords/4)},
	} {
		if got := shortened(c.words); got != c.want {
			t.Errorf("%.40q is told as %q, want %q", c.words, got, c.want)
		}
	}
}

// The marks and stops at the edges of words belong to them, four on a side at most; the
// core of words has none.
func TestTheEdgesOfWords(t *testing.T) {
	for _, c := range []struct{ text, words, with, core string }{
		{"a word b", "word", "word", "word"}, {"a “word” b", "word", "“word”", "word"}, {"a “word.”, b", "word", "“word.”,", "word"}, {"(„word!?“)", "word", "(„word!?", "word"},
		{`"word"`, "word", `"word"`, "word"}, {"'word'", "word", "word", "word"}, {"((((((word))))))", "word", "((((word))))", "word"}, {"word", "word", "word", "word"},
		{"a “word”", "“word”", "“word”", "word"}, {"x ((((( word )))))", "((((( word )))))", "((((( word )))))", "( word )"}, {"wo-rd.", "wo-rd.", "wo-rd.", "wo-rd"}, {"no 7?", "7?", "7?", "7"},
		{"word; then", "word", "word;", "word"}, {"word: then", "word", "word:", "word"}, {"a …word… b", "word", "word…", "word"}, {"—word—", "word", "word", "word"}, {"a … b", "…", "…", ""},
	} {
		i := strings.Index(c.text, c.words)
		r := model.Range{Start: model.Pos(i), End: model.Pos(i + len(c.words))}
		if got := withMarks(c.text, r); c.text[got.Start:got.End] != c.with {
			t.Errorf("%q in %q with its marks is %q, want %q", c.words, c.text, c.text[got.Start:got.End], c.with)
		}
		if got := coreRange(c.text, r); c.text[got.Start:got.End] != c.core {
			t.Errorf("the core of %q in %q is %q, want %q", c.words, c.text, c.text[got.Start:got.End], c.core)
		}
	}
	for said, want := range map[string]string{"": ".", "a": "a.", "a.": "a.", "a!": "a!", "a?": "a?", "a…": "a…", "a.”": "a.”", `a."`: `a."`, "a”": "a”.", "(a.)": "(a.)", "a, ": "a,.", " a ": "a."} {
		if got := stopped(said); got != want {
			t.Errorf("%q ends as %q, want %q", said, got, want)
		}
	}
	for said, want := range map[string]string{"": "", "a b": "A b", "über": "Über", "A": "A", "7a": "7a"} {
		if got := capital(said); got != want {
			t.Errorf("%q begins as %q, want %q", said, got, want)
		}
	}
}

// found is marked for a file of which the text is another one: the words are looked for.
func found(t *testing.T, name, text string) (*model.Article, map[int]model.Range) {
	t.Helper()
	var marks []string
	for i := range 10 {
		marks = append(marks, fmt.Sprintf("{%d", i), "", fmt.Sprintf("%d}", i), "")
	}
	plain := strings.NewReplacer(marks...)
	a, err := source.Read(name, []byte(plain.Replace(text)))
	if err != nil {
		t.Fatal(err)
	}
	at := map[int]model.Range{}
	for i := range 10 {
		_, words, ok := strings.Cut(text, fmt.Sprintf("{%d", i))
		if !ok {
			continue
		}
		words, _, _ = strings.Cut(words, fmt.Sprintf("%d}", i))
		words = plain.Replace(words)
		n := strings.Index(a.Text, words)
		if n < 0 {
			t.Fatalf("%q is not in %q", words, a.Text)
		}
		at[i] = model.Range{Start: model.Pos(n), End: model.Pos(n + len(words))}
	}
	return a, at
}

// Linear reads no further than it is listened to, and what was heard until then is the
// same.
func TestWhoStopsListeningHearsNoMore(t *testing.T) {
	a, at := found(t, "a.md", "# Head\n\n{1“One.”1} Two.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\n- x\n- y\n")
	said := []Said{{Annotation: &annotate.Annotation{Target: annotate.Target{Whole: true}, Body: new(kind.Note), Comment: "x"}}, {Annotation: &annotate.Annotation{Target: annotate.Target{Place: annotate.Place{Range: at[1]}}, Body: quote("A")}}}
	all := slices.Collect(Linear(a, said))
	for n := range all {
		var heard []string
		for line := range Linear(a, said) {
			if heard = append(heard, line); len(heard) == n+1 {
				break
			}
		}
		if !slices.Equal(heard, all[:n+1]) {
			t.Errorf("until line %d it says %q, want %q", n+1, heard, all[:n+1])
		}
	}
}

func TestTheHeadOfAReading(t *testing.T) {
	for text, want := range map[string]string{
		"One.\n":                                           "1 word. Nothing is annotated.",
		"---\ntitle: T\n---\nOne two.\n":                   "Title: T|2 words. Nothing is annotated.",
		"---\ntitle: T\n---\n# T\n\nOne.\n":                "2 words. Nothing is annotated.",
		"---\nauthor: A. Doe\n---\nOne.\n":                 "A. Doe, 1 word. Nothing is annotated.",
		"---\npublisher: P\ndate: 2026-03-01\n---\nOne.\n": "P, 1 March 2026, 1 word. Nothing is annotated.",
		"---\ntitle: T\nauthor: A\npublisher: P\ndate: 2026-03-01\n---\nOne two three.\n": "Title: T|A, P, 1 March 2026, 3 words. Nothing is annotated.",
	} {
		a, err := source.Read("a.md", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		lines := slices.Collect(Linear(a, nil))
		head := lines[:slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "annotated") })+1]
		if got := strings.Join(head, "|"); got != want {
			t.Errorf("%q begins with %q, want %q", text, got, want)
		}
	}
	// What there is to hear, kept and only suggested, by kind in the order of the table.
	a, _ := source.Read("a.txt", []byte("One."))
	of := func(b annotate.Body, suggested bool) Said {
		return Said{Annotation: &annotate.Annotation{Body: b, Target: annotate.Target{Whole: true}}, Suggested: suggested}
	}
	for want, said := range map[string][]Said{
		"Kept: 1 note.":                                     {of(new(kind.Note), false)},
		"Kept: 1 quote, 2 notes.":                           {of(new(kind.Note), false), of(new(kind.Note), false), of(quote("A"), false)},
		"Only suggested: 1 claim.":                          {of(claim("A"), true)},
		"Kept: 1 claim. Only suggested: 1 quote, 2 claims.": {of(claim("A"), true), of(claim("A"), true), of(quote("A"), true), of(claim("A"), false)},
	} {
		if got := newTelling(a, said).counts(); got != want {
			t.Errorf("it counts %q, want %q", got, want)
		}
	}
}

// Blocks that are not read, quotes over many of them, and tables with marks in their
// cells: nothing is heard twice, and nothing that is open is lost.
func TestWhatGoesOnOverBlocks(t *testing.T) {
	said := func(b annotate.Body, comment string) Said {
		return Said{Annotation: &annotate.Annotation{Body: b, Comment: comment}}
	}
	for _, c := range []struct {
		what, name, text string
		hide             bool
		said             []Said
		want             string
	}{
		{
			what: "four open quotes are counted", name: "a.txt", text: "{1One. {2Two. {3Three. {4Four.\n\nFive.4}3}2}1} Six.",
			said: []Said{said(quote("A"), ""), said(quote("B"), ""), said(quote("C"), ""), said(quote("D"), "")},
			want: "Quote 1: One. Quote 2: Two. Quote 3: Three. Quote 4: Four.|4 quotes go on: Five. End quote 4. End quote 3. End quote 2. End quote 1, by A. Quote 2, by B. Quote 3, by C. Quote 4, by D. Six.",
		},
		{
			what: "three are named", name: "a.txt", text: "{1One. {2Two. {3Three.\n\nFive.3}2}1} Six.",
			said: []Said{said(quote("A"), ""), said(quote("B"), ""), said(quote("C"), "")},
			want: "Quote 1: One. Quote 2: Two. Quote 3: Three.|Quote 1 goes on: Quote 2 goes on: Quote 3 goes on: Five. End quote 3. End quote 2. End quote 1, by A. Quote 2, by B. Quote 3, by C. Six.",
		},
		{
			what: "in a table", name: "a.md", text: "| town | votes |\n|---|---|\n| {1Riverton1} | {2332} |\n| Lakeside | {3many3} |\n",
			said: []Said{said(new(kind.Note), "x"), said(new(kind.Note), "y"), said(quote("A"), "")},
			want: "Table, 2 columns, 2 rows below the heads.|Heads: town; votes.|Row 1: town, Riverton; votes, 33. Note 1: Riverton. Remark: x. End of remark. Note 2: 33. Remark: y. End of remark.|Row 2: town, Lakeside; votes, Quote 1: many. End quote 1, by A.|End of table.",
		},
		{
			what: "at the end of a block", name: "a.txt", text: "{1One.\n\n1}Two. {2Three.2}",
			said: []Said{said(quote("A"), ""), said(new(kind.Note), "x")},
			want: "Quote 1: One. End quote 1, by A.|Two. Three. Note 1, this sentence. Remark: x. End of remark.",
		},
	} {
		a, at := found(t, c.name, c.text)
		for i := range c.said {
			c.said[i].Target.Place.Range = at[i+1]
		}
		lines := slices.Collect(Linear(a, c.said))
		got, _, _ := strings.Cut(strings.Join(lines[1:], "|"), "|End of the article.")
		if got != c.want {
			t.Errorf("%s:\nis   %s\nwant %s", c.what, got, c.want)
		}
	}
}

// Hidden blocks are not read aloud. Remarks about their words come at the end, and a quote
// that reaches across a hidden block continues after it.
func TestWhatIsHiddenIsNotRead(t *testing.T) {
	const text = "One “two.\n\nShare this.\n\nThree” four.\n\nSubscribe."
	block := func(words string, k model.BlockKind) model.Block {
		i := model.Pos(strings.Index(text, words))
		return model.Block{Kind: k, Range: model.Range{Start: i, End: i + model.Pos(len(words))}}
	}
	a := &model.Article{Text: text, Meta: model.Meta{Format: "text/html"}, Blocks: []model.Block{
		block("One “two.", model.Paragraph), block("Share this.", model.Boilerplate), block("Three” four.", model.Paragraph), block("Subscribe.", model.Boilerplate),
	}}
	at := func(words string) annotate.Target {
		i := model.Pos(strings.Index(text, words))
		return annotate.Target{Place: annotate.Place{Range: model.Range{Start: i, End: i + model.Pos(len(words))}, Quote: annotate.Quote{Exact: words}}}
	}
	said := []Said{
		{Annotation: &annotate.Annotation{Body: quote("A"), Target: at("“two.\n\nShare this.\n\nThree”")}},
		{Annotation: &annotate.Annotation{Body: new(kind.Note), Comment: "x", Target: at("Share this")}},
		{Annotation: &annotate.Annotation{Body: quote("B"), Target: at("Subscribe")}},
	}
	got := strings.Join(slices.Collect(Linear(a, said))[1:], "|")
	want := "One quote 1: “two.|Quote 1 goes on: Three” end quote 1, four. Quote 1, by A.|End of the article.|Note 1: Share this. Remark: x. End of remark.|Quote 2, by B: Subscribe."
	if got != want {
		t.Errorf("is   %s\nwant %s", got, want)
	}
}

// The items of a list are counted level by level; another block ends all lists.
func TestTheItemsOfLists(t *testing.T) {
	item := func(level int) model.Block { return model.Block{Kind: model.ListItem, Level: level} }
	for what, c := range map[string]struct {
		blocks []model.Block
		want   string
	}{
		"one":              {[]model.Block{item(1)}, "1 of 1"},
		"without a level":  {[]model.Block{item(0), item(0)}, "1 of 2, 2 of 2"},
		"nested":           {[]model.Block{item(1), item(2), item(2), item(1), item(2)}, "1 of 2, 1 of 2 level 2, 2 of 2 level 2, 2 of 2, 1 of 1 level 2"},
		"two lists":        {[]model.Block{item(1), {Kind: model.Paragraph}, item(1)}, "1 of 1, , 1 of 1"},
		"three deep, back": {[]model.Block{item(1), item(2), item(3), item(1)}, "1 of 2, 1 of 1 level 2, 1 of 1 level 3, 2 of 2"},
		"deep at first":    {[]model.Block{item(3), item(1)}, "1 of 1 level 3, 1 of 1"},
		"none and one":     {[]model.Block{item(0), item(1)}, "1 of 2, 2 of 2"},
	} {
		var got []string
		for _, s := range itemNumbers(&model.Article{Blocks: c.blocks}) {
			s = strings.NewReplacer("List item ", "", ", level", " level", ": ", "").Replace(s)
			got = append(got, s)
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", what, s, c.want)
		}
	}
}

// A table says the head of its column with each cell, or its number where the head is
// none or long; rows are filled up with empty cells.
func TestTheCellsOfATable(t *testing.T) {
	long := strings.Repeat("h", longHead)
	for text, want := range map[string]string{
		"a\tb\n1\t2":                   "Table, 2 columns, 1 row below the heads.|Heads: a; b.|Row 1: a, 1; b, 2.|End of table.",
		"a\t\n1\t2":                    "Table, 2 columns, 1 row below the heads.|Heads: a; empty.|Row 1: a, 1; column 2, 2.|End of table.",
		long + "\t" + long + "h\n1\t2": "Table, 2 columns, 1 row below the heads.|Heads: " + long + "; " + long + "h.|Row 1: " + long + ", 1; column 2, 2.|End of table.",
		"a\tb\n1":                      "Table, 2 columns, 1 row below the heads.|Heads: a; b.|Row 1: a, 1; b, empty.|End of table.",
		"a\n1\t2":                      "Table, 1 column, 1 row below the heads.|Heads: a.|Row 1: a, 1; 2.|End of table.",
		"a":                            "Table, 1 column, 0 rows below the heads.|Heads: a.|End of table.",
	} {
		a := &model.Article{Text: text, Blocks: []model.Block{{Kind: model.Table, Range: model.Range{End: model.Pos(len(text))}}}}
		got := strings.Join(slices.Collect(Linear(a, nil))[1:], "|")
		if got != want+"|End of the article." {
			t.Errorf("%q:\nis   %s\nwant %s", text, got, want)
		}
	}
	wide := "a" + strings.Repeat("\tb", mostEmpty+5) + "\n1"
	a := &model.Article{Text: wide, Blocks: []model.Block{{Kind: model.Table, Range: model.Range{End: model.Pos(len(wide))}}}}
	if got := strings.Join(slices.Collect(Linear(a, nil)), "|"); strings.Count(got, "empty") != mostEmpty-1 {
		t.Errorf("a row has %d empty cells, want %d", strings.Count(got, "empty"), mostEmpty-1)
	}
}

// cuts is a paragraph with its pieces: the kinds, the text, the notes that end there.
func cuts(ps []Paragraph) string {
	var out []string
	for _, p := range ps {
		one := ""
		for _, piece := range p.Pieces {
			one += "[" + strings.Join(piece.Kinds, "+") + ":" + piece.Text
			for _, n := range piece.Ends {
				one += fmt.Sprintf("^%d", n.Number)
			}
			one += "]"
		}
		out = append(out, one)
	}
	return strings.Join(out, " ")
}

// Marks cut a text where they begin and end, over blocks too; names, what is lost and what
// is beyond the text cut nothing; a heading that is the title is not repeated unless
// something in it is marked.
func TestWhereMarksCutAText(t *testing.T) {
	const text = "Trams cost\n\nOne two three.\n\nFour five."
	blocks := []model.Block{{Kind: model.Heading, Range: model.Range{End: 10}}, {Kind: model.Paragraph, Range: model.Range{Start: 12, End: 26}}, {Kind: model.Paragraph, Range: model.Range{Start: 28, End: 38}}}
	for _, c := range []struct {
		what, title string
		bodies      []annotate.Body
		at          []model.Range
		state       annotate.State
		want        string
	}{
		{"nothing", "", nil, nil, 0, "[:Trams cost] [:One two three.] [:Four five.]"},
		{"the title", "Trams cost", nil, nil, 0, "[:One two three.] [:Four five.]"},
		{"another title", "Trams", nil, nil, 0, "[:Trams cost] [:One two three.] [:Four five.]"},
		{"in the title", "Trams cost", []annotate.Body{new(kind.Note)}, []model.Range{{Start: 0, End: 5}}, 0, "[note:Trams^1][: cost] [:One two three.] [:Four five.]"},
		{"all of the title", "Trams cost", []annotate.Body{new(kind.Note)}, []model.Range{{Start: 0, End: 10}}, 0, "[note:Trams cost^1] [:One two three.] [:Four five.]"},
		{"in the middle", "", []annotate.Body{new(kind.Note)}, []model.Range{{Start: 16, End: 19}}, 0, "[:Trams cost] [:One ][note:two^1][: three.] [:Four five.]"},
		{"two that touch", "", []annotate.Body{new(kind.Note), quote("A")}, []model.Range{{Start: 12, End: 15}, {Start: 15, End: 19}}, 0, "[:Trams cost] [note:One^1][quote: two^2][: three.] [:Four five.]"},
		{"nested", "", []annotate.Body{new(kind.Note), quote("A")}, []model.Range{{Start: 16, End: 19}, {Start: 12, End: 26}}, 0, "[:Trams cost] [quote:One ][quote+note:two^1][quote: three.^2] [:Four five.]"},
		{"over blocks", "", []annotate.Body{quote("A")}, []model.Range{{Start: 20, End: 32}}, 0, "[:Trams cost] [:One two ][quote:three.] [quote:Four^1][: five.]"},
		{"into the gap", "", []annotate.Body{quote("A")}, []model.Range{{Start: 20, End: 27}}, 0, "[:Trams cost] [:One two ][quote:three.^1] [:Four five.]"},
		{"up to the next", "", []annotate.Body{quote("A")}, []model.Range{{Start: 20, End: 28}}, 0, "[:Trams cost] [:One two ][quote:three.^1] [:Four five.]"},
		{"beyond the end", "", []annotate.Body{quote("A")}, []model.Range{{Start: 33, End: 99}}, 0, "[:Trams cost] [:One two three.] [:Four ][quote:five.^1]"},
		{"a name", "", []annotate.Body{kind.All[3].New()}, []model.Range{{Start: 12, End: 15}}, 0, "[:Trams cost] [:One two three.] [:Four five.]"},
		{"lost", "", []annotate.Body{quote("A")}, []model.Range{{Start: 12, End: 15}}, annotate.Orphan, "[:Trams cost] [:One two three.] [:Four five.]"},
	} {
		a := &Article{Title: c.title, Text: &model.Article{Text: text, Blocks: blocks}}
		for i, b := range c.bodies {
			full := &annotate.Annotation{Body: b, Target: annotate.Target{Place: annotate.Place{Range: c.at[i], State: c.state}}}
			a.Notes = append(a.Notes, &Note{Number: i + 1, Row: &query.Row{Kind: full.Kind(), Full: full}})
		}
		a.Notes = append(a.Notes, &Note{Row: &query.Row{Kind: "note"}}) // a row without its annotation
		if got := cuts(a.Paragraphs()); got != c.want {
			t.Errorf("%s:\nis   %s\nwant %s", c.what, got, c.want)
		}
	}
	if ps := (&Article{}).Paragraphs(); ps != nil {
		t.Errorf("an article that could not be read has %v", ps)
	}
}

// What a note says, in a line: who to whom, the label, what is told of it, the tags.
func TestWhatANoteSays(t *testing.T) {
	for want, r := range map[string]*query.Row{
		"note":                 {Kind: "note"},
		"stance · A → B · for": {Kind: "stance", Who: "A", To: "B", Label: "FAVOR"},
		"quote · A":            {Kind: "quote", Who: "A"},
		"stance · → B":         {Kind: "stance", To: "B"},
		"note · x, y":          {Kind: "note", Tags: []string{"x", "y"}},
		"claim · A · to check": {Kind: "claim", Who: "A", Details: []query.Detail{{Name: "status", Value: "to check"}, {Name: "text", Value: "z"}, {Name: "other", Value: "o"}}},
		"claim · A · refuted":  {Kind: "claim", Who: "A", Details: []query.Detail{{Name: "status", Value: kind.HasVerdict}, {Name: "verdict", Value: "REFUTES"}}},
	} {
		if got := (&Note{Row: r}).Says(); got != want {
			t.Errorf("%+v says %q, want %q", r, got, want)
		}
	}
	for want, r := range map[string]*query.Row{"the whole article": {Whole: true, Words: "x"}, "“x”": {Words: "x"}} {
		if got := (&Note{Row: r}).Words(); got != want {
			t.Errorf("words %q, want %q", got, want)
		}
	}
	for state, want := range map[annotate.State]string{annotate.Exact: "", annotate.Orphan: "no longer in the article", annotate.Fuzzy: "only similar words are in the article"} {
		if got := (&Note{Row: &query.Row{State: state}}).Trouble(); got != want {
			t.Errorf("%s: %q, want %q", state, got, want)
		}
	}
	for want, r := range map[string]*query.Row{"b.txt": {Article: "a/b.txt"}, "b.txt, line 7": {Article: "b.txt", Line: 7}} {
		if got := where(r); got != want {
			t.Errorf("it is at %q, want %q", got, want)
		}
	}
	for r, want := range map[*query.Row]int{{Words: "x"}: 0, {Words: ""}: 1, {Words: "x", Whole: true}: 1, {Words: "x", State: annotate.Orphan}: 2, {Whole: true, State: annotate.Orphan}: 2, {Words: "x", State: annotate.Fuzzy}: 0} {
		if got := placeRank(r); got != want {
			t.Errorf("%+v stands in part %d, want %d", r, got, want)
		}
	}
}

// What checking a claim led to, as a cell.
func TestTheVerdictOfAClaim(t *testing.T) {
	for want, c := range map[string]Claim{
		"to check":         {Status: "to check"},
		"in progress; odd": {Status: "in progress", Rating: "odd"},
		"✓ supported":      {Status: kind.HasVerdict, Verdict: "supported", code: "SUPPORTS"},
		"✗ refuted; false": {Verdict: "refuted", code: "REFUTES", Rating: "false"},
		"~ unsure":         {Verdict: "unsure", code: "NOT ENOUGH INFO"},
		"own word":         {Verdict: "own word", code: "OWN"},
		"✗ refuted; refutes https://x.example “a”, read 18 March 2026; https://y.example; “b”": {Verdict: "refuted", code: "REFUTES", Evidence: []kind.Evidence{
			{Relation: "REFUTES", Link: "https://x.example", Words: "a", Read: made}, {Link: "https://y.example"}, {Words: "b"}}},
	} {
		if got := strings.Join(strings.Fields(strings.ReplaceAll(c.verdict(), "\\", "")), " "); got != want {
			t.Errorf("%+v: %q, want %q", c, got, want)
		}
	}
	for code, want := range map[string]string{"SUPPORTS": "supported✓", "REFUTES": "refuted✗", "NOT ENOUGH INFO": "unsure~", "": "", "x": ""} {
		if c := (Claim{code: code}); c.Mark()+c.Sign() != want {
			t.Errorf("%q is marked %q, want %q", code, c.Mark()+c.Sign(), want)
		}
	}
	// A claim takes over the verdict of the one it shares it with, and keeps its own words.
	own := &kind.Claim{Status: "to check", Text: "mine", Review: &kind.Review{Verdict: "SUPPORTS"}}
	other := &query.Row{Full: &annotate.Annotation{Body: &kind.Claim{Text: "theirs", Status: kind.HasVerdict, Review: &kind.Review{Verdict: "REFUTES", Rating: "no"}}}}
	for what, c := range map[string]struct {
		of   *query.Row
		want string
	}{"none": {nil, "to check mine SUPPORTS "}, "another": {other, "to check mine REFUTES no"}, "no claim": {&query.Row{Full: &annotate.Annotation{Body: new(kind.Note)}}, "to check mine SUPPORTS "}, "an empty row": {&query.Row{}, "to check mine SUPPORTS "}} {
		got := newClaim(&Note{}, own, c.of)
		if s := got.Status + " " + got.Text + " " + got.code + " " + got.Rating; s != c.want {
			t.Errorf("shared with %s: %q, want %q", what, s, c.want)
		}
	}
}

// Names joined by a library are one voice, the most quoted is first, then by name; a kind
// that a codebook adds is counted and named; an absolute path shows its file alone.
func TestHowAReportIsGathered(t *testing.T) {
	dir := t.TempDir()
	path := filepath.ToSlash(filepath.Join(dir, "a.txt"))
	if err := os.WriteFile(path, []byte("One two three."), 0o644); err != nil {
		t.Fatal(err)
	}
	own := kind.Make(kind.Spec{Name: "frame", Title: "frame", Sign: "F", Key: "f", Fields: []kind.SpecField{{Name: "type", Type: kind.Choice}}})
	row := func(article, id, by, who string, line int, b annotate.Body) *query.Row {
		return &query.Row{Article: article, Title: "T " + article, ID: id, Sidecar: article + by, Annotator: by, Who: who, Line: line, Words: "w" + id, Kind: b.Kind(), Full: &annotate.Annotation{ID: id, Body: b}}
	}
	lost := row("b.txt", "8", "bob", "Cy", 2, quote("Cy"))
	lost.State = annotate.Orphan
	rows := []*query.Row{
		lost, row("b.txt", "7", "bob", "Bo", 9, quote("Bo")), row("b.txt", "1", "alice", "Bo B.", 3, quote("Bo B.")), row(path, "2", "bob", "Al", 1, quote("Al")),
		row(path, "2", "alice", "", 1, own.New()), row("b.txt", "3", "alice", "Di", 4, claim("Di")),
	}
	r, err := New(context.Background(), "R", made, rows, func(name string) string { return strings.TrimSuffix(name, " B.") })
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range r.Voices {
		got = append(got, fmt.Sprintf("%s %d", v.Name, len(v.Quotes)))
	}
	if s := strings.Join(got, ", "); s != "Bo 2, Al 1, Cy 1" {
		t.Errorf("voices: %s", s)
	}
	if s := fmt.Sprint(r.Counts); s != "[{quote 4} {claim 1} {frame 1}]" || fmt.Sprint(r.Own) != "[frame]" || fmt.Sprint(r.Annotators) != "[alice bob]" || len(r.Claims) != 1 {
		t.Errorf("%s, own %v, by %v, %d claims", s, r.Own, r.Annotators, len(r.Claims))
	}
	got = nil
	for _, a := range r.Articles {
		for _, n := range a.Notes {
			got = append(got, fmt.Sprintf("%d %s %s%s", n.Number, place(a.Path), n.Row.Annotator, n.Row.ID))
			if r.Number(n.Row) != n.Number {
				t.Errorf("the note about %s has number %d, want %d", n.Row.ID, r.Number(n.Row), n.Number)
			}
		}
	}
	if s := strings.Join(got, ", "); s != "1 a.txt alice2, 2 a.txt bob2, 3 b.txt alice1, 4 b.txt alice3, 5 b.txt bob7, 6 b.txt bob8" {
		t.Errorf("notes: %s", s)
	}
	if r.Articles[0].Text == nil || r.Articles[1].Text != nil {
		t.Error("the text of the one that is there is read, and of no other")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := New(ctx, "R", made, rows, nil); err == nil {
		t.Error("it was interrupted, and nothing is told")
	}
	if r, err := New(context.Background(), "R", made, nil, nil); err != nil || len(r.sections()) != 0 || r.summary() != "18 March 2026 · 0 articles" {
		t.Errorf("of nothing: %v, %v", r, err)
	}
	if r.summary() != "18 March 2026 · 2 articles · 4 quotes · 1 claim · 1 frame · annotated by alice, bob" {
		t.Errorf("summary: %s", r.summary())
	}
}

// The drawing: names as far apart as the longer side needs, cut to what there is room
// for, and none where there is nobody.
func TestTheDrawingOfStances(t *testing.T) {
	for _, c := range []struct{ i, n, rows, want int }{{0, 1, 1, 24}, {0, 2, 2, 24}, {1, 2, 2, 58}, {0, 1, 3, 58}, {2, 3, 3, 92}, {0, 2, 4, 41}} {
		if got := netY(c.i, c.n, c.rows); got != c.want {
			t.Errorf("name %d of %d in %d rows is at %d, want %d", c.i, c.n, c.rows, got, c.want)
		}
	}
	for _, c := range []struct {
		name string
		most int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"äöü", 3, "äöü"}, {"äöüß", 3, "äö…"}, {"", 1, ""}} {
		if got := short(c.name, c.most); got != c.want {
			t.Errorf("%s in %d letters is %s, want %s", c.name, c.most, got, c.want)
		}
	}
	for name, want := range map[string]string{"A & B": "A &amp; B", strings.Repeat("x", 17): strings.Repeat("x", 17),
		strings.Repeat("x", 18): `<tspan class="wide">` + strings.Repeat("x", 18) + `</tspan><tspan class="narrow">` + strings.Repeat("x", 16) + `…</tspan>`} {
		if got := label(name); got != want {
			t.Errorf("%s is drawn as %s, want %s", name, got, want)
		}
	}
	if got := network(query.Matrix{}); got != "" {
		t.Errorf("of nobody: %s", got)
	}
	rows := []*query.Row{}
	for i := range netLinesN + 1 {
		b := stance(fmt.Sprintf("H%02d", i), kind.Favor, "tram")
		rows = append(rows, &query.Row{Kind: "stance", Who: fmt.Sprintf("H%02d", i), To: "tram", Label: kind.Favor, Full: &annotate.Annotation{Body: b}})
	}
	got := string(network(query.Stances(rows, nil)))
	if n := strings.Count(got, "<path "); n != netLinesN || strings.Contains(got, ">H60<") || !strings.Contains(got, fmt.Sprintf(`viewBox="0 0 760 %d"`, netTop+netLinesN*netRow)) {
		t.Errorf("%d lines are drawn", n)
	}
	for link, want := range map[string]bool{"https://a": true, "HTTP://a": true, "javascript:x": false, "ftp://a": false, "": false, "xhttps://a": false} {
		if web(link) != want {
			t.Errorf("%q may be a link: %v", link, !want)
		}
	}
	for want, kinds := range map[string][]string{"k-quote": {"quote"}, "k-quote k-note": {"quote", "note"}, "k-quote k-frame k-own": {"quote", "frame"}} {
		if got := classes(kinds); got != want {
			t.Errorf("%v has the classes %s, want %s", kinds, got, want)
		}
	}
}

// The paragraph about the coding, sentence by sentence.
func TestTheSentencesOfTheMethods(t *testing.T) {
	for want, m := range map[string]study{
		"Nothing has been annotated yet.":     {},
		"1 article was annotated by 1 coder.": {articles: 1, coders: []string{"a"}},
		"2 articles were annotated by 2 coders, 1 of them by two or more; 2 were marked as done.": {articles: 2, shared: 1, done: 2, coders: []string{"a", "b"}},
		"2 articles were annotated by 1 coder; 1 were marked as done.":                            {articles: 2, done: 1, coders: []string{"a"}},
	} {
		if got := m.who(); got != want {
			t.Errorf("%+v: %s, want %s", m, got, want)
		}
	}
	for want, book := range map[string]*codebook.Codebook{
		"The codebook was “b”.":            {Name: "b"},
		"The codebook was “b”, version 2.": {Name: "b", Version: "2"},
		"The codebook was “b”; coders did not see each other’s annotations of an article before they were done with it.": {Name: "b", Settings: codebook.Settings{Blind: true}},
	} {
		if got := codebookSentence(book); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	nan := math.NaN()
	for what, c := range map[string]struct {
		figures []agree.Figure
		want    string
	}{
		"none":         {nil, "Agreement could not be measured: the coders used no more than one code."},
		"undefined":    {[]agree.Figure{{Level: "article", What: "tone", Measure: "α", Value: nan}}, "Agreement could not be measured: the coders used no more than one code."},
		"others":       {[]agree.Figure{{Level: "article", What: "tone", Measure: "Cohen’s κ", Value: 1}, {Level: "words", What: "quote", Label: "x", Measure: "αᵤ", Value: 1}}, "Agreement could not be measured: the coders used no more than one code."},
		"one":          {[]agree.Figure{{Level: "sentence", What: "claim", Measure: "α", Value: 0.5, Low: nan, High: nan, Units: 4}}, "Agreement on the shared articles was: claim over sentences, α = 0.50 (n = 4). α is Krippendorff’s for nominal data (2004); intervals are of 1,000 bootstrap samples of the units."},
		"of a code":    {[]agree.Figure{{Level: "article", What: "topic", Label: "sea", Measure: "α", Value: 1, Low: 0.25, High: 1, Units: 4}}, "Agreement on the shared articles was: topic, sea over whole articles, α = 1.00 (n = 4, 95 % interval 0.25 to 1.00). α is Krippendorff’s for nominal data (2004); intervals are of 1,000 bootstrap samples of the units."},
		"of the words": {[]agree.Figure{{Level: "words", What: "quote", Measure: "αᵤ", Value: 0.5, Low: nan, Units: 4}, {Level: "words", What: "quote", Measure: "F1, words and label", Value: 0.25, Low: nan, Units: 8}}, "Agreement on the shared articles was: quote over words, αᵤ = 0.50 (n = 4); quote over words, F1, words and label = 0.25 (n = 8). α is Krippendorff’s for nominal data (2004); intervals are of 1,000 bootstrap samples of the units; F1 counts annotations of the very same words, αᵤ (Krippendorff 1995) how far they lie apart."},
	} {
		if got := strings.Join((study{}).agreement(c.figures), " "); got != c.want {
			t.Errorf("%s:\nis   %s\nwant %s", what, got, c.want)
		}
	}
	for want, from := range map[string]map[string]int{
		"": nil, " ": {"the program": 3},
		"The suggestions that were kept came from @owl/1 (2).":                                                                                                       {"@owl/1": 2},
		"The suggestions that were kept came from @owl/1 (2), the program (2), @crow/1 (1).":                                                                         {"@owl/1": 2, "the program": 2, "@crow/1": 1},
		"The suggestions that were kept came from what was learned from the coders (1). What was learned repeats the habits of the coders whom it was learned from.": {"what was learned from the coders": 1},
	} {
		if got := (study{from: from}).suggested(); got != strings.TrimSpace(want) {
			t.Errorf("%v: %q, want %q", from, got, want)
		}
	}
	for generator, want := range map[string]string{"@owl/m/1": "@owl/m/1", "learned/1": "what was learned from the coders", "suggest/1": "the program", "": "the program", "@gold/1": "the program"} {
		if got := suggester(generator); got != want {
			t.Errorf("%s is %s, want %s", generator, got, want)
		}
	}
	// A coder who has seen an article alone, machines and adjudications share nothing.
	done := agree.Coding{Coded: time.Unix(1, 0)}
	m := tally([]agree.Document{
		{Coders: map[string]agree.Coding{"a": done, "@gold": done, "@owl": done}}, {Coders: map[string]agree.Coding{"@owl": done}}, {Coders: map[string]agree.Coding{"a": {}, "b": {}}}, {Coders: map[string]agree.Coding{"a": {}, "b": {}, "c": done}},
	})
	if m.articles != 3 || m.shared != 2 || m.done != 2 || fmt.Sprint(m.coders) != "[a b c]" || m.origins() != "" {
		t.Errorf("%+v", m)
	}
	if got := Methods([]agree.Document{{Coders: map[string]agree.Coding{"a": done}}}, &codebook.Codebook{Name: "b"}, nil); got != "1 article was annotated by 1 coder; 1 were marked as done. The codebook was “b”.\n" {
		t.Errorf("of one coder: %q", got)
	}
}

// The paragraph about machines and its appendix, whole: each machine and prompt once, in
// order; a prompt that two share once; and how many suggestions were not kept.
func TestThePageAboutMachines(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 5, n, 12, 0, 0, 0, time.UTC) }
	runs := []MachineRun{
		{"@owl", store.Software{Model: "m", Version: "2", Prompt: "bbbbbbbbbb", Ran: day(4), Given: 3, Refused: 1}, 2},
		{"@crow", store.Software{Prompt: "bbbbbbbbbb", Ran: day(1), Given: 1}, 1},
		{"@owl", store.Software{Model: "m", Version: "2", Prompt: "bbbbbbbbbb", Ran: day(2), Given: 4}, 4},
		{"@owl", store.Software{Model: "m", Prompt: "aaa", Parameters: "{}", Codebook: "c#1", Ran: day(3)}, 0},
	}
	measured := agree.Validation{Machine: "@owl", Against: []string{"ann", "ben"}, Docs: 1, Figures: []agree.Figure{
		{Level: "sentence", What: "claim", Measure: "F1", Value: 0.5, Units: 4}, {Level: "sentence", What: "claim", Measure: "F1", Value: math.NaN()}, {Level: "sentence", What: "claim", Label: "CFS", Measure: "F1", Value: 0.5},
		{Level: "sentence", What: "claim", Measure: "precision", Value: 1}, {Level: "words", What: "claim", Measure: "F1, words and label", Value: 0.25, Units: 8}, {Level: "article", What: "tone", Measure: "α with the machine", Value: -0.125, Units: 3},
	}, Tests: []agree.MachineTest{{Level: "article", What: "tone", AltResult: agree.AltResult{Winning: 0.5, Advantage: 0.75, Epsilon: 0.1}}}}
	got := Machines(runs, []agree.Validation{measured}, func(digest string) (string, bool) { return " Read.\n\nMark. \n", digest == "bbbbbbbbbb" })
	want := `The machine @crow (a program; prompt bbbbbbbb) was asked about 1 article on 1 May 2026. It gave 1 answer, of which 0 could not be placed or were not of the codebook; 1 suggestion remained.
The machine @owl (m; prompt aaa) was asked about 1 article on 3 May 2026. It gave 0 answers, of which 0 could not be placed or were not of the codebook; 0 suggestions remained.
The machine @owl (m, version 2; prompt bbbbbbbb) was asked about 2 articles from 2 May 2026 to 4 May 2026. It gave 7 answers, of which 1 could not be placed or were not of the codebook; 6 suggestions remained.
@owl: Against ann, ben, over 1 article: claim by sentence, F1 = 0.50 (n = 4); claim by words, F1, words and label = 0.25 (n = 8); tone by article, α with the machine = -0.12 (n = 3). Alternative annotator test (Calderon et al. 2025) of tone by article at ε = 0.10: ω = 0.50, ρ = 0.75.

## Appendix: prompts and versions

### @crow, prompt bbbbbbbb

- SHA-256 of the prompt: bbbbbbbbbb

    Read.
    
    Mark.

### @owl, prompt aaa

- model: m
- parameters: {}
- codebook: c#1
- SHA-256 of the prompt: aaa

The words of the prompt were not kept.

### @owl, prompt bbbbbbbb

- model: m
- version: 2
- SHA-256 of the prompt: bbbbbbbbbb

The prompt is the same as above.
`
	if got != want {
		t.Errorf("is\n%s\nwant\n%s", got, want)
	}
}
