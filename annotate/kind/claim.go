package kind

import (
	"cmp"
	"fmt"
	"slices"

	"stet/annotate"
)

var claimKind = row(Kind{
	Name: ClaimName, Title: "claim", Sign: "C",
	Command: "claim", Key: "c", Asks: "a claim: who says it is so?", Layer: "c", Walk: "c",
	Motivation: "assessing", Type: "schema:Claim", Found: true, Reported: true, Voiced: true, Depth: 1,
	Units: []string{"said", "stretch", "sentence"},
	New:   func() annotate.Body { return &Claim{Status: ToCheck} },
	Parts: []Part{
		{Name: ClaimName, Type: "schema:Claim", Begin: func(b annotate.Body) { b.(*Claim).Status = "" }},
		{Name: "review", Type: "schema:ClaimReview",
			Has:   func(b annotate.Body) bool { return b.(*Claim).Review != nil },
			Begin: func(b annotate.Body) { b.(*Claim).Review = new(Review) }},
	},
	Table: []Field{
		text("claim", "claimText", func(c *Claim) *string { return &c.Text }),
		name("claimant", "claimant", func(c *Claim) *annotate.Ref { return &c.Claimant }),
		text("claim_kind", "claimKind", func(c *Claim) *string { return &c.ClaimKind }),
		choice("check_worthiness", "checkWorthiness", func(c *Claim) *string { return &c.CheckWorthiness }),
		text("factuality", "factuality", func(c *Claim) *string { return &c.Factuality }),
		reference("in_quote", "inQuote", func(c *Claim) *string { return &c.InQuote }),
		toldBy(func(c *Claim) *string { return &c.ToldBy }),
		inBrief(text("status", "status", func(c *Claim) *string { return &c.Status })),
		inBrief(reviewText("verdict", func(r *Review) *string { return &r.Verdict })),
		inBrief(reviewText("rating", func(r *Review) *string { return &r.Rating })),
		reviewedField,
		evidenceField,
	},
})

// The states of a claim on its way to a verdict.
const (
	ToCheck      = "to check"
	InProgress   = "in progress"
	HasVerdict   = "verdict"
	NotCheckable = "not checkable"
)

// Conclude makes the status of a claim with a verdict say that it has one.
func Conclude(b annotate.Body) {
	if c, ok := b.(*Claim); ok && c.Review != nil && c.Review.Verdict != "" {
		c.Status = HasVerdict
	}
}

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

func (c *Claim) Kind() string              { return claimKind.Name }
func (c *Claim) Label() string             { return c.CheckWorthiness }
func (c *Claim) Refs() []annotate.Role     { return claimKind.roles(c) }
func (c *Claim) Places() []*annotate.Place { return places(nil, &c.Claimant) }
func (c *Claim) Encode(w *Writer)          { claimKind.encode(w, c) }
func (c *Claim) Decode(e *Element)         { claimKind.decode(e, c) }

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

// Gloss says in the margin who claims it and how far checking it has come.
func (c *Claim) Gloss() string {
	if c.Review != nil && c.Review.Verdict != "" {
		return c.Claimant.String() + "  " + Word(c.Review.Verdict)
	}
	return c.Claimant.String() + "  " + c.Status
}

// Spoken says who claims it, what exactly, and what checking has led to.
func (c *Claim) Spoken(name Naming) string {
	parts := []string{by(name(c.Claimant))}
	if c.Text != "" {
		parts = append(parts, fmt.Sprintf("in other words, %s", c.Text))
	}
	parts = append(parts, c.ClaimKind, Word(c.CheckWorthiness))
	state := Word(c.Status)
	if r := c.Review; r != nil {
		state = cmp.Or(Word(r.Verdict), state)
		parts = append(parts, state, r.Rating)
		switch n := len(r.Evidence); n {
		case 0:
		case 1:
			parts = append(parts, "with evidence")
		default:
			parts = append(parts, fmt.Sprintf("with %d pieces of evidence", n))
		}
	} else {
		parts = append(parts, state)
	}
	return spoken(append(parts, told(name, c.ToldBy))...)
}
