package anchor

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// Two long sequences are cut at what occurs once in each in the same order, all of it,
// however much of each its own lies between; cuts and rests cover both, in order, once.
func TestLongSequencesAreCutWhereTheyAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(t, "common")
		var a, b []int32
		at := map[int32][2]int{}
		noise := int32(1000)
		put := func(s *[]int32, label string) {
			for range rapid.IntRange(0, 2).Draw(t, label) {
				noise++
				*s = append(*s, noise)
			}
		}
		for k := range n {
			put(&a, "of a")
			put(&b, "of b")
			at[int32(k)] = [2]int{len(a), len(b)}
			a, b = append(a, int32(k)), append(b, int32(k))
		}
		put(&a, "of a")
		put(&b, "of b")
		i, j := 0, 0
		left := len(at)
		c := &cutter{a: a, b: b}
		c.cut = func(x, y, n int) {
			if x != i || y != j || n <= 0 {
				t.Fatalf("a cut at %d and %d, want %d and %d (%d)", x, y, i, j, n)
			}
			for k := range n {
				if a[x+k] != b[y+k] {
					t.Fatalf("%d is not %d", a[x+k], b[y+k])
				}
				left--
			}
			i, j = x+n, y+n
		}
		c.rest = func(x, x2, y, y2 int) {
			if x != i || y != j || x2 < x || y2 < y {
				t.Fatalf("a rest at %d and %d, want %d and %d", x, y, i, j)
			}
			i, j = x2, y2
		}
		c.compare(0, len(a), 0, len(b), 0)
		if i != len(a) || j != len(b) || left != 0 {
			t.Fatalf("covered to %d of %d and %d of %d, %d not cut: %v %v", i, len(a), j, len(b), left, a, b)
		}
	})
}

// What occurs several times in one of them cuts nothing by itself; of what is in another
// order the longer run is taken.
func TestWhatIsNotUniqueCutsNothing(t *testing.T) {
	c := &cutter{a: []int32{9, 1, 9, 2, 9, 3, 4}, b: []int32{8, 9, 4, 1, 2, 8, 3, 8}}
	got := c.unique(0, 7, 0, 8)
	if len(got) != 3 || got[0] != [2]int{1, 3} || got[1] != [2]int{3, 4} || got[2] != [2]int{5, 6} {
		t.Errorf("cut at %v", got)
	}
	if got := c.unique(0, 3, 0, 2); len(got) != 0 {
		t.Errorf("cut at %v", got)
	}
	if got := increasing(nil); got != nil {
		t.Errorf("of nothing: %v", got)
	}
	// Shingles of the same four tokens are the same, and one token more or less is not.
	x := shingles([]int32{1, 2, 3, 4, 5, 1, 2, 3, 4, 6, 1, 2, 3})
	if x[0] != x[5] || x[1] == x[6] || x[0] == x[10] || len(x) != 13 {
		t.Errorf("shingles: %v", x)
	}
}

// The folded form of a text: one blank for white space, straight marks, composed letters.
func TestFoldedTexts(t *testing.T) {
	for text, want := range map[string]string{
		"a b c": "a b c", "a  b\n\n c": "a b c", " a ": " a ", "“a” ‘b’": `"a" 'b'`, "a\u00a0 b": "a b", "é b é": "é b é", "e\u0301 b": "é b",
		"a\u00adb": "ab", "a \u200b b": "a b", "a…b": "a...b", "a‑b": "a-b", "«a»": `"a"`, "": "", "日 本": "日 本",
	} {
		f := fold(text)
		if f.text != want || len(f.at) != len(want)+1 || int(f.at[len(want)]) != len(text) {
			t.Errorf("%q is folded to %q, want %q; %d places", text, f.text, want, len(f.at))
		}
		for i := 1; i < len(f.at); i++ {
			if f.at[i] < f.at[i-1] {
				t.Errorf("%q: places go back: %v", text, f.at)
				break
			}
		}
	}
	for at, want := range map[int]int{0: 0, 1: 1, 2: 3, 3: 3, 4: 7, 5: 7, 6: 7, 7: 7, 8: 8, 9: 9} {
		if got := boundary("aé👍b", at); got != want {
			t.Errorf("the first edge from %d is %d, want %d", at, got, want)
		}
	}
	if n := words(" aé\u00a0b\n👍 "); n != 8 {
		t.Errorf("%d bytes of words, want 8", n)
	}
}

// Patterns of several machine words, at their edges, are found as the plain algorithm
// finds them.
func TestLongPatterns(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	letters := func(n int) []rune {
		out := make([]rune, n)
		for i := range out {
			out[i] = []rune("ab é")[rnd.IntN(4)]
		}
		return out
	}
	for _, n := range []int{1, 2, 63, 64, 65, 127, 128, 129, 200} {
		for range 6 {
			pattern := letters(n)
			changed := append(letters(rnd.IntN(30)), pattern...)
			for range rnd.IntN(6) {
				changed[rnd.IntN(len(changed))] = 'x'
			}
			text := append(changed, letters(rnd.IntN(40))...)
			if got, want := distance(text, pattern), sellers(text, pattern, 1)[len(text)]; got != want {
				t.Fatalf("%d characters lie %d apart, want %d", n, got, want)
			}
			best := n
			for _, errors := range sellers(text, pattern, 0) {
				best = min(best, errors)
			}
			if m, ok := search(text, pattern, n); !ok || m.errors != best {
				t.Fatalf("%d characters are found with %d errors, want %d", n, m.errors, best)
			}
		}
	}
}

// Where half of the letters of a quote are left a person is asked, where less is it is
// lost; blanks alone are found nowhere once their place is gone.
func TestHowMuchOfAQuoteMustBeLeft(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"half is left", "Rain fell. [Khan left]. Then snow fell.", "Rain fell. Khan slid. Then snow fell.", "fuzzy: Rain fell. [Khan slid]. Then snow fell."},
		{"less than half is left", "Rain fell. [Khan leaves]. Then snow fell.", "Rain fell. Khan slides. Then snow fell.", "orphan"},
		{"blanks whose words are gone", "Rain[ ]fell", "Snow", "orphan"},
		{"the end of the text", "Rain fell. [Khan left]", "Snow came. Rain fell. Khan left", "moved: Snow came. Rain fell. [Khan left]"},
		{"the beginning of the text", "[Khan left] at noon", "Khan left early", "moved: [Khan left] early"},
		{"a blank at its edge that is gone", "Rain fell. [ Khan left] at noon.", "Rain fell.Khan left at noon.", "moved: Rain fell.[Khan left] at noon."},
		{"other marks at the beginning", "[\"We won't\"] was all. Rain fell.", "“We won’t” was all. Rain fell.", "moved: [“We won’t”] was all. Rain fell."},
	} {
		old, r := marked(c.old)
		if got := mark(c.new, finder(c.new, old).Find(describe(old, r))); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
