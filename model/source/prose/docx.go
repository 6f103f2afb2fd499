package prose

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"stet/model"
)

// Docx reads a document of Word (ECMA-376, WordprocessingML) of size bytes.
// Footnotes follow the text, each in a paragraph of its own.
func Docx(r io.ReaderAt, size int64, yield Yield) (Facts, error) {
	p, err := OpenPackage(r, size)
	if err != nil {
		return Facts{}, err
	}
	main := mainPart(p)
	if main == "" {
		return Facts{}, fmt.Errorf("%w: it is no document of Word", ErrBroken)
	}
	d := docx{pkg: p, yield: yield, counts: numbering{}}
	d.facts = coreFacts(p)
	dir := path.Dir(main)
	d.readLinks(path.Join(dir, "_rels", path.Base(main)+".rels"))
	d.readStyles(path.Join(dir, "styles.xml"))
	d.readNumbering(path.Join(dir, "numbering.xml"))
	if err := d.readPart(main); err != nil {
		return d.facts, err
	}
	if len(d.notes) > 0 {
		for _, name := range []string{"footnotes.xml", "endnotes.xml"} {
			if p.Has(path.Join(dir, name)) {
				d.inNotes = strings.TrimSuffix(name, "s.xml")
				if err := d.readPart(path.Join(dir, name)); err != nil {
					return d.facts, err
				}
			}
		}
	}
	return d.facts, nil
}

// mainPart returns the name of the part that holds the text, "" if absent.
func mainPart(p *Package) string {
	if p.Has("word/document.xml") {
		return "word/document.xml"
	}
	rels, err := p.Read("_rels/.rels")
	if err != nil {
		return ""
	}
	main := ""
	eachElement(rels, func(s *scanner, n node) {
		if string(n.name) == "relationship" {
			kind, target := "", ""
			s.attrs(n, func(k, v []byte) {
				switch string(k) {
				case "type":
					kind = string(v)
				case "target":
					target = string(v)
				}
			})
			if strings.HasSuffix(kind, "/officeDocument") {
				main = strings.TrimPrefix(target, "/")
			}
		}
	})
	if !p.Has(main) {
		return ""
	}
	return main
}

// eachElement calls visit for each start of an element in a small part.
func eachElement(data []byte, visit func(*scanner, node)) {
	s := newScanner(bytes.NewReader(data))
	for {
		n, err := s.next()
		if err != nil {
			return
		}
		if n.kind == html.StartTagToken || n.kind == html.SelfClosingTagToken {
			visit(s, n)
		}
	}
}

// coreFacts reads the properties of a package of Office.
func coreFacts(p *Package) (f Facts) {
	data, err := p.Read("docProps/core.xml")
	if err != nil {
		return f
	}
	s := newScanner(bytes.NewReader(data))
	at := ""
	for {
		n, err := s.next()
		if err != nil {
			return f
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
			f.Title = text
		case "dc:creator":
			f.Author = text
		case "dc:language":
			f.Language = text
		case "dcterms:created":
			f.Created = parseTime(text)
		case "dcterms:modified":
			f.Modified = parseTime(text)
		}
	}
}

// A docx is one reading of a document.
type docx struct {
	pkg    *Package
	yield  Yield
	facts  Facts
	links  map[string]string    // by relationship
	styles map[string]docxStyle // by ID
	lists  map[string][]string  // the number formats of a list's levels
	counts numbering
	notes  []string // the IDs of notes in the order they are referred to

	inNotes string // the element of the notes that are read, "" in the text
	noted   int    // notes that were read
	breaks  bool   // the next paragraph begins a page or section
	row     int
	tables  []docxTable
}

type docxTable struct{ row, cell int }

type docxStyle struct {
	level int // of a heading
	base  string
	quote bool
	role  string
	list  docxList
}

type docxList struct {
	id    string
	level int
}

func (d *docx) readLinks(name string) {
	d.links = map[string]string{}
	data, err := d.pkg.Read(name)
	if err != nil {
		return
	}
	eachElement(data, func(s *scanner, n node) {
		if string(n.name) != "relationship" {
			return
		}
		id, target, mode := "", "", ""
		s.attrs(n, func(k, v []byte) {
			switch string(k) {
			case "id":
				id = string(v)
			case "target":
				target = string(v)
			case "targetmode":
				mode = string(v)
			}
		})
		if mode == "External" && webLink(target) {
			d.links[id] = target
		}
	})
}

// webLink reports whether an address leads to the web or is one of a mail.
func webLink(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "mailto:")
}

// readStyles finds which styles are headings, quotes and list items, by outline
// level and by the English name, which Word keeps in every language.
func (d *docx) readStyles(name string) {
	d.styles = map[string]docxStyle{}
	data, err := d.pkg.Read(name)
	if err != nil {
		return
	}
	id, st := "", docxStyle{}
	keep := func() {
		if id != "" {
			d.styles[id] = st
		}
	}
	eachElement(data, func(s *scanner, n node) {
		switch string(n.name) {
		case "w:style":
			keep()
			id, st = s.attr(n, "w:styleid"), docxStyle{}
		case "w:name":
			name := strings.ToLower(s.attr(n, "w:val"))
			if rest, ok := strings.CutPrefix(name, "heading "); ok {
				st.level, _ = strconv.Atoi(rest)
			}
			if name == "title" {
				st.level = 1
			}
			st.quote = name == "quote" || name == "intense quote"
			if name == "author" || name == "date" {
				st.role = name
			}
		case "w:basedon":
			st.base = s.attr(n, "w:val")
		case "w:outlinelvl":
			if level, err := strconv.Atoi(s.attr(n, "w:val")); err == nil && level < 9 && st.level == 0 {
				st.level = level + 1
			}
		case "w:numid":
			st.list.id = s.attr(n, "w:val")
		case "w:ilvl":
			st.list.level, _ = strconv.Atoi(s.attr(n, "w:val"))
		}
	})
	keep()
}

// style returns what a style says, with what it is based on.
func (d *docx) style(id string) (st docxStyle) {
	for range 10 {
		s, ok := d.styles[id]
		if !ok {
			break
		}
		if st.level == 0 {
			st.level = s.level
		}
		st.quote, st.role = st.quote || s.quote, cmp.Or(st.role, s.role)
		if st.list.id == "" {
			st.list = s.list
		}
		if id = s.base; id == "" {
			break
		}
	}
	return st
}

func (d *docx) readNumbering(name string) {
	d.lists = map[string][]string{}
	data, err := d.pkg.Read(name)
	if err != nil {
		return
	}
	abstract := map[string][]string{}
	id, list := "", ""
	eachElement(data, func(s *scanner, n node) {
		switch string(n.name) {
		case "w:abstractnum":
			id = s.attr(n, "w:abstractnumid")
		case "w:numfmt":
			abstract[id] = append(abstract[id], s.attr(n, "w:val"))
		case "w:num":
			list = s.attr(n, "w:numid")
		case "w:abstractnumid":
			d.lists[list] = abstract[s.attr(n, "w:val")]
		}
	})
}

// item makes a paragraph an item of a list.
func (d *docx) item(p *Paragraph, l docxList) {
	formats := d.lists[l.id]
	if l.id == "" || l.id == "0" || len(formats) == 0 {
		return
	}
	l.level = min(max(l.level, 0), 8)
	format := formats[min(l.level, len(formats)-1)]
	if format == "none" {
		return
	}
	p.Kind, p.Level, p.Marker = model.ListItem, l.level+1, "•"
	if format != "bullet" {
		p.Marker = strconv.Itoa(d.counts.next(l.id, l.level)) + "."
	}
}
