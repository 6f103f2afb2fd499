package list

import (
	"slices"
	"time"
)

// A line is a row of the list: an article, or what is between articles.
type line struct {
	it   *item  // nil for a row that is no article
	head string // a heading over the articles of a day or month
	done int    // how many articles are folded away here as done

	places int  // of the story, on its first one
	below  bool // another place of the story above
}

// lay makes the rows of the articles that are listed: those of a day under a heading
// where they are by date, and a count of what is done.
func (ls *listing) lay(items []*item) []line {
	out := make([]line, 0, len(items)+1)
	heads := ls.order.dated && !sameDays(items, ls.catalog.o.Now())
	last := ""
	ls.timed, ls.storied = !heads, false
	for _, l := range ls.arranged(items) {
		it := l.it
		if heads && !l.below {
			ls.timed = ls.timed || !it.Date.IsZero() && !mereDate(it.Date)
			if h := headingOf(it.Date, ls.catalog.o.Now()); h != last {
				out = append(out, line{head: h})
				last = h
				ls.timed = ls.timed || !slices.Contains(unnumbered, h)
			}
		}
		ls.storied = ls.storied || l.places > 1
		out = append(out, l)
	}
	ls.grouped = heads
	if ls.done > 0 {
		out = append(out, line{done: ls.done})
	}
	return out
}

// arranged are the articles as rows: a story is one row or, where its places are listed,
// these together. Where there is a codebook they are usually listed each in its order.
func (ls *listing) arranged(items []*item) []line {
	out := make([]line, 0, len(items)+1)
	others := ls.others(items)
	for _, it := range items {
		s := ls.catalog.story(it)
		switch n := len(others[s]); {
		case s == 0 || n < 2:
			out = append(out, line{it: it})
		case ls.catalog.coded && ls.catalog.unfolded(s):
			out = append(out, line{it: it, places: n})
		case others[s][0] == it:
			out = append(out, line{it: it, places: n})
			if ls.catalog.unfolded(s) {
				for _, o := range others[s][1:] {
					out = append(out, line{it: o, below: true})
				}
			}
		}
	}
	return out
}

// others are the articles of each story in their order.
func (ls *listing) others(items []*item) map[int][]*item {
	if len(ls.catalog.stories.of) == 0 {
		return nil
	}
	out := map[int][]*item{}
	for _, it := range items {
		if s := ls.catalog.story(it); s > 0 {
			out[s] = append(out[s], it)
		}
	}
	return out
}

// unnumbered are the headings under which the date says nothing more.
var unnumbered = []string{"today", "yesterday", "without a date"}

// sameDays reports whether all articles would be under one heading.
func sameDays(items []*item, now time.Time) bool {
	if len(items) == 0 {
		return true
	}
	first := headingOf(items[0].Date, now)
	for _, it := range items[1:] {
		if headingOf(it.Date, now) != first {
			return false
		}
	}
	return true
}

// headingOf is the heading under which an article of that date is: its day, its
// month, or of other years its year.
func headingOf(at, now time.Time) string {
	if at.IsZero() {
		return "without a date"
	}
	day := dayOf(at, now.Location())
	switch ago := int(dayOf(now, now.Location()).Sub(day).Hours() / 24); {
	case ago == 0:
		return "today"
	case ago == 1:
		return "yesterday"
	case ago < 0:
		return "to come"
	case ago < 7:
		return "the last seven days"
	}
	if day.Year() == now.Year() {
		return day.Month().String()
	}
	return day.Format("2006")
}

// dayOf is the day of a time, as midnight UTC. A time that is midnight UTC itself is a
// mere date, and the same day everywhere.
func dayOf(at time.Time, in *time.Location) time.Time {
	if !mereDate(at) {
		at = at.In(in)
	}
	y, m, d := at.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func mereDate(at time.Time) bool {
	u := at.UTC()
	return u.Hour() == 0 && u.Minute() == 0 && u.Second() == 0
}

// hour is the time of day, "" of a mere date.
func hour(at, now time.Time) string {
	if mereDate(at) {
		return ""
	}
	return at.In(now.Location()).Format("15:04")
}
