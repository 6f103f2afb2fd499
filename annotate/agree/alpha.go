package agree

import (
	"math"
	"slices"
	"strconv"
)

// A Scale says what it means that two codes differ.
type Scale struct {
	// numbers gives each code a number from how often each is used; codes
	// without one are left out. Nil is nominal: codes differ or do not.
	numbers func(counts map[string]float64) map[string]float64
}

// Nominal is the scale of labels.
func Nominal() Scale { return Scale{} }

// Interval is the scale of numbers; codes that are none count as missing.
func Interval() Scale {
	return Scale{numbers: func(counts map[string]float64) map[string]float64 {
		numbers := map[string]float64{}
		for c := range counts {
			if x, err := strconv.ParseFloat(c, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
				numbers[c] = x
			}
		}
		return numbers
	}}
}

// Ordinal is the scale of codes that only have an order; others count as
// missing. The distance of two is how many codes were given from the middle of
// one to the middle of the other (Krippendorff 2004, §11.3.1), which is the
// difference of their middle ranks.
func Ordinal(order []string) Scale {
	return Scale{numbers: func(counts map[string]float64) map[string]float64 {
		ranks, below := map[string]float64{}, 0.0
		for _, c := range order {
			ranks[c] = below + counts[c]/2
			below += counts[c]
		}
		return ranks
	}}
}

// Alpha is Krippendorff's α for any number of coders, with gaps (Krippendorff
// 2004, §11.3). Observed and Expected are disagreements. Units that fewer than
// two coders coded do not count.
func Alpha(t Table, s Scale) Result {
	units, counts, n := pairable(t)
	var numbers map[string]float64
	if s.numbers != nil {
		numbers = s.numbers(counts)
		for _, u := range units {
			if slices.ContainsFunc(u, func(c string) bool { _, ok := numbers[c]; return !ok }) {
				return Alpha(known(t, numbers), s) // only once: the rest is all known
			}
		}
	}
	observed, expected := 0.0, 0.0
	for _, u := range units {
		observed += spread(u, numbers) / float64(len(u)-1)
	}
	if numbers == nil {
		expected = n * n
		for _, c := range sortedKeys(counts) {
			expected -= counts[c] * counts[c]
		}
	} else {
		sum, square := 0.0, 0.0
		for _, c := range sortedKeys(counts) {
			sum += counts[c] * numbers[c]
			square += counts[c] * numbers[c] * numbers[c]
		}
		expected = 2 * (n*square - sum*sum)
	}
	r := Result{Observed: observed / n, Expected: expected / (n * (n - 1)), Units: len(units), Value: math.NaN()}
	if r.Expected > 0 {
		r.Value = 1 - r.Observed/r.Expected
	}
	return r
}

// pairable returns the codes of the units that two or more coders coded, how
// often each is there, and how many there are.
func pairable(t Table) (units [][]string, counts map[string]float64, n float64) {
	counts = map[string]float64{}
	for _, u := range t {
		codes := slices.DeleteFunc(slices.Clone(u), func(c string) bool { return c == "" })
		if len(codes) < 2 {
			continue
		}
		units = append(units, codes)
		for _, c := range codes {
			counts[c]++
			n++
		}
	}
	return units, counts, n
}

// known takes the codes that are no numbers for missing.
func known(t Table, numbers map[string]float64) Table {
	out := make(Table, len(t))
	for i, u := range t {
		out[i] = slices.Clone(u)
		for j, c := range u {
			if _, ok := numbers[c]; !ok {
				out[i][j] = ""
			}
		}
	}
	return out
}

// spread sums the squared distances of all ordered pairs of codes in a unit.
func spread(u []string, numbers map[string]float64) float64 {
	m := float64(len(u))
	if numbers == nil {
		return m*m - squares(u, map[string]float64{})
	}
	sum, square := 0.0, 0.0
	for _, c := range u {
		sum += numbers[c]
		square += numbers[c] * numbers[c]
	}
	return 2 * (m*square - sum*sum)
}
