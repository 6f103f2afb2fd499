package quotation

import (
	"slices"

	"stet/model"
	"stet/model/lang"
	"stet/model/mention"
)

// The subject of words of saying that are before the speech: the noun phrase that
// ends at the verb, else the one behind it.

// finiteVerb returns the part with the finite verb of the words of saying: that of the
// helper where they are a participle.
func finiteVerb(list []atom, c *clue) (lo, hi int) {
	if list[c.lo].role&rPart == 0 {
		return c.lo, c.hi
	}
	for i := c.lo - 1; i >= 0 && i > c.lo-searchSpan/2; i-- {
		switch p := &list[i]; {
		case p.stretch >= 0 || p.sign == ';' || p.sign == ':' || p.sign == ',' && list[c.lo].role&rVerb != 0:
			return c.lo, c.hi
		case p.role&rAux != 0:
			return i, i + p.span
		}
	}
	return c.lo, c.hi
}

// subjectOf takes the subject of words of saying that are before the speech.
func (t *cueAttributor) subjectOf(list []atom, c *clue) {
	lo, hi := finiteVerb(list, c)
	if lo < c.lo && list[lo].role&rPassive != 0 && list[c.lo].role&rCite == 0 {
		hi := c.hi
		for hi < len(list) && list[hi].stretch < 0 {
			hi++
		}
		t.agent(list, c, lo, hi)
		return
	}
	near, right := clue{lo: lo, hi: hi}, clue{lo: lo, hi: hi}
	if hi < len(list) && list[hi].letters && list[hi].role&rPronoun != 0 && list[hi].role&rArticle == 0 {
		c.from, c.upto = hi, hi+1 // these plans he called
		return
	}
	found := t.subjectNear(list, &near, lo) && !mute(list, &near)
	t.subjectRight(list, &right, false)
	behind := right.sourced() && right.from <= hi+3 && (right.upto <= c.lo || right.from >= c.hi)
	switch {
	case found && (t.likely(list, &near) || !behind || !t.likely(list, &right)):
	case behind && (found || t.sure(list, &right) || list[right.from].role&rArticle != 0):
		near = right
	case t.whoBefore(list, lo) >= 0: // whose clause it is cannot be told
	default:
		if t.subjectLeft(list, &near, -1); !near.sourced() {
			near = right
		}
		if !near.sourced() {
			nameWithPreposition(list, &near, lo)
		}
		if !near.sourced() {
			peopleAt(list, &near, lo)
		}
	}
	c.from, c.upto = near.from, near.upto
}

// mute reports whether the source is something that is said: to the question, the
// mayor answered.
func mute(list []atom, c *clue) bool {
	return slices.ContainsFunc(list[c.from:c.upto], func(p atom) bool { return p.role&rMute != 0 })
}

// subjectNear takes the noun phrase that ends right before the verb at part lo: Lind
// said; Lind, the mayor, said; the mayor of Riverton also said. False if a
// preposition governs it, or if no noun phrase ends there.
func (t *cueAttributor) subjectNear(list []atom, c *clue, lo int) bool {
	if who := t.whoBefore(list, lo); who >= 0 {
		return t.antecedent(list, c, t.beforeDay(list, who-2))
	}
	i := lo - 1
	for n := 0; i >= 0 && n < 5 && t.passed(&list[i]); n++ {
		if list[i].role&rAnd != 0 {
			return false // he was up and said
		}
		i--
	}
	switch {
	case i < 0 || list[i].stretch >= 0:
		return false
	case list[i].sign == ')':
		i = opener(list, i) - 1
	case list[i].sign == ',' || dashSign(list[i].sign):
		i = beforeComma(list, i)
	}
	return i >= 0 && list[i].letters && t.phraseTo(list, c, i)
}

// beforeAside returns the person named before the phrase of parts from to i, if that
// is in an aside: Lind, the mayor, who came late, said.
func (t *nounPhrases) beforeAside(list []atom, i, from int) (last, first int) {
	if from < 2 || list[from-1].sign != ',' || !list[from-2].letters {
		return i, from
	}
	m := t.nameAt(&list[from-2])
	if t.personEnds(list, i) && m >= 0 {
		return i, from // Jane Lind came with Paul Roy, Ann Falk said
	}
	if m >= 0 && t.names.Mentions[m].Type != mention.Person || m < 0 && (t.lang.Finds(lang.Names) || !list[from-2].capital || list[from].role&rArticle != 0 && list[from].role&rLink == 0) {
		return i, from
	}
	last = from - 2
	first, _ = t.phraseStart(list, last)
	return last, first
}

// beforeDay returns the part before the words that say on which day, which end with part
// i: in the Herald on Monday 17, who said.
func (t *nounPhrases) beforeDay(list []atom, i int) int {
	for i > 0 && list[i].letters && (list[i].role&rStop != 0 && list[i].role&rTitle == 0 || t.text[list[i].start] <= '9') {
		i--
	}
	return i
}

