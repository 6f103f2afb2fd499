package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/clean"
	"stet/model/date"
	"stet/model/lang"
)

// titling looks for the title of a page.
type titling struct{ *Page }

// firstTitle is the title as the page's head gives it, for finding the heading
// that repeats it.
func firstTitle(d *data) string {
	if d.article != nil {
		if s := clean.Entities(ldText(d.article["headline"])); s != "" {
			return s
		}
	}
	if s := d.first("og:title", "twitter:title", "dc.title", "headline"); s != "" {
		return s
	}
	return d.title()
}

// findTitle returns the title as readers see it: the heading over the story, if
// it is like what the head says or is right over the story; else what the
// head says, without the name of the site.
func (p titling) findTitle(d *data) string {
	sites := p.siteNames(d)
	var named []string // what the head says
	if d.article != nil {
		named = append(named, clean.Entities(ldText(d.article["headline"])))
	}
	named = append(named, d.first("og:title"), d.first("twitter:title"), d.first("dc.title", "headline"))
	if len(d.titles) > 0 {
		named = append(named, d.titles[0])
	}
	for i, s := range named {
		named[i] = strings.ReplaceAll(s, softHyphen, "")
	}
	if h := p.heading(named, sites); h != "" {
		return h
	}
	for i, s := range named {
		s = withoutSite(s, sites)
		switch {
		case i < len(named)-1 || len(d.titles) == 0:
		case s == named[i]:
			s = withoutTail(s)
		case strings.Contains(s, " | ") || strings.Contains(s, " :: ") || strings.Contains(s, " » "): // a section
			s = withoutTail(s)
		}
		if s != "" && !isSite(s, sites) {
			return s
		}
	}
	for _, s := range named {
		if s != "" {
			return s
		}
	}
	return ""
}

const softHyphen = "\u00ad"

// withoutTail takes the last part off the title element of a page, which mostly
// is the name of the site.
func withoutTail(title string) string {
	for _, sep := range []string{" | ", " :: ", " » ", " · ", " - ", "_", "-"} {
		i := strings.LastIndex(title, sep)
		if i < 0 || len(sep) == 1 && (i+1 == len(title) || title[i+1] < 0x80) {
			continue
		}
		if tail := title[i+len(sep):]; 2*len(tail) < len(title) && len(strings.Fields(tail)) <= 5 && i > 12 {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// How like a heading and a title have to be, from 0 to 1, and how far from the
// first paragraph a heading may be, in lines, if it is not.
const (
	likeTitle   = 0.5
	nearHeading = 12
)

// heading returns the heading that is the title.
func (p titling) heading(named, sites []string) string {
	start, end := p.storyLines()
	best, score := "", 0.0
	for i := range p.lines {
		l := &p.lines[i]
		if l.heading == 0 || l.heading > 4 || len(l.text) > 400 || l.out && (l.cause == "comments" || l.cause == "related" || l.cause == "navigation" || l.cause == "hidden" || l.cause == "dialog") {
			continue
		}
		if i > end || isSite(l.text, sites) {
			continue
		}
		like := 0.0
		for _, s := range named {
			like = max(like, likeness(l.text, s))
		}
		s := 2 * like
		switch {
		case i > start+3:
			s -= 0.5
		case start-i <= nearHeading:
			s += 0.4
		}
		switch l.heading {
		case 1:
			s += 0.5
		case 2:
			s += 0.2
		}
		if l.mostlyLink() {
			s -= 0.3
		}
		if p.leadsHome(l) {
			s -= 0.6
		}
		if isTail(l.text, named[len(named)-1]) || p.isHead(i, named[len(named)-1]) {
			s -= 0.6
		}
		enough := like >= likeTitle || l.heading == 1 && i <= start+1 && start-i <= nearHeading && p.onlyFirst(i, start) && (strings.Contains(l.text, " ") || l.text != strings.ToUpper(l.text))
		if enough && s > score {
			best, score = p.withoutKicker(l, named), s
		}
	}
	return best
}

// isTail reports whether a heading is the last part of a title, and not its longest:
// mostly the name of the site.
func isTail(heading, title string) bool {
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 && i > len(title)-i-len(sep) && squeeze(title[i+len(sep):]) == squeeze(heading) {
			return true
		}
	}
	return false
}

// isHead reports whether a heading is the first part of a title and another heading is
// the rest: "Riverton Gazette: Tram dearer".
func (p titling) isHead(i int, title string) bool {
	rest, ok := strings.CutPrefix(title, p.lines[i].text+": ")
	if !ok {
		return false
	}
	for j := range p.lines {
		if l := &p.lines[j]; j != i && l.heading > 0 && !l.out && l.text == rest {
			return true
		}
	}
	return false
}

// leadsHome reports whether a heading is a link to the first page of the site, and so its
// name.
func (p titling) leadsHome(l *line) bool {
	if l.linked < len(l.text) {
		return false
	}
	for n := p.texts[l.first].Parent; n != nil && n.DataAtom != atom.Body; n = n.Parent {
		if n.DataAtom == atom.A {
			u := Resolve(p.base, Attr(n, "href"))
			return Attr(n, "href") == "/" || u != nil && len(strings.Trim(u.Path, "/")) == 0 && u.RawQuery == "" && u.Fragment == ""
		}
	}
	return false
}

// kickerNames are what sites call the words over a headline.
var kickerNames = wordSet("kicker topline overline dachzeile roofline overhead spitzmarke eyebrow label category rubrik section volanta tag prefix supertitle suptitle headlinekicker ressort antetitulo pretitle catchline hat subtitle subheadline subline untertitel subhead")

// withoutKicker returns the text of a heading without the words over the headline
// that sites put into it: they are called so, or what the head says is the rest.
func (p titling) withoutKicker(l *line, named []string) string {
	var rest []string
	for t := l.first; t < l.end; t++ {
		text := clean.Entities(p.texts[t].Data)
		if text == "" {
			continue
		}
		kicker := false
		for n := p.texts[t].Parent; n != nil && Inline(n.DataAtom); n = n.Parent {
			for name := range strings.FieldsSeq(Attr(n, "class")) {
				words := wordsOf(name)
				kicker = kicker || len(words) > 0 && kickerNames[words[len(words)-1]]
			}
			kicker = kicker || t > l.first && (n.DataAtom == atom.Time || bylineRank(n) >= 0 || dateClass(n) || p.saysWhoOrWhen(n))
		}
		if !kicker {
			rest = append(rest, text)
		}
	}
	whole := strings.ReplaceAll(l.text, softHyphen, "")
	if cut := strings.ReplaceAll(strings.Join(rest, " "), softHyphen, ""); len(cut) > 12 && len(cut) < len(whole) && len(rest) < l.end-l.first {
		whole = cut
	}
	for _, s := range named {
		if len(s) > 15 && len(s) < len(whole) && strings.HasSuffix(whole, s) {
			return s
		}
	}
	return whole
}

// saysWhoOrWhen reports whether an element within a heading is small print that names the
// author or the day: "Tram dearer <small>by Jane Roe</small>".
func (p titling) saysWhoOrWhen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Small, atom.Span, atom.Em, atom.I:
	default:
		return false
	}
	text, _ := shortText(n)
	if named := afterBy(text, p.locale); 0 < named && named <= 4 {
		return true
	}
	f, ok := date.First(text, p.locale)
	return ok && len(lang.Words(text[:f.Start]+" "+text[f.End:])) <= 1
}

