package reader

import (
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/session"
	"stet/model/count"
	"stet/model/places"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// notSaved stands in the status line while an edit is not on the disk.
const notSaved = "NOT SAVED"

// saved is what the status line says: "saved" only when everything is.
func (r *Reader) saved() string {
	switch {
	case r.work == nil:
		return ""
	case r.work.Err() != nil:
		return notSaved
	case r.work.Unsaved() > 0:
		return "saving"
	case r.work.Ever():
		return "saved"
	}
	return ""
}

// tasks runs what the session hands out, each off the interface's goroutine.
func (r *Reader) tasks(tasks []session.Task) tea.Cmd {
	var cmds []tea.Cmd
	for _, t := range tasks {
		cmds = append(cmds, func() tea.Msg { return t() })
	}
	return tea.Batch(cmds...)
}

// do carries out an edit of one's own annotations, and has it saved.
func (r *Reader) do(e annotate.Edit) tea.Cmd { return r.doIn(session.Part{Sidecar: r.file, Edit: e}) }

func (r *Reader) doIn(p session.Part) tea.Cmd {
	if err := r.work.Session.Do(p.Edit.Title, p); err != nil {
		return message(pane.Failed{Err: err}) // after what the caller says
	}
	return r.edited(p.Edit)
}

// edited follows an edit, also one that undid another: the lists are made anew
// and the sidecar is written.
func (r *Reader) edited(e annotate.Edit) tea.Cmd {
	r.after = nil
	if touches(e, sheet.KindEntity) {
		r.regroup()
	}
	r.gather()
	return r.tasks(r.work.Save())
}

func touches(e annotate.Edit, kind string) bool {
	for _, s := range e.Swaps {
		if s.Before != nil && s.Before.Kind() == kind || s.After != nil && s.After.Kind() == kind {
			return true
		}
	}
	return false
}

// took takes the result of a task: what others changed meanwhile comes in without
// being undoable, and a failure is said until a later save succeeds.
func (r *Reader) took(result session.Result) tea.Cmd {
	if r.work == nil {
		return nil
	}
	n := r.work.Take(result)
	if n.Sidecar == nil {
		return nil // another pane's
	}
	if n.Shelved != nil {
		r.in.Art = n.Shelved
		r.pen = r.newPen()
		r.sheet.LayOut()
	}
	if n.Err != nil {
		r.complain("NOT SAVED: " + strings.TrimSpace(n.Err.Error()) + r.table.Fill(" · {save-elsewhere} writes elsewhere"))
		return r.closed()
	}
	if n.Met() {
		r.met(n)
	}
	switch own := n.Sidecar == r.file; {
	case n.Shelved != nil:
		r.message.Note = "kept as " + places.Shorten(n.Shelved.Path) + ", your annotations beside it"
	case n.First && n.Kept:
		r.message.Note = "this folder is read-only: kept in " + places.Shorten(filepath.Dir(n.Path)) + ", found again with the text"
	case n.First && n.Sidecar.Fresh && own:
		r.message.Note = "saved beside the article as " + filepath.Base(n.Path) + " · you are " + r.env.Desk.Annotator
	case n.First && n.Sidecar.Fresh:
		r.did("decided in " + filepath.Base(n.Path) + ", beside the article")
	}
	return tea.Batch(r.tasks(r.work.Save()), r.closed())
}

// met shows what somebody else wrote into a sidecar.
func (r *Reader) met(n session.News) {
	r.regroup()
	r.gather()
	if n.Conflicts > 0 {
		r.complain("the sidecar was changed elsewhere: " + count.Of(n.Conflicts, "annotation") + " differ, both are kept")
		return
	}
	r.say("the sidecar was changed elsewhere: " + count.Of(n.Changes, "change") + " taken in")
}

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Reader) Close() tea.Cmd {
	r.closing = true
	r.stopAnalysis()
	r.piping.Stop()
	if r.work == nil {
		return r.closed()
	}
	return tea.Batch(r.tasks(r.work.Retry()), r.closed())
}

// closed says that nothing is left to save, once Close was called and that is so.
func (r *Reader) closed() tea.Cmd {
	done := pane.Closed{Pane: r}
	switch {
	case !r.closing:
		return nil
	case r.work != nil && !r.work.Settled():
		return nil
	case r.work != nil:
		done.Unsaved, done.Err = r.work.Unsaved(), r.work.Err()
	}
	r.closing = false
	return message(done)
}
