package agree

import (
	"math"
	"slices"
	"testing"
)

// Two articles of different length, computed by hand. In the first, of 10 characters,
// both marked the same; in the second, of 20, one word alike, one longer, and one by
// another label.
func TestTwoArticlesOfDifferentLengthByHand(t *testing.T) {
	docs := []Document{
		marked(t, map[string]string{"alice": "[A Doe] spoke.", "bob": "[A Doe] spoke."}),
		marked(t, map[string]string{"alice": "[B Rain] fell on the [A hay]", "bob": "[B Rain fell] on the [B hay]"}),
	}
	// On a continuum of 30 characters alice has A at 0–3 and 27–30, B at 10–14; bob has
	// A at 0–3, B at 10–19 and 27–30.
	//
	// Of A: observed 2·3² / (2·30²), for alice's second lies in bob's gap. Expected, with
	// gaps of 24 and 27: each of 3 units adds ⅔(2·27−3·9+3) + 9·(22+25) = 443, so
	// 2/30 · 1329 / (60·59 − 3·3·2).
	//
	// Of B: observed 2·((19−14)² + 3²) / (2·30²). Expected, with gaps of 8, 10, 10 and 16:
	// of length 4, ⅔·84 + 16·(5+7+7+13) = 568; of 9, ⅔·1224 + 81·(2+2+8) = 1788; of 3,
	// 20 + 9·(6+8+8+14) = 344; so 2/30 · 2700 / (60·59 − (12+72+6)).
	observedA, expectedA := 18.0/1800, 2.0/30*1329/3522
	observedB, expectedB := 68.0/1800, 2.0/30*2700/3450
	for _, c := range []struct {
		label, measure string
		want           float64
		units          int
	}{
		{"", "F1, words and label", 2 * 1.0 / 6, 6},
		{"", "F1, words", 2 * 2.0 / 6, 6},
		{"", "F1, words overlap", 2 * 3.0 / 6, 6},
		{"A", "F1, words and label", 2 * 1.0 / 3, 3},
		{"B", "F1, words and label", 0, 3},
		// A/A, B/B and A/B: observed 2/6, expected 2·3·3/(6·5).
		{"", "α of labels where words overlap", 1 - (2.0/6)/(18.0/30), 3},
		{"A", "αᵤ", 1 - observedA/expectedA, 3},
		{"B", "αᵤ", 1 - observedB/expectedB, 3},
		{"", "αᵤ", 1 - (observedA+observedB)/(expectedA+expectedB), 6},
	} {
		for _, order := range [][]Document{docs, {docs[1], docs[0]}} {
			f := find(t, Compare(order, nil), "words", "stance", c.label, c.measure)
			want := c.want
			if c.measure == "αᵤ" && order[0].Article == docs[1].Article {
				continue // another continuum, with other gaps
			}
			if off(f.Value, want) || f.Units != c.units || f.Coders != 2 {
				t.Errorf("%s %s is %.6f of %d, want %.6f of %d", c.measure, c.label, f.Value, f.Units, want, c.units)
			}
		}
	}
}

// Words stand for no number, whatever a library takes them for, and a code without one
// is missing: it moves no figure.
func TestWordsAreNoNumbers(t *testing.T) {
	numbers := Table{{"1", "1"}, {"2", "3"}, {"10", "9"}}
	want := Alpha(numbers, Interval())
	for _, word := range []string{"many", "Inf", "+inf", "infinity", "NaN", "nan", "ten", "1 or 2", ""} {
		with := append(slices.Clone(numbers), []string{word, "4"}, []string{word, word})
		if got := Alpha(with, Interval()); got != want {
			t.Errorf("with %q: %+v, want %+v", word, got, want)
		}
	}
	// By hand: n = 6, Σ = 26, Σ² = 196; observed (0 + 2·1 + 2·1)/6, expected
	// 2·(6·196 − 26²)/(6·5).
	if off(want.Observed, 4.0/6) || off(want.Expected, 2*(6*196.0-26*26)/30) || want.Units != 3 {
		t.Errorf("%+v", want)
	}
	if got := Alpha(Table{{"many", "few"}}, Interval()); !math.IsNaN(got.Value) || got.Units != 0 {
		t.Errorf("of words alone: %+v", got)
	}
	// An order by numbers has them first, and words by the alphabet.
	codes := []string{"Nan", "10. late", "Inf", "2. early", "Ann", "inf", "1", " ", "9)"}
	slices.SortFunc(codes, byNumber)
	if want := []string{" ", "1", "2. early", "9)", "10. late", "Ann", "Inf", "Nan", "inf"}; !slices.Equal(codes, want) {
		t.Errorf("%q, want %q", codes, want)
	}
}

// Of three coders who saw different articles each pair counts where both were, and αᵤ,
// which needs all of them everywhere, is not given.
func TestPairsCountWhereBothWere(t *testing.T) {
	fs := Compare([]Document{
		marked(t, map[string]string{"alice": "[A Doe] spoke.", "bob": "[A Doe] spoke.", "carol": "Doe [A spoke]."}),
		marked(t, map[string]string{"alice": "[A Rain] fell on the hay", "bob": "[A Rain] fell on the hay"}),
	}, nil)
	// Alice and bob 1 of 1+1 and 1 of 1+1, alice and carol 0 of 1+1, bob and carol too.
	if f := find(t, fs, "words", "stance", "", "F1, words and label"); off(f.Value, 2*2.0/8) || f.Units != 8 || f.Coders != 3 {
		t.Errorf("F1 is %f of %d and %d coders", f.Value, f.Units, f.Coders)
	}
	for _, f := range fs {
		if f.Measure == "αᵤ" {
			t.Errorf("αᵤ of coders who have not seen everything: %+v", f)
		}
	}
}
