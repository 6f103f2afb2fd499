package ask

import (
	"strings"
	"time"

	"stet/annotate/kind"
	"stet/ui/card"
)

// The codes of a verdict, and of what evidence does to a claim: FEVER (Thorne et
// al. 2018, N18-1074).
const (
	supports  = "SUPPORTS"
	refutes   = "REFUTES"
	notEnough = "NOT ENOUGH INFO"
)

// VerdictForm returns the form that asks what checking a claim has led to: the
// verdict and how far the check is, one more piece of evidence, the desk's own
// rating, and the claim in other words. [SetVerdict] takes the answers.
func VerdictForm(c *kind.Claim, words string) *card.Form {
	status := &card.Field{Name: "status", Label: "status", Toggle: true, Choices: []card.Choice{
		{Key: "t", Text: kind.ToCheck, Value: kind.ToCheck},
		{Key: "p", Text: kind.InProgress, Value: kind.InProgress},
		{Key: "v", Text: kind.HasVerdict, Value: kind.HasVerdict},
		{Key: "n", Text: kind.NotCheckable, Value: kind.NotCheckable},
	}}
	verdict := &card.Field{Name: "verdict", Label: "verdict", Inline: true, Optional: true, Choices: []card.Choice{
		{Key: "s", Text: kind.Word(supports), Value: supports},
		{Key: "r", Text: kind.Word(refutes), Value: refutes},
		{Key: "i", Text: kind.Word(notEnough), Value: notEnough},
	}}
	preset(status, c.Status)
	if c.Review != nil {
		preset(verdict, c.Review.Verdict)
	}
	verdict.Then = func() { // it is checked, then
		if a := status.Answers(); len(a) == 0 || a[0] == c.Status {
			status.Clear()
			preset(status, kind.HasVerdict)
		}
	}
	f := card.NewForm("verdict", "⏎ next, in an empty field done · tab next · esc leave, nothing lost",
		verdict, status,
		&card.Field{Name: "link", Label: "evidence", Hint: "a link, or what it is", Optional: true, Typed: typed},
		&card.Field{Name: "exact", Label: "its words", Hint: "those that matter", Optional: true, Typed: typed},
		&card.Field{Name: "does", Label: "they", Inline: true, Optional: true, Choices: []card.Choice{
			{Key: "s", Text: "support", Value: supports}, {Key: "r", Text: "refute the claim; else as the verdict", Value: refutes}}},
		&card.Field{Name: "rating", Label: "rating", Hint: "in your desk’s own words", Optional: true, Typed: typed},
		&card.Field{Name: "text", Label: "reworded", Hint: "in other words: what exactly is checked", Optional: true, Typed: typed},
	)
	f.EmptyEnds = true
	f.Begin() // also where the verdict is known: it may have to be changed
	f.Lines = []string{"claim     " + words}
	if who := c.Claimant.String(); who != "" {
		f.Lines[0] += " · " + who
	}
	if c.Text != "" {
		f.Lines = append(f.Lines, "          "+c.Text)
	}
	if c.Review != nil {
		f.Lines = append(f.Lines, told(c.Review)...)
	}
	return f
}

// told is what an earlier check left: its evidence and its rating.
func told(r *kind.Review) []string {
	var lines []string
	label := "so far    "
	for _, e := range r.Evidence {
		line := e.Link
		if e.Words != "" {
			line = strings.TrimSpace(line + " “" + e.Words + "”")
		}
		if e.Relation != "" {
			line += " (" + kind.Word(e.Relation) + ")"
		}
		lines = append(lines, label+line)
		label = "          "
	}
	if r.Rating != "" {
		lines = append(lines, label+r.Rating)
	}
	return lines
}

// preset answers a field with the choice of that value, if there is one.
func preset(f *card.Field, value string) {
	for _, c := range f.Choices {
		if c.Value == value {
			f.Give(c)
		}
	}
}

// SetVerdict writes the answers into a claim. What was not answered stays.
func SetVerdict(f *card.Form, c *kind.Claim, at time.Time) {
	r := kind.Review{}
	if c.Review != nil {
		r = *c.Review
	}
	was := c.Status
	if s := card.One[string](f, "status"); s != "" {
		c.Status = s
	}
	if v := card.One[string](f, "verdict"); v != "" && v != r.Verdict {
		r.Verdict, r.Date = v, at
		if c.Status == was {
			c.Status = kind.HasVerdict
		}
	}
	link, exact := card.One[string](f, "link"), card.One[string](f, "exact")
	if link != "" || exact != "" {
		does := card.One[string](f, "does")
		if does == "" && r.Verdict != notEnough {
			does = r.Verdict
		}
		r.Evidence = append(r.Evidence[:len(r.Evidence):len(r.Evidence)], kind.Evidence{
			Link: link, Words: exact, Relation: does, Read: at,
		})
	}
	if s := card.One[string](f, "rating"); s != "" {
		r.Rating = s
	}
	if s := card.One[string](f, "text"); s != "" {
		c.Text = s
	}
	if r.Verdict != "" || r.Rating != "" || len(r.Evidence) > 0 {
		c.Review = &r
	}
}
