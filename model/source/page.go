package source

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
)

var errNoStory = errors.New("no story found")

// A pageWalker turns the tree of a page into blocks.
type pageWalker struct {
	b     builder
	kept  []bool // the texts that belong to the story
	base  *url.URL
	title string
	size  map[*html.Node]int // bytes of the story in an element
	total int

	titled bool // the heading that is the title has been seen

	open         bool    // a block is open in b
	at           context // of the open block
	inside, left int     // bytes of the open block in the story, and not
	breaks       int     // <br> since the last word
}

// A context is what the elements around a text say about it.
type context struct {
	kind   model.BlockKind
	level  int
	quotes int
	lists  int
	marker *string // of the list item whose first block is to come
	pre    bool
	hidden bool // shown only if it belongs to the story
	aside  bool // by its name no part of the story
}

// walk visits n. Depth is bounded by the parser (512 elements).
func (w *pageWalker) walk(n *html.Node, c context) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.Type {
		case html.TextNode:
			w.text(child, c)
		case html.ElementNode:
			w.element(child, c)
		}
	}
}

func (w *pageWalker) element(n *html.Node, c context) {
	tag := n.DataAtom
	switch {
	case invisible(tag) || tag == atom.Head:
		return
	case tag == atom.Br:
		w.br()
		return
	case inline(tag):
		w.inline(n, c)
		return
	case tag == atom.Table && w.table(n, c):
		return
	}
	c.hidden = c.hidden || isHidden(n)
	c.aside = c.aside || w.isAside(n)
	if c.kind == model.Paragraph && isCaption(n) {
		c.kind = model.Caption
	}
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.kind, c.level = model.Heading, int(n.Data[1]-'0')
	case atom.Blockquote:
		c.quotes++
	case atom.Figcaption, atom.Caption:
		c.kind = model.Caption
	case atom.Pre:
		c.kind, c.pre = model.Code, true
	case atom.Ul, atom.Ol:
		c.lists++
		w.end()
		w.list(n, c)
		w.end()
		return
	}
	w.end()
	w.walk(n, c)
	w.end()
}

// list gives each item its marker.
func (w *pageWalker) list(n *html.Node, c context) {
	number := 1
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode {
			continue
		}
		inner := c
		if child.DataAtom == atom.Li {
			marker := "•"
			if n.DataAtom == atom.Ol {
				marker = fmt.Sprintf("%d.", number)
				number++
			}
			inner.marker = &marker
		}
		w.element(child, inner)
	}
}

func (w *pageWalker) inline(n *html.Node, c context) {
	c.hidden = c.hidden || isHidden(n)
	c.aside = c.aside || w.isAside(n)
	mark, href := model.Plain, ""
	switch n.DataAtom {
	case atom.B, atom.Strong:
		mark = model.Strong
	case atom.I, atom.Em, atom.Cite:
		mark = model.Emphasis
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		mark = model.Monospace
	case atom.A:
		if href = w.absolute(attr(n, "href")); href != "" {
			mark = model.Link
		}
	case atom.Q:
		w.quoteMark("“", n, c)
		defer w.quoteMark("”", n, c)
	}
	if mark == model.Plain {
		w.walk(n, c)
		return
	}
	w.begin(c)
	depth := len(w.b.spans)
	w.b.open(mark, href)
	w.walk(n, c)
	if w.open && len(w.b.spans) == depth+1 { // else a block inside ended the span
		w.b.close()
	}
}

// quoteMark writes the mark that a browser shows around a q element.
func (w *pageWalker) quoteMark(mark string, n *html.Node, c context) {
	for t := range n.Descendants() {
		if i := numberOf(t); t.Type == html.TextNode && i >= 0 {
			w.begin(c)
			w.b.write(mark)
			return
		}
	}
}

