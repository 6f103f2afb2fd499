package learn

import "math/rand/v2"

// A solver finds the weights of a linear model with the squared hinge loss by dual
// coordinate descent (Hsieh and others 2008, A Dual Coordinate Descent Method for
// Large-scale Linear SVM). It keeps the dual values, so that one more example costs a
// few passes.
type solver struct {
	rows  [][]feature
	sides []float64 // 1 or -1
	fold  []int
	norms []float64
	duals [folds + 1][]float64 // the last are those of all examples
	count [2]int               // examples of each side
}

// add takes an example. The sides go to the folds in turn, so that each fold has some of
// both.
func (s *solver) add(row []feature, is bool) {
	side, at := -1.0, 0
	if is {
		side, at = 1, 1
	}
	norm := 0.0
	for _, f := range row {
		norm += float64(f.value) * float64(f.value)
	}
	s.rows, s.sides, s.norms = append(s.rows, row), append(s.sides, side), append(s.norms, norm)
	s.fold = append(s.fold, s.count[at]%folds)
	s.count[at]++
	for f := range s.duals {
		s.duals[f] = append(s.duals[f], 0)
	}
}

// solve returns the weights without the examples of a fold, or with all for -1. It
// writes into w if that is not nil.
func (s *solver) solve(w []float32, costs []float64, without, passes int) []float32 {
	if w == nil {
		w = make([]float32, space)
	} else {
		clear(w)
	}
	duals := s.duals[folds]
	if without >= 0 {
		duals = s.duals[without]
	}
	for i, row := range s.rows {
		if duals[i] != 0 {
			step(w, row, duals[i]*s.sides[i])
		}
	}
	random := rand.New(rand.NewPCG(7, uint64(len(s.rows))))
	for range passes {
		most := 0.0
		for _, i := range random.Perm(len(s.rows)) {
			if s.fold[i] == without || costs[i] == 0 {
				continue
			}
			d := 1 / (2 * costs[i])
			g := s.sides[i]*dot(w, s.rows[i]) - 1 + d*duals[i]
			next := max(0, duals[i]-g/(s.norms[i]+d))
			if change := next - duals[i]; change != 0 {
				step(w, s.rows[i], change*s.sides[i])
				duals[i] = next
				most = max(most, change, -change)
			}
		}
		if most < 1e-3 {
			break
		}
	}
	return w
}

// held writes the margins of the examples of a fold.
func (s *solver) held(w []float32, fold int, into []float64) {
	for i, row := range s.rows {
		if s.fold[i] == fold {
			into[i] = dot(w, row)
		}
	}
}

func step(w []float32, row []feature, by float64) {
	for _, f := range row {
		w[f.at] += float32(by) * f.value
	}
}

func dot(w []float32, row []feature) float64 {
	var x float32
	for _, f := range row {
		x += w[f.at] * f.value
	}
	return float64(x)
}
