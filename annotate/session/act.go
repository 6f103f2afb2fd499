package session

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/store"
)

// An Act is what a person did at once, to one sidecar or several. It is undone as
// a whole.
type Act struct {
	Title   string
	At      time.Time
	Earlier bool // in an earlier session
	Parts   []Part
	// Names is a change of the project's names.toml; its File is "" for an act on
	// sidecars. Whoever undoes or redoes such an act writes that file.
	Names codebook.NamesEdit
	// Left is how many of its changes could not be undone or redone, because
	// somebody else has changed the annotations since.
	Left int
}

// A Part is what an act does to one sidecar.
type Part struct {
	Sidecar *Sidecar
	Edit    annotate.Edit
}

// Do carries an act out and records it for undo. An edit that was thought of
// before somebody else's change came in loses nothing of that change. It returns
// an error, and has done nothing, where a file is read-only or nothing is left to do.
func (s *Session) Do(title string, parts ...Part) error {
	act := Act{Title: title, At: s.now()}
	asked := false
	for _, p := range parts {
		if p.Sidecar.ReadOnly != "" {
			return fmt.Errorf("%w: %s", store.ErrReadOnly, p.Sidecar.ReadOnly)
		}
		p.Edit.At = cmp.Or(p.Edit.At, act.At)
		asked = asked || changes(p.Edit)
		if p.Edit = p.Sidecar.fit(p.Edit); changes(p.Edit) {
			act.Parts = append(act.Parts, p)
		}
	}
	if len(act.Parts) == 0 {
		if asked {
			return ErrChanged
		}
		return nil
	}
	s.carryOut(act.Parts, did)
	s.done, s.undone = append(s.done, act), nil
	return nil
}

// Named records a change of names.toml, so that it is undone in its turn.
func (s *Session) Named(title string, e codebook.NamesEdit) {
	s.done, s.undone = append(s.done, Act{Title: title, At: s.now(), Names: e}), nil
}

func changes(e annotate.Edit) bool { return len(e.Swaps) > 0 || e.Coded != nil }

// carryOut changes the sets and has the change saved with the next tasks.
func (s *Session) carryOut(parts []Part, as taskKind) {
	if len(parts) == 0 {
		return
	}
	plan := s.plan(parts)
	s.plans = append(s.plans, plan)
	for _, p := range parts {
		sc := p.Sidecar
		sc.Set.Do(p.Edit)
		sc.changes++
		sc.failed = false
		sc.pending = append(sc.pending, step{as, p.Edit, plan})
	}
}

// fit makes an edit one of what the set says now. Where the set got another
// version from the disk after the edit was thought of, both are kept: the later
// save meets them as two changes without a common beginning.
func (sc *Sidecar) fit(e annotate.Edit) annotate.Edit {
	var swaps []annotate.Swap
	for _, sw := range e.Swaps {
		if sw.Before == nil {
			swaps = append(swaps, sw)
			continue
		}
		cur := sc.Set.Get(sw.Before.ID)
		unseen := cur != nil && cur != sw.Before && sc.met[cur.ID] == cur && !sc.same(cur, sw.Before)
		switch {
		case sw.After == nil && (cur == nil || unseen):
			continue // deleted elsewhere too, or changed: a change is kept
		case unseen:
			sc.apart[cur.ID] = sc.changes + 1
		}
		sw.Before = cur
		swaps = append(swaps, sw)
	}
	e.Swaps = swaps
	return e
}

func (sc *Sidecar) same(a, b *annotate.Annotation) bool { return sc.terms.Same(a, b) }

// Last returns the act that [Session.Undo] would take back; false if absent.
func (s *Session) Last() (Act, bool) { return last(s.done) }

// Next returns the act that [Session.Redo] would bring back; false if absent.
func (s *Session) Next() (Act, bool) { return last(s.undone) }

func last(acts []Act) (Act, bool) {
	if len(acts) == 0 {
		return Act{}, false
	}
	return acts[len(acts)-1], true
}

// Undo takes the last act back, as far as what it did is still so, and returns it;
// false if absent.
func (s *Session) Undo() (Act, bool) {
	act, ok := s.Last()
	if !ok {
		return act, false
	}
	s.done = s.done[:len(s.done)-1]
	back := act
	back.Parts, act.Left = nil, 0
	var parts []Part
	for _, p := range slices.Backward(act.Parts) {
		e, left := p.Sidecar.Still(p.Edit.Inverse())
		if act.Left += left; changes(e) {
			parts = append(parts, Part{p.Sidecar, e})
			back.Parts = append(back.Parts, Part{p.Sidecar, e.Inverse()})
		}
	}
	if len(parts) > 0 || act.Names.File != "" {
		slices.Reverse(back.Parts)
		s.carryOut(parts, undid)
		s.undone = append(s.undone, back)
	}
	return act, true
}

// Redo brings back the act that was taken back last, as far as that can be, and
// returns it; false if absent.
func (s *Session) Redo() (Act, bool) {
	act, ok := s.Next()
	if !ok {
		return act, false
	}
	s.undone = s.undone[:len(s.undone)-1]
	again := act
	again.Parts, act.Left = nil, 0
	for _, p := range act.Parts {
		e, left := p.Sidecar.Still(p.Edit)
		if act.Left += left; changes(e) {
			again.Parts = append(again.Parts, Part{p.Sidecar, e})
		}
	}
	if len(again.Parts) > 0 || act.Names.File != "" {
		s.carryOut(again.Parts, redid)
		s.done = append(s.done, again)
	}
	return act, true
}

// Still returns what of an edit can be carried out because the set says what was
// there before it, and counts the rest.
func (sc *Sidecar) Still(e annotate.Edit) (annotate.Edit, int) {
	left := 0
	var swaps []annotate.Swap
	for _, sw := range e.Swaps {
		cur := sc.Set.Get(swapped(sw))
		if !sc.same(cur, sw.Before) {
			left++
			continue
		}
		sw.Before = cur
		swaps = append(swaps, sw)
	}
	e.Swaps = swaps
	if e.Coded != nil && !sc.Set.Coded().Equal(e.Coded.Before) {
		e.Coded = nil
		left++
	}
	return e, left
}

// remember takes in the edits of earlier sessions, which the sidecars' journals hold,
// before anything is done in this one. Of two of the same second the later sidecar's
// is the first to be undone.
func (s *Session) remember(sc *Sidecar, earlier []annotate.Edit) {
	for _, e := range earlier {
		s.done = append(s.done, Act{Title: e.Title, At: e.At, Earlier: true, Parts: []Part{{sc, e}}})
	}
	slices.SortStableFunc(s.done, func(a, b Act) int { return a.At.Compare(b.At) })
}
