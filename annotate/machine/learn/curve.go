package learn

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// A Curve tells how much more examples help: F1 on a third of the examples that was held
// back, learned from more and more of the others.
type Curve struct {
	What   string
	Points []Point
}

// A Point is F1 learned from so many examples.
type Point struct {
	Examples int
	F1       float64
}

// steps are from how many examples a curve is drawn; the last is all of them.
var steps = []int{25, 50, 100, 200, 400, 800, 1600, 3200}

// Curves draws the curve of each kind and code of which there are enough examples.
func (l *Lessons) Curves() (out []Curve) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for t, m := range l.models {
		if points := m.curve(); len(points) > 0 {
			out = append(out, Curve{t.String(), points})
		}
	}
	slices.SortFunc(out, func(a, b Curve) int { return strings.Compare(a.What, b.What) })
	return out
}

func (m *Model) curve() (points []Point) {
	order := rand.New(rand.NewPCG(3, uint64(len(m.examples)))).Perm(len(m.examples))
	held, rest := order[:len(order)/3], order[len(order)/3:]
	for _, n := range append(steps, len(rest)) {
		if n > len(rest) || len(points) > 0 && n <= points[len(points)-1].Examples {
			continue
		}
		var some []Example
		for _, at := range rest[:n] {
			some = append(some, m.examples[at])
		}
		part := Train(m.back, some)
		if !part.Ready() {
			continue
		}
		right, wrong, missed := 0, 0, 0
		for _, at := range held {
			e := &m.examples[at]
			switch said := part.probability(e.Sentence) >= part.Least; {
			case said && e.Is:
				right++
			case said:
				wrong++
			case e.Is:
				missed++
			}
		}
		if right+missed > 0 {
			points = append(points, Point{n, 2 * float64(right) / float64(2*right+wrong+missed)})
		}
	}
	return points
}
