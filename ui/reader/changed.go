package reader

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/model/count"
	"stet/ui/ask"
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
	r.open("changed "+a.ID, r.scene(a.Target.Range).Changed(a, i, len(list)), func(f *card.Form) tea.Cmd {
		return r.mend(list, i, card.One[ask.Remedy](f, "what"))
	})
	return nil
}

// mend does what was chosen for one annotation, and shows the next.
func (r *Reader) mend(list []*annotate.Annotation, i int, what ask.Remedy) tea.Cmd {
	a := list[i]
	r.seen = a.ID
	var cmd tea.Cmd
	switch what {
	case ask.ConfirmIt:
		cmd = r.confirm("place confirmed", a)
	case ask.ConfirmAll:
		moved := slices.DeleteFunc(slices.Clone(list), func(a *annotate.Annotation) bool { return a.Target.State != annotate.Moved })
		return r.confirm(count.Of(len(moved), "place")+" confirmed", moved...)
	case ask.ChooseWords:
		r.startPointing(func(w wordRange) tea.Cmd {
			it := sheet.Item{Note: a}
			r.focus.SelectFor(w, &it)
			r.say("f ends the words at another one · ⏎ these are the words")
			return nil
		})
		return nil
	case ask.DeleteIt:
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

// confirm takes the present places of annotations as theirs, as one edit.
func (r *Reader) confirm(title string, as ...*annotate.Annotation) tea.Cmd {
	return r.change(r.pen.Confirm(title, as...))
}
