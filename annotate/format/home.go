package format

import (
	"net/url"
	"strings"

	"stet/annotate/anchor"
	"stet/model"
)

// articleFinder finds the article that a page is about.
type articleFinder struct {
	all                   []*model.Article
	byText, byURL, byName map[string]*model.Article
	// several is true where the file speaks of more than one page: an article
	// that none of them names by its address is theirs only if it has the words.
	several bool
}

func newHomes(articles []*model.Article, pages []*page) *articleFinder {
	h := &articleFinder{all: articles, byText: map[string]*model.Article{}, byURL: map[string]*model.Article{}, byName: map[string]*model.Article{}}
	for _, a := range articles {
		d := Document{Article: a}
		for key, by := range map[string]map[string]*model.Article{
			textKey(a.Text): h.byText, addressKey(a.Meta.URL): h.byURL, d.Name(): h.byName,
		} {
			if by[key] == nil && key != "" {
				by[key] = a
			}
		}
	}
	seen := map[string]bool{}
	for _, p := range pages {
		if p.Article.Text == "" {
			seen[addressKey(p.Article.Meta.URL)] = true
		}
	}
	h.several = len(seen) > 1
	return h
}

// of returns the article with the page's text or address, else the one with its
// name, else the one that has its words; and the page's own if missing.
func (h *articleFinder) of(p *page) *model.Article {
	for _, a := range h.all {
		if a == p.Article {
			return a
		}
	}
	if a := h.byText[textKey(p.Article.Text)]; a != nil && p.Article.Text != "" {
		return a
	}
	if a := h.byURL[addressKey(p.Article.Meta.URL)]; a != nil && p.Article.Meta.URL != "" {
		return a
	}
	if p.Article.Path != "" && !h.several {
		if a := h.byName[p.Name()]; a != nil {
			return a
		}
	}
	if len(h.all) == 1 && !h.several {
		return h.all[0]
	}
	if a := h.byWords(p); a != nil {
		return a
	}
	return p.Article
}

// maxAsked is how many quotes of a page are looked for in each article to find
// out which it is about.
const maxAsked = 32

// byWords returns the article that has most of a page's words, if it is one.
func (h *articleFinder) byWords(p *page) *model.Article {
	var quotes []string
	for _, a := range p.Annotations {
		for _, pl := range anchor.Places(a) {
			if pl.Quote.Exact != "" && len(quotes) < maxAsked {
				quotes = append(quotes, pl.Quote.Exact)
			}
		}
	}
	var best *model.Article
	most := 0
	for _, a := range h.all {
		n := 0
		for _, q := range quotes {
			if strings.Contains(a.Text, q) {
				n++
			}
		}
		switch {
		case n > most:
			best, most = a, n
		case n == most:
			best = nil // two articles have them
		}
	}
	return best
}

// textKey is the same for texts that differ in line ends and at their edges.
func textKey(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\r' || r == '\ufeff' {
			return -1
		}
		return r
	}, text))
}

// addressKey is the same for addresses of one page.
func addressKey(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	u.Fragment, u.Scheme, u.Host = "", "http", strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	u.Path = strings.TrimRight(u.Path, "/")
	return u.String()
}
