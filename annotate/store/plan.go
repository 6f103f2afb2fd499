package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/gofrs/flock"

	"stet/annotate"
	"stet/annotate/wire"
	"stet/model"
)

// A Plan is one act of a person that reaches several files. It is written down
// before the first of them is saved and removed after the last, so that an act
// which a crash has left half done is completed at the next start.
type Plan struct {
	desk *Desk
	path string

	mu    sync.Mutex
	edits []FileEdit // those that are not saved yet
	lock  *flock.Flock
	over  bool
}

// A FileEdit is what an act does to one file.
type FileEdit struct {
	File *File
	Edit annotate.Edit
}

// Plan returns a plan of edits, which nothing has been done about yet.
func (d *Desk) Plan(edits []FileEdit) *Plan {
	id := NewID()
	return &Plan{desk: d, path: filepath.Join(d.State, "plans", id[len("urn:uuid:"):]+".jsonl"), edits: slices.Clone(edits)}
}

// Begin writes the plan down, once. It is called before any of the files is
// saved.
func (p *Plan) Begin() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.lock != nil || p.over {
		return nil
	}
	var data []byte
	for _, e := range p.edits {
		data = append(append(data, e.planned()...), '\n')
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
		return err
	}
	lock := flock.New(p.desk.lockPath(p.path))
	if err := os.MkdirAll(p.desk.Locks, 0o700); err != nil {
		return err
	}
	if _, err := lock.TryLock(); err != nil {
		return err
	}
	if err := p.desk.replace(p.path, data, 0o600, func() error { return nil }); err != nil {
		lock.Unlock()
		return err
	}
	p.lock = lock
	return nil
}

func (e FileEdit) planned() []byte {
	e.File.mu.Lock()
	defer e.File.mu.Unlock()
	w := &wire.Writer{}
	w.Object(func() {
		w.Text("article", absolute(e.File.article.Path))
		w.Key("edit").Raw(e.File.line(e.Edit))
	})
	return wire.Compact(w.Bytes())
}

// Done says that one of the files was saved.
func (p *Plan) Done(f *File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.edits = slices.DeleteFunc(p.edits, func(e FileEdit) bool { return e.File == f })
	if len(p.edits) == 0 {
		p.end()
	}
}

// Drop says that the act was taken back.
func (p *Plan) Drop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.end()
}

func (p *Plan) end() {
	p.over = true
	if p.lock != nil {
		os.Remove(p.path)
		p.lock.Unlock()
		p.lock = nil
	}
}

// Complete carries out what is left of plans whose process died. It returns how
// many files it has changed. A plan that cannot be carried out stays.
func (d *Desk) Complete(read func(path string) (*model.Article, error)) (int, error) {
	left, err := filepath.Glob(escapeGlob(filepath.Join(d.State, "plans")) + string(filepath.Separator) + "*.jsonl")
	if err != nil {
		return 0, err
	}
	n := 0
	var errs []error
	for _, path := range left {
		changed, err := d.complete(path, read)
		n += changed
		if err != nil {
			errs = append(errs, err)
		}
	}
	return n, errors.Join(errs...)
}

func (d *Desk) complete(path string, read func(path string) (*model.Article, error)) (n int, err error) {
	if err := os.MkdirAll(d.Locks, 0o700); err != nil {
		return 0, err
	}
	lock := flock.New(d.lockPath(path))
	if free, err := lock.TryLock(); err != nil || !free {
		return 0, err // its process is alive
	}
	defer lock.Unlock()
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(data) {
		changed, err := d.carryOut(line, read)
		if err != nil {
			return n, fmt.Errorf("an act that was cut short: %w", err)
		}
		if changed {
			n++
		}
	}
	return n, os.Remove(path)
}

// carryOut does one edit of a plan to its file, as far as that is still as it was.
func (d *Desk) carryOut(line []byte, read func(path string) (*model.Article, error)) (changed bool, err error) {
	var article string
	var edit []byte
	r := wire.NewReader(line)
	for key := range r.Object() {
		switch key {
		case "article":
			article = r.String()
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
	f, err := d.Open(a)
	if err != nil {
		return false, err
	}
	e, ok := f.readLine(edit)
	if !ok {
		return false, errors.New("it cannot be read")
	}
	if e = f.still(e); len(e.Swaps) == 0 {
		return false, nil
	}
	f.Set.Do(e)
	if _, err := f.Save(f.Set.Snapshot(), f.Set.Coded()); err != nil {
		return false, err
	}
	return true, f.Did(e)
}

// still returns the swaps of an edit whose annotations are as they were before it.
func (f *File) still(e annotate.Edit) annotate.Edit {
	now := f.base.entries(f.base.Document.ID, f.base.Document.Digest)
	var swaps []annotate.Swap
	for _, s := range e.Swaps {
		switch {
		case s.Before != nil && f.entry(s.Before).same(now[s.Before.ID]):
			s.Before = f.Set.Get(s.Before.ID)
		case s.Before == nil && s.After != nil && !now[s.After.ID].there():
		default:
			continue
		}
		swaps = append(swaps, s)
	}
	e.Swaps = swaps
	return e
}
