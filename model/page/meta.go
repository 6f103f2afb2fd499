package page

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Meta is what a page says about its story.
type Meta struct {
	Title, Byline, Publisher, URL, Language string
	Published, Modified                     time.Time
	Tags                                    []string
}

// data is what a page says for programs: JSON-LD and the head.
type data struct {
	body, description string
	titles            []string
	free              *bool
}

// readData collects it.
func readData(doc *html.Node) *data {
	d := &data{}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Title:
			if n.FirstChild != nil {
				d.titles = append(d.titles, oneLine(n.FirstChild.Data))
			}
		case atom.Meta:
			key := strings.ToLower(Attr(n, "property") + Attr(n, "name"))
			switch key {
			case "og:title", "twitter:title":
				d.titles = append(d.titles, oneLine(Attr(n, "content")))
			case "description", "og:description":
				if c := oneLine(Attr(n, "content")); len(c) > len(d.description) {
					d.description = c
				}
			}
		case atom.Script:
			if strings.EqualFold(strings.TrimSpace(Attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				var v any
				if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
					d.find(v, 0)
				}
			}
		}
	}
	return d
}

func (d *data) find(v any, depth int) {
	if depth > 5 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			d.find(x, depth+1)
		}
	case map[string]any:
		if s, ok := v["articleBody"].(string); ok && len(s) > len(d.body) {
			d.body = s
		}
		for _, k := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			d.find(v[k], depth+1)
		}
	}
}

func (p *Page) readMeta(d *data) Meta {
	var m Meta
	if len(d.titles) > 0 {
		m.Title = d.titles[0]
	}
	return m
}

// titleLine is the heading that repeats the title; else the first of the first
// level; -1 for none.
func (p *Page) titleLine() int {
	first := -1
	for i := range p.lines {
		l := &p.lines[i]
		if l.heading == 0 {
			continue
		}
		if sameTitle(l.text, p.Meta.Title) {
			return i
		}
		if l.heading == 1 && first < 0 {
			first = i
		}
	}
	return first
}

// sameTitle reports whether a heading is the page's title, to which sites add
// their name: three of four of its words are in it, and half the other way.
func sameTitle(heading, title string) bool {
	known := map[string]bool{}
	for word := range strings.FieldsSeq(strings.ToLower(title)) {
		known[word] = true
	}
	words, shared := 0, 0
	for word := range strings.FieldsSeq(strings.ToLower(heading)) {
		words++
		if known[word] {
			shared++
		}
	}
	return shared > 0 && 4*shared >= 3*words && 2*shared >= len(known)
}

// oneLine resolves entities, which some sites encode twice, and joins lines.
func oneLine(s string) string {
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

// A Doubt says why a story may not be all there.
type Doubt string

func (p *Page) doubts(*data) []Doubt { return nil }

var _ = url.Parse
