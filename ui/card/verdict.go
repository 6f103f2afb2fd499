package card

import (
	"time"

	"stet/annotate/kind"
)

// The codes of a verdict, and of what evidence does to a claim: FEVER (Thorne et
// al. 2018, N18-1074).
const (
	supports  = "SUPPORTS"
	refutes   = "REFUTES"
	notEnough = "NOT ENOUGH INFO"
)

// Verdict returns the form that asks what checking a claim has led to: the claim
// in other words, how far the check is, the verdict, one more piece of evidence,
// and the desk's own rating. [SetVerdict] takes the answers.
func Verdict(c *kind.Claim, words string) *Form {
	status := &Field{Name: "status", Label: "status", Toggle: true, Choices: []Choice{
		{Key: "t", Text: kind.ToCheck, Value: kind.ToCheck},
		{Key: "p", Text: kind.InProgress, Value: kind.InProgress},
		{Key: "v", Text: kind.HasVerdict, Value: kind.HasVerdict},
		{Key: "n", Text: kind.NotCheckable, Value: kind.NotCheckable},
	}}
	verdict := &Field{Name: "verdict", Label: "verdict", Toggle: true, Choices: []Choice{
		{Key: "s", Text: kind.Word(supports), Value: supports},
		{Key: "r", Text: kind.Word(refutes), Value: refutes},
		{Key: "i", Text: kind.Word(notEnough), Value: notEnough},
	}}
	status.presetValue(c.Status)
	if c.Review != nil {
		verdict.presetValue(c.Review.Verdict)
	}
	typed := func(s string) any { return s }
	f := NewForm("verdict", "⏎ next · tab leaves as it is · esc leave, nothing lost",
		status, verdict,
		&Field{Name: "link", Label: "evidence", Hint: "a link, or what it is", Optional: true, Typed: typed},
		&Field{Name: "does", Label: "does what", Inline: true, Optional: true, Choices: []Choice{
			{Key: "s", Text: "supports", Value: supports}, {Key: "r", Text: "refutes", Value: refutes}}},
		&Field{Name: "exact", Label: "its words", Hint: "those that matter", Optional: true, Typed: typed},
		&Field{Name: "rating", Label: "rating", Hint: "in your desk’s own words", Optional: true, Typed: typed},
		&Field{Name: "text", Label: "reworded", Hint: "in other words: what exactly is checked", Optional: true, Typed: typed},
	)
	f.Lines = []string{"claim     " + words}
	if who := c.Claimant.String(); who != "" {
		f.Lines[0] += ", " + who
	}
	if c.Text != "" {
		f.Lines = append(f.Lines, "          "+c.Text)
	}
	if c.Review != nil {
		for _, e := range c.Review.Evidence {
			f.Lines = append(f.Lines, "          "+e.Link+"  "+kind.Word(e.Relation))
		}
	}
	return f
}

// presetValue answers a field with the choice of that value, if there is one.
func (f *Field) presetValue(value string) {
	for _, c := range f.Choices {
		if c.Value == value {
			f.Give(c)
		}
	}
}

// SetVerdict writes the answers into a claim. What was not answered stays.
func SetVerdict(f *Form, c *kind.Claim, at time.Time) {
	r := kind.Review{}
	if c.Review != nil {
		r = *c.Review
	}
	was := c.Status
	if s := One[string](f, "status"); s != "" {
		c.Status = s
	}
	if v := One[string](f, "verdict"); v != "" && v != r.Verdict {
		r.Verdict, r.Date = v, at
		if c.Status == was {
			c.Status = kind.HasVerdict
		}
	}
	if link := One[string](f, "link"); link != "" {
		r.Evidence = append(r.Evidence[:len(r.Evidence):len(r.Evidence)], kind.Evidence{
			Link: link, Words: One[string](f, "exact"), Relation: One[string](f, "does"), Read: at,
		})
	}
	if s := One[string](f, "rating"); s != "" {
		r.Rating = s
	}
	if s := One[string](f, "text"); s != "" {
		c.Text = s
	}
	if r.Verdict != "" || r.Rating != "" || len(r.Evidence) > 0 {
		c.Review = &r
	}
}