// onlyFirst reports whether line i is the only heading of the first level before
// the story.
func (p titling) onlyFirst(i, start int) bool {
	for j := max(0, i-nearHeading); j <= min(start, len(p.lines)-1); j++ {
		if j != i && p.lines[j].heading == 1 && !p.lines[j].out {
			return false
		}
	}
	return true
}

// storyLines returns the first and the last line of the story that read like
// paragraphs, or the bounds of the kept blocks.
func (p *Page) storyLines() (start, end int) {
	start, end = len(p.lines), -1
	for i := range p.lines {
		l := &p.lines[i]
		if p.Kept[l.first] && l.heading == 0 {
			if l.prose() {
				start = min(start, i)
			}
			end = i
		}
	}
	if start > end {
		start = max(0, end)
	}
	return start, end
}

// likeness compares two titles word by word, from 0 to 1; that one of them has
// the name of a site besides costs little.
func likeness(a, b string) float64 {
	x, y := titleWords(a), titleWords(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	shared := 0
	for w := range x {
		if y[w] {
			shared++
		}
	}
	return (0.7*float64(shared)/float64(len(x)) + 0.3*float64(shared)/float64(len(y)))
}

func titleWords(s string) map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if w = squeeze(w); w != "" {
			words[w] = true
		}
	}
	return words
}

// separators part a title from the name of the site.
var separators = []string{" | ", " - ", " – ", " — ", " » ", " « ", " · ", " • ", " :: ", " / ", " > ", "｜", "_", "-"}

// withoutSite takes the name of the site off either end of a title.
func withoutSite(title string, sites []string) string {
	for range 4 {
		cut := title
		for _, sep := range separators {
			if i := strings.LastIndex(title, sep); i > 0 && isSite(title[i+len(sep):], sites) {
				cut = title[:i]
				break
			}
			if i := strings.Index(title, sep); i > 0 && isSite(title[:i], sites) {
				cut = title[i+len(sep):]
				break
			}
		}
		if cut = strings.TrimSpace(cut); cut == title || len(cut) < 3 {
			return title
		}
		title = cut
	}
	return title
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
		if SameTitle(l.text, p.Meta.Title) {
			return i
		}
		if l.heading == 1 && first < 0 {
			first = i
		}
	}
	return first
}

// SameTitle reports whether a heading is the page's title, to which sites add
// their name: three of four of its words are in it, and half the other way.
func SameTitle(heading, title string) bool {
	known := wordSet(strings.ToLower(title))
	words, shared := 0, 0
	for word := range strings.FieldsSeq(strings.ToLower(heading)) {
		words++
		if known[word] {
			shared++
		}
	}
	return shared > 0 && 4*shared >= 3*words && 2*shared >= len(known)
}
