package reader

import (
	"sort"

	"stet/annotate/suggest"
	"stet/model"
)

// Where suggestions are made around the screen only, they are made of so many
// quotations before and after it.
const nearQuotes = 300

// follow makes the suggestions for what is on the screen, if it has left the
// stretch for which they were made.
func (r *Reader) follow() {
	if v := r.sheet.Visible(); !r.in.Everywhere() && !v.Empty() && !r.finds.span.Covers(v) {
		r.suggestAround(v.Start)
	}
}

// suggestAround makes the suggestions of the stretch around p.
func (r *Reader) suggestAround(p model.Pos) {
	start := func(i int) model.Pos { return r.in.Quotes.Cover(i).Start }
	n := r.in.Quotes.Len()
	i := sort.Search(n, func(i int) bool { return start(i) >= p })
	from, to := max(0, i-nearQuotes), min(n, i+nearQuotes)
	r.finds.span = model.Range{End: model.Pos(len(r.in.Art.Text))}
	if from > 0 {
		r.finds.span.Start = start(from)
	}
	if to < n {
		r.finds.span.End = start(to)
	}
	r.finds.found = suggest.All(r.in.Art, r.in.Names, r.in.Quotes.Slice(from, to))
	r.gather()
}
