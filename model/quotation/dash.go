package quotation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
	"stet/model/lang"
)

// dashes finds the speech of a block that begins with a dash, in a language that
// does that: the words up to the narrator's, and those after. Nil means that there
// is none. A typed hyphen begins items of lists and reports as well: the narrator has to
// speak behind the first comma, and no quotation marks may be in the block.
//
//	—Lo haremos —dijo la alcaldesa—. Será caro.
//	– Vi bygger nästa år, säger Anna Lind. Det blir dyrt.
func dashes(l *lang.Language, text string, r model.Range) []model.Range {
	return dashed{lang: l, text: text}.of(r)
}

// of finds the speech of text from a dash on.
func (d dashed) of(r model.Range) []model.Range {
	l, text := d.lang, d.text
	if l == nil || len(l.Dashes) == 0 {
		return nil
	}
	lo, hi := int(r.Start), int(r.End)
	dash := runeAfter(text, lo, hi)
	typed := dash == '-' && !slices.Contains(l.Dashes, "-")
	if !typed && !slices.Contains(l.Dashes, string(dash)) {
		return nil
	}
	from := pastBlanks(text, lo+utf8.RuneLen(dash), hi)
	if next := runeAfter(text, from, hi); next == 0 || !isWord(next) && !strings.ContainsRune("¿¡«“\"„(…", next) {
		return nil
	}
	d.says = sayingOf(l)
	speaking := true
	for from < hi {
		end, next := d.segment(from, hi)
		switch {
		case !speaking:
			d.speech(d.afterStop(from, end), end)
			speaking = true
		case from > lo && len(d.found) > 0 && d.narrates(from, end):
			d.narration(from, end)
			speaking = next >= hi
			if !speaking {
				from = next
				continue
			}
		default:
			d.speech(from, end)
		}
		from = next
	}
	if typed && (!d.told || strings.ContainsAny(text[lo:hi], marksOfWords)) {
		return nil
	}
	return d.found
}

// dashesWithin finds speech that begins with a dash behind the first sentences of a
// block. A dash there is often no speech: the narrator has to say so behind the next one.
//
//	Rada zamilkła. – Zbudujemy tramwaj – powiedziała burmistrz.
func dashesWithin(l *lang.Language, text string, r model.Range) []model.Range {
	if l == nil || len(l.Dashes) == 0 {
		return nil
	}
	hi := int(r.End)
	for i := int(r.Start); i < hi; {
		c, n := utf8.DecodeRuneInString(text[i:hi])
		if (c == '—' || c == '–') && slices.Contains(l.Dashes, string(c)) && afterSentence(text[r.Start:i]) {
			d := dashed{text: text, says: sayingOf(l), lang: l}
			end, next := d.segment(i+n, hi)
			upper := unicode.IsUpper(firstLetter(text[i+n : end]))
			between := upper && next < hi && d.narrates(next, hi) && d.told
			if between || upper && (d.announced(int(r.Start), i) || d.behindComma(i+n, end)) {
				return dashed{lang: l, text: text, inside: between}.of(span(i, hi))
			}
			if i = end; end == hi {
				return nil
			}
			continue
		}
		i += n
	}
	return nil
}

// announced reports whether the sentence that ends before the dash at i announces speech: a
// verb of saying, then a colon. Svarer statsråden: – Det vil tiden vise.
func (d *dashed) announced(lo, i int) bool {
	before := strings.TrimRightFunc(d.text[lo:i], unicode.IsSpace)
	if !strings.HasSuffix(before, ":") {
		return false
	}
	lo += strings.LastIndexAny(before, ".!?…") + 1
	list := d.says.atoms(d.list[:0], d.text, lo, i, d.lang)
	d.list = list
	for k := range list {
		if list[k].letters && d.says.cueAt(list, k) {
			return true
		}
	}
	return false
}

// behindComma reports whether the narrator speaks behind the first sign of text[i:end] that
// may end speech: – Det går ikke, sier hun.
func (d *dashed) behindComma(i, end int) bool {
	list := d.says.atoms(d.list[:0], d.text, i, end, d.lang)
	d.list = list
	for k := 1; k < len(list); k++ {
		if list[k].sign == '.' {
			return false
		}
		if strings.ContainsRune(",?!…", list[k-1].sign) && list[k].letters && !list[k].capital && d.says.cueAt(list, k) {
			return true
		}
	}
	return false
}

// marksOfWords are the quotation marks that are not found beside dashes.
const marksOfWords = "\"“”„«»"

