// Package suggest turns the suggestions in an article into annotations that a
// person may keep or refuse: quotes from quotations, claims from what is
// asserted in them, stances from verbs of support and opposition.
//
// It refuses to decide anything, and to know the screen and the disk.
package suggest

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/lang"
	"stet/model/mention"
	"stet/model/quotation"
)

// Engine names this engine in the origin of what was kept.
const Engine = "suggest/1"

// A Suggestion is an annotation that nobody has decided on, and why it was made.
type Suggestion struct {
	// Annotation has its body and the ranges of its target and of the body's
	// places. ID, creator, times and selectors are left to whoever keeps it.
	Annotation annotate.Annotation
	Why        string // in a sentence for a reader
	// Machine names the machines that suggest it, "" where the program found it.
	Machine string
	// Indirect is true for an indirect attribution and what follows from one: a
	// layer of its own on the screen, off at first.
	Indirect bool
	// Teller is who says it, where it is within what somebody says; unset elsewhere.
	Teller annotate.Ref
	// Ends is not empty where a person has to say where the words end.
	Ends []quotation.End
}

// All returns every suggestion for an article, in text order, the longer first; of
// the claims those that are worth a check.
func All(a *model.Article, names *mention.Found, quotes []quotation.Quotation) []Suggestion {
	return From(a, names, quotes, Worth)
}

// From is All with the claims from the score least on.
func From(a *model.Article, names *mention.Found, quotes []quotation.Quotation, least float64) []Suggestion {
	var out, said []Suggestion
	for i := range quotes {
		q := &quotes[i]
		out = append(out, quote(a, names, q))
		if !lang.Of(languageOf(a, q)).Finds(lang.Claims) {
			continue
		}
		said = append(said, claims(a, names, q, least)...)
		for _, s := range stances(a, names, q, told(a, quotes, i)) {
			s.toldIn(a, names, speech(quotes, i))
			out = append(out, s)
		}
	}
	out = append(out, unnested(said)...)
	slices.SortStableFunc(out, func(x, y Suggestion) int {
		return x.Annotation.Target.Range.Compare(y.Annotation.Target.Range)
	})
	return out
}

// told is the speaker of the quotation at i, or for a pronoun that nobody is known by
// whoever says it: two senators said they back the bill, the camp sees results of its
// attacks.
func told(a *model.Article, quotes []quotation.Quotation, i int) quotation.Speaker {
	q := &quotes[i]
	if q.Speaker.Entity >= 0 || q.Content != quotation.Phrase {
		return q.Speaker
	}
	switch strings.ToLower(a.Slice(q.Speaker.Range)) {
	case "they", "their", "its", "it":
	default:
		return q.Speaker
	}
	for k := i - 1; k >= 0 && k > i-4; k-- {
		o := &quotes[k]
		if len(o.Parts) == 1 && o.Parts[0].Covers(q.Cue) && !quotation.Pronoun(o.Speaker.Name) && o.Speaker.Range.End <= q.Speaker.Range.Start && !o.Speaker.Range.Empty() && !o.Said() {
			return o.Speaker
		}
	}
	return q.Speaker
}

// speech returns the quotation between whose marks the one at i is, nil if none is.
func speech(quotes []quotation.Quotation, i int) *quotation.Quotation {
	if !quotes[i].InSpeech {
		return nil
	}
	for k := i - 1; k >= 0 && k > i-farSpeech; k-- {
		if o := &quotes[k]; !o.InSpeech && marked(o, quotes[i].Cue.Start) {
			return o
		}
	}
	return nil
}

// farSpeech is how many attributions before one the speech that holds it is looked for.
const farSpeech = 40

// toldIn says of a stance that who speaks in o tells of it; o is nil where the article
// does.
func (s *Suggestion) toldIn(a *model.Article, names *mention.Found, o *quotation.Quotation) {
	if o == nil || o.Unsought {
		return
	}
	s.Teller = speaker(a, names, o.Speaker)
	holder := kind.AsStance(&s.Annotation).Holder
	switch who := s.Teller.String(); {
	case s.Teller.Kind == annotate.RefNobody:
		s.Why = fmt.Sprintf("%s, in what somebody says", s.Why)
	case holder.Kind == s.Teller.Kind && holder.String() == who:
		s.Why = fmt.Sprintf("%s, in the holder’s own words", s.Why)
	default:
		s.Why = fmt.Sprintf("%s, as %s says", s.Why, who)
	}
}

// languageOf is the language of the words of a quotation.
func languageOf(a *model.Article, q *quotation.Quotation) string {
	if i := a.BlockAt(q.Cover().Start); i >= 0 {
		return a.LanguageOf(i)
	}
	return a.Meta.Language
}

// Pending leaves out what was decided: a suggestion is withheld where an
// annotation of its kind is on half of its words or more, and where a
// refused one of its kind and label does (DESIGN §13). It takes
// O((n + m) log m) for n suggestions and m decisions that overlap little.
func Pending(all []Suggestion, decided []*annotate.Annotation) []Suggestion {
	open := Undecided(decided)
	return slices.DeleteFunc(slices.Clone(all), func(s Suggestion) bool { return !open(&s.Annotation) })
}

// Undecided returns a test for suggestions that are still to be decided, as in [Pending].
func Undecided(decided []*annotate.Annotation) func(*annotate.Annotation) bool {
	by := newDecisions(decided)
	return func(s *annotate.Annotation) bool { return !by.settle(s) }
}
