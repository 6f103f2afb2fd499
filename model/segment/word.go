package segment

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/lang"
)

// WordsOf yields the words of a stretch of an article, each block's in its language.
func WordsOf(a *model.Article, within model.Range) iter.Seq[model.Range] {
	return func(yield func(model.Range) bool) {
		for i := max(0, a.BlockAt(within.Start)); i < len(a.Blocks) && a.Blocks[i].Range.Start < within.End; i++ {
			l := lang.Of(a.LanguageOf(i))
			for w := range WordsIn(l, a.Text, a.Blocks[i].Range.Intersect(within)) {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// WordsIn is [Words] in language l: an elided article before a word is a word of its
// own (l’État).
func WordsIn(l *lang.Language, text string, within model.Range) iter.Seq[model.Range] {
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
			r := onEdges(text, trimWord(text, start, stop), end)
			if n := l.ElidedLen(text[r.Start:r.End]); n > 0 && n < r.Len() {
				if !yield(model.Range{Start: r.Start, End: r.Start + model.Pos(n)}) {
					return
				}
				r.Start += model.Pos(n)
			}
			if !r.Empty() && !yield(r) {
				return
			}
		}
	}
}

func words(text string, b *model.Block, l *lang.Language) iter.Seq[model.Range] {
	return WordsIn(l, text, b.Range)
}

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
		case (r == '"' || r == '״') && start >= 0 && gershayim(text, i, i+n, end):
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

// splits reports whether r is between words.
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

// gershayim reports whether the mark at text[i:j] is before the last letter of a
// Hebrew word, as in an acronym.
func gershayim(text string, i, j, end int) bool {
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); !unicode.Is(unicode.Hebrew, before) {
		return false
	}
	letters := 0
	for j < end && letters < 2 {
		r, n := utf8.DecodeRuneInString(text[j:end])
		if !wordly(r) && !extends(r) {
			break
		}
		if unicode.Is(unicode.Hebrew, r) && unicode.IsLetter(r) {
			letters++
		}
		j += n
	}
	return letters == 1
}
