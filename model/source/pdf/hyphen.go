package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hyphens are the words of a document, which tell whether a hyphen at a line's end
// belongs to a word.
type hyphens map[string]int

func newHyphens(pages [][]line) hyphens {
	h := hyphens{}
	for _, lines := range pages {
		for i := range lines {
			words := strings.Fields(lines[i].text)
			for k, w := range words {
				if k == 0 && afterHyphen(lines, i) || k == len(words)-1 && strings.HasSuffix(w, "-") {
					continue // cut at the line's end
				}
				h[word(w)]++
			}
		}
	}
	return h
}

// afterHyphen reports whether a line may begin with the rest of a word. Lines of
// several columns are mixed here, so that the line before it is one of the last.
func afterHyphen(lines []line, i int) bool {
	const columns = 4
	for k := max(0, i-columns); k < i; k++ {
		if strings.HasSuffix(lines[k].text, "-") {
			return true
		}
	}
	return false
}

func word(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// join says how a line goes on: the text so far, perhaps without its hyphen, and
// what comes between. The hyphen stays beside a digit and before a capital; where the word
// is elsewhere in the document, as it is there; where both halves are
// words of the document, as between words; else it goes.
func (h hyphens) join(text, next string) (kept, sep string) {
	body, ok := strings.CutSuffix(text, "-")
	if !ok || body == "" {
		if strings.HasSuffix(text, "—") || strings.HasSuffix(text, "/") || unspaced(text, next) {
			return text, spaceAfterDash(text)
		}
		return text, " "
	}
	before, _ := utf8.DecodeLastRuneInString(body)
	after, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
		return text, " " // a dash
	}
	if unicode.IsDigit(before) || !unicode.IsLower(after) {
		return text, ""
	}
	first, second := word(lastField(body)), word(firstField(next))
	whole, parted := h[first+second], h[first+"-"+second]
	switch {
	case parted > whole:
		return text, ""
	case whole > 0:
		return body, ""
	}
	// One part of a chain, "nine-month-old", "up-to-date": the rest tells.
	chain := strings.LastIndexByte(first, '-')
	first = first[chain+1:]
	if h[first] > 0 && h[second] > 0 && (chain > 0 || len(first) > 2 && len(second) > 2) {
		return text, ""
	}
	return body, ""
}

// spaceAfterDash is a blank where the dash has one before it.
func spaceAfterDash(text string) string {
	if strings.HasSuffix(text, " —") {
		return " "
	}
	return ""
}

// unspaced reports whether a line ends and the next begins in a script without
// blanks.
func unspaced(text, next string) bool {
	a, _ := utf8.DecodeLastRuneInString(text)
	b, _ := utf8.DecodeRuneInString(next)
	return wideScript(a) && wideScript(b)
}

func wideScript(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || 0x3000 <= r && r <= 0x303F || 0xFF01 <= r && r <= 0xFF60
}

func lastField(s string) string {
	return s[strings.LastIndexByte(s, ' ')+1:]
}

func firstField(s string) string {
	field, _, _ := strings.Cut(s, " ")
	return field
}
