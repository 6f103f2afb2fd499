package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/source"
)

// writers is how many articles are written at the same time: making a file is
// mostly waiting.
const writers = 6

// A Report is what unpacking did.
type Report struct {
	Tally
	Added int // files written
	Known int // articles that lie in the folder already
}

// A Progress is told after each article.
type Progress func(found int)

// Unpack writes each article of a container to a file of its own in dir, which is
// made. The name of a file is its date, its title and a digest of what it says, so
// that an article that was unpacked before, from this file or another, is not
// written again. A file appears whole or not at all. An error may come after some
// articles; the report counts those.
func Unpack(ctx context.Context, c *Container, dir string, progress Progress) (Report, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return Report{}, err
	}
	u := unpacking{dir: dir, seen: map[[8]byte]int{}, jobs: make(chan job, 64)}
	var wg sync.WaitGroup
	for range writers {
		wg.Go(u.work)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	tally, err := c.Each(ctx, func(i *Item) error {
		if err := u.failed(); err != nil {
			return err
		}
		u.jobs <- job{i, u.occurrence(i)}
		if progress != nil {
			progress(i.Number)
		}
		return nil
	})
	close(u.jobs)
	wg.Wait()
	return Report{tally, u.added, u.known}, errors.Join(err, u.err)
}

// A job is an article to write. Of articles that are the same to the letter, copy
// is how many came before.
type job struct {
	item *Item
	id   identity
}

// An identity tells an article from others, wherever it comes from.
type identity struct {
	digest [8]byte
	copy   int // how many that are the same came before it in the file
}

type unpacking struct {
	dir  string
	seen map[[8]byte]int
	jobs chan job

	mu           sync.Mutex
	err          error
	added, known int
}

// occurrence returns the identity of the next article.
func (u *unpacking) occurrence(i *Item) identity {
	d := digest(i)
	n := u.seen[d]
	u.seen[d]++
	return identity{d, n}
}

// digest is of the number that a database gave the article; of one without, of
// its title, source, day and text.
func digest(i *Item) (d [8]byte) {
	m := &i.Meta
	if i.Article != nil {
		m = &i.Article.Meta
	}
	h := sha256.New()
	line := func(s string) {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	if m.ID != "" {
		line(m.Publisher)
		line(m.ID)
	} else {
		line(m.Title)
		line(m.Publisher)
		line(m.Published.Format(time.DateOnly))
		line(m.URL)
		if i.Article != nil {
			line(i.Article.Text)
		}
		for k := range i.Body {
			line(i.Body[k].Text)
		}
	}
	copy(d[:], h.Sum(nil))
	return d
}

func (u *unpacking) failed() error {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.err
}

// work writes articles until there are no more.
func (u *unpacking) work() {
	for j := range u.jobs {
		added, err := u.write(j)
		u.mu.Lock()
		switch {
		case err != nil && u.err == nil:
			u.err = err
		case err == nil && added:
			u.added++
		case err == nil:
			u.known++
		}
		u.mu.Unlock()
	}
}

// write writes one article and reports whether it was not there yet.
func (u *unpacking) write(j job) (bool, error) {
	a := j.item.Article
	m := &j.item.Meta
	if a != nil {
		m = &a.Meta
	}
	path := filepath.Join(u.dir, fileName(m, j.id))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		info, err := os.Lstat(path)
		if err == nil && (info.Size() > 0 || !info.Mode().IsRegular()) {
			return false, nil
		}
		// An earlier run was killed between making the file and writing it.
		f, err = os.OpenFile(path, os.O_WRONLY, 0o666)
		if err != nil {
			return false, err
		}
	} else if err != nil {
		return false, err
	}
	if a == nil {
		a = source.Compose(j.item.Meta, j.item.Body)
	}
	return true, writeWhole(f, source.Write(a))
}

// writeWhole writes a new file at once, and takes it away if that fails. A signal
// does not interrupt one write to a disk.
func writeWhole(f *os.File, data []byte) error {
	_, err := f.Write(data)
	err = errors.Join(err, f.Close())
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// longestName is the length of a name in bytes without what is added to it; see
// package fetch for the limits of file systems.
const longestName = 80

// fileName returns the name of an article's file: its date, its title in letters,
// digits and hyphens, and what makes it unique. No part of a path is in it.
func fileName(m *model.Meta, id identity) string {
	name := slug(m.Title)
	if name == "" {
		name = "article"
	}
	if !m.Published.IsZero() {
		name = m.Published.Format(time.DateOnly) + "-" + name
	}
	name += "-" + hex.EncodeToString(id.digest[:5])
	if id.copy > 0 {
		name += fmt.Sprintf("-%d", id.copy+1)
	}
	return name + ".md"
}

// slug returns the letters and digits of s in lower case with single hyphens
// between.
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r == utf8.RuneError || !isWord(r) && !(unicode.Is(unicode.M, r) && b.Len() > 0 && !gap) {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if b.Len()+utf8.RuneLen(r)+1 > longestName {
			break
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
		gap = false
	}
	return b.String()
}
