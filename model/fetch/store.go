package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"stet/model"
	"stet/model/files"
	"stet/model/library"
	"stet/model/source"
)

// A ArticleStore puts articles into a library: each as a Markdown file of its own, one
// file for one address. It writes nowhere else, whatever names and links say
// ([os.Root] holds it in), and never over a file that somebody changed. One
// program at a time fetches into a library.
type ArticleStore struct {
	dir  string
	root *os.Root

	mu     sync.Mutex
	byURL  map[string][]string // the files that hold an address, by path
	byName map[string]bool     // names in use, in lower case
	state  *state
}

// A Change is what putting an article away came to.
type Change int

// The changes.
const (
	Unchanged Change = iota
	Added
	Updated // the file holds a new version; the old text is kept
	Beside  // the file was changed by somebody, so the new version lies beside it
)

// mostList limits, in bytes, how much is read of a library's file, unless it is an
// article that a person opened.
const mostList = 64 << 20

// makeLibrary makes dir a library, unless it is one.
func makeLibrary(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return files.MakeDirIn(dir, library.DotDir)
}

// OpenArticleStore opens the library at dir. Creates the library if needed, so that what
// is remembered about it has one place from the first day.
func OpenArticleStore(ctx context.Context, dir string) (*ArticleStore, error) {
	if err := makeLibrary(dir); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &ArticleStore{dir: dir, root: root, byURL: map[string][]string{}, byName: map[string]bool{}}
	if s.state, err = openState(dir); err != nil {
		root.Close()
		return nil, err
	}
	if err := s.index(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Close lets others fetch into the library.
func (s *ArticleStore) Close() error { return errors.Join(s.state.close(), s.root.Close()) }

// index notes which file holds which address. The files are the truth: what was
// renamed is found again, and a run that was interrupted adds nothing twice.
func (s *ArticleStore) index(ctx context.Context) error {
	list, err := library.List(ctx, s.dir)
	if err != nil {
		return err
	}
	head := make([]byte, 8<<10)
	for _, f := range list.Articles {
		s.byName[strings.ToLower(f.Path)] = true
		if path.Ext(f.Path) != ".md" {
			continue
		}
		file, err := s.root.Open(f.Path)
		if err != nil {
			continue // it is gone, or nobody may read it: no article of stet
		}
		n, _ := io.ReadFull(file, head)
		file.Close()
		if m := source.FrontMatter(head[:n]); m.URL != "" {
			key := addressKey(m.URL)
			s.byURL[key] = append(s.byURL[key], f.Path)
		}
	}
	for _, f := range list.Others {
		s.byName[strings.ToLower(f.Path)] = true
	}
	return nil
}

// addressKey is an address without what does not change the page: the scheme
// and the parameters of campaigns.
func addressKey(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" {
			query.Del(name)
		}
	}
	key := strings.ToLower(u.Host) + strings.TrimSuffix(u.EscapedPath(), "/")
	if q := query.Encode(); q != "" {
		key += "?" + q
	}
	if u.Fragment != "" {
		key += "#" + u.Fragment
	}
	return key
}

// Has returns a file that holds the address.
func (s *ArticleStore) Has(address string) (file string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if files := s.byURL[addressKey(address)]; address != "" && len(files) > 0 {
		return files[0], true
	}
	return "", false
}

// readdress makes the files of one address those of another too: an entry has got a
// new address.
func (s *ArticleStore) readdress(was, now string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if was, now = addressKey(was), addressKey(now); was != now && len(s.byURL[now]) == 0 {
		s.byURL[now] = s.byURL[was]
	}
}

// Put stores an article in a folder of the library ("" is the library itself)
// and returns the path of its file from there. A page, if it is not nil, is the
// original, kept beside it with gzip.
func (s *ArticleStore) Put(a *model.Article, folder string, page []byte) (file string, change Change, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file, change, err = s.put(a, folder)
	if err == nil && page != nil && change != Unchanged {
		var packed bytes.Buffer
		z := gzip.NewWriter(&packed)
		if _, err = z.Write(page); err == nil {
			err = z.Close()
		}
		if err == nil {
			err = s.write(strings.TrimSuffix(file, ".md")+".html.gz", packed.Bytes())
		}
	}
	return file, change, err
}

