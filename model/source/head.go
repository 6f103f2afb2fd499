package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/date"
	"stet/model/pattern"
)

// The lines between a title and the text of a document or mail.
const (
	mostHeadLines = 4  // so many
	longestHead   = 80 // bytes each
)

var byAuthor = pattern.Late(`^(?i:by|von|par|por|di|door|av|af):? (\S.*)$`)

// labelHead takes the lines under the title that name the author and the day for
// metadata, and makes them boilerplate.
func labelHead(a *model.Article) {
	first := 0
	for first < len(a.Blocks) && a.Blocks[first].Kind == model.Boilerplate {
		first++
	}
	if first == len(a.Blocks) || a.Blocks[first].Kind != model.Heading {
		return
	}
	for i := first + 1; i < len(a.Blocks)-1 && i <= first+mostHeadLines; i++ {
		b := &a.Blocks[i]
		s := a.Slice(b.Range)
		if b.Kind == model.Boilerplate {
			continue
		}
		if b.Kind != model.Paragraph || len(s) > longestHead || strings.ContainsRune(s, '\n') {
			return
		}
		day := date.Parse(s, "")
		by := byAuthor().FindStringSubmatch(s)
		switch {
		case by != nil && !endsSentence(s) && looksNamed(by[1]):
			a.Meta.Byline = by[1]
		case !day.IsZero():
			if a.Meta.Published.IsZero() {
				a.Meta.Published = day
			}
		case a.Meta.Byline == "" && looksNamed(s), a.Meta.Byline == s:
			a.Meta.Byline = s
		default:
			return
		}
		leaveOut(b)
	}
}

// looksNamed reports whether a line may be a person's name or several: up to eight
// words, all but the small ones with a capital, no full stop at the end.
func looksNamed(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 8 || endsSentence(s) {
		return false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsUpper(r):
			capitals++
		case !unicode.IsLetter(r) && r != '&', len(w) > 4:
			return false
		}
	}
	return capitals >= 2 && !strings.ContainsAny(s, ":;?!\"“”0123456789")
}
