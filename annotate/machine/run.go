package machine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"stet/annotate/codebook"
	"stet/annotate/store"
	"stet/model"
	"stet/model/library"
)

// A Run asks a machine about articles and writes its sidecars. What was answered is
// written at once, so a run that is interrupted goes on where it was.
type Run struct {
	Machine *Machine
	Desk    *store.Desk
	Read    func(path string) (*model.Article, error)
	Again   bool    // ask about articles that the same prompt was answered about, too
	Limit   int     // articles that are asked about at most, 0 for all
	Budget  float64 // what may be spent, 0 for anything
	// Told is handed what became of each article, from one goroutine at a time.
	Told func(Event, Sum)

	mu       sync.Mutex
	sum      Sum
	inARow   int // articles that failed since one did not
	stopped  error
	projects map[string]*project
}

// An Event is what became of one article.
type Event struct {
	Path    string
	Skipped bool // it was answered before
	Tally   *Tally
	Sidecar string // that was written, "" for none
	Err     error
}

// A Sum is what a run has come to.
type Sum struct {
	Done, Skipped, Failed int // articles
	Tally                 Tally
	In, Out               int // tokens
	Cost                  float64
	Began                 time.Time
}

// A project is what holds for the articles of one library.
type project struct {
	wanted *Wanted
	way    transport
	prompt string // digest of the recipe
	kept   bool
	err    error
}

// A work is one article that is being asked about.
type work struct {
	path      string
	article   *model.Article
	project   *project
	questions []*question
	replies   []asked
	err       error
	open      int
}

// mostInARow is after how many failures without an answer a run gives up: the server is
// not there.
const mostInARow = 5

// ErrBudget says that a run has ended because it has spent what it may.
var ErrBudget = errors.New("the budget is spent")

// Code asks about the articles at the paths, in their order. The error is why it ended
// before all was asked; of single articles, Told says it.
func (r *Run) Code(ctx context.Context, paths []string) (Sum, error) {
	r.sum, r.projects = Sum{Began: time.Now()}, map[string]*project{}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	queue := make(chan []*work)
	var wait sync.WaitGroup
	for range max(r.Machine.Parallel, 1) {
		wait.Go(func() {
			for ws := range queue {
				r.ask(ctx, cancel, ws)
			}
		})
	}
	err := r.feed(ctx, paths, queue)
	close(queue)
	wait.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stopped != nil {
		return r.sum, r.stopped
	}
	return r.sum, cmp.Or(err, ctx.Err())
}

// feed queues what has to be asked, as many articles at once as the way is worth.
func (r *Run) feed(ctx context.Context, paths []string, queue chan<- []*work) error {
	var ws []*work
	var of *project
	begun := 0
	hand := func() {
		if len(ws) > 0 {
			select {
			case queue <- ws:
			case <-ctx.Done():
			}
			ws = nil
		}
	}
	for _, path := range paths {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		w, err := r.begin(path)
		if err != nil {
			return err
		}
		if w == nil {
			continue
		}
		if w.project != of {
			hand()
			of = w.project
		}
		ws = append(ws, w)
		begun++
		share := (len(paths) + max(r.Machine.Parallel, 1) - 1) / max(r.Machine.Parallel, 1)
		if len(ws) >= min(of.way.batch(), max(share, 1)) {
			hand()
		}
		if r.Limit > 0 && begun >= r.Limit {
			break
		}
	}
	hand()
	return nil
}

// begin reads an article and makes its questions; nil where nothing is to be asked. The
// error is one that all articles would have.
func (r *Run) begin(path string) (*work, error) {
	a, err := r.Read(path)
	if err != nil {
		r.tell(Event{Path: path, Err: err})
		return nil, nil
	}
	p := r.project(path)
	if p.err != nil {
		return nil, p.err
	}
	if by, text := r.Desk.Ran(a, r.Machine.Slug()); by != nil && !r.Again && by.Prompt == p.prompt && text == a.Digest {
		r.tell(Event{Path: path, Skipped: true})
		return nil, nil
	}
	w := &work{path: path, article: a, project: p}
	for _, part := range parts(a, r.Machine.Chunk) {
		w.questions = append(w.questions, &question{article: a, within: part})
	}
	w.open = len(w.questions)
	return w, nil
}

