package learn

import (
	"math"
	"math/rand/v2"
)

// A Background is what the text of a library tells before anybody has decided anything:
// how rare each word is, how sentences usually look, and which words go with what stet
// finds. From few decisions these say more than the words of the decided sentences
// alone. A Background is not changed once it is made.
type Background struct {
	seen      int
	in        []uint16 // sentences that hold a word, by its place
	mean, dev [sights]float64
	// teachers guess a sight by the words of a sentence. Each of the two is taught by one
	// half of the sentences and asked about the other half, so that what it says of a
	// sentence is never what it was told of it.
	teachers [2][taught][]float32
	guess    [taught]struct{ mean, dev float64 }
	some     []*Sentence // of the library, to see how many of its sentences a model would suggest
}

const (
	smallBits   = 16 // of the space of the teachers' words
	small       = 1 << smallBits
	lessons     = 5    // times that a teacher goes over the sentences
	mostSome    = 1500 // sentences that are kept
	leastTaught = 100  // sentences without which nothing is taught
)

// MostText is how many sentences of a library a background needs at most.
const MostText = 5000

// NewBackground learns from sentences that need no decisions.
func NewBackground(sentences []*Sentence) *Background {
	b := &Background{in: make([]uint16, space)}
	random := rand.New(rand.NewPCG(5, uint64(len(sentences))))
	order := random.Perm(len(sentences))
	order = order[:min(len(order), MostText)]
	words := make([][]feature, len(order))
	for k, at := range order {
		s := sentences[at]
		words[k] = wordFeatures(s.Text)
		for _, f := range words[k] {
			if f.group == wordGroup && b.in[f.at] < math.MaxUint16 {
				b.in[f.at]++
			}
		}
		for i, v := range s.sight {
			b.mean[i] += v
			b.dev[i] += v * v
		}
		if k < mostSome {
			c := *s
			c.features = nil
			b.some = append(b.some, &c)
		}
	}
	b.seen = len(order)
	n := float64(max(1, b.seen))
	for i := range b.mean {
		b.mean[i] /= n
		b.dev[i] = math.Sqrt(max(0, b.dev[i]/n-b.mean[i]*b.mean[i]))
	}
	if b.seen >= leastTaught {
		b.teach(sentences, order, words)
	}
	for _, s := range b.some {
		b.features(s)
	}
	return b
}

// teach learns which words go with the sights (least squares, by stochastic gradient).
func (b *Background) teach(sentences []*Sentence, order []int, words [][]feature) {
	for half := range b.teachers {
		for i := range b.teachers[half] {
			b.teachers[half][i] = make([]float32, small)
		}
	}
	rows := make([][]feature, len(order))
	for k := range order {
		rows[k] = b.weighed(words[k])
	}
	for e := range lessons {
		rate := 0.6 / (1 + float64(e)/2)
		for k, at := range order {
			s := sentences[at]
			half := 1 - halfOf(s.Text)
			for i := range taught {
				w := b.teachers[half][i]
				err := b.normed(i, s.sight[i]) - dotSmall(w, rows[k])
				for _, f := range rows[k] {
					w[f.at&(small-1)] += float32(rate * (err*float64(f.value) - 1e-3*float64(w[f.at&(small-1)])))
				}
			}
		}
	}
	var sum, square [taught]float64
	for k, at := range order {
		for i := range taught {
			v := dotSmall(b.teachers[halfOf(sentences[at].Text)][i], rows[k])
			sum[i], square[i] = sum[i]+v, square[i]+v*v
		}
	}
	n := float64(len(order))
	for i := range taught {
		b.guess[i].mean = sum[i] / n
		b.guess[i].dev = math.Sqrt(max(0, square[i]/n-sum[i]/n*sum[i]/n))
	}
}

func dotSmall(w []float32, fs []feature) (x float64) {
	for _, f := range fs {
		x += float64(w[f.at&(small-1)]) * float64(f.value)
	}
	return x
}

// halfOf says which teacher is asked about a sentence.
func halfOf(text string) int { return int(hash(teacherGroup, text) & 1) }

// normed is a sight in deviations from what is usual.
func (b *Background) normed(i int, v float64) float64 {
	if b.dev[i] < 1e-9 {
		return 0
	}
	return (v - b.mean[i]) / b.dev[i]
}

// rarity is what a word counts: more if few sentences hold it.
func (b *Background) rarity(at uint32) float64 {
	return 1 + math.Log(float64(b.seen+2)/(float64(b.in[at])+1))
}
