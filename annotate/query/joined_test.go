package query

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
)

// saved is the file of an annotator with these annotations of a text.
func saved(text, annotator string, coded time.Time, as ...*annotate.Annotation) string {
	c := store.NewCollection(store.Document{ID: "urn:x-test:article", Digest: model.DigestOf(text), CodePoints: len([]rune(text))},
		store.Creator{ID: "urn:x-stet:annotator:" + annotator, Nickname: annotator}, "", day("2026-03-01"))
	for _, a := range as {
		a.Creator, a.Created, a.Origin.How = "urn:x-stet:annotator:"+annotator, day("2026-03-01"), annotate.ByHand
	}
	c.Annotations, c.Coded = as, coded
	return string(c.Encode())
}

func id(n int) string { return fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%012d", n) }

func claimOf(n int, text, words, verdict string) *annotate.Annotation {
	at := strings.Index(text, words)
	start := len([]rune(text[:at]))
	body := &kind.Claim{Claimant: annotate.Ref{Kind: annotate.RefName, Name: "Jane Doe"}, Status: kind.ToCheck}
	if verdict != "" {
		body.Status, body.Review = kind.HasVerdict, &kind.Review{Verdict: verdict}
	}
	return &annotate.Annotation{ID: id(n), Target: annotate.Target{Place: annotate.Place{Quote: quote([]rune(text), start, start+len([]rune(words)))}}, Body: body}
}

func linkOf(n, from, to int, relation string) *annotate.Annotation {
	return &annotate.Annotation{ID: id(n), Target: annotate.Target{Annotation: id(from)},
		Body: &kind.Link{To: annotate.Ref{Kind: annotate.RefAnnotation, ID: id(to)}, Relation: relation}}
}

// A verdict holds for the same claim in other articles, whichever of them is asked about,
// and a relation knows both of its ends.
func TestVerdictsOfOtherArticlesAreKnown(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	one, two := "Rents rose by a tenth.\n", "Doe says rents are up.\n"
	write(t, dir, "lib/a.txt", one)
	write(t, dir, "lib/b.txt", two)
	write(t, dir, "lib/c.txt", two)
	write(t, dir, "lib/a.txt.alice.anno.json", saved(one, "alice", time.Time{}, claimOf(1, one, "Rents rose", "REFUTES"), linkOf(2, 1, 3, kind.SameClaim), linkOf(5, 1, 4, kind.Supports)))
	write(t, dir, "lib/b.txt.alice.anno.json", saved(two, "alice", time.Time{}, claimOf(3, two, "rents are up", ""), linkOf(6, 3, 1, kind.SameClaim)))
	write(t, dir, "lib/c.txt.alice.anno.json", saved(two, "alice", time.Time{}, claimOf(4, two, "rents are up", "")))
	for _, c := range []struct{ path, want string }{
		{"lib", "claim 1, link 2 on 1, link 5 on 1, link 6 on 3, claim 3 as 1, claim 4"},
		{"lib/b.txt", "link 6 on 3, claim 3 as 1"},
		{"lib/c.txt", "claim 4"},
	} {
		var got []string
		short := func(r *Row) string { return strings.TrimLeft(r.ID[len(r.ID)-4:], "0") }
		if _, err := Collect(context.Background(), nil, []string{c.path}, Query[Row]{}, func(rows []*Row) error {
			for _, r := range rows {
				s := r.Kind + " " + short(r)
				if r.OnRow != nil {
					s += " on " + short(r.OnRow)
				}
				if r.Shared != nil {
					s += " as " + short(r.Shared)
				}
				got = append(got, s)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.path, strings.Join(got, ", "), c.want)
		}
	}
}

func TestARelationKnowsBothEnds(t *testing.T) {
	rows := []*Row{{ID: "urn:1", Kind: "claim"}, {ID: "urn:2", Kind: "claim"}, {ID: "urn:3", Kind: "link", On: "urn:1", To: "urn:2"}, {ID: "urn:4", Kind: "link", On: "urn:2", To: "urn:9"}, {ID: "urn:5", Kind: "stance", To: "urn:1"}, {ID: "urn:6", Kind: "stance", To: "Doe"}}
	JoinEnds(rows)
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.OnRow == rows[0], r.OnRow == rows[1], r.ToRow == rows[0], r.ToRow == rows[1]))
	}
	none := "false false false false"
	if want := []string{none, none, "true false false true", "false true false false", "false false true false", none}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// What is being saved is in the index at once, in the place of what was there, and the
