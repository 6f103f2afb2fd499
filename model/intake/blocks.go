package intake

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/pattern"
	"stet/model/source/prose"
)

// A look is what a class of a page's style sheet or an element says of letters.
type look struct {
	centre, bold bool
	size         float64
}

var (
	styleRule  = pattern.Late(`\.([\w-]+)\s*\{([^}]*)\}`)
	fontSize   = pattern.Late(`font-size:\s*([\d.]+)pt`)
	boldWeight = pattern.Late(`font-weight:\s*(?:bold|[6-9]00)`)
)

// A blockReader turns a page as databases write them into paragraphs: it knows
// which elements begin a line, what a class of the style sheet looks like, and no
// more. It does not build a tree, so that a page of any size is read.
type blockReader struct {
	z     *html.Tokenizer
	yield func(block) error
	looks map[string]look // by class

	text   strings.Builder
	spans  []model.Span
	size   float64
	bold   int // bytes at the beginning that are bold
	open   []element
	row    int
	cell   int
	divs   int
	scopes int // elements of class "article"
	parts  []part
}

// An element is open; what it says holds until its end.
type element struct {
	tag       atom.Atom
	class, id string
	look      look
	block     bool
	href      string
	group     int // of a div, which it is
	article   int // of an element of class "article", which it is
	since     int // where in the text it begins
}

// mostOpen bounds how deep elements nest; deeper ones are read as if they did not.
const mostOpen = 500

func eachBlock(r io.Reader, yield func(block) error) error {
	b := blockReader{z: html.NewTokenizer(r), yield: yield, looks: map[string]look{}}
	b.z.SetMaxBuf(16 << 20)
	for {
		switch b.z.Next() {
		case html.ErrorToken:
			if err := b.z.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return b.end()
		case html.TextToken:
			if !b.silent() {
				b.write(string(b.z.Text()))
			} else if b.top().tag == atom.Style {
				b.style(string(b.z.Text()))
			}
		case html.StartTagToken:
			if err := b.start(false); err != nil {
				return err
			}
		case html.SelfClosingTagToken:
			if err := b.start(true); err != nil {
				return err
			}
		case html.EndTagToken:
			name, _ := b.z.TagName()
			if err := b.close(atom.Lookup(name)); err != nil {
				return err
			}
		}
	}
}

func (b *blockReader) top() element {
	if n := len(b.open); n > 0 {
		return b.open[n-1]
	}
	return element{}
}

// silent reports whether text here is not shown.
func (b *blockReader) silent() bool {
	switch b.top().tag {
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Textarea, atom.Select, atom.Option, atom.Button:
		return true
	}
	return false
}

// style learns what the classes of the page's own style sheet look like.
func (b *blockReader) style(css string) {
	if len(b.looks) > 1000 {
		return
	}
	for _, m := range styleRule().FindAllStringSubmatch(strings.ToLower(css), 1000) {
		b.looks[m[1]] = lookOf(m[2])
	}
}

func lookOf(css string) (l look) {
	l.centre = strings.Contains(css, "text-align: center") || strings.Contains(css, "text-align:center")
	l.bold = boldWeight().MatchString(css)
	if m := fontSize().FindStringSubmatch(css); m != nil {
		l.size, _ = strconv.ParseFloat(m[1], 64)
	}
	return l
}

// blocks are the elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Ul: true, atom.Ol: true, atom.Li: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true, atom.Pre: true, atom.Hr: true,
	atom.Body: true, atom.Html: true, atom.Head: true, atom.Form: true, atom.Article: true, atom.Section: true, atom.Header: true, atom.Footer: true,
	atom.Aside: true, atom.Main: true, atom.Center: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Tbody: true, atom.Thead: true,
}

var voids = map[atom.Atom]bool{
	atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Meta: true, atom.Link: true, atom.Col: true, atom.Base: true, atom.Area: true, atom.Embed: true, atom.Wbr: true,
}

func (b *blockReader) start(closed bool) error {
	name, more := b.z.TagName()
	e := element{tag: atom.Lookup(name), since: b.text.Len()}
	e.block = blocks[e.tag]
	for more {
		var key, val []byte
		key, val, more = b.z.TagAttr()
		switch string(key) {
		case "class":
			e.class = string(val)
		case "id":
			e.id = string(val)
		case "href":
			e.href = string(val)
		case "style":
			e.look = lookOf(strings.ToLower(string(val)))
		case "align":
			e.look.centre = strings.EqualFold(string(val), "center")
		}
	}
	b.classes(&e)
	switch e.tag {
	case atom.B, atom.Strong, atom.Th, atom.H1, atom.H2, atom.H3:
		e.look.bold = true
	case atom.Center:
		e.look.centre = true
	}
	if e.block {
		if err := b.end(); err != nil {
			return err
		}
		e.since = 0
	}
	switch e.tag {
	case atom.Br:
		b.text.WriteByte('\n')
	case atom.Tr:
		b.row++
		b.cell = 0
	case atom.Td, atom.Th:
		b.cell++
	case atom.Div:
		b.divs++
		e.group = b.divs
	case atom.P: // the end tag may be left out
		if err := b.close(atom.P); err != nil {
			return err
		}
	}
	if !closed && !voids[e.tag] && len(b.open) < mostOpen {
		b.open = append(b.open, e)
	}
	return nil
}