// whoBefore returns the part with the word for who that opens the clause of the verb at
// part lo, behind a comma; -1 if none does.
func (t *nounPhrases) whoBefore(list []atom, lo int) int {
	for i := lo - 1; i > 1 && i > lo-6 && t.passed(&list[i]); i-- {
		if list[i].role&rWho != 0 && (list[i-1].sign == ',' || list[i-1].sign == '(') {
			return i
		}
		if list[i].role&rWho != 0 && t.personEnds(list, i-1) {
			return i + 1 // the premier Jane Lind who said
		}
	}
	return -1
}

// personEnds reports whether a person's name ends with part i.
func (t *nounPhrases) personEnds(list []atom, i int) bool {
	m := t.nameAt(&list[i])
	return m >= 0 && t.names.Mentions[m].Type == mention.Person
}

// antecedent takes the phrase that ends with part i, whatever governs it: by Lind, who
// said.
func (t *nounPhrases) antecedent(list []atom, c *clue, i int) bool {
	if list[i].stretch >= 0 && t.title(list, i) > 0 {
		c.from, c.upto = i, i+1
		return true
	}
	if !list[i].letters {
		return false
	}
	if list[i].role&rPronoun != 0 && list[i].role&rArticle == 0 {
		c.from, c.upto = i, i+1
		return true
	}
	from, _ := t.phraseStart(list, i)
	i, from = t.beforeAside(list, i, from)
	found := clue{from: from, upto: i + 1}
	if from > i || !t.speaks(list, &found, true) {
		return false
	}
	c.from, c.upto = from, i+1
	return true
}

// opener returns the bracket that the one at part i closes, -1 for none.
func opener(list []atom, i int) int {
	for i--; i >= 0 && list[i].sign != '('; {
		i--
	}
	return i
}

func dashSign(r rune) bool { return r == '–' || r == '—' || r == '-' }

// passed reports whether a part may be between a subject and its verb.
func (t *nounPhrases) passed(p *atom) bool {
	return p.letters && p.role&(rStop|rAux|rPart) != 0 && p.role&(rArticle|rPronoun|rTitle) == 0 && t.nameAt(p) < 0
}

// mostAside is how many parts an aside between a subject and its verb has.
const mostAside = 30

// beforeComma returns the part before the aside that ends with the comma at part i; -1 if
// none begins.
func beforeComma(list []atom, i int) int {
	sign := list[i].sign
	for j := i - 1; j > 0 && i-j < mostAside; j-- {
		switch {
		case list[j].sign == ';' || list[j].sign == ':':
			return -1
		case list[j].sign != sign:
		case list[j-1].letters:
			return j - 1
		case list[j-1].sign == ')':
			return opener(list, j-1) - 1
		}
	}
	return -1
}

// sourceElsewhere takes the source of verbs that have it elsewhere than as their
// subject: whom a medium cites behind the speech, and where something is written.
func (t *cueAttributor) sourceElsewhere(list []atom, c *clue) bool {
	switch p := &list[c.lo]; {
	case p.role&rCite != 0 && c.lo > 0 && !list[c.lo-1].letters:
		if t.phraseFrom(list, c, t.behindMedium(list, c.hi)); !c.sourced() {
			c.upto = wholePhrase(list, c.from)
		}
		return c.sourced()
	case p.role&rCite != 0 && c.hi < len(list) && list[c.hi].letters && list[c.hi].role&rPronoun == 0:
		if t.phraseFrom(list, c, c.hi); !c.sourced() {
			t.loosen(list, c, c.hi) // the paper cites a witness
		}
		return c.sourced()
	case p.role&rRead != 0:
		from := max(0, c.lo-searchSpan)
		for i := c.lo - 1; i >= max(0, c.lo-3) && !list[i].letters; i-- {
			if list[i].stretch >= 0 {
				from = c.hi // right behind the speech
			}
		}
		for i := from; i < min(len(list)-1, c.hi+3); i++ {
			if list[i].letters && list[i].role&(rPrep|rLink) != 0 && (i < c.lo || i >= c.hi) {
				at := i + 1
				if list[i].role&rArticle != 0 { // im, nel
					at = i
				}
				if t.phraseFrom(list, c, at); !c.sourced() {
					t.loosen(list, c, at)
				}
				if !c.sourced() {
					t.nounAt(list, c, i+1)
				}
				return c.sourced()
			}
			if list[i].stretch >= 0 {
				break
			}
		}
	}
	return false
}

// behindMedium returns the part behind the medium that begins at part i: the name, or
// the words with capitals or between marks.
func (t *nounPhrases) behindMedium(list []atom, i int) int {
	if end := t.title(list, i); end > 0 {
		return end
	}
	for i < len(list) && list[i].letters && list[i].role&(rArticle|rPronoun) != 0 {
		i++
	}
	if i+1 < len(list) && list[i].named { // the agency Herald
		if i++; !list[i].capital && t.title(list, i) == 0 {
			return i
		}
		return t.behindMedium(list, i)
	}
	if i >= len(list) {
		return i
	}
	if m := t.nameAt(&list[i]); m >= 0 {
		for i < len(list) && model.Pos(list[i].start) < t.names.Mentions[m].Range.End {
			i++
		}
		return i
	}
	if list[i].letters && list[i].capital {
		for i++; i+1 < len(list) && list[i].sign == '.' && list[i].start == list[i-1].end && list[i+1].start == list[i].end; {
			i += 2 // example.com
		}
	}
	return i
}
