package prose

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stet/model"
)

// ODT reads a text document of OpenDocument 1.3 (LibreOffice) of size bytes.
// Footnotes follow the text, each in a paragraph of its own.
func ODT(r io.ReaderAt, size int64, yield Yield) (Facts, error) {
	p, err := OpenPackage(r, size)
	if err != nil {
		return Facts{}, err
	}
	d := odt{yield: yield, styles: map[string]odtStyle{}, counts: numbering{}}
	if data, err := p.Read("META-INF/manifest.xml"); err == nil && bytes.Contains(data, []byte("encryption-data")) {
		return Facts{}, ErrEncrypted
	}
	if data, err := p.Read("meta.xml"); err == nil {
		d.readMeta(data)
	}
	if data, err := p.Read("styles.xml"); err == nil {
		d.readStyles(data)
	}
	rc, err := p.Open("content.xml")
	if err != nil {
		return d.facts, err
	}
	defer rc.Close()
	d.s = newScanner(rc)
	for err == nil {
		var n node
		if n, err = d.s.next(); err == nil {
			err = d.node(n)
		}
	}
	if err = eof(err); err == nil && len(d.open) > 0 { // cut off: what there is of it is given
		err = errors.Join(d.endParagraph(), fmt.Errorf("%w: it ends too early", ErrBroken))
	}
	for _, note := range d.notes {
		if err := yield(note); err != nil {
			return d.facts, err
		}
	}
	return d.facts, err
}

// An odt is one reading of a document.
type odt struct {
	yield  Yield
	facts  Facts
	s      *scanner
	styles map[string]odtStyle
	style  string // that is read

	open   []odtParagraph // a note lies in a paragraph
	spans  []string       // the styles of open spans
	hrefs  []string
	lists  []odtList
	counts numbering
	notes  []Paragraph
	noted  int
	row    int
	cell   int
	tables int
}

type odtParagraph struct {
	composer
	style string
	level int
	note  int // the number of the note that it belongs to
}

type odtList struct {
	id      string
	ordered bool
	item    bool // the marker of the item is still to come
}

func (d *odt) readMeta(data []byte) {
	s := newScanner(bytes.NewReader(data))
	at := ""
	for {
		n, err := s.next()
		if err != nil {
			return
		}
		if n.kind != html.TextToken {
			at = string(n.name)
			continue
		}
		text := strings.TrimSpace(s.text())
		if text == "" {
			continue
		}
		switch at {
		case "dc:title":
			d.facts.Title = text
		case "meta:initial-creator":
			d.facts.Author = text
		case "dc:creator":
			if d.facts.Author == "" {
				d.facts.Author = text
			}
		case "dc:language":
			d.facts.Language = text
		case "dc:date":
			d.facts.Modified = parseTime(text)
		case "meta:creation-date":
			d.facts.Created = parseTime(text)
		}
	}
}

func (d *odt) top() *odtParagraph {
	if n := len(d.open); n > 0 {
		return &d.open[n-1]
	}
	return nil
}

// look is how letters look here.
func (d *odt) look() (l look) {
	p := d.top()
	st, _ := d.resolve(p.style)
	l = st.look
	if p.level > 0 {
		l.strong = false
	}
	for _, name := range d.spans {
		st, _ := d.resolve(name)
		if st.hasBold {
			l.strong = st.look.strong
		}
		if st.hasItal {
			l.emphasis = st.look.emphasis
		}
		if st.look.size > 0 {
			l.size = st.look.size
		}
	}
	if n := len(d.hrefs); n > 0 {
		l.href = d.hrefs[n-1]
	}
	return l
}

func (d *odt) node(n node) error {
	switch n.kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		return d.start(n)
	case html.EndTagToken:
		return d.end(n)
	}
	if p := d.top(); p != nil {
		p.write(squeeze(d.s.text(), p.empty()), d.look())
	}
	return nil
}

// squeeze makes one blank of white space, as OpenDocument has it.
func squeeze(s string, first bool) string {
	out := strings.Join(strings.Fields(s), " ")
	if out == "" {
		if s == "" || first {
			return ""
		}
		return " "
	}
	if strings.TrimLeft(s, " \t\r\n") != s && !first {
		out = " " + out
	}
	if strings.TrimRight(s, " \t\r\n") != s {
		out += " "
	}
	return out
}

