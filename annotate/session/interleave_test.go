package session

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/store"
	"stet/model"
	"stet/model/source"
)

const tram = `The tram will be dearer from May on, the council said.

Riders pay two euros today. Nobody has asked them, said Ada Berg.
`

// A world is two articles in a folder, two sessions that work on them at once, a
// foreign writer, and what each of them has done. Every state of an annotation has
// a comment of its own, by which it is known again.
type world struct {
	t        *rapid.T
	dir      string
	articles []*model.Article
	sessions []*worker
	n        int // versions and marks made so far
	now      time.Time

	// led says what the versions were knowingly replaced by: another version, or ""
	// where the annotation was deleted.
	led     map[string][]string
	acked   map[string]bool // versions of which somebody was told that they are saved
	several [][]string      // the versions that each act on several files has made
	uncoded map[string]bool // sidecars in which somebody took the mark away
	coded   map[string]bool // sidecars whose mark was saved
}

// A worker is one session, with the tasks that it was handed.
type worker struct {
	s       *Session
	tasks   []*running
	unsaved map[*Sidecar][]string
	flying  map[*Sidecar][]string
	held    []held // annotations that a card was opened on
}

type running struct {
	task Task
	done bool
	r    Result
}

type held struct {
	sc *Sidecar
	a  *annotate.Annotation
}

func newWorld(t *rapid.T, dir string) *world {
	w := &world{
		t: t, dir: dir, now: time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC),
		led: map[string][]string{}, acked: map[string]bool{}, uncoded: map[string]bool{}, coded: map[string]bool{},
	}
	for i := range 2 {
		path := filepath.Join(dir, fmt.Sprintf("tram%d.txt", i))
		if err := os.WriteFile(path, []byte(tram), 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := source.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		w.articles = append(w.articles, a)
	}
	for range 2 {
		w.sessions = append(w.sessions, w.open())
	}
	return w
}

func (w *world) desk() *store.Desk {
	return &store.Desk{Annotator: "Alice", Data: filepath.Join(w.dir, "home"), State: filepath.Join(w.dir, "home"), Locks: filepath.Join(w.dir, "home", "locks")}
}

// open begins a session as a program does: what an earlier one left half done is
// completed first.
func (w *world) open() *worker {
	desk := w.desk()
	if _, err := Complete(desk, source.Open); err != nil && !w.newer() {
		w.t.Fatal(err)
	}
	s := New(desk)
	for i, a := range w.articles {
		for _, d := range []*store.Desk{desk, desk.Gold()}[:2-i] { // one adjudication
			sc, err := Open(d, a)
			if err != nil {
				w.t.Fatal(err)
			}
			s.Add(sc)
		}
	}
	return &worker{s: s, unsaved: map[*Sidecar][]string{}, flying: map[*Sidecar][]string{}}
}

func (w *world) paths() (out []string) {
	for i, a := range w.articles {
		for _, who := range []string{"Alice", store.Gold}[:2-i] {
			out = append(out, store.SidecarPath(a.Path, who))
		}
	}
	return out
}

// version returns a state that no annotation had before.
func (w *world) version() (string, time.Time) {
	w.n++
	return fmt.Sprintf("v%d.", w.n), w.now.Add(time.Duration(w.n) * time.Minute)
}

func (w *world) fresh(i int) *annotate.Annotation {
	a := w.articles[i]
	v, at := w.version()
	words := model.Range{Start: 4, End: 8}
	return &annotate.Annotation{
		ID: store.NewID(), Body: new(kind.Note), Comment: v, Creator: "urn:x-stet:annotator:alice", Created: at, Modified: at,
		Origin: annotate.Origin{How: annotate.ByHand}, Target: annotate.Target{Place: anchor.Describe(a, model.NewOffsets(a.Text), words)},
	}
}

func (w *world) changed(a *annotate.Annotation) *annotate.Annotation {
	c := a.Clone()
	c.Comment, c.Modified = w.version()
	return c
}

// led by: what was there before is knowingly replaced.
func (w *world) replaced(before, after *annotate.Annotation) {
	if before == nil {
		return
	}
	to := ""
	if after != nil {
		to = after.Comment
	}
	w.led[before.Comment] = append(w.led[before.Comment], to)
}

func draw[T any](t *rapid.T, name string, from []T) T { return rapid.SampledFrom(from).Draw(t, name) }

// even draws an index below n, all about as often: a range of numbers prefers the
// small ones.
func even(t *rapid.T, n int) int {
	i := 0
	for range 7 {
		i = 2 * i
		if rapid.Bool().Draw(t, "step") {
			i++
		}
	}
	return i % n
}