// absolute returns the address of a link if it is one of the web.
func (w *pageWalker) absolute(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" || href[0] == '#' {
		return ""
	}
	if w.base != nil {
		u = w.base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// begin opens a block for c unless one is open.
func (w *pageWalker) begin(c context) {
	if w.open {
		return
	}
	block := model.Block{Kind: c.kind, Level: c.level}
	if c.kind == model.Paragraph {
		switch {
		case c.lists > 0:
			block.Kind, block.Level = model.ListItem, c.lists
			if c.marker != nil {
				block.Marker = *c.marker
			}
		case c.quotes > 0:
			block.Kind, block.Level = model.Blockquote, c.quotes
		}
	}
	w.b.begin(block)
	w.open, w.at, w.inside, w.left, w.breaks = true, c, 0, 0, 0
}

// end finishes the open block: one that the story mostly lacks is boilerplate.
func (w *pageWalker) end() {
	if !w.open {
		return
	}
	w.open = false
	block := w.b.end()
	if block == nil {
		return
	}
	if m := w.at.marker; m != nil {
		*m = ""
	}
	if w.isTitle(block) {
		w.titled = true
	} else if w.left > w.inside {
		block.Kind, block.Level, block.Marker = model.Boilerplate, 0, ""
	}
}

// isTitle reports whether block is the heading that go-readability leaves out
// because it repeats the title.
func (w *pageWalker) isTitle(block *model.Block) bool {
	return block.Kind == model.Heading && block.Level <= 2 && !w.titled &&
		sameTitle(string(w.b.buf[block.Range.Start:block.Range.End]), w.title)
}

// sameTitle reports whether a heading is the page's title, to which sites add
// their name: three of four of its words are in it, and half the other way.
func sameTitle(heading, title string) bool {
	known := map[string]bool{}
	for word := range strings.FieldsSeq(strings.ToLower(title)) {
		known[word] = true
	}
	words, shared := 0, 0
	for word := range strings.FieldsSeq(strings.ToLower(heading)) {
		words++
		if known[word] {
			shared++
		}
	}
	return shared > 0 && 4*shared >= 3*words && 2*shared >= len(known)
}

func (w *pageWalker) text(n *html.Node, c context) {
	i := numberOf(n)
	in := i >= 0 && i < len(w.kept) && w.kept[i]
	if c.hidden && !in {
		return
	}
	words := len(strings.TrimSpace(n.Data))
	if words == 0 && !c.pre {
		if w.open {
			w.b.write(" ")
		}
		return
	}
	if w.open && w.breaks > 1 {
		w.end() // two line breaks part paragraphs
	}
	w.begin(c)
	if w.breaks == 1 {
		w.b.hardBreak()
	}
	w.breaks = 0
	w.b.write(n.Data)
	if in && !c.aside {
		w.inside += words
	} else {
		w.left += words
	}
}

func (w *pageWalker) br() {
	if w.open {
		w.breaks++
	}
}

// table writes a table of data as one block and reports whether n is one. The
// others arrange a page.
func (w *pageWalker) table(n *html.Node, c context) bool {
	rows, ok := dataTable(n)
	if !ok || c.hidden || isHidden(n) {
		return false
	}
	w.end()
	c.kind, c.level, c.marker = model.Table, 0, nil
	w.begin(c)
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	for i, row := range rows {
		if i > 0 {
			w.b.cellEnd('\n')
		}
		for j := range columns {
			if j > 0 {
				w.b.cellEnd('\t')
			}
			if j < len(row) {
				w.walk(row[j], c)
			}
		}
	}
	w.end()
	return true
}

// The largest table that is laid out as one.
const (
	mostColumns = 30
	mostRows    = 2000
)

// dataTable returns the cells of a table of data: two rows and columns at
// least, and nothing in a cell that parts paragraphs.
func dataTable(table *html.Node) (rows [][]*html.Node, ok bool) {
	columns := 0
	for n := range table.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Tr:
			rows = append(rows, nil)
		case atom.Td, atom.Th:
			if len(rows) == 0 {
				return nil, false
			}
			last := len(rows) - 1
			rows[last] = append(rows[last], n)
			columns = max(columns, len(rows[last]))
		case atom.Tbody, atom.Thead, atom.Tfoot, atom.Colgroup, atom.Col, atom.P, atom.Br:
		case atom.Caption:
			return nil, false // its words would be lost
		default:
			if !inline(n.DataAtom) && !invisible(n.DataAtom) {
				return nil, false
			}
		}
	}
	return rows, len(rows) > 1 && len(rows) <= mostRows && columns > 1 && columns <= mostColumns
}

// invisible reports whether an element's text is not for reading.
func invisible(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg,
		atom.Textarea, atom.Select, atom.Title, atom.Canvas, atom.Audio, atom.Video:
		return true
	}
	return false
}

// inline reports whether an element stands within a paragraph. Unknown ones do,
// as in a browser.
func inline(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Li, atom.Main, atom.Menu, atom.Nav,
		atom.Ol, atom.Option, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody,
		atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return false
	}
	return true
}

var (
	// asideName is how sites call what stands in a story and is none of it.
	asideName = regexp.MustCompile(`(?i)(?:^|[ _-])(?:bread-?crumbs?|by-?line|dateline|timestamp|(?:post|entry|article)-?(?:meta|info|tags|date|footer)|author-?(?:bio|info|box|card|details)|about-?(?:the-?)?author|bio|related(?:-?(?:posts|articles|stories|links|content|news))?|recirc(?:ulation)?|read-?(?:more|next|also)|more-?(?:stories|from|on)|newsletter|subscribe|sign-?up|social|shar(?:e|ing)|promo|advert(?:isement)?|sponsor(?:ed)?|disclaimer|cookies?|comments?|tags|credits?|popular|trending|teaser|skip|hide)(?:$|[ _-])`)

	captionName = regexp.MustCompile(`(?i)(?:^|[ _-])(?:wp-)?(?:caption|cutline)(?:-?text)?(?:$|[ _-])|imgcaption|photo-?caption|image-?(?:caption|credit)`)
)

// isAside reports whether the name of an element says that it is none of the
// story. What holds a good part of the story is not believed.
func (w *pageWalker) isAside(n *html.Node) bool {
	names := attr(n, "class") + " " + attr(n, "id")
	return len(names) > 1 && len(names) < 1000 && 5*w.size[n] < w.total && asideName.MatchString(names)
}

func isCaption(n *html.Node) bool {
	class := attr(n, "class")
	return class != "" && len(class) < 1000 && captionName.MatchString(class)
}

// measure sums the bytes of the story in each element, from the leaves up.
func (w *pageWalker) measure(n *html.Node) int {
	sum := 0
	if i := numberOf(n); n.Type == html.TextNode && i >= 0 && w.kept[i] {
		sum = len(strings.TrimSpace(n.Data))
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		sum += w.measure(child)
	}
	if n.Type == html.ElementNode {
		w.size[n] = sum
	}
	return sum
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
