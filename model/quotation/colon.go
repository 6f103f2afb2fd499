package quotation

import (
	"slices"

	"stet/model/mention"
)

// Speakers of whom no verb tells: before a colon, and who holds something.

// beforeColon takes who is before a colon: the person right at it, else the first that
// no preposition governs, else a noun. A sentence that reports what somebody said, or
// is about something of theirs, is by who spoke before.
func (t *cueAttributor) beforeColon(list []atom, k int) (clue, bool) {
	if k < 2 || k > len(list) || list[k-1].sign != ':' {
		return clue{}, false
	}
	c := clue{lo: k - 1, hi: k}
	if near := (clue{lo: k - 1, hi: k}); t.subjectNear(list, &near, k-1) && t.sure(list, &near) {
		return near, true
	}
	if t.reports() && t.lasting() {
		return clue{}, false
	}
	if t.subjectSure(list, &c); !c.sourced() {
		t.subjectLeft(list, &c, -1)
	}
	if c.sourced() && mute(list, &c) {
		return t.whoseWords(list, c)
	}
	return c, c.sourced()
}

// whoseWords takes whose the words are that a phrase tells of: the answer of the minister: “…”
func (t *nounPhrases) whoseWords(list []atom, c clue) (clue, bool) {
	for i := c.from; i < c.upto-1; i++ {
		if list[i].role&rMute == 0 {
			continue
		}
		at := i + 1
		if list[at].role&rLink != 0 && list[at].role&rArticle == 0 {
			at++
		}
		whose := clue{lo: c.lo, hi: c.hi}
		t.phraseFrom(list, &whose, at)
		return whose, whose.sourced() && whose.upto <= c.upto && t.likely(list, &whose)
	}
	return clue{}, false
}

// holds takes who holds what a sentence says: for Lind the harbour is “…”.
func (t *nounPhrases) holds(list []atom, k int) (clue, bool) {
	if k < 2 || len(list) == 0 || list[0].role&rFor == 0 {
		return clue{}, false
	}
	c := clue{lo: 0, hi: 1}
	t.phraseFrom(list, &c, 1)
	return c, c.sourced() && c.upto < k && (t.likely(list, &c) || t.named(list, &c)) && list[c.from].role&rPronoun == 0
}

// holdsRightBefore takes who holds what the stretch right behind says: …; for Lind, “…”.
func (t *nounPhrases) holdsRightBefore(list []atom, k int) (clue, bool) {
	if k < 3 || list[k-1].sign != ',' {
		return clue{}, false
	}
	for i := k - 2; i >= 0 && i > k-mostHolder && list[i].letters; i-- {
		if list[i].role&rFor == 0 {
			continue
		}
		c := clue{lo: i, hi: i + 1}
		t.phraseFrom(list, &c, i+1)
		return c, c.sourced() && c.upto == k-1 && (t.likely(list, &c) || t.named(list, &c)) && list[c.from].role&rPronoun == 0
	}
	return clue{}, false
}

// mostHolder is how many parts a phrase has that tells who holds something, at most.
const mostHolder = 9

// subjectSure takes the first pronoun or person's name that no preposition governs.
func (t *cueAttributor) subjectSure(list []atom, c *clue) {
	for i := max(0, c.lo-searchSpan); i < c.lo; i++ {
		found := clue{lo: c.lo, hi: c.hi}
		if list[i].stretch >= 0 || i > 0 && list[i-1].role&(rPrep|rLink|rBy) != 0 && list[i-1].role&rArticle == 0 {
			continue
		}
		if list[i].role&rPronoun == 0 && t.nameAt(&list[i]) < 0 {
			continue
		}
		t.phraseFrom(list, &found, i)
		if found.sourced() && t.sure(list, &found) {
			c.from, c.upto = found.from, found.upto
			return
		}
	}
}

// sure reports whether the source is a pronoun or a person's name, and no noun that
// may be an object.
func (t *nounPhrases) sure(list []atom, c *clue) bool {
	for k := c.from; k < c.upto; k++ {
		if m := t.nameAt(&list[k]); m >= 0 && t.names.Mentions[m].Type == mention.Person {
			return true
		}
	}
	return c.upto-c.from == 1 && list[c.from].role&rPronoun != 0
}

// likely reports whether the source is sure or has a noun for people who speak.
func (t *nounPhrases) likely(list []atom, c *clue) bool {
	return t.sure(list, c) || slices.ContainsFunc(list[c.from:c.upto], func(p atom) bool { return p.role&rTitle != 0 })
}
