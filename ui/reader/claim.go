package reader

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/quotation"
	"stet/ui/card"
	"stet/ui/sheet"
)

// openClaim asks who claims the words.
func (r *Reader) openClaim() tea.Cmd {
	row, _ := kind.Find("claim")
	words, ok := r.focus.Words(row)
	if !ok {
		return nil
	}
	if it := r.focus.Item; it != nil && it.Found && it.Note.Kind() == "claim" {
		return r.keep()
	}
	proposed := ""
	if who, ok := r.attribution(words); ok && !quotation.Pronoun(who.Name) {
		proposed = who.Name
	}
	f := r.who("who", "who", words, proposed)
	if proposed != "" && len(f.Choices) > 0 && f.Choices[0].Text == proposed {
		f.Default = &f.Choices[0]
	}
	form := card.NewForm("claim "+sheet.Excerpt(r.in.Art.Slice(words), 50), "esc leave, nothing lost", f)
	quote, inside := r.in.KeptQuote(words)
	r.open(formKey("claim", words), form, func(f *card.Form) tea.Cmd {
		who := card.One[annotate.Ref](f, "who")
		make := func(words model.Range) tea.Cmd {
			body := &kind.Claim{Claimant: who, ToldBy: kind.ToldByArticle, Status: kind.ToCheck}
			if inside {
				body.InQuote, body.ToldBy = quote, quote
			}
			return r.tagged1(body, words)
		}
		r.remember(row, make)
		return make(words)
	})
	return nil
}

// tagged1 makes one annotation of the words and puts it into focus.
func (r *Reader) tagged1(body annotate.Body, words model.Range) tea.Cmd {
	a := r.fresh(body, words)
	return r.tag(kind.Of(a).Title+whoOf(a), a)
}

// tag adds annotations in one edit and says so. They come into focus if their
// words were selected; else the focus stays where it was.
func (r *Reader) tag(title string, as ...*annotate.Annotation) tea.Cmd {
	e := annotate.Edit{Title: title}
	for _, a := range as {
		e.Swaps = append(e.Swaps, annotate.Swap{After: a})
	}
	cmd := r.do(e)
	selected := r.focus.Sel != nil
	r.focus.Sel = nil
	if words := as[0].Target.Range; !words.Empty() {
		was := r.focus
		r.focus.Set(words)
		if was.On && was.Item == nil && !selected && words.Covers(was.Range) {
			r.focus.Range = was.Range // a name in focus stays the first of the next card
		}
	}
	r.did(title)
	return cmd
}

// remember makes "." do the same again on the words that are then in focus.
func (r *Reader) remember(row kind.Kind, make func(model.Range) tea.Cmd) {
	r.again = func() tea.Cmd {
		words, ok := r.focus.Words(row)
		if !ok {
			r.say(r.table.Fill("again on which words? {point} points at a word"))
			return nil
		}
		return make(words)
	}
}

// showReported shows the claims that were found in reported speech: whoever goes
// by claims looks for these as well.
func (r *Reader) showReported() {
	if r.in.Show.Hidden[sheet.LayerReported] {
		r.in.Show.Hidden[sheet.LayerReported] = false
		r.gather()
	}
}

// claimToJudge returns the claim that a verdict is about, and puts it into focus:
// the one here, else one that was checked before. One that is made is not kept
// yet.
func (r *Reader) claimToJudge() (it sheet.Item, made bool) {
	here := r.focus.ClaimHere()
	if here == nil {
		if a := r.toKnown(r.nextKnown()); a != nil {
			return sheet.Item{Note: a}, true
		}
		return *r.focus.Item, false
	}
	r.focusItem(here)
	return *here, false
}

// openVerdict asks how far checking the claim in focus has come, and what it
// led to. A suggested claim is kept by that; one that was checked before begins
// with what that led to.
func (r *Reader) openVerdict() tea.Cmd {
	it, made := r.claimToJudge()
	known := r.knownAt(it.Range())
	claim := it.Note.Body.Clone().(*kind.Claim)
	known.takeOver(claim)
	form := card.Verdict(claim, sheet.OneLine(r.in.Art.Slice(it.Range())))
	if known != nil {
		form.Lines = append(form.Lines, "also in   "+known.In)
	}
	r.open(formKey("verdict", it.Range()), form, func(f *card.Form) tea.Cmd {
		before, after := (*annotate.Annotation)(nil), it.Note
		if !made {
			before, after = r.changed(&it)
		}
		claim := after.Body.(*kind.Claim)
		known.takeOver(claim)
		card.SetVerdict(f, claim, now())
		cmd := r.do(annotate.Edit{Title: "verdict" + whoOf(after), Swaps: []annotate.Swap{{Before: before, After: after}}})
		if now := r.in.Same(&sheet.Item{Note: after}); now != nil {
			r.focusItem(now)
		}
		r.did("claim" + whoOf(after) + ": " + judgement(claim))
		return cmd
	})
	return nil
}

// judgement is what a claim was found to be or, before a verdict, how far checking
// it is.
func judgement(c *kind.Claim) string {
	if c.Review != nil && c.Review.Verdict != "" {
		return kind.Word(c.Review.Verdict)
	}
	return c.Status
}
