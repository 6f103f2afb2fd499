package machine

import (
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/model"
)

// A placer finds where the words of answers are in one article.
type placer struct {
	article *model.Article
	off     *model.Offsets
	finder  *anchor.Finder
	within  model.Range // of the text, which the machine was shown
	last    struct {    // what was looked for last: a machine says much of the same words
		exact  string
		within model.Range
		places []model.Range
	}
}

func newPlacer(a *model.Article) *placer {
	off := model.NewOffsets(a.Text)
	return &placer{article: a, off: off, finder: anchor.NewFinder(a, off, nil), within: model.Range{End: model.Pos(len(a.Text))}}
}

const (
	// sureFit is how far the surroundings of a place must agree for it to be the one
	// that is meant, and clearFit by how much more than those of any other.
	sureFit  = 0.6
	clearFit = 0.2
	// nearNumber is how far from the place an offset may point, in code points:
	// models count badly.
	nearNumber = 3
)

// place returns the one place that words can mean.
func (p *placer) place(w Words) (model.Range, Reason) {
	if w.Exact == "" {
		return p.byNumbers(w)
	}
	places := p.stands(w.Exact)
	switch len(places) {
	case 0:
		return model.Range{}, NotThere
	case 1:
		return places[0], Used
	}
	for _, by := range []func(Words, []model.Range) (model.Range, bool){p.byContext, byOccurrence, p.byStart} {
		if r, ok := by(w, places); ok {
			return r, Used
		}
	}
	return model.Range{}, Several
}

// near is place for words beside a target: of several places the one nearest to it.
func (p *placer) near(w Words, target model.Range) (model.Range, bool) {
	r, why := p.place(w)
	if why != Several {
		return r, why == Used
	}
	best := model.Range{}
	least := model.Pos(len(p.article.Text))
	for _, r := range p.stands(w.Exact) {
		d := max(r.Start-target.End, target.Start-r.End, 0)
		if best.Empty() || d < least {
			best, least = r, d
		}
	}
	return best, !best.Empty()
}

// stands returns where words are in what the machine was shown. Marks that it put
// around them are taken off where they are nowhere so.
func (p *placer) stands(exact string) []model.Range {
	if l := &p.last; l.places == nil || l.exact != exact || l.within != p.within {
		l.exact, l.within, l.places = exact, p.within, p.look(exact)
	}
	return p.last.places
}

func (p *placer) look(exact string) []model.Range {
	look := func(words string) (out []model.Range) {
		for _, r := range p.finder.Stands(words) {
			if p.within.Covers(r) {
				out = append(out, r)
			}
		}
		return out
	}
	if out := look(exact); len(out) > 0 {
		return out
	}
	if bare := strings.Trim(exact, "\"'“”‘’«»„ "); bare != exact {
		return look(bare)
	}
	return nil
}

// byContext takes the place whose surroundings agree with the prefix and the suffix.
func (p *placer) byContext(w Words, places []model.Range) (model.Range, bool) {
	if strings.TrimSpace(w.Prefix) == "" && strings.TrimSpace(w.Suffix) == "" {
		return model.Range{}, false
	}
	best, score, second := model.Range{}, -1.0, -1.0
	for _, r := range places {
		before, after := p.finder.Fits(r, w.Prefix, w.Suffix)
		switch fit := min(before, after); {
		case fit > score:
			best, score, second = r, fit, score
		case fit > second:
			second = fit
		}
	}
	return best, score >= sureFit && score-second >= clearFit
}

func byOccurrence(w Words, places []model.Range) (model.Range, bool) {
	if w.Occurrence < 1 || w.Occurrence > len(places) {
		return model.Range{}, false
	}
	return places[w.Occurrence-1], true
}

// byStart takes the one place that begins where an offset says, or a few characters
// beside it.
func (p *placer) byStart(w Words, places []model.Range) (found model.Range, ok bool) {
	if w.Start < 0 {
		return found, false
	}
	base := p.count(w, p.within.Start)
	for _, r := range places {
		if d := p.count(w, r.Start) - base - w.Start; d >= -nearNumber && d <= nearNumber {
			if ok {
				return model.Range{}, false
			}
			found, ok = r, true
		}
	}
	return found, ok
}

func (p *placer) count(w Words, at model.Pos) int {
	if w.Units {
		return p.off.UTF16(at)
	}
	return p.off.CodePoint(at)
}

// byNumbers takes offsets at their word, if they cut no word.
func (p *placer) byNumbers(w Words) (model.Range, Reason) {
	if w.Start < 0 || w.End <= w.Start {
		return model.Range{}, SaysNothing
	}
	at := p.off.PosOfCodePoint
	if w.Units {
		at = p.off.PosOfUTF16
	}
	base := p.count(w, p.within.Start)
	start, ok := at(base + w.Start)
	end, ok2 := at(base + w.End)
	r := model.Range{Start: start, End: end}
	if !ok || !ok2 || !p.within.Covers(r) {
		return model.Range{}, BadNumber
	}
	words := p.article.Slice(r)
	if strings.TrimSpace(words) != words || words == "" {
		return model.Range{}, BadNumber
	}
	for _, stands := range p.finder.Stands(words) {
		if stands == r {
			return r, Used
		}
	}
	return model.Range{}, BadNumber
}

// describe returns the place of a range.
func (p *placer) describe(r model.Range) annotate.Place { return anchor.Describe(p.article, p.off, r) }

// unmarked takes quotation marks off both ends of a range.
func (p *placer) unmarked(r model.Range) model.Range {
	words := p.article.Slice(r)
	first, n := utf8.DecodeRuneInString(words)
	last, m := utf8.DecodeLastRuneInString(words)
	if len(words) > n+m && strings.ContainsRune("\"“„«‘'”»", first) && strings.ContainsRune("\"”“»«’'", last) {
		return model.Range{Start: r.Start + model.Pos(n), End: r.End - model.Pos(m)}
	}
	return r
}
