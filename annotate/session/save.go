package session

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model"
)

// A Task reads or writes one sidecar. It is called once, on any goroutine, and its
// result is handed to [Session.Take] on the session's own.
type Task func() Result

// A Result is what came of a task.
type Result struct {
	of      *Session
	sidecar *Sidecar
	token   uint64
	changes uint64 // of the set when the task was handed out
	wrote   bool   // else it only looked
	asked   bool   // to write elsewhere if need be
	saved   store.Saved
	shelved *model.Article
	journal error
	err     error
}

// News is what a result has brought.
type News struct {
	Sidecar *Sidecar // nil where the result was stale
	Saved   bool     // edits were written
	First   bool     // by the first save of this session
	Path    string   // where the file lies
	// Kept is true where the file lies with the desk's own data, because the folder
	// of the article cannot be written or, where Asked is true, a person wanted it.
	Kept, Asked bool
	// Home is true where a file that lay there has come home beside the article.
	Home bool
	// Shelved is the article that a text without a file became.
	Shelved *model.Article
	// Changes counts what another program had written and was taken in, Conflicts
	// the annotations of which two versions are kept.
	Changes, Conflicts int
	Coded              bool // the mark "coded" was changed by another program
	// Journal is why what goes with the edits could not be written into folders of
	// stet's own: how they are undone in a later session, and the annotated text.
	Journal error
	Err     error // why nothing was written
}

// Met reports whether another program's changes came in.
func (n News) Met() bool { return n.Changes > 0 || n.Coded }

// Save returns the tasks that bring to the disk what is not there yet, at most one
// for each sidecar: none where a task is under way, or where the last save failed
// and nothing was done since.
func (s *Session) Save() []Task {
	var tasks []Task
	for _, sc := range s.sidecars {
		switch {
		case sc.token != 0:
		case len(sc.pending) > 0 && !sc.failed:
			tasks = append(tasks, s.write(sc))
		case sc.look && sc.file != nil:
			tasks = append(tasks, s.refresh(sc))
		}
	}
	return tasks
}

// Retry returns the tasks of [Session.Save], also for what failed before.
func (s *Session) Retry() []Task {
	for _, sc := range s.sidecars {
		sc.failed = false
	}
	return s.Save()
}

// Meet returns tasks that look at the disk, where another program may have written
// meanwhile. A sidecar that is being written is looked at after that.
func (s *Session) Meet() []Task {
	for _, sc := range s.sidecars {
		sc.look = true
	}
	return s.Save()
}

// SaveElsewhere returns the tasks that save what could not be saved: beside the
// article if that works now, else with the desk's own data.
func (s *Session) SaveElsewhere() []Task {
	for _, sc := range s.sidecars {
		sc.elsewhere = sc.failed
	}
	return s.Retry()
}

// Flush saves everything here and now, for a program without an interface. An
// error means that something is not saved.
func (s *Session) Flush() ([]News, error) {
	var news []News
	var errs []error
	for tasks := s.Retry(); len(tasks) > 0; tasks = s.Save() {
		for _, t := range tasks {
			n := s.Take(t())
			errs = append(errs, n.Err)
			news = append(news, n)
		}
	}
	return news, errors.Join(errs...)
}

// Commit carries out and saves one edit of a sidecar that is part of no session, for
// a program without an interface.
func (sc *Sidecar) Commit(e annotate.Edit) (News, error) {
	s := New(sc.desk)
	s.Add(sc)
	if err := s.Do(e.Title, Part{sc, e}); err != nil {
		return News{Sidecar: sc, Path: sc.path}, fmt.Errorf("%s: %w", sc.path, err)
	}
	news, err := s.Flush()
	if len(news) == 0 {
		return News{Sidecar: sc, Path: sc.path}, err
	}
	return news[0], err
}

// begin claims a sidecar for one task.
func (s *Session) begin(sc *Sidecar) Result {
	s.tokens++
	sc.token, sc.look = s.tokens, false
	return Result{of: s, sidecar: sc, token: sc.token, changes: sc.changes}
}

