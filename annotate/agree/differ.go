package agree

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate/codebook"
)

// A Difference is a place in an article, or a question about the whole of it, of which a
// machine and people do not say the same.
type Difference struct {
	Disagreement
	In       Document
	People   []string // who have seen the article, sorted
	Machines []string // likewise; all of those compared
	// Alone is true where all people say the same: there a machine differs most.
	Alone bool
	Score float64 // how sure the surest machine is of what it says there; 0 for nothing
}

// MostDiffering lists where machines and people differ, the most first: where all people
// say the same, and there by how sure the machine is. People may name an adjudication.
// Where people alone differ is left out; book and names may be nil.
func MostDiffering(docs []Document, machines, people []string, book *codebook.Codebook, names *codebook.Names) []Difference {
	var out []Difference
	for _, d := range answered(docs) {
		in := func(of []string) []string {
			s := &study{coders: slices.Sorted(slices.Values(of))}
			return slices.Compact(s.seen(d))
		}
		base := Difference{In: d, People: in(people), Machines: in(machines)}
		if len(base.People) == 0 || len(base.Machines) == 0 {
			continue
		}
		_, differ := judged(d, slices.Concat(base.People, base.Machines), book, names)
		for _, x := range differ {
			one := base
			one.Disagreement = x
			if one.weigh(names) {
				out = append(out, one)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Difference) int {
		if a.Alone != b.Alone {
			return map[bool]int{true: -1, false: 1}[a.Alone]
		}
		return cmp.Compare(b.Score, a.Score)
	})
	return out
}

// weigh tells how much of a difference it is; false where each machine says what some
// person does: there people alone differ, if anybody.
func (x *Difference) weigh(names *codebook.Names) bool {
	said := map[string]bool{}
	for _, coder := range x.People {
		said[x.saysOf(coder, names)] = true
	}
	x.Alone = len(said) == 1
	differs := false
	for _, machine := range x.Machines {
		if said[x.saysOf(machine, names)] {
			continue
		}
		differs = true
		for _, a := range x.Says[machine] {
			x.Score = max(x.Score, a.Origin.Score)
		}
	}
	return differs
}

// saysOf writes what a coder says there, so that two can be compared.
func (x *Difference) saysOf(coder string, names *codebook.Names) string {
	var all []string
	for _, a := range x.Side(coder) {
		says := saying(a, names)
		if x.Whole() {
			says += "\x01" + strings.Join(slices.Sorted(slices.Values(a.Tags)), "\x01")
		}
		all = append(all, says)
	}
	slices.Sort(all)
	return strings.Join(all, "\x02")
}
