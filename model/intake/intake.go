// Package intake reads files that hold many articles: exports of databases,
// mailboxes, web archives and tables. Each article becomes a file of its own.
//
// A format is a row of [Formats] in a file of its own. Readers stream: memory does
// not grow with the file. What a file says of itself (how many articles it holds,
// their titles and lengths) is compared with the suggestions, and every difference
// is a [Fault].
//
// It refuses to know annotations and screens.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"stet/model"
	"stet/model/source/prose"
)

// A Format is one row of the table of containers.
type Format struct {
	Name  string // for --format and the front matter
	Title string // "Nexis"
	Doc   string // one line for the help
	// Untested is true where the format is read after public descriptions and was
	// never tried on a file of the database itself.
	Untested bool
	// Extensions are those of files that are containers by their name alone.
	Extensions []string

	sniff func(p *probe) bool
	read  func(r *reading) error
}

// Formats is the table of containers, in the order in which they are tried.
var Formats = []Format{proquest, nexis, nexisNumbered, factivaXML, factiva, factivaRTF, europresse, warc, mbox, jsonLines, table}

// An Item is one article of a container.
type Item struct {
	Number int // in the container, from 1
	Meta   model.Meta
	Body   []prose.Paragraph
	// Article is set in place of Meta and Body where a page or a mail was read.
	Article *model.Article
}

// title is what a person calls the article.
func (i *Item) title() string {
	if i.Article != nil {
		return i.Article.Meta.Title
	}
	return i.Meta.Title
}

// A Fault is a difference between what a container says of itself and what was
// found in it.
type Fault struct {
	Number int    // of the article, 0 for the container
	Title  string // of the article
	What   string
	// Lost is true where words of an article, or all of it, may be missing.
	Lost bool
}

func (f Fault) String() string {
	switch {
	case f.Number == 0:
		return f.What
	case f.Title == "":
		return fmt.Sprintf("article %d: %s", f.Number, f.What)
	}
	return fmt.Sprintf("article %d (%s): %s", f.Number, f.Title, f.What)
}

// Options are what a person says of a container.
type Options struct {
	Columns map[string]string // of a table: the column for a field ("title": "headline")
}

// A Container is an open file with many articles.
type Container struct {
	Path   string
	Format *Format

	file *os.File
	size int64
	opts Options
}

// ErrNone is the error of a file that is no container.
var ErrNone = errors.New("holds no articles in a form that stet knows")

