package reader

import (
	"strings"

	"stet/annotate"
	"stet/model"
	"stet/ui/pane"
	"stet/ui/sheet"
)

var skimNames = [...]string{sheet.SkimAll: "all", sheet.SkimSaid: "said", sheet.SkimClean: "clean"}

// Facts tells what can be seen of the article from outside.
func (r *Reader) Facts() pane.Facts {
	f := pane.Facts{Shows: "article", Path: r.in.Art.Path, Focus: inFocus(r.focus, r.in.Art), Shown: skimNames[r.in.Show.Skim]}
	if r.notes.own != nil {
		_, f.Undone = r.notes.work.Next()
		for _, a := range r.notes.own.Set.Snapshot() {
			f.Tagged = append(f.Tagged, thing(&sheet.Item{Note: a}, r.in.Art))
		}
	}
	switch {
	case r.pointer.Lettered():
		f.Asks = "label"
	case r.pointer.On():
		f.Asks = "point"
	case r.search.open:
		f.Asks = "search"
	case r.cards.open != nil:
		f.Asks, _, _ = strings.Cut(r.cards.open.key, " ")
	}
	return f
}

func inFocus(f *sheet.Focus, a *model.Article) pane.Thing {
	switch {
	case f.Sel != nil:
		return pane.Thing{Words: a.Slice(f.Sel.Range())}
	case f.Item != nil:
		return thing(f.Item, a)
	case f.On:
		return pane.Thing{Words: a.Slice(f.Range)}
	}
	return pane.Thing{}
}

func thing(it *sheet.Item, a *model.Article) pane.Thing {
	t := pane.Thing{Kind: it.Note.Kind(), Words: a.Slice(it.Range()), Who: it.Note.Who().String(), Standing: pane.Yours}
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
