package sheet

import (
	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/segment"
	"stet/ui/layout"
)

// Set puts the focus on words, and on the widest item there if they are
// exactly those of one.
func (f *Focus) Set(rng model.Range) {
	f.On, f.Range, f.Item = true, rng, nil
	f.in.Over(rng, func(it *Item) {
		if f.Item == nil && it.Range() == rng {
			f.Item = it
		}
	})
	f.sheet.Reveal(rng)
}

// LetGo drops the focus when its words have left the screen: scrolling moves
// the page, never the focus.
func (f *Focus) LetGo() {
	if f.On && !f.Range.Overlaps(f.sheet.Visible()) {
		f.Drop()
	}
}

// To puts the focus on an item.
func (f *Focus) To(it *Item) {
	f.On, f.Range, f.Item, f.Sel = true, it.Range(), it, nil
	f.sheet.Reveal(it.Range())
}

// Drop puts the focus on nothing; a selection stays.
func (f *Focus) Drop() { f.On, f.Range, f.Item = false, model.Range{}, nil }

// SelectFor puts the focus on words that are to become those of an item, and
// selects them.
func (f *Focus) SelectFor(words model.Range, it *Item) {
	f.On, f.Range, f.Item = true, words, it
	f.Sel = &Selection{Selection: Selected(words), Of: it}
}

// Clear drops the focus and the selection.
func (f *Focus) Clear() {
	f.Drop()
	f.Sel = nil
}

// ClaimHere returns the claim in focus, else one that shares the words in focus:
// your own before those that were only found; nil if absent. Selected words are only
// those of a claim that has these words.
func (f *Focus) ClaimHere() *Item {
	if !f.On {
		return nil
	}
	if f.Sel != nil && f.Sel.Of == nil {
		for _, it := range f.in.Stack(f.Sel.Range()) {
			if kind.AsClaim(it.Note) != nil && it.By == "" && it.Range() == f.Sel.Range() {
				return it
			}
		}
		return nil
	}
	if it := f.Item; it != nil && kind.AsClaim(it.Note) != nil {
		return it
	}
	var best *Item
	for _, it := range f.in.Stack(f.Range) {
		if kind.AsClaim(it.Note) != nil && it.By == "" && (best == nil || best.Found && !it.Found) {
			best = it
		}
	}
	return best
}

// Press puts the focus on what was clicked: the item that holds it most closely, or
// whose sign or gloss it is, which it returns, else the name or word.
func (f *Focus) Press(x, y int) *Item {
	p, ok := f.sheet.posAt(x, y)
	if !ok {
		s := f.sheet
		it := s.drawing(f, s.Page.Lines(s.Top, s.TextHeight()), nil).beside(x, y-s.HeaderShown())
		if f.Clear(); it != nil {
			f.To(it)
		}
		return it
	}
	at := model.Range{Start: p, End: p + model.Pos(len(segment.ClusterAt(f.in.Art.Text, p)))}
	f.Sel, f.dragFrom = nil, at
	var best *Item
	f.in.Over(at, func(it *Item) {
		if f.in.Stands(it) && (best == nil || it.Range().Len() < best.Range().Len()) {
			best = it
		}
	})
	word, isWord := segment.Word.At(f.in.Art, p)
	name := f.in.nameOr(word)
	switch {
	case isWord && name != word:
		f.Set(name)
	case best != nil:
		f.To(best)
		return best
	case isWord:
		f.Set(word)
	}
	return nil
}

// Drag selects from where the button went down to the cell under the pointer,
// or the one nearest to it on its line.
func (f *Focus) Drag(x, y int) {
	pt, ok := f.sheet.pointAt(x, y)
	if !ok || f.dragFrom.Empty() {
		return
	}
	p := f.sheet.Page.PosNear(pt)
	if f.dragFrom.Contains(p) {
		return
	}
	if f.Sel == nil {
		f.Sel = &Selection{}
	}
	if p < f.dragFrom.Start {
		f.Sel.Selection = model.Selection{Anchor: f.dragFrom.End, Head: p}
	} else {
		f.Sel.Selection = model.Selection{Anchor: f.dragFrom.Start, Head: p + model.Pos(len(segment.ClusterAt(f.in.Art.Text, p)))}
	}
}

