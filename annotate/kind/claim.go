package kind

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"stet/annotate"
)

var claimKind = Kind{
	Name: "claim", Title: "claim", Key: "c", Sign: "C",
	Motivation: "assessing", Type: "schema:Claim", Found: true,
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
		return c.Claimant.String() + "  " + Word(c.Review.Verdict)
	}
	return c.Claimant.String() + "  " + c.Status
}

// Spoken says who claims it, what exactly, and what checking has led to.
func (c *Claim) Spoken(name Naming) string {
	parts := []string{by(name(c.Claimant))}
	if c.Text != "" {
		parts = append(parts, "in other words, "+c.Text)
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

const reviewType = "schema:ClaimReview"

func (c *Claim) Encode(w *Writer) {
	w.Dataset("claim", claimKind.Type, func() {
		w.Text("claimText", c.Text)
		w.Ref("claimant", c.Claimant)
		w.Text("claimKind", c.ClaimKind)
		w.Text("checkWorthiness", c.CheckWorthiness)
		w.Text("factuality", c.Factuality)
		w.Text("inQuote", c.InQuote)
		w.Text("toldBy", c.ToldBy)
		w.Text("status", c.Status)
	})
	if c.Review == nil {
		return
	}
	w.Dataset("review", reviewType, func() {
		w.Text("verdict", c.Review.Verdict)
		w.Text("rating", c.Review.Rating)
		w.Time("reviewed", c.Review.Date)
		if len(c.Review.Evidence) > 0 {
			w.Key("evidence").Array(func() {
				for _, ev := range c.Review.Evidence {
					w.Object(func() {
						w.Text("id", ev.Link)
						w.Text("evidenceRelation", ev.Relation)
						w.Text("exact", ev.Words)
						w.Time("accessed", ev.Read)
					})
				}
			})
		}
	})
}

func (c *Claim) Decode(e *Element) {
	switch {
	case e.Is(claimKind.Type):
		c.decode(e)
	case e.Is(reviewType):
		c.Review = new(Review)
		c.Review.decode(e)
	}
}

func (c *Claim) decode(e *Element) {
	c.Status = ""
	for key := range e.Members() {
		switch key {
		case "claimText":
			c.Text = e.String()
		case "claimant":
			c.Claimant = e.Ref()
		case "claimKind":
			c.ClaimKind = e.String()
		case "checkWorthiness":
			c.CheckWorthiness = e.String()
		case "factuality":
			c.Factuality = e.String()
		case "inQuote":
			c.InQuote = e.String()
		case "toldBy":
			c.ToldBy = e.String()
		case "status":
			c.Status = e.String()
		}
	}
}

func (r *Review) decode(e *Element) {
	for key := range e.Members() {
		switch key {
		case "verdict":
			r.Verdict = e.String()
		case "rating":
			r.Rating = e.String()
		case "reviewed":
			r.Date = e.Time()
		case "evidence":
			for range e.Array() {
				var ev Evidence
				for key := range e.Object() {
					switch key {
					case "id":
						ev.Link = e.String()
					case "evidenceRelation":
						ev.Relation = e.String()
					case "exact":
						ev.Words = e.String()
					case "accessed":
						ev.Read = e.Time()
					}
				}
				r.Evidence = append(r.Evidence, ev)
			}
		}
	}
}