func (d *odt) start(n node) error {
	if d.readStyle(d.s, n) {
		return nil
	}
	switch string(n.name) {
	case "text:h", "text:p":
		p := odtParagraph{note: d.noted}
		heading := string(n.name) == "text:h"
		d.s.attrs(n, func(k, v []byte) {
			switch string(k) {
			case "text:style-name":
				p.style = string(v)
			case "text:outline-level":
				p.level, _ = strconv.Atoi(string(v))
			}
		})
		if heading {
			p.level = max(p.level, 1)
		} else {
			p.level = 0
		}
		d.open = append(d.open, p)
		if n.kind == html.SelfClosingTagToken {
			return d.endParagraph()
		}
	case "table:table":
		d.tables++
	case "table:table-row":
		d.row++
		d.cell = 0
	case "table:table-cell":
		d.cell++
	case "text:list":
		d.startList(n)
	case "text:list-item":
		if k := len(d.lists); k > 0 {
			d.lists[k-1].item = true
		}
	case "text:tracked-changes":
		return d.trackedChanges(n)
	case "office:annotation":
		d.facts.Comments++
		return d.s.skip(n)
	case "draw:frame":
		d.facts.Pictures++
	case "text:note-citation":
		return d.s.skip(n)
	case "text:note-body":
		d.noted = len(d.notes) + 1
	default:
		d.inline(n)
	}
	return nil
}

// inline reads an element of a paragraph.
func (d *odt) inline(n node) {
	p := d.top()
	if p == nil {
		return
	}
	switch string(n.name) {
	case "text:span":
		if n.kind == html.StartTagToken {
			d.spans = append(d.spans, d.s.attr(n, "text:style-name"))
		}
	case "text:a":
		if n.kind == html.StartTagToken {
			href := d.s.attr(n, "xlink:href")
			if !webLink(href) {
				href = ""
			}
			d.hrefs = append(d.hrefs, href)
		}
	case "text:s":
		count, _ := strconv.Atoi(d.s.attr(n, "text:c"))
		p.write(strings.Repeat(" ", min(max(count, 1), 100)), d.look())
	case "text:tab":
		p.write("\t", d.look())
	case "text:line-break":
		p.write("\n", d.look())
	case "text:note":
		p.write("["+strconv.Itoa(len(d.notes)+1)+"]", look{})
	}
}

func (d *odt) startList(n node) {
	l := odtList{}
	d.s.attrs(n, func(k, v []byte) {
		switch string(k) {
		case "text:style-name":
			l.ordered = d.styles[string(v)].name == "numbered"
		case "xml:id":
			l.id = string(v)
		}
	})
	if k := len(d.lists); k > 0 && l.id == "" {
		l.id, l.ordered = d.lists[k-1].id, l.ordered || d.lists[k-1].ordered
	}
	d.lists = append(d.lists, l)
}

// trackedChanges counts the changes; what was deleted lies here and not in the text.
func (d *odt) trackedChanges(n node) error {
	for depth := d.s.depth - 1; d.s.depth > depth && n.kind == html.StartTagToken; {
		n, err := d.s.next()
		if err != nil {
			return err
		}
		if n.kind == html.StartTagToken {
			switch string(n.name) {
			case "text:insertion":
				d.facts.Inserted++
			case "text:deletion":
				d.facts.Deleted++
			}
		}
	}
	return nil
}

func (d *odt) end(n node) error {
	pop := func(list *[]string) {
		if k := len(*list); k > 0 {
			*list = (*list)[:k-1]
		}
	}
	switch string(n.name) {
	case "text:h", "text:p":
		return d.endParagraph()
	case "text:span":
		pop(&d.spans)
	case "text:a":
		pop(&d.hrefs)
	case "text:list":
		if k := len(d.lists); k > 0 {
			d.lists = d.lists[:k-1]
		}
	case "table:table":
		d.tables = max(0, d.tables-1)
	case "text:note-body":
		d.noted = 0
	case "style:style":
		d.style = ""
	}
	return nil
}

func (d *odt) endParagraph() error {
	open := d.top()
	if open == nil {
		return nil
	}
	st, names := d.resolve(open.style)
	p := open.composer.end()
	p.Centre, p.Break = st.centre, st.newPage
	words := strings.Fields(names)
	is := func(word string) bool {
		for _, w := range words {
			if w == word {
				return true
			}
		}
		return false
	}
	switch {
	case open.level > 0:
		p.Kind, p.Level = model.Heading, min(open.level, 6)
	case is("title"):
		p.Kind, p.Level = model.Heading, 1
	case is("author"), is("date"):
		p.Role = "date"
		if is("author") {
			p.Role = "author"
		}
	case is("quotations"):
		p.Kind, p.Level = model.Blockquote, 1
	case d.tables > 0:
		p.Row, p.Cell = d.row, max(d.cell, 1)
	case len(d.lists) > 0 && p.Text != "":
		d.item(&p)
	}
	note := open.note
	d.open = d.open[:len(d.open)-1]
	if note > 0 {
		if p.Text = strings.TrimSpace(p.Text); p.Text != "" {
			mark := "[" + strconv.Itoa(note) + "] "
			d.notes = append(d.notes, Paragraph{Text: mark + p.Text})
		}
		return nil
	}
	return d.yield(p)
}

func (d *odt) item(p *Paragraph) {
	l := &d.lists[len(d.lists)-1]
	p.Kind, p.Level = model.ListItem, len(d.lists)
	if !l.item {
		return
	}
	l.item = false
	p.Marker = "•"
	if l.ordered {
		p.Marker = strconv.Itoa(d.counts.next(l.id, len(d.lists)-1)) + "."
	}
}
