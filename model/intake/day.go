package intake

import (
	"strconv"
	"strings"
	"time"

	"stet/model/date"
	"stet/model/lang"
)

// longestDay is how long a line may be that gives the day of an article, in bytes.
const longestDay = 200

// parseDay finds a date in a line as newspapers and databases write it. Where only
// a month and a year are given, as magazines do, it is the month's first day.
func parseDay(s string) (time.Time, bool) {
	if len(s) > longestDay {
		return time.Time{}, false
	}
	if f, ok := date.First(s, ""); ok {
		return f.Time, true
	}
	year, month := 0, time.Month(0)
	for word := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !isWord(r) }) {
		if n, err := strconv.Atoi(word); err == nil && len(word) == 4 && 1500 < n && n < 2200 && year == 0 {
			year = n
		}
		if m, ok := monthOf(word); ok && month == 0 {
			month = m
		}
	}
	return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC), year > 0 && month > 0
}

// preferred are the languages whose month is meant where a word is one of several.
var preferred = []string{"", "en", "de", "fr", "es", "it", "pt", "nl"}

func monthOf(word string) (time.Month, bool) {
	if word[0] <= '9' {
		return 0, false
	}
	for _, language := range preferred {
		if m, ok := lang.Month(word, language); ok {
			return m, true
		}
	}
	return 0, false
}
