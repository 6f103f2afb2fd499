package format

import (
	"fmt"
	"slices"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
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

// doubtful says of words that the text does not hold, or not for sure, that it is so:
// "fuzzy", "orphan"; "" of all others. An export flags them where its format has a
// place for it, and leaves them out elsewhere.
func doubtful(a *annotate.Annotation) string {
	if !isPlace(a) || found(&a.Target.Place) {
		return ""
	}
	return a.Target.State.String()
}

// ownIDs begins the IDs of stet's annotations.
const ownIDs = "urn:uuid:"

// unplaced is the offset of words whose place the file does not tell.
const unplaced = -1

// settle turns what a file says into annotations of p's article: offsets into
// ranges that hold the quoted words, and the file's ids into stet's. Offsets are
// counted in the text that the file itself brings, as it is there; only then
// do the words go to the article, whose line ends may differ.
func (p *page) settle(f Format, known *articleFinder) []Loss {
	var losses []Loss
	lose := func(l Loss) {
		l.Document = orElse(l.Document, p.Name())
		losses = append(losses, l)
	}
	home := known.of(p)
	if p.Article.Text == "" || p.Article.Text == home.Text {
		p.Article = home
	}
	p.Article.Digest = orElse(p.Article.Digest, model.DigestOf(p.Article.Text))
	p.offsets = model.NewOffsets(p.Article.Text)
	own := p.Article.Digest
	p.place(f, lose)
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
	was := map[*annotate.Annotation]string{}
	for _, a := range p.Annotations {
		was[a] = a.ID
	}
	p.name(f.Name, lose)
	for _, a := range p.Annotations {
		if p.imported != nil {
			a.Imported = p.imported(a, own)
		}
		if a.Imported == nil && was[a] != a.ID { // it is another program's
			a.Imported = mustRaw(object{{"format", f.Name}, {"id", was[a]}})
		}
	}
	slices.SortStableFunc(p.Annotations, annotate.Compare)
	return losses
}

// move takes the annotations to the article from the text that the file brings,
// by comparing the two. Words that the article has otherwise are told.
func (p *page) move(home *model.Article, lose func(Loss)) {
	own := p.Article
	p.Article, p.offsets = home, model.NewOffsets(home.Text)
	finder := anchor.NewFinder(home, p.offsets, func(digest string) (string, bool) { return own.Text, digest == own.Digest })
	for _, a := range p.Annotations {
		for i, pl := range anchor.Places(a) {
			q := pl.Quote
			if q.Exact == "" {
				continue
			}
			if pl.State == annotate.Orphan || pl.State == annotate.Fuzzy {
				q.Of = ""
			}
			switch *pl = finder.Find(q); {
			case found(pl):
				p.describe(pl)
			case pl.State == annotate.Fuzzy:
				lose(Loss{What: Similar, ID: a.ID, Detail: fmt.Sprintf("%.60q", q.Exact), Kept: true})
			case i == 0 || pl.State == annotate.Orphan:
				lose(Loss{What: NotFound, ID: a.ID, Detail: fmt.Sprintf("%.60q", q.Exact), Kept: true})
			}
		}
	}
}

// maxQuoted is how many bytes the words of one document may have together: a few
// bytes of offsets can quote a whole text.
const maxQuoted = 64 << 20

// maxSearches is how many quotes of one document are looked for when they do not
// are where the file says; each costs a pass over the text.
const maxSearches = 10_000

// place finds how the file counts, and puts every place of every annotation
// where its words are.
func (p *page) place(f Format, lose func(Loss)) {
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
	counted := p.reckon(places, f, lose)
	p.probes = nil // another text has other offsets
	look := &lookup{finder: anchor.NewFinder(p.Article, p.offsets, nil), lose: lose}
	left := maxQuoted
	for _, s := range spots {
		if want, ok := p.pendingTarget[s.of]; ok && s.Place == &s.of.Target.Place {
			p.seek(s.of, want, look)
			continue
		}
		q := s.Quote
		if left -= len(q.Exact); q.Start == unplaced && q.Exact == "" {
			s.State = annotate.Orphan // told by who read it
			continue
		}
		r, ok, sure := counted.of(s.Place)
		if left -= r.Len(); left < 0 {
			*s.Place = annotate.Place{State: annotate.Orphan}
			lose(Loss{What: TooLong, ID: s.of.ID, Detail: "more words than a sidecar can hold"})
			continue
		}
		switch {
		case q.Exact == "" && !sure:
			*s.Place = annotate.Place{State: annotate.Orphan}
			lose(Loss{What: NoUnit, ID: s.of.ID, Detail: fmt.Sprintf("%d-%d: code points and UTF-16 units say different words, and nothing confirms either", q.Start, q.End)})
		case ok && (q.Exact == "" || f.agrees(p.Article.Slice(r), q.Exact) > 0):
			s.Range = r
			p.describe(s.Place)
		case ok && sure && p.soft[s.Place] && !look.stands(q.Exact):
			s.Range = r
			p.describe(s.Place)
		case q.Exact == "":
			s.State = annotate.Orphan
			lose(Loss{What: OutOfText, ID: s.of.ID, Detail: fmt.Sprintf("%d-%d", q.Start, q.End)})
		default:
			look.up(s.Place, s.of.ID, p)
		}
	}
}

// A lookup finds words that are not where the file says.
type lookup struct {
	finder   *anchor.Finder
	searches int
	lose     func(Loss)
}

// stands reports whether words are in the text, and in one place only.
func (l *lookup) stands(words string) bool {
	if l.searches++; l.searches > maxSearches {
		return false
	}
	pl := l.finder.Find(annotate.Quote{Exact: words, Start: unplaced})
	return found(&pl)
}

// up gives a place its words' place in the page's text, and tells of it. A file
// that never told a place is not contradicted by finding one.
func (l *lookup) up(pl *annotate.Place, id string, p *page) {
	q, what := pl.Quote, NotFound
	if *pl = (annotate.Place{Quote: q, State: annotate.Orphan}); l.searches < maxSearches {
		*pl = l.finder.Find(q)
		l.searches++
	}
	switch {
	case found(pl):
		what = Elsewhere
		p.describe(pl)
	case pl.State == annotate.Fuzzy && p.Article.Slice(pl.Range) == q.Exact:
		what = Ambiguous
	case pl.State == annotate.Fuzzy:
		what = Similar
	}
	if !found(pl) {
		pl.Quote.Start, pl.Quote.End = max(q.Start, 0), max(q.End, 0)
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
	if p.unresolved[a] {
		a.Target.Place = annotate.Place{State: annotate.Orphan}
		return true
	}
	if lost(&a.Target.Place) {
		if a.Target.State != annotate.Orphan {
			lose(Loss{What: NoWords, ID: a.ID})
		}
		return false
	}
	return true
}