// classes gives an element what the classes of the style sheet say, and notes where
// an article begins.
func (b *blockReader) classes(e *element) {
	for class := range strings.FieldsSeq(strings.ToLower(e.class)) {
		if l, ok := b.looks[class]; ok {
			e.look = look{l.centre || e.look.centre, l.bold || e.look.bold, max(l.size, e.look.size)}
		}
		if class == "article" || e.tag == atom.Article && e.article == 0 {
			b.scopes++
			e.article = b.scopes
		}
	}
}

// close ends the innermost open element of a name, and those in it.
func (b *blockReader) close(tag atom.Atom) error {
	for i := len(b.open) - 1; i >= 0; i-- {
		e := b.open[i]
		if e.tag == tag {
			if e.block {
				if err := b.end(); err != nil {
					return err
				}
			}
			b.mark(e)
			b.open = b.open[:i]
			return nil
		}
		if tag == atom.P && e.block || e.tag == atom.Table {
			return nil
		}
	}
	return nil
}

// mark keeps the emphasis and the links of an element that ended.
func (b *blockReader) mark(e element) {
	at := model.Range{Start: model.Pos(e.since), End: model.Pos(b.text.Len())}
	if e.class != "" && !at.Empty() {
		b.parts = append(b.parts, part{e.class, int(at.Start), int(at.End)})
	}
	switch {
	case at.Empty():
	case e.tag == atom.I || e.tag == atom.Em:
		b.spans = append(b.spans, model.Span{Range: at, Mark: model.Emphasis})
	case e.tag == atom.A && (strings.HasPrefix(e.href, "http://") || strings.HasPrefix(e.href, "https://")):
		b.spans = append(b.spans, model.Span{Range: at, Mark: model.Link, Href: e.href})
	}
}

// write adds text, in which a line end is a blank.
func (b *blockReader) write(s string) {
	if b.text.Len()+len(s) > 16<<20 {
		return
	}
	bold, size := false, 0.0
	for i := range b.open {
		bold = bold || b.open[i].look.bold
		if n := b.open[i].look.size; n > 0 {
			size = n
		}
	}
	start := b.text.Len()
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
			if last := b.last(); last != ' ' && last != '\n' {
				b.text.WriteByte(' ')
			}
		default:
			b.text.WriteString(s[i : i+n])
		}
		i += n
	}
	if strings.TrimSpace(s) == "" {
		return
	}
	b.size = max(b.size, size)
	if bold && b.bold == start {
		b.bold = b.text.Len()
	}
}

// last is the last byte of the paragraph; a blank where it is empty.
func (b *blockReader) last() byte {
	s := b.text.String()
	if s == "" {
		return ' '
	}
	return s[len(s)-1]
}

// end yields the paragraph at hand unless it is empty.
func (b *blockReader) end() error {
	p := prose.Paragraph{Text: b.text.String(), Size: b.size, Lead: b.bold}
	spans := b.spans
	out := block{parts: b.parts}
	b.text.Reset()
	b.spans, b.parts, b.size, b.bold = nil, nil, 0, 0
	for i := len(b.open) - 1; i >= 0; i-- {
		e := &b.open[i]
		if e.block && out.class == "" && out.id == "" {
			out.class, out.id = e.class, e.id
		}
		out.Centre = out.Centre || e.look.centre
		if out.group == 0 {
			out.group = e.group
		}
		if out.article == 0 {
			out.article = e.article
		}
		if e.class != "" && !e.block && e.since < len(p.Text) {
			out.parts = append(out.parts, part{e.class, e.since, len(p.Text)})
		}
		if (e.tag == atom.Td || e.tag == atom.Th) && out.Row == 0 {
			out.Row, out.Cell = b.row, b.cell
		}
		e.since = 0
	}
	p.Spans, p.Centre, p.Row, p.Cell = nested(spans), out.Centre, out.Row, out.Cell
	before := len(p.Text) - len(strings.TrimLeftFunc(p.Text, unicode.IsSpace))
	if out.Paragraph = p.Trimmed(); out.Text == "" {
		return nil
	}
	for i := range out.parts {
		out.parts[i].start = max(0, out.parts[i].start-before)
		out.parts[i].end = max(0, out.parts[i].end-before)
	}
	return b.yield(out)
}

// nested puts spans in order, the outer ones first.
func nested(spans []model.Span) []model.Span {
	for i, j := 0, len(spans)-1; i < j; i, j = i+1, j-1 {
		spans[i], spans[j] = spans[j], spans[i] // an outer one ended later
	}
	sortSpans(spans)
	return spans
}

// sortSpans puts spans in text order, the longer of two that begin together first.
func sortSpans(spans []model.Span) {
	slices.SortStableFunc(spans, func(a, b model.Span) int {
		return cmp.Or(cmp.Compare(a.Range.Start, b.Range.Start), cmp.Compare(b.Range.End, a.Range.End))
	})
}
