// Package library is a folder of articles: which files are articles, what each
// is called, and, in a file of the reader's own, which were read and where the
// reader stopped.
//
// The files are the truth. The index of titles is a cache that may be deleted
// at any time, and opening or listing a folder writes nothing into it. The
// package refuses to know annotations.
package library

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stet/model/source"
)

// The names that make a folder a library.
const (
	DotDir   = ".stet"
	Codebook = "codebook.toml"
)

// The files of a library that are stet's own, besides a codebook: the list of its feeds
// and the rules for pages of single sites.
const (
	Feeds = "feeds.opml"
	Rules = "pages.toml"
)

// Root returns the nearest folder, path itself or above it, that holds [DotDir]
// or [Codebook], as an absolute path; false if absent.
func Root(path string) (string, bool) {
	dir, err := filepath.Abs(path)
	if err != nil {
		return "", false
	}
	for {
		for _, name := range []string{DotDir, Codebook} {
			if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
				return dir, true
			}
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", false
		}
		dir = up
	}
}

// A File is a regular file of the folder, and what tells whether it changed.
type File struct {
	Path    string // slash-separated, from the folder that was listed
	Size    int64
	ModTime time.Time
}

// settleTime is the coarsest time stamp of a common file system (FAT: 2 s). A
// file that was changed less than this before it was read may change again
// without a new stamp; git calls such an entry racily clean.
const settleTime = 2 * time.Second

// SettledAt reports whether a later change is sure to show in the stamp of a
// file that was read at that time.
func (f File) SettledAt(read time.Time) bool { return read.Sub(f.ModTime) > settleTime }

// Same reports whether both stamps are the same.
func (f File) Same(g File) bool { return f.Size == g.Size && f.ModTime.Equal(g.ModTime) }

// A Listing is what lies in a folder, by path.
type Listing struct {
	Dir      string // absolute, links resolved
	Articles []File
	Rest
	// Problems are folders and files that could not be looked at.
	Problems []error
}

// Rest is what a folder has besides articles.
type Rest struct {
	Others  []File // sidecars and other files
	Links   int    // symbolic links, which are not followed
	Special int    // pipes, sockets and devices, which are not read
}

// List looks at dir and the folders below it. Links are not followed, and names
// that begin with a dot are passed over. An error means that dir itself could
// not be listed, or that ctx was done.
func List(ctx context.Context, dir string) (*Listing, error) {
	real, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	if real, err = filepath.Abs(real); err != nil {
		return nil, err
	}
	l := &Listing{Dir: real}
	err = filepath.WalkDir(real, func(path string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && path == real:
			return err
		case err != nil:
			l.Problems = append(l.Problems, err)
			return nil
		case path == real && !d.IsDir():
			return fmt.Errorf("%s: not a folder", dir)
		case path == real:
			return nil
		case strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.Type().IsRegular():
			l.add(path, d)
		case d.Type()&fs.ModeSymlink != 0:
			l.Links++
		case !d.IsDir():
			l.Special++
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	byPath := func(a, b File) int { return strings.Compare(a.Path, b.Path) }
	slices.SortFunc(l.Articles, byPath)
	slices.SortFunc(l.Others, byPath)
	return l, nil
}

func (l *Listing) add(path string, d fs.DirEntry) {
	info, err := d.Info()
	if err != nil {
		if !os.IsNotExist(err) { // else it was removed meanwhile
			l.Problems = append(l.Problems, err)
		}
		return
	}
	rel := filepath.ToSlash(path[len(l.Dir):])
	f := File{Path: strings.TrimPrefix(rel, "/"), Size: info.Size(), ModTime: info.ModTime()}
	if source.Known(f.Path) {
		l.Articles = append(l.Articles, f)
	} else {
		l.Others = append(l.Others, f)
	}
}