func (w *world) worker() *worker { return draw(w.t, "session", w.sessions) }

// edit does something to one sidecar or to several.
func (w *world) edit() {
	k := w.worker()
	scs := slices.Clone(k.s.Sidecars())
	n := rapid.IntRange(1, len(scs)).Draw(w.t, "files")
	parts := []Part{}
	for _, sc := range scs[:n] {
		if sc.ReadOnly != "" {
			return
		}
		e := annotate.Edit{Title: "edit"}
		switch what := rapid.IntRange(0, 9).Draw(w.t, "what"); {
		case what < 3 || len(sc.Set.All()) == 0:
			a := w.fresh(slices.Index(w.articles, sc.art))
			e.Swaps = append(e.Swaps, annotate.Swap{After: a})
		case what < 7:
			a := draw(w.t, "which", sc.Set.All())
			e.Swaps = append(e.Swaps, annotate.Swap{Before: a, After: w.changed(a)})
		case what < 9:
			e.Swaps = append(e.Swaps, annotate.Swap{Before: draw(w.t, "which", sc.Set.All())})
		default:
			e.Coded = &annotate.CodedSwap{Before: sc.Set.Coded()}
			if rapid.Bool().Draw(w.t, "mark") {
				_, e.Coded.After = w.version()
			}
		}
		parts = append(parts, Part{sc, e})
	}
	w.do(k, parts)
}

func (w *world) do(k *worker, parts []Part) {
	before := len(k.s.done)
	if err := k.s.Do("edit", parts...); err != nil || len(k.s.done) == before {
		return
	}
	act, _ := k.s.Last()
	var made []string
	for _, p := range act.Parts {
		asked := parts[slices.IndexFunc(parts, func(o Part) bool { return o.Sidecar == p.Sidecar })].Edit
		for _, sw := range p.Edit.Swaps {
			for _, o := range asked.Swaps {
				if o.After == sw.After { // it is known what the person saw
					w.replaced(o.Before, o.After)
				}
			}
			if sw.After != nil {
				k.unsaved[p.Sidecar] = append(k.unsaved[p.Sidecar], sw.After.Comment)
				made = append(made, sw.After.Comment)
			}
		}
		w.marked(k, p)
	}
	if len(act.Parts) > 1 {
		w.several = append(w.several, made)
	}
}

func (w *world) marked(k *worker, p Part) {
	if c := p.Edit.Coded; c != nil && c.After.IsZero() {
		w.uncoded[p.Sidecar.path] = true
	}
}

// hold opens a card on an annotation; answer takes the answer some time later.
func (w *world) hold() {
	k := w.worker()
	sc := draw(w.t, "file", k.s.Sidecars())
	if as := sc.Set.All(); len(as) > 0 {
		k.held = append(k.held, held{sc, draw(w.t, "which", as)})
	}
}

func (w *world) answer() {
	k := w.worker()
	if len(k.held) == 0 {
		return
	}
	h := k.held[0]
	k.held = k.held[1:]
	// A person's own later edit is seen, whatever the card began with.
	if cur := h.sc.Set.Get(h.a.ID); h.sc.ReadOnly != "" || cur != nil && cur != h.a && h.sc.met[h.a.ID] != cur {
		return
	}
	after := w.changed(h.a)
	if rapid.IntRange(0, 3).Draw(w.t, "delete") == 0 {
		after = nil
	}
	parts := []Part{{h.sc, annotate.Edit{Title: "answer", Swaps: []annotate.Swap{{Before: h.a, After: after}}}}}
	for _, sc := range k.s.Sidecars() { // the answer may be about several files
		if sc != h.sc && sc.ReadOnly == "" && even(w.t, 3) == 0 {
			parts = append(parts, Part{sc, annotate.Edit{Title: "answer", Swaps: []annotate.Swap{{After: w.fresh(slices.Index(w.articles, sc.art))}}}})
		}
	}
	w.do(k, parts)
}

func (w *world) undo() { w.goBack((*Session).Undo, (*Session).Next, true) }

func (w *world) redo() { w.goBack((*Session).Redo, (*Session).Last, false) }

func (w *world) goBack(step, made func(*Session) (Act, bool), back bool) {
	k := w.worker()
	if _, ok := step(k.s); !ok {
		return
	}
	// What was truly done is what can be gone back over.
	act, ok := made(k.s)
	if !ok {
		return
	}
	for _, p := range act.Parts {
		if back {
			p.Edit = p.Edit.Inverse()
		}
		st := p.Sidecar.pending
		if len(st) == 0 {
			continue // nothing was left to do
		}
		for _, sw := range p.Edit.Swaps {
			w.replaced(sw.Before, sw.After)
			if sw.After != nil && p.Sidecar.Set.Get(sw.After.ID) == sw.After {
				k.unsaved[p.Sidecar] = append(k.unsaved[p.Sidecar], sw.After.Comment)
			}
		}
		w.marked(k, p)
	}
}

