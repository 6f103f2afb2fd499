package feed

import (
	"bytes"
	"cmp"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"

	"stet/model"
	"stet/model/clean"
	"stet/model/lang"
)

// readRSS reads RSS 0.9 to 2.0 and RDF (RSS 1.0).
func readRSS(data []byte, base *url.URL) (*Feed, error) {
	doc, err := (&rss.Parser{}).Parse(bytes.NewReader(data))
	if err != nil {
		return nil, broken(err)
	}
	f := &Feed{Title: shortTitle(clean.Entities(doc.Title))}
	if link := Resolve(base, doc.Link); link != nil {
		f.Site, base = link.String(), link
	}
	more := hints(data)
	for n, entry := range doc.Items {
		if entry == nil {
			continue
		}
		i := rssItem(entry, f.Title, base)
		language := doc.Language
		if n < len(more) && len(more) == len(doc.Items) {
			language = cmp.Or(more[n].language, language)
		}
		if dc := entry.DublinCoreExt; dc != nil && len(dc.Language) > 0 {
			language = dc.Language[0]
		}
		i.Meta.Language = lang.Primary(language)
		published, modified := rssDates(entry)
		i.dates(published, modified, language)
		if i.Meta.Byline == "" {
			i.Meta.Byline = rssFeedAuthor(doc)
		}
		f.Items = append(f.Items, i)
	}
	return f, nil
}

func rssItem(entry *rss.Item, publisher string, base *url.URL) Item {
	i := Item{Base: base, Meta: model.Meta{Title: plainTitle(entry.Title), Publisher: publisher}}
	if entry.GUID != nil {
		i.Key = strings.TrimSpace(entry.GUID.Value)
	}
	if link := Resolve(base, entry.Link); link != nil {
		i.Meta.URL, i.Base = link.String(), link
	}
	for _, c := range entry.Categories {
		if c != nil && c.Value != "" {
			i.Meta.Tags = append(i.Meta.Tags, clean.Entities(c.Value))
		}
	}
	if entry.Source != nil && entry.Source.Title != "" {
		i.Meta.Publisher = clean.Entities(entry.Source.Title)
		if title, ok := strings.CutSuffix(i.Meta.Title, " - "+i.Meta.Publisher); ok && title != "" {
			i.Meta.Title = title
		}
	}
	i.Meta.Byline = rssAuthors(entry)
	itunes := ""
	if entry.ITunesExt != nil {
		itunes = entry.ITunesExt.Summary
	}
	i.Content = story(entry.Content, entry.Description, mediaDescription(entry.Extensions), itunes)
	for _, e := range entry.Enclosures {
		if e != nil {
			i.enclose(e.URL, e.Type, e.Length, "")
		}
	}
	for _, m := range mediaFiles(entry.Extensions) {
		i.enclose(m["url"], cmp.Or(m["type"], m["medium"]), m["fileSize"], "")
	}
	return i
}

// mediaFiles are the files of Media RSS that are no pictures, by their attributes.
func mediaFiles(e ext.Extensions) (files []map[string]string) {
	all := slices.Clone(e["media"]["content"])
	for _, group := range e["media"]["group"] {
		all = append(all, group.Children["content"]...)
	}
	for _, c := range all {
		kind := c.Attrs["type"]
		if m := c.Attrs["medium"]; m == "video" || m == "audio" || strings.HasPrefix(kind, "video/") || strings.HasPrefix(kind, "audio/") {
			files = append(files, c.Attrs)
		}
	}
	return files
}

// rssAuthors are all that an item names, each once.
func rssAuthors(entry *rss.Item) string {
	var names []string
	if dc := entry.DublinCoreExt; dc != nil {
		names = append(names, dc.Creator...)
		if len(names) == 0 {
			names = append(names, dc.Author...)
		}
	}
	if entry.Author != "" {
		names = append(names, person(entry.Author))
	}
	if len(names) == 0 && entry.ITunesExt != nil {
		names = append(names, entry.ITunesExt.Author)
	}
	return joinNames(names)
}

func rssFeedAuthor(doc *rss.Feed) string {
	switch {
	case doc.DublinCoreExt != nil && len(doc.DublinCoreExt.Creator) > 0:
		return joinNames(doc.DublinCoreExt.Creator)
	case doc.ITunesExt != nil && doc.ITunesExt.Author != "":
		return joinNames([]string{doc.ITunesExt.Author})
	}
	return ""
}

// person is the name in an address of RSS: "jane@x.example (Jane Roe)", or as mail
// has it.
func person(s string) string {
	if before, rest, ok := strings.Cut(s, "("); ok && strings.Contains(before, "@") {
		name, _, _ := strings.Cut(rest, ")")
		return name
	}
	if a, err := mail.ParseAddress(s); err == nil {
		return a.Name
	}
	return s
}

func rssDates(entry *rss.Item) (published, modified string) {
	published = entry.PubDate
	if dc := entry.DublinCoreExt; dc != nil && published == "" && len(dc.Date) > 0 {
		published = dc.Date[0]
	}
	return published, first(entry.Extensions, "dcterms", "modified")
}

// mediaDescription is the description that Media RSS gives an item or its group.
func mediaDescription(e ext.Extensions) string {
	if d := first(e, "media", "description"); d != "" {
		return d
	}
	for _, group := range e["media"]["group"] {
		for _, d := range group.Children["description"] {
			if d.Value != "" {
				return d.Value
			}
		}
	}
	return ""
}

func first(e ext.Extensions, space, name string) string {
	for _, x := range e[space][name] {
		if x.Value != "" {
			return x.Value
		}
	}
	return ""
}
