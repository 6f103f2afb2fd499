package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/wire"
	"stet/model/files"
)

// The undo history of a file is a journal: a line an edit, and a line each time
// one is taken back or brought back. It lies in the state folder, and losing it
// loses only the way back.

// journalLimit is how large a journal may grow before its beginning is
// forgotten, and journalKept how many edits are remembered then.
const (
	journalLimit = 4 << 20
	journalKept  = 200
)

// Did notes an edit in the journal. It is called once the edit is saved.
func (f *File) Did(e annotate.Edit) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.note(f.terms().line(e))
}

// Undid notes that the last edit was taken back, Redid that it was brought back.
func (f *File) Undid() error { return f.noteStep("undo") }

// Redid notes that the edit that was taken back last was brought back.
func (f *File) Redid() error { return f.noteStep("redo") }

func (f *File) noteStep(step string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	w := &wire.Writer{}
	w.Object(func() { w.Text("step", step) })
	return f.note(w.Bytes())
}

func (f *File) journalPath() string {
	return filepath.Join(f.desk.State, "undo", hash(absolute(f.path))+".jsonl")
}

func (f *File) note(line []byte) error {
	path := f.journalPath()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return files.AppendLines(path, append(wire.Compact(line), '\n'))
}

// Terms are those in which annotations of an article are written: what the article
// is called, and the digest of its text.
type Terms struct{ Document, Digest string }

// Terms returns those of the file.
func (f *File) Terms() Terms {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.terms()
}

func (f *File) terms() Terms { return Terms{f.base.Document.ID, f.article.Digest} }

func (t Terms) encoder() encoder {
	return encoder{source: t.Document, of: t.Digest, now: t.Digest, depth: 3}
}

// Same reports whether two annotations are the same, with all that stet does not
// understand of them; nil is only the same as nil.
func (t Terms) Same(a, b *annotate.Annotation) bool {
	if a == b || a == nil || b == nil {
		return a == b
	}
	e, refused := t.encoder(), func(a *annotate.Annotation) bool { return a.Origin.How == annotate.Refused }
	return refused(a) == refused(b) && sameJSON(e.item(a), e.item(b))
}

// Line writes an edit as one line, which [File.ReadLine] reads. Annotations are in
// it as strings, byte for byte.
func (t Terms) Line(e annotate.Edit) []byte { return wire.Compact(t.line(e)) }

func (t Terms) line(e annotate.Edit) []byte {
	w, enc := &wire.Writer{}, t.encoder()
	w.Object(func() {
		w.Text("step", "do")
		w.Text("title", e.Title)
		w.Text("at", stampOf(e.At))
		w.Text("of", enc.of)
		w.Key("swaps").Array(func() {
			for _, s := range e.Swaps {
				w.Object(func() {
					if s.Before != nil {
						w.Text("before", string(enc.item(s.Before)))
					}
					if s.After != nil {
						w.Text("after", string(enc.item(s.After)))
					}
				})
			}
		})
		if e.Coded != nil {
			w.Key("coded").Object(func() {
				w.Text("before", stampOf(e.Coded.Before))
				w.Text("after", stampOf(e.Coded.After))
			})
		}
	})
	return w.Bytes()
}

// Earlier returns the edits of earlier sessions that can still be undone, oldest
// first, for [annotate.Set.Remember]: those that led to what the file says now. Edits
// come with an error where lines of the journal are damaged, which is put aside then.
func (f *File) Earlier() ([]annotate.Edit, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	path := f.journalPath()
	data, err := files.ReadOwn(path, "what can be undone of earlier", MaxSize)
	if err != nil {
		return nil, err
	}
	lines, damaged := replay(data)
	var lost error
	if damaged > 0 {
		aside, err := files.SetAside(path)
		if err == nil {
			err = f.forget(path, lines)
		}
		if err != nil {
			return nil, err
		}
		lost = &DamagedJournal{damaged, aside}
	} else if len(data) > journalLimit {
		if err := f.forget(path, lines[max(0, len(lines)-journalKept):]); err != nil {
			return nil, err
		}
	}
	now := f.base.entries(f.base.Document.ID, f.base.Document.Digest)
	var out []annotate.Edit
	for _, line := range slices.Backward(lines) {
		e, ok := f.readLine(line)
		if !ok || !f.ledTo(now, e) {
			break
		}
		f.unwind(now, e)
		out = append(out, e)
	}
	slices.Reverse(out)
	for _, e := range out {
		for _, s := range e.Swaps {
			for _, a := range []*annotate.Annotation{s.Before, s.After} {
				if a != nil {
					f.finder.FindAll([]*annotate.Annotation{a})
				}
			}
		}
	}
	return out, lost
}

