package agree

import (
	"cmp"
	"math"
	"slices"
)

// A Stretch is some words of a continuum with a label: [Start, End) in any unit
// that all stretches share.
type Stretch struct {
	Start, End int
	Label      string
}

// Unitized is what one coder marked on a continuum. Stretches of one label that
// overlap or touch count as they are when they touch, and as one when they
// overlap, since a coder's stretches have to divide the continuum.
type Unitized []Stretch

// Unitizing is Krippendorff's αᵤ over free stretches of a continuum of that
// length (Krippendorff 1995; 2004, §11.4): where they lie and what they are
// labelled, of all labels together, and of each.
func Unitizing(coders []Unitized, length int) (all Result, labels map[string]Result) {
	byLabel := map[string][][]Stretch{}
	for i, c := range coders {
		for _, s := range c {
			if byLabel[s.Label] == nil {
				byLabel[s.Label] = make([][]Stretch, len(coders))
			}
			byLabel[s.Label][i] = append(byLabel[s.Label][i], s)
		}
	}
	labels = map[string]Result{}
	all = Result{Value: math.NaN()}
	names := make([]string, 0, len(byLabel))
	for name := range byLabel {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		u := newContinuum(byLabel[name], length)
		r := Result{Observed: u.observed(), Expected: u.expected(), Units: u.units, Value: math.NaN()}
		if r.Expected > 0 {
			r.Value = 1 - r.Observed/r.Expected
		}
		labels[name] = r
		all.Observed += r.Observed
		all.Expected += r.Expected
		all.Units += r.Units
	}
	if all.Expected > 0 {
		all.Value = 1 - all.Observed/all.Expected
	}
	return all, labels
}

// A section is a stretch of one label, or a gap between two.
type section struct {
	begin, length float64
	unit          bool
}

func (s section) end() float64 { return s.begin + s.length }

// A continuum is one label's sections, which cover it, by coder.
type continuum struct {
	length float64
	coders [][]section
	units  int
}

func newContinuum(coders [][]Stretch, length int) *continuum {
	u := &continuum{length: float64(length)}
	for _, stretches := range coders {
		sections := cut(stretches, length)
		for _, s := range sections {
			if s.unit {
				u.units++
			}
		}
		u.coders = append(u.coders, sections)
	}
	return u
}

// cut divides a continuum into a coder's stretches and the gaps between them.
func cut(stretches []Stretch, length int) []section {
	sorted := slices.Clone(stretches)
	slices.SortFunc(sorted, func(a, b Stretch) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var out []section
	at := 0
	for i := 0; i < len(sorted); i++ {
		s := sorted[i]
		for i+1 < len(sorted) && sorted[i+1].Start < s.End {
			i++
			s.End = max(s.End, sorted[i].End)
		}
		s.Start, s.End = max(s.Start, at), min(s.End, length)
		if s.Start >= s.End {
			continue
		}
		if s.Start > at {
			out = append(out, section{float64(at), float64(s.Start - at), false})
		}
		out = append(out, section{float64(s.Start), float64(s.End - s.Start), true})
		at = s.End
	}
	if at < length {
		out = append(out, section{float64(at), float64(length - at), false})
	}
	return out
}

// distance is the squared distance of two coders' sections: how far two units
// that overlap lie apart at either end; the square of a unit's length if it lies
// in the other's gap; else nothing.
func distance(a, b section) float64 {
	switch {
	case a.unit && b.unit:
		if a.begin < b.end() && b.begin < a.end() {
			return square(a.begin-b.begin) + square(a.end()-b.end())
		}
	case a.unit && !b.unit:
		if b.begin <= a.begin && a.end() <= b.end() {
			return square(a.length)
		}
	case b.unit && !a.unit:
		return distance(b, a)
	}
	return 0
}

func square(x float64) float64 { return x * x }

// observed sums the distances of all sections that touch, of every two coders,
// both ways.
func (u *continuum) observed() float64 {
	sum := 0.0
	for i, first := range u.coders {
		for _, second := range u.coders[i+1:] {
			g, h := 0, 0
			for g < len(first) && h < len(second) {
				sum += 2 * distance(first[g], second[h])
				switch a, b := first[g].end(), second[h].end(); {
				case a < b:
					g++
				case b < a:
					h++
				default:
					g++
					h++
				}
			}
		}
	}
	m := float64(len(u.coders))
	return sum / (m * (m - 1) * square(u.length))
}

// expected is the disagreement if all units were thrown on the continuum by
// chance (Krippendorff 2004, p. 255). The gaps that a unit fits into are found in
// a list by length.
func (u *continuum) expected() float64 {
	var gaps []float64
	for _, c := range u.coders {
		for _, s := range c {
			if !s.unit {
				gaps = append(gaps, s.length)
			}
		}
	}
	slices.Sort(gaps)
	from := make([]float64, len(gaps)+1) // the sum of the gaps from there on
	for i := len(gaps) - 1; i >= 0; i-- {
		from[i] = from[i+1] + gaps[i]
	}
	sum, own := 0.0, 0.0
	for _, c := range u.coders {
		for _, s := range c {
			if !s.unit {
				continue
			}
			l := s.length
			i, _ := slices.BinarySearch(gaps, l)
			fitting := from[i] - float64(len(gaps)-i)*(l-1)
			sum += float64(u.units-1)/3*(2*l*l*l-3*l*l+l) + l*l*fitting
			own += l * (l - 1)
		}
	}
	all := float64(len(u.coders)) * u.length
	if d := all*(all-1) - own; d > 0 {
		return 2 / u.length * sum / d
	}
	return 0
}