func (s *Session) write(sc *Sidecar) Task {
	r := s.begin(sc)
	r.wrote = true
	sc.flying, sc.pending = sc.pending, nil
	steps, art, shelve, elsewhere := sc.flying, sc.art, s.Shelve, sc.elsewhere
	sc.elsewhere, r.asked = false, elsewhere
	plans := s.ahead(steps)
	snapshot, coded, apart := sc.Set.Snapshot(), sc.Set.Coded(), slices.Collect(maps.Keys(sc.apart))
	return guarded(r, func(r *Result) {
		for _, p := range plans {
			if p.Begin() != nil {
				break // only a crash between two files is not made good
			}
		}
		if art.Path == "" && shelve != nil {
			if r.shelved, r.err = shelve(art); r.err != nil {
				return
			}
			sc.file.Adopt(r.shelved)
		}
		r.saved, r.err = sc.file.Save(snapshot, coded, apart...)
		if r.err != nil && elsewhere && sc.file.KeepElsewhere() {
			r.saved, r.err = sc.file.Save(snapshot, coded, apart...)
		}
		if r.err == nil {
			r.journal = sc.note(steps)
			if u := r.saved.Unkept; u != nil && (r.journal == nil || r.journal.Error() != u.Error()) { // the same reason is not repeated
				r.journal = errors.Join(u, r.journal)
			}
		}
	})
}

// note puts down in the journal what was saved, so that it can be undone in a later
// session. An error loses only that.
func (sc *Sidecar) note(steps []step) error {
	var errs []error
	for _, st := range steps {
		switch st.taskKind {
		case did:
			errs = append(errs, sc.file.Did(st.edit))
		case undid:
			errs = append(errs, sc.file.Undid())
		case redid:
			errs = append(errs, sc.file.Redid())
		}
		st.plan.done(sc)
	}
	return errors.Join(errs...)
}

func (s *Session) refresh(sc *Sidecar) Task {
	r := s.begin(sc)
	snapshot, coded, apart := sc.Set.Snapshot(), sc.Set.Coded(), slices.Collect(maps.Keys(sc.apart))
	return guarded(r, func(r *Result) {
		r.saved, r.err = sc.file.Refresh(snapshot, coded, apart...)
	})
}

// guarded makes a panic in a task the failure of it.
func guarded(r Result, work func(*Result)) Task {
	return func() (out Result) {
		out = r
		defer func() {
			if p := recover(); p != nil {
				out.err = fmt.Errorf("saving panicked: %v", p)
			}
		}()
		work(&out)
		return out
	}
}

// Take takes what came of a task. The result of another session's task, or one that
// is not waited for, says nothing.
func (s *Session) Take(r Result) News {
	sc := r.sidecar
	if r.of != s || sc.token != r.token {
		return News{}
	}
	sc.token = 0
	if r.shelved != nil {
		sc.art, sc.terms = r.shelved, sc.file.Terms()
	}
	n := News{Sidecar: sc, Saved: r.wrote, Path: r.saved.Path, Kept: r.saved.Kept, Home: r.saved.Home, Asked: r.asked, Shelved: r.shelved, Journal: r.journal}
	switch {
	case r.err != nil && r.wrote:
		sc.pending, sc.flying = append(sc.flying, sc.pending...), nil
		sc.failed, sc.err = true, r.err
		n.Saved, n.Err = false, r.err
		return n
	case r.err != nil:
		return n // the next save says it
	case !r.wrote && r.changes != sc.changes:
		return n // it looked beside what has been done since; the save of that sees it
	}
	if r.saved.Path != "" {
		sc.path = r.saved.Path
	}
	if r.wrote {
		n.First = !sc.ever
		sc.flying, sc.err, sc.ever = nil, nil, true
		maps.DeleteFunc(sc.apart, func(_ string, at uint64) bool { return at <= r.changes })
	} else {
		sc.file.Met(r.saved)
	}
	n.Conflicts = len(r.saved.Conflicts)
	n.Changes, n.Coded = sc.meet(r.saved.Edit)
	return n
}

// meet takes in what another program wrote. What was changed here since the task
// was handed out is left alone: the next save meets it again.
func (sc *Sidecar) meet(e annotate.Edit) (taken int, coded bool) {
	var swaps []annotate.Swap
	for _, sw := range e.Swaps {
		id := swapped(sw)
		if sc.Set.Get(id) != sw.Before {
			sc.apart[id] = sc.changes
			continue
		}
		swaps = append(swaps, sw)
		delete(sc.met, id)
		if sw.After != nil {
			sc.met[id] = sw.After
		}
	}
	e.Swaps = swaps
	if e.Coded != nil && !sc.Set.Coded().Equal(e.Coded.Before) {
		e.Coded = nil
	}
	if changes(e) {
		sc.Set.Do(e)
		sc.changes++
	}
	return len(swaps), e.Coded != nil
}
