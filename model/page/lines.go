package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A line is text without a block edge or an empty line in it: a paragraph, a
// heading, a list item, a label.
type line struct {
	first, end int       // its texts, by number
	in         int       // index of the element directly around it
	text       string    // white space collapsed
	linked     int       // bytes of text that are links
	heading    int       // level, or 0
	tag        atom.Atom // li, figcaption, td … of the nearest element that says so
	weight     float64   // see [Page.vote]
	out        bool      // stripped; see [Page.strip]
	cause      string    // why, for tests
	voted      float64   // share that go-readability keeps
	teaser     bool      // it announces another story
	ruled      bool      // a rule is right above it
}

// An element is a block element with the lines in it, which are adjacent.
type element struct {
	node   *html.Node
	parent int // index, -1 at the root
	first  int // index of its first line
	end    int // and one past its last
	next   int // index of the first element after it and all within
	depth  int
	hidden bool
	linked bool // it is in a link
}

// A lineReader flattens a tree.
type lineReader struct {
	p       *Page
	buf     []byte
	open    bool
	cur     line
	breaks  int
	link    int // depth of links around
	blank   bool
	rule    bool  // one is above the next line
	stack   []int // the elements around
	tags    []atom.Atom
	heading int
}

func (p *Page) readLines() {
	p.texts, p.lines, p.unseen = number(p.doc), nil, map[int]bool{}
	r := lineReader{p: p}
	p.elements = append(p.elements[:0], element{node: p.doc, parent: -1})
	r.stack = append(r.stack, 0)
	r.walk(p.doc)
	r.flush()
	p.elements[0].end, p.elements[0].next = len(p.lines), len(p.elements)
}

// walk visits n. The parser bounds the depth (512 elements).
func (r *lineReader) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.add(c)
		case html.ElementNode:
			r.element(c)
		}
	}
}

func (r *lineReader) element(n *html.Node) {
	tag := n.DataAtom
	switch {
	case Invisible(tag) || tag == atom.Head:
		return
	case tag == atom.Br:
		r.breaks++
		return
	case Inline(tag) && ampCauses[n.Data] == "":
		if Unseen(n) {
			r.unseen(n)
			return
		}
		if tag == atom.A && !(r.heading > 0 && strings.HasPrefix(Attr(n, "href"), "#")) { // that leads to itself
			r.link++
			defer func() { r.link-- }()
		}
		r.walk(n)
		return
	}
	r.flush()
	r.rule = r.rule || tag == atom.Hr
	p, parent := r.p, r.stack[len(r.stack)-1]
	i := len(p.elements)
	up := &p.elements[parent]
	p.elements = append(p.elements, element{node: n, parent: parent, first: len(p.lines), depth: up.depth + 1,
		hidden: up.hidden || Hidden(n), linked: r.link > 0})
	r.stack = append(r.stack, i)
	was := r.heading
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.heading = int(n.Data[1] - '0')
	}
	marks := len(r.tags)
	switch tag {
	case atom.Li, atom.Figcaption, atom.Caption, atom.Td, atom.Th, atom.Blockquote, atom.Pre, atom.Dd, atom.Dt, atom.P:
		r.tags = append(r.tags, tag)
	}
	r.walk(n)
	r.flush()
	r.tags = r.tags[:marks]
	r.heading = was
	r.stack = r.stack[:len(r.stack)-1]
	p.elements[i].end, p.elements[i].next = len(p.lines), len(p.elements)
}

// unseen notes the texts of an element that nobody sees within a line.
func (r *lineReader) unseen(n *html.Node) {
	for t := range n.Descendants() {
		if t.Type == html.TextNode {
			r.p.unseen[NumberOf(t)] = true
		}
	}
}

// add appends the words of a text to the open line.
func (r *lineReader) add(n *html.Node) {
	s := strings.TrimFunc(n.Data, unicode.IsSpace)
	if s == "" {
		r.blank = r.blank || n.Data != ""
		return
	}
	if r.open && r.breaks > 1 {
		r.flush()
	}
	i := NumberOf(n)
	if !r.open {
		r.open = true
		r.cur = line{first: i, in: r.stack[len(r.stack)-1], heading: r.heading, ruled: r.rule}
		r.rule = false
		if len(r.tags) > 0 {
			r.cur.tag = r.tags[len(r.tags)-1]
		}
		r.buf = r.buf[:0]
	} else if first, _ := utf8.DecodeRuneInString(n.Data); r.blank || r.breaks > 0 || unicode.IsSpace(first) {
		r.buf = append(r.buf, ' ')
	}
	start := len(r.buf)
	space := false
	for _, c := range s {
		if unicode.IsSpace(c) {
			space = true
			continue
		}
		if space {
			r.buf = append(r.buf, ' ')
			space = false
		}
		r.buf = utf8.AppendRune(r.buf, c)
	}
	if r.link > 0 {
		r.cur.linked += len(r.buf) - start
	}
	last, _ := utf8.DecodeLastRuneInString(n.Data)
	r.blank, r.breaks = unicode.IsSpace(last), 0
	r.cur.end = i + 1
}

func (r *lineReader) flush() {
	if r.open {
		r.cur.text = string(r.buf)
		if n := len(r.p.lines); n > 0 && initial(r.p.lines[n-1].text, r.cur.text) {
			r.cur.text, r.cur.first = r.p.lines[n-1].text+r.cur.text, r.p.lines[n-1].first
			r.p.lines[n-1] = r.cur
		} else {
			r.p.lines = append(r.p.lines, r.cur)
		}
	}
	r.open, r.breaks, r.blank = false, 0, false
}

// parted is the text of a line with a blank between all its pieces: names, days and
// labels are often parted by style alone.
func (p *Page) parted(l *line) string {
	if l.end-l.first < 2 || len(l.text) > longestLabel {
		return l.text
	}
	var b strings.Builder
	for t := l.first; t < l.end && t < len(p.texts); t++ {
		b.WriteString(p.texts[t].Data)
		b.WriteByte(' ')
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// initial reports whether before is the first letter of the word that text goes on
// with, set large.
func initial(before, text string) bool {
	big, n := utf8.DecodeRuneInString(before)
	small, _ := utf8.DecodeRuneInString(text)
	return n == len(before) && unicode.IsUpper(big) && unicode.IsLower(small)
}

// own is the length of what is no link, in bytes.
func (l *line) own() int { return max(0, len(l.text)-l.linked) }

// mostlyLink reports whether more than half of the line leads elsewhere.
func (l *line) mostlyLink() bool { return 2*l.linked > len(l.text) }

// longHeading is the length in bytes from which a heading is a lead: some sites
// mark it so.
const longHeading = 110

// prose reports whether the line reads like a paragraph: sentences, or many
// words, and few of them links.
func (l *line) prose() bool {
	if l.heading > 0 && (l.heading == 1 || len(l.text) < longHeading) || 2*l.linked > len(l.text) && (l.own() < 150 && (l.own() < 100 || l.voted < 0.5) || l.linked > 4*l.own()) {
		return false
	}
	n := l.own()
	switch {
	case n < 50:
		return false
	case endsSentence(l.text):
		return true
	}
	return n >= 80 && strings.Contains(l.text, ". ") || n >= 100 && strings.Count(l.text, ",") > 0 || n >= 140
}

// endsSentence reports whether s ends as a sentence does, closing marks aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] “›")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…。！？", r) || r == ':' && len(s) > 80
}
