package fetch

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/feed"
)

// feedTypes are the types of a link that may lead to a feed.
var feedTypes = []string{
	"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
	"application/json", "application/xml", "text/xml", "application/x-rss+xml", "application/x-atom+xml",
}

// usualPlaces are where a site's feed lies if no page names it.
var usualPlaces = []string{"feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json", "feeds/posts/default"}

// mostCandidates bounds how many feeds of a page are looked at.
const mostCandidates = 20

// discover returns the feeds that a page names, the likeliest first: those of its
// own section, then those of the site, then what is only linked to, and feeds of
// comments last.
func discover(page []byte, base *url.URL) []candidate {
	d := discovery{base: base, page: base}
	for z := xhtml.NewTokenizer(bytes.NewReader(page)); ; {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		switch kind {
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			d.take(z.Token())
		case xhtml.EndTagToken:
			if name, _ := z.TagName(); string(name) == "a" {
				d.anchor = ""
			}
		case xhtml.TextToken:
			if d.anchor != "" && saysFeed(string(z.Text())) {
				d.add(d.anchor, "", true)
			}
		}
	}
	slices.SortStableFunc(d.found, func(a, b candidate) int { return a.rank - b.rank })
	return d.found[:min(len(d.found), mostCandidates)]
}

// A discovery looks through one page.
type discovery struct {
	base, page *url.URL
	found      []candidate
	anchor     string // where the link leads that is open
}

type candidate struct {
	Feed
	rank int // 0 is the likeliest
}

// The ranks of candidates. A feed of comments comes after all others of its sort.
const (
	ofSection = iota
	ofSite
	linkedTo
	ofComments = 10
)

func (d *discovery) take(t xhtml.Token) {
	values := map[string]string{}
	for _, a := range t.Attr {
		values[a.Key] = a.Val
	}
	switch t.DataAtom {
	case atom.Base:
		if u, err := d.page.Parse(values["href"]); err == nil && values["href"] != "" && d.base == d.page {
			d.base = u
		}
	case atom.Link:
		kind, _, _ := strings.Cut(strings.ToLower(values["type"]), ";")
		rel := strings.Fields(strings.ToLower(values["rel"]))
		if slices.Contains(rel, "feed") || slices.Contains(rel, "alternate") && (slices.Contains(feedTypes, strings.TrimSpace(kind)) || kind == "" && leadsToFeed(values["href"])) {
			d.add(values["href"], values["title"], false)
		}
	case atom.Meta:
		if _, address, ok := strings.Cut(strings.ToLower(values["content"]), "url="); ok && strings.EqualFold(values["http-equiv"], "refresh") {
			address = values["content"][len(values["content"])-len(address):]
			d.add(strings.Trim(address, ` '"`), "", true)
		}
	case atom.A:
		d.anchor = values["href"]
		if leadsToFeed(d.anchor) {
			d.add(d.anchor, values["title"], true)
		}
	}
}

// saysFeed reports whether the words of a link are those of one to a feed.
func saysFeed(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) <= 6 && slices.ContainsFunc(words, func(w string) bool { return w == "rss" || w == "atom" || w == "newsfeed" })
}

func leadsToFeed(href string) bool {
	u, err := url.Parse(href)
	return err == nil && namesFeed(u)
}

// inHeader are the feeds that the headers of an answer name (RFC 8288):
// </feed>; rel="alternate"; type="application/rss+xml".
func inHeader(links []string, base *url.URL) []candidate {
	d := discovery{base: base, page: base}
	for _, link := range strings.Split(strings.Join(links, ","), ",") {
		address, said, ok := strings.Cut(strings.TrimSpace(link), ">")
		said = strings.ToLower(said)
		if ok && strings.HasPrefix(address, "<") && strings.Contains(said, "alternate") && slices.ContainsFunc(feedTypes, func(kind string) bool { return strings.Contains(said, kind) }) {
			d.add(address[1:], "", false)
		}
	}
	return d.found
}

// namesFeed reports whether an address looks like that of a feed.
func namesFeed(u *url.URL) bool {
	for _, key := range []string{"format", "feed", "type", "output"} {
		if slices.Contains([]string{"feed", "rss", "rss2", "atom"}, strings.ToLower(u.Query().Get(key))) {
			return true
		}
	}
	name := strings.ToLower(path.Base(u.Path))
	return slices.Contains([]string{"feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "feed.json", "index.rdf", "rss2"}, name) ||
		strings.HasSuffix(name, ".rss") || strings.HasSuffix(name, ".atom")
}

func (d *discovery) add(href, title string, linked bool) {
	u := feed.Resolve(d.base, webScheme(href))
	if u == nil || slices.ContainsFunc(d.found, func(c candidate) bool { return c.URL == u.String() }) {
		return
	}
	c := candidate{Feed: Feed{URL: u.String(), Title: strings.Join(strings.Fields(title), " "), Site: d.page.String()}, rank: ofSite}
	section := d.page.Path
	if !strings.HasSuffix(section, "/") {
		section = path.Dir(section)
	}
	switch {
	case linked:
		c.rank = linkedTo
	case len(section) > 1 && u.Host == d.page.Host && strings.HasPrefix(u.Path, section):
		c.rank = ofSection
	}
	if said := strings.ToLower(title + " " + u.Path); strings.Contains(said, "comment") || strings.Contains(said, "kommentar") || strings.Contains(said, "commentaire") {
		c.rank += ofComments
	}
	d.found = append(d.found, c)
}

// webScheme takes off the scheme that some pages give a feed: feed: before the
// address, or in the place of http.
func webScheme(href string) string {
	href = strings.TrimSpace(href)
	rest, ok := strings.CutPrefix(href, "feed:")
	switch {
	case !ok:
		return href
	case strings.HasPrefix(rest, "//"):
		return "http:" + rest
	}
	return rest
}

// guesses are where a feed of the site may lie that its page does not name.
func guesses(page *url.URL) []candidate {
	var found []candidate
	for _, name := range usualPlaces {
		if u := feed.Resolve(page, "/"+name); u != nil {
			found = append(found, candidate{Feed: Feed{URL: u.String(), Site: page.String()}})
		}
	}
	return found
}

// several are the likeliest of some candidates if a person has to choose among them:
// those of one rank that are not the same in another format.
func several(found []candidate) []Feed {
	var feeds []Feed
	for _, c := range found {
		if c.rank == found[0].rank && !slices.ContainsFunc(feeds, func(f Feed) bool { return sameTitle(f.Title) == sameTitle(c.Title) }) {
			feeds = append(feeds, c.Feed)
		}
	}
	if len(feeds) < 2 {
		return nil
	}
	return feeds
}

// sameTitle is a title without the words for formats.
func sameTitle(title string) string {
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return strings.ContainsRune(" ()[]-–|:»›.", r) }) {
		if !slices.Contains([]string{"rss", "atom", "feed", "json", "xml", "1", "2", "0"}, w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}
