package pane

import "time"

// Day says a day as a person does who reads it now.
func Day(at, now time.Time) string {
	at = at.In(now.Location())
	is := func(t time.Time) bool { return at.Format(time.DateOnly) == t.Format(time.DateOnly) }
	switch {
	case is(now):
		return "today"
	case is(now.AddDate(0, 0, -1)):
		return "yesterday"
	}
	return at.Format("2 Jan 2006")
}

// When says a time as a person does who reads it now.
func When(at, now time.Time) string {
	return Day(at, now) + at.In(now.Location()).Format(" 15:04")
}
