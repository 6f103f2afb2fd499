package review

import (
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/ui/pane"
)

// rule parts the list from what is said of its current row. Where not all rows
// are on the screen it says which of them are.
func (dr *drawing) rule() string {
	p := dr.folder.env.Paint
	where := ""
	if len(dr.list.lines) > dr.listHeight() {
		at, rows, below := 0, 0, 0
		for i, l := range dr.list.lines {
			if l.row == nil {
				continue
			}
			rows++
			if i <= dr.list.at.At {
				at++
			}
			if i >= dr.list.at.Top+dr.listHeight() {
				below++
			}
		}
		where = fmt.Sprintf(" row %d of %d", at, rows)
		if below > 0 {
			where += fmt.Sprintf(", %d more below", below)
		}
		where += " ──"
	}
	return p.Text("muted", strings.Repeat("─", max(0, dr.w-p.Width(where)))+where)
}

func (dr *drawing) foot() []string {
	p := dr.folder.env.Paint
	out := []string{dr.rule()}
	if dr.list.wrong != nil {
		for _, l := range wrap(p, dr.list.wrong.Error(), max(1, dr.w-8)) {
			out = append(out, "    "+p.Text("status.error", l))
		}
		return pad(out, fullFoot)
	}
	row, n := dr.list.row(), 3
	if dr.footHeight() < fullFoot {
		n = 2
	}
	if row != nil {
		for _, l := range dr.peek.lines(row, max(1, min(72, dr.w-8)), n) {
			out = append(out, "    "+l)
		}
	}
	for len(out) < 1+n+1 {
		out = append(out, "")
	}
	if row != nil {
		out = append(out, dr.facts(row)...)
	}
	for len(out) < fullFoot-1 {
		out = append(out, "")
	}
	return append(out, p.Text("muted", " the same in a shell: ")+p.Text("", dr.shell()))
}

// facts are the lines about a row, three at most.
func (dr *drawing) facts(row *query.Row) []string {
	p := dr.folder.env.Paint
	line := func(label, text string) string {
		return p.Text("card.label", fmt.Sprintf("    %-8s", label)) + p.Text("", text)
	}
	who := row.Who
	k := dr.folder.kindOf(row)
	if k.Links {
		who = dr.said(row.On) + " → " + dr.said(row.To)
	} else if row.To != "" {
		who += " → " + row.To
	}
	if label := kind.Word(row.Label); label != "" {
		who = strings.TrimPrefix(who+" · "+label, " · ")
	}
	if k.Added() {
		for _, d := range row.Details {
			if f, ok := k.Field(d.Name); ok && f.Told && d.Value != row.Who {
				who = strings.TrimPrefix(who+" · "+d.Value, " · ")
			}
		}
	}
	var facts []string
	if who != "" || row.Comment == "" {
		facts = append(facts, line(row.Kind, who))
	}
	switch {
	case dr.list.only != nil && dr.list.only.says[idOf(row)] != "":
		facts = append(facts, line("differ", dr.list.only.says[idOf(row)]))
	case row.Claims():
		facts = append(facts, line("verdict", "")+dr.checked(row))
	case row.Comment != "":
		facts = append(facts, line("note", strings.Join(strings.Fields(row.Comment), " ")))
	case len(row.Tags) > 0:
		facts = append(facts, line("tags", strings.Join(row.Tags, ", ")))
	}
	by := strings.TrimSpace(row.Annotator+" "+scoreOf(row)) + ", " + pane.When(row.At(), dr.folder.o.Now()) + " · " + howWords[row.How]
	if row.Line > 0 {
		by += fmt.Sprintf(" · line %d", row.Line)
	}
	return append(facts, line("by", by))
}

// scoreOf is how sure a machine is of a row, "" for what a person says.
func scoreOf(row *query.Row) string {
	if row.Machine() == "" {
		return ""
	}
	return annotate.FormatScore(row.Score)
}

var howWords = map[annotate.How]string{
	annotate.ByHand: "from your own selection", annotate.Kept: "kept as found", annotate.Edited: "found, then changed", annotate.Suggested: "suggested, not decided",
}

// checked says what a claim was found to be, or how far checking it is, and by which
// evidence.
func (dr *drawing) checked(row *query.Row) string {
	p := dr.folder.env.Paint
	text, role := dr.folder.extra(row)
	parts := []string(nil)
	if of := dr.folder.sum.shared[row.ID]; of != nil {
		parts, row = append(parts, fmt.Sprintf("as in %s", baseName(of.Article))), of
	}
	parts = append(parts, nonEmpty(row.Detail("rating"))...)
	if pieces := evidenceOf(row); len(pieces) > 0 {
		parts = append(parts, pieces...)
	} else {
		parts = append(parts, "no evidence")
	}
	return p.Text(role, text) + p.Text("", " · "+strings.Join(parts, " · "))
}

// evidenceOf is each piece of evidence for or against a claim: where it is, its
// words, and what it does.
func evidenceOf(row *query.Row) (out []string) {
	review := row.Review()
	if review == nil {
		return nil
	}
	for _, e := range review.Evidence {
		s := e.Link
		if e.Words != "" {
			s += " “" + flat(e.Words) + "”"
		}
		if e.Relation != "" && e.Relation != review.Verdict {
			s += ", " + kind.Word(e.Relation)
		}
		out = append(out, s)
	}
	return out
}
