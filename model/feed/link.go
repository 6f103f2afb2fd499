package feed

import (
	"net/url"
	"strings"
)

// noBreaks takes out what no address has in it, as browsers do.
var noBreaks = strings.NewReplacer("\n", "", "\t", "")

// isAlternate reports whether a link leads to the page; without a word it does, too.
func isAlternate(rel string) bool {
	rel = strings.ToLower(strings.TrimSpace(rel))
	return rel == "" || rel == "alternate" || strings.HasSuffix(rel, "/alternate")
}

// addressOf is the address of the page of a feed or an entry, nil without one: the
// one that the writer gave before somebody counted its readers, then a page, then
// what is an alternate of it, at last where it was found.
func addressOf(n *node, base *url.URL) *url.URL {
	var page, other, via *url.URL
	for _, l := range n.all("feedburner:origlink", "link", "atom:link", "xhtml:link") {
		href := strings.TrimSpace(l.attr("href"))
		if href == "" {
			href = l.text()
		}
		u := Resolve(l.base(base), noBreaks.Replace(href))
		if u == nil {
			continue
		}
		kind := strings.ToLower(l.attr("type"))
		switch {
		case l.name == "feedburner:origlink":
			return u
		case !isAlternate(l.attr("rel")):
			if via == nil && strings.EqualFold(l.attr("rel"), "via") {
				via = u
			}
		case page == nil && (kind == "" || strings.Contains(kind, "html")):
			page = u
		case other == nil:
			other = u
		}
	}
	for _, u := range []*url.URL{page, other, via} {
		if u != nil {
			return u
		}
	}
	return nil
}
