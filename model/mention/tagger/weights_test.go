package tagger

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestBothFormsOfWeightsLabelAlike gives a model in wide and in narrow rows the same
// weights, as if it knew people, organisations and places only.
func TestBothFormsOfWeightsLabelAlike(t *testing.T) {
	data, err := os.ReadFile("testdata/forms.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(strings.Lines(string(data)))
	weights := map[uint64][Labels]int8{}
	var text Text
	for _, line := range lines {
		Embedded().Read(&text, line)
		for i := range text.Tokens {
			for n, key := range text.Keys(nil, i) {
				if n%3 > 0 {
					weights[key] = someWeights(key)
				}
			}
		}
	}
	var change [Labels][Labels]int16
	for from := range Labels {
		for to := range Labels {
			change[from][to] = int16(7*from%5 - 3*to%4)
			if to >= narrowLabels {
				change[from][to] = math.MinInt16 // a label that no text has
			}
		}
	}
	// As far apart as wide rows, so that the same features are taken for one another.
	narrow := Narrow
	narrow.spaced = Wide.spaced
	var models [2]*Model
	for i, form := range []Form{Wide, narrow} {
		if models[i], err = Load(string(Bytes(form, nil, weights, change))); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[Label]int{}
	for _, line := range lines {
		var memory Memory
		for range 2 {
			models[0].Label(&text, line, &memory)
			want := slices.Clone(text.Labels)
			models[1].Label(&text, line, &memory)
			if !slices.Equal(text.Labels, want) {
				t.Errorf("%s\n  wide %v\nnarrow %v", line, want, text.Labels)
			}
			memory.Note(&text)
			for _, l := range want {
				seen[l]++
			}
		}
	}
	for l := range Label(narrowLabels) {
		if seen[l] < 20 {
			t.Errorf("label %d is only given %d times", l, seen[l])
		}
	}
}

// someWeights are the weights of a feature, from its key alone: some of either sign, and
// some so far apart that a byte just holds what is between them.
func someWeights(key uint64) (w [Labels]int8) {
	for l := range narrowLabels {
		key = Mix(key + 1)
		w[l] = int8(key%128) - 64
	}
	return w
}

// TestAWeightFarFromOutsideIsCutToAByte holds what a narrow row does with differences
// that a byte does not hold.
func TestAWeightFarFromOutsideIsCutToAByte(t *testing.T) {
	for _, test := range []struct {
		outside, weight int8
		want            int32
	}{{0, 100, 100}, {-100, 100, 127}, {100, -100, -128}, {-27, 100, 127}, {28, -100, -128}, {3, 3, 0}} {
		const key = 77
		m, err := Load(string(Bytes(Narrow, nil, map[uint64][Labels]int8{key: {test.outside, 0, test.weight}}, [Labels][Labels]int16{})))
		if err != nil {
			t.Fatal(err)
		}
		var scores [Labels]int32
		m.sum(&scores, []uint64{1, key, 2})
		if scores[2] != test.want {
			t.Errorf("%d beside %d counts %d, want %d", test.weight, test.outside, scores[2], test.want)
		}
	}
}
