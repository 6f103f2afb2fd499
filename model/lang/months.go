package lang

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// A monthName is a month in one language.
type monthName struct {
	language string
	month    time.Month
}

// monthsOf reads months.txt of each language: twelve lines, January first, each with
// the names and abbreviations of a month in lower case, in all grammatical forms
// that dates use; a low line stands for a blank within a name.
func monthsOf(list []*Language) map[string][]monthName {
	all := map[string][]monthName{}
	for _, l := range list {
		lines := l.List("months.txt")
		if len(lines) == 0 {
			continue
		}
		if len(lines) != 12 {
			panic(fmt.Sprintf("%s/months.txt has %d lines", l.Tag, len(lines)))
		}
		for i, line := range lines {
			for word := range strings.FieldsSeq(line) {
				word = strings.ReplaceAll(word, "_", " ")
				all[word] = append(all[word], monthName{l.Tag, time.Month(i + 1)})
			}
		}
	}
	return all
}

// Month returns the month that word names, with or without a full stop after an
// abbreviation. The language is a hint: where languages disagree ("lis" is
// October in Croatian, November in Polish and Czech), it decides; without it
// such a word is no month.
func Month(word, language string) (time.Month, bool) {
	if len(word) > 40 {
		return 0, false
	}
	word = strings.ToLower(strings.TrimRightFunc(word, func(r rune) bool { return r == '.' || unicode.IsSpace(r) }))
	found := time.Month(0)
	for _, m := range Embedded().months()[word] {
		switch {
		case m.language == language:
			return m.month, true
		case found != 0 && found != m.month:
			found = -1
		case found == 0:
			found = m.month
		}
	}
	return max(found, 0), found > 0
}
