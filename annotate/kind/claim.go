package kind

import (
	"slices"
	"time"

	"stet/annotate"
)

var claimKind = Kind{
	Name: "claim", Title: "claim", Key: "c", Sign: "C",
	Motivation: "assessing", Type: "schema:Claim",
	Units: []string{"said", "stretch", "sentence"},
	New:   func() annotate.Body { return &Claim{Status: ToCheck} },
	Fields: []Field{
		text("check_worthiness", func(c *Claim) *string { return &c.CheckWorthiness }),
		text("claim", func(c *Claim) *string { return &c.Text }),
		text("claim_kind", func(c *Claim) *string { return &c.ClaimKind }),
		text("factuality", func(c *Claim) *string { return &c.Factuality }),
		text("status", func(c *Claim) *string { return &c.Status }),
		reference("in_quote", func(c *Claim) *string { return &c.InQuote }),
		reference("told_by", func(c *Claim) *string { return &c.ToldBy }),
		reviewText("verdict", func(r *Review) *string { return &r.Verdict }),
		reviewText("rating", func(r *Review) *string { return &r.Rating }),
		review("reviewed",
			func(r *Review) string { return FormatTime(r.Date) },
			func(r *Review, v string) (err error) { r.Date, err = ParseTime(v); return err }),
		review("evidence", formatEvidence, parseEvidence),
	},
}

// The states of a claim on its way to a verdict.
const (
	ToCheck      = "to check"
	InProgress   = "in progress"
	HasVerdict   = "verdict"
	NotCheckable = "not checkable"
)

// A Claim is something said to be so, by the claimant or by the article.
type Claim struct {
	Text            string // in other words, what exactly is claimed; "" for the words themselves
	Claimant        annotate.Ref
	ClaimKind       string // statistical, causal, … from the codebook
	CheckWorthiness string // NFS, UFS, CFS (ClaimBuster, arXiv 2004.14425)
	Factuality      string // CT+ … Uu (FactBank, LDC2009T23)
	InQuote         string // ID of the quote that holds the words
	ToldBy          string // ToldByArticle, or the ID of the quote in which it is told
	Status          string
	Review          *Review // nil before a verdict or evidence
}

// ToldByArticle says that the article itself tells of a claim or a stance.
const ToldByArticle = "stet:article"

// A Review is what checking a claim led to.
type Review struct {
	Verdict  string // SUPPORTS, REFUTES, NOT ENOUGH INFO (FEVER)
	Rating   string // in the desk's own words
	Date     time.Time
	Evidence []Evidence
}

// Evidence is one source that speaks for or against a claim.
type Evidence struct {
	Link     string
	Words    string // those that matter
	Relation string // SUPPORTS or REFUTES
	Read     time.Time
}

func (c *Claim) Kind() string  { return claimKind.Name }
func (c *Claim) Label() string { return c.CheckWorthiness }

func (c *Claim) Clone() annotate.Body {
	d := *c
	d.Claimant = c.Claimant.Clone()
	if c.Review != nil {
		r := *c.Review
		r.Evidence = slices.Clone(r.Evidence)
		d.Review = &r
	}
	return &d
}

func (c *Claim) Refs() []annotate.Role {
	return []annotate.Role{{Name: "claimant", Ref: &c.Claimant}}
}

func (c *Claim) Places() []*annotate.Place { return places(nil, &c.Claimant) }

// Gloss says in the margin who claims it and how far checking it has come.
func (c *Claim) Gloss() string {
	if c.Review != nil && c.Review.Verdict != "" {
		return c.Claimant.String() + "  " + c.Review.Verdict
	}
	return c.Claimant.String() + "  " + c.Status
}
