package quotation

import "strings"

// mostLoose is how many parts a source between the marks has that is neither a person nor a
// noun for people who speak: the attacker.
const mostLoose = 3

// narrated takes who speaks the stretch at part k where the narrator speaks between its
// marks: “No. It is the rule, says Jane Lind, the keeper. We pay for it.”
func (t *cueAttributor) narrated(list []atom, k int, s *Speaker) bool {
	inside := t.says.atoms(nil, t.text, list[k].start, min(list[k].end, list[k].start+mostBeside), t.lang)
	for i := 1; i < len(inside)-1; i++ {
		p := &inside[i]
		if p.capital || !strings.ContainsRune(",?!…", inside[i-1].sign) || !t.says.cueAt(inside, i) {
			continue
		}
		c := clue{lo: i, hi: t.says.cueEnd(inside, i)}
		if p.role&rPronoun == 0 {
			t.phraseFrom(inside, &c, c.hi)
			sure := c.sourced() && (t.likely(inside, &c) || t.nameAt(&inside[c.from]) >= 0)
			t.loosen(inside, &c, c.hi)
			if !c.sourced() || inside[c.from].role&rOwn != 0 || !sure && (c.upto-c.from > mostLoose || c.upto >= len(inside) || inside[c.upto].letters) {
				continue
			}
		}
		if end := max(c.hi, c.upto); end < len(inside) && inside[end].letters && inside[end].role&(rPrep|rStop) == 0 {
			continue
		}
		*s = t.speakerIn(inside, c)
		return true
	}
	return false
}
