package source

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/page"
	"stet/model/pattern"
)

// A pageWalker turns the tree of a page into blocks.
type pageWalker struct {
	b     builder
	kept  []bool // the texts that belong to the story
	base  *url.URL
	title string

	titled bool // the heading that is the title has been seen

	open         bool    // a block is open in b
	at           context // of the open block
	inside, left int     // bytes of the open block in the story, and not
	breaks       int     // <br> since the last word
	soft         int     // soft hyphens of the story, left out
	initial      string  // a large first letter, whose word goes on in the next block

	pictures pictures
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

// captionName is how sites call the words under a picture.
var captionName = pattern.Late(`(?i)caption|(?:^|[ _-])cutline|image[_-]?(?:credit|description|text)|bild-?(?:unter|be)schrift|bild-?(?:unter)?titel|bildtext`)

// isCaption reports whether an element is called so, and is no longer than one.
func isCaption(n *html.Node) bool {
	if besidePicture(n) {
		return true
	}
	class := page.Attr(n, "class")
	if class == "" || len(class) > 1000 || !mayNameCaption(class) || !captionName().MatchString(class) {
		return false
	}
	return short(n)
}

// short reports whether the text of an element is no longer than a caption.
func short(n *html.Node) bool {
	size := 0
	for t := range n.Descendants() {
		if t.Type == html.TextNode {
			if size += len(strings.TrimSpace(t.Data)); size > longestCaption {
				return false
			}
		}
	}
	return true
}

// pictureName is how sites call the element around a picture.
var pictureName = pattern.Late(`(?i)(?:^|[ _-])(?:image|img|photo|picture|foto|bild)(?:$|[ _-])`)

// besidePicture reports whether an element is the only one beside the picture in one
// that is called a picture.
func besidePicture(n *html.Node) bool {
	p := n.Parent
	if n.DataAtom != atom.P || p == nil || p.DataAtom != atom.Div {
		return false
	}
	picture := false
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c == n:
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		case c.DataAtom == atom.Img, c.DataAtom == atom.Picture:
			picture = true
		default:
			return false
		}
	}
	return picture && pictureName().MatchString(page.Attr(p, "class")) && short(n)
}

// mayNameCaption reports whether the pattern is worth trying: it is slow.
func mayNameCaption(class string) bool {
	for _, part := range [...]string{"aption", "APTION", "utline", "redit", "escription", "text", "chrift", "titel"} {
		if strings.Contains(class, part) {
			return true
		}
	}
	return false
}

func (w *pageWalker) element(n *html.Node, c context) {
	tag := n.DataAtom
	switch {
	case page.Invisible(tag) || tag == atom.Head:
		return
	case tag == atom.Br:
		w.br()
		return
	case tag == atom.Img:
		w.picture(n, c)
		return
	case page.Inline(tag):
		w.inline(n, c)
		return
	case tag == atom.Table && w.table(n, c):
		return
	}
	c.hidden = c.hidden || page.Hidden(n)
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
	c.hidden = c.hidden || page.Unseen(n)
	mark, href := model.Plain, ""
	switch n.DataAtom {
	case atom.B, atom.Strong:
		mark = model.Strong
	case atom.I, atom.Em, atom.Cite:
		mark = model.Emphasis
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		mark = model.Monospace
	case atom.A:
		if href = w.absolute(page.Attr(n, "href")); href != "" {
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
	w.begin(n, c)
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
		if i := page.NumberOf(t); t.Type == html.TextNode && i >= 0 {
			w.begin(t, c)
			w.b.write(mark)
			return
		}
	}
}

// absolute returns the address of a link if it is one of the web.
func (w *pageWalker) absolute(href string) string {
	if u := page.Resolve(w.base, href); u != nil {
		return u.String()
	}
	return ""
}

// begin opens a block for c unless one is open; n is its first node.
func (w *pageWalker) begin(n *html.Node, c context) {
	if w.open {
		return
	}
	href := w.placePictures(n, c)
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
	if href != "" {
		w.b.open(model.Picture, href)
	}
	w.open, w.at, w.inside, w.left, w.breaks = true, c, 0, 0, 0
	if w.initial != "" {
		w.b.write(w.initial)
		w.inside, w.initial = len(w.initial), ""
	}
}

// end finishes the open block: one that the story mostly lacks is boilerplate.
func (w *pageWalker) end() {
	if !w.open {
		return
	}
	w.open = false
	if w.inside > 0 && w.at.kind == model.Paragraph {
		if w.initial = w.b.takeInitial(); w.initial != "" {
			return
		}
	}
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
		page.SameTitle(string(w.b.buf[block.Range.Start:block.Range.End]), w.title)
}

// softHyphen is where a browser may part a word. In an article it would hide the
// word from searches and quotes.
const softHyphen = "\u00ad"

func (w *pageWalker) text(n *html.Node, c context) {
	in := w.in(n)
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
	if !w.open && w.initial != "" && !startsLower(n.Data) {
		w.flushInitial()
	}
	if w.open && w.b.empty() {
		w.picturesFirst(n, c)
	}
	w.begin(n, c)
	if w.breaks == 1 {
		w.b.hardBreak()
	}
	w.breaks = 0
	if in {
		w.soft += strings.Count(n.Data, softHyphen)
	}
	w.b.write(strings.ReplaceAll(n.Data, softHyphen, ""))
	if in {
		w.pictures.begun = true
		w.inside += words
	} else {
		w.left += words
	}
}

// in reports whether a text belongs to the story.
func (w *pageWalker) in(n *html.Node) bool {
	i := page.NumberOf(n)
	return i >= 0 && i < len(w.kept) && w.kept[i]
}

// flushInitial makes a block of a letter that no word goes on from.
func (w *pageWalker) flushInitial() {
	if w.initial == "" {
		return
	}
	w.b.begin(model.Block{})
	w.b.write(w.initial)
	w.b.end()
	w.initial = ""
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unicode.IsSpace))
	return unicode.IsLower(r)
}

func (w *pageWalker) br() {
	if w.open {
		w.breaks++
	}
}
