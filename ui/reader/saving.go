package reader

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/session"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/places"
	"stet/ui/pane"
	"stet/ui/programs"
)

// saved is what the status line says: "saved" only when everything is.
func (ns *notes) saved() string {
	switch {
	case ns.work == nil:
		return ""
	case ns.work.Err() != nil:
		return notSaved
	case ns.work.Unsaved() > 0:
		return "saving"
	case ns.work.Ever():
		return "saved"
	}
	return ""
}

// tasks runs what the session hands out, each off the interface's goroutine.
func (ns *notes) tasks(tasks []session.Task) tea.Cmd {
	var cmds []tea.Cmd
	for _, t := range tasks {
		cmds = append(cmds, func() tea.Msg { return t() })
	}
	return tea.Batch(cmds...)
}

// do carries out an edit of your own annotations, and has it saved.
func (ns *notes) do(e annotate.Edit) tea.Cmd { return ns.doIn(session.Part{Sidecar: ns.own, Edit: e}) }

func (ns *notes) doIn(p session.Part) tea.Cmd {
	if err := ns.work.Session.Do(p.Edit.Title, p); err != nil {
		return message(pane.Failed{Err: err}) // after what the caller says
	}
	return ns.edited(p.Edit)
}

// edited follows an edit, also one that undid another: the lists are made anew
// and the sidecar is written.
func (ns *notes) edited(e annotate.Edit) tea.Cmd {
	ns.statusLine.after = nil
	if names(e) {
		ns.regroup()
	}
	ns.gather()
	return tea.Batch(ns.tasks(ns.work.Save()), ns.learnFrom(e))
}

// names reports whether an edit changes what a name is.
func names(e annotate.Edit) bool {
	is := func(a *annotate.Annotation) bool { return a != nil && kind.AsEntity(a) != nil }
	return slices.ContainsFunc(e.Swaps, func(s annotate.Swap) bool { return is(s.Before) || is(s.After) })
}

// took takes the result of a task: what others changed meanwhile comes in without
// being undoable, and a failure is said until a later save succeeds.
func (ns *notes) took(result session.Result) tea.Cmd {
	if ns.work == nil {
		return nil
	}
	n := ns.work.Take(result)
	if n.Sidecar == nil {
		return nil // another pane's
	}
	if n.Shelved != nil {
		ns.in.Art = n.Shelved
		ns.takePen()
		ns.sheet.LayOut()
	}
	if n.Err != nil {
		// what can be done comes first: the path in the reason may be longer than the line
		ns.statusLine.complain(ns.statusLine.table.Fill("NOT SAVED · {save-elsewhere} writes elsewhere: ") + strings.TrimSpace(n.Err.Error()))
		ns.failure = ns.statusLine.status.Message
		return ns.closed()
	}
	if ns.failure != "" && ns.statusLine.status.Message == ns.failure {
		ns.statusLine.say("")
	}
	ns.failure = ""
	if n.Journal != nil && !ns.unnoted {
		ns.unnoted = true
		ns.statusLine.status.Note = "saved, but not what stet notes for undoing it later: " + clean.Blanks(n.Journal.Error())
	}
	if n.Met() {
		ns.met(n)
	}
	switch own := n.Sidecar == ns.own; {
	case n.Shelved != nil:
		ns.statusLine.status.Note = fmt.Sprintf("kept as %s, your annotations beside it", places.Shorten(n.Shelved.Path))
	case n.Asked && n.Kept:
		ns.statusLine.status.Note = fmt.Sprintf("kept in %s, found again with the text", places.Shorten(filepath.Dir(n.Path)))
	case n.Asked && n.Saved:
		ns.statusLine.status.Note = fmt.Sprintf("saved beside the article as %s", filepath.Base(n.Path))
	case n.Home:
		ns.statusLine.status.Note = "your annotations were kept elsewhere and lie beside the article again"
	case n.First && n.Kept:
		ns.statusLine.status.Note = fmt.Sprintf("this folder is read-only: kept in %s, found again with the text", places.Shorten(filepath.Dir(n.Path)))
	case n.First && n.Sidecar.Fresh && own:
		ns.statusLine.status.Note = fmt.Sprintf("saved beside the article as %s · you are %s", filepath.Base(n.Path), ns.env.Desk.Annotator)
	case n.First && n.Sidecar.Fresh:
		ns.statusLine.did(fmt.Sprintf("decided in %s, beside the article", filepath.Base(n.Path)))
	}
	ns.cards.settle()
	cmds := []tea.Cmd{ns.tasks(ns.work.Save()), ns.closed(), ns.cards.keep()}
	if n.Saved && len(ns.stored) > 0 && ns.work.Unsaved() == 0 {
		cmds, ns.stored = append(cmds, programs.Remove(ns.stored...)), nil
	}
	return tea.Batch(cmds...)
}

// met shows what somebody else wrote into a sidecar.
func (ns *notes) met(n session.News) {
	ns.regroup()
	ns.gather()
	if n.Conflicts > 0 {
		ns.statusLine.complain(fmt.Sprintf("the sidecar was changed elsewhere: %s differ, both are kept", count.Of(n.Conflicts, "annotation")))
		return
	}
	ns.statusLine.say(fmt.Sprintf("the sidecar was changed elsewhere: %s taken in", count.Of(n.Changes, "change")))
}

// close saves what is not saved yet and ends in a [pane.Closed].
func (ns *notes) close() tea.Cmd {
	ns.closing = true
	if ns.work == nil {
		return ns.closed()
	}
	return tea.Batch(ns.tasks(ns.work.Retry()), ns.closed())
}

// closed says that nothing is left to save, once Close was called and that is so.
func (ns *notes) closed() tea.Cmd {
	done := pane.Closed{Pane: ns.of}
	switch {
	case !ns.closing:
		return nil
	case ns.work != nil && !ns.work.Settled():
		return nil
	case ns.work != nil:
		done.Unsaved, done.Err = ns.work.Unsaved(), ns.work.Err()
	}
	ns.closing = false
	return message(done)
}

// elsewhere writes what could not be saved to the desk's own folder.
func (ns *notes) elsewhere() tea.Cmd {
	return ns.tasks(ns.work.SaveElsewhere())
}

// meet takes in what others have written meanwhile.
func (ns *notes) meet() tea.Cmd {
	if ns.work == nil {
		return nil
	}
	return ns.tasks(ns.work.Meet())
}
