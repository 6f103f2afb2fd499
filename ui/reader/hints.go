package reader

import (
	"fmt"
	"slices"

	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// hints are the keys that matter now.
func (r *Reader) hints() []pane.Hint {
	it := r.focus.Item
	var now []pane.Hint
	switch {
	case r.notes.own != nil && r.notes.own.ReadOnly != "":
		now = []pane.Hint{{Key: "read-on", Does: "read on"}, {Key: "next", Does: "next"}, {Key: "search", Does: "search"}}
	case !r.focus.On:
		now = []pane.Hint{{Key: "next", Does: "first quote"}, {Key: "point", Does: "point at a word"}, {Key: "search", Does: "search"}}
		if r.in.Quoted == (sheet.Tally{}) || r.in.Show.Skim == sheet.SkimClean || r.in.Show.Hidden[sheet.LayerQuotes] {
			now[0] = pane.Hint{Key: "read-on", Does: "read on"}
		}
		switch {
		case r.walk.on.what == nextUnread:
			now = append([]pane.Hint{{Key: "on", Does: "next unread"}}, now...)
		case r.walk.on.what == nextUndecided:
			now = append([]pane.Hint{{Key: "on", Does: "next suggestion"}}, now...)
		case r.walk.on.carriesOver():
			now = append([]pane.Hint{{Key: "on", Does: fmt.Sprintf("next %s", r.notes.kindOf(r.walk.on.kind).Title)}}, now...)
		}
		if !r.finds.final && r.finds.share > 0 {
			now = append([]pane.Hint{{Key: "leave", Does: "stop the analysis"}}, now...)
		}
		if r.in.Show.Skim != sheet.SkimAll {
			now = append([]pane.Hint{{Key: "skim", Does: r.in.Show.Skim.Next()}}, now...)
		}
	case it == nil:
		now = slices.Concat([]pane.Hint{{Key: "grow", Does: "more words"}}, r.makes(), []pane.Hint{{Key: "select", Does: "select"}, {Key: "next", Does: "next"}})
	case it.Found:
		now = []pane.Hint{{Key: "keep", Does: "keep"}, {Key: "refuse", Does: fmt.Sprintf("not a %s", kind.Of(it.Note).Title)}, {Key: "who", Does: "who"},
			{Key: "shrink grow", Does: "words"}, claimHint(it), stanceHint, {Key: "next", Does: "next"}}
	case it.By == store.Gold:
		now = []pane.Hint{{Key: "keep", Does: "decide anew"}, {Key: "next", Does: "next"}}
	case it.By != "":
		now = []pane.Hint{{Key: "keep", Does: "make a copy of your own"}, {Key: "next", Does: "next"}}
	default:
		now = []pane.Hint{{Key: "keep", Does: "open"}, {Key: "who", Does: "who"}, {Key: "shrink grow", Does: "words"}, claimHint(it),
			stanceHint, {Key: "note", Does: "note"}, {Key: "tag", Does: "tag"}, {Key: "refuse", Does: "delete"}, {Key: "next", Does: "next"}}
	}
	return pane.Keyed(r.statusLine.table, append(now, pane.Hint{Key: "review", Does: "review"}, pane.Hint{Key: "palette", Does: "keys"})...)
}

// claimHint is what is done next with a claim: it is judged. Of what is none, one
// is made.
func claimHint(it *sheet.Item) pane.Hint {
	if kind.AsClaim(it.Note) != nil {
		return pane.Hint{Key: "verdict", Does: "verdict"}
	}
	return pane.Hint{Key: "claim", Does: "claim"}
}

var stanceHint = pane.Hint{Key: "stance", Does: "stance"}

// makes are the kinds that words can be tagged with, those that the project adds
// first: they are what it is about. Words in focus that are a quote were found.
func (r *Reader) makes() (out []pane.Hint) {
	kinds := r.notes.project.Book.Rows()
	for _, k := range append(kinds.Added(), kind.All...) {
		if !k.Links && (r.focus.Sel != nil || !k.Bounded) {
			out = append(out, pane.Hint{Key: k.Command, Does: k.Title})
		}
	}
	return out
}

// selectionHints are the keys that matter while words are being selected.
func (r *Reader) selectionHints() []pane.Hint {
	now := append(r.makes(), []pane.Hint{{Key: "point", Does: "end at a word"}, {Key: "grow shrink", Does: "more, fewer"}, {Key: "copy", Does: "copy"}, {Key: "leave", Does: "leave"}}...)
	if of := r.focus.Sel.Of; of != nil && of.By == "" {
		now = slices.Insert(now, 0, pane.Hint{Key: "keep", Does: fmt.Sprintf("the words of the %s", kind.Of(of.Note).Title)})
	}
	return pane.Keyed(r.statusLine.table, now...)
}
