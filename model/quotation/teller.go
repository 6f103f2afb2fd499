package quotation

import (
	"slices"
	"strings"

	"stet/model"
	"stet/model/mention"
)

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
	if c, ok := t.behind(list, k); ok {
		return c, true
	}
	if c, ok := t.before(list, k); ok {
		return c, true
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
			c := clue{lo: i, hi: t.cueEnd(list, i)}
			if t.sourceElsewhere(list, &c) {
				return c, true
			}
			t.subjectRight(list, &c, true)
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
			return c, c.sourced()
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
			c.lo, c.hi = i, t.cueEnd(list, i)
			return c, true
		}
	}
	return c, false
}

// cueEnd is where the words of saying that begin at part i end: with the participle
// that a helper needs.
func (t *cueAttributor) cueEnd(list []atom, i int) int {
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
			if c.sourced() {
				return c, true
			}
		case p.role&rVerb != 0, p.role&rPart != 0 && helped(list, i):
			if list[0].role&rBy != 0 && i > 0 && list[i-1].role&rArticle != 0 {
				continue // in the words of Lind, the sentence is
			}
			c := clue{lo: i, hi: i + p.span}
			if !t.sourceElsewhere(list, &c) {
				t.subjectOf(list, &c)
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
		c := clue{lo: i, hi: t.cueEnd(list, i)}
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

// sourceElsewhere takes the source of verbs that have it elsewhere than as their
// subject: whom a medium cites behind the speech, and where something is written.
// behindMedium returns the part behind the medium that begins at part i: the name, or
// the words with capitals or between marks.
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
	if at < len(list) && list[at].role&rOblique != 0 {
		c.from, c.upto = at, at
		return
	}
	if at > c.hi && list[at-1].role&rPrep != 0 && list[at-1].role&rStop == 0 && (list[at-1].role&rAgent == 0 || !t.passive(list, at-1)) {
		at = t.behindNoun(list, at)
	}
	if to := t.behindHearer(list, c.hi); to > 0 {
		at = to
	}
	t.phraseFrom(list, c, at)
	if loose {
		t.loosen(list, c, at)
	}
}

// loosen takes the noun with its article at part i where nothing better was found.
// wholePhrase returns where the noun phrase ends that begins with the article at
// part i.
// phraseFrom takes the noun phrase that begins at part i as the source: a pronoun,
// a name with what describes it, or a noun that speaks.
// title returns where a name between marks ends that begins at part i, with its
// article: the “Times”; 0 if none does.
// trimSubject drops a phrase that holds neither a name nor a capital nor a title.
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
		if p.role&(rPrep|rBy|rLink) != 0 && p.role&(rArticle|rPronoun|rTitle) == 0 {
			for i+1 < c.lo && list[i+1].letters && list[i+1].role&(rVerb|rAux|rStop|rPrep) == 0 {
				i++ // what the preposition governs
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

// speaker makes a Speaker of the source of a clue. A pronoun means the last person
// who spoke.
func (t *cueAttributor) speaker(c clue) Speaker {
	s := Speaker{Entity: -1}
	if !c.sourced() {
		if t.list[c.lo].role&rPronoun == 0 {
			return s
		}
		p := &t.list[c.lo] // dit-il, a-t-elle
		at := p.start + strings.LastIndexByte(t.text[p.start:p.end], '-') + 1
		return t.pronoun(span(at, p.end))
	}
	s.Range = span(t.list[c.from].start, t.list[c.upto-1].end)
	s.Name = t.text[s.Range.Start:s.Range.End]
	if c.upto-c.from == 1 && t.list[c.from].role&rPronoun != 0 {
		return t.pronoun(s.Range)
	}
	best := -1
	for k := c.from; k < c.upto; k++ {
		if k > c.from && t.list[k-1].role&rLink != 0 && t.list[k-1].role&rArticle == 0 && !t.list[c.from].capital {
			continue // a spokesman of Lind is not Lind
		}
		if m := t.nameAt(&t.list[k]); m >= 0 && (best < 0 || t.names.Mentions[m].Type == mention.Person && t.names.Mentions[best].Type != mention.Person) {
			best = m
		}
	}
	if best < 0 || t.names.Mentions[best].Type != mention.Person {
		if m := t.appositive(c); m >= 0 {
			best = m
		}
	}
	if best >= 0 {
		if m := &t.names.Mentions[best]; m.Type == mention.Person || int(m.Range.Start) <= t.head(c) {
			s.Range, s.Entity = m.Range, m.Entity
			s.Name = t.names.Entities[m.Entity].Name
		}
	}
	return s
}

// appositive is the person's name between commas behind a phrase with a noun for people
// who speak, or -1: the mayor of Riverton, Jane Lind,
func (t *cueAttributor) appositive(c clue) int {
	if c.upto+1 >= len(t.list) || t.list[c.upto].sign != ',' || !slices.ContainsFunc(t.list[c.from:c.upto], func(p atom) bool { return p.role&rTitle != 0 }) {
		return -1
	}
	at := c.upto + 1
	m := t.nameAt(&t.list[at])
	if m < 0 || t.names.Mentions[m].Type != mention.Person {
		return -1
	}
	for at < len(t.list) && model.Pos(t.list[at].start) < t.names.Mentions[m].Range.End {
		at++
	}
	if at < len(t.list) && t.list[at].letters && t.list[at].role&(rVerb|rAux|rMood) == 0 {
		return -1
	}
	return m
}

// head is where the source of a clue begins without its articles.
// pronoun is a Speaker of whom a pronoun tells: the last person who spoke.
func (t *cueAttributor) pronoun(at model.Range) Speaker {
	s := Speaker{Range: at, Entity: -1, Name: t.text[at.Start:at.End]}
	if t.person.Entity >= 0 {
		s.Entity, s.Name = t.person.Entity, t.person.Name
	}
	return s
}
