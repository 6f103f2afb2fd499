package format

import (
	"cmp"
	"strings"

	"stet/model"
)

// homes finds the article that a page is about.
type homes struct {
	byText, byURL, byName map[string]*model.Article
	only                  *model.Article
}

func newHomes(articles []*model.Article) *homes {
	h := &homes{map[string]*model.Article{}, map[string]*model.Article{}, map[string]*model.Article{}, nil}
	for _, a := range articles {
		d := Document{Article: a}
		for key, by := range map[string]map[string]*model.Article{
			withLF(a.Text): h.byText, a.Meta.URL: h.byURL, d.Name(): h.byName,
		} {
			if by[key] == nil && key != "" {
				by[key] = a
			}
		}
	}
	if len(articles) == 1 {
		h.only = articles[0]
	}
	return h
}

// of returns the article with the page's text or address, else the one with its
// name, else the only one; and the page's own where there is none.
func (h *homes) of(p *page) *model.Article {
	name := ""
	if p.Article.Path != "" {
		name = p.Name()
	}
	return cmp.Or(h.byText[withLF(p.Article.Text)], h.byURL[p.Article.Meta.URL], h.byName[name], h.only, p.Article)
}

func withLF(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

func sameButLineEnds(a, b string) bool {
	return a == b || withLF(a) == withLF(b)
}
