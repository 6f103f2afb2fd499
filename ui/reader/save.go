package reader

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model"
	"stet/ui/pane"
)

// A saver writes the sidecar after every edit, one write at a time, off the
// interface's path. Edits made meanwhile go into the next write.
type saver struct {
	dirty   int // edits since the last write began
	writing int // edits in the write under way, 0 if there is none
	failed  int // edits that a write could not save; they are in the next one
	err     error
	steps   []step // for the journal, once they are saved
	ever    bool   // something was saved in this session
	closing bool   // a Closed is owed once all is written
}

func (s *saver) unsaved() int { return s.dirty + s.writing + s.failed }

// state is what the status line says of it: "saved" only when it is.
func (s *saver) state() string {
	switch {
	case s.err != nil:
		return "NOT SAVED"
	case s.unsaved() > 0:
		return "saving"
	case s.ever:
		return "saved"
	}
	return ""
}

type savedMsg struct {
	reader  *Reader
	shelved *model.Article // what the text is now, if it got a file by this
	result  store.Saved
	err     error
}

// A step notes in the file's journal what was done, so that it can be undone in
// a later session.
type step func(*store.File) error

// do carries out an edit, records it for undo, and has it saved.
func (r *Reader) do(e annotate.Edit) tea.Cmd {
	e.At = now()
	r.file.Set.Do(e)
	return r.edited(e, func(f *store.File) error { return f.Did(e) })
}

// edited follows an edit, also one that undid another: the lists are made anew
// and the sidecar is written.
func (r *Reader) edited(e annotate.Edit, note step) tea.Cmd {
	r.after = nil
	if touches(e, kindEntity) {
		r.regroup()
	}
	r.gather()
	r.save.dirty++
	r.save.steps = append(r.save.steps, note)
	return r.write()
}

func touches(e annotate.Edit, kind string) bool {
	for _, s := range e.Swaps {
		if s.Before != nil && s.Before.Kind() == kind || s.After != nil && s.After.Kind() == kind {
			return true
		}
	}
	return false
}

func (r *Reader) write() tea.Cmd {
	if r.save.writing > 0 || r.save.dirty+r.save.failed == 0 {
		return nil
	}
	r.save.writing, r.save.dirty, r.save.failed = r.save.dirty+r.save.failed, 0, 0
	steps := r.save.steps
	r.save.steps = nil
	file, snapshot, coded, art, shelve := r.file, r.file.Set.Snapshot(), r.file.Set.Coded(), r.art, r.shelve
	return func() (msg tea.Msg) {
		m := savedMsg{reader: r}
		defer func() {
			if p := recover(); p != nil {
				m.err = fmt.Errorf("saving panicked: %v", p)
				msg = m
			}
		}()
		if art.Path == "" && shelve != nil {
			if m.shelved, m.err = shelve(art); m.err != nil {
				return m
			}
			file.Adopt(m.shelved)
		}
		if m.result, m.err = file.Save(snapshot, coded); m.err == nil {
			for _, note := range steps {
				note(file) // losing the journal loses only the way back
			}
		}
		return m
	}
}

// wrote takes the result of a write: what others changed meanwhile comes in
// without being undoable, and a failure is said until a later write succeeds.
func (r *Reader) wrote(m savedMsg) tea.Cmd {
	n := r.save.writing
	r.save.writing = 0
	if m.shelved != nil {
		r.art = m.shelved
		r.layOut()
	}
	if m.err != nil {
		r.save.failed += n
		r.save.err = m.err
		r.complain("NOT SAVED: " + strings.TrimSpace(m.err.Error()) + " · W writes elsewhere")
		return r.closed()
	}
	first := !r.save.ever
	r.save.err, r.save.ever = nil, true
	r.meet(m.result)
	switch {
	case m.shelved != nil:
		r.say("the text is kept as " + m.shelved.Path + ", your annotations beside it")
	case first && m.result.Kept:
		r.say("this folder is read-only: kept in " + filepath.Dir(m.result.Path) + ", found again whenever this text is opened")
	case first && r.unsaid:
		r.say("saved beside the article as " + filepath.Base(m.result.Path) + " · you are " + r.env.Desk.Annotator + ", --annotator changes it")
	}
	return tea.Batch(r.write(), r.closed())
}

type refreshedMsg savedMsg

// refresh looks at what lies on the disk now: another pane, or another program,
// may have written into the sidecar.
func (r *Reader) refresh() tea.Cmd {
	if r.file == nil {
		return nil
	}
	file, snapshot, coded := r.file, r.file.Set.Snapshot(), r.file.Set.Coded()
	return func() tea.Msg {
		result, err := file.Refresh(snapshot, coded)
		return refreshedMsg{reader: r, result: result, err: err}
	}
}

// meet takes in what somebody else wrote into the sidecar. What was edited here
// since the write began is left alone: the next write meets it again.
func (r *Reader) meet(saved store.Saved) {
	e := saved.Edit
	e.Swaps = slices.DeleteFunc(slices.Clone(e.Swaps), func(s annotate.Swap) bool {
		if s.Before != nil {
			return r.file.Set.Get(s.Before.ID) != s.Before
		}
		return r.file.Set.Get(s.After.ID) != nil
	})
	if len(e.Swaps) == 0 && e.Coded == nil {
		return
	}
	r.file.Set.Apply(e)
	r.regroup()
	r.gather()
	if n := len(saved.Conflicts); n > 0 {
		r.complain("the sidecar was changed elsewhere: " + plural(n, "annotation") + " differ, both are kept")
		return
	}
	r.say("the sidecar was changed elsewhere: " + plural(len(e.Swaps), "change") + " taken in")
}

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Reader) Close() tea.Cmd {
	r.save.closing = true
	return tea.Batch(r.write(), r.closed())
}

func (r *Reader) closed() tea.Cmd {
	if !r.save.closing || r.save.writing > 0 || r.save.dirty > 0 {
		return nil
	}
	r.save.closing = false
	done := pane.Closed{Pane: r, Unsaved: r.save.failed, Err: r.save.err}
	return func() tea.Msg { return done }
}

// retry writes again what could not be saved.
func (r *Reader) retry() tea.Cmd {
	r.save.dirty += r.save.failed
	r.save.failed = 0
	return r.write()
}
