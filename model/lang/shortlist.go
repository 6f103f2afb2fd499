package lang

import (
	"slices"
	"sync/atomic"
)

// rounds are the looks at the beginning of a text that leave the best candidates: by
// short runs of letters, which are soon counted.
var rounds = []struct{ letters, left int }{{50, 24}, {72, 14}, {100, 8}, {140, 6}}

// Those that are far behind the best by then are left out too.
const (
	hopeless = 80 // bits
	fewest   = 2
)

// shortlist leaves the candidates that fit the beginning of a text best; key stands for
// their list.
func (s *Set) shortlist(found []rated, key gram, text string) []rated {
	if len(found) <= rounds[len(rounds)-1].left {
		return found
	}
	tables := make([]table, len(found))
	for i := range found {
		tables[i] = found[i].lang.letters().short
	}
	in := letters{text: text, blank: true}
	var runs [order]gram
	count := 0
	for _, round := range rounds {
		if len(found) <= round.left {
			continue
		}
		for n := 1; n > 0 && count < round.letters; count++ {
			if n = min(in.next(&runs), fewLetters); n == 0 {
				break
			}
			costs := s.short.known(key, runs[n-1])
			if costs == nil && len(found) < len(tables) { // the few that are left
				for i := range found {
					found[i].bits += tables[found[i].place].follow(&runs, n, 0)
				}
				continue
			}
			if costs == nil {
				costs = s.short.learn(key, tables, &runs, n)
			}
			for i := range found {
				found[i].bits += int(costs[found[i].place])
			}
		}
		slices.SortFunc(found, byBits)
		found = found[:round.left]
	}
	for len(found) > fewest && found[len(found)-1].bits-found[0].bits > hopeless*perBit {
		found = found[:len(found)-1]
	}
	for i := range found {
		found[i].bits = 0
	}
	return found
}

// shortCosts remembers what the last letters of short runs cost in each of the
// candidates. A text repeats its runs, and so do the texts of an archive: to look a run
// up in fifty tables took a third of the time of detection.
type shortCosts [1 << 14]atomic.Pointer[shortCost]

type shortCost struct {
	candidates gram // a key of their list
	run        gram
	costs      []uint16 // by place
}

func (c *shortCosts) slot(run gram) *atomic.Pointer[shortCost] {
	return &c[uint64(run)>>40%uint64(len(c))]
}

// known returns the costs of the last letter of a run for the candidates, nil if they are
// not known.
func (c *shortCosts) known(key, run gram) []uint16 {
	if k := c.slot(run).Load(); k != nil && k.run == run && k.candidates == key {
		return k.costs
	}
	return nil
}

// learn looks up the costs of the last letter of n runs in the tables of the candidates.
func (c *shortCosts) learn(key gram, tables []table, runs *[order]gram, n int) []uint16 {
	costs := make([]uint16, len(tables))
	for i, t := range tables {
		costs[i] = uint16(t.follow(runs, n, 0))
	}
	c.slot(runs[n-1]).Store(&shortCost{key, runs[n-1], costs})
	return costs
}
