package agree

import (
	"math"
	"strings"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within || math.IsNaN(got) {
		t.Errorf("%s is %.5f, published %.5f", what, got, want)
	}
}

// table reads units as lines of codes, "." being a missing one.
func table(lines string) Table {
	var t Table
	for line := range strings.Lines(lines) {
		codes := strings.Fields(line)
		for i, c := range codes {
			if c == "." {
				codes[i] = ""
			}
		}
		if len(codes) > 0 {
			t = append(t, codes)
		}
	}
	return t
}

// Cohen 1960, A Coefficient of Agreement for Nominal Scales, table 1: 200
// patients in three classes by two clinicians.
func TestCohen1960(t *testing.T) {
	var units Table
	for i, row := range [][]int{{88, 14, 18}, {10, 40, 10}, {2, 6, 12}} {
		for j, n := range row {
			for range n {
				units = append(units, []string{"123"[i : i+1], "123"[j : j+1]})
			}
		}
	}
	r := Cohen(units)
	near(t, "observed agreement", r.Observed, 0.70, 1e-9)
	near(t, "expected agreement", r.Expected, 0.41, 1e-9)
	near(t, "κ", r.Value, 0.492, 0.001)
}

// Fleiss 1971, Measuring nominal scale agreement among many raters, table 1: 30
// subjects in five classes, six raters each.
const fleiss1971 = `
4 4 4 4 4 4
2 2 2 5 5 5
2 3 3 3 3 5
5 5 5 5 5 5
2 2 2 4 4 4
1 1 3 3 3 3
3 3 3 3 5 5
1 1 3 3 3 4
1 1 4 4 4 4
5 5 5 5 5 5
1 4 4 4 4 4
1 2 4 4 4 4
2 2 2 3 3 3
1 4 4 4 4 4
2 2 4 4 4 5
3 3 3 3 3 5
1 1 1 4 5 5
1 1 1 1 1 2
2 2 4 4 4 4
1 3 3 5 5 5
5 5 5 5 5 5
2 4 4 4 4 4
2 2 4 5 5 5
1 1 4 4 4 4
1 4 4 4 4 5
2 2 2 2 2 4
1 1 1 1 5 5
2 2 4 4 4 4
1 3 3 3 3 3
5 5 5 5 5 5
`

func TestFleiss1971(t *testing.T) {
	r := Fleiss(table(fleiss1971))
	near(t, "observed agreement", r.Observed, 0.5556, 0.0001)
	near(t, "expected agreement", r.Expected, 0.2201, 0.0002) // published from rounded shares
	near(t, "κ", r.Value, 0.430, 0.001)
}

// Hayes and Krippendorff 2007, Answering the Call for a Standard Reliability
// Measure for Coding Data, p. 84: 40 units on an ordinal scale, five coders.
const hayesKrippendorff2007 = `
1 1 2 . 2
1 1 0 1 .
2 3 3 3 .
. 0 0 . 0
0 0 0 . 0
0 0 0 . 0
1 0 2 . 1
1 . 2 0 .
2 2 2 . 2
2 1 1 1 .
. 1 0 0 .
0 0 0 0 .
1 2 2 2 .
3 3 2 2 3
1 1 1 . 1
1 1 1 . 1
2 1 2 . 2
1 2 3 3 .
1 1 0 1 .
0 0 0 . 0
0 0 1 1 .
0 0 . 0 0
2 3 3 3 .
0 0 0 0 .
1 2 . 2 2
0 1 1 1 .
0 0 0 1 0
1 2 1 2 .
1 1 2 2 .
1 1 2 . 2
1 1 0 . 0
2 1 2 1 .
2 2 . 2 2
3 2 2 2 .
2 2 2 . 2
2 2 3 . 2
2 2 2 . 2
2 2 . 1 2
2 2 2 2 .
1 1 1 . 1
`

func TestHayesKrippendorff2007(t *testing.T) {
	near(t, "ordinal α", Alpha(table(hayesKrippendorff2007), Ordinal([]string{"0", "1", "2", "3"})).Value, 0.7598, 0.0001)
}

// Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C: four
// observers, twelve units, with gaps. Nominal, ordinal and interval α.
func TestKrippendorff2011(t *testing.T) {
	units := table(`
1 1 . 1
2 2 3 2
3 3 3 3
3 3 3 3
2 2 2 2
1 2 3 4
4 4 4 4
1 1 2 1
2 2 2 2
. 5 5 5
. . 1 1
. . 3 .
`)
	near(t, "nominal α", Alpha(units, Nominal()).Value, 0.743, 0.001)
	near(t, "ordinal α", Alpha(units, Ordinal([]string{"1", "2", "3", "4", "5"})).Value, 0.815, 0.001)
	near(t, "interval α", Alpha(units, Interval()).Value, 0.849, 0.001)
	if r := Alpha(units, Nominal()); r.Units != 11 {
		t.Errorf("%d units count, want 11: the last has but one code", r.Units)
	}
}

