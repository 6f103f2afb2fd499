package feed

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"stet/model/date"
	"stet/model/lang"
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
// clock, or a day with a number behind it that is no time.
func oddDate(s, language string) time.Time {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch len(s) {
		case 10:
			return time.Unix(n, 0).UTC()
		case 13:
			return time.UnixMilli(n).UTC()
		}
		return time.Time{}
	}
	f, ok := date.First(s, language)
	if !ok || len(strings.Fields(s[:f.Start])) > 1 || strings.ContainsFunc(s[f.End:], unicode.IsLetter) {
		return time.Time{}
	}
	return f.Time
}
