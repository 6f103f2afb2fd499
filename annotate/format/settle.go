package format

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
)

func newPage(d Document) *page {
	return &page{Document: d, offsets: model.NewOffsets(d.Article.Text)}
}

// placed returns a copy of a whose places are described in the present text.
func (p *page) placed(a *annotate.Annotation) *annotate.Annotation {
	c := a.Clone()
	for _, pl := range anchor.Places(c) {
		if found(pl) {
			p.describe(pl)
		}
	}
	return c
}

// describe fills in the selectors of a place from its range.
func (p *page) describe(pl *annotate.Place) {
	*pl = anchor.Describe(p.Article, p.offsets, pl.Range)
}

// recount writes the offsets of all places in another unit than code points, in
// which annotations keep them.
func (p *page) recount(u Unit) {
	if u == CodePoints || u == NoOffsets {
		return
	}
	for _, a := range p.Annotations {
		for _, pl := range anchor.Places(a) {
			if found(pl) {
				pl.Quote.Start, pl.Quote.End = u.at(p.offsets, pl.Start), u.at(p.offsets, pl.End)
			}
		}
	}
}

// isPlace reports whether an annotation is about words.
func isPlace(a *annotate.Annotation) bool {
	return !a.Target.Whole && a.Target.Annotation == ""
}

// dropLost takes away the places of a's body that the present text does not
// hold, and reports whether there were any.
func dropLost(a *annotate.Annotation) bool {
	any := false
	for _, r := range a.Body.Refs() {
		if w := r.Ref.Words; w != nil && !found(w) {
			setRefWords(r.Ref, "") // clearing cannot fail
			any = true
		}
	}
	for _, f := range kind.Of(a).Places {
		ps := f.Get(a.Body)
		if there := slices.DeleteFunc(slices.Clone(ps), func(pl annotate.Place) bool { return !found(&pl) }); len(there) < len(ps) {
			f.Set(a.Body, there)
			any = true
		}
	}
	return any
}

func found(pl *annotate.Place) bool {
	return !pl.Empty() && (pl.State == annotate.Exact || pl.State == annotate.Moved)
}

// ownIDs begins the IDs of stet's annotations.
const ownIDs = "urn:uuid:"

// unplaced is the offset of words whose place the file does not tell.
const unplaced = -1

// settle turns what a file says into annotations of p's article: offsets into
// ranges that hold the quoted words, and the file's ids into stet's.
func (p *page) settle(declared Unit, known *homes) []Loss {
	var losses []Loss
	lose := func(l Loss) {
		l.Document = p.Name()
		losses = append(losses, l)
	}
	home := known.of(p)
	if p.Article.Text == "" || sameButLineEnds(home.Text, p.Article.Text) {
		p.Article = home // reckon knows what line ends do to offsets
	}
	p.offsets = model.NewOffsets(p.Article.Text)
	p.place(declared, lose)
	if p.Article != home {
		p.move(home, lose)
	}
	p.Annotations = slices.DeleteFunc(p.Annotations, func(a *annotate.Annotation) bool {
		return isPlace(a) && !p.keep(a, lose)
	})
	for _, a := range p.Annotations {
		if k := kind.Of(a); k.Fill != nil {
			k.Fill(a.Body, a.Target.Quote.Exact)
		}
		if a.Origin.How == "" {
			a.Origin.How = annotate.ByHand
		}
	}
	p.name(lose)
	slices.SortStableFunc(p.Annotations, annotate.Compare)
	return losses
}

// move takes the annotations to another text of the same article.
func (p *page) move(home *model.Article, lose func(Loss)) {
	p.Article, p.offsets = home, model.NewOffsets(home.Text)
	for _, a := range p.Annotations {
		for _, pl := range anchor.Places(a) {
			pl.Quote.Start = unplaced
		}
	}
	p.place(NoOffsets, lose)
}

// maxQuoted is how many bytes the words of one document may have together: a few
// bytes of offsets can quote a whole text.
const maxQuoted = 64 << 20

// maxSearches is how many quotes of one document are looked for when they do not
// stand where the file says; each costs a pass over the text.
const maxSearches = 10_000

