package report

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate/kind"
)

// Stances are who stands how towards what: a matrix, which is also a network.
type Stances struct {
	Holders, Targets []string // those with most stances first
	// Cells has a row for each holder and in it a cell for each target.
	Cells [][]Cell

	notes []*Note
}

// A Cell is the stances of one holder towards one target.
type Cell struct {
	For, Against, Neither int
	Notes                 []*Note
}

// Empty reports whether there is no stance.
func (c Cell) Empty() bool { return len(c.Notes) == 0 }

// Label is the word that most of the stances in the cell bear, "divided" if no
// word has most, "" if there are none.
func (c Cell) Label() string {
	most := max(c.For, c.Against, c.Neither)
	words := []string{}
	for _, l := range []struct {
		n    int
		code string
	}{{c.For, kind.Favor}, {c.Against, kind.Against}, {c.Neither, kind.Neither}} {
		if l.n == most && most > 0 {
			words = append(words, kind.Word(l.code))
		}
	}
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	return "divided"
}

// Sign says the label in one character, for a dense table.
func (c Cell) Sign() string {
	return map[string]string{"for": "+", "against": "−", "neither": "±", "divided": "≠"}[c.Label()]
}

func (s *Stances) add(n *Note) { s.notes = append(s.notes, n) }

// sort makes the matrix.
func (s *Stances) sort() {
	holders, targets := map[string]int{}, map[string]int{}
	for _, n := range s.notes {
		holders[n.Row.Who]++
		targets[n.Row.To]++
	}
	s.Holders, s.Targets = byCount(holders), byCount(targets)
	s.Cells = make([][]Cell, len(s.Holders))
	for i := range s.Cells {
		s.Cells[i] = make([]Cell, len(s.Targets))
	}
	column := map[string]int{}
	for i, t := range s.Targets {
		column[t] = i
	}
	line := map[string]int{}
	for i, h := range s.Holders {
		line[h] = i
	}
	for _, n := range s.notes {
		c := &s.Cells[line[n.Row.Who]][column[n.Row.To]]
		c.Notes = append(c.Notes, n)
		switch n.Row.Label {
		case kind.Favor, "agree":
			c.For++
		case kind.Against, "disagree":
			c.Against++
		default:
			c.Neither++
		}
	}
}

func byCount(count map[string]int) []string {
	var names []string
	for name := range count {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b)) })
	return names
}
