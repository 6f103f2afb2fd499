package store

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/model/files"
	"stet/model/library"
)

// Saved says what a save did.
type Saved struct {
	Path string // where the file lies
	// Edit brings the set to what the file says where somebody else had changed
	// it: to be applied, not recorded. It is about the snapshot, so annotations
	// that were changed since then are to be left alone.
	Edit      annotate.Edit
	Conflicts []Conflict
	// Kept is true where the article's folder cannot be written, and the file
	// was put with the desk's own data.
	Kept bool
	// Unkept is why the text that is annotated could not be kept, so that a later one
	// cannot be compared with it; nil if it was.
	Unkept error
	// Home is true where it lay there and has come home beside the article.
	Home bool

	theirs *Collection // what a look found on the disk, nil if nothing new
	disk   state
}

// The reasons why a file is not saved that a caller can do something about.
var (
	ErrReadOnly = errors.New("read-only")
	ErrNoPath   = errors.New("the article has no file yet")
	ErrPartial  = errors.New("the article is still being read")
	ErrBusy     = errors.New("another program is writing")
)

// Save writes a snapshot of the set. What somebody else has written meanwhile
// is merged, annotation by annotation. After an error the file is as it was, and
// the snapshot can be saved again.
//
// Apart are the IDs of annotations whose latest change here was made without
// seeing what an earlier save or look brought from the disk: the two versions have
// no common beginning, and both are kept.
func (f *File) Save(snapshot []*annotate.Annotation, coded time.Time, apart ...string) (Saved, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	saved, err := f.save(snapshot, coded, apart)
	if err != nil {
		return saved, fmt.Errorf("%s: %w", f.name(), reason(err))
	}
	return saved, nil
}

func (f *File) save(snapshot []*annotate.Annotation, coded time.Time, apart []string) (Saved, error) {
	switch {
	case f.ReadOnly != "":
		return Saved{}, fmt.Errorf("%w: %s", ErrReadOnly, f.ReadOnly)
	case f.article.Partial:
		return Saved{}, ErrPartial
	case f.path == "":
		return Saved{}, ErrNoPath
	}
	if saved, ok := f.comeHome(snapshot, coded, apart); ok {
		return saved, nil
	}
	saved, err := f.write(snapshot, coded, apart)
	if unwritable(err) && !f.elsewhere() && !f.desk.canWrite(filepath.Dir(f.path)) {
		f.moveToKept()
		return f.write(snapshot, coded, apart)
	}
	return saved, err
}

func unwritable(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// KeepElsewhere makes the next save put the file with the desk's own data: the
// folder of the article has vanished, or its disk is full. False means that it lies
// there already, or that the file is not to be written at all.
func (f *File) KeepElsewhere() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ReadOnly != "" || f.article.Path == "" || f.elsewhere() {
		return false
	}
	f.moveToKept()
	return true
}

func (f *File) elsewhere() bool {
	return f.path != "" && filepath.Dir(f.path) == filepath.Dir(f.desk.keptPath("", f.Annotator))
}

func (f *File) moveToKept() {
	if f.disk.exists {
		f.base.Document.Continues = hex.EncodeToString(f.disk.sum[:])
	}
	f.path = f.desk.keptPath(f.article.Digest, f.Annotator)
	f.disk = state{}
	f.base.Document.Path = absolute(f.article.Path)
}

// Refresh looks at the disk. Where somebody else has changed the file it
// returns the edit that brings the set to what both say, as Save does, but
// writes nothing. Whoever carries that edit out wholly says so with [File.Met].
func (f *File) Refresh(snapshot []*annotate.Annotation, coded time.Time, apart ...string) (Saved, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.path == "" || f.disk.same(f.path) {
		return Saved{Path: f.path}, nil
	}
	merged, disk, saved, err := f.meet(f.ours(snapshot, coded), apart)
	if err != nil {
		return saved, fmt.Errorf("%s: %w", f.name(), reason(err))
	}
	saved.disk = disk
	saved.Edit = f.edit(snapshot, coded, merged)
	return saved, nil
}

