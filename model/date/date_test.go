package date

import (
	"testing"
	"time"
)

func TestDatesAreReadInTheFormsThatAreUsed(t *testing.T) {
	for _, c := range []struct{ text, language, want string }{
		{"2026-03-17", "", "2026-03-17T00:00:00Z"},
		{"2026-03-17T09:30:00+01:00", "", "2026-03-17T09:30:00+01:00"},
		{"2026-03-17T09:30:00.123Z", "", "2026-03-17T09:30:00Z"},
		{"2026-03-17T09:30", "", "2026-03-17T09:30:00Z"},
		{"2026-03-17 09:30:00 +0100", "", "2026-03-17T09:30:00+01:00"},
		{"20260317T093000Z", "", "2026-03-17T09:30:00Z"},
		{"20260317", "", "2026-03-17T00:00:00Z"},
		{"2026/3/7", "", "2026-03-07T00:00:00Z"},
		{"2026年3月17日", "", "2026-03-17T00:00:00Z"},
		{"2026년 3월 17일", "", "2026-03-17T00:00:00Z"},
		{"Tue, 17 Mar 2026 09:30:00 GMT", "", "2026-03-17T09:30:00Z"},
		{"Tue,17 Mar 2026 09:30:00 -0500", "", "2026-03-17T09:30:00-05:00"},
		{"Tue, 17 Mar 26 09:30:00 EST", "", "2026-03-17T09:30:00-05:00"},
		{"Tue, 17 Mar 2026 09:30:00\n GMT", "", "2026-03-17T09:30:00Z"},
		{"Tue, 17 Mar 2026, 21:05", "", "2026-03-17T21:05:00Z"},
		{"Tue, 17 Mar 2026 09:05 PM", "", "2026-03-17T21:05:00Z"},
		{"Tue, Mar 17 2026 09:30:00 MST", "", "2026-03-17T09:30:00-07:00"},
		{"Tue, 17 Mar 2026 09:30:00 GMT+01:00", "", "2026-03-17T09:30:00+01:00"},
		{"Tue Mar 17 2026 09:30:00 GMT+0000 (Coordinated Universal Time)", "", "2026-03-17T09:30:00Z"},
		{"Tue Mar 17 09:30:00 2026", "", "2026-03-17T09:30:00Z"},
		{"17-Mar-2026", "", "2026-03-17T00:00:00Z"},
		{"March 17, 2026", "en", "2026-03-17T00:00:00Z"},
		{"Sept. 7th, 2026 at 9:30 p.m.", "en", "2026-09-07T21:30:00Z"},
		{"17th of March, 2026", "en", "2026-03-17T00:00:00Z"},
		{"Dienstag, 17. März 2026, 09:30 Uhr", "de", "2026-03-17T09:30:00Z"},
		{"Die, 17 Mär 2026 10:00:00 +0100", "", "2026-03-17T10:00:00+01:00"},
		{"17.03.2026", "de", "2026-03-17T00:00:00Z"},
		{"17. 3. 2026", "cs", "2026-03-17T00:00:00Z"},
		{"17.3.26", "de", "2026-03-17T00:00:00Z"},
		{"1er février 2026", "fr", "2026-02-01T00:00:00Z"},
		{"17 de marzo de 2026", "es", "2026-03-17T00:00:00Z"},
		{"чт, 17 мар 2026 10:00:00 +0300", "", "2026-03-17T10:00:00+03:00"},
		{"3/4/2026", "en", "2026-03-04T00:00:00Z"},
		{"3/4/2026", "fr", "2026-04-03T00:00:00Z"},
		{"17/3/2026", "en", "2026-03-17T00:00:00Z"},
		{"31 February 2026", "en", ""},
		{"March 2026", "en", ""},
		{"17 March", "en", ""},
		{"12 o'clock", "en", ""},
		{"17 March 2026, page 4", "en", ""},
		{"1.2.3", "", ""},
		{"", "", ""},
	} {
		got := ""
		if d := Parse(c.text, c.language); !d.IsZero() {
			got = d.Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("Parse(%q, %q) = %q, want %q", c.text, c.language, got, c.want)
		}
	}
}

func TestTheFirstDateOfALineIsFound(t *testing.T) {
	const line = "Von Jane Roe, veröffentlicht am 17. März 2026 um 9.30 Uhr | Riverton"
	f, ok := First(line, "de")
	if !ok || line[f.Start:f.End] != "17. März 2026 um 9.30 Uhr" || !f.Clock || f.Time.Hour() != 9 {
		t.Errorf("%v %v", f, ok)
	}
	if f, ok := First("call 555-1234 or 12-34-5678 now", "en"); ok {
		t.Errorf("a number is a date: %v", f)
	}
}

func FuzzFirst(f *testing.F) {
	f.Add("Tue, 17 Mar 2026 09:30:00 GMT+01:00 (x)")
	f.Add("2026年3月17日 T 100000 +")
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := First(s, "en"); ok && (d.Start < 0 || d.End > len(s) || d.Start >= d.End || d.Time.Year() < 1899 || d.Time.Year() > 2101) {
			t.Fatalf("%+v of %q", d, s)
		}
	})
}
