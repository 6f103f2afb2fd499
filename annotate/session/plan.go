package session

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"stet/annotate"
	"stet/annotate/store"
	"stet/annotate/wire"
	"stet/model/files"
)

// A Plan is one act, as it is written down so that what a crash has left half done is
// completed by the next program that reads sidecars. That is so for acts on several
// files: before the first of them is saved, the plans of all that was done up to the
// act and is unsaved are written down, in this order, and each is removed once all its
// files are saved. An act may build on edits that are not saved either, and a later edit
// may take back what is saved of it: without them it would be completed to something
// that never was. Undoing and redoing have plans of their own.
type Plan struct {
	desk    *store.Desk
	path    string
	several bool // files it reaches

	mu     sync.Mutex
	parts  []planned // those that are not saved yet
	unlock func()    // nil before it is written down
	over   bool
}

// plan returns the plan of an act of which nothing is saved yet.
func (s *Session) plan(parts []Part) *Plan {
	// Both parts of the name sort by time.
	p := &Plan{desk: s.desk, path: filepath.Join(plans(s.desk), s.id+"."+fileID()+".jsonl"), several: len(parts) > 1}
	for _, part := range parts {
		article := part.Sidecar.art.Path
		if abs, err := filepath.Abs(article); err == nil && article != "" {
			article = abs
		}
		part.Edit = part.Sidecar.began(part.Edit)
		p.parts = append(p.parts, planned{Part: part, article: article, terms: part.Sidecar.terms})
	}
	return p
}

func fileID() string { return strings.TrimPrefix(store.NewID(), "urn:uuid:") }

// began returns an edit that is about to be made as it is written down: what it changes
// without having seen it has no common beginning with it.
func (sc *Sidecar) began(e annotate.Edit) annotate.Edit {
	e.Swaps = slices.Clone(e.Swaps)
	for i, sw := range e.Swaps {
		if sc.apart[swapped(sw)] > sc.changes {
			e.Swaps[i].Before = nil
		}
	}
	return e
}

// swapped is the ID of the annotation that a swap is about.
func swapped(sw annotate.Swap) string {
	if sw.Before != nil {
		return sw.Before.ID
	}
	return sw.After.ID
}

// ahead returns the plans to write down before steps are saved: none where no act on
// several files is unsaved.
func (s *Session) ahead(steps []step) []*Plan {
	s.plans = slices.DeleteFunc(s.plans, (*Plan).saved)
	upto := s.plans[:slices.Index(s.plans, steps[len(steps)-1].plan)+1]
	if !slices.ContainsFunc(upto, func(p *Plan) bool { return p.several }) {
		return nil
	}
	return slices.Clone(upto)
}

func (p *Plan) saved() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.over
}

// lock says that the process that carries a plan out is alive. The lock goes with
// the plan: both lie in a folder of the user's own.
func lock(plan string) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(plan), 0o700); err != nil {
		return nil, err
	}
	l := files.Lock(plan+".lock", 0o600)
	free, err := l.TryLock()
	if err == nil && !free {
		err = store.ErrBusy
	}
	if err != nil {
		return nil, err
	}
	return func() {
		if _, err := os.Stat(plan); errors.Is(err, os.ErrNotExist) {
			os.Remove(l.Path())
		}
		l.Unlock()
	}, nil
}

// A planned part is to be done to the sidecar of the article at a path.
type planned struct {
	Part
	article string
	terms   store.Terms
	at      int64 // where its line begins in the file
}

func plans(desk *store.Desk) string { return filepath.Join(desk.State, "plans") }

// Begin writes the plan down, once. It is called before any of the files is saved.
func (p *Plan) Begin() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.unlock != nil || p.over {
		return nil
	}
	unlock, err := lock(p.path)
	if err != nil {
		return err
	}
	if err := p.write(); err != nil {
		unlock()
		return err
	}
	p.unlock = unlock
	return nil
}

func (p *Plan) write() error {
	var data []byte
	for i, part := range p.parts {
		p.parts[i].at = int64(len(data))
		data = append(append(data, part.line()...), '\n')
	}
	return p.desk.Put(p.path, data)
}

// Keep writes down in the user's own state folder what is not saved, so that the next
// program that reads sidecars saves it: the last resort of a program that ends. It
// returns how many edits that are. It does not wait for saves under way.
func (s *Session) Keep() (int, error) {
	var parts []Part
	for _, sc := range s.sidecars {
		for _, st := range slices.Concat(sc.flying, sc.pending) {
			if sc.art.Path == "" {
				return 0, store.ErrNoPath
			}
			parts = append(parts, Part{sc, st.edit})
		}
	}
	if len(parts) == 0 {
		return 0, nil
	}
	return len(parts), s.plan(parts).write()
}

func (p planned) line() []byte {
	w := &wire.Writer{}
	w.Object(func() {
		w.Text("article", p.article)
		w.Text("annotator", p.Sidecar.desk.Annotator)
		w.Text("email", p.Sidecar.desk.Email)
		w.Key("edit").Raw(p.terms.Line(p.Edit))
	})
	return wire.Compact(w.Bytes())
}

// done says that one of the files was saved.
func (p *Plan) done(sc *Sidecar) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var left, saved []planned
	for _, part := range p.parts {
		if part.Sidecar == sc {
			saved = append(saved, part)
		} else {
			left = append(left, part)
		}
	}
	p.parts, p.over = left, p.over || len(left) == 0
	switch {
	case p.unlock == nil:
	case p.over:
		os.Remove(p.path)
		p.unlock()
		p.unlock = nil
	default:
		p.strike(saved)
	}
}

// struck takes the place of the brace that a line begins with, once its file is saved.
// One byte is written whole or not at all, and without it the edit is only looked at
// once more.
const struck = ' '

func (p *Plan) strike(saved []planned) {
	f, err := os.OpenFile(p.path, os.O_WRONLY, 0)
	if err != nil {
		return
	}
	defer f.Close()
	for _, part := range saved {
		f.WriteAt([]byte{struck}, part.at)
	}
}
