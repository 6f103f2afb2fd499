package agree

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
)

// The alternative annotator test asks whether a machine may stand in for people
// (Calderon, Reichart and Dror, ACL 2025). Each person is left out in turn: is the
// machine at least as close to the others as that person is? ε is what a machine is
// forgiven because it costs less than a person.

// A Scoring says how close a label is to those of others: the larger, the closer.
type Scoring func(label string, others []string) float64

// Accuracy is the share of others who gave the same label.
func Accuracy(label string, others []string) float64 {
	same := 0
	for _, o := range others {
		if o == label {
			same++
		}
	}
	return float64(same) / float64(len(others))
}

// NegativeRMSE is the negative root of the mean square distance to the others' numbers;
// a label that is no number is as far away as can be.
func NegativeRMSE(label string, others []string) float64 {
	x, err := strconv.ParseFloat(label, 64)
	if err != nil {
		return math.Inf(-1)
	}
	sum := 0.0
	for _, o := range others {
		y, err := strconv.ParseFloat(o, 64)
		if err != nil {
			return math.Inf(-1)
		}
		sum += (x - y) * (x - y)
	}
	return -math.Sqrt(sum / float64(len(others)))
}

// An AltTest is how the test is made. The zero value of a field stands for what the
// authors use.
type AltTest struct {
	Epsilon     float64 // 0 is 0: nothing is forgiven
	Scoring     Scoring // nil is Accuracy
	FalseRate   float64 // q of Benjamini and Yekutieli; 0 is 0.05
	LeastPeople int     // labels of people that an item needs; 0 is 2
	LeastItems  int     // items that a person needs; 0 is 30
}

// An AltResult is what the test says of one machine.
type AltResult struct {
	Winning   float64 // ω: the share of people of whom the machine is not worse
	Advantage float64 // ρ: the mean share of items on which it is at least as close
	People    []AltPerson
	Epsilon   float64
}

// An AltPerson is the test against one person.
type AltPerson struct {
	Name      string
	Items     int
	Advantage float64
	P         float64
	Better    bool // the machine may stand in for this person
}

// Passed reports whether the machine may stand in for people: ω is a half or more.
func (r AltResult) Passed() bool { return r.Winning >= 0.5 }

// Labels are what annotators say of items: by annotator and item.
type LabelsOf map[string]map[string]string

// Alternative makes the test. Nobody remains in it, and Winning is NaN, where no person
// shares enough items with others and with the machine.
func (t AltTest) Alternative(people LabelsOf, machine map[string]string) AltResult {
	t.Scoring = orAccuracy(t.Scoring)
	t.FalseRate, t.LeastPeople, t.LeastItems = cmp.Or(t.FalseRate, 0.05), cmp.Or(t.LeastPeople, 2), cmp.Or(t.LeastItems, 30)
	r := AltResult{Epsilon: t.Epsilon, Winning: math.NaN(), Advantage: math.NaN()}
	who := whoLabelled(people, machine, t.LeastPeople)
	for _, name := range slices.Sorted(maps.Keys(people)) {
		if p, ok := t.against(name, people, machine, who); ok {
			r.People = append(r.People, p)
		}
	}
	if len(r.People) == 0 {
		return r
	}
	reject(r.People, t.FalseRate)
	better, sum := 0, 0.0
	for _, p := range r.People {
		if sum += p.Advantage; p.Better {
			better++
		}
	}
	n := float64(len(r.People))
	r.Winning, r.Advantage = float64(better)/n, sum/n
	return r
}

func orAccuracy(s Scoring) Scoring {
	if s == nil {
		return Accuracy
	}
	return s
}

// whoLabelled lists by item the people who labelled it, of the items that enough did
// and that the machine labelled.
func whoLabelled(people LabelsOf, machine map[string]string, least int) map[string][]string {
	who := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(people)) {
		for item := range people[name] {
			if _, ok := machine[item]; ok {
				who[item] = append(who[item], name)
			}
		}
	}
	maps.DeleteFunc(who, func(_ string, names []string) bool { return len(names) < least })
	return who
}

// against leaves one person out; false where there are too few items.
func (t AltTest) against(name string, people LabelsOf, machine map[string]string, who map[string][]string) (AltPerson, bool) {
	p := AltPerson{Name: name}
	var differ []float64
	wins := 0
	for _, item := range slices.Sorted(maps.Keys(people[name])) {
		names, ok := who[item]
		if !ok {
			continue
		}
		var others []string
		for _, o := range names {
			if o != name {
				others = append(others, people[o][item])
			}
		}
		person, mach := t.Scoring(people[name][item], others), t.Scoring(machine[item], others)
		d := 0.0
		if person >= mach {
			d++
		}
		if mach >= person {
			d--
			wins++
		}
		differ = append(differ, d)
	}
	if p.Items = len(differ); p.Items < t.LeastItems {
		return p, false
	}
	p.Advantage = float64(wins) / float64(p.Items)
	p.P = lessThan(differ, t.Epsilon)
	return p, true
}

// lessThan is the p value of a one-sided t test that the mean of values lies below a
// bound.
func lessThan(values []float64, bound float64) float64 {
	n := float64(len(values))
	mean, squares := 0.0, 0.0
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	variance := squares / (n - 1)
	if variance == 0 || math.IsNaN(variance) {
		if mean < bound {
			return 0
		}
		return 1
	}
	t := (mean - bound) / math.Sqrt(variance/n)
	tail := 0.5 * incompleteBeta((n-1)/2, 0.5, (n-1)/(n-1+t*t))
	if t < 0 {
		return tail
	}
	return 1 - tail
}

// reject marks the hypotheses that are rejected at a rate of false discoveries under
// any dependence (Benjamini and Yekutieli 2001).
func reject(people []AltPerson, q float64) {
	m := len(people)
	order := make([]int, m)
	harmonic := 0.0
	for i := range order {
		order[i] = i
		harmonic += 1 / float64(i+1)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(people[a].P, people[b].P) })
	last := 0
	for k, i := range order {
		if people[i].P <= float64(k+1)/float64(m)*q/harmonic {
			last = k + 1
		}
	}
	for _, i := range order[:last] {
		people[i].Better = true
	}
}

// incompleteBeta is the regularised incomplete beta function, by Lentz's continued
// fraction.
func incompleteBeta(a, b, x float64) float64 {
	switch {
	case x <= 0:
		return 0
	case x >= 1:
		return 1
	case x > (a+1)/(a+b+2):
		return 1 - incompleteBeta(b, a, 1-x)
	}
	gamma := func(x float64) float64 { g, _ := math.Lgamma(x); return g }
	front := math.Exp(gamma(a+b)-gamma(a)-gamma(b)+a*math.Log(x)+b*math.Log(1-x)) / a
	const tiny, steps, enough = 1e-300, 400, 1e-15
	f, c, d := 1.0, 1.0, 0.0
	for i := range steps {
		m := float64(i / 2)
		numerator := 1.0
		switch {
		case i == 0:
		case i%2 == 0:
			numerator = m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		default:
			numerator = -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		}
		d = 1 / nonZero(1+numerator*d, tiny)
		c = nonZero(1+numerator/c, tiny)
		f *= c * d
		if math.Abs(1-c*d) < enough {
			break
		}
	}
	return front * (f - 1)
}

func nonZero(x, tiny float64) float64 {
	if x == 0 {
		return tiny
	}
	return x
}
