package agree

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A Scaled asks for α of a question, a kind or a field by another scale than that
// of labels.
type Scaled struct {
	What    string // as in [Figure.What]
	Ordinal bool   // else interval
}

func (s Scaled) measure() string {
	if s.Ordinal {
		return "α, ordinal"
	}
	return "α, interval"
}

// coefficients are those of one table, and α by the scales that are asked for.
func (s *study) coefficients(level, what, label string, t Table) []Figure {
	out := coefficients(level, what, label, t)
	for _, asked := range s.scales {
		if asked.What != what || label != "" {
			continue
		}
		scale := Interval()
		if asked.Ordinal {
			scale = Ordinal(s.order(what, t))
		}
		out = append(out, coefficient(level, what, label, asked.measure(), func(t Table) Result { return Alpha(t, scale) }, t))
	}
	return out
}

// order is that of a question's codes: as the codebook lists them, else as the
// numbers that they begin with, else of the alphabet.
func (s *study) order(what string, t Table) []string {
	var order []string
	if set := s.set(what); set != nil {
		for i := range set.Codes {
			order = append(order, set.Codes[i].Name)
		}
		return order
	}
	for _, u := range t {
		for _, c := range u {
			if c != "" && c != none && !slices.Contains(order, c) {
				order = append(order, c)
			}
		}
	}
	slices.SortFunc(order, byNumber)
	return order
}

// byNumber puts codes that are numbers, or begin with one, in the order of these.
func byNumber(a, b string) int {
	number := func(s string) (float64, bool) {
		x, err := strconv.ParseFloat(strings.TrimRight(strings.Fields(s + " ")[0], ".:)"), 64)
		return x, err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) // these are words
	}
	if strings.TrimSpace(a) == "" || strings.TrimSpace(b) == "" {
		return strings.Compare(a, b)
	}
	x, ok1 := number(a)
	y, ok2 := number(b)
	if ok1 && ok2 && x != y {
		return cmp.Compare(x, y)
	}
	return strings.Compare(a, b)
}
