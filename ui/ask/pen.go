package ask

import (
	"slices"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
)

// A Pen makes annotations of an article in the name of one annotator.
type Pen struct {
	Article *model.Article
	creator string
	offsets *model.Offsets // of the text, built when the first place is described
}

// NewPen returns the pen of an annotator, by the IRI that is in sidecars.
func NewPen(a *model.Article, creator string) *Pen { return &Pen{Article: a, creator: creator} }

// Offsets counts the text in code points, once.
func (p *Pen) Offsets() *model.Offsets {
	if p.offsets == nil {
		p.offsets = model.NewOffsets(p.Article.Text)
	}
	return p.offsets
}

// Place describes words so that they can be found again.
func (p *Pen) Place(rng model.Range) annotate.Place {
	return anchor.Describe(p.Article, p.Offsets(), rng)
}

// describe fills in the selectors of every place of an annotation of which only the
// range is known, as those of a suggestion are.
func (p *Pen) describe(a *annotate.Annotation) {
	if !a.Target.Whole && a.Target.Annotation == "" {
		a.Target.Place = p.Place(a.Target.Range)
	}
	if a.Body == nil {
		return
	}
	for _, at := range a.Body.Places() {
		if at.Quote.End == 0 { // a suggested speaker has its words, and no offsets
			*at = p.Place(at.Range)
		}
	}
}

// New returns a new annotation of some words, by hand.
func (p *Pen) New(body annotate.Body, words model.Range) *annotate.Annotation {
	a := p.blank(body)
	a.Target.Range = words
	p.describe(a)
	return a
}

// blank is a new annotation by hand, of nothing yet.
func (p *Pen) blank(body annotate.Body) *annotate.Annotation {
	return &annotate.Annotation{
		ID: store.NewID(), Body: body, Creator: p.creator,
		Created: now(), Modified: now(), Origin: annotate.Origin{How: annotate.ByHand},
	}
}

// Keep returns the annotation that keeping or refusing a suggestion makes.
func (p *Pen) Keep(suggested *annotate.Annotation, how annotate.How) *annotate.Annotation {
	a := suggested.Clone()
	a.ID, a.Creator = store.NewID(), p.creator
	a.Created, a.Modified = now(), now()
	a.Origin.How = how
	p.describe(a)
	return a
}

// Change returns a copy of an annotation that may be changed and put in its place.
// A suggestion that is changed is kept by that, in the place of nothing.
func (p *Pen) Change(a *annotate.Annotation, suggested bool) (before, after *annotate.Annotation) {
	if suggested {
		return nil, p.Keep(a, annotate.Edited)
	}
	after = a.Clone()
	after.Modified = now()
	if after.Origin.How == annotate.Kept {
		after.Origin.How = annotate.Edited
	}
	return a, after
}

// Reword gives an annotation other words. Who it speaks of and what refers to it
// stay as they are.
func (p *Pen) Reword(a *annotate.Annotation, words model.Range) {
	a.Target.Place = p.Place(words)
	if q := kind.AsQuote(a); q != nil {
		p.cutParts(q, words)
	}
}

// cutParts makes a quote's parts fit its new words: what lies outside goes, and
// the first and last reach to the edges. A single part is the target itself.
func (p *Pen) cutParts(q *kind.Quote, words model.Range) {
	q.Parts = slices.DeleteFunc(q.Parts, func(p annotate.Place) bool { return !p.Range.Overlaps(words) })
	if len(q.Parts) < 2 {
		q.Parts = nil
		return
	}
	for i := range q.Parts {
		now := q.Parts[i].Range.Intersect(words)
		if i == 0 {
			now.Start = words.Start
		}
		if i == len(q.Parts)-1 {
			now.End = words.End
		}
		if now != q.Parts[i].Range {
			q.Parts[i] = p.Place(now)
		}
	}
}

// Whole returns a note on the whole article without tags, in the place of the one
// that there was; nil if there was none.
func (p *Pen) Whole(before *annotate.Annotation) *annotate.Annotation {
	if before == nil {
		a := p.blank(new(kind.Note))
		a.Target = annotate.Target{Whole: true}
		return a
	}
	a := before.Clone()
	a.Tags, a.Modified = nil, now()
	return a
}
