package query

import (
	"slices"
	"strings"
	"unicode"
)

// A keywords is the words of a text that carry meaning: folded, each once, sorted.
// Words of three letters and less are left out unless they hold a digit: they
// are articles, prepositions and forms of "to be" in most languages that are
// written with letters.
type keywords []string

func bagOf(s string) keywords {
	var b keywords
	for _, w := range strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len([]rune(w)) > 3 || strings.ContainsFunc(w, unicode.IsDigit) {
			b = append(b, w)
		}
	}
	slices.Sort(b)
	return slices.Compact(b)
}

// common counts the words that both have.
func (b keywords) common(o keywords) int {
	n := 0
	for i, j := 0, 0; i < len(b) && j < len(o); {
		switch c := strings.Compare(b[i], o[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}

// Alike says how much two texts share, 0 to 1: the coefficient of Dice (1945)
// over their words.
func Alike(a, b string) float64 {
	x, y := bagOf(a), bagOf(b)
	if len(x)+len(y) == 0 {
		return 0
	}
	return float64(2*x.common(y)) / float64(len(x)+len(y))
}

// A Seen is a claim with a verdict that some sentence of an article says again.
type Seen struct {
	Claim    *Row
	Sentence int // index of the sentence
	Share    float64
}

// The least that a sentence must have of a claim to be taken for the same: three
// words in four, and three of them. Both are guesses, tried on a few sentences.
const (
	seenShare = 0.75
	seenWords = 3
)

// SeenBefore finds claims with a verdict that the sentences of an article say
// again, or nearly, best first, each once. Claims of that article itself are
// left out.
func SeenBefore(rows []*Row, article string, sentences []string) []Seen {
	bags := make([]keywords, len(sentences))
	for i, s := range sentences {
		bags[i] = bagOf(s)
	}
	var out []Seen
	for _, r := range rows {
		if !r.Claims() || r.Article == article || r.Detail("verdict") == "" {
			continue
		}
		best := Seen{Claim: r}
		for _, words := range []string{r.Words, r.Detail("claim")} {
			claim := bagOf(words)
			for i, sentence := range bags {
				n := claim.common(sentence)
				if share := float64(n) / float64(max(1, len(claim))); n >= seenWords && share > best.Share {
					best.Sentence, best.Share = i, share
				}
			}
		}
		if best.Share >= seenShare {
			out = append(out, best)
		}
	}
	slices.SortStableFunc(out, func(a, b Seen) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return 0
	})
	return out
}
