package reader

import (
	"strings"

	"stet/annotate"
	"stet/ui/pane"
)

var skimNames = [...]string{skimAll: "all", skimSaid: "said", skimClean: "clean"}

// Facts tells what can be seen of the article from outside.
func (r *Reader) Facts() pane.Facts {
	f := pane.Facts{Shows: "article", Path: r.art.Path, Focus: r.inFocus(), Undone: len(r.undone) > 0, Shown: skimNames[r.skim]}
	if r.file != nil {
		for _, a := range r.file.Set.Snapshot() {
			f.Tagged = append(f.Tagged, r.thing(&item{note: a}))
		}
	}
	switch {
	case r.point != nil && r.point.letter != "":
		f.Asks = "label"
	case r.point != nil:
		f.Asks = "point"
	case r.search.open:
		f.Asks = "search"
	case r.form != nil:
		f.Asks, _, _ = strings.Cut(r.form.key, " ")
	}
	return f
}

func (r *Reader) inFocus() pane.Thing {
	switch {
	case r.sel != nil:
		return pane.Thing{Words: r.art.Slice(r.sel.Range())}
	case r.focus.item != nil:
		return r.thing(r.focus.item)
	case r.focus.on:
		return pane.Thing{Words: r.art.Slice(r.focus.rng)}
	}
	return pane.Thing{}
}

func (r *Reader) thing(it *item) pane.Thing {
	t := pane.Thing{Kind: it.note.Kind(), Words: r.art.Slice(it.rng()), Who: it.note.Who().String(), Standing: pane.Yours}
	switch {
	case it.found:
		t.Standing = pane.Found
	case it.by != "":
		t.Standing = pane.Others
	case it.note.Origin.How == annotate.Refused:
		t.Standing = pane.Refused
	}
	return t
}
