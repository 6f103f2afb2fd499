package page

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/date"
	"stet/model/lang"
	"stet/model/pattern"
)

// dating looks for the dates of a page.
type dating struct{ *Page }

// A sight is a date that the page shows.
type sight struct {
	at   time.Time
	line int
	rank int // 0 is best
	// change is true for the day of a change, bare where the line is a date and
	// nothing else.
	change, bare bool
}

// findDates returns when the story was published and changed. The day is that
// which readers see, if they see one near the title; the head and JSON-LD give
// the time of day, or the day where no date is shown.
func (p dating) findDates(d *data) (published, modified time.Time) {
	l := p.Meta.Language
	told := date.Parse(d.ldDate("datePublished"), l)
	for _, key := range []string{"article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "citation_publication_date", "cxenseparse:recs:publishtime", "last-published", "date"} {
		if told.IsZero() {
			told = date.Parse(d.head[key], l)
		}
	}
	modified = date.Parse(d.ldDate("dateModified"), l)
	for _, key := range []string{"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified"} {
		if modified.IsZero() {
			modified = date.Parse(d.head[key], l)
		}
	}
	if told.IsZero() {
		told = date.Parse(d.microdata, l)
	}
	return p.decide(told, p.sights(), d), modified
}

// decide chooses between what programs are told and what readers see. A day that
// only programs are told by routine counts if the page shows it somewhere: of a page
// without a date it is when the site was set up.
func (p dating) decide(told time.Time, seen []sight, d *data) time.Time {
	switch {
	case len(seen) == 0 && told.IsZero():
		return p.dateOfAddress()
	case len(seen) == 0:
		if d.routine() && !p.shows(told) {
			return p.dateOfAddress()
		}
		return told
	case told.IsZero():
		return seen[0].at
	}
	for _, s := range seen {
		if sameDay(s.at, told) && s.rank < seen[0].rank+lowRank {
			return told
		}
	}
	if seen[0].rank >= unlabelled {
		return told
	}
	for _, s := range seen { // another zone
		if gap := s.at.Sub(told).Abs(); gap < 36*time.Hour && s.rank < seen[0].rank+lowRank {
			return s.at
		}
	}
	return seen[0].at
}

// routine reports whether what programs are told comes from a blog's engine, which
// makes an article with author and day of every page, be it an article or not, or is
// of a recipe, which is as good in any year.
func (d *data) routine() bool {
	if d.article != nil && hasType(d.article, func(t string) bool { return strings.HasSuffix(t, "NewsArticle") || t == "LiveBlogPosting" }) {
		return false
	}
	if d.article != nil {
		if hasType(d.article, isRecipe) {
			return true
		}
		if id, _ := d.article["@id"].(string); strings.HasSuffix(id, "#article") || strings.HasSuffix(id, "#richSnippet") {
			return true
		}
	}
	return slices.ContainsFunc(d.several["generator"], func(s string) bool { return strings.Contains(strings.ToLower(s), "wordpress") })
}

