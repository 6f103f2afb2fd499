package reader

import (
	"sort"

	"stet/annotate/suggest"
	"stet/model"
)

// An article with more quotations than manyQuotes (some 300 KB of news) has its
// suggestions made around the screen only, nearQuotes before and after it: of a
// text of 10 MB they would take 95 MB, and gathering them 40 ms an edit.
const (
	manyQuotes = 2000
	nearQuotes = 300
)

// everywhere reports whether suggestions are made of the whole article at once.
func (r *Reader) everywhere() bool { return r.quotes.Len() <= manyQuotes }

// follow makes the suggestions for what is on the screen, if it has left the
// stretch for which they were made.
func (r *Reader) follow() {
	if v := r.visible(); !r.everywhere() && !v.Empty() && !r.span.Covers(v) {
		r.suggestAround(v.Start)
	}
}

// suggestAround makes the suggestions of the stretch around p.
func (r *Reader) suggestAround(p model.Pos) {
	start := func(i int) model.Pos { return r.quotes.Cover(i).Start }
	n := r.quotes.Len()
	i := sort.Search(n, func(i int) bool { return start(i) >= p })
	from, to := max(0, i-nearQuotes), min(n, i+nearQuotes)
	r.span = model.Range{End: model.Pos(len(r.art.Text))}
	if from > 0 {
		r.span.Start = start(from)
	}
	if to < n {
		r.span.End = start(to)
	}
	r.found = suggest.All(r.art, r.names, r.quotes.Slice(from, to))
	r.gather()
}
