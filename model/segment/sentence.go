package segment

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/lang"
)

// Sentences returns the sentences of text[within], in order, without outer
// blanks. Quotation marks and brackets that close after the full stop belong to
// the sentence; a single line end is a blank, a blank line ends a sentence.
//
// The rule is that of UAX #29 (a stop, closing marks, a blank, and no
// lower-case letter) but for two things that news needs: soft line ends, and
// the full stops of abbreviations, by a list.
func Sentences(text string, within model.Range) []model.Range {
	return AppendSentences(nil, text, within, nil)
}

// AppendSentences appends the sentences of text[within], which is in language l, to
// to. Without a language the abbreviations are those of English.
func AppendSentences(to []model.Range, text string, within model.Range, l *lang.Language) []model.Range {
	u := rulesOf(l)
	first := len(to)
	start, end := int(within.Start), int(within.End)
	for i := start; i < end; {
		stop := u.sentenceEnd(text, start, i, end)
		r := onEdges(text, trimBlanks(text, start, stop), end)
		i, start = stop, stop
		switch {
		case r.Empty():
		case len(to) > first && !hasWord(text[r.Start:r.End]):
			to[len(to)-1].End = r.End // a mark displaced behind the full stop
		default:
			to = append(to, r)
		}
	}
	return to
}

// sentences yields the sentences of a block. Where line ends are line ends
// (an address, a poem), each ends a sentence.
func sentences(text string, b *model.Block, l *lang.Language) iter.Seq[model.Range] {
	return func(yield func(model.Range) bool) {
		var found []model.Range
		for rest := b.Range; !rest.Empty(); {
			line := rest
			if i := strings.IndexByte(text[rest.Start:rest.End], '\n'); i >= 0 && !b.Soft {
				line.End = rest.Start + model.Pos(i) + 1
			}
			rest.Start = line.End
			found = AppendSentences(found[:0], text, line, l)
			for _, r := range found {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// sentenceEnd returns where the sentence that began at start ends, looking
// from i on.
func (u *rules) sentenceEnd(text string, start, i, end int) int {
	within := 0 // marks of Chinese and Japanese speech that are open
	for i < end {
		c := text[i]
		switch {
		case c == '\n':
			if next := blankLine(text, i, end); next > i {
				return next
			}
			i++
			continue
		case c == '.' || c == '!' || c == '?' || c == ';' && u.greek:
		case c < utf8.RuneSelf:
			i++
			continue
		default:
			r, n := utf8.DecodeRuneInString(text[i:end])
			if !terminates(r) {
				within = nested(within, r)
				i += n
				continue
			}
		}
		stop, asian := afterStop(text, i, end)
		switch {
		case asian && within > 0:
			for i < stop { // speech of several sentences within one of the narrator's
				r, n := utf8.DecodeRuneInString(text[i:stop])
				within = nested(within, r)
				i += n
			}
			if within > 0 || !endsBlock(text, stop, end) {
				continue
			}
			return stop
		case asian || u.breaks(text, start, i, stop, end):
			return stop
		}
		i = stop
	}
	return end
}

// blankLine returns the index after a line end that a blank line follows, or i.
func blankLine(text string, i, end int) int {
	for j := i + 1; j < end && j < i+100; j++ {
		switch text[j] {
		case '\n':
			return j + 1
		case ' ', '\t', '\r':
		default:
			return i
		}
	}
	return i
}

// nested counts the marks of Chinese and Japanese speech that are open behind r.
func nested(open int, r rune) int {
	switch r {
	case '「', '『', '“':
		return open + 1
	case '」', '』', '”':
		return max(0, open-1)
	case '\n':
		return 0
	}
	return open
}

// endsBlock reports whether nothing but blanks follows at i in its line.
func endsBlock(text string, i, end int) bool {
	r, n := utf8.DecodeRuneInString(text[i:end])
	return n == 0 || unicode.IsSpace(r)
}

func terminates(r rune) bool {
	switch r {
	case '.', '!', '?', '\u037e', '…', '。', '！', '？', '؟', '।', '॥', '۔', '‽', '։', '።', '፧', '፨', '។', '៕', '။', '༎':
		return true
	}
	return false
}

// afterStop returns the index after the stops at i and the closing marks that
// follow them, and whether one of the stops needs no blank after it.
func afterStop(text string, i, end int) (stop int, asian bool) {
	for first := i; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !terminates(r) && i > first {
			break
		}
		asian = asian || r >= 0x3000 || r >= 0x0E00 && r < 0x1800 // no blank is needed behind those
		i += n
	}
	for i < end {
		r, n := utf8.DecodeRuneInString(text[i:end])
		if !closes(r) && !extends(r) {
			break
		}
		i += n
	}
	return strayMark(text, i, end), asian
}

// strayMark returns the index after a quotation mark that is between blanks
// behind a full stop ("… great. ” Then"), or i: no mark opens before a blank.
func strayMark(text string, i, end int) int {
	j := i
	for j < end && j-i < 3 && (text[j] == ' ' || text[j] == '\n') {
		j++
	}
	if j == i || j == end {
		return i
	}
	r, n := utf8.DecodeRuneInString(text[j:end])
	if r != '"' && r != '”' && r != '’' {
		return i
	}
	if next, size := utf8.DecodeRuneInString(text[j+n : end]); size > 0 && !unicode.IsSpace(next) {
		return i
	}
	return j + n
}

// closes reports whether r may close something after a full stop. The opening
// marks among them close in German, or are displaced.
func closes(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '“', '‘', '»', '«', '›', '‹', ')', ']', '」', '』', '）':
		return true
	}
	return false
}

// breaks reports whether a sentence ends at stop, where dot is the first of its
// full stops.
func (u *rules) breaks(text string, start, dot, stop, end int) bool {
	next, blank := stop, false
	for next < end {
		r, n := utf8.DecodeRuneInString(text[next:end])
		if !unicode.IsSpace(r) {
			break
		}
		next, blank = next+n, true
	}
	if next == end {
		return true
	}
	if !blank {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(text[next:end]); unicode.IsLower(r) {
		return false
	}
	return stop > dot+1 || text[dot] != '.' || !u.joined(text, start, dot, dot+1, end)
}

func hasWord(s string) bool {
	for _, r := range s {
		if wordly(r) {
			return true
		}
	}
	return false
}
