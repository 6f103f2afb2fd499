package review

import (
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"stet/annotate/store"
	"stet/ui/pane"
)

type savedMsg struct {
	sheet  *sheet
	result store.Saved
	err    error
}

// save writes a sheet, one write at a time.
func (r *Review) save(s *sheet) tea.Cmd {
	if s.writing || !s.dirty {
		return nil
	}
	s.writing, s.dirty = true, false
	snapshot, coded, notes := s.file.Set.Snapshot(), s.file.Set.Coded(), s.notes
	s.notes = nil
	return func() (msg tea.Msg) {
		defer func() {
			if p := recover(); p != nil {
				msg = savedMsg{sheet: s, err: fmt.Errorf("%v", p)}
			}
		}()
		begin(notes)
		result, err := s.file.Save(snapshot, coded)
		if err == nil {
			journal(s.file, notes)
		}
		return savedMsg{s, result, err}
	}
}

// begin writes the plans of acts on several files down before the first of them
// is saved, and drops those that were taken back. A failure loses only that a
// crash between two files is made good.
func begin(notes []note) {
	for _, n := range notes {
		switch {
		case n.plan == nil:
		case n.undo:
			n.plan.Drop()
		default:
			n.plan.Begin()
		}
	}
}

// journal puts down what was saved, so that it can be undone in a later session.
// A failure loses only that.
func journal(f *store.File, notes []note) {
	for _, n := range notes {
		switch {
		case n.did != nil:
			f.Did(*n.did)
			if n.plan != nil {
				n.plan.Done(f)
			}
		case n.undo:
			f.Undid()
		case n.redo:
			f.Redid()
		}
	}
}

func (r *Review) gotSaved(m savedMsg) tea.Cmd {
	s := m.sheet
	if r.desk.sheets[s.name] != s {
		return nil // another review's
	}
	s.writing, s.err = false, m.err
	if m.err != nil {
		s.dirty = true
		r.complain("NOT SAVED: " + m.err.Error())
		return r.closed()
	}
	if len(m.result.Edit.Swaps) > 0 {
		s.file.Set.Apply(m.result.Edit)
		r.put(s)
		r.list()
	}
	changed := Changed{Path: r.path(s.name)}
	return tea.Batch(r.save(s), r.closed(), func() tea.Msg { return changed })
}

type againMsg struct {
	sheet  *sheet
	result store.Saved
	err    error
}

// reread takes into the open sheets what others, or a reader of ours, have
// written meanwhile.
func (r *Review) reread() tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range r.desk.sheets {
		snapshot, coded := s.file.Set.Snapshot(), s.file.Set.Coded()
		cmds = append(cmds, func() tea.Msg {
			result, err := s.file.Refresh(snapshot, coded)
			return againMsg{s, result, err}
		})
	}
	return tea.Batch(cmds...)
}

func (r *Review) gotAgain(m againMsg) tea.Cmd {
	if r.desk.sheets[m.sheet.name] != m.sheet || m.err != nil {
		return nil
	}
	m.sheet.file.Set.Apply(m.result.Edit)
	return nil
}

// Close saves what is not saved yet and ends in a [pane.Closed].
func (r *Review) Close() tea.Cmd {
	r.stop()
	r.desk.closing = true
	var cmds []tea.Cmd
	for _, s := range r.desk.sheets {
		cmds = append(cmds, r.save(s))
	}
	return tea.Batch(append(cmds, r.closed())...)
}

func (r *Review) closed() tea.Cmd {
	if !r.desk.closing {
		return nil
	}
	done := pane.Closed{Pane: r}
	for _, s := range r.desk.sheets {
		if s.writing {
			return nil
		}
		if s.dirty {
			done.Unsaved++
			done.Err = errors.Join(done.Err, s.err)
		}
	}
	r.desk.closing = false
	return func() tea.Msg { return done }
}
