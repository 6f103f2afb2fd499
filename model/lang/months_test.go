package lang

import (
	"testing"
	"time"
)

func TestMonthsAreReadInEveryLanguage(t *testing.T) {
	for _, c := range []struct {
		word, language string
		want           time.Month
	}{
		{"March", "en", time.March},
		{"März", "de", time.March},
		{"Jänner", "", time.January},
		{"févr.", "fr", time.February},
		{"sept.", "", time.September},
		{"stycznia", "", time.January},
		{"мая", "ru", time.May},
		{"lis", "pl", time.November}, // October in Croatian
		{"lis", "hr", time.October},
		{"lis", "", 0},
		{"AOÛT", "fr", time.August},
		{"май", "ru", time.May},
		{"10月", "ja", time.October},
		{"tháng 3", "vi", time.March},
		{"كانون الثاني", "ar", time.January},
		{"Monday", "en", 0},
		{"", "", 0},
	} {
		got, ok := Month(c.word, c.language)
		if got != c.want || ok != (c.want != 0) {
			t.Errorf("Month(%q, %q) = %v, %v; want %v", c.word, c.language, got, ok, c.want)
		}
	}
}
