package quotation

import (
	"stet/model"
	"stet/model/mention"
)

// Subjects that are neither right before their verb nor right behind it.

// subjectWithin takes the subject between a helper and its participle: is Lind quoted.
func (t *cueAttributor) subjectWithin(list []atom, c *clue) bool {
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
	if from > 0 && from+1 < k && list[from+1].role&rWho != 0 && list[from+1].role&rOblique == 0 && t.antecedent(list, c, from-1) {
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

// behindHearer returns the part behind to whom somebody says something, which begins with
// a preposition at part i, where a name or an article follows; 0 if that is not so: said
// to the paper the minister.
func (t *nounPhrases) behindHearer(list []atom, i int) int {
	if i+2 >= len(list) || !list[i].letters || list[i].role&(rLink|rPrep) == 0 || list[i].role&rTitle != 0 {
		return 0
	}
	at := i + 1
	for at < len(list) && list[at].letters && list[at].role&rArticle != 0 {
		at++
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
