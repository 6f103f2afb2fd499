package reader

import (
	"slices"
	"sort"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/quotation"
)

// gather makes the list of items anew: after an edit, and when something was
// found. 10,000 annotations take under 3 ms.
func (r *Reader) gather() {
	focused, selected := r.focus.item.copy(), (*item)(nil)
	if r.sel != nil {
		selected = r.sel.of.copy()
	}
	r.compare()
	r.items = r.items[:0]
	decided := r.glanced
	if r.file != nil {
		decided = r.file.Set.Snapshot()
	}
	for _, a := range decided {
		if a.Origin.How == annotate.Refused {
			if !r.hidden[layerRefused] {
				r.items = append(r.items, item{note: a})
			}
			continue
		}
		r.items = append(r.items, item{note: a})
	}
	for _, f := range r.shownOthers() {
		for _, a := range f.Set.All() {
			r.items = append(r.items, item{note: a, by: f.Annotator})
		}
	}
	for _, s := range suggest.Pending(r.found, decided) {
		kind := s.Annotation.Kind()
		if s.Indirect && r.hidden[layerIndirect] && (kind != "claim" || r.hidden[layerReported]) || !r.wanted(kind) {
			continue
		}
		r.items = append(r.items, item{note: &s.Annotation, ends: s.Ends, why: s.Why, found: true})
	}
	r.items = slices.DeleteFunc(r.items, func(it item) bool { return it.rng().Empty() })
	slices.SortStableFunc(r.items, func(a, b item) int { return a.rng().Compare(b.rng()) })
	r.reach = r.reach[:0]
	var far model.Pos
	for i := range r.items {
		far = max(far, r.items[i].rng().End)
		r.reach = append(r.reach, far)
	}
	r.quoted = r.count()
	r.focus.item = r.sameItem(focused)
	if r.sel != nil {
		r.sel.of = r.sameItem(selected)
	}
	if r.skim == skimSaid {
		r.layOut()
	}
}

// shownOthers are the files of other people and of the adjudication, unless they
// are hidden.
func (r *Reader) shownOthers() []*store.File {
	switch {
	case r.blind():
		return nil
	case r.gold.file != nil:
		return append(slices.Clone(r.others), r.gold.file)
	}
	return r.others
}

// copy returns an item that stays what it was when the list is made anew.
func (it *item) copy() *item {
	if it == nil {
		return nil
	}
	c := *it
	return &c
}

// sameItem finds in the present list what old was in an earlier one; nil if it
// is gone, or was nil.
func (r *Reader) sameItem(old *item) *item {
	if old == nil {
		return nil
	}
	for i := range r.items {
		if r.items[i].same(old) {
			return &r.items[i]
		}
	}
	return nil
}

// over calls f for each shown item that overlaps rng, in order. It costs the
// items there, not the article's.
func (r *Reader) over(rng model.Range, f func(*item)) {
	i := sort.Search(len(r.reach), func(i int) bool { return r.reach[i] > rng.Start })
	for ; i < len(r.items) && r.items[i].rng().Start < rng.End; i++ {
		if it := &r.items[i]; it.rng().Overlaps(rng) && r.shown(it) {
			f(it)
		}
	}
}

// shown reports whether the layers that an item belongs to are switched on.
func (r *Reader) shown(it *item) bool {
	return r.skim != skimClean && !r.hidden[it.note.Kind()] && (it.by == "" || !r.hidden[layerOthers])
}

// stands reports whether an item stands in gutter, margin and stack: names, of
// which there are too many, do not.
func (r *Reader) stands(it *item) bool {
	return r.shown(it) && it.note.Kind() != kindEntity
}

// stops reports whether tab stops at an item: at found quotes and at what is
// kept. Claims and stances that are only suggested are gone by with ]u, so that
// the quotes of an article can be kept one after the other.
func stops(it *item) bool { return !it.found || it.note.Kind() == "quote" }

const kindEntity = "entity"

// stack returns the shown items that lie at a range, the widest first: those
// that share words with it and with the one in focus.
func (r *Reader) stack(rng model.Range) []*item {
	var out []*item
	r.over(rng, func(it *item) {
		if r.stands(it) && (it.rng().Covers(rng) || rng.Covers(it.rng())) {
			out = append(out, it)
		}
	})
	return out
}

// A tally is how many quotes were found and how many are kept. Of a very long
// article it is what was found that is counted, decided or not.
type tally struct{ found, kept int }

// count counts all quotes of the article. What was counted last stands in
// r.quoted: the status line asks with every key.
func (r *Reader) count() (t tally) {
	if !r.everywhere() {
		t.found = r.quotes.Said()
	}
	for i := range r.items {
		it := &r.items[i]
		if it.by != "" || it.note.Kind() != "quote" {
			continue
		}
		if q, ok := it.note.Body.(*kind.Quote); ok && it.found && q.Form == "indirect" {
			continue
		}
		if it.found {
			if r.everywhere() {
				t.found++
			}
		} else if it.note.Origin.How != annotate.Refused {
			t.kept++
		}
	}
	return t
}

// quoteAt returns the quote, kept or found, that holds most closely the words of
// rng, and whether there is one.
func (r *Reader) quoteAt(rng model.Range) (*item, bool) {
	var best *item
	for i := range r.items {
		it := &r.items[i]
		if it.by == "" && it.note.Kind() == "quote" && it.rng().Overlaps(rng) && (best == nil || it.rng().Len() < best.rng().Len()) {
			best = it
		}
	}
	return best, best != nil
}

// attribution returns who is said to have said the words of rng: the speaker of
// the smallest attribution that holds them, but for a fifth at an edge. One who is known by
// name goes before one who is only called "we" or "officials" there.
func (r *Reader) attribution(rng model.Range) (quotation.Speaker, bool) {
	best, size := quotation.Speaker{Entity: -1}, -1
	for i := range r.quotes.Len() {
		cover := r.quotes.Cover(i)
		if cover.Start > rng.End {
			break
		}
		if cover.Intersect(rng).Len()*5 < rng.Len()*4 {
			continue
		}
		s := r.quotes.At(i).Speaker
		if s.Name == "" {
			continue
		}
		named := s.Entity >= 0
		if size < 0 || named && best.Entity < 0 || named == (best.Entity >= 0) && cover.Len() < size {
			best, size = s, cover.Len()
		}
	}
	return best, size >= 0
}
