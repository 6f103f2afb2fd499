// Package sheet is one article as a page of the screen: what is in it, how it
// is folded, laid out and scrolled, the marks in the text, the signs and the glosses
// beside it, and where in it the person is.
//
// It knows no commands, asks no questions and changes no annotations: it is told what
// is in the article, and draws it.
package sheet

import (
	"fmt"
	"strings"

	"stet/model"
	"stet/ui/layout"
	"stet/ui/pane"
)

// A Sheet is one article as a page of the screen: how it is folded and laid out,
// and where it is scrolled to. It has no commands.
type Sheet struct {
	env          *pane.Env
	in           *Contents
	set          *model.Article // what the page shows: the article, or what is left of it
	Page         *layout.Page
	laid         Frame // for which the page was laid out
	Top          layout.At
	scrollAnchor scrollAnchor
	W, H         int      // the whole pane, in cells
	lead         int      // lines of the header that are scrolled off the top
	Covered      int      // lines of the screen that a card covers
	strips       []string // what tells of the focus, above the status line
	length       length
}

// New returns a sheet of 80 by 24 cells, which is not laid out yet. The size
// is that of the file in bytes, 0 if it is not known.
func New(env *pane.Env, in *Contents, size int64) *Sheet {
	return &Sheet{env: env, in: in, W: 80, H: 24, length: lengthOf(in.Art, size)}
}

// A length is that of an article in words, captions included, without its boilerplate.
type length struct {
	words int
	about bool // that is an estimate
}

// lengthOf counts the words. Of an article of which only the beginning was read they
// are estimated by the size of the file, in bytes.
func lengthOf(a *model.Article, size int64) length {
	l := length{words: a.Words(), about: a.Partial}
	if l.about {
		l.words = rounded(int(int64(l.words) * size / int64(len(a.Text))))
	}
	return l
}

// says is how many words there are, and how many minutes they take.
func (l length) says() (words, minutes string) {
	words = fmt.Sprintf("%d words", l.words)
	if l.about {
		words = fmt.Sprintf("about %s", words)
	}
	return words, fmt.Sprintf("%d min", max(1, (l.words+110)/220))
}

// rounded keeps the first two figures of n.
func rounded(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}

// gap is how many blank lines follow a block: under a title one more, for what
// is known about the article, and where only who said what is shown as many as
// those who speak take.
// gap is how many lines are below a block: two more where a rule is drawn.
func (s *Sheet) gap(block int) int {
	blocks, rule := s.set.Blocks, 0
	if ruled(s.set, block) {
		rule = 2
	}
	switch {
	case block == s.titleBlock():
		return 2 + rule
	case s.in.Show.Skim == SkimSaid && s.laid.Margin == 0:
		return max(1, len(s.voiceLines(block, s.laid.Measure))) + rule
	case block+1 < len(blocks) && blocks[block].Kind == model.ListItem && blocks[block+1].Kind == model.ListItem:
		return rule
	}
	return 1 + rule
}

// ruled reports whether a line is drawn below a block.
func ruled(a *model.Article, block int) bool {
	return block+1 < len(a.Blocks) && a.Blocks[block+1].Rule
}

// titleBlock is the heading with which the article begins, past boilerplate
// that is hidden, or -1.
func (s *Sheet) titleBlock() int {
	for i := range s.set.Blocks {
		switch {
		case s.set.Blocks[i].Kind == model.Heading:
			return i
		case s.set.Blocks[i].Kind != model.Boilerplate || !s.folded(i):
			return -1
		}
	}
	return -1
}

// mostTitle is how many lines a title may take.
const mostTitle = 4

// header is what is above a text that does not begin with its title.
func (s *Sheet) header() []string {
	if s.titleBlock() >= 0 {
		return nil
	}
	p := s.env.Paint
	var lines []string
	for _, l := range p.Wrap(s.in.Art.Meta.Title, s.Frame().Measure, mostTitle) {
		lines = append(lines, p.Text("title", l))
	}
	return append(lines, p.Text("muted", facts(s.in.Art, s.length)), "")
}

// HeaderShown is how many lines of that are on the screen.
func (s *Sheet) HeaderShown() int {
	if s.Top != s.Page.Top() || s.titleBlock() >= 0 {
		return 0
	}
	return max(0, min(len(s.header())-s.lead, s.H-s.StatusRows()-1))
}

// facts is what is known about the article, honestly, in one line.
func facts(a *model.Article, l length) string {
	m := a.Meta
	parts := []string{"no byline", "no date"}
	if m.Byline != "" {
		parts[0] = m.Byline
	}
	if !m.Published.IsZero() {
		parts[1] = m.Published.Format("2 Jan 2006")
	}
	if m.Publisher != "" {
		parts = append([]string{m.Publisher}, parts...)
	}
	words, minutes := l.says()
	parts = append(parts, words, minutes)
	return strings.Join(parts, " · ")
}
