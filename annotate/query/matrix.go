package query

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate/kind"
)

// A Matrix counts rows by two of their properties. The names with most rows
// come first.
type Matrix struct {
	Down, Across []string // "" is the name of what is not said
	Cells        [][]Cell // a line for each name of Down, in it a cell for each of Across
}

// A Cell is the rows that share both names.
type Cell struct{ Rows []*Row }

// Same says under which name a name is known in a library, as names.toml joins
// them; nil joins nothing.
type Same func(name string) string

func (s Same) of(name string) string {
	if s == nil {
		return name
	}
	return s(name)
}

// Stances returns who is how towards what: holders down, targets across.
func Stances(rows []*Row, same Same) Matrix {
	return cross(rows, "stance", func(r *Row) string { return same.of(r.Who) }, func(r *Row) string { return same.of(r.To) })
}

// Voices returns who is quoted where: speakers down, publishers across.
func Voices(rows []*Row, same Same) Matrix {
	return cross(rows, "quote", func(r *Row) string { return same.of(r.Who) }, func(r *Row) string { return r.Source })
}

func cross(rows []*Row, kind string, down, across func(*Row) string) Matrix {
	type pair struct{ down, across string }
	cells := map[pair][]*Row{}
	downs, acrosses := map[string]int{}, map[string]int{}
	for _, r := range rows {
		if r.Kind != kind {
			continue
		}
		p := pair{down(r), across(r)}
		cells[p] = append(cells[p], r)
		downs[p.down]++
		acrosses[p.across]++
	}
	m := Matrix{Down: byCount(downs), Across: byCount(acrosses)}
	for _, d := range m.Down {
		line := make([]Cell, len(m.Across))
		for i, a := range m.Across {
			line[i] = Cell{cells[pair{d, a}]}
		}
		m.Cells = append(m.Cells, line)
	}
	return m
}

// byCount sorts names by how often they occur; what has no name comes last.
func byCount(count map[string]int) []string {
	names := make([]string, 0, len(count))
	for name := range count {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if (a == "") != (b == "") {
			return cmp.Compare(len(b), len(a))
		}
		return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b))
	})
	return names
}

// Empty reports whether there is no row in the cell.
func (c Cell) Empty() bool { return len(c.Rows) == 0 }

// Stance returns the word that most of the stances in the cell bear, "divided"
// if no word has most, "" if absent.
func (c Cell) Stance() string {
	count := map[string]int{}
	for _, r := range c.Rows {
		count[side(r.Label)]++
	}
	words := byCount(count)
	switch {
	case len(words) == 0:
		return ""
	case len(words) > 1 && count[words[0]] == count[words[1]]:
		return Divided
	}
	return words[0]
}

// Divided is said of a cell in which no stance prevails.
const Divided = "divided"

// side maps the labels of all schemes to for, against and neither.
func side(label string) string {
	switch label {
	case kind.Favor, "agree":
		return kind.Word(kind.Favor)
	case kind.Against, "disagree":
		return kind.Word(kind.Against)
	}
	return kind.Word(kind.Neither)
}

// Sign says the stance of a cell in one character.
func (c Cell) Sign() string {
	switch c.Stance() {
	case "":
		return ""
	case kind.Word(kind.Favor):
		return "+"
	case kind.Word(kind.Against):
		return "−"
	case Divided:
		return "≠"
	}
	return "·"
}
