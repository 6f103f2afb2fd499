package quotation

// Passive verbs: who speaks is their agent, if anybody.

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
		if t.phraseFrom(list, c, i+1); !c.sourced() {
			t.loosen(list, c, i+1)
		}
		if c.sourced() && c.upto <= hi {
			return
		}
	}
	c.upto = c.from
}
