// Package session is the annotating of one or several articles, without a screen:
// the sidecars of the annotator, of others and of the adjudication, the project's
// codebook and names, the suggestions that are still open, and the one sequence
// edit → save → acknowledged → merged.
//
// A [Session] belongs to one goroutine, that of the interface. It reads and writes
// nothing itself: [Session.Save] and [Session.Meet] hand out [Task]s, which run on
// other goroutines, and [Session.Take] takes what came of them. No edit is dropped:
// one made while a save is under way goes into the next save, and where another
// program changed the same annotation meanwhile both versions are kept.
package session

import (
	"errors"
	"time"

	"stet/annotate"
	"stet/annotate/store"
	"stet/model"
)

// ErrChanged says that nothing was left to do of an edit, because somebody else
// has changed or deleted everything that it was about.
var ErrChanged = errors.New("changed elsewhere meanwhile")

// A Session is one person's work on some sidecars, with the way back over all of
// them.
type Session struct {
	desk         *store.Desk
	id           string // begins the names of its plans
	sidecars     []*Sidecar
	done, undone []Act
	plans        []*Plan // of what is done and not saved, in order
	tokens       uint64

	// Shelve stores the text of an article that has no file, before its sidecar is
	// saved for the first time, and returns the article as read from there. It runs
	// within a Task. Nil where that is not possible.
	Shelve func(*model.Article) (*model.Article, error)
}

// New returns a session of the annotator at a desk, in which nothing is open yet.
func New(desk *store.Desk) *Session { return &Session{desk: desk, id: fileID()} }

// A Sidecar is one file of annotations that is open in a session.
type Sidecar struct {
	// Set is what the file says, with the edits that are not saved yet. Only the
	// session changes it.
	Set *annotate.Set
	// Annotator is the slug in the file's name, ReadOnly why it cannot be changed.
	Annotator, ReadOnly string
	// Problems are what could not be understood of the file.
	Problems []store.Problem
	// Home says that it lay with the desk's own data and has come home.
	Home bool
	// Fresh says that there was nothing in the file when it was opened.
	Fresh bool

	desk  *store.Desk // at which it was opened
	file  *store.File
	art   *model.Article
	path  string
	terms store.Terms // in which edits are written down

	saving
	changes uint64            // counts the changes of Set
	apart   map[string]uint64 // IDs of which this and the disk's version have no common beginning, with the change that made it so
	met     map[string]*annotate.Annotation
}

// A saving is how far the edits of a sidecar have come on their way to the disk.
type saving struct {
	pending   []step // done, and in no save yet, or in one that failed
	flying    []step // in the save under way
	token     uint64 // of the task under way, 0 if absent
	look      bool   // the disk is to be looked at
	failed    bool   // the last save failed; it is tried again with the next edit
	err       error  // why
	elsewhere bool   // the next save may go to the desk's own data
	ever      bool   // a save has succeeded
}

// A step is a line for the journal of a sidecar, once what it tells of is saved.
type step struct {
	taskKind taskKind
	edit     annotate.Edit
	plan     *Plan
}

type taskKind int

const (
	did taskKind = iota
	undid
	redid
)

// Path returns where the file lies, or will; "" where the article has no file.
func (sc *Sidecar) Path() string { return sc.path }

// Err returns why the last save failed, nil if it did not.
func (sc *Sidecar) Err() error { return sc.err }

// By returns whose the file is, as it says itself; false where there is no file yet.
func (sc *Sidecar) By() (store.Creator, bool) { return sc.file.By() }

// Article returns the article that the sidecar is about.
func (sc *Sidecar) Article() *model.Article { return sc.art }

// Open opens the annotator's sidecar of an article. It reads files, so it is not
// called on the interface's goroutine; [Session.Add] then makes it part of a session.
func Open(desk *store.Desk, a *model.Article) (*Sidecar, error) {
	f, err := desk.Open(a)
	if err != nil {
		return nil, err
	}
	sc := sidecar(desk, a, f)
	sc.path, sc.Home = f.ComeHome()
	return sc, nil
}

func sidecar(desk *store.Desk, a *model.Article, f *store.File) *Sidecar {
	return &Sidecar{
		Set: f.Set, Annotator: f.Annotator, ReadOnly: f.ReadOnly, Problems: f.Problems, Fresh: len(f.Set.Snapshot()) == 0,
		desk: desk, file: f, art: a, path: f.Path(), terms: f.Terms(),
		apart: map[string]uint64{}, met: map[string]*annotate.Annotation{},
	}
}

// Add makes an open sidecar part of the session.
func (s *Session) Add(sc *Sidecar) { s.sidecars = append(s.sidecars, sc) }

// Sidecars returns those that are part of the session, in the order of [Session.Add].
func (s *Session) Sidecars() []*Sidecar { return s.sidecars }

// Desk returns the desk of the annotator.
func (s *Session) Desk() *store.Desk { return s.desk }

// now is the time of an edit, in the precision of the file.
func (s *Session) now() time.Time {
	now := time.Now
	if s.desk.Now != nil {
		now = s.desk.Now
	}
	return now().UTC().Truncate(time.Second)
}

// Unsaved counts the edits that are not on the disk, also those of a save that is
// under way.
func (s *Session) Unsaved() (n int) {
	for _, sc := range s.sidecars {
		n += len(sc.pending) + len(sc.flying)
	}
	return n
}

// Busy reports whether a task was handed out whose result was not taken yet.
func (s *Session) Busy() bool {
	for _, sc := range s.sidecars {
		if sc.token != 0 {
			return true
		}
	}
	return false
}

// Settled reports whether everything that can be saved without a further word is:
// no save is under way, and what is not saved failed to be.
func (s *Session) Settled() bool {
	for _, sc := range s.sidecars {
		if len(sc.flying) > 0 || len(sc.pending) > 0 && !sc.failed {
			return false
		}
	}
	return true
}

// Err returns why edits could not be saved, nil if none failed.
func (s *Session) Err() error {
	var errs []error
	for _, sc := range s.sidecars {
		errs = append(errs, sc.err)
	}
	return errors.Join(errs...)
}

// Ever reports whether anything was saved in this session.
func (s *Session) Ever() bool {
	for _, sc := range s.sidecars {
		if sc.ever {
			return true
		}
	}
	return false
}
