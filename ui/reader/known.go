package reader

import (
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A PriorClaim is a claim that was checked in another article, and that a sentence of
// this one repeats.
type PriorClaim struct {
	Sentence model.Range
	Words    string // as they are in the other article
	Review   kind.Review
	In       string // the other article's file
	ID       string // of the claim there
}

// PriorClaims tells a reader which claims were checked before, the most alike first.
type PriorClaims []PriorClaim

// verdictReuse offers the verdicts of claims that were checked before.
type verdictReuse struct {
	*shared
	claims PriorClaims
	notes  *notes
	walk   *walk
}

func (b *verdictReuse) take(known PriorClaims) {
	b.claims = known
	b.say()
}

// say tells of the first known claim that is not judged here.
func (b *verdictReuse) say() {
	if k := b.next(); k != nil && b.notes.own != nil {
		b.statusLine.say(fmt.Sprintf("said before, %s: %s", kind.Word(k.Review.Verdict), pane.Excerpt(k.Words, 32)) + b.statusLine.table.Fill(" · {verdict} takes it over"))
	}
}

// next returns the first prior claim that is not judged here, nil if all are.
func (b *verdictReuse) next() *PriorClaim {
	for i := range b.claims {
		if k := &b.claims[i]; !b.judged(k.Sentence) {
			return k
		}
	}
	return nil
}

// judged reports whether a claim of your own with a verdict lies there.
func (b *verdictReuse) judged(rng model.Range) bool {
	for i := range b.in.Items {
		it := &b.in.Items[i]
		if c := kind.AsClaim(it.Note); c != nil && it.By == "" && !it.Found && it.Range().Overlaps(rng) && c.Status == kind.HasVerdict {
			return true
		}
	}
	return false
}

// at returns what is known of the words of a claim, nil if nothing is or
// they are judged already.
func (b *verdictReuse) at(rng model.Range) *PriorClaim {
	for i := range b.claims {
		if k := &b.claims[i]; k.Sentence.Overlaps(rng) && !b.judged(rng) {
			return k
		}
	}
	return nil
}

// to puts the claim that a known one's sentence makes into focus. Where none
// was found there, it makes one that is not kept yet, of what is attributed in the
// sentence or of all of it.
func (b *verdictReuse) to(k *PriorClaim) *annotate.Annotation {
	b.walk.showReported()
	var best *sheet.Item
	b.in.Over(k.Sentence, func(it *sheet.Item) {
		if kind.AsClaim(it.Note) != nil && it.By == "" && (best == nil || it.Range().Len() > best.Range().Len()) {
			best = it
		}
	})
	if best != nil {
		b.walk.to(best)
		return nil
	}
	words, who := k.Sentence, annotate.Ref{Kind: annotate.RefArticle}
	for i := range b.in.Quotes.Len() {
		c := b.in.Quotes.Cover(i)
		if !k.Sentence.Covers(c) || words != k.Sentence && c.Len() < words.Len() {
			continue
		}
		q := b.in.Quotes.At(i)
		if q.Speaker.Name == "" {
			continue
		}
		words, who = c, annotate.NameRef(q.Speaker.Name, "")
		if q.Speaker.Entity >= 0 {
			who = b.notes.scene(k.Sentence).Ref(q.Speaker.Entity, q.Speaker.Range)
		}
	}
	words = b.in.Said(words)
	if that := b.in.Art.Slice(words); len(that) > 5 && strings.EqualFold(that[:5], "that ") {
		words.Start += 5
	}
	b.focus.Set(words)
	return b.notes.pen.New(&kind.Claim{Claimant: who, ToldBy: kind.ToldByArticle, Status: kind.ToCheck}, words)
}

// Judged returns your own claims that have a verdict.
func (r *Reader) Judged() (out []*annotate.Annotation) {
	if r.notes.own == nil {
		return nil
	}
	for _, a := range r.notes.own.Set.All() {
		if c := kind.AsClaim(a); c != nil && c.Review != nil && c.Review.Verdict != "" {
			out = append(out, a)
		}
	}
	return out
}
