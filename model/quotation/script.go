package quotation

import "unicode"

// dense reports whether r belongs to a script that is written without blanks
// between words.
func dense(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}

// threeWords reports whether s holds three words or more. Where words have no
// blanks between them, letters are counted: a Chinese word has some two thirds
// of a word for each, the others less; four letters with a stop among them are a
// sentence.
func threeWords(s string) bool {
	words, inside := 0, false
	letters, stop := 0.0, false
	for _, r := range s {
		switch {
		case !isWord(r):
			inside = inside && !unicode.IsSpace(r)
			stop = stop || letters > 0 && unicode.IsPunct(r) && r >= 0x3000 && endsClause(r)
		case unicode.IsMark(r):
		case !dense(r):
			if !inside {
				words++
			}
			inside = true
		case unicode.Is(unicode.Han, r):
			letters += 0.5
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			letters += 0.34
		default:
			letters += 0.25
		}
	}
	if letters > 1.6 && stop {
		return true
	}
	return float64(words)+letters >= 3
}

// endsClause reports whether r is a full stop, a comma or the like of Chinese and
// Japanese.
func endsClause(r rune) bool {
	switch r {
	case '。', '，', '、', '！', '？', '…', '；':
		return true
	}
	return false
}
