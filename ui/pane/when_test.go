package pane

import (
	"testing"
	"time"
)

func TestATimeIsSaidAsAPersonDoes(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	for at, want := range map[time.Time]string{
		now.Add(-time.Hour):                          "today 08:30",
		now.Add(-10 * time.Hour):                     "yesterday 23:30",
		time.Date(2026, 2, 27, 9, 0, 0, 0, time.UTC): "27 Feb 2026 09:00",
		time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC):  "1 Mar 2025 09:00",
	} {
		if is := When(at, now); is != want {
			t.Errorf("%s is %q, not %q", at, is, want)
		}
	}
}
