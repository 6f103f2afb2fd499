package query

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/annotate"
)

var now = time.Date(2026, 3, 18, 10, 0, 0, 0, time.UTC)

// desk is a small folder. The first letter of an ID names its kind.
func desk() []*Row {
	day := func(s string) time.Time { at, _ := time.Parse("2006-01-02", s); return at }
	rows := []*Row{
		{ID: "q1", Kind: "quote", Who: "Sergey Lavrov", Words: "“Today we can report that\nsome progress was made,”", Label: "direct", Annotator: "alice", Article: "libya.txt", Title: "Russia Claims Progress", Created: day("2026-01-14")},
		{ID: "c1", Kind: "claim", Who: "Sergey Lavrov", Words: "some progress was made", Score: 0.4, Annotator: "alice", Article: "libya.txt", Created: day("2026-01-14"),
			Details: []Detail{{Name: "status", Value: "to check"}}},
		{ID: "c2", Kind: "claim", Who: "Jane Doe", Words: "We have cut emissions by 30 per cent", Score: 0.91, Annotator: "bob", Article: "tram-plan.md", Tags: []string{"economy", "frame:conflict"}, Created: day("2026-03-17"),
			Details: []Detail{{Name: "status", Value: "verdict"}, {Name: "verdict", Value: "REFUTES"}}},
		{ID: "s1", Kind: "stance", Who: "Khalifa Haftar", To: "the plan", Label: "AGAINST", Words: "ignored many of the demands", Annotator: "alice", Article: "libya.txt", State: annotate.Orphan, Created: day("2026-01-14"), Modified: day("2026-03-18")},
		{ID: "s2", Kind: "stance", Who: "Angela Merkel", To: "the cease-fire", Label: "FAVOR", Words: "welcomed the initiative", Annotator: "bob", Article: "libya.txt", Created: day("2025-12-31")},
		{ID: "n1", Kind: "note", Words: "Zürich’s café", Comment: "ask the ministry", Annotator: "alice", Article: "rates.txt", How: annotate.ByHand, Created: day("2026-03-11")},
	}
	for _, r := range rows {
		r.foldText()
	}
	return rows
}

func TestQueries(t *testing.T) {
	for _, c := range []struct{ ask, want string }{
		{"", "q1 c1 c2 s1 s2 n1"},
		{"kind:claim", "c1 c2"},
		{"kind:cl", "c1 c2"}, // half typed
		{"kind:", "q1 c1 c2 s1 s2 n1"},
		{"kind:claim,stance by:lavrov,merkel", "c1 s2"},
		{"-kind:claim,stance", "q1 n1"},
		{"by:LAVROV kind:claim", "c1"},
		{`by:"jane doe"`, "c2"},
		{"stance:against", "s1"},
		{"stance:FAVOR", "s2"},
		{"stance:", "s1 s2"},
		{"towards:plan", "s1"},
		{"tag:economy", "c2"},
		{"tag:frame:conflict", "c2"},
		{"tag:", "c2"},
		{"-tag: kind:claim", "c1"},
		{"annotator:alice -kind:quote", "c1 s1 n1"},
		{"state:orphan", "s1"},
		{"state:lost", "s1"},
		{"status:to-check", "c1"},
		{`status:"to check"`, "c1"},
		{"verdict:refuted", "c2"},
		{"score:0.5", "c2"},
		{"score:.4", "c1 c2"},
		{"score:0", "c1 c2"}, // those that have one
		{"-score:", "q1 s1 s2 n1"},
		{"verdict:", "c2"},
		{"origin:hand", "n1"},
		{"since:2026-01 until:2026-01", "q1 c1"},
		{"until:2025", "s2"},
		{"since:today", "s1"},
		{"since:yesterday", "c2 s1"},
		{"since:7d", "c2 s1 n1"},
		{"article:libya kind:stance", "s1 s2"},
		{"progress", "q1 c1"},
		{`"can report that some"`, "q1"}, // over the line end
		{`“can report”`, "q1"},
		{`"cease-fire"`, "s2"},
		{`"the cea`, "s2"}, // an open quote reaches to the end
		{"progress -today", "c1"},
		{`-"report that" progress`, "c1"},
		{"zurich's cafe", "n1"},
		{"ministry", "n1"},
		{"refutes", "c2"},
		{"-", "q1 c1 c2 s1 s2 n1"},
		{`""`, "q1 c1 c2 s1 s2 n1"},
		{"10:30", ""}, // a word, no field
	} {
		q, err := Annotations.Parse(c.ask, now)
		if err != nil {
			t.Errorf("%s: %v", c.ask, err)
			continue
		}
		if got := ids(q.Select(desk())); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.ask, got, c.want)
		}
		again, err := Annotations.Parse(q.String(), now)
		if err != nil || ids(again.Select(desk())) != c.want {
			t.Errorf("%s: written as %s it asks for something else (%v)", c.ask, q, err)
		}
	}
}

