// Package layout turns an article into lines of cells, and answers in both
// directions which cell shows which character.
//
// It makes three promises, which a fuzz test holds: the lines cover the text of
// every shown block once and in order; no line is wider than the page, unless a
// single grapheme cluster is wider than the margin leaves; and a cell leads to
// the position that is drawn in that very cell.
//
// It refuses to know terminals, colours and marks. How wide a cluster is, and
// what stands for it on the screen, it is told by [Options]. Only what is asked
// for is laid out.
package layout

import (
	"strings"

	"stet/model"
	"stet/model/clean"
)

// Options say how a page is laid out.
type Options struct {
	// Width is the measure, in cells; less than 1 counts as 1.
	Width int
	// Measure returns the width in cells of one cluster as the renderer counts
	// it. Printable ASCII is one cell and is not asked for. Nil counts code
	// points.
	Measure func(cluster string) int
	// Show returns what is on the screen for one cluster of article text;
	// nil means [clean.Cluster].
	Show func(cluster string) string
	// Hide reports whether a block is left out; nil shows all.
	Hide func(block int) bool
	// Order is who reorders what is written from right to left.
	Order Order
	// Gap returns how many blank lines follow a block. Nil means one, and none
	// between the items of a list.
	Gap func(block int) int
}

// An At is the address of a line. Line counts from 0 within the block, the gap
// after its text included; in a block of more than 16 KB numbers are left out,
// so that the address of a line far down is known without what lies before it.
// Addresses are ordered as their lines are; step with [Page.Move].
type At struct{ Block, Line int }

// Before reports whether a is above b.
func (a At) Before(b At) bool {
	return a.Block < b.Block || a.Block == b.Block && a.Line < b.Line
}

// A Point is a cell of a line.
type Point struct {
	At
	Cell int
}

// A Run is text on one line in one style.
type Run struct {
	// Text is what is shown. It is the text of Src byte for byte, or, where a
	// cluster is not shown as it is (a control, a tab, a soft line end), the
	// stand-in of that one cluster.
	Text string
	// Src is what the run shows of the article; empty if the run is virtual (a
	// bullet, the bar of a quotation).
	Src  model.Range
	Cell int // first cell of the run
	// Style is the run's roles in the theme, the outermost first, with blanks
	// between them: "heading", "strong link", "".
	Style string
	// RTL is true if its clusters are seen from right to left: the first one has
	// the last cell.
	RTL bool
}

// A Line is one row of the page. Its Runs are in the order of the text; they are
// shared and must not be changed.
type Line struct {
	At   At
	Runs []Run
	// Reordered is true if the runs are not seen in the order of the text, one
	// after the other from the left edge on; [Line.Shown] has them so.
	Reordered bool
	// Src is the text that the line stands for, swallowed white space and line
	// end included. A gap line has the empty range at the end of its block.
	Src model.Range
	Gap bool // a blank line after the block
	// Row counts the gap lines of a block from 0.
	Row int
}

// A Page is an article at one width. It lays out on demand and keeps what was
// used last; it is not safe for concurrent use.
type Page struct {
	article *model.Article
	o       Options
	cache   cache
	styled  styledBlock
}

// New returns the page of a. It costs nothing: lines are laid out when they are
// asked for.
func New(a *model.Article, o Options) *Page {
	o.Width = max(1, o.Width)
	if o.Measure == nil {
		o.Measure = func(cluster string) int { return len([]rune(cluster)) }
	}
	if o.Show == nil {
		o.Show = clean.Cluster
	}
	p := &Page{article: a, o: o, styled: styledBlock{block: -1}}
	if o.Gap == nil {
		p.o.Gap = p.listGap
	}
	return p
}

// listGap is one blank line after a block, and none between list items.
func (p *Page) listGap(block int) int {
	blocks := p.article.Blocks
	if block+1 < len(blocks) && blocks[block].Kind == model.ListItem && blocks[block+1].Kind == model.ListItem {
		return 0
	}
	return 1
}

// maxGap bounds what Options.Gap may ask for, so that line numbers of the parts
// of a block do not meet.
const maxGap = 100

func (p *Page) gap(block int) int { return max(0, min(p.o.Gap(block), maxGap)) }

func (p *Page) hidden(block int) bool { return p.o.Hide != nil && p.o.Hide(block) }

// blockRange is the range of a block, clamped to the text.
func (p *Page) blockRange(block int) model.Range {
	return p.article.Blocks[block].Range.Intersect(model.Range{End: model.Pos(len(p.article.Text))})
}

// A margin is the virtual text at the left of a block: before its first line,
// and before each further one.
type margin struct {
	first, rest string
	cells       int
}

const (
	quoteBar  = "▎ "
	codeInset = "  "
	// maxDepth and maxMarker bound what a hostile text can make of nesting and
	// of list markers.
	maxDepth  = 8
	maxMarker = 8
)

// margin returns the margin of a block; none where it would take more than half
// of the page.
func (p *Page) margin(b *model.Block) margin {
	var m margin
	depth := max(1, min(b.Level, maxDepth))
	switch b.Kind {
	case model.Blockquote:
		m.first = strings.Repeat(quoteBar, depth)
		m.rest = m.first
		m.cells = depth * 2
	case model.Code:
		m = margin{codeInset, codeInset, len(codeInset)}
	case model.ListItem:
		marker, cells := p.marker(b.Marker)
		indent := strings.Repeat("  ", depth-1)
		m.cells = len(indent) + cells + 1
		m.first = indent + marker + " "
		m.rest = strings.Repeat(" ", m.cells)
	}
	if m.cells*2 > p.o.Width {
		return margin{}
	}
	return m
}

// marker returns what is before a list item, and its width in cells.
func (p *Page) marker(s string) (string, int) {
	if s = clean.Line(s); s == "" {
		return "•", 1
	}
	var b strings.Builder
	cells := 0
	for at := 0; at < len(s); {
		g := p.glyph(s, at, len(s), cells, nil)
		if cells+g.cells > maxMarker {
			break
		}
		b.WriteString(g.text)
		at, cells = at+g.size, cells+g.cells
	}
	return b.String(), cells
}
