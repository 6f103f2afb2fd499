package quotation

// A clue is words of saying in a sentence: parts lo to hi, and the source, which
// may be empty.
type clue struct {
	lo, hi     int
	from, upto int // the source, in parts
}

func (c *clue) sourced() bool { return c.upto > c.from }

// searchSpan is how many parts away from the speech its words of saying are looked for.
const searchSpan = 40

// cue finds the words of saying for the stretch at part k: right behind it, before
// it, then farther behind.
func (t *cueAttributor) cue(list []atom, k int) (clue, bool) {
	behind, ok := t.behind(list, k)
	if ok && (behind.sourced() || list[behind.lo].role&rPronoun != 0) {
		return behind, true
	}
	if c, is := t.before(list, k); is && (!ok || c.sourced() && list[c.lo].letters) {
		return c, true
	}
	if ok {
		return behind, true
	}
	return t.cueAfterComma(list, k)
}

// behind looks right after the speech: “…”, said Lind; “…”, Lind said; “…”, so
// Lind; “…”, selon Lind.
func (t *cueAttributor) behind(list []atom, k int) (clue, bool) {
	j := k + 1
	for j < len(list) && list[j].stretch < 0 && !list[j].letters && list[j].sign != '.' && list[j].sign != ';' && list[j].sign != '(' && j < k+4 {
		j++
	}
	for i := j; i < min(j+3, len(list)) && list[i].letters; i++ {
		p := &list[i]
		switch {
		case p.role&rSo != 0 && i+1 < len(list) && list[i+1].role&rVerb != 0: // so beschrieb ihn Lind
		case p.role&(rVerb|rSo) != 0 || p.role&rAux != 0 && t.says.cueAt(list, i):
			c := clue{lo: i, hi: t.says.cueEnd(list, i)}
			if t.sourceElsewhere(list, &c) {
				return c, true
			}
			if p.role&(rPronoun|rGerund) == 0 {
				t.subjectRight(list, &c, true)
			}
			if !c.sourced() && i > j {
				c.from, c.upto = j, i
				t.trimSubject(list, &c)
			}
			if c.sourced() || p.role&rPronoun != 0 {
				return c, true
			}
			if p.role&rPart != 0 && i == k+1 && t.passive(list, k) {
				return c, t.agentBefore(list, &c, k)
			}
			if t.subjectLeft(list, &c, k); !c.sourced() && !t.subjectWithin(list, &c) && i == k+1 {
				t.subjectOfClause(list, &c, k)
			}
			return c, true
		case p.role&rBy != 0:
			c := clue{lo: i, hi: i + p.span}
			t.phraseBy(list, &c)
			return c, c.sourced() || p.role&rPronoun != 0
		case p.role&(rStop|rPrep) != 0 && p.role&(rArticle|rPronoun) == 0:
			return clue{}, false
		}
	}
	return t.subjectFirst(list, j)
}

// subjectFirst finds a subject at part j with its verb, or with a word like zufolge,
// behind it.
func (t *cueAttributor) subjectFirst(list []atom, j int) (clue, bool) {
	c := clue{}
	if j >= len(list) || !list[j].letters {
		return c, false
	}
	t.phraseFrom(list, &c, j)
	if !c.sourced() || c.from != j {
		return c, false
	}
	for i := c.upto; i < min(c.upto+3, len(list)) && list[i].letters; i++ {
		if list[i].role&(rVerb|rAfter) != 0 || list[i].role&rAux != 0 && t.says.cueAt(list, i) {
			c.lo, c.hi = i, t.says.cueEnd(list, i)
			return c, true
		}
	}
	return c, false
}

// cueEnd is where the words of saying that begin at part i end: with the participle
// that a helper needs.
func (s *saying) cueEnd(list []atom, i int) int {
	if list[i].role&(rVerb|rSo|rAfter) == 0 {
		for j := i + 1; j < min(i+mostBetween, len(list)) && list[j].letters; j++ {
			if list[j].role&rPart != 0 {
				return j + list[j].span
			}
		}
	}
	return i + list[i].span
}

