package review

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/model/count"
	"stet/ui/pane"
)

// tasks runs what the session hands out, each off the interface's goroutine.
func (ed *editing) tasks(tasks []session.Task) tea.Cmd {
	var cmds []tea.Cmd
	for _, t := range tasks {
		cmds = append(cmds, func() tea.Msg { return t() })
	}
	return tea.Batch(cmds...)
}

// took takes the result of a task: what was saved, and what others have written.
func (ed *editing) took(result session.Result) tea.Cmd {
	n := ed.work.Take(result)
	switch {
	case n.Sidecar == nil:
		return nil // another pane's
	case n.Err != nil:
		ed.front.Complain("NOT SAVED: " + n.Err.Error())
		return ed.closed()
	case n.Met():
		ed.put(n.Sidecar)
		ed.list.list()
	}
	if n.Conflicts > 0 {
		ed.front.Complain(fmt.Sprintf("the sidecar was changed elsewhere: %s differ, both are kept", count.Of(n.Conflicts, "annotation")))
	}
	cmds := []tea.Cmd{ed.tasks(ed.work.Save()), ed.closed()}
	if n.Saved {
		changed := Changed{Path: n.Sidecar.Article().Path}
		cmds = append(cmds, func() tea.Msg { return changed })
	}
	return tea.Batch(cmds...)
}

// reread takes into the open sidecars what others, or a reader of stet, have written
// meanwhile.
func (ed *editing) reread() tea.Cmd {
	return ed.tasks(ed.work.Meet())
}

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Review) Close() tea.Cmd {
	r.folder.stop()
	r.edits.closing = true
	return tea.Batch(r.edits.tasks(r.edits.work.Retry()), r.edits.closed())
}

// closed says that nothing is left to save, once Close was called and that is so.
func (ed *editing) closed() tea.Cmd {
	if !ed.closing || !ed.work.Settled() {
		return nil
	}
	done := pane.Closed{Pane: ed.folder.of, Unsaved: ed.work.Unsaved(), Err: ed.work.Err()}
	ed.closing = false
	return func() tea.Msg { return done }
}

// Unsaved counts the edits that are not on the disk.
func (r *Review) Unsaved() int { return r.edits.work.Unsaved() }

// SaveElsewhere writes what could not be saved to the desk's own folder.
func (r *Review) SaveElsewhere() tea.Cmd {
	return r.edits.tasks(r.edits.work.SaveElsewhere())
}

// Keep writes down what is not saved, for the next program to save it.
func (r *Review) Keep() (int, error) { return r.edits.work.Keep() }
