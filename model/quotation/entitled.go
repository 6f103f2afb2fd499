package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words between marks that nobody says: names, titles and glosses.

// mostTitle is how many words a title has that is known by its capitals alone.
const mostTitle = 8

// entitled reports whether the stretch at part k is a name, a title or a gloss: the film
// “Above the Harbour”; the company “Northern Light and Power”; (“the lighthouse”).
func (t *nounPhrases) entitled(list []atom, k int) bool {
	words := strings.TrimFunc(t.text[list[k].start:list[k].end], func(r rune) bool { return !isWord(r) })
	first, _ := utf8.DecodeRuneInString(words)
	switch {
	case k > 0 && k+1 < len(list) && list[k-1].sign == '(' && list[k+1].sign == ')':
		return true
	case !unicode.IsUpper(first):
		return false
	case k > 0 && list[k-1].named, k > 1 && list[k-2].named && list[k-1].role&(rPrep|rLink|rAs|rStop) != 0:
		return true
	}
	return !t.lang.Capitals && titleCase(words)
}

// titleCase reports whether each long word has a capital, and none ends a sentence.
func titleCase(words string) bool {
	capitals, n := 0, 0
	for word := range strings.FieldsSeq(words) {
		n++
		first, _ := utf8.DecodeRuneInString(strings.TrimFunc(word, func(r rune) bool { return !isWord(r) }))
		switch {
		case strings.ContainsAny(word, ",;!?…"):
			return false
		case unicode.IsUpper(first):
			capitals++
		case utf8.RuneCountInString(word) > 3:
			return false
		}
	}
	return capitals > 1 && n <= mostTitle
}
