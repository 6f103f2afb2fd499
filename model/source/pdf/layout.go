package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/pattern"
)

// A Paragraph is a paragraph of a document, in pieces where it goes on over a page.
type Paragraph struct {
	Kind   model.BlockKind
	Level  int
	Pieces []Piece
}

// A Piece is the part of a paragraph that lies on one page.
type Piece struct {
	Page  int // from 1
	Text  string
	Spans []model.Span // ranges are bytes of Text
}

// layout makes paragraphs of pages.
func layout(sheets []sheet) []Paragraph {
	l, pages := newLayouter(sheets)
	for i := range sheets {
		l.page(&sheets[i], pages[i])
	}
	l.end()
	l.frame()
	return l.out
}

// newLayouter knows what the pages have in common; pages are their lines.
func newLayouter(sheets []sheet) (l *layouter, pages [][]line) {
	pages = make([][]line, len(sheets))
	for i := range sheets {
		pages[i] = linesOf(&sheets[i])
	}
	l = &layouter{size: usualSize(pages)}
	l.heads = runningHeads(sheets, pages)
	l.hyphens = newHyphens(pages)
	return l, pages
}

// usualSize is the size of most letters.
func usualSize(pages [][]line) float64 {
	count := map[float64]int{}
	best := 0.0
	for _, lines := range pages {
		for i := range lines {
			size := math.Round(lines[i].size*2) / 2
			count[size] += len(lines[i].text)
			if count[size] > count[best] {
				best = size
			}
		}
	}
	return max(best, 1)
}

var (
	digits     = pattern.Late(`\d+`)
	pageNumber = pattern.Late(`^\W*(?:(?i:page|seite|p\.|s\.|página|pagina|pág\.) ?)?\d{1,5}(?: ?(?:/|of|von|sur|de|di|van|av) ?\d{1,5})?\W*$|^[ivxlc]{1,7}$`)
)

// The parts of a page's height, from either end, in which running heads and page
// numbers are.
const (
	headEdge   = 0.16 // of heads that return on other pages
	numberEdge = 0.10
)

// A headKey is what running heads of several pages have in common.
type headKey struct {
	top  bool
	text string
}

// runningHeads finds lines at the edges of pages that return on others, page
// numbers apart.
func runningHeads(sheets []sheet, pages [][]line) map[headKey]bool {
	count := map[headKey]int{}
	for i, lines := range pages {
		seen := map[headKey]bool{}
		for k := range lines {
			if key, ok := headOf(&sheets[i], &lines[k], headEdge); ok && !seen[key] {
				seen[key] = true
				count[key]++
			}
		}
	}
	heads := map[headKey]bool{}
	for key, n := range count {
		heads[key] = n >= 3 || n == 2 && len(pages) <= 8
	}
	return heads
}

func headOf(s *sheet, l *line, edge float64) (headKey, bool) {
	top := l.low > s.height*(1-edge)
	if !top && l.high > s.height*edge {
		return headKey{}, false
	}
	return headKey{top, digits().ReplaceAllString(strings.ToLower(l.text), "0")}, true
}

// A layouter puts lines together to paragraphs.
type layouter struct {
	size    float64 // of most letters
	heads   map[headKey]bool
	hyphens hyphens
	out     []Paragraph

	open   bool // out's last paragraph may go on
	last   line // of it
	column column
	marks  []Paragraph // running heads of the page, put behind it
}

// A column is what is known of the lines that are under each other.
type column struct {
	left, right float64
	leading     float64 // from base line to base line
}

func (l *layouter) page(s *sheet, lines []line) {
	heads, parts := l.parts(s, lines)
	for i := range heads {
		l.marks = append(l.marks, Paragraph{Kind: model.Boilerplate, Pieces: []Piece{{Page: s.number, Text: heads[i].text}}})
	}
	for _, part := range parts {
		l.column = columnOf(part)
		for i := range part {
			l.line(part[i], i == 0)
		}
	}
	if !l.open || endsSentence(l.last.text) {
		l.end()
	}
}

// parts tells the running heads of a page from its text, which is in the order in
// which it is read: band by band, column by column.
func (l *layouter) parts(s *sheet, lines []line) (heads []line, parts [][]line) {
	var body []line
	for i := range lines {
		if l.isHead(s, &lines[i]) {
			heads = append(heads, lines[i])
		} else {
			body = append(body, lines[i])
		}
	}
	return heads, ordered(body, 0)
}

// isHead reports whether a line at the edge of a page is a running head or the
// number of the page.
func (l *layouter) isHead(s *sheet, x *line) bool {
	key, ok := headOf(s, x, headEdge)
	if !ok || x.size > 1.5*l.size {
		return false
	}
	_, ok = headOf(s, x, numberEdge)
	return l.heads[key] || ok && pageNumber().MatchString(x.text)
}

// end ends the paragraph at hand and puts the running heads behind it.
func (l *layouter) end() {
	l.open = false
	l.out = append(l.out, l.marks...)
	l.marks = nil
}

func columnOf(lines []line) column {
	c := column{left: lines[0].left, right: lines[0].right}
	var steps []float64
	for i := range lines {
		c.left, c.right = min(c.left, lines[i].left), max(c.right, lines[i].right)
		if i > 0 {
			if step := lines[i-1].low - lines[i].low; step > 0.5*lines[i].size && step < 2.5*lines[i].size {
				steps = append(steps, step)
			}
		}
	}
	if len(steps) > 0 {
		slices.Sort(steps)
		c.leading = steps[len(steps)/4] // the distance within paragraphs is the smaller one
	}
	return c
}

