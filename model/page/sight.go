package page

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model/date"
	"stet/model/lang"
)

// sightIn returns the date that a line shows, unless the date is part of a sentence or of
// another matter.
func (p dating) sightIn(l *line, i int) (sight, bool) {
	if len(l.text) > 3*longestLabel {
		l = &line{text: l.text[:3*longestLabel], in: l.in, tag: l.tag}
	}
	if text := p.parted(l); text != l.text {
		l = &line{text: text, in: l.in, tag: l.tag, first: l.first, end: l.end, linked: l.linked, heading: l.heading}
	}
	f, ok := date.First(l.text, p.locale)
	if !ok {
		if t := p.timeElement(l); !t.IsZero() && !l.prose() {
			return sight{at: t, line: i, rank: 1}, true
		}
	}
	if !ok || f.Time.Year() < 1990 {
		return sight{}, false
	}
	s, label := sight{at: p.withTime(f.Time, l), line: i, rank: 3}, l.text[:f.Start]
	before := lang.Words(label)
	rest := len(lang.Words(l.text[f.End:]))
	s.bare = len(before)+rest <= 1
	s.event = len(before) == 0 && begins(l.text[f.End:])
	named := p.datedElement(l)
	if n := lang.Phrase(lang.Dated, before); l.prose() && !named && (n == 0 || n < len(withoutWeekday(before)) || n == 1 && isPreposition(before[0])) {
		return sight{}, false
	}
	if lang.HasPhrase(lang.Today, before) && lang.Phrase(lang.Dated, before) == 0 && !strings.HasSuffix(strings.TrimSpace(label), ":") {
		return sight{}, false
	}
	if len(before) > 1 && onlyDated(label) && !isChange(before) {
		s.rank = 1
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

// withTime adds to a day the time that a time element in the line tells programs.
func (p dating) withTime(day time.Time, l *line) time.Time {
	if at := p.timeElement(l); day.Hour()+day.Minute() == 0 && !at.IsZero() && sameDay(at, day) {
		return at
	}
	return day
}

// begins reports whether what follows a day is neither a time nor a label.
func begins(after string) bool {
	words := slices.DeleteFunc(lang.Words(after), hasDigit)
	after = strings.TrimLeft(after, " ")
	return len(words) > 0 && !strings.ContainsAny(after[:1], "|,/-(") && lang.Phrase(lang.By, words) == 0 && lang.Phrase(lang.Dated, words) == 0
}

// withoutWeekday takes a day of the week off the end.
func withoutWeekday(words []string) []string {
	if n := len(words); n > 0 && lang.Phrase(lang.Weekday, words[n-1:]) > 0 {
		return words[:n-1]
	}
	return words
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
