package page

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// numberKey is the attribute that numbers text nodes. Only elements have
// attributes in a page; but a copy of a node copies them all, and so a text is
// known again wherever go-readability moves it.
const numberKey = "stet-text"

func number(doc *html.Node) (texts []*html.Node) {
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode:
			n.Attr = []html.Attribute{{Key: numberKey, Val: strconv.Itoa(len(texts))}}
			texts = append(texts, n)
		case n.DataAtom == atom.A:
			for i := range n.Attr { // go-readability would replace such a link by a new text
				if n.Attr[i].Key == "href" && strings.HasPrefix(n.Attr[i].Val, "javascript:") {
					n.Attr[i].Val = ""
				}
			}
		}
	}
	return texts
}

// Number numbers the texts of a tree that is all story and returns how many
// there are.
func Number(doc *html.Node) int { return len(number(doc)) }

// NumberOf returns the number of a text node, from 0 in document order; -1 for
// any other node.
func NumberOf(n *html.Node) int {
	for _, a := range n.Attr {
		if a.Key == numberKey {
			if i, err := strconv.Atoi(a.Val); err == nil {
				return i
			}
		}
	}
	return -1
}

// Invisible reports whether a browser shows nothing of an element's text, or
// shows it in a control.
func Invisible(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg,
		atom.Textarea, atom.Select, atom.Title, atom.Canvas, atom.Audio, atom.Video, atom.Rt, atom.Rp, atom.Datalist, atom.Annotation, atom.AnnotationXml:
		return true
	}
	return false
}

// Inline reports whether an element is within a paragraph. Unknown ones do,
// as in a browser.
func Inline(tag atom.Atom) bool {
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

// Hidden reports whether an element says of itself that it is not shown.
func Hidden(n *html.Node) bool {
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

// Unseen reports whether an element within a paragraph holds no words of it: it is
// not shown, pops up, or is the sign that links to its own heading.
func Unseen(n *html.Node) bool { return Hidden(n) || card(n) || permalink(n) }

// permalink reports whether a link leads to a place on its page and has no word.
func permalink(n *html.Node) bool {
	if n.DataAtom != atom.A || !strings.HasPrefix(Attr(n, "href"), "#") {
		return false
	}
	for t := range n.Descendants() {
		if t.Type == html.TextNode && strings.ContainsFunc(t.Data, isLetterOrDigit) {
			return false
		}
	}
	return true
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// mostCard is how many nodes of a card are looked at.
const mostCard = 60

// card reports whether an element within a paragraph holds a picture and several
// links behind it and no words beside them: what pops up beside a name when it is pointed at.
func card(n *html.Node) bool {
	if n.DataAtom != atom.Span {
		return false
	}
	links, picture, seen := 0, false, 0
	var bare func(n *html.Node) bool // no words beside the links
	bare = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if seen++; seen > mostCard {
				return false
			}
			switch {
			case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
				return false
			case c.DataAtom == atom.Img:
				picture = true
			case c.DataAtom == atom.A:
				if links++; !picture {
					return false // the name itself
				}
			case !bare(c):
				return false
			}
		}
		return true
	}
	return bare(n) && picture && links > 1
}

// Attr returns the value of an attribute; "" if it is missing.
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
