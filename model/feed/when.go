package feed

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"stet/model/date"
	"stet/model/lang"
	"stet/model/pattern"
)

// tell notes the language of an item.
func (i *Item) tell(language string) { i.Meta.Language = lang.Primary(language) }

// dates reads when an item was published and changed: of some texts the first that is
// a date. A time that no article has is dropped.
func (i *Item) dates(published, modified []string, language string) {
	i.Meta.Published, i.Meta.Modified = firstDate(published, language), firstDate(modified, language)
}

func firstDate(texts []string, language string) time.Time {
	for _, s := range texts {
		if t := dateOf(s, language); !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func dateOf(s, language string) time.Time {
	t := date.Parse(s, language)
	if t.IsZero() {
		t = oddDate(strings.TrimSpace(s), language)
	}
	if t.Year() < 1900 || t.Year() > 2200 || t.Unix() == 0 { // programs write 0 for none
		return time.Time{}
	}
	return t
}

// oddDate reads what only the date of a feed can be: the seconds or milliseconds of a
// clock, or a day with up to two words before it and one behind it, which is no zone.
func oddDate(s, language string) time.Time {
	seconds, _, _ := strings.Cut(s, ".")
	if n, err := strconv.ParseInt(seconds, 10, 64); err == nil && len(seconds) > 8 {
		switch len(seconds) {
		case 10:
			return time.Unix(n, 0).UTC()
		case 13:
			return time.UnixMilli(n).UTC()
		}
		return time.Time{}
	}
	if t := dayOfYear(s); !t.IsZero() {
		return t
	}
	s, _, _ = strings.Cut(s, ";")
	f, ok := date.First(s, language)
	if !ok || len(strings.Fields(s[:f.Start])) > 2 || strings.ContainsFunc(s[:f.Start], unicode.IsDigit) || !oneWord(s[f.End:]) {
		return time.Time{}
	}
	return f.Time
}

// longestWord is the length of what may be behind a date, in bytes: a zone that nobody
// knows, a day of the week.
const longestWord = 24

func oneWord(s string) bool {
	s = strings.Trim(s, " \t\n()[].,0123456789:+-")
	return len(s) <= longestWord && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
}

var (
	ordinal = pattern.Late(`^((?:19|20)\d\d)-([0-3]\d\d)(?:T.*)?$`)
	ofWeek  = pattern.Late(`^((?:19|20)\d\d)-?W([0-5]\d)-?([1-7])(?:T.*)?$`)
)

// dayOfYear reads what ISO 8601 knows beside months: 2025-063 and 2025-W10-2.
func dayOfYear(s string) time.Time {
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := ordinal().FindStringSubmatch(s); m != nil && number(m[2]) > 0 && number(m[2]) <= 366 {
		return time.Date(number(m[1]), 1, number(m[2]), 0, 0, 0, 0, time.UTC)
	}
	if m := ofWeek().FindStringSubmatch(s); m != nil && number(m[2]) > 0 {
		fourth := time.Date(number(m[1]), 1, 4, 0, 0, 0, 0, time.UTC) // is in the first week
		monday := 1 - int(fourth.Weekday()+6)%7 + 3
		return time.Date(number(m[1]), 1, monday+7*(number(m[2])-1)+number(m[3])-1, 0, 0, 0, 0, time.UTC)
	}
	return time.Time{}
}
