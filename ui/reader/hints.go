package reader

import (
	"slices"

	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/ui/pane"
)

// hints are the keys that matter now.
func (r *Reader) hints() []pane.Hint {
	it := r.focus.item
	var now []pane.Hint
	switch {
	case r.file != nil && r.file.ReadOnly != "":
		now = []pane.Hint{{Key: "read-on", Does: "read on"}, {Key: "next", Does: "next"}, {Key: "search", Does: "search"}}
	case !r.focus.on:
		now = []pane.Hint{{Key: "next", Does: "first quote"}, {Key: "point", Does: "point at a word"}, {Key: "search", Does: "search"}}
		if r.quoted == (tally{}) || r.skim == skimClean || r.hidden["quote"] {
			now[0] = pane.Hint{Key: "read-on", Does: "read on"}
		}
		switch r.goOn.what {
		case nextUnread:
			now = append([]pane.Hint{{Key: "on", Does: "next unread"}}, now...)
		case nextClaim:
			now = append([]pane.Hint{{Key: "on", Does: "next claim"}}, now...)
		case nextUndecided:
			now = append([]pane.Hint{{Key: "on", Does: "next suggestion"}}, now...)
		}
		if !r.final && r.share > 0 {
			now = append([]pane.Hint{{Key: "leave", Does: "stop the analysis"}}, now...)
		}
		if r.skim != skimAll {
			now = append([]pane.Hint{{Key: "skim", Does: r.skim.next()}}, now...)
		}
	case it == nil:
		now = []pane.Hint{{Key: "grow", Does: "more words"}, {Key: "claim", Does: "claim"}, {Key: "stance", Does: "stance"},
			{Key: "name", Does: "name"}, {Key: "note", Does: "note"}, {Key: "select", Does: "select"}, {Key: "next", Does: "next"}}
	case it.found:
		now = []pane.Hint{{Key: "keep", Does: "keep"}, {Key: "refuse", Does: "not a " + kind.Of(it.note).Title}, {Key: "who", Does: "who"},
			{Key: "shrink grow", Does: "words"}, claimHint(it), {Key: "stance", Does: "stance"}, {Key: "next", Does: "next"}}
	case it.by == store.Gold:
		now = []pane.Hint{{Key: "keep", Does: "decide anew"}, {Key: "next", Does: "next"}}
	case it.by != "":
		now = []pane.Hint{{Key: "keep", Does: "make a copy of your own"}, {Key: "next", Does: "next"}}
	default:
		now = []pane.Hint{{Key: "keep", Does: "open"}, {Key: "who", Does: "who"}, {Key: "shrink grow", Does: "words"}, claimHint(it),
			{Key: "stance", Does: "stance"}, {Key: "note", Does: "note"}, {Key: "tag", Does: "tag"}, {Key: "refuse", Does: "delete"}, {Key: "next", Does: "next"}}
	}
	return pane.Keyed(r.table, append(now, pane.Hint{Key: "review", Does: "review"}, pane.Hint{Key: "palette", Does: "keys"})...)
}

// claimHint is what is done next with a claim: it is judged. Of what is none, one
// is made.
func claimHint(it *item) pane.Hint {
	if it.note.Kind() == "claim" {
		return pane.Hint{Key: "verdict", Does: "verdict"}
	}
	return pane.Hint{Key: "claim", Does: "claim"}
}

// selectionHints are the keys that matter while words are being selected.
func (r *Reader) selectionHints() []pane.Hint {
	now := []pane.Hint{{Key: "claim", Does: "claim"}, {Key: "stance", Does: "stance"}, {Key: "quote", Does: "quote"}, {Key: "note", Does: "note"}, {Key: "name", Does: "name"},
		{Key: "point", Does: "end at a word"}, {Key: "grow shrink", Does: "more, fewer"}, {Key: "copy", Does: "copy"}, {Key: "leave", Does: "leave"}}
	if of := r.sel.of; of != nil && of.by == "" {
		now = slices.Insert(now, 0, pane.Hint{Key: "keep", Does: "the words of the " + kind.Of(of.note).Title})
	}
	return pane.Keyed(r.table, now...)
}
