package anchor

import (
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/model"
)

// The thresholds of finding words in a text that has changed. They were chosen
// on 215 pairs of real revisions (corpora/revisions, eval/anchors.py). With the
// earlier text: kept words right 100 %, changed ones found 96 %, deleted ones
// placed 0 %, gone ones (the same words are elsewhere) placed unasked 0 %.
// Without it, by context alone: 99.7, 54, 4 and 23 %.
const (
	// minShare is the share of a quote's letters that must have survived a
	// revision for the rest of it to be shown as its place.
	minShare = 0.5
	// minContext is how alike the words before or after must be for an equal
	// quote elsewhere to be the same one.
	minContext = 0.5
	// longQuote is the length in code points from which a quote that occurs once
	// in a text needs no context.
	longQuote = 40
	// maxErrors is the share of a quote that may differ when nothing but the
	// quote is known, and minFuzzyContext how alike the words around it must be.
	maxErrors       = 0.15
	minFuzzyContext = 0.7
	// minNearby is how alike the words around an equal quote near its expected
	// place must be, on the average, for no other to be looked for.
	minNearby = 0.75
	// window is how far around its expected place a quote is near it, in bytes
	// to either side; in a text of at most shortText, everything is.
	window    = 4 << 10
	shortText = 64 << 10
)

// A Finder finds places in one text. It is not safe for concurrent use.
type Finder struct {
	text   string
	digest string
	off    *model.Offsets
	kept   func(digest string) (string, bool)
	olds   map[string]*earlier
	seen   *occurrences
	shift  int // by how many bytes the last quote that was searched had moved

	folded     *folded // made when a quote is first looked for in another spelling
	foldedSeen *occurrences
}

// An earlier text, and what has become of it.
type earlier struct {
	off *model.Offsets
	*mapping
}

// NewFinder returns a finder of places in an article. Kept gives an earlier text
// by its digest, if it was kept; it may be nil.
func NewFinder(a *model.Article, off *model.Offsets, kept func(digest string) (string, bool)) *Finder {
	return &Finder{text: a.Text, digest: a.Digest, off: off, kept: kept, olds: map[string]*earlier{}}
}

// FindAll resolves every place of the annotations, which must not be in a set
// yet. The cue, parts and mentions of a target that moved as a whole move with
// it; those of an orphan are orphans.
//
// It takes the time of comparing each earlier text with the present one, and a
// binary search for each place: 0.8 s for 10,000 annotations in 10 MB of which
// every paragraph has changed. Where the earlier text was not kept, words that
// have changed are searched where they are expected, in all about 2 s.
func (f *Finder) FindAll(as []*annotate.Annotation) {
	for _, a := range as {
		ps := Places(a)
		if len(ps) == 0 {
			continue
		}
		if hasWords(a) {
			a.Target.Place = f.Find(a.Target.Quote)
			ps = ps[1:]
		}
		for _, p := range ps {
			*p = f.findWithin(p.Quote, a)
		}
	}
}

// Find resolves one place in five steps, from certain to lost. The selectors
// stay as they are: they change when a person confirms the place.
func (f *Finder) Find(q annotate.Quote) annotate.Place {
	if r, ok := f.offsets(q); ok {
		return placed(q, r, annotate.Exact, 1)
	}
	if old := f.earlier(q); old != nil {
		return f.mapped(q, old)
	}
	return f.searched(q)
}

// findWithin resolves a place that belongs to a target.
func (f *Finder) findWithin(q annotate.Quote, a *annotate.Annotation) annotate.Place {
	t := a.Target
	switch {
	case !hasWords(a):
		return f.Find(q)
	case t.State == annotate.Orphan:
		return annotate.Place{Quote: q, State: annotate.Orphan}
	case t.State == annotate.Fuzzy || t.Quote.Of != q.Of:
		return f.Find(q)
	}
	shifted := q
	delta := f.off.CodePoint(t.Start) - t.Quote.Start
	shifted.Start += delta
	if r, ok := f.at(shifted); ok && (delta == 0 || t.Range.Covers(r)) {
		return placed(q, r, t.State, t.Score)
	}
	return f.Find(q)
}

func placed(q annotate.Quote, r model.Range, s annotate.State, score float64) annotate.Place {
	return annotate.Place{Range: r, Quote: q, State: s, Score: score}
}

func span(start, end int) model.Range {
	return model.Range{Start: model.Pos(start), End: model.Pos(end)}
}

