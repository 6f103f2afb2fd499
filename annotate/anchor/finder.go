package anchor

import (
	"strings"

	"stet/annotate"
	"stet/model"
)

// A Finder finds places in one text. It is not safe for concurrent use.
type Finder struct {
	text   string
	digest string
	off    *model.Offsets
	kept   func(digest string) (string, bool)
}

// NewFinder returns a finder of places in an article. Kept gives an earlier text
// by its digest, if it was kept; it may be nil.
func NewFinder(a *model.Article, off *model.Offsets, kept func(digest string) (string, bool)) *Finder {
	return &Finder{text: a.Text, digest: a.Digest, off: off, kept: kept}
}

// FindAll resolves every place of the annotations, which must not be in a set
// yet. Cues, parts and mentions are searched in what their target has become.
func (f *Finder) FindAll(as []*annotate.Annotation) {
	for _, a := range as {
		for _, p := range Places(a) {
			*p = f.Find(p.Quote)
		}
	}
}

// Find resolves one place. The selectors stay as they are.
func (f *Finder) Find(q annotate.Quote) annotate.Place {
	if r, ok := f.at(q); ok {
		return annotate.Place{Range: r, Quote: q, State: annotate.Exact, Score: 1}
	}
	if i := strings.Index(f.text, q.Prefix+q.Exact+q.Suffix); i >= 0 {
		i += len(q.Prefix)
		return annotate.Place{Range: model.Range{Start: model.Pos(i), End: model.Pos(i + len(q.Exact))}, Quote: q, State: annotate.Moved, Score: 1}
	}
	return annotate.Place{Quote: q, State: annotate.Orphan}
}

// at returns where the offsets point, if the words stand there.
func (f *Finder) at(q annotate.Quote) (model.Range, bool) {
	start, ok := f.off.PosOfCodePoint(q.Start)
	if !ok || q.Exact == "" {
		return model.Range{}, false
	}
	end := start + model.Pos(len(q.Exact))
	if int(end) > len(f.text) || f.text[start:end] != q.Exact {
		return model.Range{}, false
	}
	return model.Range{Start: start, End: end}, true
}
