package reader

import (
	"strings"

	"stet/annotate"
	"stet/ui/pane"
	"stet/ui/sheet"
)

var skimNames = [...]string{sheet.SkimAll: "all", sheet.SkimSaid: "said", sheet.SkimClean: "clean"}

// Facts tells what can be seen of the article from outside.
func (r *Reader) Facts() pane.Facts {
	f := pane.Facts{Shows: "article", Path: r.in.Art.Path, Focus: r.inFocus(), Shown: skimNames[r.in.Show.Skim]}
	if r.file != nil {
		_, f.Undone = r.work.Next()
		for _, a := range r.file.Set.Snapshot() {
			f.Tagged = append(f.Tagged, r.thing(&sheet.Item{Note: a}))
		}
	}
	switch {
	case r.point != nil && r.point.letter != "":
		f.Asks = "label"
	case r.point != nil:
		f.Asks = "point"
	case r.search.open:
		f.Asks = "search"
	case r.cards.open != nil:
		f.Asks, _, _ = strings.Cut(r.cards.open.key, " ")
	}
	return f
}

func (r *Reader) inFocus() pane.Thing {
	switch {
	case r.focus.Sel != nil:
		return pane.Thing{Words: r.in.Art.Slice(r.focus.Sel.Range())}
	case r.focus.Item != nil:
		return r.thing(r.focus.Item)
	case r.focus.On:
		return pane.Thing{Words: r.in.Art.Slice(r.focus.Range)}
	}
	return pane.Thing{}
}

func (r *Reader) thing(it *sheet.Item) pane.Thing {
	t := pane.Thing{Kind: it.Note.Kind(), Words: r.in.Art.Slice(it.Range()), Who: it.Note.Who().String(), Standing: pane.Yours}
	switch {
	case it.Found:
		t.Standing = pane.Found
	case it.By != "":
		t.Standing = pane.Others
	case it.Note.Origin.How == annotate.Refused:
		t.Standing = pane.Refused
	}
	return t
}
