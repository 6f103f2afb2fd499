package feed

import (
	"net/url"
	"strings"

	xhtml "golang.org/x/net/html"

	"stet/model/clean"
	"stet/model/pattern"
)

// A pointer is the paragraph that blogs put behind each item of their feed, in the
// language of the site: "The post TITLE appeared first on SITE". It is known by its
// two links: one to the item, one to its site.
var paragraph = pattern.Late(`(?is)<p\b[^<>]*>.*?</p>\s*`)

const (
	lastParagraphs = 4    // where a pointer is looked for
	longestPointer = 2000 // bytes, with its markup
	pointerWords   = 8    // besides its links
)

// dropPointer takes the pointer off the item's content.
func (i *Item) dropPointer(site string) {
	if i.Meta.URL == "" || !strings.Contains(i.Content, "<p") {
		return
	}
	all := paragraph().FindAllStringIndex(i.Content, -1)
	for _, at := range all[max(0, len(all)-lastParagraphs):] {
		text := i.Content[at[0]:at[1]]
		if len(text) > longestPointer || !i.isPointer(text, site) {
			continue
		}
		i.Content = strings.TrimRight(i.Content[:at[0]], " \n") + i.Content[at[1]:]
		return
	}
}

func (i *Item) isPointer(text, site string) bool {
	var links []*url.URL
	words, depth, first := 0, 0, ""
	for z := xhtml.NewTokenizer(strings.NewReader(text)); ; {
		switch z.Next() {
		case xhtml.ErrorToken:
			return len(links) == 2 && words > 0 && words <= pointerWords &&
				(sameAddress(links[0], Resolve(nil, i.Meta.URL)) || first != "" && first == i.Meta.Title) && i.ofSite(links[1], site)
		case xhtml.StartTagToken:
			t := z.Token()
			if t.Data != "a" {
				continue
			}
			depth++
			for _, a := range t.Attr {
				if link := Resolve(i.Base, a.Val); a.Key == "href" && link != nil {
					links = append(links, link)
				}
			}
		case xhtml.EndTagToken:
			if t := z.Token(); t.Data == "a" {
				depth--
			}
		case xhtml.TextToken:
			switch text := clean.Entities(string(z.Text())); {
			case depth <= 0:
				words += len(strings.Fields(text))
			case len(links) == 1:
				first += text
			}
		}
	}
}

// ofSite reports whether a link leads to the first page of the site.
func (i *Item) ofSite(link *url.URL, site string) bool {
	home := Resolve(nil, site)
	return sameAddress(link, home) || link.Host == Resolve(nil, i.Meta.URL).Host && len(strings.Trim(link.Path, "/")) < 12 && link.Path != Resolve(nil, i.Meta.URL).Path
}

// sameAddress compares addresses without what counts their readers.
func sameAddress(a, b *url.URL) bool {
	return a != nil && b != nil && a.Host == b.Host && strings.TrimSuffix(a.Path, "/") == strings.TrimSuffix(b.Path, "/")
}
