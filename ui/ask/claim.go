package ask

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/quotation"
	"stet/ui/card"
	"stet/ui/pane"
)

// Claim asks who claims the words.
func (s *Scene) Claim() Question {
	proposed := ""
	if who, ok := s.Quotes.SpeakerOf(s.Words); ok && !quotation.Pronoun(who.Name) {
		proposed = who.Name
	}
	f := s.who("who", "who", s.Words, proposed)
	if proposed != "" && len(f.Choices) > 0 && f.Choices[0].Text == proposed {
		f.Default = &f.Choices[0]
	}
	form := card.NewForm("claim "+pane.Excerpt(s.Pen.Article.Slice(s.Words), 50), "esc leave, nothing lost", f)
	return question("claim", s.Words, form, func(f *card.Form) Answer {
		who := card.One[annotate.Ref](f, "who")
		return again(s, func(s *Scene) Answer {
			body := &kind.Claim{Claimant: who, ToldBy: kind.ToldByArticle, Status: kind.ToCheck}
			if s.Within != nil {
				body.InQuote, body.ToldBy = s.Within.ID, s.Within.ID
			}
			return s.tag(body, s.Words)
		})
	})
}

// A Judged claim is asked a verdict of: one's own, a suggestion, which is kept by
// that, or one that is not kept yet.
type Judged struct {
	Claim     *annotate.Annotation
	Suggested bool
	Made      bool
	Known     *kind.Review // what checking the same claim elsewhere led to; nil for nothing
	KnownIn   string       // the other article
}

// Verdict asks how far checking a claim has come, and what it led to. One that was
// checked before begins with what that led to.
func (s *Scene) Verdict(j Judged) Question {
	takeOver := func(c *kind.Claim) {
		if j.Known != nil {
			review := *j.Known
			c.Review, c.Status = &review, kind.HasVerdict
		}
	}
	words := j.Claim.Target.Range
	claim := kind.AsClaim(j.Claim.Clone())
	takeOver(claim)
	form := VerdictForm(claim, pane.OneLine(s.Pen.Article.Slice(words)))
	if j.Known != nil {
		form.Lines = append(form.Lines, "also in   "+j.KnownIn)
	}
	return question("verdict", words, form, func(f *card.Form) Answer {
		before, after := (*annotate.Annotation)(nil), j.Claim
		if !j.Made {
			before, after = s.Pen.Change(j.Claim, j.Suggested)
		}
		claim := kind.AsClaim(after)
		takeOver(claim)
		SetVerdict(f, claim, now())
		return changes("verdict"+By(after), "claim"+By(after)+": "+judgement(claim), before, after)
	})
}

// judgement is what a claim was found to be or, before a verdict, how far checking
// it is.
func judgement(c *kind.Claim) string {
	if c.Review != nil && c.Review.Verdict != "" {
		return kind.Word(c.Review.Verdict)
	}
	return c.Status
}
