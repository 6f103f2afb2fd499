package reader

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// keepOrOpen keeps a suggestion, copies somebody else's annotation, and opens
// your own.
func (t *tagger) keepOrOpen() tea.Cmd {
	switch it := t.focus.Item; {
	case t.focus.Sel != nil && it.By == "":
		return t.reword()
	case it.Found:
		return t.keep()
	case it.By == store.Gold && t.judge.again(it):
		return nil
	case it.By != "":
		return t.copyOthers(it)
	}
	return t.own()
}

// reword gives the annotation in focus the selected words. Who it speaks of and
// what refers to it stay as they are; a suggestion is kept by that.
func (t *tagger) reword() tea.Cmd {
	words := t.focus.Sel.Range()
	before, after := t.notes.pen.Change(t.focus.Item.Note, t.focus.Item.Found)
	t.notes.pen.Reword(after, words)
	k := kind.Of(after)
	cmd := t.notes.tagged(annotate.Edit{Title: k.Title + ask.By(after), Swaps: []annotate.Swap{{Before: before, After: after}}})
	t.focus.Sel = nil
	t.focus.Set(words)
	t.statusLine.did(fmt.Sprintf("%s of %s now", k.Title, count.Of(t.in.CountWords(words), "word")))
	return cmd
}

// copyOthers makes an annotation of your own that says the same.
func (t *tagger) copyOthers(it *sheet.Item) tea.Cmd {
	a := t.notes.pen.New(it.Note.Body.Clone(), it.Range())
	a.Tags, a.Comment = it.Note.Tags, it.Note.Comment
	return t.add(ask.Added(fmt.Sprintf("copied from %s: %s%s", it.By, kind.Of(a).Title, ask.By(a)), a))
}

func (t *tagger) refuseOrDelete() tea.Cmd {
	switch it := t.focus.Item; {
	case it.Found:
		return t.refuse()
	case it.By == store.Gold:
		t.statusLine.say(t.statusLine.table.Fill("this was decided · {keep} decides anew, n in its card takes it away"))
		return nil
	case it.By != "":
		t.statusLine.say(fmt.Sprintf("this is %s’s; you can change only your own annotations", it.By))
		return nil
	}
	return t.remove()
}

// done marks the article as done, and goes on to the next that is not. Where
// articles are coded, the sidecar says so, even if nothing was found in this one; of
// answers that are not kept yet, and of questions without one, it tells first.
func (t *tagger) done() tea.Cmd {
	if d := t.cards.drafts[ask.WholeArticle]; d != nil && d.Touched() && !t.statusLine.doubt {
		t.statusLine.doubt = true
		t.statusLine.say(t.statusLine.table.Fill("your answers are not kept yet: {article} goes on with them · {done} again is done without them"))
		return nil
	}
	if open := t.notes.scene(model.Range{}).Unanswered(); t.notes.project.Coded && len(open) > 0 && !t.statusLine.doubt {
		t.statusLine.doubt = true
		says := map[bool]string{true: "%s has no answer", false: "%s have no answer"}[len(open) == 1]
		t.statusLine.say(fmt.Sprintf(says, strings.Join(open, ", ")) + t.statusLine.table.Fill(" · {done} again is done all the same · {article} answers"))
		return nil
	}
	return t.finish()
}

// finish is done without a question.
func (t *tagger) finish() tea.Cmd {
	name := cmp.Or(t.in.Art.Meta.Title, fileName(t.in.Art))
	if !t.notes.project.Coded {
		t.statusLine.did("done: " + name)
		return t.notes.env.Ask(Done{Says: t.statusLine.status.Message})
	}
	cmd := t.notes.do(annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: t.notes.own.Set.Coded(), After: now()}})
	t.statusLine.did("coded: " + name)
	return tea.Batch(cmd, t.notes.env.Ask(Done{Coded: true, Says: t.statusLine.status.Message}))
}

// keep keeps the suggestion in focus and goes on to the next undecided one of
// its kind. Where its end is not sure, it asks first.
func (t *tagger) keep() tea.Cmd {
	it := t.focus.Item
	if len(it.Ends) > 0 {
		t.ends(it)
		return nil
	}
	return t.kept(*it, ask.Kept(t.notes.pen.Keep(it.Note, annotate.Kept)))
}

// kept carries out the answer that keeps a suggestion.
func (t *tagger) kept(old sheet.Item, a ask.Answer) tea.Cmd {
	cmd := t.notes.tagged(a.Edit)
	t.decided(old)
	t.statusLine.did(a.Says)
	return cmd
}

// decided goes on from a suggestion that was just kept or refused to the next
// one of its kind that is not, if there is one; the message stays the caller's.
func (t *tagger) decided(old sheet.Item) {
	t.focus.On, t.focus.Range, t.focus.Item = true, old.Range(), nil
	t.in.Over(old.Range(), func(it *sheet.Item) {
		if it.Range() == old.Range() && it.Note.Kind() == old.Note.Kind() {
			t.focus.Item = it
		}
	})
	t.walk.next(undecided(old.Note.Kind()))
}

// refuse keeps a suggestion from coming back, and goes on to the next.
func (t *tagger) refuse() tea.Cmd {
	old := *t.focus.Item
	a := t.notes.pen.Keep(old.Note, annotate.Refused)
	k := kind.Of(a)
	words := pane.Excerpt(t.in.Art.Slice(old.Range()), 30)
	cmd := t.notes.do(annotate.Edit{Title: fmt.Sprintf("not a %s", k.Title), Swaps: []annotate.Swap{{After: a}}})
	t.decided(old)
	t.statusLine.say(fmt.Sprintf("not a %s: %s", k.Title, words) + t.statusLine.table.Fill(" · {undo} undo · {show-refused} shows refused suggestions"))
	return cmd
}

// remove deletes an annotation of your own with the links to it, and clears
// what refers to it, in one edit.
func (t *tagger) remove() tea.Cmd {
	a := t.focus.Item.Note
	e := kind.Deletion(t.notes.own.Set, a)
	text := "deleted: " + e.Title
	gone := map[string]int{}
	for _, s := range e.Swaps {
		if s.After == nil && s.Before.ID != a.ID {
			gone[kind.Of(s.Before).Title]++
		}
	}
	for _, k := range kind.All {
		if n := gone[k.Title]; n > 0 {
			text = fmt.Sprintf("%s, and its %s", text, count.Of(n, k.Title))
		}
	}
	cmd := t.notes.do(e)
	t.focus.Item = nil
	t.statusLine.did(text)
	return cmd
}
