package reader

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model"
	"stet/model/count"
	"stet/model/places"
	"stet/ui/pane"
	"stet/ui/sheet"
)

// A saver writes a sidecar after every edit, one write at a time, off the
// interface's path. Edits made meanwhile go into the next write.
type saver struct {
	file    *store.File // nil until it is read
	dirty   int         // edits since the last write began
	writing int         // edits in the write under way, 0 if there is none
	failed  int         // edits that a write could not save; they are in the next one
	err     error
	steps   []step // for the journal, once they are saved
	ever    bool   // something was saved in this session
	unsaid  bool   // there was no sidecar yet: the first save says where it lies
}

func (s *saver) unsaved() int { return s.dirty + s.writing + s.failed }

// savers are those of one's own sidecar and of the adjudication's.
func (r *Reader) savers() [2]*saver { return [2]*saver{&r.save, &r.gold} }

// saved is what the status line says of both: "saved" only when they are.
func (r *Reader) saved() string {
	state := ""
	for _, s := range r.savers() {
		switch {
		case s.err != nil:
			return notSaved
		case s.unsaved() > 0:
			state = "saving"
		case s.ever && state == "":
			state = "saved"
		}
	}
	return state
}

// notSaved stands in the status line while an edit is not on the disk.
const notSaved = "NOT SAVED"

type savedMsg struct {
	reader  *Reader
	saver   *saver
	shelved *model.Article // what the text is now, if it got a file by this
	result  store.Saved
	err     error
}

// A step notes in the file's journal what was done, so that it can be undone in
// a later session.
type step func(*store.File) error

// do carries out an edit of one's own annotations, records it for undo, and has
// it saved.
func (r *Reader) do(e annotate.Edit) tea.Cmd {
	if r.anew != nil {
		return r.ruledBy(e)
	}
	return r.doIn(&r.save, e)
}

func (r *Reader) doIn(s *saver, e annotate.Edit) tea.Cmd {
	e.At = now()
	s.file.Set.Do(e)
	r.acts, r.undone = append(r.acts, s), nil
	return r.edited(s, e, func(f *store.File) error { return f.Did(e) })
}

// edited follows an edit, also one that undid another: the lists are made anew
// and the sidecar is written.
func (r *Reader) edited(s *saver, e annotate.Edit, note step) tea.Cmd {
	r.after = nil
	if touches(e, sheet.KindEntity) {
		r.regroup()
	}
	r.gather()
	s.dirty++
	s.steps = append(s.steps, note)
	return r.write(s)
}

func touches(e annotate.Edit, kind string) bool {
	for _, s := range e.Swaps {
		if s.Before != nil && s.Before.Kind() == kind || s.After != nil && s.After.Kind() == kind {
			return true
		}
	}
	return false
}

func (r *Reader) write(s *saver) tea.Cmd {
	if s.writing > 0 || s.dirty+s.failed == 0 {
		return nil
	}
	s.writing, s.dirty, s.failed = s.dirty+s.failed, 0, 0
	steps := s.steps
	s.steps = nil
	file, snapshot, coded, art, shelve := s.file, s.file.Set.Snapshot(), s.file.Set.Coded(), r.in.Art, r.shelve
	return func() (msg tea.Msg) {
		m := savedMsg{reader: r, saver: s}
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
	s := m.saver
	n := s.writing
	s.writing = 0
	if m.shelved != nil {
		r.in.Art = m.shelved
		r.pen = r.newPen()
		r.sheet.LayOut()
	}
	if m.err != nil {
		s.failed += n
		s.err = m.err
		r.complain("NOT SAVED: " + strings.TrimSpace(m.err.Error()) + r.table.Fill(" · {save-elsewhere} writes elsewhere"))
		return r.closed()
	}
	first := !s.ever
	s.err, s.ever = nil, true
	r.meet(s, m.result)
	switch {
	case m.shelved != nil:
		r.message.Note = "kept as " + places.Shorten(m.shelved.Path) + ", your annotations beside it"
	case first && m.result.Kept:
		r.message.Note = "this folder is read-only: kept in " + places.Shorten(filepath.Dir(m.result.Path)) + ", found again with the text"
	case first && s.unsaid && s == &r.save:
		r.message.Note = "saved beside the article as " + filepath.Base(m.result.Path) + " · you are " + r.env.Desk.Annotator
	case first && s.unsaid:
		r.did("decided in " + filepath.Base(m.result.Path) + ", beside the article")
	}
	return tea.Batch(r.write(s), r.closed())
}

type refreshedMsg savedMsg

// refresh looks at what lies on the disk now: another pane, or another program,
// may have written into the sidecars.
func (r *Reader) refresh() tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range r.savers() {
		if s.file == nil {
			continue
		}
		file, snapshot, coded := s.file, s.file.Set.Snapshot(), s.file.Set.Coded()
		cmds = append(cmds, func() tea.Msg {
			result, err := file.Refresh(snapshot, coded)
			return refreshedMsg{reader: r, saver: s, result: result, err: err}
		})
	}
	return tea.Batch(cmds...)
}

// meet takes in what somebody else wrote into a sidecar. What was edited here
// since the write began is left alone: the next write meets it again.
func (r *Reader) meet(of *saver, saved store.Saved) {
	e := saved.Edit
	e.Swaps = slices.DeleteFunc(slices.Clone(e.Swaps), func(s annotate.Swap) bool {
		if s.Before != nil {
			return of.file.Set.Get(s.Before.ID) != s.Before
		}
		return of.file.Set.Get(s.After.ID) != nil
	})
	if len(e.Swaps) == 0 && e.Coded == nil {
		return
	}
	of.file.Set.Apply(e)
	r.regroup()
	r.gather()
	if n := len(saved.Conflicts); n > 0 {
		r.complain("the sidecar was changed elsewhere: " + count.Of(n, "annotation") + " differ, both are kept")
		return
	}
	r.say("the sidecar was changed elsewhere: " + count.Of(len(e.Swaps), "change") + " taken in")
}

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Reader) Close() tea.Cmd {
	r.closing = true
	r.stopAnalysis()
	r.piping.Stop()
	return tea.Batch(r.write(&r.save), r.write(&r.gold), r.closed())
}

func (r *Reader) closed() tea.Cmd {
	done := pane.Closed{Pane: r}
	for _, s := range r.savers() {
		if s.writing > 0 || s.dirty > 0 {
			return nil
		}
		done.Unsaved += s.failed
		done.Err = cmp.Or(done.Err, s.err)
	}
	if !r.closing {
		return nil
	}
	r.closing = false
	return func() tea.Msg { return done }
}

// retry writes again what could not be saved.
func (r *Reader) retry() tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range r.savers() {
		s.dirty += s.failed
		s.failed = 0
		cmds = append(cmds, r.write(s))
	}
	return tea.Batch(cmds...)
}
