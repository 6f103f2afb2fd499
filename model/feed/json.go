package feed

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/url"
	"slices"
	"strings"

	"stet/model"
	"stet/model/clean"
	"stet/model/count"
)

// jsonFeed is JSON Feed 1.1 (jsonfeed.org/version/1.1). Writers differ in what they
// put in the place of a text or a list, so both are taken for either.
type jsonFeed struct {
	Version  string    `json:"version"`
	Title    loose     `json:"title"`
	Home     loose     `json:"home_page_url"`
	Language loose     `json:"language"`
	Author   people    `json:"author"`
	Authors  people    `json:"authors"`
	Items    jsonItems `json:"items"`
}

// jsonItems are the entries that can be read, in a list or by any names.
type jsonItems struct {
	list   []jsonItem
	unread int
}

// UnmarshalJSON takes the entries one by one, so that one harms no other.
func (all *jsonItems) UnmarshalJSON(data []byte) error {
	var raw []json.RawMessage
	if json.Unmarshal(data, &raw) != nil {
		var named map[string]json.RawMessage
		if json.Unmarshal(data, &named) != nil {
			return nil
		}
		for _, key := range slices.Sorted(maps.Keys(named)) {
			raw = append(raw, named[key])
		}
	}
	all.list = []jsonItem{}
	for _, r := range raw {
		var i jsonItem
		switch err := json.Unmarshal(r, &i); {
		case string(r) == "null":
		case err != nil:
			all.unread++
		default:
			all.list = append(all.list, i)
		}
	}
	return nil
}

type jsonItem struct {
	ID          loose           `json:"id"`
	URL         loose           `json:"url"`
	External    loose           `json:"external_url"`
	Title       loose           `json:"title"`
	HTML        loose           `json:"content_html"`
	Text        loose           `json:"content_text"`
	Summary     loose           `json:"summary"`
	Published   loose           `json:"date_published"`
	Modified    loose           `json:"date_modified"`
	Language    loose           `json:"language"`
	Author      people          `json:"author"`
	Authors     people          `json:"authors"`
	Tags        looseList       `json:"tags"`
	Attachments jsonAttachments `json:"attachments"`
	Image       loose           `json:"image"`
	Banner      loose           `json:"banner_image"`
}

// jsonAttachments are a list, or one in the place of a list.
type jsonAttachments []jsonAttachment

// UnmarshalJSON takes a list or what could be in one.
func (a *jsonAttachments) UnmarshalJSON(data []byte) error {
	var list []jsonAttachment
	if json.Unmarshal(data, &list) != nil {
		var one jsonAttachment
		if json.Unmarshal(data, &one) == nil && one.URL != "" {
			list = []jsonAttachment{one}
		}
	}
	*a = list
	return nil
}

type jsonAttachment struct {
	URL     loose `json:"url"`
	Type    loose `json:"mime_type"`
	Size    loose `json:"size_in_bytes"`
	Title   loose `json:"title"`
	Seconds loose `json:"duration_in_seconds"`
}

// loose is a text, or a number in the place of one.
type loose string

// UnmarshalJSON takes any simple value; others are no text.
func (l *loose) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) == nil {
		*l = loose(s)
	} else if c := data[0]; c == '-' || '0' <= c && c <= '9' {
		*l = loose(data)
	}
	return nil
}

// looseList is a list of texts, or one text.
type looseList []loose

// UnmarshalJSON takes a list or what could be in one.
func (l *looseList) UnmarshalJSON(data []byte) error {
	var list []loose
	if json.Unmarshal(data, &list) == nil {
		*l = list
		return nil
	}
	var one loose
	if json.Unmarshal(data, &one) == nil && one != "" {
		*l = looseList{one}
	}
	return nil
}

// people are the names of authors: objects or names, in a list or not.
type people []string

// UnmarshalJSON takes an author or a list of them.
func (p *people) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	for _, one := range list {
		var object struct{ Name loose }
		var name loose
		if json.Unmarshal(one, &object) == nil && object.Name != "" {
			*p = append(*p, string(object.Name))
		} else if json.Unmarshal(one, &name) == nil && name != "" {
			*p = append(*p, string(name))
		}
	}
	return nil
}

func readJSON(text string, base *url.URL) (*Feed, error) {
	var doc jsonFeed
	f := &Feed{}
	if json.Unmarshal([]byte(text), &doc) != nil {
		whole, notice := mendJSON(text)
		doc = jsonFeed{}
		if err := json.Unmarshal([]byte(whole), &doc); err != nil {
			return nil, fmt.Errorf("broken feed: %w", err)
		}
		f.Notices = append(f.Notices, notice)
	}
	if !strings.Contains(doc.Version, "jsonfeed.org") && doc.Items.list == nil {
		return nil, ErrNone
	}
	if n := doc.Items.unread; n > 0 {
		f.Notices = append(f.Notices, fmt.Sprintf("%s left out: not readable", count.Many(n, "entry", "entries")))
	}
	f.Title = shortTitle(plainTitle(string(doc.Title)))
	if link := Resolve(base, string(doc.Home)); link != nil {
		f.Site, base = link.String(), link
	}
	f.leftOut = max(0, len(doc.Items.list)-mostItems)
	for k := range doc.Items.list[:len(doc.Items.list)-f.leftOut] {
		f.Items = append(f.Items, doc.item(&doc.Items.list[k], f.Title, base))
	}
	return f, nil
}

// plainHTML is text as HTML, in which nothing is a tag.
func plainHTML(text string) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	if text = paragraphs(html.EscapeString(text)); !strings.Contains(text, "<p>") {
		text = "<p>" + text + "</p>"
	}
	return text
}

// item reads an entry. What it does not say of itself the feed says.
func (doc *jsonFeed) item(entry *jsonItem, publisher string, base *url.URL) Item {
	i := Item{Key: strings.TrimSpace(string(entry.ID)), Base: base, Meta: model.Meta{
		Title: plainTitle(string(entry.Title)), Publisher: publisher,
		Byline: cmp.Or(joinNames(append(entry.Authors, entry.Author...)), joinNames(append(doc.Authors, doc.Author...))),
	}}
	if link := Resolve(base, cmp.Or(string(entry.URL), string(entry.External))); link != nil {
		i.Meta.URL, i.Base = link.String(), link
	}
	for _, tag := range entry.Tags {
		if tag := clean.Entities(string(tag)); tag != "" && !slices.Contains(i.Meta.Tags, tag) {
			i.Meta.Tags = append(i.Meta.Tags, tag)
		}
	}
	language := cmp.Or(string(entry.Language), string(doc.Language))
	i.tell(language)
	i.dates([]string{string(entry.Published)}, []string{string(entry.Modified)}, language)
	i.Content, _ = story(string(entry.HTML), plainHTML(string(entry.Text)), plainHTML(string(entry.Summary)))
	for _, a := range entry.Attachments {
		i.enclose(file{string(a.URL), string(a.Type), string(a.Size), string(a.Title), string(a.Seconds)})
	}
	if entry.URL != "" && entry.External != "" { // the page that the entry speaks of
		i.enclose(file{address: string(entry.External)})
	}
	for _, picture := range []loose{entry.Image, entry.Banner} {
		i.enclose(file{address: string(picture), kind: "image/*"})
	}
	i.keepPictures()
	return i
}
