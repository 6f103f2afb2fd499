package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"stet/model"
)

// A Question is a sentence that nobody has decided, and what a model is not sure of.
type Question struct {
	Article *model.Article
	*Sentence
	What        string
	Probability float64
}

// Next returns the n sentences whose decision would teach most: those of which the
// models are least sure.
func (l *Lessons) Next(n int) []Question {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []Question
	far := map[*Sentence]float64{}
	for t, m := range l.models {
		if !m.Ready() {
			continue
		}
		decided := map[*Sentence]bool{}
		for _, e := range m.examples {
			decided[e.Sentence] = true
		}
		for _, of := range l.texts {
			for i := range of.sentences {
				s := &of.sentences[i]
				if x := m.far(s); !decided[s] {
					out = append(out, Question{of.Article, s, t.String(), m.probability(s)})
					far[s] = min(cmp.Or(far[s], x), x)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Question) int {
		return cmp.Or(cmp.Compare(far[a.Sentence], far[b.Sentence]), strings.Compare(a.Article.Path, b.Article.Path), int(a.Start-b.Start), strings.Compare(a.What, b.What))
	})
	out = slices.CompactFunc(out, func(a, b Question) bool { return a.Sentence == b.Sentence })
	return out[:min(n, len(out))]
}

// far is how far from the margin a sentence is: beside it a model is least sure.
func (m *Model) far(s *Sentence) float64 { return math.Abs(dot(m.weights, m.back.features(s))) }
