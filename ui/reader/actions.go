package reader

import (
	"cmp"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/screen"
	"stet/ui/sheet"
)

func message(m tea.Msg) tea.Cmd { return func() tea.Msg { return m } }

func neighbour(step int) func(*Reader, int) tea.Cmd {
	return func(*Reader, int) tea.Cmd { return message(OpenNeighbour{Step: step}) }
}

func palette(*Reader) tea.Cmd { return message(pane.Palette{}) }

// back leaves the article. A card that was left with something typed or chosen in
// it would go with it: that is said once.
func back(r *Reader) tea.Cmd {
	for _, d := range r.cards.drafts {
		if d.Touched() && !r.once.draft {
			r.once.draft = true
			r.say("a card was left unfinished: " + d.Title + r.table.Fill(" · {quit} again leaves it"))
			return nil
		}
	}
	return message(pane.Back{})
}

// Reasons why a command cannot be done now; "" means that it can.

func needsFocus(r *Reader) string {
	if r.focus.Sel == nil && !r.focus.On {
		return r.table.Fill("nothing is in focus · {point} points at a word, {next} goes to a quote")
	}
	return ""
}

func needsSelection(r *Reader) string {
	if r.focus.Sel == nil {
		return r.table.Fill("nothing is selected · {select} selects from the focus on")
	}
	return ""
}

func needsFile(r *Reader) string {
	switch {
	case r.file == nil:
		return "the annotations are still being read"
	case r.file.ReadOnly != "":
		return "this sidecar is read only: " + r.file.ReadOnly
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
			return what + r.table.Fill(" about which words? {point} points at a word, {select} takes a sentence")
		}
		return ""
	}
}

func needsItem(r *Reader) string {
	if r.focus.Item == nil {
		return r.table.Fill("no quote, claim, stance or note is in focus · {next} goes to the next")
	}
	return needsFile(r)
}

func needsOwn(r *Reader) string {
	if r.focus.Own() == nil {
		return r.table.Fill("no annotation of yours is in focus · {next-annotation} goes to the next")
	}
	return needsFile(r)
}

func needsWho(r *Reader) string {
	if why := needsItem(r); why != "" {
		return why
	}
	if len(r.focus.Item.Note.Body.Refs()) == 0 {
		return "a " + kind.Of(r.focus.Item.Note).Title + " has nobody who says it"
	}
	return ""
}

func needsClaim(r *Reader) string {
	switch {
	case r.focus.ClaimHere() != nil, !r.focus.On && r.nextKnown() != nil:
		return needsFile(r)
	case r.focus.On:
		return r.table.Fill("no claim is here · {next-claim} goes to the next, {claim} makes one")
	}
	return r.table.Fill("no claim is here · {next-claim} goes to the next")
}

func needsAgain(r *Reader) string {
	if r.again == nil {
		return "nothing was tagged yet"
	}
	return needsWords(r)
}

func needsFailure(r *Reader) string {
	if r.work == nil || r.work.Err() == nil {
		return "everything is saved"
	}
	return ""
}

func needsURL(r *Reader) string {
	if r.in.Art.Meta.URL == "" {
		return "the article names no source"
	}
	return ""
}

// keepOrOpen keeps a suggestion, copies somebody else's annotation, and opens
// one's own.
func (r *Reader) keepOrOpen() tea.Cmd {
	switch it := r.focus.Item; {
	case r.focus.Sel != nil && it.By == "":
		return r.reword()
	case it.Found:
		return r.keep()
	case it.By == store.Gold && r.decideAgain(it):
		return nil
	case it.By != "":
		return r.copyOthers(it)
	}
	return r.openOwn()
}

// reword gives the annotation in focus the selected words. Who it speaks of and
// what refers to it stay as they are; a suggestion is kept by that.
func (r *Reader) reword() tea.Cmd {
	words := r.focus.Sel.Range()
	before, after := r.pen.Change(r.focus.Item.Note, r.focus.Item.Found)
	r.pen.Reword(after, words)
	k := kind.Of(after)
	cmd := r.tagged(annotate.Edit{Title: k.Title + ask.By(after), Swaps: []annotate.Swap{{Before: before, After: after}}})
	r.focus.Sel = nil
	r.focus.Set(words)
	r.did(k.Title + " of " + count.Of(r.in.CountWords(words), "word") + " now")
	return cmd
}

// copyOthers makes an annotation of one's own that says the same.
func (r *Reader) copyOthers(it *sheet.Item) tea.Cmd {
	a := r.pen.New(it.Note.Body.Clone(), it.Range())
	a.Tags, a.Comment = it.Note.Tags, it.Note.Comment
	return r.add(ask.Added("copied from "+it.By+": "+kind.Of(a).Title+ask.By(a), a))
}

func (r *Reader) refuseOrDelete() tea.Cmd {
	switch it := r.focus.Item; {
	case it.Found:
		return r.refuse()
	case it.By == store.Gold:
		r.say(r.table.Fill("this was decided · {keep} decides anew, n in its card takes it away"))
		return nil
	case it.By != "":
		r.say("this is " + it.By + "’s; only one’s own sidecar is written")
		return nil
	}
	return r.remove()
}

// pointAtFocus points at a word: it comes into focus, or the selection ends there.
func (r *Reader) pointAtFocus() {
	if r.focus.Sel != nil {
		r.startPointing(func(w wordRange) tea.Cmd { r.focus.ExtendTo(w); return nil })
		return
	}
	r.startPointing(func(w wordRange) tea.Cmd { r.focus.Set(w); r.sayFocus(); return nil })
}

