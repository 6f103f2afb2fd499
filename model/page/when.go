package page

import (
	"slices"
	"strconv"
	"strings"
	"time"

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
	event        bool // words follow that say what is on that day
}

// findDates returns when the story was published and changed. The day is that
// which readers see, if they see one near the title; the head and JSON-LD give
// the time of day, or the day where no date is shown.
func (p dating) findDates(d *data) (published, modified time.Time) {
	l := p.locale
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
			f, ok := date.First(text, p.locale)
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
	prose := p.count((*line).prose)
	for i := max(0, min(title, start)-nearByline); i < len(p.lines) && i <= end+afterStory && len(all) < mostSights; i++ {
		l := &p.lines[i]
		if i > end && p.beginsOther(i) {
			if i = p.endOfOther(i); i == len(p.lines) {
				break
			}
			continue
		}
		top := i <= start+2 || i >= title && i <= title+nearByline && prose.over(title, i) <= 2
		if !top && i < end-3 || l.teaser || p.quoted(l) || l.out && !mayDate(l.cause, i >= title && i <= start) {
			continue
		}
		s, ok := p.sightIn(l, i)
		if !ok && i == start {
			s, ok = p.opening(l, i)
		}
		switch {
		case !ok || !top && (s.change || s.event):
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

// beginsOther reports whether line i, below the story, is a heading that opens the
// comments or leads to other stories.
func (p *Page) beginsOther(i int) bool {
	l := &p.lines[i]
	return l.heading > 0 && (opensComments(l) || isPointer(l, lang.Words(l.text)))
}

// endOfOther returns the last line of what line i heads: that of the element around it,
// or the last of the page if the title is in that too.
func (p *Page) endOfOther(i int) int {
	e := &p.elements[max(0, p.elements[p.lines[i].in].parent)]
	if e.first <= p.title || e.first < i-mostAbove {
		return len(p.lines)
	}
	return e.end - 1
}

// mostAbove is how many lines may be above a heading in the element that it heads.
const mostAbove = 3

// quoted reports whether a line is in a quote, as a post of a network is.
func (p *Page) quoted(l *line) bool {
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
	f, ok := date.First(text, p.locale)
	if !ok || len(lang.Words(text[:f.Start])) > 3 || f.Time.Year() < 1990 {
		return sight{}, false
	}
	before, after := strings.TrimSpace(text[:f.Start]), strings.TrimLeft(text[f.End:], " ")
	apart := strings.HasPrefix(after, "|") || strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") || strings.HasSuffix(before, ",") && isDateline(after)
	return sight{at: f.Time, line: i, rank: 2}, apart
}

// isDateline reports whether what follows a place and a day is the sign of a dateline:
// "RIVERTON, 21 March 2026 /CourierWire/ -- The …".
func isDateline(after string) bool {
	for _, sign := range []string{"/", "--", "–", "—"} {
		if strings.HasPrefix(after, sign) {
			return true
		}
	}
	return false
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
