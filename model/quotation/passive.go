package quotation

import "slices"

// Passive verbs: who speaks is their agent, if anybody.

// reportedBy are verbs whose agent is the first to report something.
var reportedBy = []string{"report", "note", "confirm", "announce"}

// addReportedBy adds what somebody was the first to report: the plan was first reported by
// the Herald; as reported by the Herald, it grew.
func (s *sentence) addReportedBy(a *attribution, i int, v voice) bool {
	if !slices.Contains(reportedBy, a.word) || a.source.empty() || a.source.lo <= i {
		return false
	}
	unit := i
	for s.adverb(unit - 1) {
		unit--
	}
	if s.word(unit-1, "as") {
		return s.asSaid(a, unit-1, a.source.hi)
	}
	if v == reduced || a.word != "report" {
		return false
	}
	return s.addPassiveStance(a, i, v)
}

// passive reports whether the clause before part k has a helper whose subject does not
// speak.
func (t *cueAttributor) passive(list []atom, k int) bool {
	for i := k - 1; i >= 0 && list[i].sign != ',' && list[i].sign != ';'; i-- {
		if list[i].role&rPassive != 0 {
			return true
		}
	}
	return false
}

// agentBefore takes who did what a passive verb behind the speech at part k says.
func (t *cueAttributor) agentBefore(list []atom, c *clue, k int) bool {
	t.agent(list, c, max(0, k-searchSpan)-1, k)
	return c.sourced()
}

// agent takes who did what a passive verb says, which is named between parts lo and hi,
// if at all: it was said by Lind.
func (t *nounPhrases) agent(list []atom, c *clue, lo, hi int) {
	for i := lo + 1; i < hi; i++ {
		if list[i].role&rAgent == 0 {
			continue
		}
		at := i + list[i].span
		if t.phraseFrom(list, c, at); !c.sourced() {
			t.loosen(list, c, at)
		}
		if !c.sourced() {
			t.nounAt(list, c, at) // pela oposição
		}
		if c.sourced() && c.upto <= hi {
			return
		}
	}
	c.upto = c.from
}
