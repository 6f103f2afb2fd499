package session

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gofrs/flock"

	"stet/annotate/store"
	"stet/annotate/wire"
	"stet/model"
	"stet/model/files"
)

// A Plan is one act that reaches several files. It is written down before the
// first of them is saved and removed after the last, so that an act which a crash
// has left half done is completed by the next program that reads sidecars. Undoing
// and redoing such an act have plans of their own.
type Plan struct {
	desk *store.Desk
	path string

	mu     sync.Mutex
	parts  []planned // those that are not saved yet
	unlock func()    // nil before it is written down
	over   bool
}

// NewPlan returns the plan of an act of which nothing is saved yet.
func NewPlan(desk *store.Desk, parts []Part) *Plan {
	id := strings.TrimPrefix(store.NewID(), "urn:uuid:") // sorts by time
	p := &Plan{desk: desk, path: filepath.Join(plans(desk), id+".jsonl")}
	for _, part := range parts {
		article := part.Sidecar.art.Path
		if abs, err := filepath.Abs(article); err == nil && article != "" {
			article = abs
		}
		p.parts = append(p.parts, planned{article, part.Sidecar.terms, part})
	}
	return p
}

// lock says that the process that carries a plan out is alive. The lock goes with
// the plan: both lie in a folder of the user's own.
func lock(plan string) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(plan), 0o700); err != nil {
		return nil, err
	}
	l := flock.New(plan + ".lock")
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
	article string
	terms   store.Terms
	Part
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
	for _, part := range p.parts {
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
	return len(parts), NewPlan(s.desk, parts).write()
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
	p.parts = slices.DeleteFunc(p.parts, func(part planned) bool { return part.Sidecar == sc })
	if len(p.parts) > 0 || p.over {
		return
	}
	p.over = true
	if p.unlock != nil {
		os.Remove(p.path)
		p.unlock()
	}
}

// Tidy makes good what earlier programs could not finish: acts that a crash has left
// half done or that could not be saved, and sidecars that had to be kept elsewhere. It
// returns the paths that have come home, and how many files were completed.
func Tidy(desk *store.Desk, read func(path string) (*model.Article, error)) (home []string, completed int, err error) {
	completed, err = Complete(desk, read)
	return desk.BringHome(read), completed, err
}

// Complete carries out what is left of plans whose process died or could not save,
// whoever of the annotators that have worked here that was. It returns how many files
// it has changed. What cannot be done stays in its plan, until
// [GiveUp].
func Complete(desk *store.Desk, read func(path string) (*model.Article, error)) (int, error) {
	n := 0
	var errs []error
	for _, at := range desk.States() {
		entries, err := os.ReadDir(plans(at))
		if err != nil {
			continue // the folder of plans is missing
		}
		for _, e := range entries { // by name, and so by time
			if !strings.HasSuffix(e.Name(), ".jsonl") {
				continue
			}
			changed, err := complete(at, filepath.Join(plans(at), e.Name()), read)
			n += changed
			errs = append(errs, err)
		}
	}
	return n, errors.Join(errs...)
}

func complete(desk *store.Desk, path string, read func(path string) (*model.Article, error)) (n int, err error) {
	unlock, err := lock(path)
	if errors.Is(err, store.ErrBusy) {
		return 0, nil // its process is alive
	}
	if err != nil {
		return 0, err
	}
	defer unlock()
	data, err := files.Read(path, store.MaxSize)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil // another program was faster
	}
	if err != nil {
		return 0, err
	}
	var left []byte // the edits that cannot be made now
	var why []error
	for line := range bytes.Lines(data) {
		changed, err := completeOne(desk, line, read)
		if err != nil {
			left, why = append(left, line...), append(why, err)
		}
		if changed {
			n++
		}
	}
	switch {
	case len(left) == 0:
		return n, os.Remove(path)
	case len(left) < len(data):
		why = append(why, desk.Put(path, left))
	}
	return n, fmt.Errorf("an act that was cut short: %w", errors.Join(why...))
}

// givenUp is the folder, beside them, for plans that nobody wants carried out any more.
const givenUp = "given-up"

// GiveUp sets aside the plans that could not be carried out, and returns where they lie
// now. Those of programs that are alive stay.
func GiveUp(desk *store.Desk) (aside []string, err error) {
	var errs []error
	for _, at := range desk.States() {
		entries, err := os.ReadDir(plans(at))
		if err != nil {
			continue // the folder of plans is missing
		}
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".jsonl") {
				continue
			}
			from, to := filepath.Join(plans(at), e.Name()), filepath.Join(plans(at), givenUp, e.Name())
			unlock, err := lock(from)
			if errors.Is(err, store.ErrBusy) {
				continue
			}
			if err == nil {
				err = errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.Rename(from, to))
				unlock()
			}
			if errs = append(errs, err); err == nil {
				aside = append(aside, to)
			}
		}
	}
	return aside, errors.Join(errs...)
}

// completeOne does one edit of a plan to its file, as far as that is still as it was.
func completeOne(desk *store.Desk, line []byte, read func(path string) (*model.Article, error)) (changed bool, err error) {
	at := *desk
	var article string
	var edit []byte
	r := wire.NewReader(line)
	for key := range r.Object() {
		switch key {
		case "article":
			article = r.String()
		case "annotator":
			at.Annotator, at.Email = r.String(), ""
		case "email":
			at.Email = r.String()
		case "edit":
			edit = r.Raw()
		}
	}
	if r.Err() != nil {
		return false, r.Err()
	}
	a, err := read(article)
	if err != nil {
		return false, err
	}
	sc, err := Open(&at, a)
	if err != nil {
		return false, err
	}
	e, ok := sc.file.ReadLine(edit)
	if !ok {
		return false, errors.New("it cannot be read")
	}
	if e, _ = sc.Still(e); !changes(e) {
		return false, nil
	}
	s := New(&at)
	s.Add(sc)
	if err := s.Do(e.Title, Part{sc, e}); err != nil {
		return false, err
	}
	_, err = s.Flush()
	return err == nil, err
}
