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
	for at := i; ; {
		opening, narrator := d.nextAlone(at, i, hi)
		if opening == hi {
			return 0, 0
		}
		at = narrator
		if !unicode.IsLower(firstLetter(d.text[at:hi])) || !d.narrates(at, hi) {
			continue
		}
		closing, behind := d.nextAlone(at, i, hi)
		if closing < hi && closing >= at+longestNarration {
			continue
		}
		next = pastBlanks(d.text, behind, hi)
		end = i + len(strings.TrimRightFunc(d.text[i:opening], unicode.IsSpace))
		if next < hi && strings.ContainsFunc(d.text[i:end], isWord) && strings.ContainsFunc(d.text[next:hi], isWord) {
			return end, next
		}
		return 0, 0
	}
}

// nextAlone returns the first dash of text[at:hi] that is alone, and the place behind it;
// hi twice if no dash is. The words before it begin at lo.
func (d *dashed) nextAlone(at, lo, hi int) (dash, behind int) {
	for at < hi {
		k := strings.IndexAny(d.text[at:hi], "—–-")
		if k < 0 {
			break
		}
		at += k
		_, n := utf8.DecodeRuneInString(d.text[at:])
		if d.alone(at, n, lo, hi) {
			return at, at + n
		}
		at += n
	}
	return hi, hi
}

// alone reports whether the dash of n bytes at i is between blanks, or behind a mark of
// punctuation and before a blank.
func (d *dashed) alone(i, n, lo, hi int) bool {
	before, after := runeBefore(d.text, lo, i), runeAfter(d.text, i+n, hi)
	return (unicode.IsSpace(before) || strings.ContainsRune(",.!?…", before)) && unicode.IsSpace(after)
}

func pastBlanks(text string, i, hi int) int {
	return hi - len(strings.TrimLeftFunc(text[i:hi], unicode.IsSpace))
}

func firstLetter(text string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(text, unicode.IsSpace))
	return r
}
