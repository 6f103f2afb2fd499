package ask

import (
	"fmt"
	"reflect"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/clean"
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
	for _, a := range s.Own {
		if c := kind.AsClaim(a); c != nil && a.Target.Range == s.Words && c.Claimant.Kind == annotate.RefName {
			proposed = c.Claimant.Name
		}
	}
	f := s.who("who", "who", s.Words, proposed)
	if proposed != "" && len(f.Choices) > 0 && f.Choices[0].Text == proposed {
		f.Default = &f.Choices[0]
	}
	form := card.NewForm(fmt.Sprintf("claim %s", pane.Excerpt(s.Pen.Article.Slice(s.Words), 50)), "esc leave, nothing lost", f)
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

// A Judged claim is asked a verdict of: your own, a suggestion, which is kept by
// that, or one that is not kept yet.
type Judged struct {
	Claim     *annotate.Annotation
	Suggested bool
	Made      bool
	Known     *kind.Review // what checking the same claim elsewhere led to; nil for nothing
	KnownIn   string       // the other article
	KnownID   string       // the claim there
}

// Verdict asks how far checking a claim has come, and what it led to. One that was
// checked before begins with what that led to: taken over as it is, the claim is related
// to the earlier one, whose verdict it shares; the check is written down once.
func (s *Scene) Verdict(j Judged) Question {
	words := j.Claim.Target.Range
	shown := kind.AsClaim(j.Claim.Clone())
	if j.Known != nil {
		shown.Review, shown.Status = j.Known, kind.HasVerdict
	}
	form := VerdictForm(shown, clean.Blanks(s.Pen.Article.Slice(words)))
	if j.Known != nil {
		form.Lines = append(form.Lines, "also in   "+j.KnownIn)
	}
	return question("verdict", words, form, func(f *card.Form) Answer {
		before, after := (*annotate.Annotation)(nil), j.Claim
		if !j.Made {
			before, after = s.Pen.Change(j.Claim, j.Suggested)
		}
		claim := kind.AsClaim(after)
		says := func() string { return "claim" + By(after) + ": " + judgement(claim) }
		if j.Known == nil {
			SetVerdict(f, claim, now())
			return changes("verdict"+By(after), says(), before, after)
		}
		review := *j.Known
		claim.Review, claim.Status = &review, kind.HasVerdict
		SetVerdict(f, claim, now())
		is := says()
		if claim.Status == kind.HasVerdict && reflect.DeepEqual(*claim.Review, *j.Known) {
			claim.Review = nil // it is with the other claim
			is = fmt.Sprintf("%s, as in %s", is, j.KnownIn)
		}
		answer := changes("verdict"+By(after), is, before, after)
		answer.Edit.Swaps = append(answer.Edit.Swaps, annotate.Swap{After: s.Pen.link(after.ID, j.KnownID, kind.SameClaim)})
		return answer
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