// Met tells the file that the edit of a look was carried out: what the look found
// on the disk is where both sides begin from now on.
func (f *File) Met(s Saved) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s.theirs != nil && s.Path == f.path {
		f.base, f.disk, f.memo = s.theirs, s.disk, nil
	}
}

// ours is what the file is to say by our side alone.
func (f *File) ours(snapshot []*annotate.Annotation, coded time.Time) *Collection {
	c := *f.base
	c.Annotations, c.Coded, c.now = snapshot, coded, f.article.Digest
	if c.Document.Digest != f.article.Digest && !speaksOf(snapshot, c.Document.Digest) || c.Document.Digest == f.article.Digest {
		c.Document.Digest, c.Document.CodePoints = f.article.Digest, f.offsets.Len()
	}
	if c.Document.ID == "" {
		c.Document.ID = DocumentID(f.article)
	}
	if c.head == nil && c.Codebook == "" {
		c.Codebook = f.desk.codebook(f.article.Path)
	}
	return &c
}

// speaksOf reports whether any place was taken from the text of that digest.
func speaksOf(as []*annotate.Annotation, digest string) bool {
	for _, a := range as {
		for _, p := range anchor.Places(a) {
			if p.Quote.Of == digest {
				return true
			}
		}
	}
	return false
}

// write merges with what is on the disk, and replaces it, under the file's lock.
func (f *File) write(snapshot []*annotate.Annotation, coded time.Time, apart []string) (Saved, error) {
	ours := f.ours(snapshot, coded)
	if ours.Empty() && !f.disk.exists {
		return Saved{Path: f.path}, nil
	}
	if err := f.makeFolders(); err != nil {
		return Saved{}, err
	}
	unlock, err := f.desk.lock(f.path)
	if err != nil {
		return Saved{}, err
	}
	defer unlock()
	var unkept error
	if !f.kept {
		unkept = f.keepText()
		f.kept = unkept == nil
	}
	for range 5 {
		merged, disk, saved, err := f.meet(ours, apart)
		if err != nil {
			return saved, err
		}
		memo := f.memo
		if memo == nil || merged.Document != f.base.Document { // the bytes speak of a document
			memo = map[*annotate.Annotation][]byte{}
		}
		data := merged.encode(memo)
		if len(data) > MaxSize {
			return saved, fmt.Errorf("more than %d MB could not be opened again", MaxSize>>20)
		}
		sum := make(chan [sha256.Size]byte, 1)
		go func() { sum <- sha256.Sum256(data) }() // as long as the disk takes
		err = f.desk.replace(f.path, data, disk.mode, func() error {
			if now, err := os.Stat(f.path); (err == nil) != disk.exists || err == nil && (now.Size() != disk.size || !now.ModTime().Equal(disk.time)) {
				return errChanged
			}
			return nil
		})
		if errors.Is(err, errChanged) || errors.Is(err, fs.ErrNotExist) && exists(filepath.Dir(f.path)) {
			continue // an earlier version that locks elsewhere has swept the temporary file
		}
		if err != nil {
			return saved, err
		}
		info, err := os.Stat(f.path)
		if err != nil {
			return saved, err
		}
		if !f.swept {
			sweep(f.path, info.ModTime())
			f.swept = true
		}
		saved.Edit, saved.Unkept = f.edit(snapshot, coded, merged), unkept
		f.base, f.disk, f.memo = merged, stateOf(info, <-sum), f.only(memo, merged)
		return saved, nil
	}
	return Saved{}, errChanged
}

