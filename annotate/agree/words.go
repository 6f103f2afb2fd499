package agree

import (
	"maps"
	"math"
	"slices"

	"stet/model"
)

// words compares the words themselves, kind by kind: F1 of every two coders,
// boundaries and labels apart, and αᵤ.
func (s *study) words() []Figure {
	var figures []Figure
	for _, v := range s.variables() {
		figures = append(figures, s.stretches(v)...)
	}
	return figures
}

// stretches puts all articles one after the other on a continuum of code points.
func (s *study) stretches(v variable) []Figure {
	marked := make([]Unitized, len(s.coders))
	length, any := 0, false
	var pairs [][2]int // of coders, an entry an article that both have seen
	var docs [][]Unitized
	for _, d := range s.docs {
		seen := s.seen(d)
		off := model.NewOffsets(d.Article.Text)
		here := make([]Unitized, len(s.coders))
		for i, coder := range s.coders {
			if !slices.Contains(seen, coder) {
				continue
			}
			for _, a := range ofKind(d.Coders[coder].Annotations, v.kind) {
				any = true
				here[i] = append(here[i], Stretch{length + off.CodePoint(a.Target.Start), length + off.CodePoint(a.Target.End), v.code(a)})
			}
			for j := range i {
				if slices.Contains(seen, s.coders[j]) {
					pairs = append(pairs, [2]int{j, i})
					docs = append(docs, here)
				}
			}
		}
		for i := range marked {
			marked[i] = append(marked[i], here[i]...)
		}
		length += off.Len()
	}
	if !any {
		return nil
	}
	f := pairwise{figure: Figure{Level: "words", What: v.what, Coders: len(s.coders), Low: math.NaN(), High: math.NaN()}}
	for n, p := range pairs {
		f.add(docs[n][p[0]], docs[n][p[1]])
	}
	if v.more { // how far the words agree is said of the kind
		return f.codes(v.unit)
	}
	figures := f.figures()
	if s.allSeeAll() {
		figures = append(figures, unitizing(f.figure, marked, length)...)
	}
	return figures
}

// allSeeAll reports whether every coder has seen every article, without which
// αᵤ is not defined.
func (s *study) allSeeAll() bool {
	return !slices.ContainsFunc(s.docs, func(d Document) bool { return len(s.seen(d)) < len(s.coders) })
}

func unitizing(f Figure, marked []Unitized, length int) []Figure {
	all, labels := Unitizing(marked, length)
	f.Measure, f.Value, f.Units = "αᵤ", all.Value, all.Units
	figures := []Figure{f}
	if len(labels) > 1 {
		for _, label := range slices.Sorted(maps.Keys(labels)) {
			f.Label, f.Value, f.Units = label, labels[label].Value, labels[label].Units
			figures = append(figures, f)
		}
	}
	return figures
}

// pairwise sums the matches of every two coders over all articles.
type pairwise struct {
	figure                     Figure
	exact, overlap, boundaries F1
	byLabel                    map[string]F1
	called                     Table
}

func (p *pairwise) add(first, second []Stretch) {
	sum := func(a, b F1) F1 { return f1(a.Matched+b.Matched, a.First+b.First, a.Second+b.Second) }
	p.exact = sum(p.exact, ExactF1(first, second))
	p.overlap = sum(p.overlap, OverlapF1(Boundaries(first), Boundaries(second)))
	p.boundaries = sum(p.boundaries, ExactF1(Boundaries(first), Boundaries(second)))
	p.called = append(p.called, Labels(first, second)...)
	if p.byLabel == nil {
		p.byLabel = map[string]F1{}
	}
	split := map[string][2][]Stretch{}
	for i, side := range [][]Stretch{first, second} {
		for _, s := range side {
			pair := split[s.Label]
			pair[i] = append(pair[i], s)
			split[s.Label] = pair
		}
	}
	for label, pair := range split {
		p.byLabel[label] = sum(p.byLabel[label], ExactF1(pair[0], pair[1]))
	}
}

func (p *pairwise) figures() []Figure {
	figure := func(measure, label string, f F1) Figure {
		out := p.figure
		out.Measure, out.Label, out.Value, out.Units = measure, label, f.Value, f.First+f.Second
		return out
	}
	out := []Figure{
		figure("F1, words and label", "", p.exact),
		figure("F1, words", "", p.boundaries),
		figure("F1, words overlap", "", p.overlap),
	}
	if labels := slices.Sorted(maps.Keys(p.byLabel)); len(labels) > 1 {
		for _, label := range labels {
			out = append(out, figure("F1, words and label", label, p.byLabel[label]))
		}
		out = append(out, p.codes(Nominal())...)
	}
	return out
}

// codes is the agreement on codes where both coders marked the same words, or
// some of them.
func (p *pairwise) codes(unit Scale) []Figure {
	r := Alpha(p.called, unit)
	f := p.figure
	f.Measure, f.Value, f.Units = "α of labels where words overlap", r.Value, r.Units
	return []Figure{f}
}