// Release ends a drag, and reports whether it selected anything.
func (f *Focus) Release() bool {
	selected := f.Sel != nil && !f.dragFrom.Empty()
	if selected {
		f.On, f.Range, f.Item = true, f.Sel.Range(), nil
	}
	f.dragFrom = model.Range{}
	return selected
}

// SelectedWords counts the words of the selection.
func (f *Focus) SelectedWords() int { return f.in.CountWords(f.Sel.Range()) }

// Own returns the annotation of your own that is in focus, or nil.
func (f *Focus) Own() *annotate.Annotation {
	if it := f.Item; it != nil && !it.Found && it.By == "" && it.Note.Origin.How != annotate.Refused {
		return it.Note
	}
	return nil
}

// A Focus is where the person is in the text: one range, which of the items
// there, and what is being selected.
type Focus struct {
	On       bool
	Range    model.Range
	Item     *Item // nil where the focus is on mere words
	Sel      *Selection
	dragFrom model.Range // the cluster on which the button went down
	sheet    *Sheet
	in       *Contents
}

// NewFocus returns the focus of a sheet, on nothing.
func NewFocus(s *Sheet) *Focus { return &Focus{sheet: s, in: s.in} }

// A Selection is a range that is being made.
type Selection struct {
	model.Selection
	grown []model.Range // what it was before each growth, for shrinking back
	Of    *Item         // what was in focus when it began: ⏎ gives it the new words
}

// Unit returns the unit of that name at rng, as the table of kinds names them.
func (f *Focus) Unit(name string, rng model.Range) (model.Range, bool) {
	switch name {
	case "focus":
		return rng, !rng.Empty()
	case "quote":
		if it, ok := f.in.QuoteAt(rng); ok {
			return it.Range(), true
		}
		return model.Range{}, false
	case "said":
		if it, ok := f.in.QuoteAt(rng); ok && f.Item == it {
			return f.in.Said(it.Range()), true
		}
		return model.Range{}, false
	case "name":
		if i := f.in.Names.At(rng.Start); i >= 0 {
			return f.in.Names.Mentions[i].Range, true
		}
		return model.Range{}, false
	}
	for _, u := range segment.Units {
		if u.Name == name {
			at, ok := u.At(f.in.Art, rng.Start)
			return at, ok
		}
	}
	return model.Range{}, false
}

// Words returns what a new annotation of that kind is about: the selection, or
// the first of the kind's units that there is at the focus.
func (f *Focus) Words(k kind.Kind) (model.Range, bool) {
	if f.Sel != nil {
		return f.Sel.Range(), true
	}
	if !f.On {
		return model.Range{}, false
	}
	for _, name := range k.Units {
		if u, ok := f.Unit(name, f.Range); ok && !u.Empty() {
			return u, true
		}
	}
	return f.Range, true
}

// Begin makes a selection of the focus, if absent yet.
func (f *Focus) Begin() bool {
	if f.Sel != nil {
		return true
	}
	if !f.On {
		return false
	}
	f.Sel = &Selection{Selection: Selected(f.Range), Of: f.Item}
	return true
}

// Selected is a selection of rng that was made forwards.
func Selected(rng model.Range) model.Selection {
	return model.Selection{Anchor: rng.Start, Head: rng.End}
}

func (f *Focus) setSelection(rng model.Range) {
	f.Sel.Selection = Selected(rng)
	f.sheet.Reveal(rng)
}

// GrowSelection widens the selection by one unit; false if it cannot grow.
func (f *Focus) GrowSelection() bool {
	was := f.Sel.Range()
	to, ok := f.in.grow(was)
	if ok {
		f.Sel.grown = append(f.Sel.grown, was)
		f.setSelection(to)
	}
	return ok
}

