package source

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/date"
	"stet/model/lang"
	"stet/model/page"
)

// pageMeta reads what a page says about itself: JSON-LD first, then OpenGraph
// and the older meta names, then the elements of the page.
func pageMeta(doc *html.Node, base *url.URL) model.Meta {
	var ld, og, el model.Meta
	names := map[string]string{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(page.Attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				readLD(&ld, n.FirstChild.Data)
			}
		case atom.Meta:
			key := strings.ToLower(page.Attr(n, "property"))
			if key == "" {
				key = strings.ToLower(page.Attr(n, "name"))
			}
			if key == "" {
				key = strings.ToLower(page.Attr(n, "itemprop"))
			}
			if _, seen := names[key]; key != "" && !seen {
				names[key] = oneLine(page.Attr(n, "content"))
			}
		case atom.Link:
			if strings.EqualFold(page.Attr(n, "rel"), "canonical") && el.URL == "" {
				el.URL = webAddress(base, page.Attr(n, "href"))
			}
		case atom.Html:
			el.Language = lang.Primary(page.Attr(n, "lang"))
		case atom.Time:
			if el.Published.IsZero() {
				el.Published = date.Parse(page.Attr(n, "datetime"), "")
			}
		}
	}
	og.Title = first(names, "og:title", "twitter:title", "dc.title", "headline")
	og.Byline = notAddress(first(names, "author", "article:author", "og:article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"))
	og.Publisher = first(names, "og:site_name", "application-name", "dc.publisher")
	og.URL = webAddress(base, first(names, "og:url"))
	og.Published = date.Parse(first(names, "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued", "date"), "")
	og.Modified = date.Parse(first(names, "article:modified_time", "og:updated_time", "datemodified", "lastmod"), "")
	og.Language = lang.Primary(first(names, "og:locale", "language", "dc.language"))
	for _, tag := range strings.Split(first(names, "news_keywords", "keywords", "article:tag"), ",") {
		if tag = strings.TrimSpace(tag); tag != "" && len(og.Tags) < 20 {
			og.Tags = append(og.Tags, tag)
		}
	}
	m := merge(merge(ld, og), el)
	if el.URL != "" {
		m.URL = el.URL // the canonical address is what others cite
	}
	if m.URL == "" && base != nil {
		m.URL = base.String()
	}
	return m
}

// merge fills what a lacks from b.
func merge(a, b model.Meta) model.Meta {
	for _, f := range []struct{ to, from *string }{
		{&a.Title, &b.Title}, {&a.Byline, &b.Byline}, {&a.Publisher, &b.Publisher}, {&a.URL, &b.URL}, {&a.Language, &b.Language},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	for _, f := range []struct{ to, from *time.Time }{{&a.Published, &b.Published}, {&a.Modified, &b.Modified}} {
		if f.to.IsZero() {
			*f.to = *f.from
		}
	}
	if len(a.Tags) == 0 {
		a.Tags = b.Tags
	}
	return a
}

// readLD reads the first article in a JSON-LD script into m.
func readLD(m *model.Meta, script string) {
	script = strings.TrimSpace(script)
	script = strings.TrimSuffix(strings.TrimPrefix(script, "<!--"), "-->")
	var data any
	if json.Unmarshal([]byte(script), &data) != nil {
		return
	}
	node := findArticle(data, 0)
	if node == nil {
		return
	}
	*m = merge(*m, model.Meta{
		Title:     oneLine(ldText(node["headline"])),
		Byline:    notAddress(oneLine(ldNames(node["author"]))),
		Publisher: oneLine(ldNames(node["publisher"])),
		Language:  lang.Primary(ldText(node["inLanguage"])),
		Published: date.Parse(ldText(node["datePublished"]), ""),
		Modified:  date.Parse(ldText(node["dateModified"]), ""),
	})
}

// findArticle returns the first object of an article's type, in lists, graphs
// and the main entity of a page.
func findArticle(data any, depth int) map[string]any {
	if depth > 5 {
		return nil
	}
	switch data := data.(type) {
	case []any:
		for _, item := range data[:min(len(data), 100)] {
			if found := findArticle(item, depth+1); found != nil {
				return found
			}
		}
	case map[string]any:
		if isArticle(data["@type"]) {
			return data
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if found := findArticle(data[key], depth+1); found != nil {
				return found
			}
		}
	}
	return nil
}

func isArticle(kind any) bool {
	switch kind := kind.(type) {
	case string:
		return strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report" || kind == "LiveBlogPosting"
	case []any:
		for _, k := range kind {
			if s, ok := k.(string); ok && isArticle(s) {
				return true
			}
		}
	}
	return false
}

// ldText returns a string, or the name or first member of what stands for one.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		if len(v) > 0 {
			return ldText(v[0])
		}
	case map[string]any:
		if s, ok := v["name"].(string); ok {
			return s
		}
		s, _ := v["@value"].(string)
		return s
	}
	return ""
}

// ldNames joins the names of several authors.
func ldNames(v any) string {
	list, ok := v.([]any)
	if !ok {
		return ldText(v)
	}
	var names []string
	for _, item := range list[:min(len(list), 20)] {
		if name := strings.TrimSpace(ldText(item)); name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, ", ")
}

// first returns the value of the first key that has one.
func first(values map[string]string, keys ...string) string {
	for _, key := range keys {
		if v := values[key]; v != "" {
			return v
		}
	}
	return ""
}

// oneLine resolves entities, which some sites encode twice, and joins lines.
func oneLine(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// notAddress returns s unless it is an address, as some sites put for an author.
func notAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by ")
}

// webAddress returns the absolute address of s if it is one of the web.
func webAddress(base *url.URL, s string) string {
	w := pageWalker{base: base}
	return w.absolute(s)
}
