package segment

import (
	"iter"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/lang"
)

// stretches yields what is between punctuation marks, dashes and quotation
// marks, and before and after that, if, whether and while: a clause, nearly,
// without a parser.
func stretches(text string, b *model.Block, l *lang.Language) iter.Seq[model.Range] {
	return func(yield func(model.Range) bool) {
		start, end := int(b.Range.Start), int(b.Range.End)
		for i := start; i < end; {
			r, n := utf8.DecodeRuneInString(text[i:end])
			cut, next := i, i+n
			switch {
			case rulesOf(l).delimits(text, i, n, int(b.Range.Start), end, r):
			case unicode.IsSpace(r) && subordinator(text[start:i]) > 0:
				cut = i - subordinator(text[start:i]) // the word belongs to neither
			case r == '\n' && !b.Soft:
			default:
				i = next
				continue
			}
			if s := onEdges(text, trimBlanks(text, start, cut), end); !s.Empty() && !yield(s) {
				return
			}
			start, i = next, next
		}
		if s := onEdges(text, trimBlanks(text, start, end), end); !s.Empty() {
			yield(s)
		}
	}
}

// delimits reports whether the rune r at text[i:i+n] parts two stretches.
// Commas and stops inside a number or an abbreviation do not, nor do hyphens
// and apostrophes inside a word.
func (u *rules) delimits(text string, i, n, from, end int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(text[from:i])
	after, size := utf8.DecodeRuneInString(text[i+n : end])
	if extends(after) {
		return false
	}
	atEnd := size == 0 || unicode.IsSpace(after)
	switch r {
	case '"', '“', '”', '„', '«', '»', '‹', '›', '(', ')', '[', ']', '—', '―', '…', ';', '¿', '¡',
		'。', '、', '，', '；', '：', '！', '？', '「', '」', '『', '』', '،', '؛', '؟', '۔', '।', '॥', '։', '።', '፣', '፤', '፧', '។', '៕', '၊', '။':
		return true
	case ',', ':', '!', '?':
		return atEnd || closes(after)
	case '.':
		if !atEnd && !closes(after) {
			return false
		}
		return size == 0 || closes(after) || !u.joined(text, from, i, i+n, end)
	case '–', '-':
		return unicode.IsSpace(before) && unicode.IsSpace(after) || r == '-' && (after == '-' || before == '-')
	case '\'', '’', '‘', '‚':
		return !wordly(before) && !extends(before) || !wordly(after) && !possessive(before, after)
	}
	return false
}

// possessive keeps the apostrophe of "the ministers’ words" from parting them.
func possessive(before, after rune) bool {
	return (before == 's' || before == 'S') && unicode.IsSpace(after)
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// subordinator returns the length in bytes of the word at the end of s after
// which a stretch begins, 0 if absent.
func subordinator(s string) int {
	for _, word := range [...]string{"that", "if", "whether", "while"} {
		if rest := len(s) - len(word); rest >= 0 && s[rest:] == word {
			if before, size := utf8.DecodeLastRuneInString(s[:rest]); size == 0 || unicode.IsSpace(before) {
				return len(word)
			}
		}
	}
	return 0
}

func trimBlanks(text string, start, end int) model.Range {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) && !extends(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	return model.Range{Start: model.Pos(start), End: model.Pos(end)}
}
