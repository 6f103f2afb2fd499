package fetch

import (
	"bytes"
	"context"
	"net/url"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/feed"
	"stet/model/source"
)

// ampOf fetches the AMP version that a page names, which needs no programs to show
// its text; nil if absent, or it lacks its story too.
func (c *Client) ampOf(ctx context.Context, page *Response) *Page {
	link := ampLink(page.Body, page.URL)
	if link == nil || link.String() == page.URL.String() {
		return nil
	}
	answer, err := c.Get(ctx, link.String(), Validators{})
	if err != nil {
		return nil
	}
	whole, err := source.ReadPage(answer.Body, answer.ContentType, answer.URL, c.options.Rules)
	if err != nil || whole.Lacking != "" {
		return nil
	}
	if whole.Meta.URL == answer.URL.String() {
		whole.Meta.URL = page.URL.String()
	}
	whole.Notices = append(whole.Notices, "taken from the page's AMP version: the page itself lacks its story")
	return &Page{Article: source.Story(whole), Whole: whole, HTML: answer.Body}
}

// ampLink returns where the AMP version of a page lies, nil if its head names none.
func ampLink(page []byte, base *url.URL) *url.URL {
	for z := xhtml.NewTokenizer(bytes.NewReader(page)); ; {
		switch z.Next() {
		case xhtml.ErrorToken:
			return nil
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			t := z.Token()
			if t.DataAtom == atom.Body {
				return nil
			}
			if t.DataAtom != atom.Link {
				continue
			}
			values := map[string]string{}
			for _, a := range t.Attr {
				values[a.Key] = a.Val
			}
			if slices.Contains(strings.Fields(strings.ToLower(values["rel"])), "amphtml") {
				return feed.Resolve(base, values["href"])
			}
		}
	}
}
