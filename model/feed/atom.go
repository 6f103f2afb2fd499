package feed

import (
	"bytes"
	"cmp"
	"html"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed/atom"

	"stet/model"
	"stet/model/clean"
	"stet/model/lang"
)

// readAtom reads Atom (RFC 4287) and its version 0.3.
func readAtom(data []byte, base *url.URL) (*Feed, error) {
	doc, err := (&atom.Parser{}).Parse(bytes.NewReader(data))
	if err != nil {
		return nil, broken(err)
	}
	f := &Feed{Title: shortTitle(plainTitle(doc.Title))}
	if link := Resolve(base, alternate(doc.Links)); link != nil {
		f.Site, base = link.String(), link
	}
	more := hints(data)
	for n, entry := range doc.Entries {
		if entry == nil {
			continue
		}
		var h hint
		if n < len(more) && len(more) == len(doc.Entries) {
			h = more[n]
		}
		i := atomItem(entry, h, f.Title, base)
		language := cmp.Or(h.language, doc.Language)
		i.Meta.Language = lang.Primary(language)
		i.dates(entry.Published, entry.Updated, language)
		if i.Meta.Byline == "" {
			i.Meta.Byline = atomNames(doc.Authors)
		}
		f.Items = append(f.Items, i)
	}
	return f, nil
}

func atomItem(entry *atom.Entry, h hint, publisher string, base *url.URL) Item {
	i := Item{Key: strings.TrimSpace(entry.ID), Base: base, Meta: model.Meta{Publisher: publisher}}
	if i.Meta.Title = plainTitle(entry.Title); isPlain(h.types["title"]) {
		i.Meta.Title = clean.Entities(entry.Title)
	}
	if link := Resolve(base, alternate(entry.Links)); link != nil {
		i.Meta.URL, i.Base = link.String(), link
	}
	for _, c := range entry.Categories {
		if c != nil {
			if tag := clean.Entities(cmp.Or(c.Label, c.Term)); tag != "" {
				i.Meta.Tags = append(i.Meta.Tags, tag)
			}
		}
	}
	i.Meta.Byline = atomNames(entry.Authors)
	if s := entry.Source; s != nil {
		i.Meta.Publisher = cmp.Or(plainTitle(s.Title), publisher)
		if i.Meta.Byline == "" {
			i.Meta.Byline = atomNames(s.Authors)
		}
	}
	content := ""
	if entry.Content != nil {
		content = atomText(entry.Content.Value, entry.Content.Type)
	}
	i.Content = story(content, atomText(entry.Summary, h.types["summary"]), mediaDescription(entry.Extensions))
	for _, l := range entry.Links {
		if l != nil && l.Rel == "enclosure" {
			i.enclose(l.Href, l.Type, l.Length, l.Title)
		}
	}
	return i
}

// isPlain reports whether the type of a text says that it holds no markup. Without
// a type it is text too (RFC 4287, 3.1.1).
func isPlain(kind string) bool { return kind == "" || kind == "text" || kind == "text/plain" }

// atomText is a text of that type as HTML. Many feeds hold HTML and say nothing, so
// only a type that is given makes marks of angles.
func atomText(s, kind string) string {
	if kind == "text" || kind == "text/plain" {
		return paragraphs(html.EscapeString(s))
	}
	return s
}

func alternate(links []*atom.Link) string {
	other := ""
	for _, l := range links {
		switch {
		case l == nil:
		case l.Rel == "" || l.Rel == "alternate":
			return l.Href
		case other == "" && l.Rel == "via":
			other = l.Href
		}
	}
	return other
}

func atomNames(people []*atom.Person) string {
	var names []string
	for _, p := range people {
		if p != nil {
			names = append(names, p.Name)
		}
	}
	return joinNames(names)
}