// startSelection selects the focus, or the first sentence on the screen.
func (r *Reader) startSelection() {
	if r.focus.Sel != nil {
		r.focus.Sel = nil
		return
	}
	if !r.focus.On {
		r.nextSentence(true)
	}
	r.focus.Begin()
}

func (r *Reader) more() {
	if r.focus.Begin() {
		if !r.focus.GrowSelection() {
			r.say("this is the whole paragraph")
		}
	}
}

func (r *Reader) fewer() {
	if r.focus.Begin() {
		if !r.focus.ShrinkSelection() {
			r.say("this is one word; H and L go inside it")
		}
	}
}

// move steps the focus by words or, where a selection is being made or a
// character is meant, the selection's end.
func move(forward, byWord bool) func(*Reader, int) tea.Cmd {
	return counted(func(r *Reader, n int) {
		for range n {
			if r.focus.Sel == nil && byWord {
				r.focus.MoveWord(forward)
				continue
			}
			r.focus.Begin()
			r.focus.StepHead(forward, byWord)
		}
	})
}

// leave goes back one step: from the selection to the focus, from the focus to
// nothing, from the hits of a search to none. Before that it stops what is being
// done.
func (r *Reader) leave() {
	switch {
	case r.piping.Stop(): // what came of it is told when it has ended
	case r.anew() != nil:
		r.anewOf(nil)
		r.say(r.table.Fill("left open · {next-difference} goes on"))
	case r.focus.Sel != nil:
		r.focus.Sel = nil
	case r.focus.On:
		r.focus.Drop()
	case r.stopAnalysis():
		r.say("stopped: names and quotes are found only around where it was opened")
	default:
		r.search.look("", "")
	}
}

func (r *Reader) toggle(name string) {
	r.in.Show.Hidden[name] = !r.in.Show.Hidden[name]
	if name == sheet.LayerIndirect {
		r.in.Show.Hidden[sheet.LayerReported] = r.in.Show.Hidden[name]
	}
	r.gather()
	state := "shown"
	if r.in.Show.Hidden[name] {
		state = "hidden"
		if r.focus.Item != nil && r.in.Same(r.focus.Item) == nil {
			r.focus.Item = nil
		}
	}
	label := name
	if k := r.kindOf(name); k.Known() {
		label = k.Plural()
	}
	r.say(label + " " + state)
	if name == sheet.LayerMargin {
		r.sheet.LayOut()
	}
}

// toggleNames goes from people, organisations and places to everything named,
// to none.
func (r *Reader) toggleNames() {
	switch {
	case r.in.Show.Hidden[sheet.LayerNames]:
		r.in.Show.Hidden[sheet.LayerNames] = false
		r.say("people, organisations and places shown")
	case r.in.Show.Hidden[sheet.LayerTimes]:
		r.in.Show.Hidden[sheet.LayerTimes] = false
		r.say("dates, amounts and nationalities shown too")
	default:
		r.in.Show.Hidden[sheet.LayerNames], r.in.Show.Hidden[sheet.LayerTimes] = true, true
		r.say(r.table.Fill("names hidden · {show-names} shows them"))
	}
}

// toggleAll hides every mark, and brings back those that were shown.
func (r *Reader) toggleAll() {
	if r.in.Show.Before != nil {
		r.in.Show.Hidden, r.in.Show.Before = r.in.Show.Before, nil
		r.say("marks shown")
	} else {
		r.in.Show.Before = r.in.Show.Hidden
		r.in.Show.Hidden = map[string]bool{}
		for _, l := range sheet.LayersOf(r.project.Book.Rows()) {
			r.in.Show.Hidden[l.Name] = l.Name != sheet.LayerMargin || r.in.Show.Before[sheet.LayerMargin]
		}
		r.say(r.table.Fill("marks hidden · {show-nothing} shows them"))
	}
	r.gather()
}

// explain says why something was found, or how it came about and where it lies.
func (r *Reader) explain() {
	it := r.focus.Item
	if it.Found {
		r.say("found by " + it.Note.Origin.Generator + ": " + cmp.Or(it.Worth(), it.Why))
		return
	}
	r.say(it.History(r.env) + " · " + filepath.Base(r.file.Path()))
}

// copy puts the words and where they stand into the clipboard.
func (r *Reader) copy() tea.Cmd {
	rng := r.focus.Range
	if r.focus.Sel != nil {
		rng = r.focus.Sel.Range()
	}
	text := r.cite(rng)
	return tea.Batch(screen.SetClipboard(text), pane.Copied(text))
}

// cite is some words with who said them and where they stand, unwrapped.
func (r *Reader) cite(rng wordRange) string {
	words := "“" + strings.Trim(pane.OneLine(r.in.Art.Slice(rng)), "“”\"„") + "”"
	if who, ok := r.in.Quotes.SpeakerOf(rng); ok {
		words = strings.TrimSuffix(words, "”") + "” said " + who.Name + "."
	}
	m := r.in.Art.Meta
	date := "no date"
	if !m.Published.IsZero() {
		date = m.Published.Format("2 January 2006")
	}
	parts := []string{words + " " + r.Title()}
	for _, p := range []string{m.Publisher, date, m.URL, r.fileName()} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// saveElsewhere writes what could not be saved to the desk's own folder.
func (r *Reader) saveElsewhere() tea.Cmd {
	r.work.KeepElsewhere()
	return r.tasks(r.work.Retry())
}

func (r *Reader) fileName() string {
	if r.in.Art.Path == "" {
		return "standard input"
	}
	return filepath.Base(r.in.Art.Path)
}
