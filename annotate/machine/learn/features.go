package learn

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A feature is something about a sentence, hashed: its place among the weights and how
// much of it there is.
type feature struct {
	at    uint32
	value float32
	group uint8
	word  int16 // the word that it stands for, or the second of two; -1 for none
}

// The groups of features.
const (
	wordGroup = iota
	pairGroup
	partGroup // how words begin and end
	findGroup
	sightGroup
	teacherGroup
	groups
)

// share is how much the features of a group count together. Those of a sight and of a
// teacher count for themselves.
var share = [groups]float64{wordGroup: 1, pairGroup: 0.5, partGroup: 0.5, findGroup: 0.6}

// wordFeatures are the words of a sentence, the pairs of words, and how words begin and
// end.
func wordFeatures(text string) (out []feature) {
	last := "^"
	for i, w := range wordsOf(text) {
		low, word := normal(w), int16(min(i, math.MaxInt16))
		out = append(out, feature{hash(wordGroup, low), 1, wordGroup, word}, feature{hash(pairGroup, last+" "+low), 1, pairGroup, word})
		if cut := stem(low); cut != low {
			out = append(out, feature{hash(partGroup, cut), 1, partGroup, -1})
		}
		if _, n := utf8.DecodeLastRuneInString(low); len(low) > n+4 {
			out = append(out, feature{hash(partGroup, "-"+low[lastRunes(low, 3):]), 1, partGroup, -1})
		}
		last = low
	}
	slices.SortFunc(out, func(a, b feature) int { return int(a.group)<<20 + int(a.at) - int(b.group)<<20 - int(b.at) })
	return slices.CompactFunc(out, func(a, b feature) bool { return a.at == b.at && a.group == b.group })
}

// stem is how a word begins: its first five letters.
func stem(w string) string {
	n := 0
	for i := range w {
		if n++; n > 5 {
			return w[:i]
		}
	}
	return w
}

func lastRunes(w string, n int) int {
	i := len(w)
	for range n {
		_, size := utf8.DecodeLastRuneInString(w[:i])
		i -= size
	}
	return i
}

// weighed gives features of words what they count: rare words more, and each group its
// share.
func (b *Background) weighed(fs []feature) []feature {
	var sum [groups]float64
	for i := range fs {
		v := 1.0
		if fs[i].group == wordGroup {
			v = b.rarity(fs[i].at)
		}
		fs[i].value = float32(v)
		sum[fs[i].group] += v * v
	}
	for i := range fs {
		fs[i].value *= float32(share[fs[i].group] / math.Sqrt(sum[fs[i].group]))
	}
	return fs
}

// features are those of a sentence; they are made once.
func (b *Background) features(s *Sentence) []feature {
	if s.features != nil {
		return s.features
	}
	out := b.weighed(wordFeatures(s.Text))
	words := len(out)
	for i, v := range s.sight {
		if x := b.normed(i, v); x != 0 {
			out = append(out, feature{hash(sightGroup, sightKey(i)), float32(sightScale(i) * x), sightGroup, int16(i)})
		}
	}
	if half := halfOf(s.Text); b.teachers[half][0] != nil {
		for i := range taught {
			if g := b.guess[i]; g.dev > 1e-9 {
				x := (dotSmall(b.teachers[half][i], out[:words]) - g.mean) / g.dev
				out = append(out, feature{hash(teacherGroup, sightKey(i)), float32(sightScale(i) * x), teacherGroup, int16(i)})
			}
		}
	}
	for _, what := range s.finds {
		out = append(out, feature{hash(findGroup, what), float32(share[findGroup] / math.Sqrt(float64(len(s.finds)+1))), findGroup, -1})
	}
	s.features = append(out, feature{hash(sightGroup, "bias"), 1, sightGroup, -1})
	return s.features
}

func sightKey(i int) string { return string(rune('a' + i)) }

// hash is FNV-1a of a feature's name in its group.
func hash(group int, name string) uint32 {
	h := uint32(2166136261) ^ uint32(group)*16777619
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return (h ^ h>>spaceBits) & (space - 1)
}

// mostWhy is how many words a reason has at most; a sight may follow them.
const mostWhy = 3

// reasons are the words of a sentence that speak for it most, and what of its looks does.
func (m *Model) reasons(s *Sentence) (why []string) {
	fs := slices.Clone(m.back.features(s))
	gain := func(f feature) float64 { return float64(m.weights[f.at]) * float64(f.value) }
	fs = slices.DeleteFunc(fs, func(f feature) bool { return f.word < 0 || gain(f) <= 0 })
	slices.SortStableFunc(fs, func(a, b feature) int { return cmp.Compare(gain(b), gain(a)) })
	words, sight := wordsOf(s.Text), ""
	var said []string
	for _, f := range fs {
		says := ""
		switch {
		case f.group == wordGroup && utf8.RuneCountInString(words[f.word]) > 2:
			says = words[f.word]
		case f.group == pairGroup && f.word > 0:
			says = words[f.word-1] + " " + words[f.word]
		case f.group == sightGroup && f.value > 0 && sight == "":
			sight = sightNames[f.word]
		}
		if says != "" && len(said) < mostWhy && !slices.ContainsFunc(said, func(w string) bool { return strings.Contains(w, says) || strings.Contains(says, w) }) {
			said = append(said, says)
			why = append(why, "“"+says+"”")
		}
	}
	if sight != "" {
		why = append(why, sight)
	}
	return why
}