// offsets is the first step: the text is the one that was annotated, and the
// words are where the offsets say. Where the digest of either is not known the
// words around must agree too.
func (f *Finder) offsets(q annotate.Quote) (model.Range, bool) {
	r, ok := f.at(q)
	if !ok || q.Of != "" && q.Of == f.digest {
		return r, ok
	}
	if !strings.HasSuffix(f.text[:r.Start], q.Prefix) || !strings.HasPrefix(f.text[r.End:], q.Suffix) {
		return model.Range{}, false
	}
	return r, true
}

// at returns where the offsets point, if the words are there.
func (f *Finder) at(q annotate.Quote) (model.Range, bool) {
	start, ok := f.off.PosOfCodePoint(q.Start)
	end := int(start) + len(q.Exact)
	if !ok || q.Exact == "" || end > len(f.text) || f.text[start:end] != q.Exact {
		return model.Range{}, false
	}
	return model.Range{Start: start, End: model.Pos(end)}, true
}

// earlier returns the text that a quote was taken from, if it was kept and the
// quote is in it.
func (f *Finder) earlier(q annotate.Quote) *earlier {
	if q.Of == "" || q.Of == f.digest || f.kept == nil {
		return nil
	}
	old, known := f.olds[q.Of]
	if !known {
		if text, ok := f.kept(q.Of); ok {
			old = &earlier{model.NewOffsets(text), compare(text, f.text)}
		}
		f.olds[q.Of] = old
	}
	if old == nil {
		return nil
	}
	if start, ok := old.off.PosOfCodePoint(q.Start); !ok || !strings.HasPrefix(old.old[start:], q.Exact) {
		return nil
	}
	return old
}

// mapped is the second step: the kept text is compared with the present one,
// and the words are where that says. Words that are gone are searched elsewhere,
// and a person is asked.
func (f *Finder) mapped(q annotate.Quote, old *earlier) annotate.Place {
	at, _ := old.off.PosOfCodePoint(q.Start)
	start := int(at)
	end := start + len(q.Exact)
	pieces := old.from(start, end)
	left := words(q.Exact)
	survived := 0
	for _, p := range pieces {
		survived += words(old.old[p.old : p.old+p.n])
	}
	if survived == left && len(pieces) > 0 {
		first, last := pieces[0], pieces[len(pieces)-1]
		from, to := first.new-(first.old-start), last.new+last.n+(end-last.old-last.n)
		if from >= 0 && to <= len(f.text) && from < to && words(f.text[from:to]) == left {
			score := 1.0
			if f.text[from:to] != q.Exact {
				score = 0.99 // white space differs
			}
			return placed(q, span(from, to), annotate.Moved, score)
		}
	}
	if p, ok := f.respelled(q, old.near(start)); ok {
		return p
	}
	if pieces = densest(pieces, 3*len(q.Exact)+64); len(pieces) > 0 {
		survived = 0
		for _, p := range pieces {
			survived += words(old.old[p.old : p.old+p.n])
		}
		if share := float64(survived) / float64(max(1, left)); share >= minShare {
			r := f.widen(old, pieces, start, end)
			return placed(q, r, annotate.Fuzzy, similarity(q.Exact, f.text[r.Start:r.End]))
		}
	}
	p := f.searched(q)
	if p.State == annotate.Moved {
		p.State = annotate.Fuzzy
	}
	return p
}

// widen returns the place of what is left of a quote, with what is now
// where its first and last words were, if that is not much longer than they
// were.
func (f *Finder) widen(old *earlier, pieces []piece, start, end int) model.Range {
	first, last := pieces[0], pieces[len(pieces)-1]
	from, to := first.new, last.new+last.n
	if before, ok := old.endBefore(first.old, start); ok {
		if gap := f.text[before:from]; words(gap) <= 2*words(old.old[start:first.old]) {
			from -= len(strings.TrimLeftFunc(gap, isSpace))
		}
	}
	if after, ok := old.startAfter(last.old+last.n, end); ok {
		if gap := f.text[to:after]; words(gap) <= 2*words(old.old[last.old+last.n:end]) {
			to += len(strings.TrimRightFunc(gap, isSpace))
		}
	}
	return span(from, to)
}

// words counts the bytes of a text that are no white space.
func words(s string) int {
	n := 0
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if !isSpace(c) {
			n += size
		}
		i += size
	}
	return n
}

// densest returns the run of pieces that holds most of the old words within a
// stretch of the new text of that length.
func densest(pieces []piece, length int) []piece {
	var best []piece
	bestN, n, i := 0, 0, 0
	for j, p := range pieces {
		n += p.n
		for p.new+p.n-pieces[i].new > length && i < j {
			n -= pieces[i].n
			i++
		}
		if n > bestN {
			best, bestN = pieces[i:j+1], n
		}
	}
	return best
}
