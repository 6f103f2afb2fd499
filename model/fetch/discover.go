package fetch

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/encoding"
	"stet/model/feed"
	"stet/model/lang"
	"stet/model/pattern"
)

// feedTypes are words in the type of a link that leads to a feed; mayBeFeed are types
// that other things have, too.
var (
	feedTypes = []string{"rss", "atom+xml", "feed+json", "rdf+xml", "application/atom"}
	mayBeFeed = []string{"application/json", "application/xml", "text/xml"}
)

// usualPlaces are where a feed lies if no page names it: below the page that was asked
// for, then at the beginning of the site.
var usualPlaces = []string{"feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed/"}

// placesOfSites are where else the feed of a site may lie.
var placesOfSites = []string{"feed.json", "feeds/posts/default", "index.rdf", "atom", "blog/feed", "?feed=rss2", "rss/", "blog/rss.xml", "blog/feed.xml", "news/rss", "feed.rss", "feed/atom"}

// mostCandidates bounds how many feeds of a page are looked at.
const mostCandidates = 20

// discover returns the feeds that a page names, the likeliest first: those of its
// own section, then those of the site, then what is only linked to, and feeds of
// comments last.
func discover(page []byte, base *url.URL) []candidate {
	text, _ := encoding.Decode(string(page))
	d := discovery{base: base, page: base}
	for z := xhtml.NewTokenizer(strings.NewReader(text)); ; {
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
			d.says(string(z.Text()))
		}
	}
	d.settle()
	slices.SortStableFunc(d.found, func(a, b candidate) int { return a.rank - b.rank })
	return d.found[:min(len(d.found), mostCandidates)]
}

// A discovery looks through one page.
type discovery struct {
	base, page *url.URL
	named      []hyperlink // in the order of the page
	found      []candidate
	anchor     string // where the link leads that is open
}

// A hyperlink is a link as the page has it: a base may come later.
type hyperlink struct {
	href, title string
	rank        int
}

type candidate struct {
	Feed
	rank int // 0 is the likeliest
}

// The ranks of candidates. A feed of comments comes after all others of its sort.
const (
	ofSection = iota
	ofSite
	perhaps
	linkedTo
	leadsOn
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
		if rank, ok := rankOf(values); ok {
			d.named = append(d.named, hyperlink{values["href"], values["title"], rank})
		}
	case atom.Meta:
		if to := refreshTo().FindStringSubmatch(values["content"]); to != nil && strings.EqualFold(values["http-equiv"], "refresh") {
			d.named = append(d.named, hyperlink{strings.Trim(to[1], ` '"`), "", leadsOn})
		}
	case atom.A:
		if d.anchor = strings.TrimSpace(values["href"]); strings.HasPrefix(d.anchor, "#") {
			d.anchor = "" // a place on the page itself
		}
		values["rel"] += " alternate" // its type says it
		_, typed := rankOf(values)
		if d.anchor != "" && typed || leadsToFeed(d.anchor) || webScheme(d.anchor) != d.anchor {
			d.named = append(d.named, hyperlink{d.anchor, values["title"], linkedTo})
		} else if followed := subscribed(d.anchor); followed != "" {
			d.named = append(d.named, hyperlink{followed, "", linkedTo})
		}
		d.says(values["title"])
		d.says(values["aria-label"])
		d.says(strings.ReplaceAll(values["class"], "-", " "))
	case atom.Img:
		d.says(values["alt"])
	}
}

// refreshTo is the content of a meta element that leads to another page.
var refreshTo = pattern.Late(`(?is)url=(.*)`)

// says takes the open link for one to a feed if the words that it shows say so.
func (d *discovery) says(text string) {
	if d.anchor != "" && saysFeed(text) {
		d.named = append(d.named, hyperlink{d.anchor, "", linkedTo})
		d.anchor = ""
	}
}

// rankOf is how likely a link leads to a feed by what it says of itself.
func rankOf(values map[string]string) (rank int, ok bool) {
	kind, _, _ := strings.Cut(strings.ToLower(values["type"]), ";")
	kind = strings.TrimSpace(kind)
	rel := strings.Fields(strings.ToLower(values["rel"]))
	alternate := slices.ContainsFunc(rel, func(r string) bool { return strings.HasPrefix(r, "alternat") })
	switch {
	case slices.Contains(rel, "feed"):
		return ofSite, true
	case !alternate || strings.Contains(kind, "oembed"):
		return 0, false
	case slices.ContainsFunc(feedTypes, func(t string) bool { return strings.Contains(kind, t) }), kind == "" && leadsToFeed(values["href"]):
		return ofSite, true
	case slices.Contains(mayBeFeed, kind):
		return perhaps, true
	}
	return 0, false
}

