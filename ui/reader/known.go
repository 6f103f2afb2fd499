package reader

import (
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A Known is a claim that was checked in another article, and that a sentence of
// this one says again.
type Known struct {
	Sentence model.Range
	Words    string // as they stand in the other article
	Review   kind.Review
	In       string // the other article's file
}

// SaidBefore tells a reader which claims were checked before, the most alike first.
type SaidBefore []Known

func (r *Reader) gotKnown(known SaidBefore) {
	r.known = known
	r.sayKnown()
}

// sayKnown tells of the first known claim that is not judged here.
func (r *Reader) sayKnown() {
	if k := r.nextKnown(); k != nil && r.file != nil {
		r.say("said before, " + kind.Word(k.Review.Verdict) + ": " + pane.Excerpt(k.Words, 32) + r.table.Fill(" · {verdict} takes it over"))
	}
}

// nextKnown returns the first known claim that is not judged here, nil if there
// is none.
func (r *Reader) nextKnown() *Known {
	for i := range r.known {
		if k := &r.known[i]; !r.judged(k.Sentence) {
			return k
		}
	}
	return nil
}

// judged reports whether a claim of one's own with a verdict lies there.
func (r *Reader) judged(rng model.Range) bool {
	for i := range r.in.Items {
		it := &r.in.Items[i]
		if c, ok := it.Note.Body.(*kind.Claim); ok && it.By == "" && !it.Found && it.Range().Overlaps(rng) && c.Review != nil && c.Review.Verdict != "" {
			return true
		}
	}
	return false
}

// knownAt returns what is known of the words of a claim, nil if nothing is or
// they are judged already.
func (r *Reader) knownAt(rng model.Range) *Known {
	for i := range r.known {
		if k := &r.known[i]; k.Sentence.Overlaps(rng) && !r.judged(rng) {
			return k
		}
	}
	return nil
}

// toKnown puts the claim that a known one's sentence makes into focus. Where none
// was found there, it makes one that is not kept yet, of what is attributed in the
// sentence or of all of it.
func (r *Reader) toKnown(k *Known) *annotate.Annotation {
	r.showReported()
	var best *sheet.Item
	r.in.Over(k.Sentence, func(it *sheet.Item) {
		if it.Note.Kind() == "claim" && it.By == "" && (best == nil || it.Range().Len() > best.Range().Len()) {
			best = it
		}
	})
	if best != nil {
		r.focusItem(best)
		return nil
	}
	words, who := k.Sentence, annotate.Ref{Kind: annotate.RefArticle}
	for i := range r.in.Quotes.Len() {
		c := r.in.Quotes.Cover(i)
		if !k.Sentence.Covers(c) || words != k.Sentence && c.Len() < words.Len() {
			continue
		}
		q := r.in.Quotes.At(i)
		if q.Speaker.Name == "" {
			continue
		}
		words, who = c, annotate.NameRef(q.Speaker.Name, "")
		if q.Speaker.Entity >= 0 {
			who = r.scene(k.Sentence).Ref(q.Speaker.Entity, q.Speaker.Range)
		}
	}
	words = r.in.Said(words)
	if that := r.in.Art.Slice(words); len(that) > 5 && strings.EqualFold(that[:5], "that ") {
		words.Start += 5
	}
	r.focus.Set(words)
	return r.pen.New(&kind.Claim{Claimant: who, ToldBy: kind.ToldByArticle, Status: kind.ToCheck}, words)
}

// Judged returns one's own claims that have a verdict.
func (r *Reader) Judged() (out []*annotate.Annotation) {
	if r.file == nil {
		return nil
	}
	for _, a := range r.file.Set.All() {
		if c, ok := a.Body.(*kind.Claim); ok && c.Review != nil && c.Review.Verdict != "" {
			out = append(out, a)
		}
	}
	return out
}

// takeOver gives a claim the review of a known one, if there is one. When that was
// reviewed stays.
func (k *Known) takeOver(c *kind.Claim) {
	if k != nil {
		r := k.Review
		c.Review, c.Status = &r, kind.HasVerdict
	}
}