// project returns what holds for the library of an article.
func (r *Run) project(path string) *project {
	root, ok := library.Root(filepath.Dir(path))
	if !ok {
		root = ""
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if p := r.projects[root]; p != nil {
		return p
	}
	p := &project{}
	r.projects[root] = p
	var book *codebook.Codebook
	if root != "" {
		if book, p.err = codebook.Load(root); p.err != nil {
			return p
		}
	}
	p.wanted = r.Machine.Want(book)
	if unknown := r.Machine.Unknown(p.wanted); len(unknown) > 0 {
		p.err = fail("`stet codebook` lists the kinds there are", "machine %s: kinds: there is no %q here", r.Machine.Name, unknown[0])
		return p
	}
	if p.way, p.err = r.Machine.transport(p.wanted); p.err == nil {
		p.prompt = model.DigestOf(p.way.recipe())
	}
	return p
}

// ask asks about some articles of one project.
func (r *Run) ask(ctx context.Context, stop context.CancelCauseFunc, ws []*work) {
	of := map[*question]*work{}
	var qs []*question
	for _, w := range ws {
		for _, q := range w.questions {
			of[q] = w
			qs = append(qs, q)
			q.id = strconv.Itoa(len(qs))
		}
	}
	ws[0].project.way.ask(ctx, qs, func(q *question, rep reply, err error) {
		w := of[q]
		w.replies = append(w.replies, asked{q.within, rep})
		w.err = cmp.Or(w.err, err)
		if w.open--; w.open == 0 {
			r.finish(ctx, stop, w)
		}
	})
}

// finish writes what was said of an article.
func (r *Run) finish(ctx context.Context, stop context.CancelCauseFunc, w *work) {
	e := Event{Path: w.path, Err: w.err}
	var u usage
	for _, one := range w.replies {
		u.add(one.usage)
	}
	if w.err == nil {
		e.Sidecar, e.Tally, e.Err = r.write(w)
	} else if ctx.Err() != nil && errors.Is(w.err, ctx.Err()) {
		return // it was interrupted, and is asked about next time
	}
	r.mu.Lock()
	r.sum.In, r.sum.Out = r.sum.In+u.In, r.sum.Out+u.Out
	r.sum.Cost += r.Machine.cost(u)
	r.inARow++
	if e.Err == nil {
		r.inARow = 0
	}
	if why := r.ends(e.Err); why != nil && r.stopped == nil {
		r.stopped = why
		stop(why)
	}
	r.mu.Unlock()
	r.tell(e)
}

// ends says why nothing more is to be asked, nil where something is.
func (r *Run) ends(err error) error {
	status := asStatus(err)
	switch {
	case errors.Is(err, errNotStarted), status == 401, status == 403, status == 404:
		return err
	case r.inARow >= mostInARow && r.sum.Done == 0:
		return fmt.Errorf("%d articles in a row failed: %w", r.inARow, err)
	case r.Budget > 0 && r.sum.Cost >= r.Budget:
		return ErrBudget
	}
	return nil
}

func (m *Machine) cost(u usage) float64 {
	const million = 1e6
	return float64(u.In)*m.Price.In/million + float64(u.Out)*m.Price.Out/million + m.Price.Article
}

// write turns the replies into annotations and writes the sidecar.
func (r *Run) write(w *work) (path string, t *Tally, err error) {
	now := time.Now().UTC().Truncate(time.Second)
	if r.Desk.Now != nil {
		now = r.Desk.Now().UTC().Truncate(time.Second)
	}
	as, t := newMaker(r.Machine, w.project.wanted, w.article, now).annotations(w.replies)
	by := store.Software{
		Model: r.Machine.Model, Version: r.Machine.Version, Parameters: r.Machine.parameters(), Prompt: w.project.prompt,
		Codebook: versionOf(w.project.wanted.Book), Ran: now, Given: t.Given, Refused: t.Refused(),
	}
	for _, one := range w.replies {
		by.Version = cmp.Or(by.Version, one.version)
	}
	for _, a := range as {
		a.Origin.Generator = by.Generator(r.Machine.Slug())
	}
	if err := r.keepPrompt(w); err != nil {
		return "", t, err
	}
	path, err = r.Desk.PutMachine(w.article, r.Machine.Slug(), by, as)
	return path, t, err
}

func versionOf(b *codebook.Codebook) string {
	if b.ID == "" || b.Version == "" {
		return b.ID + b.Version
	}
	return b.ID + "#" + b.Version
}

// keepPrompt keeps the recipe of a project, once.
func (r *Run) keepPrompt(w *work) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if w.project.kept {
		return nil
	}
	err := r.Desk.KeepPrompt(w.path, w.project.way.recipe())
	w.project.kept = err == nil
	return err
}

// tell counts what became of an article and hands it over.
func (r *Run) tell(e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case e.Skipped:
		r.sum.Skipped++
	case e.Err != nil:
		r.sum.Failed++
	default:
		r.sum.Done++
		r.sum.Tally.Add(e.Tally)
	}
	if r.Told != nil {
		r.Told(e, r.sum)
	}
}
