package reader

import (
	"strings"

	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
)

// namedUnits returns the units at rng that only the reader knows: names and quotes.
func (r *Reader) namedUnits(rng model.Range) []model.Range {
	var out []model.Range
	for i := max(0, r.names.At(rng.Start)); i < len(r.names.Mentions) && r.names.Mentions[i].Range.Start < rng.End; i++ {
		out = append(out, r.names.Mentions[i].Range)
	}
	r.over(rng, func(it *item) {
		if it.note.Kind() == "quote" {
			out = append(out, it.rng())
		}
	})
	return out
}

// grow returns the smallest unit that holds rng and more.
func (r *Reader) grow(rng model.Range) (model.Range, bool) {
	return segment.Grow(r.art, rng, r.namedUnits(rng)...)
}

// shrink returns the largest unit within rng, wherever in it.
func (r *Reader) shrink(rng model.Range) (model.Range, bool) {
	var best model.Range
	try := func(c model.Range) {
		if rng.Covers(c) && c != rng && c.Len() > best.Len() {
			best = c
		}
	}
	for b := max(0, r.art.BlockAt(rng.Start)); b < len(r.art.Blocks) && r.art.Blocks[b].Range.Start < rng.End; b++ {
		for _, u := range segment.Units {
			for c := range u.In(r.art, &r.art.Blocks[b]) {
				if c.Start >= rng.End {
					break
				}
				try(c)
			}
		}
	}
	for _, c := range r.namedUnits(rng) {
		try(c)
	}
	return best, !best.Empty()
}

// unit returns the unit of that name at rng, as the table of kinds names them.
func (r *Reader) unit(name string, rng model.Range) (model.Range, bool) {
	switch name {
	case "focus":
		return rng, !rng.Empty()
	case "quote":
		if it, ok := r.quoteAt(rng); ok {
			return it.rng(), true
		}
		return model.Range{}, false
	case "said":
		if it, ok := r.quoteAt(rng); ok && r.focus.item == it {
			return r.said(it.rng()), true
		}
		return model.Range{}, false
	case "name":
		if i := r.names.At(rng.Start); i >= 0 {
			return r.names.Mentions[i].Range, true
		}
		return model.Range{}, false
	}
	for _, u := range segment.Units {
		if u.Name == name {
			at, ok := u.At(r.art, rng.Start)
			return at, ok
		}
	}
	return model.Range{}, false
}

// words returns what a new annotation of that kind is about: the selection, or
// the first of the kind's units that there is at the focus.
func (r *Reader) words(k kind.Kind) (model.Range, bool) {
	if r.sel != nil {
		return r.sel.Range(), true
	}
	if !r.focus.on {
		return model.Range{}, false
	}
	for _, name := range k.Units {
		if u, ok := r.unit(name, r.focus.rng); ok && !u.Empty() {
			return u, true
		}
	}
	return r.focus.rng, true
}

// said returns a quote's words without its marks and its end punctuation.
func (r *Reader) said(rng model.Range) model.Range {
	const marks = "“”„\"'`‘’«»‹› \n\t"
	s := r.art.Slice(rng)
	left := len(s) - len(strings.TrimLeft(s, marks))
	right := len(strings.TrimRight(s, marks+".,;:!?"))
	if right <= left {
		return rng
	}
	return model.Range{Start: rng.Start + model.Pos(left), End: rng.Start + model.Pos(right)}
}

// begin makes a selection of the focus, if there is none yet.
func (r *Reader) begin() bool {
	if r.sel != nil {
		return true
	}
	if !r.focus.on {
		return false
	}
	r.sel = &selection{Selection: selected(r.focus.rng), of: r.focus.item}
	return true
}

// selected is a selection of rng that was made forwards.
func selected(rng model.Range) model.Selection {
	return model.Selection{Anchor: rng.Start, Head: rng.End}
}

func (r *Reader) setSelection(rng model.Range) {
	r.sel.Selection = selected(rng)
	r.reveal(rng)
}

// growSelection widens the selection by one unit.
func (r *Reader) growSelection() {
	was := r.sel.Range()
	if to, ok := r.grow(was); ok {
		r.sel.grown = append(r.sel.grown, was)
		r.setSelection(to)
		return
	}
	r.say("this is the whole paragraph")
}

// shrinkSelection takes the last growth back, or narrows to the largest unit
// within.
func (r *Reader) shrinkSelection() {
	if n := len(r.sel.grown); n > 0 {
		r.setSelection(r.sel.grown[n-1])
		r.sel.grown = r.sel.grown[:n-1]
		return
	}
	if to, ok := r.shrink(r.sel.Range()); ok {
		r.setSelection(to)
		return
	}
	r.say("this is one word; H and L go inside it")
}

