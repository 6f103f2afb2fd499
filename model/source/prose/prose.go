// Package prose reads documents of word processors, paragraph by paragraph: docx,
// odt and rtf. Each reader streams: what it holds in memory is one paragraph and
// the small parts of the file (styles, links, notes), whatever the file's size.
//
// It knows nothing about news: what a paragraph means is for its callers to say.
package prose

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"stet/model"
)

// A Paragraph is one paragraph of a document.
type Paragraph struct {
	Text  string       // UTF-8; a line end is "\n"
	Spans []model.Span // ranges are bytes of Text, in order, nested at most

	Kind   model.BlockKind
	Level  int    // of a heading or list item, from 1
	Role   string // "author" or "date" where its style says so
	Marker string // of a list item

	Centre bool
	Size   float64 // of its largest letters in points; 0 if the document does not say
	Lead   int     // bytes at its beginning that are bold
	Break  bool    // a new page or section begins before it

	// Row and Cell count the rows of the document's tables and the cells of a row,
	// from 1; both are 0 outside tables.
	Row, Cell int
}

// Bold reports whether all of a paragraph is bold.
func (p *Paragraph) Bold() bool { return p.Lead > 0 && p.Lead == len(p.Text) }

// Facts are what a document says about itself.
type Facts struct {
	Title, Author, Language string
	Created, Modified       time.Time

	Inserted, Deleted int // tracked changes; insertions are read as text, deletions are not
	Comments          int // not read
	Pictures          int // not read
}

// Notices name what the text of a document leaves out, one line each.
func (f *Facts) Notices() (notices []string) {
	for _, n := range []struct {
		count     int
		one, many string
	}{
		{f.Inserted, "1 tracked insertion, read as text", "%d tracked insertions, read as text"},
		{f.Deleted, "1 tracked deletion, left out", "%d tracked deletions, left out"},
		{f.Comments, "1 comment, left out", "%d comments, left out"},
		{f.Pictures, "1 picture, left out", "%d pictures, left out"},
	} {
		switch {
		case n.count == 1:
			notices = append(notices, n.one)
		case n.count > 1:
			notices = append(notices, fmt.Sprintf(n.many, n.count))
		}
	}
	return notices
}

// Yield takes a paragraph. An error ends the reading and is returned by it.
type Yield func(Paragraph) error

// The errors of documents that are not read.
var (
	ErrBroken    = errors.New("the file is broken")
	ErrTooDeep   = errors.New("it is nested too deeply")
	ErrBomb      = errors.New("it unpacks to far more than it holds: not read")
	ErrEncrypted = errors.New("it is protected by a password")
)

const (
	// mostParagraph is how many bytes of one paragraph are read.
	mostParagraph = 16 << 20
	// mostNested is how deep elements or groups may lie in each other.
	mostNested = 500
)

// A look is how letters look.
type look struct {
	strong, emphasis, mono bool
	href                   string
	size                   float64
}

// A composer makes a paragraph of pieces of text.
type composer struct {
	p    Paragraph
	text []byte
	runs []run
}

type run struct {
	start, end int
	look       look
}

// write adds text that looks a certain way.
func (c *composer) write(s string, l look) {
	at := len(c.text)
	if s == "" || at+len(s) > mostParagraph {
		return
	}
	c.text = append(c.text, s...)
	c.p.Size = max(c.p.Size, l.size)
	l.size = 0
	if n := len(c.runs); n > 0 && c.runs[n-1].look == l {
		c.runs[n-1].end = at + len(s)
		return
	}
	c.runs = append(c.runs, run{at, at + len(s), l})
}

// empty reports whether nothing was written yet.
func (c *composer) empty() bool { return len(c.text) == 0 }

// end returns the paragraph and begins the next.
func (c *composer) end() Paragraph {
	c.p.Text = string(c.text)
	for _, r := range c.runs {
		if r.look.strong && c.p.Lead == r.start {
			c.p.Lead = r.end
		}
		c.p.Spans = append(c.p.Spans, r.spans()...)
	}
	p := c.p
	*c = composer{text: c.text[:0], runs: c.runs[:0]}
	return p
}

func (r run) spans() (spans []model.Span) {
	at := model.Range{Start: model.Pos(r.start), End: model.Pos(r.end)}
	if r.look.href != "" {
		spans = append(spans, model.Span{Range: at, Mark: model.Link, Href: r.look.href})
	}
	for _, m := range []struct {
		has  bool
		mark model.InlineMark
	}{{r.look.strong, model.Strong}, {r.look.emphasis, model.Emphasis}, {r.look.mono, model.Monospace}} {
		if m.has {
			spans = append(spans, model.Span{Range: at, Mark: m.mark})
		}
	}
	return spans
}

// Cut returns the part of a paragraph from byte start to byte end.
func (p Paragraph) Cut(start, end int) Paragraph {
	in := model.Range{Start: model.Pos(start), End: model.Pos(end)}
	spans := p.Spans
	p.Text, p.Spans, p.Lead = p.Text[start:end], nil, max(0, min(p.Lead, end)-start)
	for _, s := range spans {
		if s.Range = s.Range.Intersect(in); !s.Range.Empty() {
			s.Range.Start -= in.Start
			s.Range.End -= in.Start
			p.Spans = append(p.Spans, s)
		}
	}
	return p
}

// Trimmed returns the paragraph without white space at its edges.
func (p Paragraph) Trimmed() Paragraph {
	end := len(strings.TrimRightFunc(p.Text, unicode.IsSpace))
	start := end - len(strings.TrimLeftFunc(p.Text[:end], unicode.IsSpace))
	if start == 0 && end == len(p.Text) {
		return p
	}
	return p.Cut(start, end)
}

// A numbering counts the items of lists.
type numbering map[string][]int

// next returns the number of the next item of a list on a level, from 0.
func (n numbering) next(list string, level int) int {
	counts := n[list]
	if len(counts) <= level {
		counts = append(counts, slices.Repeat([]int{0}, level+1-len(counts))...)
	}
	counts = counts[:level+1]
	counts[level]++
	n[list] = counts
	return counts[level]
}

// parseTime reads the time stamps of documents: ISO 8601, with or without a zone.
func parseTime(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
