package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// span reads a day, a month, a year or a number of days back as the stretch of
// time [from, end) in the time zone of now.
func span(s string, now time.Time) (from, end time.Time, err error) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch strings.ToLower(s) {
	case "today":
		return today, today.AddDate(0, 0, 1), nil
	case "yesterday":
		return today.AddDate(0, 0, -1), today, nil
	}
	if n, ok := strings.CutSuffix(strings.ToLower(s), "d"); ok {
		if days, err := strconv.Atoi(n); err == nil && days >= 0 && days < 100_000 {
			from = today.AddDate(0, 0, -days)
			return from, from.AddDate(0, 0, 1), nil
		}
	}
	for _, f := range []struct {
		layout              string
		years, months, days int
	}{{"2006-01-02", 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if from, err = time.ParseInLocation(f.layout, s, now.Location()); err == nil {
			return from, from.AddDate(f.years, f.months, f.days), nil
		}
	}
	return from, end, fmt.Errorf("%q is no date: 2026-01-17, 2026-01, 2026, today, yesterday, 7d", s)
}
