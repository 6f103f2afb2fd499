package ui

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"stet/annotate/session"
	"stet/model"
	"stet/model/fetch"
	"stet/model/files"
	"stet/model/intake"
	"stet/model/library"
	"stet/model/source"
	"stet/ui/guide"
	"stet/ui/pane"
	"stet/ui/reader"
	"stet/ui/unpack"
)

// A disk is what the program reads and writes besides sidecars: articles, marks of
// reading, feeds. Nothing of it may run in Update.
type disk struct {
	o   *Options
	env *pane.Env
}

// An article is one that was read, with what was noted of reading it before.
type article struct {
	*model.Article
	bytes int64 // the size of its file
	// The folder under which its mark is kept, and its name there; "" where it has no
	// file.
	root, name string
	marks      string // the file of reading marks, "" where nothing is noted
	mark       library.Mark
}

// title is the article's title, or the name of its file.
func (a article) title() string { return cmp.Or(a.Meta.Title, filepath.Base(a.Path)) }

// load reads the beginning of an article and where reading it stopped.
func (d disk) load(path string) (article, error) {
	a, err := source.OpenHead(path)
	if err != nil {
		return article{}, err
	}
	if d.o.Desk != nil {
		d.o.Desk.Spoken.Set(a)
	}
	out := article{Article: a}
	out.root, out.name = rootOf(path)
	if info, err := os.Stat(path); err == nil {
		out.bytes = info.Size()
	}
	if d.o.Desk == nil {
		return out, nil
	}
	marks, err := library.OpenMarks(d.o.Desk.State, out.root)
	if err != nil { // it opens at the top
		out.Notices = append(out.Notices, err.Error())
	}
	out.marks, out.mark = marks.File(), marks.Get(out.name)
	return out, nil
}

// rootOf returns the folder under which an article's reading mark is kept, and
// its name there: its library, else its own folder.
func rootOf(path string) (root, name string) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Dir(path), filepath.Base(path)
	}
	root, ok := library.Root(filepath.Dir(abs))
	if !ok {
		root = filepath.Dir(abs)
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return filepath.Dir(abs), filepath.Base(abs)
	}
	return root, filepath.ToSlash(rel)
}

// shelfDir is the library in which texts are kept that came from no file of it.
func (d disk) shelfDir() string {
	if d.o.Library != "" {
		return d.o.Library
	}
	return ShelfDir(d.o.Desk.Data)
}

// ShelfDir is the folder for texts from programs and pages where no library is
// configured, within that for stet's data.
func ShelfDir(data string) string { return filepath.Join(data, "articles") }

// shelved returns the article that a text from standard input or a page became when
// something was kept of it before.
func (d disk) shelved(a *model.Article) (article, bool) {
	if d.o.Desk == nil {
		return article{}, false
	}
	dir := d.shelfDir()
	name, ok := fetch.Shelved(dir, a)
	if !ok {
		return article{}, false
	}
	out, err := d.load(filepath.Join(dir, name))
	return out, err == nil
}

// shelve stores a text that came from standard input or a page in the library,
// or, where none is configured, in a folder of stet's own.
func (d disk) shelve(a *model.Article) (*model.Article, error) {
	dir := d.shelfDir()
	shelf, err := fetch.OpenArticleStore(context.Background(), dir)
	if err != nil {
		return nil, err
	}
	defer shelf.Close()
	name, _, err := shelf.Put(a, "", nil)
	if err != nil {
		return nil, err
	}
	return source.Open(filepath.Join(dir, filepath.FromSlash(name)))
}

// codedBefore reports whether the annotator has coded an article, by the sidecar.
func (d disk) codedBefore(a *model.Article) bool {
	sc, err := session.Open(d.o.Desk, a)
	return err == nil && !sc.Set.Coded().IsZero()
}

// neighbour finds the article that a step from one leads to: in its library, or
// in its own folder. What cannot be read is passed over.
func (d disk) neighbour(path string, o reader.OpenNeighbour) (article, error) {
	root, name := rootOf(path)
	list, err := library.List(context.Background(), root)
	if err != nil {
		return article{}, err
	}
	marks, err := library.OpenMarks(d.o.Desk.State, root)
	if aside := (*files.Aside)(nil); err != nil && !errors.As(err, &aside) {
		return article{}, err
	}
	i := slices.IndexFunc(list.Articles, func(f library.File) bool { return f.Path == name })
	for i += o.Step; i >= 0 && i < len(list.Articles); i += o.Step {
		f := list.Articles[i].Path
		if o.Unread && !marks.Get(f).Unread() {
			continue
		}
		a, err := d.load(filepath.Join(root, filepath.FromSlash(f)))
		if err != nil || o.Uncoded && d.codedBefore(a.Article) {
			continue
		}
		return a, nil
	}
	return article{}, noNeighbour(o)
}

// boxOf returns the pane of a file with many articles, nil for any other file.
func (d disk) boxOf(path string) *unpack.Box {
	f := intake.Recognise(path)
	if f == nil {
		return nil
	}
	return unpack.New(d.env, path, f)
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// demoArticle reads the article with which the demo in a folder begins; false where the
// guide was finished or left before.
func (d disk) demoArticle(dir string) (article, bool) {
	if d.o.Desk == nil || guideSeen(d.o.Desk.State) {
		return article{}, false
	}
	a, err := d.load(filepath.Join(dir, guide.Article))
	a.mark.Pos = 0 // from its top, whatever was read of it
	return a, err == nil
}
