package session

import (
	"errors"
	"time"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/store"
)

// Judging holds the disagreements of an article's coders and the rulings on them.
type Judging struct {
	Coders []string             // who say anything of the article, the annotator first
	Differ []agree.Disagreement // in order, those of the whole article first
	Open   []int                // undecided, as indices into Differ

	coding  agree.Document      // what each coder says
	rulings *agree.Adjudication // what was decided
	anew    *agree.Disagreement // for which words and label are being chosen; nil for none
}

// ErrNotTheRuling says that an edit does not answer the disagreement that is being
// ruled on anew.
var ErrNotTheRuling = errors.New("not a ruling on this")

// Judge returns the adjudication's sidecar; nil if absent.
func (w *Article) Judge() *Sidecar {
	if w.Own.Annotator == store.Gold {
		return w.Own
	}
	return w.Gold
}

// Codebook returns the codebook of the project; nil where it has none of its own,
// and any tag may be an answer.
func (w *Article) Codebook() *codebook.Codebook {
	if !w.Project.Coded {
		return nil
	}
	return w.Project.Book
}

// Compare finds out anew where the coders differ, unless what others say is
// hidden, and what of that is undecided. It follows every change of a set.
func (w *Article) Compare() {
	w.Judging = Judging{anew: w.anew}
	judge := w.Judge()
	if judge == nil || w.Blind() {
		return
	}
	w.coding.Article = w.Own.art
	w.coding.Coders = map[string]agree.Coding{}
	for _, sc := range append([]*Sidecar{w.Own}, w.Others...) {
		if as := sc.Set.All(); sc.Annotator != store.Gold && (len(as) > 0 || !sc.Set.Coded().IsZero()) {
			w.coding.Coders[sc.Annotator] = agree.Coding{Annotations: as, Coded: sc.Set.Coded()}
			w.Coders = append(w.Coders, sc.Annotator)
		}
	}
	w.Differ = agree.Disagreements(w.coding, w.Codebook(), w.Project.Names)
	w.rulings = agree.NewAdjudication(judge.Set.Snapshot())
	for i, x := range w.Differ {
		if len(w.rulings.On(x)) == 0 {
			w.Open = append(w.Open, i)
		}
	}
}

// Ruled returns what was decided about a disagreement, nil if nothing was.
func (w *Article) Ruled(x agree.Disagreement) []*annotate.Annotation { return w.rulings.On(x) }

// Rule returns the act that decides a disagreement: taken is what holds, nothing
// where nothing is to be said there.
func (w *Article) Rule(x agree.Disagreement, taken []*annotate.Annotation, reason string, at time.Time) Part {
	return Part{w.Judge(), annotate.Edit{Swaps: x.Decide(w.rulings, taken, reason, w.desk.Creator(), at, store.NewID)}}
}

// Agreed returns what all coders say alike and the adjudication does not hold yet.
func (w *Article) Agreed() []*annotate.Annotation {
	return agree.Agreed(w.coding, w.Codebook(), w.Project.Names, w.rulings)
}

// TakeAgreed returns the act that takes annotations of coders into the adjudication.
func (w *Article) TakeAgreed(as []*annotate.Annotation, at time.Time) Part {
	p := Part{Sidecar: w.Judge()}
	for _, a := range agree.Take(as, "", w.desk.Creator(), at, store.NewID) {
		p.Edit.Swaps = append(p.Edit.Swaps, annotate.Swap{After: a})
	}
	return p
}

// BeginAnew begins the choice of words and label for a disagreement; nil ends it.
func (w *Article) BeginAnew(x *agree.Disagreement) { w.anew = x }

// Anew returns the disagreement for which words and label are being chosen; nil
// for none.
func (w *Article) Anew() *agree.Disagreement { return w.anew }

// Answer returns what an edit, made in answer to the disagreement that is ruled on
// anew, says of it. The edit itself is not carried out.
func (w *Article) Answer(e annotate.Edit) ([]*annotate.Annotation, error) {
	var taken []*annotate.Annotation
	for _, s := range e.Swaps {
		if s.After != nil && s.After.Origin.How != annotate.Refused {
			taken = append(taken, s.After)
		}
	}
	if n := len(agree.NewAdjudication(taken).On(*w.anew)); n == 0 || n != len(taken) {
		return nil, ErrNotTheRuling
	}
	return taken, nil
}
