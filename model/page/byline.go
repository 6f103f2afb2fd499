package page

import (
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
	if len(told) > 0 && d.isNews() && fullNames(strings.Join(told, ", ")) {
		return strings.Join(unique(told), ", ")
	}
	return ""
}

// isNews reports whether the page says that its story is news. Of other pages the
// author in JSON-LD mostly is who keeps the site.
func (d *data) isNews() bool {
	return d.article != nil && hasType(d.article, func(t string) bool { return strings.HasSuffix(t, "NewsArticle") })
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

// split takes what is no name off a byline and parts it into names.
func (n *namer) split(s string) (names []string) {
	s = OneLine(s)
	if f, ok := date.First(s, n.language); ok {
		if strings.TrimSpace(s[:f.Start]) == "" {
			s = s[f.End:]
		} else {
			s = beforeDate(s[:f.Start])
		}
	}
	s = withoutBy(s)
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;|/•·&+\n\t()[]–—", r) }) {
		for _, name := range splitAnd(part) {
			if name = strings.Trim(withoutRole(withoutBy(name)), " .:-*"); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}

// beforeDate takes the weekday and the label of a date off the end of s.
func beforeDate(s string) string {
	s = strings.TrimRight(s, " ")
	if before, last, ok := cutLast(strings.TrimSuffix(s, ","), " "); ok && strings.HasSuffix(s, ",") {
		if before = strings.TrimRight(before, " "); strings.HasSuffix(before, ",") || strings.HasSuffix(before, "|") || before == "" {
			s = before // ", Donnerstag, 3. März"
		}
		_ = last
	} else if !ok && strings.HasSuffix(s, ",") {
		return ""
	}
	fields := strings.Fields(s)
	for k := max(0, len(fields)-3); k < len(fields); k++ {
		words := lang.Words(strings.Join(fields[k:], " "))
		if n := lang.Phrase(lang.Dated, words); n > 0 && n == len(words) {
			return strings.Join(fields[:k], " ")
		}
	}
	return s
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// withoutBy takes "By", "Von", "Author:" off the beginning.
func withoutBy(s string) string {
	for range 3 {
		s = strings.TrimLeft(s, " :.|-–—\"")
		fields := strings.Fields(s)
		k := lang.Phrase(lang.By, lang.Words(strings.Join(fields[:min(len(fields), 4)], " ")))
		if k == 0 {
			break
		}
		if k >= len(fields) {
			return ""
		}
		s = strings.Join(fields[k:], " ")
	}
	if label, rest, ok := strings.Cut(s, ": "); ok && !strings.Contains(label, " ") {
		return rest // "Interview: Jane Roe"
	}
	return s
}

// withoutRole takes what follows a name of two words off its end: "Jane Roe
// Editor", "Jane Roe Photo: A. Doe".
func withoutRole(name string) string {
	fields := strings.Fields(name)
	for k := 2; k < len(fields); k++ {
		words := lang.Words(strings.Join(fields[k:], " "))
		label := strings.HasSuffix(fields[k], ":")
		if n := lang.Phrase(lang.Nobody, words); n > 0 && n == len(words) || label && lang.Phrase(lang.Credit, words) > 0 {
			return strings.Join(fields[:k], " ")
		}
		if n := lang.Phrase(lang.Desk, words); n > 0 && n == len(words) {
			return strings.Join(fields[:k], " ")
		}
	}
	return name
}

func splitAnd(s string) []string {
	for _, and := range []string{" und ", " and ", " et ", " e ", " y ", " en ", " och ", " og ", " i ", " и "} {
		if i := strings.Index(s, and); i > 0 {
			return append([]string{s[:i]}, splitAnd(s[i+len(and):])...)
		}
	}
	return []string{s}
}

// organisations are words and endings by which a name is none of a person.
var organisations = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq("gmbh ag kg ev inc ltd llc corp verlag magazin magazine news online zeitung http https agency agentur agencia agence presse press media medien verband bundesverband institut institute stiftung foundation user admin administrator publisher company group gruppe e.v") {
		organisations[w] = true
	}
}

// isPerson reports whether a name may be one of a person: no role, no
// organisation, no address, not the site itself.
func (n *namer) isPerson(name string) bool {
	words := lang.Words(name)
	if len(words) == 0 || len(words) > 5 || len(name) > 60 || len(name) < 2 || strings.ContainsAny(name, "@<>{}=?!…") || strings.Contains(name, "://") || strings.Contains(name, "www.") {
		return false
	}
	if lang.Phrase(lang.Nobody, words) > 0 || lang.Phrase(lang.Ad, words) > 0 || lang.Phrase(lang.More, words) > 0 || lang.Phrase(lang.Dated, words) > 0 || lang.Phrase(lang.Comments, words) > 0 || lang.Phrase(lang.Offer, words) == len(words) || lang.Phrase(lang.Credit, words) == len(words) {
		return false
	}
	for _, w := range words {
		if organisations[w] {
			return false
		}
	}
	digits := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, name), "0")
	if digits > 0 && (len(words) > 1 || digits > len(name)/2) {
		return false
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) || domainName(name) {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(name); len(words) > 1 && unicode.IsLower(first) && !strings.HasPrefix(name, "de ") && !strings.HasPrefix(name, "van ") && !strings.HasPrefix(name, "von ") {
		return false
	}
	if len(words) > 2 && countUpper(name) < 2 {
		return false
	}
	name = siteKey(name)
	for _, site := range n.sites {
		if name == site {
			return false
		}
	}
	return true
}

func countUpper(name string) (n int) {
	for word := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) {
			n++
		}
	}
	return n
}

// domainName reports whether s looks like gazette.example.
func domainName(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 0 && !strings.Contains(s, " ") && len(s)-i > 2 && len(s)-i < 6
}
