package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"stet/model/lang"
)

var (
	isoDay     = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})(?:\b|T)`)
	dottedDay  = regexp.MustCompile(`\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b`)
	slashedDay = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/(\d{4})\b`)
	hanDay     = regexp.MustCompile(`(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]`)
	clock      = regexp.MustCompile(`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?`)
)

// parseDay finds a date in a line as newspapers and databases write it, in the
// words of any language that package lang knows or in digits. Where only a month and a year are
// given, it is the month's first day. Of 3/4/2012, day and month are in doubt: it
// is no date unless one number is above 12.
func parseDay(s string) (time.Time, bool) {
	if len(s) > 200 {
		return time.Time{}, false
	}
	if m := isoDay.FindStringSubmatch(s); m != nil {
		return dayOf(m[1], m[2], m[3])
	}
	if m := hanDay.FindStringSubmatch(s); m != nil {
		return dayOf(m[1], m[2], m[3])
	}
	if m := dottedDay.FindStringSubmatch(s); m != nil {
		return dayOf(m[3], m[2], m[1])
	}
	if m := slashedDay.FindStringSubmatch(s); m != nil {
		if n, _ := strconv.Atoi(m[1]); n > 12 {
			return dayOf(m[3], m[2], m[1])
		}
		if n, _ := strconv.Atoi(m[2]); n > 12 {
			return dayOf(m[3], m[1], m[2])
		}
		return time.Time{}, false
	}
	return wordedDay(s)
}

func dayOf(year, month, day string) (time.Time, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Year() == y && int(t.Month()) == m && t.Day() == d && y > 1500
}

// wordedDay reads a date with the name of a month. The month is the name beside
// the day: "mar" is a weekday in "mar. 5 mai 2015".
func wordedDay(s string) (time.Time, bool) {
	words := strings.FieldsFunc(strings.ToLower(clock.ReplaceAllString(s, " ")), func(r rune) bool { return !isWord(r) })
	var year, day int
	month := time.Month(0)
	beside := false
	for i, w := range words {
		if n, err := strconv.Atoi(strings.TrimRight(w, "stndrher")); err == nil && w[0] <= '9' {
			switch {
			case len(w) == 4 && 1500 < n && n < 2200 && year == 0:
				year = n
			case 1 <= n && n <= 31 && day == 0:
				day = n
			}
			continue
		}
		m, ok := monthOf(w)
		if !ok || beside {
			continue
		}
		beside = i > 0 && dayNumber(words[i-1]) || i+1 < len(words) && dayNumber(words[i+1]) || i > 1 && dayNumber(words[i-2]) && len(words[i-1]) <= 2
		if month == 0 || beside {
			month = m
		}
	}
	if year == 0 || month == 0 {
		return time.Time{}, false
	}
	t := time.Date(year, month, max(day, 1), 0, 0, 0, 0, time.UTC)
	return t, t.Month() == month
}

func dayNumber(w string) bool {
	n, err := strconv.Atoi(strings.TrimRight(w, "stndrher"))
	return err == nil && 1 <= n && n <= 31
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
