package feed

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strings"

	"stet/model/clean"
	"stet/model/pattern"
)

// roots are the elements with which a feed begins: RSS, RDF, Atom, or a part of them.
var roots = pattern.Late(`(?i)<([a-z][\w.-]{0,40}:)?(rss|rdf|feed|channel|entry)[\s>]`)

// farthestRoot is how far into an answer a feed may begin, in bytes: scripts print
// warnings before it.
const farthestRoot = 64 << 10

// errCut is the error of a feed of which no entry is whole.
var errCut = errors.New("broken feed: it breaks off before its first entry is complete")

// readXML reads RSS, RDF or Atom.
func readXML(text string, base *url.URL) (*Feed, error) {
	at := roots().FindStringIndex(text[:min(len(text), farthestRoot)])
	if at == nil {
		if looksLikePage(text) {
			return nil, ErrPage
		}
		return nil, ErrNone
	}
	text = strings.ReplaceAll(text, "\r", "\n") // XML 1.0, 2.11
	s := scan(text[at[0]:], declared(text[:at[0]]))
	f, found := feedOf(s.root, base)
	switch {
	case s.cut && found == 0:
		if looksLikePage(text) {
			return nil, ErrPage
		}
		return nil, errCut
	case s.root == nil, found == 0 && looksLikePage(text):
		return nil, ErrPage
	case s.cut:
		f.Notices = append(f.Notices, "the feed breaks off; what comes before that is read")
	case s.loose:
		f.Notices = append(f.Notices, "mended: elements of the feed had no end")
	}
	return f, nil
}

func looksLikePage(text string) bool {
	head := strings.ToLower(text[:min(len(text), 2000)])
	return strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html")
}

// feedOf reads a feed, and counts the entries in it.
func feedOf(root *node, base *url.URL) (f *Feed, found int) {
	if root == nil {
		return &Feed{}, 0
	}
	head := root // what is said of the feed
	if all := root.all("channel"); len(all) > 0 {
		head = all[0]
	}
	if isEntry(root) {
		f = &Feed{}
		f.Items = []Item{itemOf(root, defaults{base: base})}
		return f, 1
	}
	f = &Feed{Title: shortTitle(plainTitle(head.first("title", "atom:title", "dc:title")))}
	if link := addressOf(head, base); link != nil {
		f.Site, base = link.String(), link
	}
	d := defaults{f.Title, authorsOfFeed(head), head.first("language", "dc:language"), base}
	for _, parent := range append([]*node{root}, root.all("channel", "items", "channel/items")...) {
		for _, entry := range parent.all("item", "entry", "atom:entry") {
			if found++; found <= mostItems {
				f.Items = append(f.Items, itemOf(entry, d))
			}
		}
	}
	f.leftOut = max(0, found-mostItems)
	return f, found
}

// defaults are what the feed says of entries that say nothing else.
type defaults struct {
	publisher, byline, language string
	base                        *url.URL
}

// itemOf reads an entry.
func itemOf(n *node, d defaults) Item {
	i := Item{Base: d.base}
	i.Key = cmp.Or(n.first("guid", "id", "atom:id"), n.attr("rdf:about"), n.attr("about"), aboutOf(n))
	m := &i.Meta
	m.Publisher = d.publisher
	m.Title = titleOf(n)
	if link := addressOf(n, d.base); link != nil {
		m.URL, i.Base = link.String(), link
	} else if link := Resolve(d.base, i.Key); link != nil && isAbsolute(i.Key) {
		m.URL, i.Base = link.String(), link
	}
	for _, c := range n.all("category", "dc:subject", "atom:category") {
		tag := clean.Entities(cmp.Or(c.attr("label"), c.attr("term"), c.text()))
		if tag != "" && !slices.Contains(m.Tags, tag) {
			m.Tags = append(m.Tags, tag)
		}
	}
	m.Byline = cmp.Or(authorsOf(n), d.byline)
	i.readSource(n)
	body := i.readContent(n)
	language := cmp.Or(body.attr("xml:lang"), n.first("dc:language", "language"), n.attr("xml:lang"), d.language, n.language())
	i.tell(language)
	i.dates(texts(n, published), texts(n, modified), language)
	for _, e := range enclosures(n) {
		i.enclose(e)
	}
	i.keepPictures()
	return i
}

// aboutOf is the address that RDF gives an item, whatever its prefix.
func aboutOf(n *node) string {
	for _, a := range n.attrs {
		if strings.HasSuffix(a.name, ":about") {
			return a.value
		}
	}
	return ""
}

func isAbsolute(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// texts are those of the elements at these paths, without empty ones.
func texts(n *node, paths []string) (all []string) {
	for _, e := range n.all(paths...) {
		if s := strings.TrimSpace(e.text()); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// Where an entry says when it was published and changed, the surest first.
var (
	published = []string{"pubdate", "published", "issued", "atom:published", "dc:date", "dcterms:issued", "dcterms:created", "created", "dcterms:date", "prism:publicationdate", "date", "dcterms:available"}
	modified  = []string{"updated", "modified", "atom:updated", "dcterms:modified", "prism:modificationdate", "lastmod"}
)

// titleOf is the title of an entry.
func titleOf(n *node) string {
	for _, t := range n.all("title", "atom:title", "dc:title", "media:title", "media:group/media:title", "media:content/media:title", "itunes:title") {
		s := plainTitle(t.text())
		if strings.EqualFold(t.attr("type"), "text") && !t.hasElements() { // said to be no markup
			s = clean.Blanks(t.text())
		}
		if s != "" {
			return s
		}
	}
	return ""
}