// before looks in what is before the speech in its sentence: the nearest words
// of saying. After a colon a name alone is enough.
func (t *cueAttributor) before(list []atom, k int) (clue, bool) {
	if c, ok := t.asSays(list, k); ok {
		return c, true
	}
	if c, ok := t.holdsRightBefore(list, k); ok {
		return c, true
	}
	for i := k - 1; i >= 0 && i > k-searchSpan; i-- {
		p := &list[i]
		switch {
		case p.stretch >= 0:
			continue
		case p.role&rBy != 0:
			c := clue{lo: i, hi: i + p.span}
			t.phraseBy(list, &c)
			if said, ok := t.verbBefore(list, i); ok {
				return said, true
			}
			if c.sourced() || p.role&rPronoun != 0 {
				return c, true
			}
		case p.role&rMute != 0 && i > 0 && list[i-1].role&rArticle != 0: // a note, no verb
		case p.role&rVerb != 0, p.role&rPart != 0 && helped(list, i):
			if list[0].role&rBy != 0 && i > 0 && list[i-1].role&rArticle != 0 {
				continue // in the words of Lind, the sentence is
			}
			c := clue{lo: i, hi: i + p.span}
			if t.subjectEarlier(list, &c) {
				return c, true
			}
			if !t.sourceElsewhere(list, &c) {
				t.subjectOf(list, &c)
			}
			if held, ok := t.holds(list, k); ok && list[held.upto].sign == ',' && !(c.sourced() && (t.likely(list, &c) || t.named(list, &c))) {
				return held, true
			}
			return c, true
		case p.role&rAfter != 0:
			c := clue{lo: i, hi: i + p.span}
			t.subjectLeft(list, &c, -1)
			return c, c.sourced()
		case p.role&rSo != 0 && i > 0 && list[i-1].sign == ',':
			c := clue{lo: i, hi: i + p.span}
			if t.phraseFrom(list, &c, i+1); c.sourced() && t.likely(list, &c) {
				return c, true
			}
		}
	}
	if c, ok := t.holds(list, k); ok {
		return c, true
	}
	return t.beforeColon(list, k)
}

// helped reports whether a helper is near the participle at part i.
func helped(list []atom, i int) bool {
	for j := max(0, i-searchSpan/2); j < min(len(list), i+3); j++ {
		if list[j].role&rAux != 0 {
			return true
		}
	}
	return false
}

// cueAfterComma looks for words of saying after a comma, farther behind the speech.
func (t *cueAttributor) cueAfterComma(list []atom, k int) (clue, bool) {
	for i := k + 1; i < min(len(list), k+searchSpan); i++ {
		p := &list[i]
		if !p.letters || p.role&(rVerb|rSo) == 0 && !(p.role&rAux != 0 && t.says.cueAt(list, i)) {
			continue
		}
		c := clue{lo: i, hi: t.says.cueEnd(list, i)}
		t.subjectRight(list, &c, list[i-1].sign == ',')
		if !c.sourced() {
			t.subjectLeft(list, &c, k)
		}
		return c, c.sourced()
	}
	for i := k + 1; i < min(len(list), k+searchSpan); i++ {
		p := &list[i]
		if p.role&rBy != 0 {
			c := clue{lo: i, hi: i + p.span}
			if t.phraseBy(list, &c); c.sourced() {
				return c, true
			}
		}
	}
	return clue{}, false
}

// verbBefore looks for a verb of saying and its likely subject before part k in the same
// clause: Lind said, according to the paper.
func (t *cueAttributor) verbBefore(list []atom, k int) (clue, bool) {
	for i := k - 1; i >= 0 && list[i].stretch < 0 && list[i].sign != ',' && list[i].sign != ';'; i-- {
		if list[i].role&rVerb == 0 {
			continue
		}
		c := clue{lo: i, hi: i + list[i].span}
		t.subjectOf(list, &c)
		return c, c.sourced() && t.likely(list, &c)
	}
	return clue{}, false
}

// asSays looks for a clause such as “as Lind said” before part k.
func (t *cueAttributor) asSays(list []atom, k int) (clue, bool) {
	for i := 0; i < min(k, 1); i++ {
		if list[i].role&rAs == 0 {
			continue
		}
		for j := i + 1; j < min(k, i+20) && list[j].sign != ';' && list[j].stretch < 0; j++ {
			if list[j].role&rVerb == 0 && !(list[j].role&rPart != 0 && helped(list, j)) {
				continue
			}
			c := clue{lo: j, hi: j + list[j].span}
			if t.phraseFrom(list, &c, i+1); !c.sourced() || c.upto > j {
				c.upto = c.from
				t.subjectRight(list, &c, true)
			}
			return c, c.sourced()
		}
	}
	return clue{}, false
}

