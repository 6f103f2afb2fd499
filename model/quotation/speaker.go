package quotation

import (
	"slices"
	"strings"

	"stet/model"
	"stet/model/mention"
)

// speaker makes a Speaker of the source of a clue. A pronoun means the last person
// who spoke.
func (t *cueAttributor) speaker(c clue) Speaker { return t.speakerIn(t.list, c) }

// speakerIn makes a Speaker of the source of a clue in a list of parts.
func (t *cueAttributor) speakerIn(list []atom, c clue) Speaker {
	s := Speaker{Entity: -1}
	if !c.sourced() {
		if list[c.lo].role&rPronoun == 0 {
			return s
		}
		if list[c.lo].role&rBy != 0 { // in her opinion
			return t.pronoun(span(list[c.lo].start, list[c.hi-1].end))
		}
		p := &list[c.lo] // dit-il, a-t-elle
		at := p.start + strings.LastIndexByte(t.text[p.start:p.end], '-') + 1
		return t.pronoun(span(at, p.end))
	}
	s.Range = span(list[c.from].start, list[c.upto-1].end)
	s.Name = t.text[s.Range.Start:s.Range.End]
	if c.upto-c.from == 1 && list[c.from].role&rPronoun != 0 {
		if list[c.from].role&rLatter != 0 {
			return s
		}
		return t.pronoun(s.Range)
	}
	best := -1
	for k := c.from; k < c.upto; k++ {
		if k > c.from && list[k-1].role&rLink != 0 && list[k-1].role&rArticle == 0 && !list[c.from].capital {
			continue // a spokesman of Lind is not Lind
		}
		if m := t.nameAt(&list[k]); m >= 0 && (best < 0 || t.names.Mentions[m].Type == mention.Person && t.names.Mentions[best].Type != mention.Person) {
			best = m
		}
	}
	if best < 0 || t.names.Mentions[best].Type != mention.Person {
		if m := t.appositive(list, c); m >= 0 {
			best = m
		}
	}
	if best >= 0 {
		if m := &t.names.Mentions[best]; m.Type == mention.Person || int(m.Range.Start) <= t.head(list, c) {
			s.Range, s.Entity = m.Range, m.Entity
			s.Name = t.names.Entities[m.Entity].Name
		}
	}
	return s
}

// appositive is the person's name between commas behind a phrase with a noun for people
// who speak, or -1: the mayor of Riverton, Jane Lind,
func (t *nounPhrases) appositive(list []atom, c clue) int {
	if c.upto+1 >= len(list) || list[c.upto].sign != ',' || !slices.ContainsFunc(list[c.from:c.upto], func(p atom) bool { return p.role&rTitle != 0 }) {
		return -1
	}
	at := c.upto + 1
	m := t.nameAt(&list[at])
	if m < 0 || t.names.Mentions[m].Type != mention.Person {
		return -1
	}
	for at < len(list) && model.Pos(list[at].start) < t.names.Mentions[m].Range.End {
		at++
	}
	if at < len(list) && list[at].letters && (list[at].role&(rVerb|rAux|rMood) == 0 || list[c.lo].role&rBy != 0) {
		return -1 // according to the mayor, Lind is ill
	}
	return m
}

// pronoun is a Speaker of whom a pronoun tells: the last person who spoke.
func (t *cueAttributor) pronoun(at model.Range) Speaker {
	s := Speaker{Range: at, Entity: -1, Name: t.text[at.Start:at.End]}
	if t.person.Entity >= 0 {
		s.Entity, s.Name = t.person.Entity, t.person.Name
	}
	return s
}

// head is where the source of a clue begins without its articles.
func (t *nounPhrases) head(list []atom, c clue) int {
	for k := c.from; k < c.upto; k++ {
		if p := &list[k]; p.letters && p.role&rArticle == 0 {
			return p.start
		}
	}
	return list[c.from].start
}
