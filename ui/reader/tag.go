package reader

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/count"
	"stet/ui/ask"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// now is the time of an edit, in the precision of the file.
func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

// keep keeps the suggestion in focus and goes on to the next undecided one of
// its kind. Where its end is not sure, it asks first.
func (r *Reader) keep() tea.Cmd {
	it := r.focus.Item
	if len(it.Ends) > 0 {
		r.openEnds(it)
		return nil
	}
	return r.kept(*it, ask.Kept(r.pen.Keep(it.Note, annotate.Kept)))
}

// kept carries out the answer that keeps a suggestion.
func (r *Reader) kept(old sheet.Item, a ask.Answer) tea.Cmd {
	cmd := r.tagged(a.Edit)
	r.decided(old)
	r.did(a.Says)
	return cmd
}

// decided goes on from a suggestion that was just kept or refused to the next
// one of its kind that is not, if there is one; the message stays the caller's.
func (r *Reader) decided(old sheet.Item) {
	r.focus.On, r.focus.Range, r.focus.Item = true, old.Range(), nil
	r.in.Over(old.Range(), func(it *sheet.Item) {
		if it.Range() == old.Range() && it.Note.Kind() == old.Note.Kind() {
			r.focus.Item = it
		}
	})
	r.next(undecided(old.Note.Kind()))
}

// refuse keeps a suggestion from coming back, and goes on to the next.
func (r *Reader) refuse() tea.Cmd {
	old := *r.focus.Item
	a := r.pen.Keep(old.Note, annotate.Refused)
	k := kind.Of(a)
	words := pane.Excerpt(r.in.Art.Slice(old.Range()), 30)
	cmd := r.do(annotate.Edit{Title: "not a " + k.Title, Swaps: []annotate.Swap{{After: a}}})
	r.decided(old)
	r.say("not a " + k.Title + ": " + words + r.table.Fill(" · {undo} undo · {show-refused} shows what was refused"))
	return cmd
}

// remove deletes an annotation of one's own with the links to it, and clears
// what refers to it, in one edit.
func (r *Reader) remove() tea.Cmd {
	a := r.focus.Item.Note
	e := kind.Deletion(r.file.Set, a)
	text := "deleted: " + e.Title
	gone := map[string]int{}
	for _, s := range e.Swaps {
		if s.After == nil && s.Before.ID != a.ID {
			gone[kind.Of(s.Before).Title]++
		}
	}
	for _, k := range kind.All {
		if n := gone[k.Title]; n > 0 {
			text += ", and its " + count.Of(n, k.Title)
		}
	}
	cmd := r.do(e)
	r.focus.Item = nil
	r.did(text)
	return cmd
}

// undo takes the last act back and shows where.
func (r *Reader) undo() tea.Cmd {
	last, ok := r.work.Last()
	if !ok {
		r.say(r.table.Fill("nothing to undo · {half-up} is half a page up"))
		return nil
	}
	e := last.Parts[0].Edit
	if last.Earlier && r.asked != last.At {
		r.asked = last.At
		r.say(pane.When(last.At, time.Now()) + ": " + last.Title + r.lineOf(e) + r.table.Fill(". {undo} again undoes it"))
		return nil
	}
	act, _ := r.work.Undo()
	cmd := r.edited(e)
	r.show(e)
	if act.Left > 0 {
		r.complain("changed elsewhere since, and left as it is: " + act.Title + r.lineOf(e))
		return cmd
	}
	r.say("undone: " + act.Title + r.lineOf(e) + r.table.Fill(" · {redo} brings it back"))
	return cmd
}

func (r *Reader) redo() tea.Cmd {
	act, ok := r.work.Redo()
	if !ok {
		r.say("nothing was undone")
		return nil
	}
	e := act.Parts[0].Edit
	cmd := r.edited(e)
	r.show(e)
	if act.Left > 0 {
		r.complain("changed elsewhere since, and left as it is: " + act.Title + r.lineOf(e))
		return cmd
	}
	r.did("brought back: " + act.Title + r.lineOf(e))
	return cmd
}

// target returns the words that an edit is about, the first of them.
func target(e annotate.Edit) model.Range {
	for _, s := range e.Swaps {
		for _, a := range []*annotate.Annotation{s.After, s.Before} {
			if a != nil && !a.Target.Range.Empty() {
				return a.Target.Range
			}
		}
	}
	return model.Range{}
}

func (r *Reader) lineOf(e annotate.Edit) string {
	if rng := target(e); !rng.Empty() {
		return fmt.Sprintf(" (line %d)", r.in.Art.LineOf(rng.Start))
	}
	return ""
}

// show scrolls to what an edit changed and lights it.
func (r *Reader) show(e annotate.Edit) {
	rng := target(e)
	if rng.Empty() {
		return
	}
	r.focus.Sel = nil
	r.focus.Set(rng)
}
