package segment

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	uax29 "github.com/clipperhouse/uax29/v2/words"

	"stet/model"
)

// Words yields the words of text[within]: what stands between blanks, dashes
// and double quotation marks, without outer punctuation and without a
// possessive ’s. A hyphenated compound is one word; so is "30%", "$5", "U.N."
// and "@name". Scripts without blanks are split by UAX #29.
func Words(text string, within model.Range) iter.Seq[model.Range] {
	return func(yield func(model.Range) bool) {
		end := int(within.End)
		for i := int(within.Start); i < end; {
			start, stop, dense := field(text, i, end)
			if start == stop {
				return
			}
			i = stop
			if dense {
				if !denseWords(text, start, stop, end, yield) {
					return
				}
				continue
			}
			if r := onEdges(text, trimWord(text, start, stop), end); !r.Empty() && !yield(r) {
				return
			}
		}
	}
}

func words(text string, b *model.Block) iter.Seq[model.Range] { return Words(text, b.Range) }

// field finds the next run without blanks, dashes and double marks from i on,
// and says whether it holds letters of a script that is written without blanks.
func field(text string, i, end int) (start, stop int, dense bool) {
	start = -1
	for i < end {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:end])
		}
		switch {
		case splits(r) || r == '-' && i+1 < end && text[i+1] == '-':
			if start >= 0 {
				return start, i, dense
			}
		case start < 0:
			if !extends(r) { // a mark over a blank belongs to the blank
				start, dense = i, unspaced(r)
			}
		default:
			dense = dense || unspaced(r)
		}
		i += n
	}
	if start < 0 {
		return end, end, false
	}
	return start, end, dense
}

// splits reports whether r stands between words.
func splits(r rune) bool {
	if r < utf8.RuneSelf {
		return r <= ' ' || r == '"'
	}
	switch r {
	case '—', '―', '…', '“', '”', '„', '«', '»', '\u200b':
		return true
	}
	return unicode.IsSpace(r)
}

// unspaced reports whether r belongs to a script written without blanks.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// extends reports whether r continues the grapheme cluster before it.
func extends(r rune) bool {
	return r >= 0x0300 && (unicode.Is(unicode.M, r) || r == '\u200d' || 0x1F3FB <= r && r <= 0x1F3FF)
}

func denseWords(text string, start, stop, end int, yield func(model.Range) bool) bool {
	tokens := uax29.FromString(text[start:stop])
	for tokens.Next() {
		r := onEdges(text, trimWord(text, start+tokens.Start(), start+tokens.End()), end)
		if !r.Empty() && !yield(r) {
			return false
		}
	}
	return true
}

// trimWord takes outer punctuation and a possessive off text[start:stop]. It
// never cuts a grapheme cluster.
func trimWord(text string, start, stop int) model.Range {
	for start < stop {
		r, n := utf8.DecodeRuneInString(text[start:stop])
		if !outer(r) || r == '@' || r == '#' {
			break
		}
		if next, _ := utf8.DecodeRuneInString(text[start+n : stop]); extends(next) {
			break
		}
		start += n
	}
	for start < stop {
		r, n := utf8.DecodeLastRuneInString(text[start:stop])
		if !outer(r) || r == '%' || r == '‰' || r == '.' && dotted(text[start:stop]) {
			break
		}
		stop -= n
	}
	for _, possessive := range [...]string{"’s", "'s", "ʼs", "’S", "'S"} {
		if s := text[start:stop]; len(s) > len(possessive) && strings.HasSuffix(s, possessive) {
			stop -= len(possessive)
			break
		}
	}
	return model.Range{Start: model.Pos(start), End: model.Pos(stop)}
}

// outer reports whether r is no part of a word at its edge.
func outer(r rune) bool {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '$':
			return false
		}
		return true
	}
	return unicode.IsPunct(r) || r == '\u200e' || r == '\u200f'
}

// dotted reports whether s is an abbreviation of single letters, like "U.N.",
// whose last full stop belongs to it.
func dotted(s string) bool {
	if len(s) > 24 {
		return false // no abbreviation; and a hostile run is not looked at again and again
	}
	letters := 0
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if !unicode.IsLetter(r) || len(s) == n || s[n] != '.' {
			return false
		}
		letters++
		s = s[n+1:]
	}
	return letters >= 2
}
