package anchor

import (
	"testing"

	"pgregory.net/rapid"
)

// sellers is the plain algorithm (Sellers 1980): the whole matrix, a cell at a
// time. first is 0 where the pattern may begin anywhere.
func sellers(text, pattern []rune, first int) []int {
	col := make([]int, len(pattern)+1)
	for i := range col {
		col[i] = i
	}
	ends := []int{col[len(pattern)]}
	for j, c := range text {
		diagonal := col[0]
		col[0] = (j + 1) * first
		for i, p := range pattern {
			cost := 1
			if p == c {
				cost = 0
			}
			diagonal, col[i+1] = col[i+1], min(diagonal+cost, col[i]+1, col[i+1]+1)
		}
		ends = append(ends, col[len(pattern)])
	}
	return ends
}

func TestSearchAgreesWithSellers(t *testing.T) {
	few := rapid.SliceOfN(rapid.SampledFrom([]rune("ab é")), 0, 300)
	rapid.Check(t, func(t *rapid.T) {
		text := few.Draw(t, "text")
		pattern := rapid.SliceOfN(rapid.SampledFrom([]rune("ab é")), 1, 200).Draw(t, "pattern")
		want := len(pattern)
		for _, errors := range sellers(text, pattern, 0) {
			want = min(want, errors)
		}
		m, ok := search(text, pattern, len(pattern))
		if !ok || m.errors != want {
			t.Fatalf("found with %d errors, want %d", m.errors, want)
		}
		found := text[m.start:m.end]
		if got := sellers(found, pattern, 1)[len(found)]; got != want {
			t.Fatalf("what was found has %d errors, not %d", got, want)
		}
		if _, ok := search(text, pattern, want-1); ok {
			t.Fatal("found with fewer errors than there are")
		}
		if len(text) > 0 {
			if got, want := distance(text, pattern), sellers(text, pattern, 1)[len(text)]; got != want {
				t.Fatalf("distance %d, want %d", got, want)
			}
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	text := make([]rune, 0, 30_000)
	for len(text) < 30_000 {
		text = append(text, []rune("The minister said on Tuesday that the talks had failed. ")...)
	}
	pattern := []rune("the president told reporters that the talks would go on after")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		search(text, pattern, len(pattern))
	}
}