// begin hands out tasks: of a save, or of a look at the disk.
func (w *world) begin() {
	k := w.worker()
	idle := map[*Sidecar]bool{}
	for _, sc := range k.s.Sidecars() {
		idle[sc] = sc.token == 0
	}
	var tasks []Task
	switch rapid.IntRange(0, 3).Draw(w.t, "task") {
	case 0:
		tasks = k.s.Meet()
	case 1:
		tasks = k.s.Retry()
	default:
		tasks = k.s.Save()
	}
	for _, sc := range k.s.Sidecars() {
		if idle[sc] && len(sc.flying) > 0 {
			k.flying[sc], k.unsaved[sc] = k.unsaved[sc], nil
		}
	}
	for _, t := range tasks {
		k.tasks = append(k.tasks, &running{task: t})
	}
}

func (w *world) run() {
	k := w.worker()
	for _, r := range k.tasks {
		if !r.done && rapid.Bool().Draw(w.t, "runs") {
			r.r, r.done = r.task(), true
		}
	}
}

func (w *world) deliver() {
	k := w.worker()
	k.tasks = slices.DeleteFunc(k.tasks, func(r *running) bool {
		if !r.done || !rapid.Bool().Draw(w.t, "arrives") {
			return false
		}
		w.take(k, r.r)
		return true
	})
}

func (w *world) take(k *worker, r Result) {
	n := k.s.Take(r)
	switch {
	case !r.wrote:
	case n.Err != nil:
		k.unsaved[r.sidecar] = append(k.flying[r.sidecar], k.unsaved[r.sidecar]...)
		if !errors.Is(n.Err, store.ErrReadOnly) { // a newer program had written it
			w.t.Fatal(n.Err)
		}
	default:
		for _, v := range k.flying[r.sidecar] {
			w.acked[v] = true
		}
		if !r.saved.Edit.At.IsZero() && !r.sidecar.Set.Coded().IsZero() && len(r.sidecar.pending) == 0 {
			w.coded[r.sidecar.path] = true
		}
	}
	if r.wrote {
		k.flying[r.sidecar] = nil
	}
}

// kill ends a session as kill -9 does: what runs is gone, and its locks are free.
func (w *world) kill() {
	if even(w.t, 4) != 0 {
		return // seldom enough for long sessions
	}
	i := rapid.IntRange(0, 1).Draw(w.t, "killed")
	w.sessions[i].s.die()
	w.sessions[i] = w.open()
}