// A DamagedJournal is the error of a journal in which lines cannot be read.
type DamagedJournal struct {
	Lines int    // how many
	Aside string // where the journal lies now
}

func (e *DamagedJournal) Error() string {
	if e.Lines == 1 {
		return fmt.Sprintf("one earlier edit cannot be undone: its line is damaged; the file is kept as %s", e.Aside)
	}
	return fmt.Sprintf("%d earlier edits cannot be undone: their lines are damaged; the file is kept as %s", e.Lines, e.Aside)
}

// replay returns the lines of the edits that are in force, and counts those that are
// damaged. A last line that was cut off by a crash is left out.
func replay(data []byte) (done [][]byte, damaged int) {
	var undone [][]byte
	for line := range bytes.Lines(data) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		switch stepOf(line) {
		case "":
			if len(line) > 1 {
				damaged++
			}
		case "do":
			done, undone = append(done, line), nil
		case "undo":
			if len(done) > 0 {
				done, undone = done[:len(done)-1], append(undone, done[len(done)-1])
			}
		case "redo":
			if len(undone) > 0 {
				done, undone = append(done, undone[len(undone)-1]), undone[:len(undone)-1]
			}
		}
	}
	return done, damaged
}

// stepOf is what a line of the journal notes, "" for one that cannot be read.
func stepOf(line []byte) (step string) {
	r := wire.NewReader(line)
	for key := range r.Object() {
		if key == "step" {
			step = r.String()
		}
	}
	if r.Err() != nil {
		return ""
	}
	return step
}

func (f *File) forget(path string, lines [][]byte) error {
	unlock, err := f.desk.lock(path)
	if err != nil {
		return err
	}
	defer unlock()
	return f.desk.replace(path, bytes.Join(lines, nil), 0o600, func() error { return nil })
}

// ReadLine reads what [Terms.Line] wrote. False means that it is no such line.
func (f *File) ReadLine(line []byte) (annotate.Edit, bool) { return f.readLine(line) }

func (f *File) readLine(line []byte) (e annotate.Edit, ok bool) {
	r := wire.NewReader(line)
	of := ""
	read := func(into **annotate.Annotation) {
		if a, err := decodeItem([]byte(r.String()), of, false, kind.All.With(f.own)); err == nil {
			*into = a
		} else {
			r.Fail("%v", err)
		}
	}
	for key := range r.Object() {
		switch key {
		case "title":
			e.Title = r.String()
		case "at":
			e.At = readTime(r)
		case "of":
			of = r.String()
		case "swaps":
			for range r.Array() {
				var s annotate.Swap
				for key := range r.Object() {
					switch key {
					case "before":
						read(&s.Before)
					case "after":
						read(&s.After)
					}
				}
				e.Swaps = append(e.Swaps, s)
			}
		case "coded":
			e.Coded = &annotate.CodedSwap{}
			for key := range r.Object() {
				switch key {
				case "before":
					e.Coded.Before = readTime(r)
				case "after":
					e.Coded.After = readTime(r)
				}
			}
		}
	}
	return e, r.Err() == nil
}

// ledTo reports whether an edit's outcome is what the file says: undoing it
// would otherwise undo somebody else's work.
func (f *File) ledTo(now map[string]entry, e annotate.Edit) bool {
	for _, s := range e.Swaps {
		switch {
		case s.After != nil:
			if !f.entry(s.After).same(now[s.After.ID]) {
				return false
			}
		case s.Before != nil && now[s.Before.ID].there():
			return false
		}
	}
	return true
}

// unwind takes an edit back in now.
func (f *File) unwind(now map[string]entry, e annotate.Edit) {
	for _, s := range slices.Backward(e.Swaps) {
		if s.After != nil {
			delete(now, s.After.ID)
		}
		if s.Before != nil {
			now[s.Before.ID] = f.entry(s.Before)
		}
	}
}

func (f *File) entry(a *annotate.Annotation) entry {
	c := Collection{Annotations: []*annotate.Annotation{a}}
	return c.entries(f.base.Document.ID, f.base.Document.Digest)[a.ID]
}
