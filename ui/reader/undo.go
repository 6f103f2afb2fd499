package reader

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/model"
	"stet/ui/pane"
)

// undo takes the last act back and shows where.
func (ns *notes) undo() tea.Cmd {
	last, ok := ns.work.Last()
	if !ok {
		return ns.env.Ask(UndoDone{Says: ns.statusLine.table.Fill("nothing to undo · {half-up} is half a page up")})
	}
	e := last.Parts[0].Edit
	if last.Earlier && ns.asked != &last.Parts[0] {
		ns.asked = &last.Parts[0]
		return ns.env.Ask(UndoDone{Says: pane.When(last.At, time.Now()) + ": " + last.Title + ns.lineOf(e) + ns.statusLine.table.Fill(". {undo} again undoes it")})
	}
	act, _ := ns.work.Undo()
	cmd := ns.edited(e)
	ns.show(e)
	if act.Left > 0 {
		ns.statusLine.complain("changed elsewhere since, and left as it is: " + act.Title + ns.lineOf(e))
		return cmd
	}
	says := "undone: " + act.Title + ns.lineOf(e) + ns.statusLine.table.Fill(" · {redo} brings it back")
	ns.statusLine.say(says)
	if e.Coded != nil { // the mark of the library goes with it
		cmd = tea.Batch(cmd, ns.env.Ask(UndoDone{Says: says}))
	}
	return cmd
}

func (ns *notes) redo() tea.Cmd {
	act, ok := ns.work.Redo()
	if !ok {
		ns.statusLine.say("nothing was undone")
		return nil
	}
	e := act.Parts[0].Edit
	cmd := ns.edited(e)
	ns.show(e)
	if act.Left > 0 {
		ns.statusLine.complain("changed elsewhere since, and left as it is: " + act.Title + ns.lineOf(e))
		return cmd
	}
	ns.statusLine.did("brought back: " + act.Title + ns.lineOf(e))
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

func (ns *notes) lineOf(e annotate.Edit) string {
	if rng := target(e); !rng.Empty() {
		return fmt.Sprintf(" (line %d)", ns.in.Art.LineOf(rng.Start))
	}
	return ""
}

// show scrolls to what an edit changed and lights it.
func (ns *notes) show(e annotate.Edit) {
	rng := target(e)
	if rng.Empty() {
		return
	}
	ns.focus.Sel = nil
	ns.focus.Set(rng)
}

// now is the time of an edit, in the precision of the file.
func now() time.Time { return time.Now().UTC().Truncate(time.Second) }