func (s *ArticleStore) put(a *model.Article, folder string) (string, Change, error) {
	data := source.Write(a)
	key := addressKey(a.Meta.URL)
	stem := path.Join(folder, nameOf(a))
	files := s.byURL[key]
	if a.Meta.URL == "" {
		files = s.namesakes(stem)
	}
	ours := ""
	for _, f := range files {
		raw, err := s.root.ReadFile(f)
		if err != nil {
			continue
		}
		old, err := source.Read(f, raw)
		if err != nil {
			continue
		}
		if old.Text == a.Text {
			return f, Unchanged, nil
		}
		if a.Meta.URL != "" && s.state.wrote(f, raw) {
			ours = f
			if err := s.keepText(old); err != nil {
				return "", Unchanged, err
			}
		}
	}
	if ours != "" {
		return ours, Updated, s.replace(ours, data)
	}
	if folder != "" {
		if err := s.root.MkdirAll(folder, 0o755); err != nil {
			return "", Unchanged, fmt.Errorf("%s: %w", folder, err)
		}
	}
	file := s.freeName(stem)
	if err := s.replace(file, data); err != nil {
		return "", Unchanged, err
	}
	if a.Meta.URL != "" {
		s.byURL[key] = append(s.byURL[key], file)
	}
	if a.Meta.URL != "" && len(files) > 0 {
		return file, Beside, nil
	}
	return file, Added, nil
}

// Shelved returns the name of the file in the library at dir in which
// [ArticleStore.Put] has stored just this article outside of any folder; false if there
// is none. It looks at the names that Put gives and writes nothing.
func Shelved(dir string, a *model.Article) (file string, ok bool) {
	stem := nameOf(a)
	for n := 1; n < mostNamesakes; n++ {
		name := numbered(stem, n)
		info, err := os.Lstat(filepath.Join(dir, name))
		if err != nil || !info.Mode().IsRegular() {
			return "", false
		}
		raw, err := files.ReadIn(dir, name, mostList)
		if err != nil {
			return "", false
		}
		old, err := source.Read(name, raw)
		if err == nil && old.Text == a.Text && addressKey(old.Meta.URL) == addressKey(a.Meta.URL) {
			return name, true
		}
	}
	return "", false
}

// mostNamesakes bounds how many articles of one name are looked through.
const mostNamesakes = 20

// namesakes are the files among which an article without an address may lie.
func (s *ArticleStore) namesakes(stem string) (files []string) {
	for n := 1; n < mostNamesakes; n++ {
		if name := numbered(stem, n); s.byName[strings.ToLower(name)] {
			files = append(files, name)
		}
	}
	return files
}

func numbered(stem string, n int) string {
	if n == 1 {
		return stem + ".md"
	}
	return fmt.Sprintf("%s-%d.md", stem, n)
}

// freeName adds a number to a name that is taken.
func (s *ArticleStore) freeName(stem string) string {
	for n := 1; ; n++ {
		name := numbered(stem, n)
		if _, err := s.root.Lstat(name); errors.Is(err, fs.ErrNotExist) && !s.byName[strings.ToLower(name)] {
			return name
		}
	}
}

// keepText keeps a text where annotations look for what they were made on.
func (s *ArticleStore) keepText(a *model.Article) error {
	dir := path.Join(library.DotDir, "texts")
	if err := s.root.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	name := path.Join(dir, a.Digest+".txt")
	if _, err := s.root.Lstat(name); err == nil {
		return nil
	}
	return s.write(name, []byte(a.Text))
}

// replace writes an article's file and remembers it as ours.
func (s *ArticleStore) replace(file string, data []byte) error {
	if err := s.write(file, data); err != nil {
		return err
	}
	s.byName[strings.ToLower(file)] = true
	s.state.noteWritten(file, data)
	return nil
}

func (s *ArticleStore) write(file string, data []byte) error { return writeWhole(s.root, file, data) }

// writeWhole puts a whole file in its place at once.
func writeWhole(root *os.Root, file string, data []byte) (err error) {
	random := make([]byte, 8)
	rand.Read(random)
	temporary := path.Join(path.Dir(file), ".stet-"+hex.EncodeToString(random))
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			root.Remove(temporary)
		}
	}()
	_, err = f.Write(data)
	if serr := f.Sync(); err == nil {
		err = serr
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = root.Rename(temporary, file)
	}
	return err
}
