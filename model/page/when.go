package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/date"
	"stet/model/lang"
)

// dating looks for the dates of a page.
type dating struct{ *Page }

// A sight is a date that the page shows.
type sight struct {
	at   time.Time
	line int
	rank int // 0 is best
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
	seen := p.sights()
	switch {
	case len(seen) == 0 && told.IsZero():
		return p.dateOfAddress(), modified
	case len(seen) == 0:
		return told, modified
	case told.IsZero():
		return seen[0].at, modified
	}
	for _, s := range seen {
		if sameDay(s.at, told) {
			return told, modified
		}
	}
	for _, s := range seen { // another zone
		if gap := s.at.Sub(told).Abs(); gap < 36*time.Hour {
			return s.at, modified
		}
	}
	return seen[0].at, modified
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// mostSights is how many dates are looked at.
const mostSights = 60

// sights returns the dates near the title or right after the story, the best
// first: elements made for dates, lines that say published, lines with a date
// and little else.
func (p dating) sights() []sight {
	start, end := p.storyLines()
	title := p.title
	if title < 0 || title > end {
		title = max(0, start-nearByline)
	}
	var all []sight
	for i := max(0, min(title, start)-nearByline); i < len(p.lines) && i <= end+afterStory && len(all) < mostSights; i++ {
		l := &p.lines[i]
		top := i <= start+2 || i >= title && i <= title+nearByline
		if !top && i < end-3 {
			continue
		}
		if l.out && !(l.cause == "metadata" || l.cause == "surroundings" || l.cause == "author box" || l.cause == "footer" || l.cause == "sharing" || l.cause == "aside") {
			continue
		}
		if s, ok := p.sightIn(l, i); ok {
			if !top {
				s.rank += 4
			} else if i < title-3 {
				s.rank += 2
			}
			all = append(all, s)
		}
	}
	sortSights(all, title)
	return all
}

// sortSights puts the best first: by rank, then the nearest to the title.
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
	before := lang.Words(l.text[:f.Start])
	rest := len(lang.Words(l.text[f.End:]))
	named := p.datedElement(l)
	if l.prose() && !named {
		return sight{}, false
	}
	for k := max(0, len(before)-3); k < len(before); k++ {
		if n := lang.Phrase(lang.Dated, before[k:]); n > 0 {
			s.rank = 1
			if isChange(before[k : k+n]) {
				s.rank = 3
			}
		}
	}
	switch {
	case named && s.rank == 3:
		s.rank = 1
	case named:
		s.rank = min(s.rank, 1)
	case s.rank == 3 && len(before)+rest > 12:
		return sight{}, false
	case s.rank == 3 && len(before)+rest <= 4:
		s.rank = 2
	}
	return s, true
}

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
			case "date", "datum", "time", "timestamp", "published", "pubdate", "publishdate", "fecha", "dateline", "postdate", "datetime", "posted", "erstellt":
				return true
			}
		}
	}
	return false
}

// dayInAddress is a day in the path of a page: /2026/03/17/, 2026-03-17,
// /20260317/.
var dayInAddress = regexp.MustCompile(`(?:^|[/_.-])((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)`)

func (p dating) dateOfAddress() time.Time {
	m := dayInAddress.FindStringSubmatch(p.Meta.URL)
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
