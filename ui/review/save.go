package review

import (
	tea "charm.land/bubbletea/v2"

	"stet/annotate/session"
	"stet/model/count"
	"stet/ui/pane"
)

// tasks runs what the session hands out, each off the interface's goroutine.
func (r *Review) tasks(tasks []session.Task) tea.Cmd {
	var cmds []tea.Cmd
	for _, t := range tasks {
		cmds = append(cmds, func() tea.Msg { return t() })
	}
	return tea.Batch(cmds...)
}

// took takes the result of a task: what was saved, and what others have written.
func (r *Review) took(result session.Result) tea.Cmd {
	n := r.desk.work.Take(result)
	switch {
	case n.Sidecar == nil:
		return nil // another pane's
	case n.Err != nil:
		r.front.Complain("NOT SAVED: " + n.Err.Error())
		return r.closed()
	case n.Met():
		r.put(n.Sidecar)
		r.list()
	}
	if n.Conflicts > 0 {
		r.front.Complain("the sidecar was changed elsewhere: " + count.Of(n.Conflicts, "annotation") + " differ, both are kept")
	}
	cmds := []tea.Cmd{r.tasks(r.desk.work.Save()), r.closed()}
	if n.Saved {
		changed := Changed{Path: n.Sidecar.Article().Path}
		cmds = append(cmds, func() tea.Msg { return changed })
	}
	return tea.Batch(cmds...)
}

// reread takes into the open sidecars what others, or a reader of ours, have written
// meanwhile.
func (r *Review) reread() tea.Cmd {
	return r.tasks(r.desk.work.Meet())
}

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Review) Close() tea.Cmd {
	r.stop()
	r.desk.closing = true
	return tea.Batch(r.tasks(r.desk.work.Retry()), r.closed())
}

// closed says that nothing is left to save, once Close was called and that is so.
func (r *Review) closed() tea.Cmd {
	if !r.desk.closing || !r.desk.work.Settled() {
		return nil
	}
	done := pane.Closed{Pane: r, Unsaved: r.desk.work.Unsaved(), Err: r.desk.work.Err()}
	r.desk.closing = false
	return func() tea.Msg { return done }
}