// meet reads the file if it has changed, and merges ours with it.
func (f *File) meet(ours *Collection, apart []string) (*Collection, state, Saved, error) {
	base := f.basis(apart)
	saved := Saved{Path: f.path, Kept: f.elsewhere()}
	if base == f.base && f.disk.same(f.path) {
		return ours, f.disk, saved, nil
	}
	data, disk, err := readFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		// Somebody removed it, perhaps by changing to another branch. What is in
		// memory is all there is, so all of it is written.
		return ours, state{}, saved, nil
	}
	if err != nil {
		return nil, state{}, saved, err
	}
	if base == f.base && f.disk.exists && disk.sum == f.disk.sum {
		return ours, disk, saved, nil
	}
	theirs, err := Decode(data, f.own...)
	if err != nil {
		return nil, state{}, saved, fmt.Errorf("%w since it was opened: %s", ErrReadOnly, notSidecar(data, err))
	}
	if theirs.Newer() {
		return nil, state{}, saved, fmt.Errorf("%w: a newer stet has written it meanwhile", ErrReadOnly)
	}
	if !f.disk.exists {
		base = &Collection{}
	}
	merged, conflicts := merge(base, ours, theirs)
	saved.Conflicts, saved.theirs = conflicts, theirs
	return merged, disk, saved, nil
}

// basis is what both sides started from: nothing, for the annotations that are apart.
func (f *File) basis(apart []string) *Collection {
	if len(apart) == 0 {
		return f.base
	}
	base := *f.base
	base.Annotations = slices.DeleteFunc(slices.Clone(base.Annotations), func(a *annotate.Annotation) bool { return slices.Contains(apart, a.ID) })
	return &base
}

// edit is what leads from a snapshot to a collection. Annotations that are new
// to us are given their places.
func (f *File) edit(snapshot []*annotate.Annotation, coded time.Time, c *Collection) annotate.Edit {
	e := annotate.Edit{Title: "changed on the disk", At: f.desk.now()}
	ours := make(map[string]*annotate.Annotation, len(snapshot))
	for _, a := range snapshot {
		ours[a.ID] = a
	}
	var fresh []*annotate.Annotation
	for _, a := range c.Annotations {
		if before := ours[a.ID]; before != a {
			fresh = append(fresh, a)
			e.Swaps = append(e.Swaps, annotate.Swap{Before: before, After: a})
		}
		delete(ours, a.ID)
	}
	f.finder.FindAll(fresh)
	for _, a := range snapshot {
		if ours[a.ID] != nil {
			e.Swaps = append(e.Swaps, annotate.Swap{Before: a})
		}
	}
	if !c.Coded.Equal(coded) {
		e.Coded = &annotate.CodedSwap{Before: coded, After: c.Coded}
	}
	return e
}

// only keeps the bytes of what is in the file, so that a long session does not
// hold on to every state of every annotation.
func (f *File) only(memo map[*annotate.Annotation][]byte, c *Collection) map[*annotate.Annotation][]byte {
	if len(memo) < 2*len(c.Annotations)+64 {
		return memo
	}
	out := make(map[*annotate.Annotation][]byte, len(c.Annotations))
	for _, a := range c.Annotations {
		out[a] = memo[a]
	}
	return out
}

// makeFolders makes the folders that are stet's own. That of an article must
// exist.
func (f *File) makeFolders() error {
	if !f.elsewhere() {
		return nil
	}
	return os.MkdirAll(filepath.Dir(f.path), 0o777)
}

// keepText keeps the annotated text, so that a later one can be compared with
// it. Where the library cannot be written it goes to the desk's own data.
func (f *File) keepText() error {
	paths := []string{f.desk.textPath(f.article.Path, f.article.Digest), f.desk.textPath("", f.article.Digest)}
	var err error
	for _, path := range paths {
		if _, e := os.Stat(path); e == nil {
			return nil
		}
		if err = library.MakeFolder(filepath.Dir(path)); err == nil {
			err = f.desk.replace(path, []byte(f.article.Text), 0, func() error { return nil })
		}
		if err == nil || !unwritable(err) && !errors.Is(err, files.ErrOutside) {
			return err
		}
	}
	return err
}

func (f *File) name() string {
	if f.path == "" {
		return "annotations"
	}
	return f.path
}

// reason drops the operation and the path of a system error: the caller's line
// begins with the file that the user knows.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path) && errors.Is(path.Err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s has vanished: %w", filepath.Dir(path.Path), path.Err)
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
