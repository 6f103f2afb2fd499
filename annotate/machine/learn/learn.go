// Package learn learns from what a coder keeps, refuses and passes over: for each kind
// and code of a project a linear model over sentences, and the words that were tagged
// before. It explains itself by words of the sentence, and it is a cache: what it knows
// follows from sidecars and can be made anew or forgotten at any time.
//
// It refuses to know files, the screen and the network.
package learn

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Engine names suggestions that were learned in the origin of what was kept.
const Engine = "learned/1"

// An Example is a sentence that a coder has seen, and whether it bears what is learned.
type Example struct {
	Text string
	Is   bool
	// Weight is how much it counts: 1 where the coder decided, less for a sentence that
	// was passed over. 0 stands for 1.
	Weight float64

	features []feature
}

const (
	spaceBits = 18 // of the space that features are hashed into
	space     = 1 << spaceBits
	epochs    = 12
	rate      = 0.5
	decay     = 3e-4 // of the weights, at each example
	folds     = 5
	// fewest are the examples of each side without which nothing is suggested.
	fewest = 5
)

// A Model is what was learned of one kind or code.
type Model struct {
	weights  []float32
	bias     float64
	examples []Example
	slope    float64 // of the calibration: p = 1 / (1 + exp(-(slope·x + offset)))
	offset   float64
	Least    float64 // the probability from which a sentence is suggested
	yes, no  int
}

// Train learns from examples. It takes about a millisecond for a hundred of them.
func Train(examples []Example) *Model {
	m := &Model{}
	for _, e := range examples {
		m.take(e)
	}
	m.fit()
	return m
}

func (m *Model) take(e Example) {
	if e.features == nil {
		e.features = featuresOf(e.Text)
	}
	e.Weight = cmp.Or(e.Weight, 1)
	if e.Is {
		m.yes++
	} else {
		m.no++
	}
	m.examples = append(m.examples, e)
}

// Add learns from one more example, from where the model is.
func (m *Model) Add(e Example) {
	m.take(e)
	const all = 400 // examples that are all learned anew at once; of more, the new one and some of the others
	if len(m.examples) <= all || m.weights == nil {
		m.fit()
		return
	}
	random := rand.New(rand.NewPCG(uint64(len(m.examples)), 2))
	balance := m.balance()
	for range all {
		m.step(&m.examples[random.IntN(len(m.examples))], balance, 0.1)
		m.step(&m.examples[len(m.examples)-1], balance, 0.1)
	}
}

// Ready reports whether there are enough examples to suggest anything.
func (m *Model) Ready() bool { return m.yes >= fewest && m.no >= fewest }

// balance is what an example of each side counts, so that the rarer one is not lost.
func (m *Model) balance() [2]float64 {
	n := float64(m.yes + m.no)
	return [2]float64{n / (2 * float64(max(m.no, 1))), n / (2 * float64(max(m.yes, 1)))}
}

// fit learns all examples, and calibrates the model on folds that it has not seen.
func (m *Model) fit() {
	if !m.Ready() {
		m.weights = make([]float32, space)
		return
	}
	raw := make([]float64, len(m.examples))
	order := rand.New(rand.NewPCG(1, uint64(len(m.examples)))).Perm(len(m.examples))
	for f := range folds {
		part := &Model{weights: make([]float32, space), yes: m.yes, no: m.no}
		var rest []*Example
		for i, at := range order {
			if i%folds != f {
				rest = append(rest, &m.examples[at])
			}
		}
		part.learn(rest)
		for i, at := range order {
			if i%folds == f {
				raw[at] = part.margin(m.examples[at].features)
			}
		}
	}
	m.weights, m.bias = make([]float32, space), 0
	all := make([]*Example, len(m.examples))
	for i := range m.examples {
		all[i] = &m.examples[i]
	}
	m.learn(all)
	m.calibrate(raw)
}

// learn goes over examples several times, each time in another order.
func (m *Model) learn(examples []*Example) {
	balance := m.balance()
	random := rand.New(rand.NewPCG(7, uint64(len(examples))))
	for e := range epochs {
		for _, i := range random.Perm(len(examples)) {
			m.step(examples[i], balance, rate/(1+float64(e)))
		}
	}
}

// step moves the weights towards one example (stochastic gradient of the logistic loss).
func (m *Model) step(e *Example, balance [2]float64, rate float64) {
	p := sigmoid(m.margin(e.features))
	y, side := 0.0, balance[0]
	if e.Is {
		y, side = 1, balance[1]
	}
	g := rate * (y - p) * e.Weight * min(side, 4)
	for _, f := range e.features {
		w := float64(m.weights[f.at])
		m.weights[f.at] = float32(w*(1-rate*decay*10) + g*f.value)
	}
	m.bias += g * 0.1
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func (m *Model) margin(fs []feature) float64 {
	x := m.bias
	for _, f := range fs {
		x += float64(m.weights[f.at]) * f.value
	}
	return x
}

// calibrate fits the two numbers that make a probability of a margin (Platt 1999), and
// the probability from which suggesting is best for F1.
func (m *Model) calibrate(raw []float64) {
	up, down := (float64(m.yes)+1)/(float64(m.yes)+2), 1/(float64(m.no)+2)
	m.slope, m.offset = 1, 0
	for range 200 {
		var ga, gb, haa, hab, hbb float64
		for i, x := range raw {
			p := sigmoid(m.slope*x + m.offset)
			y := down
			if m.examples[i].Is {
				y = up
			}
			w := p*(1-p) + 1e-9
			ga, gb = ga+(y-p)*x, gb+(y-p)
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
		if math.Abs(da)+math.Abs(db) < 1e-6 {
			break
		}
	}
	m.Least = m.best(raw)
}

// best is the probability at which F1 over the folds is best; it is drawn to a half,
// since few examples say little of it.
func (m *Model) best(raw []float64) float64 {
	type scored struct {
		p  float64
		is bool
	}
	all := make([]scored, len(raw))
	for i, x := range raw {
		all[i] = scored{sigmoid(m.slope*x + m.offset), m.examples[i].Is}
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Compare(b.p, a.p) })
	right, best, at := 0, -1.0, 0.5
	for i, s := range all {
		if s.is {
			right++
		}
		if f := 2 * float64(right) / float64(i+1+m.yes); f > best {
			next := 0.0
			if i+1 < len(all) {
				next = all[i+1].p
			}
			best, at = f, (s.p+next)/2
		}
	}
	return at
}

// Says is how likely a sentence bears what was learned, and why, in words of it.
func (m *Model) Says(text string) (p float64, why []string) {
	fs := featuresOf(text)
	p = m.probability(fs)
	slices.SortStableFunc(fs, func(a, b feature) int {
		return cmp.Compare(float64(m.weights[b.at])*b.value, float64(m.weights[a.at])*a.value)
	})
	for _, f := range fs {
		if f.words == "" || m.weights[f.at] <= 0 {
			continue
		}
		if !slices.ContainsFunc(why, func(w string) bool { return strings.Contains(w, f.words) || strings.Contains(f.words, w) }) {
			why = append(why, f.words)
		}
		if len(why) == 3 {
			break
		}
	}
	return p, why
}

// Probability is Says without the reason.
func (m *Model) Probability(text string) float64 { return m.probability(featuresOf(text)) }

func (m *Model) probability(fs []feature) float64 {
	if !m.Ready() {
		return 0
	}
	return sigmoid(m.slope*m.margin(fs) + m.offset)
}

// Examples counts those that the model was learned from, on each side.
func (m *Model) Examples() (yes, no int) { return m.yes, m.no }
