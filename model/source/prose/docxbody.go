package prose

import (
	"errors"
	"io"
	"slices"
	"strconv"

	"golang.org/x/net/html"

	"stet/model"
)

// A docxPart is the reading of one part. Paragraphs nest, for a text box lies in
// a paragraph: the inner one comes first.
type docxPart struct {
	*docx
	s    *scanner
	open []docxParagraph
	href string
	look look // of the run
}

type docxParagraph struct {
	composer
	style  string
	list   docxList
	level  int
	breaks bool // a break follows the paragraph
}

func (d *docx) readPart(name string) error {
	rc, err := d.pkg.Open(name)
	if err != nil {
		return err
	}
	defer rc.Close()
	part := docxPart{docx: d, s: newScanner(rc)}
	for {
		n, err := part.s.next()
		if err == nil {
			err = part.node(n)
		}
		if err != nil {
			if errors.Is(err, io.EOF) && len(part.open) > 0 {
				return errors.Join(part.endParagraph(), ErrBroken) // cut off: what there is of it is given
			}
			return eof(err)
		}
	}
}

// top is the paragraph at hand, nil outside one.
func (d *docxPart) top() *docxParagraph {
	if n := len(d.open); n > 0 {
		return &d.open[n-1]
	}
	return nil
}

func (d *docxPart) node(n node) error {
	switch n.kind {
	case html.StartTagToken, html.SelfClosingTagToken:
		return d.start(n)
	case html.EndTagToken:
		return d.end(n)
	}
	return nil
}

// start reads the start of an element that is no text.
func (d *docxPart) start(n node) error {
	switch string(n.name) {
	case "w:p":
		d.open = append(d.open, docxParagraph{})
		if n.kind == html.SelfClosingTagToken {
			return d.endParagraph()
		}
	case "w:tbl":
		d.tables = append(d.tables, docxTable{})
	case "w:tr":
		if t := d.table(); t != nil {
			d.row++
			t.row, t.cell = d.row, 0
		}
	case "w:tc":
		if t := d.table(); t != nil {
			t.cell++
		}
	case "w:footnote", "w:endnote":
		if id := d.s.attr(n, "w:id"); d.inNotes != "" && !slices.Contains(d.notes, d.inNotes+id) {
			return d.s.skip(n) // separators, and notes that nothing refers to
		}
	case "mc:fallback":
		return d.s.skip(n)
	case "w:commentreference":
		d.facts.Comments++
	case "w:del":
		d.facts.Deleted++
		return d.s.skip(n)
	case "w:movefrom":
		return d.s.skip(n)
	case "w:ins":
		d.facts.Inserted++
	case "w:drawing", "w:pict":
		d.facts.Pictures++
	case "w:sectpr":
		if p := d.top(); p != nil {
			p.breaks = true
		} else {
			d.breaks = true
		}
	default:
		if p := d.top(); p != nil {
			return d.inParagraph(p, n)
		}
	}
	return nil
}

// inParagraph reads an element of a paragraph.
func (d *docxPart) inParagraph(p *docxParagraph, n node) error {
	switch string(n.name) {
	case "w:t":
		return d.text(p, n)
	case "w:r":
		d.look = look{href: d.href}
	case "w:b":
		d.look.strong = d.on(n)
	case "w:i":
		d.look.emphasis = d.on(n)
	case "w:sz":
		half, _ := strconv.Atoi(d.s.attr(n, "w:val"))
		d.look.size = float64(half) / 2
	case "w:tab":
		if d.s.attr(n, "w:val") == "" { // else it is a stop in the ruler
			p.write("\t", d.look)
		}
	case "w:br":
		if d.s.attr(n, "w:type") == "page" {
			p.p.Break = p.p.Break || p.empty()
			p.breaks = p.breaks || !p.empty()
		} else {
			p.write("\n", d.look)
		}
	case "w:cr":
		p.write("\n", d.look)
	case "w:nobreakhyphen":
		p.write("\u2011", d.look)
	case "w:hyperlink":
		if n.kind == html.StartTagToken {
			d.href = d.links[d.s.attr(n, "r:id")]
		}
	case "w:footnotereference", "w:endnotereference":
		d.note(p, string(n.name[2:len(n.name)-len("reference")])+d.s.attr(n, "w:id"))
	case "w:footnoteref", "w:endnoteref":
		d.note(p, "")
	case "w:instrtext", "w:deltext":
		return d.s.skip(n)
	default:
		d.property(p, n)
	}
	return nil
}

// property reads an element of a paragraph's properties.
func (d *docxPart) property(p *docxParagraph, n node) {
	switch string(n.name) {
	case "w:pstyle":
		p.style = d.s.attr(n, "w:val")
	case "w:jc":
		p.p.Centre = d.s.attr(n, "w:val") == "center"
	case "w:pagebreakbefore":
		p.p.Break = p.p.Break || d.on(n)
	case "w:outlinelvl":
		if level, err := strconv.Atoi(d.s.attr(n, "w:val")); err == nil && level < 9 {
			p.level = level + 1
		}
	case "w:ilvl":
		p.list.level, _ = strconv.Atoi(d.s.attr(n, "w:val"))
	case "w:numid":
		p.list.id = d.s.attr(n, "w:val")
	}
}

// on reads an element that is a switch.
func (d *docxPart) on(n node) bool {
	v := d.s.attr(n, "w:val")
	return v != "0" && v != "false" && v != "off" && v != "none"
}

func (d *docxPart) text(p *docxParagraph, n node) error {
	if n.kind != html.StartTagToken {
		return nil
	}
	for {
		n, err := d.s.next()
		if err != nil {
			return err
		}
		if n.kind != html.TextToken {
			return nil
		}
		p.write(d.s.text(), d.look)
	}
}

// note writes the sign of a note: where it is referred to, or, without an ID, at
// the beginning of the note.
func (d *docxPart) note(p *docxParagraph, id string) {
	i := slices.Index(d.notes, id)
	switch {
	case id == "":
		i = d.noted
		d.noted++
	case i < 0:
		i = len(d.notes)
		d.notes = append(d.notes, id)
	}
	p.write("["+strconv.Itoa(i+1)+"]", look{})
}

func (d *docxPart) end(n node) error {
	switch string(n.name) {
	case "w:p":
		return d.endParagraph()
	case "w:tbl":
		if k := len(d.tables); k > 0 {
			d.tables = d.tables[:k-1]
		}
	case "w:hyperlink":
		d.href = ""
	}
	return nil
}

func (d *docx) table() *docxTable {
	if n := len(d.tables); n > 0 {
		return &d.tables[n-1]
	}
	return nil
}

// endParagraph yields the paragraph at hand.
func (d *docxPart) endParagraph() error {
	open := d.top()
	if open == nil {
		return nil
	}
	p, st := open.composer.end(), d.style(open.style)
	if open.level > 0 {
		st.level = open.level
	}
	if open.list.id == "" {
		open.list = docxList{st.list.id, max(open.list.level, st.list.level)}
	}
	switch {
	case st.level > 0:
		p.Kind, p.Level = model.Heading, min(st.level, 6)
	case st.quote:
		p.Kind, p.Level = model.Blockquote, 1
	}
	if t := d.table(); t != nil {
		p.Row, p.Cell = t.row, t.cell
	} else if p.Kind == model.Paragraph && p.Text != "" {
		d.item(&p, open.list)
	}
	p.Role, p.Break = st.role, p.Break || d.breaks
	d.breaks = open.breaks
	d.open = d.open[:len(d.open)-1]
	return d.yield(p)
}
