package page

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"stet/model/date"
	"stet/model/lang"
)

// findByline returns the authors, with commas between them. What people see
// counts: a name that only programs are told is taken if it is one of a person
// and the page shows it somewhere near the story.
func (p *Page) findByline(d *data) string {
	n := namer{page: p, sites: p.siteNames(d), start: p.title, language: p.Meta.Language}
	start, end := p.storyLines()
	n.first, n.last = start, end
	if n.start < 0 || n.start > start {
		n.start = max(0, start-nearByline)
	}
	shown := n.shown()
	told := n.told(d)
	for _, name := range told {
		if !n.isShown(name, shown) {
			continue
		}
		for _, line := range shown {
			if strings.Contains(squeeze(line), squeeze(name)) && strings.Count(line, ",") > len(told)-1 && fullNames(line) {
				return line
			}
		}
		return strings.Join(unique(told), ", ")
	}
	if len(shown) > 0 {
		return shown[0]
	}
	if len(told) > 0 && p.isArticle(d) && fullNames(strings.Join(told, ", ")) {
		return strings.Join(unique(told), ", ")
	}
	return ""
}

// isArticle reports whether the page says that it is one, and is not the first page
// of a site.
func (p *Page) isArticle(d *data) bool {
	if u, err := url.Parse(p.Meta.URL); err == nil && p.Meta.URL != "" && len(strings.Trim(u.Path, "/")) < 10 {
		return false
	}
	kind := d.first("og:type")
	return kind == "" || kind == "article"
}

// How far from the title and the first paragraph a byline may stand, in lines.
const (
	nearByline = 10
	afterStory = 8
)

// A namer looks for names of authors.
type namer struct {
	page        *Page
	sites       []string
	language    string
	start       int // line of the title, or where one would be
	first, last int // lines of the story
	near        string
}

// told returns the authors that JSON-LD or the head gives.
func (n *namer) told(d *data) (names []string) {
	add := func(list []string) {
		for _, s := range list {
			parts := n.split(s)
			if isSite(s, n.sites) || len(parts) > 0 && isSite(parts[0], n.sites) { // perhaps with its address
				continue
			}
			for _, name := range parts {
				if n.isPerson(name) && lang.Phrase(lang.Desk, lang.Words(name)) == 0 {
					names = append(names, name)
				}
			}
		}
	}
	if d.article != nil {
		add(d.names(d.article["author"], true))
		if len(names) == 0 {
			add(d.names(d.article["creator"], true))
		}
	}
	if len(names) == 0 {
		for _, key := range []string{"author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author"} {
			if add(d.several[key]); len(names) > 0 {
				break
			}
		}
	}
	return names
}

// isShown reports whether the page shows a name near the story.
func (n *namer) isShown(name string, shown []string) bool {
	s := squeeze(name)
	for _, other := range shown {
		if strings.Contains(squeeze(other), s) {
			return true
		}
	}
	if n.near == "" {
		var b strings.Builder
		for i := range n.page.lines {
			if l := &n.page.lines[i]; l.heading != 1 && i >= n.start-nearByline && !l.prose() && (!l.out || l.cause != "related" && l.cause != "hidden" && (l.cause != "comments" || i <= n.first)) {
				b.WriteString(squeeze(l.text))
				b.WriteByte('\n')
			}
		}
		n.near = b.String() + "\n"
	}
	return strings.Contains(n.near, s)
}

// isNear reports whether a line may hold the byline: between title and story, or
// right after it.
func (n *namer) isNear(line int) bool {
	l := &n.page.lines[line]
	if l.out {
		switch l.cause {
		case "related", "consent", "advertisement", "dialog", "sign-up":
			return false
		case "comments", "navigation":
			if line > n.first {
				return false
			}
		}
	}
	return line >= n.start-nearByline && line <= n.first+1 || line > n.last-3 && line <= n.last+afterStory
}

// fullNames reports whether a byline is a list of names of two or three words.
func fullNames(line string) bool {
	for name := range strings.SplitSeq(line, ", ") {
		words := lang.Words(name)
		if len(words) < 2 || len(words) > 3 || countUpper(name) < 2 || lang.HasPhrase(lang.Desk, words) {
			return false
		}
	}
	return true
}

// unique returns the names, each once.
func unique(names []string) (all []string) {
	seen := map[string]bool{}
	for _, name := range names {
		if s := squeeze(name); !seen[s] {
			seen[s] = true
			all = append(all, name)
		}
	}
	return all
}

