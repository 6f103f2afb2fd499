package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/page"
)

// Pictures become captions, as in Markdown: the caption that the page has, and what
// the picture is said to show. A picture belongs to the story if the next text does,
// unless it is a link to another page.
type pictures struct {
	waiting []picture
	begun   bool     // the title or a text of the story was seen
	said    []string // what was written, folded
}

// A picture waits for the text behind it.
type picture struct {
	says   string // what it is said to show, or ""
	href   string
	figure *html.Node // the figure it is in, or nil
}

// The lengths of what a picture is said to show, in code points. A word or two name a
// file or a role.
const (
	leastSays = 12
	mostSays  = 1000
)

// picture notes a picture that may belong to the story.
func (w *pageWalker) picture(n *html.Node, c context) {
	if c.hidden || c.kind == model.Table || page.Hidden(n) || !w.titled && !w.pictures.begun {
		return
	}
	p := picture{says: strings.Join(strings.Fields(page.Attr(n, "alt")), " "), href: w.source(n)}
	if r, size := utf8.DecodeRuneInString(p.says); size == len(p.says) && unicode.IsUpper(r) && !w.open && n.NextSibling != nil && startsLower(n.NextSibling.Data) {
		w.initial = p.says // drawn large
		return
	}
	for up := n.Parent; up != nil; up = up.Parent {
		switch {
		case up.DataAtom == atom.Figure:
			p.figure = up
		case up.DataAtom == atom.A && p.figure == nil && !isPictureFile(page.Attr(up, "href")):
			return
		}
	}
	if !describes(p.says) || page.SameTitle(p.says, w.title) {
		p.says = ""
	}
	w.pictures.waiting = append(w.pictures.waiting, p)
}

// describes reports whether words say what a picture shows: names of files and
// addresses do not.
func describes(says string) bool {
	n := utf8.RuneCountInString(says)
	if n > mostSays || strings.ContainsRune(says, '_') || strings.Contains(says, "://") || isPictureFile(says) {
		return false
	}
	wide := strings.ContainsFunc(says, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) })
	return wide && n >= leastSays/2 || n >= leastSays && strings.Count(says, " ") > 1
}

var pictureFiles = []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"}

func isPictureFile(address string) bool {
	address, _, _ = strings.Cut(strings.ToLower(address), "?")
	return slices.ContainsFunc(pictureFiles, func(s string) bool { return strings.HasSuffix(address, s) })
}

// source is the address of a picture: pages that load it late name it beside a
// placeholder.
func (w *pageWalker) source(n *html.Node) string {
	for _, key := range []string{"data-src", "data-lazy-src", "data-original", "src", "data-srcset", "srcset"} {
		first, _, _ := strings.Cut(strings.TrimSpace(page.Attr(n, key)), " ")
		if address := w.absolute(strings.TrimRight(first, ",")); first != "" && address != "" {
			return address
		}
	}
	return ""
}

// placePictures writes the waiting pictures before the block that begins with n, or
// drops them, and returns the address of the picture if the block is its caption,
// else "".
func (w *pageWalker) placePictures(n *html.Node, c context) (href string) {
	if len(w.pictures.waiting) == 0 {
		return ""
	}
	t := firstWords(n)
	if t == nil {
		return ""
	}
	var rest []picture
	for _, p := range w.pictures.waiting {
		switch {
		case !w.in(t):
			if c.kind == model.Caption || p.figure != nil && within(t, p.figure) {
				rest = append(rest, p) // a credit, which is left out: the next text decides
			}
		case c.kind == model.Caption:
			href = p.href
			if !sharesWords(p.says, textOf(t)) {
				w.say(p)
			}
		default:
			w.say(p)
		}
	}
	w.pictures.waiting = rest
	return href
}

// picturesFirst puts the waiting pictures above an open block that is empty so far:
// they are in its link or emphasis, before the words.
func (w *pageWalker) picturesFirst(n *html.Node, c context) {
	if len(w.pictures.waiting) == 0 {
		return
	}
	block, open := w.b.cur, slices.Clone(w.b.spans)
	w.b.end()
	w.placePictures(n, c)
	spans := block.Spans
	block.Spans = nil
	w.b.begin(block)
	for _, i := range open {
		w.b.open(spans[i].Mark, spans[i].Href)
	}
}

// firstWords is the first text in n, or n itself, that is more than blanks; nil
// without one.
func firstWords(n *html.Node) *html.Node {
	if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
		return n
	}
	for t := range n.Descendants() {
		if t.Type == html.TextNode && strings.TrimSpace(t.Data) != "" {
			return t
		}
	}
	return nil
}

// say writes what a picture shows, once.
func (w *pageWalker) say(p picture) {
	folded := strings.ToLower(p.says)
	if p.says == "" || slices.Contains(w.pictures.said, folded) {
		return
	}
	w.pictures.said = append(w.pictures.said, folded)
	w.b.begin(model.Block{Kind: model.Caption})
	if p.href != "" {
		w.b.open(model.Picture, p.href)
	}
	w.b.write(p.says)
	w.b.end()
}

func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// textOf is the text of the caption that a text node is in.
func textOf(n *html.Node) string {
	for n.Parent != nil && (n.Type == html.TextNode || page.Inline(n.DataAtom)) {
		n = n.Parent
	}
	var b strings.Builder
	for t := range n.Descendants() {
		if t.Type == html.TextNode && b.Len() < longestCaption {
			b.WriteString(t.Data + " ")
		}
	}
	return b.String()
}

// sharesWords reports whether half of the words of says are in a caption too.
func sharesWords(says, caption string) bool {
	words := strings.Fields(strings.ToLower(says))
	others := strings.Fields(strings.ToLower(caption))
	n := 0
	for _, word := range words {
		if slices.Contains(others, word) {
			n++
		}
	}
	return 2*n >= len(words)
}
