package reader

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/kind"
	"stet/ui/pane"
)

func message(m tea.Msg) tea.Cmd { return func() tea.Msg { return m } }

func neighbour(step int) func(*Reader, int) tea.Cmd {
	return func(r *Reader, _ int) tea.Cmd { return r.env.Ask(OpenNeighbour{Step: step}) }
}

func palette(r *Reader) tea.Cmd { return r.env.Ask(pane.Palette{}) }

// back leaves the article. A card that was left with something typed or chosen in
// it would go with it: that is said once.
func back(r *Reader) tea.Cmd {
	if left := r.cards.unfinished(); left != "" && !r.cards.warned {
		r.cards.warned = true
		r.statusLine.say("a card was left unfinished: " + left + r.statusLine.table.Fill(" · {quit} again leaves it"))
		return nil
	}
	return r.env.Ask(pane.Back{})
}

// Reasons why a command cannot be done now; "" means that it can.

func needsFocus(r *Reader) string {
	if r.focus.Sel == nil && !r.focus.On {
		return r.statusLine.table.Fill("nothing is in focus · {point} points at a word, {next} goes to a quote")
	}
	return ""
}

func needsSelection(r *Reader) string {
	if r.focus.Sel == nil {
		return r.statusLine.table.Fill("nothing is selected · {select} selects from the focus on")
	}
	return ""
}

func needsFile(r *Reader) string {
	switch {
	case r.notes.own == nil && r.opener.read:
		return "your annotations cannot be read: nothing can be tagged here"
	case r.notes.own == nil:
		return "the annotations are still being read"
	case r.notes.own.ReadOnly != "":
		return "this sidecar is read only: " + r.notes.own.ReadOnly
	}
	return ""
}

func needsWords(r *Reader) string {
	if why := needsFile(r); why != "" {
		return why
	}
	return needsFocus(r)
}

func needsWordsFor(what string) func(*Reader) string {
	return func(r *Reader) string {
		if why := needsFile(r); why != "" {
			return why
		}
		if needsFocus(r) != "" {
			return what + r.statusLine.table.Fill(" about which words? {point} points at a word, {select} takes a sentence")
		}
		return ""
	}
}

func needsItem(r *Reader) string {
	if r.focus.Item == nil {
		return r.statusLine.table.Fill("no quote, claim, stance or note is in focus · {next} goes to the next")
	}
	return ""
}

func needsItemAndFile(r *Reader) string {
	if why := needsItem(r); why != "" {
		return why
	}
	return needsFile(r)
}

func needsOwn(r *Reader) string {
	if r.focus.Own() == nil {
		return r.statusLine.table.Fill("no annotation of yours is in focus · {next-annotation} goes to the next")
	}
	return needsFile(r)
}

func needsWho(r *Reader) string {
	if why := needsItemAndFile(r); why != "" {
		return why
	}
	if len(r.focus.Item.Note.Body.Refs()) == 0 {
		return fmt.Sprintf("%s has nobody who says it", kind.An(kind.Of(r.focus.Item.Note).Title))
	}
	return ""
}

func needsClaim(r *Reader) string {
	switch {
	case r.focus.On, r.reuse.next() != nil:
		return needsFile(r)
	}
	return r.statusLine.table.Fill("no claim is here · {next-claim} goes to the next")
}

func needsAgain(r *Reader) string {
	if r.tags.again == nil {
		return "nothing was tagged yet"
	}
	return needsWords(r)
}

func needsFailure(r *Reader) string {
	if r.notes.work == nil || r.notes.work.Err() == nil {
		return "everything is saved"
	}
	return ""
}

func needsURL(r *Reader) string {
	if address, _ := r.outside.address(); address == "" {
		return "the article names no source, and no picture or link is in focus"
	}
	return ""
}

// leave goes back one step: from the selection to the focus, from the focus to
// nothing, from the hits of a search to none. Before that it stops what is being
// done.
func (r *Reader) leave() {
	switch {
	case r.outside.piping.Stop(): // what came of it is told when it has ended
	case r.notes.anew() != nil:
		r.notes.anewOf(nil)
		r.statusLine.say(r.statusLine.table.Fill("left open · {next-difference} goes on"))
	case r.focus.Sel != nil:
		r.focus.Sel = nil
	case r.focus.On:
		r.focus.Drop()
	case r.finds.stop():
		r.statusLine.say("stopped: names and quotes are found only around where it was opened")
	default:
		r.search.hits.Look("", "")
	}
}
