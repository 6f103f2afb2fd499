package page

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"stet/model/date"
	"stet/model/lang"
)

// findByline returns the authors, with commas between them. What people see
// counts: a name that only programs are told is taken if it is one of a person
// and the page shows it somewhere near the story.
func (p *Page) findByline(d *data) string {
	n := namer{page: p, sites: p.siteNames(d), start: p.title}
	start, end := p.storyLines()
	for start < p.title && p.title < end || start < end && (!p.lines[start].prose() || !p.Kept[p.lines[start].first]) {
		start++
	}
	n.first, n.last, n.end = start, end, end+1
	for n.head = n.first + 1; n.head < min(end, n.first+belowLead) && !p.lines[n.head].prose(); {
		n.head++
	}
	for n.end < min(len(p.lines), end+afterStory) && !(p.beginsOther(n.end) && p.endOfOther(n.end) == len(p.lines)) {
		n.end++
	}
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
			same, more := squeeze(line) == squeeze(strings.Join(told, "")), strings.Contains(squeeze(line), squeeze(name)) && strings.Count(line, ",") > len(told)-1
			if (same || more) && fullNames(line) {
				return line
			}
		}
		return strings.Join(unique(told), ", ")
	}
	if len(shown) > 0 {
		return longest(shown)
	}
	if len(told) > 0 && !d.routine() && p.isArticle(d) && !p.endsTitle(told, d) && fullNames(strings.Join(told, ", ")) {
		return strings.Join(unique(told), ", ")
	}
	return ""
}

// longest returns the first byline, or a later one that goes on with more names.
func longest(shown []string) string {
	best := shown[0]
	for _, line := range shown[1:] {
		if strings.HasPrefix(line, best+", ") && fullNames(line) {
			best = line
		}
	}
	return best
}

// isArticle reports whether the page says that it is one, and is not the first page
// of a site.
func (p *Page) isArticle(d *data) bool {
	if d.titled {
		return true
	}
	if u, err := url.Parse(p.Meta.URL); err == nil && p.Meta.URL != "" && len(strings.Trim(u.Path, "/")) < 10 {
		return false
	}
	kind := d.first("og:type")
	return kind == "" || kind == "article"
}

// endsTitle reports whether one name is the last part of the page's title, as that of
// a site is.
func (p *Page) endsTitle(told []string, d *data) bool {
	return len(told) == 1 && strings.HasSuffix(d.title(), " "+told[0])
}

// How far from the title and the first paragraph a byline may be, in lines.
const (
	nearByline = 10
	afterStory = 8
)

// A namer looks for names of authors.
type namer struct {
	page        *Page
	sites       []string
	start       int // line of the title, or where one would be
	first, last int // lines of the story
	head        int // last line of its head: a lead may be above the byline
	end         int // last line below it that may hold a byline
	near        string
}

