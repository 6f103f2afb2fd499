package store

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"time"

	"stet/annotate"
	"stet/model"
)

// What had to be kept with the desk's own data comes home beside its article as soon
// as that folder can be written.

// ComeHome brings a file home that lies with the desk's own data, if it can be. It
// returns where it lies now, and whether it has come there.
func (f *File) ComeHome() (path string, home bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ReadOnly != "" || f.article.Partial {
		return f.path, false
	}
	_, home = f.comeHome(f.Set.Snapshot(), f.Set.Coded(), nil)
	return f.path, home
}

// comeHome writes a file that lies elsewhere beside its article, and removes it where
// it lay. What was written beside the article meanwhile is merged. Unless ok it has
// changed nothing.
func (f *File) comeHome(snapshot []*annotate.Annotation, coded time.Time, apart []string) (saved Saved, ok bool) {
	if !f.elsewhere() || f.article.Path == "" || !f.desk.canWrite(filepath.Dir(f.article.Path)) {
		return Saved{}, false
	}
	if of := f.base.Document.Path; of != "" && of != absolute(f.article.Path) && exists(of) {
		return Saved{}, false // it is that of another copy
	}
	if _, now, err := readFile(f.path); err != nil || now.sum != f.disk.sum {
		return Saved{}, false // another program is at it; the next save sees what it wrote
	}
	path, disk, base := f.path, f.disk, f.base
	there := *base
	there.Document.Path, there.Document.Continues = "", ""
	f.path, f.base, f.disk = SidecarPath(f.article.Path, f.Annotator), &there, state{}
	_, beside, err := readFile(f.path)
	if err == nil && hex.EncodeToString(beside.sum[:]) == base.Document.Continues {
		f.disk = beside // it is what this one was begun from
	}
	if saved, err = f.write(snapshot, coded, apart); err != nil {
		f.path, f.disk, f.base = path, disk, base
		return Saved{}, false
	}
	if unlock, err := f.desk.lock(path); err == nil {
		if _, now, err := readFile(path); err == nil && now.sum == disk.sum {
			os.Remove(path)
		}
		unlock()
	}
	saved.Home, saved.Kept = true, false
	return saved, true
}

// BringHome brings every sidecar home that lies with the desk's own data and can be,
// and returns where they lie now. Read reads the article at a path.
func (d *Desk) BringHome(read func(path string) (*model.Article, error)) (paths []string) {
	for _, k := range d.Kept() {
		slug, ok := AnnotatorOf(k.Path)
		if !ok || k.Article == "" || !d.canWrite(filepath.Dir(k.Article)) {
			continue
		}
		a, err := read(k.Article)
		if err != nil {
			continue // it stays, and check names it
		}
		at := *d
		at.Annotator, at.Email, at.Account = slug, "", ""
		f, err := at.Open(a)
		if err != nil {
			continue
		}
		if path, home := f.ComeHome(); home {
			paths = append(paths, path)
		}
	}
	return paths
}
