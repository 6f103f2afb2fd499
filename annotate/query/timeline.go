package query

import (
	"slices"
	"time"
)

// A Span is one stretch of a time line.
type Span struct {
	From time.Time
	Rows []*Row
	Kind map[string]int
}

// Timeline counts rows by the day of their article, or by month if they reach
// over more than two of them; rows whose article has no date go by when they
// were made. Empty stretches between others are there too, up to a thousand.
func Timeline(rows []*Row, loc *time.Location) (spans []Span, monthly bool) {
	if len(rows) == 0 {
		return nil, false
	}
	when := func(r *Row) time.Time {
		if !r.Published.IsZero() {
			return r.Published.In(loc)
		}
		return r.Created.In(loc)
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b *Row) int { return when(a).Compare(when(b)) })
	first, last := when(rows[0]), when(rows[len(rows)-1])
	monthly = last.Sub(first) > 62*24*time.Hour
	begin := func(t time.Time) time.Time {
		if monthly {
			return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, loc)
		}
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, loc)
	}
	next := func(t time.Time) time.Time {
		if monthly {
			return t.AddDate(0, 1, 0)
		}
		return t.AddDate(0, 0, 1)
	}
	const most = 1000 // a date of the year 1 makes no time line of 24,000 months
	for _, r := range rows {
		from := begin(when(r))
		if n := len(spans); n > 0 {
			for at := next(spans[n-1].From); at.Before(from) && len(spans) < n+most; at = next(at) {
				spans = append(spans, Span{From: at, Kind: map[string]int{}})
			}
		}
		if n := len(spans); n == 0 || !spans[n-1].From.Equal(from) {
			spans = append(spans, Span{From: from, Kind: map[string]int{}})
		}
		s := &spans[len(spans)-1]
		s.Rows = append(s.Rows, r)
		s.Kind[r.Kind]++
	}
	return spans, monthly
}
