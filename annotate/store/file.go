package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
)

// A File is one sidecar that was opened. Set belongs to the interface; Save may
// run on another goroutine.
type File struct {
	Set *annotate.Set
	// Annotator is the slug in the file's name.
	Annotator string
	// ReadOnly says in one line why the file is not written; "" if it is.
	ReadOnly string
	// Problems are what could not be understood; it is kept all the same.
	Problems []Problem

	desk    *Desk
	article *model.Article
	offsets *model.Offsets
	finder  *anchor.Finder
	own     []kind.Kind // that the library's codebook adds

	mu    sync.Mutex // guards what follows, which savers change
	path  string
	disk  state       // what lay on the disk when it was last looked at
	base  *Collection // what that said; never nil
	memo  map[*annotate.Annotation][]byte
	kept  bool // the text has been kept
	swept bool // what killed writers left was removed
}

// Path returns where the file lies, or will.
func (f *File) Path() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.path
}

// By returns whose sidecar it is, as the file says, and whether there is a file.
func (f *File) By() (by Creator, there bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.base.Creator, f.disk.exists
}

// Adopt tells a file whose article had none that it has one now, with the same
// text: the next save puts the sidecar beside it.
func (f *File) Adopt(a *model.Article) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.article = a
	f.path = SidecarPath(a.Path, f.desk.Annotator)
}

// Open opens the desk's own sidecar of an article, or an empty one if there is
// none yet, and finds its places in the present text. It writes nothing. A file
// that cannot be understood is opened read-only; an error means that it could
// not be read.
func (d *Desk) Open(a *model.Article) (*File, error) {
	path, beside := d.find(a)
	f, err := d.open(a, model.NewOffsets(a.Text), path, Slug(d.Annotator))
	if err != nil || beside == "" || f.ReadOnly != "" {
		return f, err
	}
	return f, f.takeIn(beside)
}

// takeIn adds what the sidecar beside the article says to one that was begun in
// its place while it could not be written, unless it still says the same.
func (f *File) takeIn(beside string) error {
	data, disk, err := readFile(beside)
	sum := hex.EncodeToString(disk.sum[:])
	if err != nil || sum == f.base.Document.Continues {
		return err
	}
	theirs, err := Decode(data, f.own...)
	if err != nil {
		f.Problems = append(f.Problems, Problem{Path: beside, Msg: err.Error()})
		return nil
	}
	merged, _ := merge(&Collection{}, f.base, theirs)
	f.finder.FindAll(theirs.Annotations)
	f.base.Document.Continues = sum
	f.Set = annotate.NewSet(merged.Annotations, merged.Coded)
	return nil
}

// Others opens what other people say about an article, and what was adjudicated,
// read-only, by name.
func (d *Desk) Others(a *model.Article) ([]*File, error) {
	return d.others(a, func(slug string) bool { return !IsMachine(slug) })
}

// Machines opens what machines say about an article, read-only, by name.
func (d *Desk) Machines(a *model.Article) ([]*File, error) { return d.others(a, IsMachine) }

func (d *Desk) others(a *model.Article, wanted func(slug string) bool) ([]*File, error) {
	var paths []string
	if a.Path != "" {
		var err error
		if paths, err = Sidecars(a.Path); err != nil {
			return nil, err
		}
	}
	all, off := d.keptElsewhere(a), model.NewOffsets(a.Text)
	besides := map[string]string{} // where they lie that are kept elsewhere, by that
	for i, path := range paths {
		slug, _ := AnnotatorOf(path)
		if kept := d.keptFor(a, all, slug, true); kept != "" {
			paths[i], besides[kept] = kept, path
		}
	}
	for _, kept := range all {
		if !slices.Contains(paths, kept) {
			paths = append(paths, kept)
		}
	}
	var out []*File
	for _, path := range paths {
		slug, _ := AnnotatorOf(path)
		if slug == Slug(d.Annotator) || !wanted(slug) {
			continue
		}
		f, err := d.open(a, off, path, slug)
		if err == nil && besides[path] != "" {
			err = f.takeIn(besides[path])
		}
		if err != nil {
			return out, err
		}
		f.ReadOnly = fmt.Sprintf("it is %s’s", slug)
		out = append(out, f)
	}
	return out, nil
}