// phraseBy takes the phrase behind words such as “according to”, and behind the
// preposition that may follow them.
func (t *nounPhrases) phraseBy(list []atom, c *clue) {
	at := c.hi
	if at < len(list) && list[at].role&rLink != 0 && list[at].role&rArticle == 0 {
		at++
	}
	t.phraseFrom(list, c, at)
	t.loosen(list, c, at)
	if !c.sourced() && at > 0 && list[at-1].letters && list[at-1].role&rArticle != 0 {
		t.nounAt(list, c, at)
	}
}

// subjectRight takes the phrase behind the verb as the source: said the mayor.
// Right behind speech a noun with its article is enough.
func (t *cueAttributor) subjectRight(list []atom, c *clue, loose bool) {
	at := c.hi
	if at < len(list) && list[at].role&rThat != 0 {
		c.from, c.upto = at, at
		return
	}
	for n := 0; at < len(list) && n < 4 && list[at].role&rThat == 0 && list[at].letters && list[at].role&(rStop|rPrep|rAux|rPart) != 0 && list[at].role&(rArticle|rPronoun|rTitle) == 0 && t.nameAt(&list[at]) < 0; n++ {
		at++
	}
	at = behindAside(list, at)
	if at > c.hi && list[at-1].role&rPrep != 0 && list[at-1].role&rStop == 0 && (list[at-1].role&rAgent == 0 || !t.passive(list, at-1)) {
		at = t.behindNoun(list, at)
	}
	if to := t.behindHearer(list, c.hi); to > 0 {
		at = to
	} else if at < len(list) && list[at].role&rOblique != 0 {
		c.from, c.upto = at, at
		return
	}
	t.phraseFrom(list, c, at)
	if loose {
		t.loosen(list, c, at)
	}
}

// subjectLeft takes the phrase before the verb as the source: a pronoun or a name
// that no preposition governs, the one at the beginning of the sentence before those
// that follow; else a noun with its article. Nothing at or before part after is
// looked at.
func (t *cueAttributor) subjectLeft(list []atom, c *clue, after int) {
	for _, loose := range []bool{false, true} {
		if t.firstPhrase(list, c, after, loose); c.sourced() {
			return
		}
	}
}

func (t *cueAttributor) firstPhrase(list []atom, c *clue, after int, loose bool) {
	for i := max(after+1, c.lo-searchSpan); i < c.lo; i++ {
		p := &list[i]
		if !p.letters {
			continue
		}
		governed := i > 0 && list[i-1].role&(rLink|rPrep|rBy) != 0 && list[i-1].role&(rArticle|rPronoun) == 0
		if p.role&(rPrep|rBy|rLink) != 0 && p.role&(rArticle|rPronoun|rTitle) == 0 || p.role&rPrep != 0 && p.role&rArticle != 0 && p.capital {
			for i+1 < c.lo && list[i+1].letters && list[i+1].role&(rVerb|rAux|rStop|rPrep) == 0 {
				i++ // what the preposition governs
			}
			if i+2 < c.lo && list[i+1].role&rAnd != 0 {
				if end := wholePhrase(list, i+2); end < c.lo && list[end].role&(rVerb|rAux) == 0 {
					i = max(i, end-1) // in Oslo and the north
				}
			}
			continue
		}
		if p.role&rOblique != 0 {
			i = max(i, wholePhrase(list, i)-1) // an object
			continue
		}
		if governed || p.role&(rVerb|rAux) != 0 && p.role&rArticle == 0 || i == 0 && t.adverb(list) {
			continue
		}
		found := clue{lo: c.lo, hi: c.hi}
		if t.phraseFrom(list, &found, i); loose {
			t.loosen(list, &found, i)
		}
		if found.sourced() && found.upto <= c.lo {
			c.from, c.upto = found.from, found.upto
			return
		}
	}
}

// adverb reports whether the first word of a sentence cannot be a subject: a comma
// and a verb follow it.
func (t *cueAttributor) adverb(list []atom) bool {
	return len(list) > 2 && list[1].sign == ',' && list[2].role&(rVerb|rAux) != 0 && t.nameAt(&list[0]) < 0
}