// shows reports whether a day, or the one before or after it, is in a line of
// the page that is no sentence, or in its address.
func (p dating) shows(day time.Time) bool {
	near := func(t time.Time) bool { return t.Sub(day).Abs() < 48*time.Hour }
	if m := monthInAddress().FindStringSubmatch(p.Meta.URL); m != nil && m[1]+"-"+m[2] == day.Format("2006-01") {
		return true
	}
	for i := range p.lines {
		text := p.lines[i].text
		text = text[:min(len(text), 3*longestLabel)]
		for range 3 {
			f, ok := date.First(text, p.Meta.Language)
			if !ok {
				break
			}
			if near(f.Time) {
				return true
			}
			text = text[f.End:]
		}
	}
	return false
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// The ranks of dates: from unlabelled on nothing but its place says what a date is
// of; lowRank worse than the best is another date of the page.
const (
	unlabelled = 3
	lowRank    = 3
)

// mostSights is how many dates are looked at.
const mostSights = 60

// sights returns the dates near the title or right after the story, the best
// first: elements made for dates, lines that say published, lines with a date
// and little else, and the one that opens the story.
func (p dating) sights() []sight {
	start, end := p.storyLines()
	title := p.title
	if title < 0 || title > end {
		title = max(0, start-nearByline)
	}
	var all []sight
	prose := p.sum(func(l *line) int { return min(1, proseOf(l)) })
	for i := max(0, min(title, start)-nearByline); i < len(p.lines) && i <= end+afterStory && len(all) < mostSights; i++ {
		l := &p.lines[i]
		top := i <= start+2 || i >= title && i <= title+nearByline && prose.over(title, i) <= 2
		if !top && i < end-3 || l.teaser || p.quoted(l) || l.out && !mayDate(l.cause, i >= title && i <= start) {
			continue
		}
		s, ok := p.sightIn(l, i)
		if !ok && i == start {
			s, ok = p.opening(l, i)
		}
		switch {
		case !ok || !top && s.change:
			continue
		case !top:
			s.rank += 4
		case i < title-3:
			s.rank += 2
		}
		all = append(all, s)
	}
	sortSights(all, title)
	return all
}

// quoted reports whether a line is in a quote, as a post of a network is.
func (p dating) quoted(l *line) bool {
	for i := l.in; i >= 0; i = p.elements[i].parent {
		if p.elements[i].node.DataAtom == atom.Blockquote {
			return true
		}
	}
	return false
}

// mayDate reports whether a line that is left out for a cause may hold the date of
// the story; between the title and the story more of them may.
func mayDate(cause string, between bool) bool {
	switch cause {
	case "metadata", "surroundings", "widget", "author box", "footer", "sharing", "aside":
		return true
	case "navigation", "gallery":
		return between
	}
	return false
}

// opening returns the date with which the first paragraph begins, set apart from
// it: "(21 March 2026) The council …", "Press release, 21 March 2026 | The …".
func (p dating) opening(l *line, i int) (sight, bool) {
	text := l.text[:min(len(l.text), longestLabel)]
	f, ok := date.First(text, p.Meta.Language)
	if !ok || len(lang.Words(text[:f.Start])) > 3 || f.Time.Year() < 1990 {
		return sight{}, false
	}
	before, after := strings.TrimSpace(text[:f.Start]), strings.TrimLeft(text[f.End:], " ")
	apart := strings.HasPrefix(after, "|") || strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")")
	return sight{at: f.Time, line: i, rank: 2}, apart
}

// sortSights puts the best first: by rank, bare dates, the nearest to the title.
func sortSights(all []sight, title int) {
	for i := 1; i < len(all); i++ {
		for j := i; j > 0 && better(all[j], all[j-1], title); j-- {
			all[j], all[j-1] = all[j-1], all[j]
		}
	}
}