// ShrinkSelection takes the last growth back, or narrows to the largest unit
// within; false if there is no smaller one.
func (f *Focus) ShrinkSelection() bool {
	if n := len(f.Sel.grown); n > 0 {
		f.setSelection(f.Sel.grown[n-1])
		f.Sel.grown = f.Sel.grown[:n-1]
		return true
	}
	to, ok := f.in.shrink(f.Sel.Range())
	if ok {
		f.setSelection(to)
	}
	return ok
}

// StepHead moves the end of the selection by one word or by one character. An
// end that would meet the anchor goes on at the other side of it.
func (f *Focus) StepHead(forward, byWord bool) {
	sel := &f.Sel.Selection
	switch {
	case byWord:
		f.stepWord(sel, forward)
	case forward:
		sel.Head += model.Pos(len(segment.ClusterAt(f.in.Art.Text, sel.Head)))
	default:
		sel.Head = segment.ClusterBefore(f.in.Art.Text, sel.Head)
	}
	if sel.Range().Empty() { // a character at least
		sel.Head = sel.Anchor + model.Pos(len(segment.ClusterAt(f.in.Art.Text, sel.Anchor)))
	}
	f.Sel.grown = nil
	f.sheet.Reveal(model.Range{Start: max(0, sel.Head-1), End: sel.Head})
}

// stepWord moves a selection's right end by ends of words, its left end by
// beginnings.
func (f *Focus) stepWord(sel *model.Selection, forward bool) {
	right := sel.Head > sel.Anchor
	switch {
	case right && forward:
		sel.Head = f.in.wordEndAfter(sel.Head)
	case right:
		last, _ := segment.Word.Prev(f.in.Art, sel.Head)
		before, ok := segment.Word.Prev(f.in.Art, last.Start)
		switch {
		case ok && before.End > sel.Anchor:
			sel.Head = before.End
		case ok:
			*sel = model.Selection{Anchor: sel.Head, Head: before.Start}
		}
	case forward:
		if next, ok := segment.Word.Next(f.in.Art, sel.Head); ok && next.Start < sel.Anchor {
			sel.Head = next.Start
		} else if last, ok := segment.Word.Prev(f.in.Art, sel.Anchor); ok {
			*sel = model.Selection{Anchor: last.Start, Head: f.in.wordEndAfter(sel.Anchor)}
		}
	default:
		if before, ok := segment.Word.Prev(f.in.Art, sel.Head); ok {
			sel.Head = before.Start
		}
	}
}

// ExtendTo moves the end of the selection so that it takes in rng.
func (f *Focus) ExtendTo(rng model.Range) {
	if rng.Start < f.Sel.Anchor {
		anchor := max(f.Sel.Anchor, f.Sel.Head)
		f.Sel.Selection = model.Selection{Anchor: anchor, Head: rng.Start}
	} else {
		f.Sel.Selection = model.Selection{Anchor: min(f.Sel.Anchor, f.Sel.Head), Head: rng.End}
	}
	f.Sel.grown = nil
	f.sheet.Reveal(rng)
}

// InRightToLeft reports whether the paragraph in focus, or the first one on the
// screen, goes from right to left.
func (f *Focus) InRightToLeft() bool {
	at := f.sheet.Position()
	switch {
	case f.Sel != nil:
		at = f.Sel.Head
	case f.On:
		at = f.Range.Start
	}
	b := max(0, f.in.Art.BlockAt(at))
	return b < len(f.in.Art.Blocks) && layout.RightToLeft(f.in.Art.Slice(f.in.Art.Blocks[b].Range))
}

// MoveWord steps the focus to the next or previous word, names whole.
func (f *Focus) MoveWord(forward bool) {
	var w model.Range
	var ok bool
	switch {
	case !f.On:
		if words := f.sheet.ScreenWords(); len(words) > 0 {
			w, ok = words[0], true
		}
	case forward:
		w, ok = segment.Word.Next(f.in.Art, f.Range.End-1)
	default:
		w, ok = segment.Word.Prev(f.in.Art, f.Range.Start)
	}
	if ok {
		f.Set(f.in.nameOr(w))
	}
}