// told returns the authors that JSON-LD or the head gives.
func (n *namer) told(d *data) (names []string) {
	add := func(list []string) {
		for _, s := range list {
			parts := n.split(s)
			credit := isCredits(s) && !slices.ContainsFunc(parts, func(part string) bool { return isSite(part, n.sites) })
			if n.namesSite(s) || slices.ContainsFunc(lang.Words(s), func(w string) bool { return organisations[w] }) || len(parts) > 0 && isSite(parts[0], n.sites) { // perhaps with its address
				continue
			}
			for _, name := range parts {
				if n.isPerson(name) && lang.Phrase(lang.Desk, lang.Words(name)) == 0 || credit && isSource(name) {
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

// namesSite reports whether the name of the site is in s: "Riverton Gazette,
// Riverton".
func (n *namer) namesSite(s string) bool {
	key := siteKey(s)
	return isSite(s, n.sites) || slices.ContainsFunc(n.sites, func(site string) bool { return len(site) > 8 && strings.Contains(key, site) && len(key) < 3*len(site) })
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
				b.WriteString("\n " + strings.Join(lang.Words(l.text), " ") + " \n")
			}
		}
		n.near = b.String() + "\n"
	}
	if len(s) < shortName { // part of many words
		s = " " + strings.Join(lang.Words(name), " ") + " "
	}
	return strings.Contains(n.near, s)
}

// shortName is the length of a name in bytes up to which it has to be as a word.
const shortName = 6

// isNear reports whether a line may hold the byline: between title and story, or
// right after it.
func (n *namer) isNear(line int) bool {
	l := &n.page.lines[line]
	if l.teaser {
		return false
	}
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
	return line >= n.start-nearByline && line <= n.head || line > n.last-3 && line <= n.end
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

// shown returns the bylines that the page shows near the story, the best first.
func (n *namer) shown() []string {
	spots := append(append(n.spots(), n.inTitle()...), n.ofPost()...)
	for i := max(0, n.start-nearByline); i < len(n.page.lines); i++ {
		if !n.isNear(i) {
			continue
		}
		l := &n.page.lines[i]
		if len(l.text) > longestLabel || l.heading == 1 || l.prose() || n.page.quoted(l) || SameTitle(l.text, n.page.Meta.Title) {
			continue
		}
		parted := n.page.parted(l)
		text := strings.ReplaceAll(parted, "：", ": ")
		if f, ok := date.First(text, n.page.locale); ok && (len(lang.Words(text[:f.Start])) < 2 || onlyDated(text[:f.Start])) {
			text = strings.TrimLeft(text[f.End:], " |,·•-–—/:")
			if name := n.afterDay(text); name != "" {
				spots = append(spots, spot{name, 2, i})
			}
		}
		text = cmp.Or(fromBy(text), text)
		words := lang.Words(text)
		last := len(words) - 1
		if last > 0 && last < 3 && lang.Phrase(lang.After, words[last:]) > 0 || afterBy(text, n.page.locale) > 0 {
			spots = append(spots, spot{text, 2, i})
		} else if inner := strings.Trim(text, "（）()【】"); len(words) == 1 && withoutHanBy(inner) != inner {
			spots = append(spots, spot{withoutHanBy(inner), 2, i})
		} else if i > n.page.title && i <= n.head && i != n.first && n.nameAndDate(parted) || i > n.page.title-belowLead && i <= n.head && n.besideDate(i) {
			spots = append(spots, spot{parted, 3, i})
		}
	}
	if s, line := n.signature(); s != "" {
		spots = append(spots, spot{s, 3, line})
	}
	return n.ranked(spots)
}

// ranked returns the names in spots, the best first.
func (n *namer) ranked(spots []spot) (all []string) {
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
		credit := s.rank < 2 && isCredits(s.text)
		for _, name := range n.split(s.text) {
			desk := s.rank > 1 && isDesk(lang.Words(name))
			if n.isPerson(name) && !desk || credit && isSource(name) {
				names = append(names, name)
			}
		}
		if len(names) > 0 && len(names) < 8 {
			best[rank] = append(best[rank], strings.Join(withoutPlaces(names), ", "))
		}
	}
	for _, list := range best {
		all = append(all, list...)
	}
	return all
}

// fromBy returns the text from a label of an author on, if other labels are before it:
// "Source: Gazette Author: Jane Roe".
func fromBy(text string) string {
	labels := 0
	for at := 0; at < len(text); {
		end := strings.IndexByte(text[at:], ':')
		if end < 0 {
			break
		}
		start := strings.LastIndexByte(text[:at+end], ' ') + 1
		if words := lang.Words(text[start : at+end]); labels > 0 && lang.Phrase(lang.By, words) > 0 {
			return text[start:]
		}
		labels++
		at += end + 1
	}
	return ""
}

// withoutPlaces takes single words and roles from a list that begins with a full name:
// "Jane Roe, Riverton", "Jane Roe, Port Reporter".
func withoutPlaces(names []string) []string {
	if len(lang.Words(names[0])) < 2 {
		return names
	}
	others := slices.DeleteFunc(names[1:], func(name string) bool {
		words := lang.Words(name)
		return len(words) < 2 || endsInDesk(words)
	})
	return names[:1+len(others)]
}
