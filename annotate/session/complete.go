package session

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/store"
	"stet/annotate/wire"
	"stet/model"
	"stet/model/files"
)

// Tidy makes good what earlier programs could not finish: acts that a crash has left
// half done or that could not be saved, and sidecars that had to be kept elsewhere. It
// returns the paths that have come home, and how many files were completed.
func Tidy(desk *store.Desk, read func(path string) (*model.Article, error)) (home []string, completed int, err error) {
	completed, err = Complete(desk, read)
	return desk.BringHome(read), completed, err
}

// Complete carries out what is left of plans whose process died or could not save,
// of every annotator who has worked here. It returns how many files it has changed.
// What cannot be done stays in its plan until [GiveUp].
func Complete(desk *store.Desk, read func(path string) (*model.Article, error)) (int, error) {
	n := 0
	var errs []error
	for _, at := range desk.States() {
		for _, paths := range sessions(plans(at)) {
			changed, err := complete(at, paths, read)
			n += changed
			errs = append(errs, err)
		}
	}
	return n, errors.Join(errs...)
}

// sessions returns the plans in a folder, those of one session together, by time.
func sessions(dir string) (out [][]string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil // the folder of plans is missing
	}
	of := ""
	for _, e := range entries { // by name, and so by time
		if !strings.HasSuffix(e.Name(), ".jsonl") {
			continue
		}
		session, _, _ := strings.Cut(e.Name(), ".")
		if session != of || len(out) == 0 {
			out = append(out, nil)
		}
		of = session
		out[len(out)-1] = append(out[len(out)-1], filepath.Join(dir, e.Name()))
	}
	return out
}

// A leftover is a line of a plan: one edit of one sidecar.
type leftover struct {
	plan                      string
	line, edit                []byte
	article, annotator, email string
	err                       error // why it cannot be done now
}

// complete carries out what is left of the plans of one session.
func complete(desk *store.Desk, paths []string, read func(path string) (*model.Article, error)) (n int, err error) {
	var lines []*leftover
	for _, path := range paths {
		unlock, err := lock(path)
		if errors.Is(err, store.ErrBusy) {
			return 0, nil // its process is alive
		}
		if err != nil {
			return 0, err
		}
		defer unlock()
		data, err := files.Read(path, store.MaxSize)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another program was faster
		}
		if err != nil {
			return 0, err
		}
		lines = append(lines, leftovers(path, data)...)
	}
	for _, ls := range bySidecar(lines) {
		changed, err := completeOne(desk, ls, read)
		if changed {
			n++
		}
		for _, l := range ls {
			l.err = errors.Join(l.err, err)
		}
	}
	return n, rewrite(desk, paths, lines)
}

func leftovers(plan string, data []byte) (out []*leftover) {
	for line := range bytes.Lines(data) {
		if line[0] == struck {
			continue
		}
		l := &leftover{plan: plan, line: line}
		r := wire.NewReader(line)
		for key := range r.Object() {
			switch key {
			case "article":
				l.article = r.String()
			case "annotator":
				l.annotator = r.String()
			case "email":
				l.email = r.String()
			case "edit":
				l.edit = r.Raw()
			}
		}
		l.err = r.Err()
		out = append(out, l)
	}
	return out
}

// bySidecar puts the lines of each sidecar together, in their order. Lines that cannot
// be read are about none.
func bySidecar(lines []*leftover) (out [][]*leftover) {
	at := map[[3]string]int{}
	for _, l := range lines {
		if l.err != nil {
			continue
		}
		key := [3]string{l.article, l.annotator, l.email}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key], out = i, append(out, nil)
		}
		out[i] = append(out[i], l)
	}
	return out
}

// rewrite leaves in the plans only what could not be done, and says why.
func rewrite(desk *store.Desk, paths []string, lines []*leftover) error {
	var errs []error
	for _, path := range paths {
		var left []byte
		done := false
		for _, l := range lines {
			switch {
			case l.plan != path:
			case l.err != nil:
				left, errs = append(left, l.line...), append(errs, fmt.Errorf("an act that was cut short: %w", l.err))
			default:
				done = true
			}
		}
		switch {
		case len(left) == 0:
			if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
				errs = append(errs, err)
			}
		case done:
			errs = append(errs, desk.Put(path, left))
		}
	}
	return errors.Join(errs...)
}

// completeOne carries out what is left to do in one sidecar.
func completeOne(desk *store.Desk, lines []*leftover, read func(path string) (*model.Article, error)) (changed bool, err error) {
	at := *desk
	at.Annotator, at.Email = lines[0].annotator, lines[0].email
	a, err := read(lines[0].article)
	if err != nil {
		return false, err
	}
	sc, err := Open(&at, a)
	if err != nil {
		return false, err
	}
	var edits []annotate.Edit
	for _, l := range lines {
		e, ok := sc.file.ReadLine(l.edit)
		if !ok {
			l.err = errors.New("it cannot be read")
			continue
		}
		edits = append(edits, e)
	}
	s := New(&at)
	s.Add(sc)
	for _, e := range sc.unfinished(edits) {
		if err := s.Do(e.Title, Part{sc, e}); err != nil {
			return false, err
		}
	}
	news, err := s.Flush()
	return len(news) > 0 && err == nil, err
}

// unfinished returns what is left to do of edits that were made one after the other.
// The set says of an annotation what it was before one of them or after one of them;
// where it says anything else, somebody has changed it meanwhile, and both that and the
// last of the edits are kept.
func (sc *Sidecar) unfinished(edits []annotate.Edit) (out []annotate.Edit) {
	next, last := map[string]int{}, map[string]int{}
	coded := len(edits)
	for i, e := range edits {
		for _, sw := range e.Swaps {
			id := swapped(sw)
			last[id] = i
			switch cur := sc.Set.Get(id); {
			case sc.same(cur, sw.After):
				next[id] = i + 1
			case sc.same(cur, sw.Before):
				next[id] = i
			}
		}
		if c := e.Coded; c != nil && sc.Set.Coded().Equal(c.After) {
			coded = i + 1
		} else if c != nil && sc.Set.Coded().Equal(c.Before) {
			coded = i
		}
	}
	for i, e := range edits {
		var swaps []annotate.Swap
		for _, sw := range e.Swaps {
			id := swapped(sw)
			at, ours := next[id]
			switch {
			case ours && i >= at:
				swaps = append(swaps, sw)
			case !ours && i == last[id] && sw.After != nil:
				sc.apart[id] = sc.changes + 1
				swaps = append(swaps, annotate.Swap{Before: sc.Set.Get(id), After: sw.After})
			}
		}
		if e.Swaps = swaps; e.Coded != nil && i < coded {
			e.Coded = nil
		}
		if changes(e) {
			out = append(out, e)
		}
	}
	return out
}

// givenUp is the folder, beside them, for plans that nobody wants carried out any more.
const givenUp = "given-up"

// GiveUp sets aside the plans that could not be carried out, and returns where they lie
// now. Those of programs that are alive stay.
func GiveUp(desk *store.Desk) (aside []string, err error) {
	var errs []error
	for _, at := range desk.States() {
		for _, from := range slices.Concat(sessions(plans(at))...) {
			to := filepath.Join(plans(at), givenUp, filepath.Base(from))
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