// Open opens the container at path.
func Open(path string, o Options) (*Container, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	c := &Container{Path: path, file: f, opts: o}
	info, err := f.Stat()
	switch {
	case err != nil:
		f.Close()
		return nil, err
	case !info.Mode().IsRegular():
		f.Close()
		return nil, fmt.Errorf("%s: not a file", path)
	}
	c.size = info.Size()
	p, err := newProbe(c)
	if err == nil {
		c.Format = p.format()
	}
	if c.Format == nil {
		f.Close()
		if err == nil {
			err = ErrNone
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// Recognise returns the format of the container at path, nil if it is not one, which
// for most files their name tells.
func Recognise(path string) *Format {
	if !MayHold(path) {
		return nil
	}
	c, err := Open(path, Options{})
	if err != nil {
		return nil
	}
	c.Close()
	return c.Format
}

// MayHold reports whether a file of that name may be a container: those of which
// the extension says that they are not are never looked into.
func MayHold(name string) bool {
	switch extension(name) {
	case ".docx", ".rtf", ".html", ".htm", ".xml", ".txt", ".json":
		return true
	}
	return Known(name)
}

// Known reports whether a name is that of a container, whatever is in it.
func Known(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for i := range Formats {
		for _, ext := range Formats[i].Extensions {
			if strings.HasSuffix(name, ext) {
				return true
			}
		}
	}
	return false
}

// Close closes the file.
func (c *Container) Close() error { return c.file.Close() }

// A Tally is what was counted in reading a container.
type Tally struct {
	Found  int // articles
	Stated int // articles that the container says it holds, 0 if it does not say
	Faults []Fault
}

// Lost reports whether a fault says that something may be missing.
func (t *Tally) Lost() bool {
	for _, f := range t.Faults {
		if f.Lost {
			return true
		}
	}
	return false
}

// Each yields the articles in the order of the file. What the file says of itself
// is in the tally. An error of yield, or of ctx, ends the reading and is returned.
func (c *Container) Each(ctx context.Context, yield func(*Item) error) (Tally, error) {
	r := &reading{Container: c, ctx: ctx, yield: yield, listed: map[string]int{}}
	if _, err := c.file.Seek(0, io.SeekStart); err != nil {
		return r.tally, err
	}
	err := c.Format.read(r)
	if err != nil && !errors.Is(err, errYield) {
		err = fmt.Errorf("%s: %w", c.Path, err)
		if r.tally.Found > 0 {
			err = fmt.Errorf("%w (after %d articles)", err, r.tally.Found)
		}
	} else if err != nil {
		err = r.stopped
	}
	r.compare()
	return r.tally, err
}

// errYield ends a reading because its taker wants no more.
var errYield = errors.New("stopped")

// A reading is one walk through a container.
type reading struct {
	*Container
	ctx     context.Context
	yield   func(*Item) error
	stopped error // of yield or ctx
	tally   Tally
	titles  []string       // of the container's own list
	listed  map[string]int // how often a title of the list is still to come
}

// item hands over an article. Its number is set where the container gives none.
func (r *reading) item(i *Item) error {
	r.tally.Found++
	if i.Number == 0 {
		i.Number = r.tally.Found
	}
	meta := &i.Meta
	if i.Article != nil {
		meta = &i.Article.Meta
	}
	meta.Original = fmt.Sprintf("%s#%d", filepath.Base(r.Path), i.Number)
	r.measure(i)
	if r.stopped = r.ctx.Err(); r.stopped == nil {
		r.stopped = r.yield(i)
	}
	if r.stopped != nil {
		return errYield
	}
	return nil
}

// fault keeps a difference. Of more than [mostFaults] only the number is known.
func (r *reading) fault(f Fault) {
	if len(r.tally.Faults) < mostFaults {
		r.tally.Faults = append(r.tally.Faults, f)
	}
}

const mostFaults = 10_000

// list keeps a title of the container's own list of articles.
func (r *reading) list(title string) {
	if len(r.titles) < 100_000 {
		r.titles = append(r.titles, title)
		r.listed[fold(title)]++
	}
}

// measure compares the article with its stated length: a paper counts other words
// than stet, so that only a text of less than a third, or none, is named.
func (r *reading) measure(i *Item) {
	if len(r.titles) > 0 {
		if key := fold(i.title()); r.listed[key] > 0 {
			r.listed[key]--
		}
	}
	if i.Article != nil {
		return
	}
	words := 0
	for k := range i.Body {
		if b := &i.Body[k]; b.Kind != model.Boilerplate {
			words += len(strings.Fields(b.Text))
		}
	}
	switch stated := i.Meta.Length; {
	case words == 0:
		r.fault(Fault{i.Number, i.title(), "has no text", stated > 0})
	case stated >= 60 && 3*words < stated:
		r.fault(Fault{i.Number, i.title(), fmt.Sprintf("states %d words, has %d", stated, words), false})
	}
}

// compare names what the container says of itself and was not found.
func (r *reading) compare() {
	t := &r.tally
	if r.stopped != nil {
		return
	}
	if t.Stated > 0 && t.Stated != t.Found {
		r.fault(Fault{What: fmt.Sprintf("says it holds %d articles, holds %d", t.Stated, t.Found)})
	}
	if len(r.titles) <= t.Found {
		return // titles that are written otherwise in the list are not missing
	}
	for i, title := range r.titles {
		if key := fold(title); r.listed[key] > 0 {
			r.listed[key]--
			r.fault(Fault{i + 1, title, "is listed, but not in the file", true})
		}
	}
}

// fold makes titles comparable: their letters and digits in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if isWord(r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
