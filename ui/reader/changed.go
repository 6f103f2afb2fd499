package reader

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model/count"
	"stet/ui/card"
	"stet/ui/sheet"
)

// displaced returns one's own annotations that the present text does not hold as
// they were annotated: those to be looked at first, then the lost, then those
// that only moved with their words.
func (r *Reader) displaced() []*annotate.Annotation {
	if r.file == nil {
		return nil
	}
	var out []*annotate.Annotation
	for _, state := range []annotate.State{annotate.Fuzzy, annotate.Orphan, annotate.Moved} {
		for _, a := range r.file.Set.All() {
			if !a.Target.Whole && a.Target.Annotation == "" && a.Target.State == state {
				out = append(out, a)
			}
		}
	}
	return out
}

// What can be done about an annotation whose words have changed.
type remedy int

const (
	confirmIt remedy = iota + 1
	confirmAll
	chooseWords
	leaveIt
	deleteIt
)

// openChanged shows the annotations whose words the publisher changed, one after
// the other: the old words, the new ones and what is to be done. The old
// selectors stay until a person confirms.
func (r *Reader) openChanged() tea.Cmd {
	list := r.displaced()
	if len(list) == 0 {
		r.say("every annotation stands where it was made")
		return nil
	}
	after := 1 + slices.IndexFunc(list, func(a *annotate.Annotation) bool { return a.ID == r.seen })
	return r.openChange(list, after%len(list))
}

func (r *Reader) openChange(list []*annotate.Annotation, i int) tea.Cmd {
	a := list[i]
	if !a.Target.Range.Empty() {
		r.focus.Set(a.Target.Range)
	}
	f := &card.Field{Name: "what"}
	add := func(key, text string, what remedy) {
		f.Choices = append(f.Choices, card.Choice{Key: key, Text: text, Value: what})
	}
	was := "was   " + sheet.Excerpt(a.Target.Quote.Exact, 60)
	is := "now   not found in the present text"
	switch a.Target.State {
	case annotate.Fuzzy:
		is = fmt.Sprintf("now   %s   %d %% alike", sheet.Excerpt(r.in.Art.Slice(a.Target.Range), 46), int(a.Target.Score*100))
		add("c", "confirm: these are the words", confirmIt)
	case annotate.Moved:
		is = fmt.Sprintf("now   the same words, on line %d", r.in.Art.LineOf(a.Target.Range.Start))
		add("c", "confirm the place", confirmIt)
		add("a", "confirm all that moved with their words", confirmAll)
	}
	add("w", "choose the words yourself", chooseWords)
	add("n", "leave it as it is, show the next", leaveIt)
	add("x", "delete the annotation", deleteIt)
	k := kind.Of(a)
	form := card.NewForm(fmt.Sprintf("changed since annotated · %d of %d · %s%s", i+1, len(list), k.Title, whoOf(a)), "esc leave, nothing is lost", f)
	form.Lines = []string{was, is}
	r.open("changed "+a.ID, form, func(f *card.Form) tea.Cmd {
		return r.mend(list, i, card.One[remedy](f, "what"))
	})
	return nil
}

// mend does what was chosen for one annotation, and shows the next.
func (r *Reader) mend(list []*annotate.Annotation, i int, what remedy) tea.Cmd {
	a := list[i]
	r.seen = a.ID
	var cmd tea.Cmd
	switch what {
	case confirmIt:
		cmd = r.confirm("place confirmed", a)
	case confirmAll:
		moved := slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotation) bool { return a.Target.State != annotate.Moved })
		return r.confirm(count.Of(len(moved), "place")+" confirmed", moved...)
	case chooseWords:
		r.startPointing(func(w wordRange) tea.Cmd {
			it := sheet.Item{Note: a}
			r.focus.SelectFor(w, &it)
			r.say("f ends the words at another one · ⏎ these are the words")
			return nil
		})
		return nil
	case deleteIt:
		r.focus.Item = &sheet.Item{Note: a}
		cmd = r.remove()
	}
	if left := r.displaced(); len(left) > 0 && i+1 < len(list) {
		j := slices.IndexFunc(left, func(b *annotate.Annotation) bool { return b.ID == list[i+1].ID })
		if j >= 0 {
			return tea.Batch(cmd, r.openChange(left, j))
		}
	}
	return cmd
}

// confirm describes the places of annotations anew, as one edit.
func (r *Reader) confirm(title string, as ...*annotate.Annotation) tea.Cmd {
	e := annotate.Edit{Title: title}
	for _, a := range as {
		after := anchor.Confirm(a, r.in.Art, r.offsets())
		after.Modified = now()
		e.Swaps = append(e.Swaps, annotate.Swap{Before: a, After: after})
	}
	cmd := r.do(e)
	r.did(title)
	return cmd
}