// foreign is another program, git perhaps, that writes a sidecar.
func (w *world) foreign() {
	path := draw(w.t, "path", w.paths())
	for _, k := range w.sessions { // rather one in which a card is open on something
		if n := len(k.held); n > 0 && even(w.t, 2) == 0 {
			path = k.held[n-1].sc.path
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return
	}
	newer := []byte(`"schemaVersion": "9"`)
	if bytes.Contains(data, newer) { // it is undone before anything else is done
		w.write(path, bytes.Replace(data, newer, []byte(`"schemaVersion": "1"`), 1))
		return
	}
	c, err := store.Decode(data)
	if err != nil {
		w.t.Fatal(err)
	}
	what := rapid.IntRange(0, 4).Draw(w.t, "foreign")
	if len(c.Annotations) == 0 && what < 3 {
		return
	}
	switch what {
	case 0, 1:
		i := rapid.IntRange(0, len(c.Annotations)-1).Draw(w.t, "which")
		for _, k := range w.sessions { // rather one on which a card is open
			for _, h := range k.held {
				if j := slices.IndexFunc(c.Annotations, func(a *annotate.Annotation) bool { return a.ID == h.a.ID }); j >= 0 {
					i = j
				}
			}
		}
		after := w.changed(c.Annotations[i])
		w.replaced(c.Annotations[i], after)
		c.Annotations[i] = after
		w.acked[after.Comment] = true
	case 2:
		i := rapid.IntRange(0, len(c.Annotations)-1).Draw(w.t, "which")
		w.replaced(c.Annotations[i], nil)
		c.Annotations = slices.Delete(c.Annotations, i, i+1)
	case 3:
		w.write(path, bytes.Replace(data, []byte(`"schemaVersion": "1"`), newer, 1))
		return
	case 4:
		w.write(path, append([]byte("\n\n"), bytes.ReplaceAll(data, []byte("\n"), []byte("\n "))...))
		return
	}
	w.write(path, c.Encode())
}

func (w *world) write(path string, data []byte) {
	if err := store.Replace(path, data); err != nil {
		w.t.Fatal(err)
	}
}

// newer reports whether a newer program has written a sidecar just now.
func (w *world) newer() bool {
	return slices.ContainsFunc(w.paths(), func(p string) bool {
		data, _ := os.ReadFile(p)
		return bytes.Contains(data, []byte(`"schemaVersion": "9"`))
	})
}

// settle lets everything come to its end.
func (w *world) settle() {
	for _, p := range w.paths() {
		if data, err := os.ReadFile(p); err == nil {
			w.write(p, bytes.Replace(data, []byte(`"schemaVersion": "9"`), []byte(`"schemaVersion": "1"`), 1))
		}
	}
	for range 2 {
		for _, k := range w.sessions {
			for _, r := range k.tasks {
				if !r.done {
					r.r, r.done = r.task(), true
				}
				w.take(k, r.r)
			}
			k.tasks = nil
			for _, sc := range k.s.Sidecars() {
				k.flying[sc] = append(k.flying[sc], k.unsaved[sc]...)
				k.unsaved[sc] = nil
			}
			if _, err := k.s.Flush(); err != nil {
				w.t.Fatal(err)
			}
			if n := k.s.Unsaved(); n > 0 || k.s.Busy() || !k.s.Settled() {
				w.t.Fatalf("%d edits are unsaved after everything was saved", n)
			}
			for sc, vs := range k.flying {
				for _, v := range vs {
					w.acked[v] = true
				}
				k.flying[sc] = nil
			}
		}
	}
	if _, err := Complete(w.desk(), source.Open); err != nil {
		w.t.Fatal(err)
	}
}

// check holds what is on the disk against what was acknowledged.
func (w *world) check() {
	present := map[string]bool{}
	for _, p := range w.paths() {
		data, err := os.ReadFile(p)
		if err != nil {
			continue
		}
		c, err := store.Decode(data)
		if err != nil || len(c.Problems) > 0 {
			w.t.Fatalf("%s is broken: %v %v", p, err, c.Problems)
		}
		for _, a := range c.Annotations {
			present[a.Comment] = true
		}
		if w.coded[p] && !w.uncoded[p] && c.Coded.IsZero() {
			w.t.Fatalf("%s was marked as coded, nobody took that back, and the mark is gone", p)
		}
	}
	for v := range w.acked {
		if !w.alive(v, present, map[string]bool{}) {
			w.t.Fatalf("%s was saved and is lost; on the disk are %v; replaced: %v", v, present, w.led)
		}
	}
	for _, act := range w.several {
		if !slices.ContainsFunc(act, func(v string) bool { return present[v] }) {
			continue
		}
		for _, v := range act {
			if !w.alive(v, present, map[string]bool{}) {
				w.t.Fatalf("an act on several files is half done: of %v only some are on the disk: %v; replaced: %v", act, present, w.led)
			}
		}
	}
	if left, _ := os.ReadDir(filepath.Join(w.dir, "home", "plans")); len(left) > 0 {
		w.t.Fatalf("plans are left: %v", left)
	}
}

// alive reports whether a version is on the disk, or became by knowing steps one
// that is, or was deleted by somebody who saw it.
func (w *world) alive(v string, present, seen map[string]bool) bool {
	if v == "" || present[v] {
		return true
	}
	seen[v] = true
	for _, to := range w.led[v] {
		if !seen[to] && w.alive(to, present, seen) {
			return true
		}
	}
	return false
}

// memory is a folder on no disk, where there is one: the order is at stake here, and
// every write waits for the disk.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

// Two sessions and a foreign writer work on the same sidecars, in every order of
// edit, save begun, save ended, undo, redo and kill. No acknowledged edit is ever
// lost, no pending one without a kill, and an act on several files is done wholly
// or not at all.
func TestNoEditIsLostInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp(memory(), "stet-session")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		w := newWorld(t, dir)
		steps := []func(){w.edit, w.edit, w.begin, w.begin, w.run, w.run, w.deliver, w.deliver, w.hold, w.hold, w.answer, w.undo, w.redo, w.foreign, w.foreign, w.kill}
		for range rapid.IntRange(1, 80).Draw(t, "steps") {
			steps[even(t, len(steps))]()
		}
		w.settle()
		w.check()
	})
}
