package quotation

import (
	"stet/model"
	"stet/model/mention"
)

// Subjects that are neither right before their verb nor right behind it.

// subjectWithin takes the subject between a helper and its participle: is Lind quoted.
func (t *nounPhrases) subjectWithin(list []atom, c *clue) bool {
	for i := c.lo + 1; i < c.hi-1; i++ {
		found := clue{lo: c.lo, hi: c.hi}
		if t.phraseFrom(list, &found, i); found.sourced() && found.upto < c.hi {
			c.from, c.upto = found.from, found.upto
			return true
		}
	}
	return false
}

// subjectOfClause takes the subject of a clause that ends with its verb, right behind the
// speech at part k: the first phrase behind the comma or the word that opens it.
func (t *cueAttributor) subjectOfClause(list []atom, c *clue, k int) {
	from := k - 1
	for from >= 0 && list[from].stretch < 0 && list[from].sign != ',' && list[from].sign != ';' && list[from].sign != ':' {
		from--
	}
	if from > 0 && relative(list, from+1, k) && t.antecedent(list, c, from-1) {
		return
	}
	found := clue{lo: k, hi: k}
	for _, loose := range []bool{false, true} {
		if t.firstPhrase(list, &found, from, loose); found.sourced() {
			c.from, c.upto = found.from, found.upto
			return
		}
	}
}

// relative reports whether a clause about somebody begins at part i, before part k: who
// said; in a language whose articles do for who, with another article behind: der den Plan.
func relative(list []atom, i, k int) bool {
	if i+1 >= k || list[i].role&rOblique != 0 {
		return false
	}
	return list[i].role&rWho != 0 || list[i].role&rArticle != 0 && list[i+1].role&rArticle != 0
}

// behindHearer returns the part behind to whom somebody says something, which begins with
// a preposition at part i, where a name or an article follows; 0 if that is not so: said
// to the paper the minister.
func (t *nounPhrases) behindHearer(list []atom, i int) int {
	if i+2 >= len(list) || !list[i].letters || list[i].role&(rLink|rPrep|rOblique) == 0 || list[i].role&rTitle != 0 {
		return 0
	}
	at := i + 1
	for at < len(list) && list[at].letters && list[at].role&rArticle != 0 {
		at++
	}
	if at+1 < len(list) && t.nameAt(&list[at]) < 0 && list[at].letters && list[at].role&^rTitle == 0 && t.nameAt(&list[at+1]) >= 0 {
		at++ // to the agency Herald
	}
	m := -1
	if at < len(list) {
		m = t.nameAt(&list[at])
	}
	if m < 0 || t.names.Mentions[m].Type == mention.Person {
		return 0
	}
	for at < len(list) && model.Pos(list[at].start) < t.names.Mentions[m].Range.End {
		at++
	}
	if at >= len(list) || !list[at].letters || list[at].role&rArticle == 0 && t.nameAt(&list[at]) < 0 && list[at].role&rTitle == 0 {
		return 0
	}
	if list[at].role&rLink != 0 && list[at].role&rArticle == 0 {
		return 0
	}
	return at
}

// nameWithPreposition takes the words between the beginning of a sentence and its verb
// where the first is a preposition that may belong to a name: Von der Leyen said.
func nameWithPreposition(list []atom, c *clue, lo int) {
	if lo < 2 || lo > 4 || list[0].role&rLink == 0 || !list[lo-1].capital {
		return
	}
	for _, p := range list[1 : lo-1] {
		if p.role&(rArticle|rLink) == 0 {
			return
		}
	}
	c.from, c.upto = 0, lo
}

// subjectEarlier takes the subject of a gerund, or of a verb alone between commas, from the
// words of saying before it in the sentence: Lind said he would, adding that “…”.
func (t *cueAttributor) subjectEarlier(list []atom, c *clue) bool {
	alone := c.lo > 1 && list[c.lo-1].sign == ',' && c.hi < len(list) && list[c.hi].sign == ','
	if list[c.lo].role&rGerund == 0 && !alone {
		return false
	}
	for i := c.lo - 1; i >= 0; i-- {
		p := &list[i]
		if p.sign == ';' || p.role&rGerund != 0 || p.role&rVerb == 0 && !(p.role&rPart != 0 && helped(list, i)) {
			continue
		}
		earlier := clue{lo: i, hi: i + p.span}
		if t.subjectOf(list, &earlier); earlier.sourced() && (t.likely(list, &earlier) || t.named(list, &earlier)) {
			c.from, c.upto = earlier.from, earlier.upto
			return true
		}
	}
	if alone {
		return false
	}
	first := clue{lo: c.lo, hi: c.hi}
	if t.firstPhrase(list, &first, -1, false); first.sourced() {
		c.from, c.upto = first.from, first.upto
	}
	return c.sourced()
}

// mostPlace is how many parts there are between the beginning of a sentence and a verb whose
// subject is the place named there.
const mostPlace = 7

// peopleAt takes the place at the beginning of a sentence as the source of a plural verb that
// has no subject: at the ministry (they) say.
func peopleAt(list []atom, c *clue, lo int) {
	if lo < 2 || lo > mostPlace || list[lo].role&rPlural == 0 || list[0].role&rPrep == 0 {
		return
	}
	for _, p := range list[:lo] {
		if !p.letters || p.role&(rVerb|rAux|rThat|rWho) != 0 && p.role&rArticle == 0 {
			return
		}
	}
	c.from, c.upto = 1, wholePhrase(list, 1)
}

// behindAside returns the part behind words between commas that begin with part i: said,
// yesterday, the minister; i if none do.
func behindAside(list []atom, i int) int {
	if i >= len(list) || list[i].sign != ',' {
		return i
	}
	k := i + 1
	for k < len(list) && k < i+4 && list[k].letters && list[k].role&rStop != 0 && list[k].role&(rThat|rWho|rAnd) == 0 {
		k++
	}
	if k > i+1 && k+1 < len(list) && list[k].sign == ',' {
		return k + 1
	}
	return i
}