// A spot is an element that is called a byline.
type spot struct {
	text string
	rank int // 0 is best
	line int
}

// shown returns the bylines that the page shows near the story, the best first.
func (n *namer) shown() []string {
	spots := n.spots()
	for i := max(0, n.start-nearByline); i < len(n.page.lines); i++ {
		if !n.isNear(i) {
			continue
		}
		l := &n.page.lines[i]
		if len(l.text) > longestLabel || l.heading == 1 || l.prose() || SameTitle(l.text, n.page.Meta.Title) {
			continue
		}
		text := l.text
		if f, ok := date.First(text, n.language); ok && len(lang.Words(text[:f.Start])) < 2 {
			text = strings.TrimLeft(text[f.End:], " |,·•-–—/:")
		}
		words := lang.Words(text)
		if k := lang.Phrase(lang.By, words); k > 0 && len(words) > k && startsName(text, k) {
			spots = append(spots, spot{text, 2, i})
		}
	}
	var best [8][]string
	for _, s := range spots {
		if !n.isNear(s.line) {
			continue
		}
		rank := 2 * s.rank
		if s.line > n.first+1 {
			rank++
		}
		var names []string
		for _, name := range n.split(s.text) {
			if n.isPerson(name) && (s.rank < 2 || lang.Phrase(lang.Desk, lang.Words(name)) == 0) {
				names = append(names, name)
			}
		}
		if len(names) > 0 && len(names) < 8 {
			best[rank] = append(best[rank], strings.Join(names, ", "))
		}
	}
	var all []string
	for _, list := range best {
		all = append(all, list...)
	}
	return all
}

// startsName reports whether a capital follows the first n words of a text: "von
// Jane Roe" is a byline, "von der Stadt" is none.
func startsName(text string, n int) bool {
	fields := strings.Fields(text)
	if len(fields) <= n {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(fields[n], ":|-–\"“„("))
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}

// spots finds the elements that are called bylines, by markup or by name.
func (n *namer) spots() (spots []spot) {
	lineOf := map[int]int{}
	for i := range n.page.lines {
		for t := n.page.lines[i].first; t < n.page.lines[i].end; t++ {
			lineOf[t] = i
		}
	}
	for e := range n.page.doc.Descendants() {
		if e.Type != html.ElementNode {
			continue
		}
		rank := bylineRank(e)
		if rank < 0 {
			continue
		}
		text, first := shortText(e)
		line, ok := lineOf[first]
		if text == "" || !ok {
			continue
		}
		spots = append(spots, spot{text, rank, line})
	}
	return spots
}

// bylineRank tells how surely an element holds the name of the author; -1 if
// nothing says so.
func bylineRank(e *html.Node) int {
	if prop := Attr(e, "itemprop"); prop == "author" || prop == "creator" {
		return 0
	}
	if strings.Contains(Attr(e, "rel"), "author") {
		return 0
	}
	names := Attr(e, "class") + " " + Attr(e, "id")
	if len(names) < 3 || len(names) > 300 {
		return -1
	}
	rank := -1
	for name := range strings.FieldsSeq(names) {
		if strings.Contains(name, "comment") {
			return -1
		}
		for _, word := range wordsOf(name) {
			switch word {
			case "author", "autor", "byline", "authors", "autoren", "auteur", "autore", "verfasser", "writer", "reporter", "redakteur", "authorname":
				rank = 1
			}
		}
	}
	return rank
}

// longestByline is the length of a byline in bytes at most.
const longestByline = 160

// shortText returns the text of an element and the number of its first text; ""
// if it is empty or too long.
func shortText(e *html.Node) (string, int) {
	var b strings.Builder
	first := -1
	for t := range e.Descendants() {
		if t.Type == html.ElementNode && !Inline(t.DataAtom) && b.Len() > 0 {
			b.WriteString(" | ")
		}
		if t.Type != html.TextNode || t.Parent != nil && Invisible(t.Parent.DataAtom) {
			continue
		}
		if strings.TrimSpace(t.Data) == "" {
			b.WriteByte(' ')
			continue
		}
		if first < 0 {
			first = NumberOf(t)
		}
		if b.Len() > 0 { // a label and a name are often parted by style alone
			b.WriteByte(' ')
		}
		b.WriteString(t.Data)
		if b.Len() > 2*longestByline {
			return "", first
		}
	}
	s := OneLine(b.String())
	if len(s) > longestByline {
		return "", first
	}
	return s, first
}