// afterSentence reports whether text ends in a stop and a blank, and marks nothing as
// somebody's words.
func afterSentence(text string) bool {
	before := strings.TrimRightFunc(text, unicode.IsSpace)
	last, _ := utf8.DecodeLastRuneInString(before)
	return len(before) < len(text) && !strings.ContainsAny(text, marksOfWords) && strings.ContainsRune(".!?…:", last)
}

// dashed gathers the speech of one block.
type dashed struct {
	text string
	says *saying
	lang *lang.Language
	list []atom
	told bool // words of saying are among them
	// inside is true for speech within a paragraph: what is behind the narrator's
	// sentence is speech only with a dash of its own.
	inside bool

	found []model.Range
}

// segment returns where the words from i on end at a dash between blanks or beside
// one, and where those after the dash begin.
func (d *dashed) segment(i, hi int) (end, next int) {
	for j := i; j < hi; {
		r, n := utf8.DecodeRuneInString(d.text[j:hi])
		if r == '—' || r == '–' || r == '-' {
			before, after := runeBefore(d.text, i, j), runeAfter(d.text, j+n, hi)
			if unicode.IsSpace(before) && j > i || unicode.IsSpace(after) && r != '-' || after != 0 && !isWord(after) && r == '—' {
				return j, j + n
			}
		}
		j += n
	}
	return hi, hi
}

// narrates reports whether the narrator speaks in text[i:end]: a verb of saying
// among its first words, or, where none is known, a small letter.
func (d *dashed) narrates(i, end int) bool {
	d.list = d.says.atoms(d.list[:0], d.text, i, min(end, i+200), d.lang)
	for k := range min(len(d.list), 5) {
		if d.says.cueAt(d.list, k) {
			d.told = true
			return true
		}
	}
	return len(d.says.words) == 0 && unicode.IsLower(firstLetter(d.text[i:end]))
}

// narration takes what the narrator says, text[i:end]; sentences after the first are
// speech again.
func (d *dashed) narration(i, end int) {
	if stop := sentenceEndIn(d.text[i:end]); stop >= 0 && !d.inside {
		d.speech(i+stop, end)
	}
}

// afterStop skips the stop that the narrator's words end with behind a dash.
func (d *dashed) afterStop(i, end int) int {
	return i + len(d.text[i:end]) - len(strings.TrimLeft(d.text[i:end], ".,;: \u00a0"))
}

// speech takes text[i:end] as spoken, but for what the narrator says in it after a
// comma, a question or an exclamation mark.
func (d *dashed) speech(i, end int) {
	list := d.says.atoms(d.list[:0], d.text, i, end, d.lang)
	d.list = list
	for k := 1; k < len(list); k++ {
		p, before := &list[k], &list[k-1]
		if p.start < i || before.start < i || !strings.ContainsRune(",?!…»", before.sign) || p.capital || !d.says.cueAt(list, k) || ownVerb(list, k) {
			continue
		}
		if before.sign == ',' {
			d.add(i, before.start)
		} else {
			d.add(i, before.end)
		}
		d.told = d.told || !slices.ContainsFunc(list[:k-1], func(p atom) bool { return p.sign == ',' })
		stop := sentenceEndIn(d.text[p.start:end])
		if stop < 0 {
			return
		}
		i = p.start + stop
	}
	d.add(i, end)
}

// ownVerb reports whether the verb at part k has who speaks, or whom he speaks to, as its
// subject: – The way I know her, think I, she stays.
func ownVerb(list []atom, k int) bool {
	return k+1 < len(list) && list[k+1].role&rOwn != 0 || k > 0 && list[k-1].role&rOwn != 0
}

// cueAt reports whether words of saying begin at part k: a verb, or a helper with
// its participle.
func (s *saying) cueAt(list []atom, k int) bool {
	if list[k].role&(rVerb|rSo) != 0 {
		return true
	}
	if list[k].role&rAux == 0 {
		return false
	}
	for j := k + 1; j < len(list) && j < k+mostBetween && list[j].letters; j++ {
		if list[j].role&rPart != 0 {
			return true
		}
	}
	return false
}

// mostBetween is how many parts away from its helper a participle is.
const mostBetween = 8

func (d *dashed) add(i, end int) {
	trimmed := strings.TrimFunc(d.text[i:end], unicode.IsSpace)
	if !strings.ContainsFunc(trimmed, isWord) {
		return
	}
	i += strings.Index(d.text[i:end], trimmed)
	d.found = append(d.found, span(i, i+len(trimmed)))
}