// place finds how the file counts, and puts every place of every annotation
// where its words are.
func (p *page) place(declared Unit, lose func(Loss)) {
	type spot struct {
		*annotate.Place
		of *annotate.Annotation
	}
	var spots []spot
	for _, a := range p.Annotations {
		for _, pl := range anchor.Places(a) {
			spots = append(spots, spot{pl, a})
		}
	}
	places := make([]*annotate.Place, len(spots))
	for i, s := range spots {
		places[i] = s.Place
	}
	for i := range p.probes {
		places = append(places, &p.probes[i])
	}
	at := p.reckon(places, declared, lose)
	p.probes = nil // another text has other offsets
	look := &lookup{finder: anchor.NewFinder(p.Article, p.offsets, nil), lose: lose}
	left := maxQuoted
	for _, s := range spots {
		r, ok := at(s.Place)
		q := s.Quote
		if left -= max(r.Len(), len(q.Exact)); left < 0 {
			*s.Place = annotate.Place{State: annotate.Orphan}
			lose(Loss{What: TooLong, ID: s.of.ID, Detail: "more words than a sidecar can hold"})
			continue
		}
		switch {
		case ok && (q.Exact == "" || sameWords(p.Article.Slice(r), q.Exact)):
			s.Range = r
			p.describe(s.Place)
			continue
		case q.Exact == "":
			s.State = annotate.Orphan
			lose(Loss{What: OutOfText, ID: s.of.ID, Detail: fmt.Sprintf("%d-%d", q.Start, q.End)})
			continue
		}
		look.up(s.Place, s.of.ID, p)
	}
}

// A lookup finds words that do not stand where the file says.
type lookup struct {
	finder   *anchor.Finder
	searches int
	lose     func(Loss)
}

// up gives a place its words' place in the page's text, and tells of it. A file
// that never told a place is not contradicted by finding one.
func (l *lookup) up(pl *annotate.Place, id string, p *page) {
	q, what := pl.Quote, NotFound
	if *pl = (annotate.Place{Quote: q, State: annotate.Orphan}); l.searches < maxSearches {
		*pl = l.finder.Find(q)
		l.searches++
	}
	if found(pl) {
		what = Elsewhere
		p.describe(pl)
	} else {
		pl.Quote.Start, pl.Quote.End = max(q.Start, 0), max(q.End, 0)
		if pl.State == annotate.Fuzzy {
			what = Similar
		}
	}
	if q.Start != unplaced || what != Elsewhere {
		l.lose(Loss{What: what, ID: id, Detail: fmt.Sprintf("%.60q", q.Exact), Kept: true})
	}
}

// keep reports whether an annotation has words to be about, and takes away the
// places of its body that have none.
func (p *page) keep(a *annotate.Annotation, lose func(Loss)) bool {
	lost := func(pl *annotate.Place) bool {
		return pl.Quote.Exact == "" || pl.State != annotate.Orphan && pl.Empty()
	}
	for _, r := range a.Body.Refs() {
		if w := r.Ref.Words; w != nil && lost(w) {
			setRefWords(r.Ref, "") // clearing cannot fail
		}
	}
	for _, f := range kind.Of(a).Places {
		f.Set(a.Body, slices.DeleteFunc(f.Get(a.Body), func(pl annotate.Place) bool { return lost(&pl) }))
	}
	if lost(&a.Target.Place) {
		if a.Target.State != annotate.Orphan {
			lose(Loss{What: NoWords, ID: a.ID})
		}
		return false
	}
	return true
}

// name gives the annotations IDs of stet's own, where the file had others, and
// lets what refers to them follow.
func (p *page) name(lose func(Loss)) {
	ids := make(map[string]string, len(p.Annotations))
	for _, a := range p.Annotations {
		old := a.ID
		_, twice := ids[old]
		if !strings.HasPrefix(old, ownIDs) || twice {
			a.ID = store.NewID()
		}
		switch {
		case twice:
			lose(Loss{What: Duplicate, ID: old, Kept: true})
		case old != "":
			ids[old] = a.ID
		}
	}
	known := func(id string) bool { return ids[id] != "" || strings.HasPrefix(id, ownIDs) }
	p.Annotations = slices.DeleteFunc(p.Annotations, func(a *annotate.Annotation) bool {
		for _, id := range endsOf(a) {
			if !known(id) {
				lose(Loss{What: Dangling, ID: a.ID, Detail: id})
				return true
			}
		}
		return false
	})
	rename(p.Annotations, func(a *annotate.Annotation, id string) string {
		if !known(id) {
			lose(Loss{What: Dangling, ID: a.ID, Detail: id})
			return ""
		}
		if to := ids[id]; to != "" {
			return to
		}
		return id
	})
}

// Renew gives the annotations new IDs, and lets what refers to them follow: a
// copy of somebody's annotations is not theirs.
func (d *Document) Renew() {
	ids := make(map[string]string, len(d.Annotations))
	for _, a := range d.Annotations {
		ids[a.ID] = store.NewID()
		a.ID = ids[a.ID]
	}
	rename(d.Annotations, func(_ *annotate.Annotation, id string) string { return cmp.Or(ids[id], id) })
}

// rename changes the IDs that annotations refer to.
func rename(as []*annotate.Annotation, to func(a *annotate.Annotation, id string) string) {
	for _, a := range as {
		if id := a.Target.Annotation; id != "" {
			a.Target.Annotation = to(a, id)
		}
		for _, c := range columnsFor(a) {
			if id := c.get(a); c.refers && isID(id) {
				c.set(a, to(a, id)) // an ID can always be set
			}
		}
	}
}