func TestAQueryThatCannotBeMeantSaysWhatCan(t *testing.T) {
	for ask, want := range map[string]string{
		"knd:claim":      `no field "knd"; there are kind, by, towards,`,
		"kind:rumour":    `kind: "rumour" is not one of claim, entity,`,
		"since:tomorrow": `since: "tomorrow" is no date: 2026-01-17,`,
		"until:2026-13":  `until: "2026-13" is no date`,
		"verdict:true":   `verdict: "true" is not one of nei,`,
	} {
		_, err := Annotations.Parse(ask, now)
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v\nwant %s…", ask, err, want)
		}
	}
}

func TestFieldsHaveHelpAndTheirOwnNames(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Annotations.Fields {
		if f.Help == "" || seen[f.Name] {
			t.Errorf("field %q: no help, or its name twice", f.Name)
		}
		if name, _, ok := cutField(f.Name + ":"); !ok || name != strings.ToLower(f.Name) {
			t.Errorf("field %q cannot be typed", f.Name)
		}
		seen[f.Name] = true
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`kind:claim -by:"a b" “x”`, `-"`, `:`, `-:`, `a:b:c`, "tag:,", "\xff-\xff:", `-by:"`, "by:ſ"} {
		f.Add(s)
	}
	rows := desk()
	f.Fuzz(func(t *testing.T, s string) {
		q, err := Annotations.Parse(s, now)
		if err != nil {
			return
		}
		want := ids(q.Select(rows))
		again, err := Annotations.Parse(q.String(), now)
		if err != nil {
			t.Fatalf("%q, written as %q, is refused: %v", s, q, err)
		}
		if got := ids(again.Select(rows)); got != want {
			t.Fatalf("%q finds %s; written as %q it finds %s", s, want, q, got)
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Zürich’s  CAFÉ — “ﬁne” \r\n Straße")
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("folding %q twice gives %q, once %q", s, twice, once)
		}
		if strings.Contains(once, "\n") || strings.Contains(once, "  ") {
			t.Errorf("%q folds to %q, with white space in it", s, once)
		}
	})
}

func FuzzContainsFolded(f *testing.F) {
	f.Add("Sergey Lavrov", "LAV")
	f.Add("Mevlüt  Çavuşoğlu", "t c")
	f.Add("a  b", "a b")
	f.Fuzz(func(t *testing.T, s, want string) {
		want = Fold(want)
		if got := containsFolded(s, want); got != strings.Contains(Fold(s), want) {
			t.Errorf("%q in %q: %v", want, s, got)
		}
	})
}

func ids(rows []*Row) string {
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, " ")
}

func manyRows(n int) []*Row {
	who := []string{"Sergey Lavrov", "Angela Merkel", "Khalifa Haftar", "Mevlüt Çavuşoğlu", "Jane Doe"}
	rows := make([]*Row, n)
	for i := range rows {
		r := desk()[i%6]
		r.ID, r.Who = fmt.Sprint(i), who[i%len(who)]
		r.Article = fmt.Sprintf("2026/%d.txt", i/10)
		r.Comment = strings.Repeat("the ministry was asked and did not answer ", 4)
		r.foldText()
		rows[i] = r
	}
	return rows
}

// A keystroke may cost 50 ms with 100,000 annotations.
func BenchmarkKeystroke(b *testing.B) {
	rows := manyRows(100_000)
	for _, ask := range []string{"p", "progress", "by:cavusoglu", "kind:claim by:lavrov progress", "since:2026-02 -tag:economy"} {
		b.Run(ask, func(b *testing.B) {
			for b.Loop() {
				q, err := Annotations.Parse(ask, now)
				if err != nil {
					b.Fatal(err)
				}
				q.Select(rows)
			}
		})
	}
}
