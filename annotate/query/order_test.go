package query

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestOrders(t *testing.T) {
	for name, want := range map[string]string{
		"article":   "c1 q1 s1 s2 n1 c2",
		"newest":    "s1 c2 n1 c1 q1 s2",
		"who":       "s2 c2 s1 c1 q1 n1", // nobody last
		"towards":   "s2 s1 c1 q1 n1 c2",
		"kind":      "c1 c2 n1 q1 s1 s2",
		"score":     "c2 c1 q1 s1 s2 n1",
		"annotator": "c1 q1 s1 n1 s2 c2",
	} {
		rows := desk()
		i := slices.IndexFunc(Orders, func(o Order) bool { return o.Name == name })
		if i < 0 {
			t.Fatalf("no order %s", name)
		}
		Orders[i].Sort(rows)
		if got := ids(rows); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestGroupings(t *testing.T) {
	for name, want := range map[string]string{
		"who":       "Sergey Lavrov: q1 c1 | Angela Merkel: s2 | Jane Doe: c2 | Khalifa Haftar: s1 | : n1",
		"article":   "libya.txt: q1 c1 s1 s2 | rates.txt: n1 | tram-plan.md: c2",
		"annotator": "alice: q1 c1 s1 n1 | bob: c2 s2",
		"day":       "2026-03-18: s1 | 2026-03-17: c2 | 2026-03-11: n1 | 2026-01-14: q1 c1 | 2025-12-31: s2",
		"tag":       "economy: c2 | frame:conflict: c2 | : q1 c1 s1 s2 n1",
		"verdict":   "REFUTES: c2 | : q1 c1 s1 s2 n1",
	} {
		i := slices.IndexFunc(Groupings, func(g Grouping) bool { return g.Name == name })
		if i < 0 {
			t.Fatalf("no grouping %s", name)
		}
		var got []string
		for _, group := range Groupings[i].Group(desk(), time.UTC, nil) {
			got = append(got, fmt.Sprintf("%s: %s", group.Key, ids(group.Rows)))
		}
		if s := strings.Join(got, " | "); s != want {
			t.Errorf("%s\n got %s\nwant %s", name, s, want)
		}
	}
}
