package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/lang"
	"stet/model/source"
)

// An item is one entry of a feed.
type item struct {
	key     string // what tells it from the others of its feed
	meta    model.Meta
	content string // HTML, perhaps a summary only
	base    *url.URL
}

// mark changes when the entry does.
func (i *item) mark() string {
	m := &i.meta
	return model.DigestOf(strings.Join([]string{m.Title, m.Byline, m.URL, m.Published.UTC().String(), m.Modified.UTC().String(), i.content}, "\x00"))[:24]
}

// article returns what the feed itself holds of the entry.
func (i *item) article() *model.Article {
	a := source.ReadFragment(i.content, i.base)
	language := a.Meta.Language
	a.Meta = i.meta
	a.Meta.Format = "text/html"
	if a.Meta.Language == "" {
		a.Meta.Language = language
	}
	return source.Story(a)
}

// What bounds a feed beside its size.
const (
	deepestXML = 200
	mostItems  = 5000
)

var errNoFeed = errors.New("it is no feed: neither RSS nor Atom nor JSON Feed")

// parseFeed reads a feed that was found at base.
func parseFeed(data []byte, base *url.URL) (title, site string, items []item, err error) {
	defer func() { // gofeed reads what anybody may have written
		if r := recover(); r != nil {
			err = fmt.Errorf("broken feed: %v", r)
		}
	}()
	if depth := xmlDepth(data); depth > deepestXML {
		return "", "", nil, errors.New("broken feed: elements lie too deep in elements")
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		if again, ok := asUTF8(data); ok {
			feed, err = gofeed.NewParser().Parse(bytes.NewReader(again))
		}
	}
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return "", "", nil, errNoFeed
	case err != nil:
		return "", "", nil, fmt.Errorf("broken feed: %w", err)
	}
	title = oneLine(feed.Title)
	if link := resolve(base, feed.Link); link != nil {
		site, base = link.String(), link
	}
	for _, entry := range feed.Items[:min(len(feed.Items), mostItems)] {
		if entry != nil {
			items = append(items, newItem(feed, entry, title, base))
		}
	}
	dropShared(items)
	return title, site, items, nil
}

func newItem(feed *gofeed.Feed, entry *gofeed.Item, publisher string, base *url.URL) item {
	i := item{key: entry.GUID, content: entry.Content, base: base}
	if i.content == "" {
		i.content = entry.Description
	}
	i.meta = model.Meta{Title: plainTitle(entry.Title), Publisher: publisher, Language: lang.Primary(feed.Language), Tags: entry.Categories}
	if link := resolve(base, entry.Link); link != nil {
		i.meta.URL, i.base = link.String(), link
	} else if link := resolve(nil, entry.GUID); link != nil {
		i.meta.URL, i.base = link.String(), link
	}
	var authors []string
	for _, p := range entry.Authors {
		if p != nil && p.Name != "" {
			authors = append(authors, oneLine(p.Name))
		}
	}
	i.meta.Byline = strings.Join(authors, ", ")
	i.meta.Published, i.meta.Modified = timeOf(entry.PublishedParsed), timeOf(entry.UpdatedParsed)
	if i.meta.Published.IsZero() {
		i.meta.Published = i.meta.Modified
	}
	if i.key == "" {
		i.key = i.meta.URL
	}
	if i.key == "" {
		i.key = i.meta.Title + " " + i.meta.Published.UTC().Format(time.RFC3339)
	}
	return i
}

// timeOf drops times that no article has.
func timeOf(t *time.Time) time.Time {
	if t == nil || t.Year() < 1900 || t.Year() > 2200 {
		return time.Time{}
	}
	return *t
}

// resolve returns the absolute address of s if it is one of the web.
func resolve(base *url.URL, s string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

// dropShared takes the address off entries that share one: it is the site's,
// not theirs.
func dropShared(items []item) {
	count := map[string]int{}
	for i := range items {
		count[addressKey(items[i].meta.URL)]++
	}
	for i := range items {
		if m := &items[i].meta; count[addressKey(m.URL)] > 1 {
			m.URL = ""
		}
	}
}

// plainTitle takes the markup off a title: some feeds hold HTML there.
func plainTitle(s string) string {
	if strings.ContainsAny(s, "<&") {
		var b strings.Builder
		for z := xhtml.NewTokenizer(strings.NewReader(s)); ; {
			kind := z.Next()
			if kind == xhtml.ErrorToken {
				break
			}
			if kind == xhtml.TextToken {
				b.Write(z.Text())
			}
		}
		s = b.String()
	}
	return oneLine(s)
}

func oneLine(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(strings.ToValidUTF8(s, "\uFFFD"))), " ")
}

// xmlDepth returns how deep elements lie in elements, more or less: it errs to
// the deep side where a quoted ">" stands in a tag.
func xmlDepth(data []byte) int {
	depth, deepest := 0, 0
	for {
		i := bytes.IndexByte(data, '<')
		if i < 0 || i+1 >= len(data) {
			return deepest
		}
		data = data[i+1:]
		end := 0
		switch {
		case data[0] == '/':
			depth--
		case bytes.HasPrefix(data, []byte("![CDATA[")):
			end = bytes.Index(data, []byte("]]>"))
		case bytes.HasPrefix(data, []byte("!--")):
			end = bytes.Index(data, []byte("-->"))
		case 'a' <= data[0]|0x20 && data[0]|0x20 <= 'z':
			if end = bytes.IndexAny(data, "<>"); end < 0 || data[end-1] != '/' {
				depth++
				deepest = max(deepest, depth)
			}
		}
		if end < 0 {
			return deepest
		}
		data = data[end:]
	}
}

// asUTF8 decodes a feed whose encoding is not what it says.
func asUTF8(data []byte) ([]byte, bool) {
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		return nil, false
	}
	a, err := source.Read("feed.txt", data)
	if err != nil {
		return nil, false
	}
	text := strings.TrimSpace(a.Text)
	if strings.HasPrefix(text, "<?xml") {
		_, text, _ = strings.Cut(text, "?>")
	}
	return []byte(text), true
}

// Discover returns the feeds that a page names in its head, in its order.
func Discover(page []byte, base *url.URL) []Feed {
	var feeds []Feed
	z := xhtml.NewTokenizer(bytes.NewReader(page))
	for len(feeds) < 20 {
		kind := z.Next()
		if kind == xhtml.ErrorToken {
			break
		}
		t := z.Token()
		if (kind != xhtml.StartTagToken && kind != xhtml.SelfClosingTagToken) || t.DataAtom != atom.Link {
			continue
		}
		values := map[string]string{}
		for _, a := range t.Attr {
			values[a.Key] = a.Val
		}
		switch strings.ToLower(values["type"]) {
		case "application/rss+xml", "application/atom+xml", "application/feed+json":
			if u := resolve(base, values["href"]); u != nil && strings.Contains(strings.ToLower(values["rel"]), "alternate") {
				feeds = append(feeds, Feed{URL: u.String(), Title: oneLine(values["title"]), Site: base.String()})
			}
		}
	}
	return feeds
}
