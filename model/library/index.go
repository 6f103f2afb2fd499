package library

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stet/model"
	"stet/model/files"
)

// An Entry is what a list shows of one article.
type Entry struct {
	File
	// Read is false until the article was read: till then only File and Title are
	// known, and Title is the file's name, unless an older list knew more.
	Read     bool
	Title    string
	Source   string // the publisher
	Byline   string
	Date     time.Time
	Language string
	Tags     []string
	Words    int    // of the prose, boilerplate left out
	Quotes   int    // found in it; -1 if they were not counted
	Lead     string // how the first paragraph begins
	Problem  string // why it could not be read, ""

	racy bool // the file may change again without a new stamp
}

// A Library is the articles of one folder, by path. It belongs to one
// goroutine; what runs beside it works on copies.
type Library struct {
	Dir     string // absolute
	Entries []Entry
	Rest
	Problems []error
	cache    string
}

// Open lists the folder and takes what the index knows of files that have not
// changed. Nothing is read but names, stamps and the index. Cache is the user's
// folder for what can be made anew, "" for none (see [CacheFile]).
func Open(ctx context.Context, dir, cache string) (*Library, error) {
	list, err := List(ctx, dir)
	if err != nil {
		return nil, err
	}
	l := &Library{Dir: list.Dir, Rest: list.Rest, Problems: list.Problems, cache: CacheFile(cache, list.Dir, "articles")}
	known := loadIndex(l.cache)
	l.Entries = make([]Entry, len(list.Articles))
	for i, f := range list.Articles {
		if e, ok := known[f.Path]; ok && e.Same(f) {
			l.Entries[i] = e
			continue
		}
		l.Entries[i] = bare(f)
	}
	return l, nil
}

func bare(f File) Entry {
	name := path.Base(f.Path)
	return Entry{File: f, Title: strings.TrimSuffix(name, path.Ext(name)), Quotes: -1}
}

// CacheFile returns where a cache of that name for the folder dir may lie: in
// .stet/cache if a .stet lies in dir or above, else in the user's own folder,
// because opening a folder writes nothing into it; "" if there is no such folder.
func CacheFile(cache, dir, name string) string {
	if root, ok := Root(dir); ok {
		if info, err := os.Stat(filepath.Join(root, DotDir)); err == nil && info.IsDir() {
			if rel, err := filepath.Rel(root, dir); err == nil && rel != "." {
				name += "-" + model.DigestOf(filepath.ToSlash(rel))[:16]
			}
			return filepath.Join(root, DotDir, "cache", name)
		}
	}
	if cache == "" {
		return ""
	}
	return filepath.Join(cache, nameOf(dir), name)
}

// WriteCache replaces a file of [CacheFile], whose folder it makes; "" is no
// file. A cache within .stet is hidden from git by a .gitignore of its own.
func WriteCache(file string, data []byte) error {
	if file == "" {
		return nil
	}
	if err := MakeFolder(filepath.Dir(file)); err != nil {
		return err
	}
	if dir := filepath.Dir(file); filepath.Base(filepath.Dir(dir)) == DotDir {
		ignore := filepath.Join(dir, ".gitignore")
		if _, err := os.Lstat(ignore); errors.Is(err, os.ErrNotExist) {
			if err := os.WriteFile(ignore, []byte("*\n"), 0o644); err != nil {
				return err
			}
		}
	}
	return files.Replace(file, data, 0o666)
}

// MakeFolder makes a folder of stet's own. One in a library's .stet follows no link
// that leads out of the library.
func MakeFolder(dir string) error {
	if dot := filepath.Dir(dir); filepath.Base(dot) == DotDir {
		return files.MakeDirIn(filepath.Dir(dot), DotDir+"/"+filepath.Base(dir))
	}
	return os.MkdirAll(dir, 0o755)
}

// mostIndex is the most that is read of an index or of reading marks, in bytes.
const mostIndex = 1 << 30

// indexVersion changes with the meaning of an [Entry]; an index of another
// version is as good as none.
const indexVersion = "stet articles 2"

func loadIndex(file string) map[string]Entry {
	known := map[string]Entry{}
	data, err := files.ReadOwn(file, "the index", mostIndex)
	if err != nil {
		return known
	}
	head, data, _ := bytes.Cut(data, []byte("\n"))
	if string(head) != indexVersion {
		return known
	}
	for line := range bytes.Lines(data) {
		var e Entry
		if json.Unmarshal(line, &e) == nil && e.Path != "" {
			known[e.Path] = e
		}
	}
	return known
}

// Index returns the bytes of the index and the file they belong into, for
// [WriteCache].
func (l *Library) Index() (file string, data []byte, err error) {
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	w.WriteString(indexVersion + "\n")
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range l.Entries {
		if e.Read && !e.racy {
			if err := enc.Encode(e); err != nil {
				return "", nil, err
			}
		}
	}
	err = w.Flush()
	return l.cache, b.Bytes(), err
}

// Stale returns the entries whose files have to be read, and with count those
// whose quotes have to be counted too.
func (l *Library) Stale(count bool) []Entry {
	var stale []Entry
	for _, e := range l.Entries {
		if !e.Read || count && e.Quotes < 0 && e.Problem == "" {
			stale = append(stale, e)
		}
	}
	return stale
}

// Keep takes what an older list of the same folder knew of the files that have
// yet to be read. It is shown until then; what has not changed since it was read
// need not be read again.
func (l *Library) Keep(older *Library) {
	for _, e := range older.Entries {
		i, ok := l.find(e.Path)
		if !ok || l.Entries[i].Read {
			continue
		}
		file := l.Entries[i].File
		e.Read = e.Read && !e.racy && e.Same(file)
		e.File = file
		l.Entries[i] = e
	}
}

func (l *Library) find(path string) (int, bool) {
	return slices.BinarySearchFunc(l.Entries, path, func(e Entry, p string) int { return cmp.Compare(e.Path, p) })
}

// Merge takes entries that were read meanwhile. Those of files that are gone or
// changed again are passed over.
func (l *Library) Merge(entries []Entry) {
	for _, e := range entries {
		if i, ok := l.find(e.Path); ok && l.Entries[i].Same(e.File) {
			l.Entries[i] = e
		}
	}
}
