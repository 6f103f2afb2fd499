package page

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/clean"
	"stet/model/lang"
)

// describe reads what the page says about its story, once the story is known.
// Where the page is read by people and by programs, what people see counts.
func (p *Page) describe(d *data) {
	m := &p.Meta
	m.Publisher = clean.Entities(strings.Join(d.publishers(), ", "))
	m.URL = webAddress(p.base, d.canonical)
	if m.URL == "" {
		m.URL = webAddress(p.base, d.first("og:url"))
	}
	if m.URL == "" && p.base != nil {
		m.URL = clean.Address(p.base.String())
	}
	for _, tag := range strings.Split(d.first("news_keywords", "keywords", "article:tag"), ",") {
		if tag = strings.TrimSpace(tag); tag != "" && len(m.Tags) < 20 {
			m.Tags = append(m.Tags, tag)
		}
	}
	m.Title = titling{p}.findTitle(d)
	m.Byline = p.findByline(d)
	m.Published, m.Modified = dating{p}.findDates(d)
}

// localeOf returns the tag of the language that the page names, with its region if it has
// one: a page of Britain writes the day before the month.
func localeOf(d *data) string {
	tags := []string{d.first("og:locale", "language", "dc.language", "content-language"), d.language}
	if d.article != nil {
		tags = append([]string{ldText(d.article["inLanguage"])}, tags...)
	}
	found := ""
	for _, tag := range tags {
		switch l := lang.Primary(tag); {
		case l == "":
		case found == "":
			found = strings.TrimSpace(tag)
		case l == lang.Primary(found) && l == strings.ToLower(found): // the same, with a region
			return strings.TrimSpace(tag)
		}
	}
	return found
}

// publishers returns the names of the publisher or the site.
func (d *data) publishers() []string {
	if d.article != nil {
		if names := d.names(d.article["publisher"], false); len(names) > 0 && names[0] != "" {
			return names[:1]
		}
	}
	if name := d.first("og:site_name", "application-name", "dc.publisher"); name != "" {
		return []string{name}
	}
	if d.site != "" {
		return []string{d.site}
	}
	return nil
}

// isPerson reports whether JSON-LD names a person: a blog may be published by its
// author.
func (d *data) isPerson(v any) bool {
	m, ok := v.(map[string]any)
	if !ok {
		return false
	}
	if id, ok := m["@id"].(string); ok && len(m) <= 2 && d.byID[id] != nil {
		m = d.byID[id]
	}
	return hasType(m, func(t string) bool { return t == "Person" })
}

// siteNames returns what the site may be called, squeezed: for comparing.
func (p *Page) siteNames(d *data) (names []string) {
	add := func(s string) {
		if s = siteKey(s); len(s) > 2 {
			names = append(names, s)
		}
	}
	if d.article == nil || !d.isPerson(d.article["publisher"]) {
		for _, s := range d.publishers() {
			add(s)
		}
	}
	add(d.first("og:site_name"))
	add(d.first("application-name", "apple-mobile-web-app-title"))
	add(d.site)
	add(p.siteInTitle(d))
	for _, address := range []string{p.Meta.URL, d.first("og:url")} {
		if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
			host := strings.TrimPrefix(u.Hostname(), "www.")
			add(host)
			if i := strings.LastIndexByte(host, '.'); i > 0 {
				add(host[:i])
				add(host[strings.LastIndexByte(host[:i], '.')+1 : i])
			}
		}
	}
	return names
}

// siteInTitle returns the part of the page's title behind the heading, if it is called
// as papers are: "Tram dearer | Riverton Gazette".
func (p *Page) siteInTitle(d *data) string {
	if p.title < 0 {
		return ""
	}
	rest, ok := strings.CutPrefix(d.title(), p.lines[p.title].text)
	if !ok || rest == "" {
		return ""
	}
	i := strings.LastIndexAny(rest, "|–—-·»")
	if i < 0 {
		return ""
	}
	site := strings.Trim(rest[i:], " |–—-·»")
	words := lang.Words(site)
	if len(words) < 2 || !papers[words[0]] && !papers[words[len(words)-1]] { // a person, perhaps
		return ""
	}
	return site
}

// papers are words of the names of papers.
var papers = wordSet(`courier gazette herald times tribune post journal chronicle observer telegraph mirror echo argus bulletin
	dispatch examiner express globe guardian independent inquirer mail monitor record register review sentinel standard news daily
	weekly magazine zeitung anzeiger bote kurier nachrichten tageblatt rundschau merkur morgenpost blatt diario correo heraldo
	periódico noticias jornal correio folha corriere giornale gazzetta dagblad krant`)

// siteKey reduces a name to what the address of a site could spell.
func siteKey(s string) string { return squeeze(lang.Fold(s)) }

// isSite reports whether s is the name of the site.
func isSite(s string, sites []string) bool {
	s = siteKey(s)
	for _, site := range sites {
		if s == site || len(s) > 4 && len(site) > 4 && (strings.HasPrefix(s, site) && len(s) < len(site)+12 || strings.HasPrefix(site, s) && len(site) < len(s)+6) {
			return true
		}
	}
	return false
}

// ldDate reads a date of the JSON-LD article.
func (d *data) ldDate(key string) string {
	if d.article == nil {
		return ""
	}
	return ldText(d.article[key])
}

// webAddress returns the absolute address of s if it is one of the web.
func webAddress(base *url.URL, s string) string {
	u := Resolve(base, s)
	if u == nil {
		return ""
	}
	return clean.Address(u.String())
}

// BaseOf returns the address that the links of a page are relative to: what its base
// element says, else base, else the address that the page gives as its own.
func BaseOf(doc *html.Node, base *url.URL) *url.URL {
	own := ""
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Base && Attr(n, "href") != "":
			if u := Resolve(base, Attr(n, "href")); u != nil {
				return u
			}
		case n.DataAtom == atom.Link && own == "" && strings.EqualFold(Attr(n, "rel"), "canonical"):
			own = Attr(n, "href")
		case n.DataAtom == atom.Body:
			if base == nil {
				base = Resolve(nil, own)
			}
			return base
		}
	}
	return base
}

// Resolve returns the absolute address of a link if it is one of the web, else
// nil. Base may be nil.
func Resolve(base *url.URL, href string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || href == "" || href[0] == '#' {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	return u
}
