package feed

import (
	"html"
	"net/url"
	"slices"
	"strings"
)

// A node is an element of a feed.
type node struct {
	name   string // in lower case, with the prefix that namespaces has
	raw    string // as the feed writes it
	attrs  []attr
	parts  []part
	parent *node
}

// An attr is an attribute; its name is in lower case.
type attr struct{ name, value string }

// A part of a node is a text or an element.
type part struct {
	text    string
	element *node
}

func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// all are the elements at some paths, in the order of the paths: "title",
// "media:group/media:title".
func (n *node) all(paths ...string) (found []*node) {
	for _, path := range paths {
		name, rest, deeper := strings.Cut(path, "/")
		for _, p := range n.parts {
			switch {
			case p.element == nil || p.element.name != name:
			case deeper:
				found = append(found, p.element.all(rest)...)
			default:
				found = append(found, p.element)
			}
		}
	}
	return found
}

// first is the text of the first element at these paths that has any.
func (n *node) first(paths ...string) string {
	for _, e := range n.all(paths...) {
		if s := strings.TrimSpace(e.text()); s != "" {
			return s
		}
	}
	return ""
}

// text is all that is written in an element.
func (n *node) text() string {
	if len(n.parts) == 1 && n.parts[0].element == nil {
		return n.parts[0].text
	}
	var b strings.Builder
	for _, p := range n.parts {
		if p.element != nil {
			b.WriteString(p.element.text())
		}
		b.WriteString(p.text)
	}
	return b.String()
}

// hasElements reports whether there are elements in the node.
func (n *node) hasElements() bool {
	return slices.ContainsFunc(n.parts, func(p part) bool { return p.element != nil })
}

// void are the elements of HTML that have no end.
var void = []string{"br", "hr", "img", "wbr"}

// markup is what is in an element as HTML. Text that holds tags itself was escaped
// by somebody who mixed both.
func (n *node) markup() string {
	var b strings.Builder
	n.writeMarkup(&b)
	return b.String()
}

func (n *node) writeMarkup(b *strings.Builder) {
	for _, p := range n.parts {
		switch {
		case p.element != nil:
			p.element.writeTag(b)
		case anyTag().MatchString(p.text):
			b.WriteString(p.text)
		default:
			b.WriteString(html.EscapeString(p.text))
		}
	}
}

func (n *node) writeTag(b *strings.Builder) {
	name := n.name[strings.LastIndexByte(n.name, ':')+1:]
	b.WriteString("<" + name)
	for _, a := range n.attrs {
		if !strings.HasPrefix(a.name, "xmlns") {
			b.WriteString(" " + a.name + `="` + html.EscapeString(a.value) + `"`)
		}
	}
	b.WriteByte('>')
	n.writeMarkup(b)
	if !slices.Contains(void, name) {
		b.WriteString("</" + name + ">")
	}
}

// base is what addresses in the element are relative to, if the feed says it.
func (n *node) base(of *url.URL) *url.URL {
	if n == nil {
		return of
	}
	of = n.parent.base(of)
	if said := n.attr("xml:base"); said != "" {
		if u := Resolve(of, said); u != nil {
			return u
		}
	}
	return of
}

// language is the language that the element or one around it names.
func (n *node) language() string {
	for ; n != nil; n = n.parent {
		if l := n.attr("xml:lang"); l != "" {
			return l
		}
	}
	return ""
}