func better(a, b sight, title int) bool {
	if a.rank != b.rank {
		return a.rank < b.rank
	}
	if a.bare != b.bare {
		return a.bare
	}
	return distance(a.line, title) < distance(b.line, title)
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// sightIn returns the date that a line shows, if the line is about a date.
func (p dating) sightIn(l *line, i int) (sight, bool) {
	if len(l.text) > 3*longestLabel {
		l = &line{text: l.text[:3*longestLabel], in: l.in, tag: l.tag}
	}
	f, ok := date.First(l.text, p.Meta.Language)
	if !ok {
		if t := p.timeElement(l); !t.IsZero() && !l.prose() {
			return sight{at: t, line: i, rank: 1}, true
		}
	}
	if !ok || f.Time.Year() < 1990 {
		return sight{}, false
	}
	s := sight{at: f.Time, line: i, rank: 3}
	label := l.text[:f.Start]
	before := lang.Words(label)
	rest := len(lang.Words(l.text[f.End:]))
	s.bare = len(before)+rest <= 1
	named := p.datedElement(l)
	if n := lang.Phrase(lang.Dated, before); l.prose() && !named && (n == 0 || n < len(before) || isPreposition(before[n-1])) {
		return sight{}, false
	}
	if lang.HasPhrase(lang.Today, before) && lang.Phrase(lang.Dated, before) == 0 {
		return sight{}, false
	}
	for k := max(0, len(before)-3); k < len(before); k++ {
		n := lang.Phrase(lang.Dated, before[k:])
		if n == 0 || k > 0 && n == 1 && isPreposition(before[k]) { // "No. 4 of 17 March"
			continue
		}
		s.rank = 1
		if s.change = isChange(before[k : k+n]); s.change {
			s.rank = 3
		}
	}
	if s.change {
		if again, ok := p.sightIn(&line{text: l.text[f.End:], in: l.in, tag: l.tag}, i); ok && again.rank == 1 && !again.change {
			return again, true
		}
	}
	switch {
	case named && s.rank == 3:
		s.rank = 1
	case named:
		s.rank = min(s.rank, 1)
	case s.rank == 3 && !s.change && strings.HasSuffix(strings.TrimSpace(label), ":"):
		return sight{}, false // the date of something else
	case s.rank == 3 && (len(before)+rest > 12 || l.heading > 0 && len(before)+rest > 4):
		return sight{}, false
	case s.rank == 3 && len(before)+rest <= 4:
		s.rank = 2
	}
	return s, true
}

// isPreposition reports whether a word that comes before dates comes before other
// things too.
func isPreposition(word string) bool { return utf8.RuneCountInString(word) <= 3 }

// isChange reports whether a label says that the date is one of a change.
func isChange(words []string) bool {
	s := strings.Join(words, " ")
	for _, part := range []string{"updat", "modif", "aktualis", "änder", "actuali", "mise à jour", "mis à jour", "aggiorn", "atualiz", "bijgewerkt", "uppdater", "opdater", "oppdater", "zaktual", "обновл", "güncel"} {
		if strings.Contains(s, part) {
			return true
		}
	}
	return false
}

// datedElement reports whether the element around a line, or the one around
// that, is made for dates.
func (p dating) datedElement(l *line) bool {
	for t := l.first; t < l.end && t < l.first+4 && t < len(p.texts); t++ {
		n := p.texts[t].Parent
		for range 3 {
			if n == nil {
				break
			}
			if n.DataAtom == atom.Time || strings.HasPrefix(Attr(n, "itemprop"), "datePublished") || dateClass(n) {
				return true
			}
			n = n.Parent
		}
	}
	return false
}

// timeElement returns what a time element in a line tells programs.
func (p dating) timeElement(l *line) time.Time {
	for t := l.first; t < l.end && t < len(p.texts); t++ {
		if n := p.texts[t].Parent; n != nil && n.DataAtom == atom.Time {
			if at := date.Parse(Attr(n, "datetime"), ""); !at.IsZero() {
				return at
			}
		}
	}
	return time.Time{}
}

func dateClass(n *html.Node) bool {
	class := Attr(n, "class")
	if class == "" || len(class) > 300 {
		return false
	}
	for name := range strings.FieldsSeq(class) {
		for _, word := range wordsOf(name) {
			switch word {
			case "date", "datum", "time", "timestamp", "published", "pubdate", "publishdate", "fecha", "dateline", "postdate", "datetime", "posted", "erstellt", "tarih", "articledate", "publicationdate":
				return true
			}
		}
	}
	return false
}

// dayInAddress is a day in the path of a page: /2026/03/17/, 2026-03-17,
// /20260317/.
var dayInAddress = pattern.Late(`(?:^|[/_.-])((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)

// monthInAddress is a month there: /2026/03/.
var monthInAddress = pattern.Late(`/((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]`)

func (p dating) dateOfAddress() time.Time {
	m := dayInAddress().FindStringSubmatch(p.Meta.URL)
	if m == nil {
		return time.Time{}
	}
	y, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d {
		return time.Time{}
	}
	return t
}
