package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model/lang"
)

// longestNarration is how many bytes the narrator speaks for between two dashes.
const longestNarration = 240

// partNarrated cuts the stretches from the given one on where the narrator speaks in them
// between two dashes. The parts are one quotation.
//
//	«Мост закроют, — сказала мэр. — Надолго».
//	«Siamo pronti – ha detto il sindaco – e partiamo subito»
func (p *pairer) partNarrated(l *lang.Language, from int) {
	d := dashed{text: p.text, says: sayingOf(l), lang: l}
	if len(d.says.words) == 0 {
		return
	}
	whole := append([]stretch(nil), p.found[from:]...)
	p.found = p.found[:from]
	for _, s := range whole {
		for {
			end, next := d.narrationWithin(int(s.Start), int(s.End))
			if end == 0 {
				break
			}
			first := s
			first.Range, first.shut, first.goesOn, first.unclosed = span(int(s.Start), end), true, false, false
			p.add(first)
			s.Range, s.open, s.joins = span(next, int(s.End)), true, true
		}
		p.add(s)
	}
}

// narrationWithin returns where the words of text[i:hi] end that the narrator breaks into,
// and where they go on; 0 if that is not so.
func (d *dashed) narrationWithin(i, hi int) (end, next int) {
	for at := i; at < hi; {
		k := strings.IndexAny(d.text[at:hi], "—–-")
		if k < 0 {
			return 0, 0
		}
		dash := at + k
		_, n := utf8.DecodeRuneInString(d.text[dash:])
		at = dash + n
		if !d.alone(dash, n, i, hi) || !unicode.IsLower(firstLetter(d.text[at:hi])) || !d.narrates(at, hi) {
			continue
		}
		for close := at; close < min(hi, at+longestNarration); {
			k := strings.IndexAny(d.text[close:hi], "—–-")
			if k < 0 {
				return 0, 0
			}
			close += k
			_, n := utf8.DecodeRuneInString(d.text[close:])
			if close < at+longestNarration && d.alone(close, n, i, hi) {
				next = close + n
				next += len(d.text[next:hi]) - len(strings.TrimLeftFunc(d.text[next:hi], unicode.IsSpace))
				end = i + len(strings.TrimRightFunc(d.text[i:dash], unicode.IsSpace))
				if next < hi && strings.ContainsFunc(d.text[i:end], isWord) && strings.ContainsFunc(d.text[next:hi], isWord) {
					return end, next
				}
				return 0, 0
			}
			close += n
		}
	}
	return 0, 0
}

// alone reports whether the dash of n bytes at i is between blanks, or behind a mark of
// punctuation and before a blank.
func (d *dashed) alone(i, n, lo, hi int) bool {
	before, after := runeBefore(d.text, lo, i), runeAfter(d.text, i+n, hi)
	return (unicode.IsSpace(before) || strings.ContainsRune(",.!?…", before)) && unicode.IsSpace(after)
}

func firstLetter(text string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	return r
}