// stepHead moves the end of the selection by one word or by one character. An
// end that would meet the anchor goes on at the other side of it.
func (r *Reader) stepHead(forward, byWord bool) {
	sel := &r.sel.Selection
	switch {
	case byWord:
		r.stepWord(sel, forward)
	case forward:
		sel.Head += model.Pos(len(segment.ClusterAt(r.art.Text, sel.Head)))
	default:
		sel.Head = segment.ClusterBefore(r.art.Text, sel.Head)
	}
	if sel.Range().Empty() { // a character at least
		sel.Head = sel.Anchor + model.Pos(len(segment.ClusterAt(r.art.Text, sel.Anchor)))
	}
	r.sel.grown = nil
	r.reveal(model.Range{Start: max(0, sel.Head-1), End: sel.Head})
}

// stepWord moves a selection's right end by ends of words, its left end by
// beginnings.
func (r *Reader) stepWord(sel *model.Selection, forward bool) {
	right := sel.Head > sel.Anchor
	switch {
	case right && forward:
		sel.Head = r.wordEndAfter(sel.Head)
	case right:
		last, _ := segment.Word.Prev(r.art, sel.Head)
		before, ok := segment.Word.Prev(r.art, last.Start)
		switch {
		case ok && before.End > sel.Anchor:
			sel.Head = before.End
		case ok:
			*sel = model.Selection{Anchor: sel.Head, Head: before.Start}
		}
	case forward:
		if next, ok := segment.Word.Next(r.art, sel.Head); ok && next.Start < sel.Anchor {
			sel.Head = next.Start
		} else if last, ok := segment.Word.Prev(r.art, sel.Anchor); ok {
			*sel = model.Selection{Anchor: last.Start, Head: r.wordEndAfter(sel.Anchor)}
		}
	default:
		if before, ok := segment.Word.Prev(r.art, sel.Head); ok {
			sel.Head = before.Start
		}
	}
}

// extendTo moves the end of the selection so that it takes in rng.
func (r *Reader) extendTo(rng model.Range) {
	if rng.Start < r.sel.Anchor {
		anchor := max(r.sel.Anchor, r.sel.Head)
		r.sel.Selection = model.Selection{Anchor: anchor, Head: rng.Start}
	} else {
		r.sel.Selection = model.Selection{Anchor: min(r.sel.Anchor, r.sel.Head), Head: rng.End}
	}
	r.sel.grown = nil
	r.reveal(rng)
}

// wordEndAfter returns the end of the first word that ends after p.
func (r *Reader) wordEndAfter(p model.Pos) model.Pos {
	if w, ok := segment.Word.At(r.art, p); ok && w.End > p {
		return w.End
	}
	if w, ok := segment.Word.Next(r.art, p); ok {
		return w.End
	}
	return p
}

// moveWord steps the focus to the next or previous word, names whole.
func (r *Reader) moveWord(forward bool) {
	var w model.Range
	var ok bool
	switch {
	case !r.focus.on:
		if words := r.screenWords(); len(words) > 0 {
			w, ok = words[0], true
		}
	case forward:
		w, ok = segment.Word.Next(r.art, r.focus.rng.End-1)
	default:
		w, ok = segment.Word.Prev(r.art, r.focus.rng.Start)
	}
	if ok {
		r.setFocus(r.nameOr(w))
	}
}

// nameOr returns the name that a word is part of, else the word.
func (r *Reader) nameOr(word model.Range) model.Range {
	if r.hidden[layerNames] {
		return word
	}
	if i := r.names.At(word.Start); i >= 0 && r.names.Mentions[i].Range.Covers(word) {
		return r.names.Mentions[i].Range
	}
	return word
}

// screenWords returns the words on the screen, names whole, in text order.
func (r *Reader) screenWords() []model.Range {
	var out []model.Range
	for _, v := range r.stretches() {
		for w := range segment.Words(r.art.Text, v) {
			if u := r.nameOr(w); len(out) == 0 || out[len(out)-1] != u {
				out = append(out, u)
			}
		}
	}
	return out
}

// stretches returns the text on the screen without what is folded away in it.
func (r *Reader) stretches() []model.Range {
	var out []model.Range
	for _, l := range r.page.Lines(r.top, r.textHeight()) {
		switch n := len(out); {
		case l.Gap:
		case n > 0 && strings.TrimSpace(r.art.Slice(model.Range{Start: out[n-1].End, End: l.Src.Start})) == "":
			out[n-1].End = l.Src.End
		default:
			out = append(out, l.Src)
		}
	}
	return out
}