// subscribed is the feed that a link hands to another reader, "" for none:
// https://reader.example/subscription/feed/https%3A%2F%2Fgazette.example%2Ffeed.
func subscribed(href string) string {
	if plain, err := url.QueryUnescape(href); err == nil {
		href = plain
	}
	for _, before := range []string{"feed/http", "add_feed=http", "subscribe?url=http", "feeds?url=http"} {
		if i := strings.Index(href, before); i > 0 {
			return href[i+len(before)-len("http"):]
		}
	}
	return ""
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
	for _, m := range headerLink().FindAllStringSubmatch(strings.Join(links, ","), mostCandidates) {
		said := strings.ToLower(m[2])
		if strings.Contains(said, "alternate") && slices.ContainsFunc(append(feedTypes, mayBeFeed...), func(kind string) bool { return strings.Contains(said, kind) }) {
			d.named = append(d.named, hyperlink{m[1], "", ofSite})
		}
	}
	d.settle()
	return d.found
}

var headerLink = pattern.Late(`<([^<>]*)>([^<>]*)`)

// namesFeed reports whether an address looks like that of a feed.
func namesFeed(u *url.URL) bool {
	for _, key := range []string{"format", "feed", "type", "output"} {
		if slices.Contains([]string{"feed", "rss", "rss2", "atom"}, strings.ToLower(u.Query().Get(key))) {
			return true
		}
	}
	name := strings.ToLower(path.Base(u.Path))
	return slices.Contains([]string{"feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "feed.json", "index.rdf", "rss2", "rss.php", "feed.php", "atom.php"}, name) ||
		strings.HasSuffix(name, ".rss") || strings.HasSuffix(name, ".atom")
}

// settle makes candidates of the links that were named.
func (d *discovery) settle() {
	for _, n := range d.named {
		u := feed.Resolve(d.base, webScheme(n.href))
		if u == nil || strings.TrimSpace(n.href) == "" || slices.ContainsFunc(d.found, func(c candidate) bool { return c.URL == u.String() }) {
			continue
		}
		c := candidate{Feed: Feed{URL: u.String(), Title: strings.Join(strings.Fields(n.title), " "), Site: d.page.String()}, rank: n.rank}
		if section := sectionOf(d.page); n.rank == ofSite && len(section) > 1 && u.Host == d.page.Host && strings.HasPrefix(u.Path, section) {
			c.rank = ofSection
		}
		if lang.HasPhrase(lang.Remarks, lang.Words(n.title)) || strings.Contains(strings.ToLower(u.Path), "comment") {
			c.rank += ofComments
		}
		d.found = append(d.found, c)
	}
}

// sectionOf is the folder of a page.
func sectionOf(page *url.URL) string {
	if strings.HasSuffix(page.Path, "/") || page.Path == "" {
		return page.Path
	}
	return path.Dir(page.Path)
}

// webScheme takes off the scheme that some pages give a feed: feed: before the
// address, or in the place of http.
func webScheme(href string) string {
	href = strings.TrimSpace(href)
	const scheme = "feed:"
	if len(href) < len(scheme) || !strings.EqualFold(href[:len(scheme)], scheme) {
		return href
	}
	rest := strings.TrimPrefix(href[len(scheme):], ":") // as some themes have it
	if strings.HasPrefix(rest, "//") {
		return "http:" + rest
	}
	return rest
}

// guesses are where a feed of the page or its site may lie that nothing names.
func guesses(page *url.URL) []candidate {
	var found []candidate
	add := func(folder string, names []string) {
		for _, name := range names {
			u := feed.Resolve(page, strings.TrimSuffix(folder, "/")+"/"+name)
			if u != nil && !slices.ContainsFunc(found, func(c candidate) bool { return c.URL == u.String() }) {
				found = append(found, candidate{Feed: Feed{URL: u.String(), Site: page.String()}})
			}
		}
	}
	if section := sectionOf(page); len(section) > 1 {
		add(section, usualPlaces)
	}
	add("/", usualPlaces)
	add("/", placesOfSites)
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
		if !slices.Contains([]string{"rss", "atom", "feed", "json", "xml"}, w) && strings.Trim(w, "0123456789") != "" {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}