func (d *Desk) open(a *model.Article, off *model.Offsets, path, slug string) (*File, error) {
	f := &File{Annotator: slug, desk: d, article: a, offsets: off, path: path, own: d.Kinds(a.Path)}
	f.finder = anchor.NewFinder(a, off, f.keptText)
	f.base = d.empty(a)
	f.Set = annotate.NewSet(nil, f.base.Coded)
	if path == "" {
		return f, nil
	}
	data, disk, err := readFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return f, nil
	case err != nil:
		return nil, err
	}
	f.disk = disk
	c, err := Decode(data, f.own...)
	if err != nil {
		f.ReadOnly = notSidecar(data, err)
		f.Problems = []Problem{{Path: path, Msg: err.Error()}}
		return f, nil
	}
	if c.Document.Language == "" {
		c.unsought(a.Meta.Language)
	}
	switch {
	case c.Newer():
		f.ReadOnly = fmt.Sprintf("a newer stet wrote it (schema %s)", c.Version)
	case disk.mode&0o222 == 0:
		f.ReadOnly = "the file is write-protected"
	}
	for _, p := range c.Problems {
		p.Path = path
		f.Problems = append(f.Problems, p)
	}
	f.finder.FindAll(c.Annotations)
	f.base = c
	f.Set = annotate.NewSet(c.Annotations, c.Coded)
	return f, nil
}

// notSidecar says why a file is not read as a sidecar.
func notSidecar(data []byte, err error) string {
	if hasMarkers(data) {
		return "it holds git’s conflict markers: stet merge FILE resolves them"
	}
	return "it is no sidecar: " + err.Error()
}

// empty is a collection about an article with nothing in it.
func (d *Desk) empty(a *model.Article) *Collection {
	by := Creator{ID: d.Creator(), Name: d.Annotator, Nickname: Slug(d.Annotator), Account: d.Account}
	return NewCollection(Document{ID: DocumentID(a), Format: a.Meta.Format, Language: a.Meta.Language, Digest: a.Digest}, by, a.Meta.Title, d.now())
}

// keptText returns an annotated text that was kept.
func (f *File) keptText(digest string) (string, bool) {
	return f.desk.KeptText(f.article.Path, digest)
}

// find returns where the desk's sidecar of an article lies, or will; "" where
// that is not known because the article has no file. If it lies with the desk's
// own data, there may be another one beside the article.
func (d *Desk) find(a *model.Article) (path, beside string) {
	if a.Path != "" {
		beside = SidecarPath(a.Path, d.Annotator)
	}
	there := exists(beside)
	switch kept := d.keptFor(a, d.keptElsewhere(a), Slug(d.Annotator), there); {
	case kept == "":
		return beside, ""
	case there:
		return kept, beside
	default:
		return kept, ""
	}
}

// keptFor returns the sidecar of an annotator among those that are kept elsewhere,
// "" for none. Where there is one beside the article, that of a copy of the article is
// not meant.
func (d *Desk) keptFor(a *model.Article, kept []string, annotator string, beside bool) string {
	for _, path := range kept {
		if slug, _ := AnnotatorOf(path); slug == annotator && (!beside || documentOf(path).Path == absolute(a.Path)) {
			return path
		}
	}
	return ""
}

// keptElsewhere returns the sidecars of an article whose folder could not be
// written: those of its digest first, then those that name its URL or path.
func (d *Desk) keptElsewhere(a *model.Article) []string {
	dir := filepath.Join(d.Data, "kept")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var byDigest, byName []string
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		if !strings.HasSuffix(e.Name(), Extension) {
			continue
		}
		if a.Digest != "" && strings.HasPrefix(e.Name(), a.Digest+".") {
			byDigest = append(byDigest, path)
			continue
		}
		doc := documentOf(path)
		if doc.ID != "" && doc.ID == a.Meta.URL || doc.Path != "" && doc.Path == absolute(a.Path) {
			byName = append(byName, path)
		}
	}
	return append(byDigest, byName...)
}

func absolute(path string) string {
	if path == "" {
		return ""
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	return abs
}

// documentOf reads what a sidecar speaks of; the zero value if it is not one.
func documentOf(path string) Document {
	data, _, err := readFile(path)
	if err != nil {
		return Document{}
	}
	c, err := Decode(data)
	if err != nil {
		return Document{}
	}
	return c.Document
}
