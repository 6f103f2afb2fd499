package query

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/annotate/kind"
)

func stance(who, to, label string) *Row { return &Row{Kind: "stance", Who: who, To: to, Label: label} }

func TestStances(t *testing.T) {
	m := Stances([]*Row{
		stance("Turkey", "al-Sarraj", kind.Favor), stance("Russia", "Haftar", kind.Favor), stance("Egypt", "Haftar", kind.Favor),
		stance("Haftar", "the plan", kind.Against), stance("Turkey", "Haftar", kind.Against), stance("Turkey", "Haftar", kind.Favor),
		stance("Russia", "the plan", "disagree"), stance("Egypt", "the initiative", kind.Neither), {Kind: "claim", Who: "Russia"},
	}, func(name string) string { return strings.ReplaceAll(name, "the initiative", "the plan") })
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", strings.Join(m.Across, " | "))
	for i, d := range m.Down {
		b.WriteString(d + ":")
		for _, c := range m.Cells[i] {
			fmt.Fprintf(&b, " %s%d", c.Sign(), len(c.Rows))
		}
		b.WriteString("\n")
	}
	want := `Haftar | the plan | al-Sarraj
Turkey: ≠2 0 +1
Egypt: +1 ·1 0
Russia: +1 −1 0
Haftar: 0 −1 0
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestTheLedgerJoinsAppearances(t *testing.T) {
	claim := func(id, who, words, day string, details ...Detail) *Row {
		at, _ := time.Parse(time.DateOnly, day)
		return &Row{ID: id, Kind: "claim", Who: who, Words: words, Published: at, Created: at, Details: append(details, Detail{"status", kind.ToCheck})}
	}
	link := func(from, to, relation string) *Row {
		return &Row{ID: "l" + from + to, Kind: "link", On: from, To: to, Label: relation}
	}
	rows := []*Row{
		claim("c1", "Doe", "We have cut emissions by 30 per cent", "2026-03-17"),
		claim("c2", "Khan", "Emissions are down by a third", "2026-03-20", Detail{"verdict", "REFUTES"}),
		claim("c3", "the ministry", "“we have cut emissions\nby 30 per cent”", "2026-01-05"),
		claim("c4", "Doe", "The line pays for itself", "2026-03-17"),
		claim("c5", "the union", "The line never pays", "2026-03-18"),
		link("c1", "c2", kind.SameClaim), link("c5", "c4", kind.Attacks), link("c1", "gone", kind.SameClaim),
	}
	var got []string
	for _, l := range Ledger(rows, nil) {
		got = append(got, fmt.Sprintf("%s: %d by %s, %s %s −%d", l.Says, len(l.Rows), strings.Join(l.Who, " and "), l.Status, l.Verdict, l.Contradicted))
	}
	want := []string{
		"“we have cut emissions\nby 30 per cent”: 3 by the ministry and Doe and Khan, to check REFUTES −0",
		"The line pays for itself: 1 by Doe, to check  −1",
		"The line never pays: 1 by the union, to check  −0",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestATimeLine(t *testing.T) {
	at := func(days ...string) (rows []*Row) {
		for _, d := range days {
			day, _ := time.Parse(time.DateOnly, d)
			rows = append(rows, &Row{Kind: "quote", Published: day})
		}
		return rows
	}
	show := func(rows []*Row) string {
		spans, monthly := Timeline(rows, time.UTC)
		var out []string
		for _, s := range spans {
			out = append(out, fmt.Sprintf("%s %d", s.From.Format("2 Jan"), len(s.Rows)))
		}
		return fmt.Sprint(monthly, " ", strings.Join(out, ", "))
	}
	if got, want := show(at("2026-03-04", "2026-03-01", "2026-03-04")), "false 1 Mar 1, 2 Mar 0, 3 Mar 0, 4 Mar 2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := show(at("2026-01-04", "2026-04-01", "2026-02-04")), "true 1 Jan 1, 1 Feb 1, 1 Mar 0, 1 Apr 1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if spans, _ := Timeline(at("0001-01-02", "2026-01-01", "9999-12-31"), time.UTC); len(spans) > 2100 {
		t.Errorf("%d spans", len(spans))
	}
}
