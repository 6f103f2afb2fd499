// Package agree measures how far annotators agree: over the codes of whole
// articles, over sentences, and over the words themselves.
//
// It refuses to judge: what a figure means depends on the question, and a
// threshold is for the reader of a paper to choose. It knows no files.
package agree

import (
	"math"
	"math/rand/v2"
	"slices"
)

// A Table holds the codes that coders gave to units: a row a unit, a column a
// coder. "" is a code that is missing, since the coder has not seen the unit.
type Table [][]string

// A Result is the value of one coefficient and what it comes from. Value is NaN
// where it is not defined: too few codes, or no more than one code in use.
type Result struct {
	Value              float64
	Observed, Expected float64 // agreement, or disagreement for α
	Units              int     // that count
}

func ratio(observed, expected float64, units int) Result {
	r := Result{Observed: observed, Expected: expected, Units: units, Value: math.NaN()}
	if units > 0 && expected < 1 {
		r.Value = (observed - expected) / (1 - expected)
	}
	return r
}

// Cohen is Cohen's κ of the first two coders, over the units that both coded
// (Cohen 1960).
func Cohen(t Table) Result {
	first, second := map[string]float64{}, map[string]float64{}
	same, n := 0.0, 0.0
	for _, u := range t {
		if len(u) < 2 || u[0] == "" || u[1] == "" {
			continue
		}
		n++
		first[u[0]]++
		second[u[1]]++
		if u[0] == u[1] {
			same++
		}
	}
	if n == 0 {
		return ratio(math.NaN(), math.NaN(), 0)
	}
	expected := 0.0
	for _, c := range sortedKeys(first) {
		expected += first[c] / n * second[c] / n
	}
	return ratio(same/n, expected, int(n))
}

// Fleiss is Fleiss' κ, over the units that all coders coded (Fleiss 1971).
func Fleiss(t Table) Result {
	totals := map[string]float64{}
	observed, units, codes := 0.0, 0.0, 0.0
	for _, u := range t {
		if len(u) < 2 || slices.Contains(u, "") {
			continue
		}
		m := float64(len(u))
		units++
		codes += m
		observed += (squares(u, totals) - m) / (m * (m - 1))
	}
	if units == 0 {
		return ratio(math.NaN(), math.NaN(), 0)
	}
	expected := 0.0
	for _, c := range sortedKeys(totals) {
		expected += totals[c] / codes * totals[c] / codes
	}
	return ratio(observed/units, expected, int(units))
}

// squares sums the squares of how often each code is in a unit, and adds the
// counts to totals.
func squares(u []string, totals map[string]float64) float64 {
	sum := 0.0
	for i, c := range u {
		totals[c]++
		if slices.Contains(u[:i], c) {
			continue // counted at its first
		}
		n := 0.0
		for _, d := range u[i:] {
			if c == d {
				n++
			}
		}
		sum += n * n
	}
	return sum
}

// sortedKeys makes sums come out the same each time.
func sortedKeys(m map[string]float64) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Bootstrap returns the middle 95 % of what a coefficient is over samples of the
// table with replacement (Efron 1979), always the same for the same table.
func Bootstrap(t Table, coefficient func(Table) Result) (low, high float64) {
	const samples = 1000
	if len(t) < 2 {
		return math.NaN(), math.NaN()
	}
	random := rand.New(rand.NewPCG(1, 1))
	var values []float64
	sample := make(Table, len(t))
	for range samples {
		for i := range sample {
			sample[i] = t[random.IntN(len(t))]
		}
		if v := coefficient(sample).Value; !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if len(values) < samples/2 { // mostly undefined
		return math.NaN(), math.NaN()
	}
	slices.Sort(values)
	at := func(q float64) float64 { return values[int(q*float64(len(values)-1))] }
	return at(0.025), at(0.975)
}