// Krippendorff 1995, On the Reliability of Unitizing Continuous Data, p. 57,
// example A, cut into 24 pieces.
func TestKrippendorff1995Digitized(t *testing.T) {
	var units Table
	first, second := "001111111100001111110000", "000011110000000110000000"
	for i := range first {
		units = append(units, []string{first[i : i+1], second[i : i+1]})
	}
	near(t, "κ", Cohen(units).Value, 0.385, 0.001)
	near(t, "π", Fleiss(units).Value, 0.314, 0.001) // of two coders, Fleiss' κ is Scott's π
	near(t, "α", Alpha(units, Nominal()).Value, 0.329, 0.001)
}

func TestKrippendorff1995Unitized(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second [][2]int // begin, length
		observed      float64
		value         float64 // on a continuum without grain, ± 0.02
	}{
		{"A", [][2]int{{2, 8}, {14, 6}}, [][2]int{{4, 4}, {15, 2}}, 0.03125, 0.553},
		{"B", [][2]int{{0, 18}}, [][2]int{{0, 2}, {2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 3}, {9, 1}}, 2.26736, -0.926},
		{"C", [][2]int{{2, 6}, {10, 2}, {14, 4}, {20, 2}}, [][2]int{{0, 2}, {4, 4}, {10, 4}, {16, 2}, {20, 2}}, 0.02777, 0.679},
		{"D", [][2]int{{0, 2}, {2, 8}, {10, 4}, {14, 6}, {20, 4}}, [][2]int{{0, 4}, {4, 4}, {8, 7}, {15, 2}, {17, 7}}, 0.38715, 0.066},
	} {
		stretched := func(ps [][2]int, by int) (u Unitized) {
			for _, p := range ps {
				u = append(u, Stretch{p[0] * by, (p[0] + p[1]) * by, c.name})
			}
			return u
		}
		coarse, _ := Unitizing([]Unitized{stretched(c.first, 1), stretched(c.second, 1)}, 24)
		near(t, c.name+": observed disagreement", coarse.Observed, c.observed, 0.00001)
		fine, _ := Unitizing([]Unitized{stretched(c.first, 50000), stretched(c.second, 50000)}, 24*50000)
		near(t, c.name+": αᵤ", fine.Value, c.value, 0.02)
	}
}

// Krippendorff 2004, Content Analysis, p. 254: two observers, two categories, a
// continuum of 300 that begins at 150.
func TestKrippendorff2004Unitizing(t *testing.T) {
	at := func(label string, begin, length int) Stretch {
		return Stretch{begin - 150, begin - 150 + length, label}
	}
	i := Unitized{at("c", 225, 70), at("c", 370, 30), at("k", 180, 60), at("k", 300, 50)}
	j := Unitized{at("c", 220, 80), at("c", 355, 20), at("c", 400, 20), at("k", 180, 60), at("k", 300, 50)}
	all, labels := Unitizing([]Unitized{i, j}, 300)
	near(t, "αᵤ", all.Value, 0.8591, 0.0005)
	near(t, "observed of c", labels["c"].Observed, 0.0144, 0.0001)
	near(t, "expected of c", labels["c"].Expected, 0.0532, 0.0001)
	near(t, "αᵤ of c", labels["c"].Value, 0.7286, 0.0001)
	near(t, "expected of k", labels["k"].Expected, 0.0490, 0.0001)
	near(t, "αᵤ of k", labels["k"].Value, 1, 1e-9)
}

// Krippendorff 2004, p. 252: the distances of one section from seven others.
func TestKrippendorff2004Distances(t *testing.T) {
	unit := section{5, 6, true}
	for _, c := range []struct {
		begin, length, want float64
	}{{4, 2, 26}, {5, 2, 16}, {6, 2, 10}, {7, 2, 8}, {6, 4, 2}, {5, 6, 0}} {
		near(t, "distance", distance(unit, section{c.begin, c.length, true}), c.want, 0)
	}
	near(t, "a unit in a gap and a unit in a gap",
		distance(section{2, 3, false}, section{2, 2, true})+distance(unit, section{4, 7, false}), 40, 0)
}

func TestNothingToAgreeOnIsNoAgreement(t *testing.T) {
	one := table("a a\na a\n")
	for name, v := range map[string]float64{
		"Cohen": Cohen(one).Value, "Fleiss": Fleiss(one).Value, "Alpha": Alpha(one, Nominal()).Value,
		"no units": Alpha(nil, Nominal()).Value, "no numbers": Alpha(table("a b\nc d\n"), Interval()).Value,
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s: %f of nothing, want NaN", name, v)
		}
	}
	if low, high := Bootstrap(table(fleiss1971), Fleiss); !(low < 0.43 && 0.43 < high && low > 0.2 && high < 0.7) {
		t.Errorf("κ lies in [%f, %f]", low, high)
	}
}