// file is read again at the next refresh.
func TestWhatIsBeingSavedIsInTheIndex(t *testing.T) {
	dir := t.TempDir()
	text := "It rained. It snowed.\n"
	write(t, dir, "a.txt", text)
	write(t, dir, "a.txt.alice.anno.json", saved(text, "alice", day("2026-03-02"), claimOf(1, text, "It rained", "")))
	write(t, dir, "a.txt.bob.anno.json", saved(text, "bob", time.Time{}, claimOf(2, text, "It snowed", "")))
	old := time.Now().Add(-time.Hour)
	for _, f := range []string{"a.txt", "a.txt.alice.anno.json", "a.txt.bob.anno.json"} {
		os.Chtimes(filepath.Join(dir, f), old, old)
	}
	x, _ := refresh(t, openIndex(dir), dir)
	said := func(x *Index) string {
		var out []string
		for _, r := range x.Rows() {
			out = append(out, fmt.Sprintf("%s %s %d–%d %s", r.Annotator, r.Words, r.Start, r.End, r.Title))
			if r.Full != nil {
				t.Error("the index keeps a second copy of an annotation")
			}
		}
		return strings.Join(out, ", ")
	}
	if got, want := said(x), "alice It rained 0–9 a, bob It snowed 11–20 a"; got != want {
		t.Fatalf("%s, want %s", got, want)
	}
	a := &model.Article{Text: "It snowed. " + text, Meta: model.Meta{Title: "Weather"}, Blocks: []model.Block{{Kind: model.Paragraph, Range: model.Range{End: 32}}}}
	gone := claimOf(4, text, "It rained", "")
	gone.Origin.How = annotate.Refused
	put := claimOf(3, text, "It snowed", "")
	put.Target.Start, put.Target.End = 0, 9
	y := x.Put("a.txt", "alice", a, []*annotate.Annotation{put, gone})
	if got, want := said(y), "alice It snowed 0–9 Weather, bob It snowed 11–20 a"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if !y.Coded("alice")["a.txt"] || y.Coded("bob")["a.txt"] || len(y.Coded("carol")) > 0 {
		t.Errorf("what is saved loses that the article is coded: %v", y.Coded("alice"))
	}
	if got := len(y.Visible("alice")); got != 2 {
		t.Errorf("who is done with an article sees %d rows, want 2", got)
	}
	if got := len(y.Visible("bob")); got != 1 {
		t.Errorf("who is not sees %d rows, want 1", got)
	}
	if got, want := said(x), "alice It rained 0–9 a, bob It snowed 11–20 a"; got != want {
		t.Errorf("the index before has changed: %s", got)
	}
	if z, changed := refresh(t, y, dir); changed != 1 || said(z) != said(x) {
		t.Errorf("%d files were read again: %s", changed, said(z))
	}
	if got, want := said(x.Put("a.txt", "carol", a, []*annotate.Annotation{put})), "alice It rained 0–9 a, carol It snowed 0–9 Weather, bob It snowed 11–20 a"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Rows come with what their article says of itself and with the words that stand there
// now; a file that cannot be read is told, and whether the article is at fault.
func TestRowsFollowTheirArticle(t *testing.T) {
	dir := t.TempDir()
	was := "The “plan” holds.\n"
	write(t, dir, "a.md", "---\ntitle: Plans\npublisher: Riverton Gazette\ndate: 2026-03-17\n---\n\nIt rained.\n\nThe \"plan\" holds. So it does.\n")
	write(t, dir, "a.md.alice.anno.json", saved(was, "alice", time.Time{}, claimOf(1, was, "The “plan” holds", "")))
	write(t, dir, "b.txt", "\x00\x01\x02")
	write(t, dir, "b.txt.alice.anno.json", saved(was, "alice", time.Time{}, claimOf(2, was, "plan", "")))
	write(t, dir, "c.txt", was)
	write(t, dir, "c.txt.alice.anno.json", "[]")
	x, _ := refresh(t, openIndex(dir), dir)
	var got []string
	for _, r := range x.Rows() {
		got = append(got, fmt.Sprintf("%s %s %s %s:%d %d–%d %s", r.Title, r.Source, r.Published.Format(time.DateOnly), r.Words, r.Line, r.Start, r.End, r.State))
	}
	want := []string{
		`Plans Riverton Gazette 2026-03-17 The "plan" holds:9 12–28 moved`,
		`b  0001-01-01 plan:0 5–9 orphan`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	var told []string
	for _, p := range x.Problems() {
		told = append(told, fmt.Sprintf("%s %t %t", p.Sidecar, p.OfArticle, p.Hint() != ""))
	}
	if want := []string{"b.txt.alice.anno.json true false", "c.txt.alice.anno.json false true"}; !slices.Equal(told, want) {
		t.Errorf("problems %q, want %q", told, want)
	}
}

// A term is written so that it is read as the same one.
func TestTermsAreWrittenAsTheyAreRead(t *testing.T) {
	for _, term := range []Term{
		{Value: "tram"}, {Value: "-tram"}, {Value: "by:Doe"}, {Value: "10:30"}, {Value: ":x"}, {Value: "two words"}, {Value: "tram", Not: true}, {Value: ""},
		{Field: "by", Value: "Doe"}, {Field: "by", Value: "-Doe"}, {Field: "by", Value: "a:b"}, {Field: "by", Value: "Jane Doe", Not: true}, {Field: "by"},
	} {
		if got := Terms(term.String()); len(got) != 1 || got[0] != term {
			t.Errorf("%+v is written %s and read %+v", term, term, got)
		}
	}
	for term, want := range map[Term]string{{Value: "tram"}: "tram", {Value: "10:30"}: "10:30", {Value: "by:Doe"}: `"by:Doe"`, {Field: "by", Value: "a:b"}: "by:a:b", {Value: `a "b"`}: `"a b"`, {Field: "by", Value: "-x"}: "by:-x", {Value: ":x"}: ":x"} {
		if got := term.String(); got != want {
			t.Errorf("%+v is written %s, want %s", term, got, want)
		}
	}
	if q, err := Annotations.Parse(`- ""`, now); err != nil || !q.Empty() || len(q.Terms) > 0 {
		t.Errorf("what asks nothing: %+v, %v", q, err)
	}
}

func TestDaysBack(t *testing.T) {
	today := time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC)
	for s, want := range map[string]int{"0d": 0, "1d": 1, "7D": 7, "99999d": 99999, "yesterday": 1, "TODAY": 0} {
		from, end, err := span(s, today.Add(15*time.Hour))
		if err != nil || !from.Equal(today.AddDate(0, 0, -want)) || !end.Equal(from.AddDate(0, 0, 1)) {
			t.Errorf("%s: %v to %v, %v", s, from, end, err)
		}
	}
	for _, s := range []string{"-1d", "100000d", "xd", "d"} {
		if from, _, err := span(s, today); err == nil {
			t.Errorf("%s: %v", s, from)
		}
	}
}

// Claims are joined by words and by relations, those with most appearances first, then by
// place; both kinds of relations to others are counted, and the last verdict holds.
func TestTheLedgerCountsAndOrders(t *testing.T) {
	claim := func(id, article, words, published, touched string, details ...Detail) *Row {
		return &Row{ID: id, Kind: "claim", Article: article, Words: words, Published: day(published), Created: day(touched), Details: details}
	}
	status := func(s string) Detail { return Detail{"status", s} }
	verdict := func(s string) Detail { return Detail{"verdict", s} }
	rows := []*Row{
		claim("d1", "d", "Four", "2026-03-04", "2026-03-04", status(kind.NotCheckable)), claim("c1", "c", "Three", "2026-03-03", "2026-03-03", status(kind.InProgress)),
		claim("b1", "b", "Two", "2026-03-02", "2026-03-09", status(kind.HasVerdict), verdict("SUPPORTS")), claim("b2", "e", "two!", "2026-03-05", "2026-03-08", status(kind.ToCheck), verdict("REFUTES")),
		claim("b3", "f", "“Two.”", "2026-03-05", "2026-03-09", verdict("NEI")), claim("a1", "a", "One", "2026-03-01", "2026-03-01", Detail{"claim", "One and only"}),
		{ID: "l1", Kind: "link", On: "a1", To: "b2", Label: kind.Supports}, {ID: "l2", Kind: "link", On: "a1", To: "b1", Label: kind.Supports}, {ID: "l3", Kind: "link", On: "c1", To: "b1", Label: kind.Attacks},
		{ID: "l4", Kind: "link", On: "c1", To: "gone", Label: kind.Attacks}, {ID: "l5", Kind: "stance", To: "d1", Label: kind.Supports}, {ID: "l6", Kind: "link", On: "a1", To: "d1", Label: kind.About},
	}
	want := "Two 3 +2 −1 verdict NEI; One and only 1 +0 −0  ; Three 1 +0 −0 in progress ; Four 1 +0 −0 not checkable "
	for range 9 { // in whatever order they were joined
		var got []string
		for _, l := range Ledger(rows, nil) {
			got = append(got, fmt.Sprintf("%s %d +%d −%d %s %s", l.Says, len(l.Rows), l.Supported, l.Contradicted, l.Status, l.Verdict))
		}
		if strings.Join(got, "; ") != want {
			t.Fatalf("got  %s\nwant %s", strings.Join(got, "; "), want)
		}
	}
}

// A time line goes by the day in the reader's time zone, by month from 62 days on.
func TestWhenATimeLineIsMonthly(t *testing.T) {
	at := func(days ...int) (rows []*Row) {
		for i, d := range days {
			when := time.Date(2026, 1, 1, 23, 30, 0, 0, time.UTC).AddDate(0, 0, d)
			if i%2 == 0 {
				rows = append(rows, &Row{Kind: "quote", Published: when, Created: day("2020-01-01")})
			} else {
				rows = append(rows, &Row{Kind: "claim", Created: when})
			}
		}
		return rows
	}
	if spans, monthly := Timeline(at(0, 62), time.UTC); monthly || len(spans) != 63 || spans[62].Kind["claim"] != 1 || spans[0].Kind["quote"] != 1 || len(spans[1].Kind) != 0 {
		t.Errorf("62 days: %t, %d", monthly, len(spans))
	}
	if spans, monthly := Timeline(at(0, 63), time.UTC); !monthly || len(spans) != 3 {
		t.Errorf("63 days: %t, %d", monthly, len(spans))
	}
	if spans, _ := Timeline(at(0), time.FixedZone("", 3600)); spans[0].From.Day() != 2 {
		t.Errorf("in another time zone: %v", spans[0].From)
	}
	if spans, monthly := Timeline(nil, time.UTC); spans != nil || monthly {
		t.Error("of no rows")
	}
	rows := at(5, 3, 1)
	if Timeline(rows, time.UTC); rows[0].Published.Day() != 6 {
		t.Error("the rows that were given are in another order")
	}
}