// line adds a line to the paragraph at hand, or begins one.
func (l *layouter) line(x line, first bool) {
	kind, level := l.kind(&x)
	if l.open && l.goesOn(&x, kind, first) {
		l.add(&x)
		return
	}
	l.end()
	l.out = append(l.out, Paragraph{Kind: kind, Level: level})
	l.open = true
	l.last = line{}
	l.add(&x)
}

// kind tells headings by their size, and small ones by their weight.
func (l *layouter) kind(x *line) (model.BlockKind, int) {
	switch {
	case x.size >= 1.5*l.size:
		return model.Heading, 1
	case x.size >= 1.15*l.size:
		return model.Heading, 2
	case x.bold && len(x.text) < 120 && !endsSentence(x.text) && !strings.HasSuffix(x.text, ","):
		return model.Heading, 3
	}
	return model.Paragraph, 0
}

// goesOn reports whether a line belongs to the paragraph at hand. At the head of a
// column only the words tell.
func (l *layouter) goesOn(x *line, kind model.BlockKind, first bool) bool {
	open := &l.out[len(l.out)-1]
	if open.Kind == model.Heading || kind == model.Heading {
		return open.Kind == kind && math.Abs(x.size-l.last.size) < 0.5 && x.bold == l.last.bold && !first && l.last.low-x.low < 2*x.size
	}
	if math.Abs(x.size-l.last.size) > max(0.4, 0.05*l.size) {
		return false
	}
	if first || x.page != l.last.page {
		return !endsSentence(l.last.text) || startsLower(x.text)
	}
	step := l.last.low - x.low
	leading := max(l.column.leading, x.size)
	switch {
	case step > 1.3*leading || step < 0:
		return false
	case startsItem(x.text) && x.left <= l.last.left+1:
		return false
	case l.indented(x):
		return false
	}
	// A short last line ends a paragraph where no space does.
	width := l.column.right - l.column.left
	if endsSentence(l.last.text) && l.last.right < l.column.right-0.25*width && !startsLower(x.text) {
		return false
	}
	return true
}

// indented reports whether a line is set in, as the first of a paragraph is.
func (l *layouter) indented(x *line) bool {
	in := x.left - l.column.left
	return in > 0.8*x.size && in < 6*x.size && l.last.left-l.column.left < 0.4*x.size
}

var item = pattern.Late(`^(?:[•▪◦‣●–-] |\(?\d{1,2}[.)] |\(?[a-z]\) )`)

func startsItem(s string) bool { return item().MatchString(s) }

// add adds the words of a line to the paragraph at hand.
func (l *layouter) add(x *line) {
	p := &l.out[len(l.out)-1]
	l.last = *x
	if n := len(p.Pieces); n > 0 {
		last := &p.Pieces[n-1]
		text, sep := l.hyphens.join(last.Text, x.text)
		if cut := len(last.Text) - len(text); cut > 0 {
			last.cut(len(text))
		}
		if last.Page == x.page {
			last.append(sep, x)
			return
		}
		last.Text += sep
	}
	p.Pieces = append(p.Pieces, Piece{Page: x.page})
	p.Pieces[len(p.Pieces)-1].append("", x)
}

// cut takes the end of a piece away.
func (p *Piece) cut(n int) {
	p.Text = p.Text[:n]
	for i := range p.Spans {
		p.Spans[i].Range.End = min(p.Spans[i].Range.End, model.Pos(n))
	}
}

func (p *Piece) append(sep string, x *line) {
	p.Text += sep
	at := len(p.Text)
	p.Text += x.text
	for i, r := range x.runs {
		start := 0
		if i > 0 {
			start = x.runs[i-1].end
		}
		in := model.Range{Start: model.Pos(at + start), End: model.Pos(at + r.end)}
		for _, m := range []struct {
			on   bool
			mark model.InlineMark
		}{{r.bold, model.Strong}, {r.italic, model.Emphasis}} {
			if m.on {
				p.mark(model.Span{Range: in, Mark: m.mark}, len(sep))
			}
		}
	}
}

// mark adds a span, or makes the one before it longer.
func (p *Piece) mark(s model.Span, sep int) {
	if n := len(p.Spans); n > 0 && p.Spans[n-1].Mark == s.Mark && int(s.Range.Start-p.Spans[n-1].Range.End) <= sep {
		p.Spans[n-1].Range.End = s.Range.End
		return
	}
	p.Spans = append(p.Spans, s)
}

// frame makes one heading the title, the largest of the first page, and what
// is above it boilerplate.
func (l *layouter) frame() {
	title := -1
	for i := range l.out {
		p := &l.out[i]
		if p.Pieces[0].Page > l.out[0].Pieces[0].Page {
			break
		}
		if p.Kind == model.Heading && (title < 0 || p.Level < l.out[title].Level) {
			title = i
		}
	}
	if title < 0 || l.out[title].Level > 2 {
		return
	}
	l.out[title].Level = 1
	for i := range l.out {
		p := &l.out[i]
		switch {
		case i < title && len(p.Pieces[0].Text) < 200:
			p.Kind, p.Level = model.Boilerplate, 0
		case i > title && p.Kind == model.Heading && p.Level == 1:
			p.Level = 2
		}
	}
}

// endsSentence reports whether a text ends in a full stop, perhaps with marks after
// it.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’“‘»«)] ")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:。！？؟", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'”’“‘»«(["))
	return unicode.IsLower(r)
}
