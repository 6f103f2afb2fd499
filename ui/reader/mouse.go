package reader

import (
	"stet/model"
	"stet/model/count"
	"stet/model/segment"
	"stet/ui/layout"
)

// pointAt returns the cell of the page under a cell of the pane.
func (r *Reader) pointAt(x, y int) (layout.Point, bool) {
	f := r.frame()
	row := y - r.headerShown()
	lines := r.page.Lines(r.top, r.textHeight())
	if row < 0 || row >= len(lines) {
		return layout.Point{}, false
	}
	return layout.Point{At: lines[row].At, Cell: x - f.pad - f.gutter}, true
}

// posAt returns the place in the text under a cell of the pane.
func (r *Reader) posAt(x, y int) (model.Pos, bool) {
	pt, ok := r.pointAt(x, y)
	if !ok {
		return 0, false
	}
	return r.page.PosAt(pt)
}

// press puts the focus on what was clicked: the item that holds it most
// closely, else the name or word.
func (r *Reader) press(x, y int) {
	p, ok := r.posAt(x, y)
	if !ok {
		r.focus, r.sel = focus{}, nil
		return
	}
	at := model.Range{Start: p, End: p + model.Pos(len(segment.ClusterAt(r.art.Text, p)))}
	r.sel, r.dragFrom = nil, at
	var best *item
	r.over(at, func(it *item) {
		if r.stands(it) && (best == nil || it.rng().Len() < best.rng().Len()) {
			best = it
		}
	})
	word, isWord := segment.Word.At(r.art, p)
	name := r.nameOr(word)
	switch {
	case isWord && name != word:
		r.setFocus(name)
	case best != nil:
		r.focusItem(best)
	case isWord:
		r.setFocus(word)
	}
}

// drag selects from where the button went down to the cell under the pointer,
// or the one nearest to it on its line.
func (r *Reader) drag(x, y int) {
	pt, ok := r.pointAt(x, y)
	if !ok || r.dragFrom.Empty() {
		return
	}
	p := r.page.PosNear(pt)
	if r.dragFrom.Contains(p) {
		return
	}
	if r.sel == nil {
		r.sel = &selection{}
	}
	if p < r.dragFrom.Start {
		r.sel.Selection = model.Selection{Anchor: r.dragFrom.End, Head: p}
	} else {
		r.sel.Selection = model.Selection{Anchor: r.dragFrom.Start, Head: p + model.Pos(len(segment.ClusterAt(r.art.Text, p)))}
	}
}

func (r *Reader) release() {
	if r.sel != nil && !r.dragFrom.Empty() {
		r.focus = focus{on: true, rng: r.sel.Range()}
		r.say(count.Of(r.selectedWords(), "word") + r.table.Fill(" · {claim} claim  {stance} stance  {copy} copy · shift+drag selects for the terminal"))
	}
	r.dragFrom = model.Range{}
}

// selectedWords counts the words of the selection.
func (r *Reader) selectedWords() int { return r.countWords(r.sel.Range()) }

func (r *Reader) countWords(rng model.Range) int {
	n := 0
	for range segment.Words(r.art.Text, rng) {
		n++
	}
	return n
}
