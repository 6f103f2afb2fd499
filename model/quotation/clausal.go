package quotation

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
