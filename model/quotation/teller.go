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
func (t *teller) cue(list []atom, k int) (clue, bool) {
	if c, ok := t.behind(list, k); ok {
		return c, true
	}
	if c, ok := t.before(list, k); ok {
		return c, true
	}
	return t.farBehind(list, k)
}

// behind looks right after the speech: “…”, said Lind; “…”, Lind said; “…”, so
// Lind; “…”, selon Lind.
func (t *teller) behind(list []atom, k int) (clue, bool) {
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
			t.subjectRight(list, &c)
			if !c.sourced() && i > j {
				c.from, c.upto = j, i
				t.trimSubject(list, &c)
			}
			if c.sourced() || p.role&rPronoun != 0 {
				return c, true
			}
			t.subjectLeft(list, &c, k)
			return c, true
		case p.role&rBy != 0:
			c := clue{lo: i, hi: i + p.span}
			t.phraseFrom(list, &c, c.hi)
			return c, c.sourced()
		case p.role&(rStop|rPrep) != 0 && p.role&(rArticle|rPronoun) == 0:
			return clue{}, false
		}
	}
	return t.subjectFirst(list, j)
}

// subjectFirst finds a subject at part j with its verb, or with a word like zufolge,
// behind it.
func (t *teller) subjectFirst(list []atom, j int) (clue, bool) {
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
func (t *teller) cueEnd(list []atom, i int) int {
	if list[i].role&(rVerb|rSo|rAfter) == 0 {
		for j := i + 1; j < min(i+4, len(list)); j++ {
			if list[j].role&rPart != 0 {
				return j + list[j].span
			}
		}
	}
	return i + list[i].span
}

// before looks in what stands before the speech in its sentence: the nearest words
// of saying. After a colon a name alone is enough.
func (t *teller) before(list []atom, k int) (clue, bool) {
	for i := k - 1; i >= 0 && i > k-searchSpan; i-- {
		p := &list[i]
		switch {
		case p.stretch >= 0:
			continue
		case p.role&rBy != 0:
			c := clue{lo: i, hi: i + p.span}
			t.phraseFrom(list, &c, c.hi)
			if c.sourced() {
				return c, true
			}
		case p.role&rVerb != 0, p.role&rPart != 0 && t.helped(list, i):
			c := clue{lo: i, hi: i + p.span}
			t.subjectOf(list, &c)
			return c, true
		case p.role&rAfter != 0:
			c := clue{lo: i, hi: i + p.span}
			t.subjectLeft(list, &c, -1)
			return c, c.sourced()
		}
	}
	if k > 1 && k <= len(list) && list[k-1].sign == ':' { // Lind: “…”; Lind goes on:
		c := clue{lo: k - 1, hi: k}
		if t.subjectSure(list, &c); !c.sourced() {
			t.subjectLeft(list, &c, -1)
		}
		return c, c.sourced()
	}
	return clue{}, false
}

// subjectOf takes the subject of a verb that stands before the speech: the phrase
// right before the verb if it names a person, else one right behind that does
// (yesterday said Lind), else what there is.
func (t *teller) subjectOf(list []atom, c *clue) {
	left, right := *c, *c
	t.subjectLeft(list, &left, -1)
	t.subjectRight(list, &right)
	switch {
	case left.sourced() && left.upto == c.lo && t.sure(list, &left):
		*c = left
	case right.sourced() && right.from <= c.hi+1 && t.sure(list, &right), !left.sourced():
		*c = right
	default:
		*c = left
	}
}

// subjectSure takes the first pronoun or person's name that no preposition governs.
func (t *teller) subjectSure(list []atom, c *clue) {
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
func (t *teller) sure(list []atom, c *clue) bool {
	for k := c.from; k < c.upto; k++ {
		if m := t.nameAt(&list[k]); m >= 0 && t.names.Mentions[m].Type == mention.Person {
			return true
		}
	}
	return c.upto-c.from == 1 && list[c.from].role&rPronoun != 0
}

// helped reports whether a helper stands near the participle at part i.
func (t *teller) helped(list []atom, i int) bool {
	for j := max(0, i-searchSpan/2); j < min(len(list), i+3); j++ {
		if list[j].role&rAux != 0 {
			return true
		}
	}
	return false
}

// farBehind looks for words of saying after a comma, farther behind the speech.
func (t *teller) farBehind(list []atom, k int) (clue, bool) {
	for i := k + 1; i < min(len(list), k+searchSpan); i++ {
		p := &list[i]
		if !p.letters || p.role&(rVerb|rSo) == 0 && !(p.role&rAux != 0 && t.says.cueAt(list, i)) {
			continue
		}
		c := clue{lo: i, hi: t.cueEnd(list, i)}
		t.subjectRight(list, &c)
		if !c.sourced() {
			t.subjectLeft(list, &c, k)
		}
		return c, c.sourced()
	}
	for i := k + 1; i < min(len(list), k+searchSpan); i++ {
		p := &list[i]
		if p.role&rBy != 0 {
			c := clue{lo: i, hi: i + p.span}
			if t.phraseFrom(list, &c, c.hi); c.sourced() {
				return c, true
			}
		}
	}
	return clue{}, false
}

// subjectRight takes the phrase behind the verb as the source: said the mayor.
func (t *teller) subjectRight(list []atom, c *clue) {
	at := c.hi
	for n := 0; at < len(list) && n < 4 && list[at].letters && list[at].role&(rStop|rPrep|rAux|rPart) != 0 && list[at].role&(rArticle|rPronoun|rTitle) == 0 && t.nameAt(&list[at]) < 0; n++ {
		at++
	}
	t.phraseFrom(list, c, at)
}

// phraseFrom takes the noun phrase that begins at part i as the source: a pronoun,
// a name with what describes it, or a noun that speaks.
func (t *teller) phraseFrom(list []atom, c *clue, i int) {
	c.from, c.upto = i, i
	if i >= len(list) || !list[i].letters {
		return
	}
	if list[i].role&rPronoun != 0 && list[i].role&rArticle == 0 {
		c.upto = i + 1
		return
	}
	named := false
	j := i
	for ; j < len(list) && j < i+14; j++ {
		p := &list[j]
		if !p.letters {
			if p.sign == '.' || p.sign == '’' || p.sign == '\'' || p.sign == '(' && !named {
				continue // an initial, an abbreviation
			}
			break
		}
		name := t.nameAt(p)
		switch {
		case name >= 0:
			named = true
			for j+1 < len(list) && model.Pos(list[j+1].start) < t.names.Mentions[name].Range.End {
				j++
			}
			c.upto = j + 1
			if t.names.Mentions[name].Type == mention.Person {
				t.trimSubject(list, c)
				return
			}
			continue
		case p.role&(rVerb|rAux|rPart|rBy|rSo|rAfter) != 0 && p.role&(rArticle|rTitle|rLink) == 0:
		case p.role&(rStop|rPrep) != 0 && p.role&(rArticle|rLink|rTitle) == 0:
		case p.role&rLink != 0 && p.role&rArticle == 0 && j == i:
		default:
			if p.role&(rArticle|rLink) == 0 {
				c.upto = j + 1
			}
			continue
		}
		break
	}
	t.trimSubject(list, c)
}

// trimSubject drops a phrase that holds neither a name nor a capital nor a title.
func (t *teller) trimSubject(list []atom, c *clue) {
	for k := c.from; k < c.upto; k++ {
		p := &list[k]
		if p.capital || p.role&rTitle != 0 || p.role&rPronoun != 0 && p.role&rArticle == 0 || t.nameAt(p) >= 0 {
			return
		}
	}
	c.upto = c.from
}

// subjectLeft takes the phrase before the verb as the source: a pronoun or a name
// that no preposition governs, the one at the beginning of the sentence before those
// that follow. Nothing at or before part after is looked at.
func (t *teller) subjectLeft(list []atom, c *clue, after int) {
	best := clue{lo: c.lo, hi: c.hi}
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
		if governed || p.role&(rVerb|rAux) != 0 && p.role&rArticle == 0 {
			continue
		}
		found := clue{lo: c.lo, hi: c.hi}
		t.phraseFrom(list, &found, i)
		if !found.sourced() || found.upto > c.lo {
			continue
		}
		best = found
		break
	}
	if best.sourced() {
		c.from, c.upto = best.from, best.upto
	}
}

// nameAt is the mention that begins or goes on at a part, or -1.
func (t *teller) nameAt(p *atom) int {
	m := t.names.At(model.Pos(p.start))
	if m < 0 || !slices.Contains([]mention.Type{mention.Person, mention.Org, mention.GPE, mention.Loc}, t.names.Mentions[m].Type) {
		return -1
	}
	return m
}

// speaker makes a Speaker of the source of a clue. A pronoun means the last person
// who spoke.
func (t *teller) speaker(c clue) Speaker {
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
		if m := t.nameAt(&t.list[k]); m >= 0 && (best < 0 || t.names.Mentions[m].Type == mention.Person && t.names.Mentions[best].Type != mention.Person) {
			best = m
		}
	}
	if best >= 0 {
		if m := &t.names.Mentions[best]; m.Type == mention.Person || m.Range.Len()*2 >= s.Range.Len() {
			s.Range, s.Entity = m.Range, m.Entity
			s.Name = t.names.Entities[m.Entity].Name
		}
	}
	return s
}

// pronoun is a Speaker of whom a pronoun tells: the last person who spoke.
func (t *teller) pronoun(at model.Range) Speaker {
	s := Speaker{Range: at, Entity: -1, Name: t.text[at.Start:at.End]}
	if t.person.Entity >= 0 {
		s.Entity, s.Name = t.person.Entity, t.person.Name
	}
	return s
}
