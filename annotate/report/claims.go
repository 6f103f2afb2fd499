package report

import (
	"fmt"
	"strings"

	"stet/annotate/kind"
	"stet/annotate/query"
)

var claimsSection = section{
	ID: "claims", Title: "Claims",
	has: func(r *Report) bool { return len(r.Claims) > 0 },
	markdown: func(r *Report, p printer) {
		p("## Claims\n\n| claim | who claims it | verdict | where |\n|---|---|---|---|")
		for _, c := range r.Claims {
			p("| %s%s | %s | %s | %s |", md(c.Words()), sentence(c.Text), md(nobody(c.Row.Who)), c.verdict(), md(where(c.Row)))
		}
		p("")
	},
}

// A Claim is one claim with what checking it has led to.
type Claim struct {
	*Note
	Status, Verdict, Rating, Text string
	Evidence                      []kind.Evidence

	code string // of the verdict
}

func claimed(r *query.Row) *kind.Claim {
	if r.Full == nil {
		return nil
	}
	return kind.AsClaim(r.Full)
}

// newClaim is a claim of the report; of is the one with which it shares the verdict, nil
// for none.
func newClaim(n *Note, c *kind.Claim, of *query.Row) Claim {
	out := Claim{Note: n, Status: c.Status, Text: c.Text}
	if of != nil {
		if judged := claimed(of); judged != nil {
			c = judged
		}
	}
	if c.Review != nil {
		out.Verdict, out.code, out.Rating, out.Evidence = kind.Word(c.Review.Verdict), c.Review.Verdict, c.Review.Rating, c.Review.Evidence
	}
	return out
}

// Mark is the class of the claim's verdict on a page.
func (c Claim) Mark() string { return verdictMarks[c.code].class }

// Sign says the same without colour.
func (c Claim) Sign() string { return verdictMarks[c.code].sign }

// verdictMarks are those of the verdicts of FEVER.
var verdictMarks = map[string]struct{ class, sign string }{
	"SUPPORTS": {"supported", "✓"}, "REFUTES": {"refuted", "✗"}, "NOT ENOUGH INFO": {"unsure", "~"},
}

// verdict is what checking a claim led to, with the evidence, as a cell of a table.
func (c Claim) verdict() string {
	parts := nonEmpty(strings.TrimSpace(c.Sign()+" "+md(c.Verdict)), md(c.Rating))
	if c.Verdict == "" {
		parts = nonEmpty(md(c.Status), md(c.Rating))
	}
	for _, e := range c.Evidence {
		said := strings.TrimSpace(md(strings.ToLower(e.Relation)) + " " + md(e.Link))
		if e.Words != "" {
			said += " " + md(query.Quoted(e.Words))
		}
		if !e.Read.IsZero() {
			said = fmt.Sprintf("%s, read %s", said, date(e.Read))
		}
		parts = append(parts, said)
	}
	return strings.Join(parts, "; ")
}

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return " (" + md(s) + ")"
}
