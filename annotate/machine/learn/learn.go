// Package learn learns from what a coder keeps, refuses and passes over: for each kind
// and code of a project a linear model over sentences, and the words that were tagged
// before. What stet finds in a sentence without learning, and how the words of the
// library go with that, are among what the model weighs. It explains itself by words of
// the sentence, and it is a cache: what it knows follows from sidecars and can be made
// anew or forgotten at any time.
//
// It refuses to know files, the screen and the network.
package learn

import (
	"cmp"
	"math"
	"slices"
)

// Engine names suggestions that were learned in the origin of what was kept.
const Engine = "learned/1"

// An Example is a sentence that a coder has seen, and whether it bears what is learned.
type Example struct {
	*Sentence
	Is bool
	// Weight is how much it counts: 1 where the coder decided, less for a sentence that
	// was passed over. 0 stands for 1.
	Weight float64
}

const (
	spaceBits = 17 // of the space that features are hashed into
	space     = 1 << spaceBits
	folds     = 10
	// fewest are the examples of each side without which nothing is suggested.
	fewest = 5
	// mostExamples is how many examples a model is made of: of those that were passed
	// over, some are left out.
	mostExamples = 4000
)

// A Model is what was learned of one kind or code.
type Model struct {
	back     *Background
	solver   solver
	examples []Example
	raw      []float64 // margins of the examples by models that have not seen them
	weights  []float32
	yes, no  int

	calibrated bool
	slope      float64 // of the calibration: p = 1 / (1 + exp(-(slope·x + offset)))
	offset     float64
	Least      float64 // the probability from which a sentence is suggested
}

// Train learns from examples, in some milliseconds for a hundred of them.
func Train(back *Background, examples []Example) *Model {
	m := &Model{back: back}
	for _, e := range thinned(examples) {
		m.take(e)
	}
	m.fit(30)
	return m
}

// thinned leaves out some of the sentences that were passed over, where there are very
// many.
func thinned(examples []Example) []Example {
	if len(examples) <= mostExamples {
		return examples
	}
	var decided, passed []Example
	for _, e := range examples {
		if e.Is || e.Weight == 0 || e.Weight == 1 {
			decided = append(decided, e)
		} else {
			passed = append(passed, e)
		}
	}
	decided = decided[max(0, len(decided)-mostExamples):]
	room := mostExamples - len(decided)
	for i := range room {
		if len(passed) > 0 {
			decided = append(decided, passed[i*len(passed)/room])
		}
	}
	return decided
}

func (m *Model) take(e Example) {
	e.Weight = cmp.Or(e.Weight, 1)
	if e.Is {
		m.yes++
	} else {
		m.no++
	}
	m.examples = append(m.examples, e)
	m.solver.add(m.back.features(e.Sentence), e.Is)
}

// Add learns from one more example, from where the model is.
func (m *Model) Add(e Example) {
	m.take(e)
	m.fit(max(1, min(5, rows/len(m.examples))))
}

// Ready reports whether there are enough examples to suggest anything.
func (m *Model) Ready() bool { return m.yes >= fewest && m.no >= fewest }

// cost is how much an example counts: the rarer side is not lost.
func (m *Model) cost(i int) float64 {
	side := m.no
	if m.examples[i].Is {
		side = m.yes
	}
	n := float64(len(m.examples))
	return costOfAll * m.examples[i].Weight * min(n/(2*float64(side)), 6)
}

// costOfAll weighs what examples say against small weights; from 0.1 to 1 it makes
// little difference.
const costOfAll = 0.3

// Of up to few examples, all are learned anew at once. Of more an edit costs so many
// rows, and one fold, so that it takes some milliseconds however many there are.
const (
	few  = 300
	rows = 4000
)

// fit learns all examples, going over them so often, and calibrates the model on folds
// that it has not seen.
func (m *Model) fit(passes int) {
	if !m.Ready() {
		return
	}
	costs := make([]float64, len(m.examples))
	for i := range costs {
		costs[i] = m.cost(i)
	}
	m.weights = m.solver.solve(m.weights, costs, -1, passes)
	m.raw = append(m.raw, make([]float64, len(m.examples)-len(m.raw))...)
	from, to := 0, folds
	if m.calibrated && len(costs) > few {
		from = m.solver.fold[len(costs)-1]
		to = from + 1
	}
	var weights []float32
	for f := from; f < to; f++ {
		weights = m.solver.solve(weights, costs, f, passes)
		m.solver.held(weights, f, m.raw)
	}
	m.calibrate(m.raw)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// calibrate fits the two numbers that make a probability of a margin (Platt 1999), and
// the probability from which a sentence is suggested.
func (m *Model) calibrate(raw []float64) {
	yes := 0
	for i := range raw {
		if m.examples[i].Is {
			yes++
		}
	}
	up, down := (float64(yes)+1)/(float64(yes)+2), 1/(float64(len(raw)-yes)+2)
	if !m.calibrated {
		m.slope, m.offset, m.calibrated = 1, 0, true
	}
	for range 100 {
		var ga, gb, haa, hab, hbb float64
		for i, x := range raw {
			p := sigmoid(m.slope*x + m.offset)
			y := down
			if m.examples[i].Is {
				y = up
			}
			weight := m.examples[i].Weight
			w := weight*p*(1-p) + 1e-9
			ga, gb = ga+weight*(y-p)*x, gb+weight*(y-p)
			haa, hab, hbb = haa+w*x*x, hab+w*x, hbb+w
		}
		haa, hbb = haa+1e-6, hbb+1e-6
		det := haa*hbb - hab*hab
		if det < 1e-12 {
			break
		}
		da, db := (hbb*ga-hab*gb)/det, (haa*gb-hab*ga)/det
		da, db = max(-1, min(da, 1)), max(-1, min(db, 1))
		m.slope, m.offset = max(m.slope+da, 1e-3), m.offset+db
		if math.Abs(da)+math.Abs(db) < 1e-4 {
			break
		}
	}
	m.Least = m.best()
}

// best is the probability from which suggesting is expected to be best for F1: over the
// sentences of the library, which are as they come, where those that were decided may
// have been chosen.
func (m *Model) best() float64 {
	var ps []float64
	for _, s := range m.back.some {
		ps = append(ps, m.probability(s))
	}
	if len(ps) < leastTaught {
		for _, x := range m.raw {
			ps = append(ps, sigmoid(m.slope*x+m.offset))
		}
	}
	slices.Sort(ps)
	slices.Reverse(ps)
	all, sum := 0.0, 0.0
	for _, p := range ps {
		all += p
	}
	best, at := -1.0, 0.5
	for i, p := range ps {
		sum += p
		if f := 2 * sum / (float64(i+1) + all); f > best {
			best, at = f, p/2
			if i+1 < len(ps) {
				at = (p + ps[i+1]) / 2 // where a gap parts both sides, in its middle
			}
		}
	}
	return at
}

// Says is how likely a sentence bears what was learned, and why, in words of it.
func (m *Model) Says(s *Sentence) (p float64, why []string) {
	if p = m.probability(s); p > 0 {
		why = m.reasons(s)
	}
	return p, why
}

// probability is how likely a sentence bears what was learned; 0 where too little was.
func (m *Model) probability(s *Sentence) float64 {
	if !m.Ready() {
		return 0
	}
	return sigmoid(m.slope*dot(m.weights, m.back.features(s)) + m.offset)
}

// Examples counts those that the model was learned from, on each side.
func (m *Model) Examples() (yes, no int) { return m.yes, m.no }
