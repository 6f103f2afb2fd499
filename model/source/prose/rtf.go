package prose

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/encoding"

	"stet/model"
)

// RTF reads a document in Rich Text Format (Microsoft's specification 1.9.1).
// Footnotes follow the text, each in a paragraph of its own.
func RTF(r io.Reader, yield Yield) (Facts, error) {
	d := rtf{in: bufio.NewReaderSize(r, 64<<10), yield: yield, headings: map[int]int{}}
	d.fonts = map[int]encoding.Encoding{}
	d.page, d.state.skip = codePage(1252), 1
	if head, _ := d.in.Peek(5); string(head) != `{\rtf` {
		return d.facts, fmt.Errorf("%w: it does not begin as RTF does", ErrBroken)
	}
	err := d.read()
	d.flush()
	if err == nil && len(d.stack) > 0 {
		err = fmt.Errorf("%w: it ends too early", ErrBroken)
	}
	if !d.main.empty() {
		d.state.dest = body
		err = errors.Join(d.endParagraph(), err)
	}
	for _, note := range d.notes {
		if yerr := yield(note); yerr != nil {
			return d.facts, yerr
		}
	}
	return d.facts, err
}

// A destination is what the text of a group is for.
type destination int

const (
	body destination = iota
	skipped
	footnote
	fontTable
	styleSheet
	fieldCode // the address of a link
	infoTitle
	infoAuthor
	infoCreated
	infoRevised
	listText // the marker of a list item
)

// An rtfState is what a group inherits and restores at its end.
type rtfState struct {
	look
	dest    destination
	hidden  bool
	deleted bool
	skip    int // bytes that stand for a Unicode character where it cannot be shown
	font    int
	style   int
}

// An rtf is one reading of a document.
type rtf struct {
	in    *bufio.Reader
	yield Yield
	facts Facts
	stack []rtfState
	state rtfState

	main, side composer // of the text and of a footnote
	para       rtfParagraph
	notes      []Paragraph
	row, cell  int
	breaks     bool

	rtfBytes
	headings map[int]int // the level of a style that is a heading
	words    strings.Builder
	star     bool // \* was read: an unknown destination is skipped
	stamp    [5]int
}

// The rtfBytes are what was read and not decoded yet.
type rtfBytes struct {
	page    encoding.Encoding
	fonts   map[int]encoding.Encoding
	bytes   []byte // of the code page
	pending int    // bytes to skip after \u
	high    rune   // the first half of a pair of \u
}

// An rtfParagraph is what \pard resets.
type rtfParagraph struct {
	centre, table bool
	level         int
	marker        string
	style         int
}

func (d *rtf) read() error {
	for {
		c, err := d.in.ReadByte()
		if err != nil {
			return eof(err)
		}
		if c == '\\' {
			err = d.control()
		} else {
			err = d.plain(c)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// plain reads a byte that is no control.
func (d *rtf) plain(c byte) error {
	switch c {
	case '{':
		d.flush()
		if len(d.stack) >= mostNested {
			return ErrTooDeep
		}
		d.stack = append(d.stack, d.state)
		d.star, d.pending = false, 0
		return nil
	case '}':
		return d.endGroup()
	case '\r', '\n':
		return nil
	}
	if d.pending > 0 {
		d.pending--
		return nil
	}
	d.star = false
	d.bytes = append(d.bytes, c)
	return nil
}

func (d *rtf) endGroup() error {
	d.flush()
	d.pending = 0
	n := len(d.stack)
	if n == 0 {
		return io.EOF
	}
	ended, outer := d.state, d.stack[n-1]
	d.stack, d.state = d.stack[:n-1], outer
	if n == 1 {
		return io.EOF // the document ends; what follows is no part of it
	}
	if ended.dest == outer.dest {
		return nil
	}
	words := strings.TrimSpace(d.words.String())
	switch ended.dest {
	case footnote:
		if p := d.side.end(); p.Text != "" {
			d.notes = append(d.notes, p)
		}
	case fieldCode:
		d.link(words)
	case infoTitle:
		d.facts.Title = words
	case infoAuthor:
		d.facts.Author = words
	case infoCreated:
		d.facts.Created = d.time()
	case infoRevised:
		d.facts.Modified = d.time()
	case listText:
		d.para.marker = words
	}
	d.words.Reset()
	return nil
}

func (d *rtf) time() time.Time {
	if d.stamp[0] == 0 {
		return time.Time{}
	}
	return time.Date(d.stamp[0], time.Month(max(d.stamp[1], 1)), max(d.stamp[2], 1), d.stamp[3], d.stamp[4], 0, 0, time.UTC)
}

// link keeps the address of a field that is a link for its result, which follows.
func (d *rtf) link(code string) {
	rest, ok := strings.CutPrefix(code, "HYPERLINK ")
	if !ok {
		return
	}
	address, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(rest), `"`), `"`)
	if webLink(address) {
		d.state.href = address // of the group of the field
	}
}

// flush decodes the bytes read and writes them where they belong.
func (d *rtf) flush() {
	if len(d.bytes) == 0 {
		return
	}
	enc := d.page
	if f := d.fonts[d.state.font]; f != nil {
		enc = f
	}
	text, err := enc.NewDecoder().Bytes(d.bytes)
	if err != nil {
		text = d.bytes
	}
	d.bytes = d.bytes[:0]
	d.write(strings.ToValidUTF8(string(text), "\uFFFD"))
}

func (d *rtf) write(s string) {
	st := &d.state
	switch st.dest {
	case body, footnote:
		if st.hidden || st.deleted {
			return
		}
		if st.dest == footnote {
			d.side.write(s, st.look)
		} else {
			d.main.write(s, st.look)
		}
	case skipped:
	default:
		if d.words.Len() < 1<<16 {
			d.words.WriteString(s)
		}
		if st.dest == styleSheet && strings.HasSuffix(s, ";") {
			d.nameStyle()
		}
	}
}

// nameStyle learns from the name of a style whether it is a heading.
func (d *rtf) nameStyle() {
	name := strings.ToLower(strings.TrimSuffix(strings.TrimSpace(d.words.String()), ";"))
	d.words.Reset()
	if rest, ok := strings.CutPrefix(name, "heading "); ok {
		if level, err := strconv.Atoi(rest); err == nil {
			d.headings[d.state.style] = level
		}
	} else if name == "title" {
		d.headings[d.state.style] = 1
	}
}

// endParagraph yields the paragraph at hand.
func (d *rtf) endParagraph() error {
	d.flush()
	if d.state.dest != body {
		if d.state.dest == footnote && !d.side.empty() {
			d.side.write("\n", look{})
		}
		return nil
	}
	p := d.main.end()
	p.Centre, p.Break = d.para.centre, d.breaks
	d.breaks = false
	level := d.para.level
	if level == 0 {
		level = d.headings[d.para.style]
	}
	switch {
	case d.para.table:
		if d.cell == 0 {
			d.row++
			d.cell = 1
		}
		p.Row, p.Cell = d.row, d.cell
	case level > 0:
		p.Kind, p.Level = model.Heading, min(level, 6)
	case d.para.marker != "" && p.Text != "":
		p.Kind, p.Level, p.Marker = model.ListItem, 1, "•"
		if '0' <= d.para.marker[0] && d.para.marker[0] <= '9' {
			p.Marker = strings.TrimRight(d.para.marker, ".)") + "."
		}
		d.para.marker = ""
	}
	return d.yield(p)
}
