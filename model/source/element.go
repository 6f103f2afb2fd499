package source

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
