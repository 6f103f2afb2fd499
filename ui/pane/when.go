package pane

import "time"

// When says a time as a person does who reads it now.
func When(at, now time.Time) string {
	at = at.In(now.Location())
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch day(at) {
	case day(now):
		return "today " + at.Format("15:04")
	case day(now.AddDate(0, 0, -1)):
		return "yesterday " + at.Format("15:04")
	}
	return at.Format("2 Jan 2006 15:04")
}
