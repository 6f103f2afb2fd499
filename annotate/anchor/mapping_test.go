package anchor

import (
	"slices"
	"strings"
	"testing"

	"stet/annotate"
)

// two is a text of which words 4 to 8 and 12 to 16 are in another, moved by 10.
func two() *mapping {
	old, new := "abcdEFGHijklMNOPqrst", "..............EFGH....MNOP...."
	return &mapping{old: old, new: new, pieces: []piece{{4, 14, 4}, {12, 22, 4}}}
}

// What is left of a stretch of the old text are the pieces in it, cut to it; one that
// only touches it is no part of it.
func TestPiecesOfAStretch(t *testing.T) {
	for _, c := range []struct {
		start, end int
		want       []piece
	}{
		{0, 20, []piece{{4, 14, 4}, {12, 22, 4}}},
		{0, 4, nil},
		{0, 5, []piece{{4, 14, 1}}},
		{7, 13, []piece{{7, 17, 1}, {12, 22, 1}}},
		{8, 12, nil},
		{8, 13, []piece{{12, 22, 1}}},
		{16, 20, nil},
		{15, 20, []piece{{15, 25, 1}}},
		{5, 7, []piece{{5, 15, 2}}},
	} {
		if got := two().from(c.start, c.end); !slices.Equal(got, c.want) {
			t.Errorf("%d to %d: %v, want %v", c.start, c.end, got, c.want)
		}
	}
}

// Where old words would be now: after what came before them, as long as that was.
func TestWhereOldWordsWouldStand(t *testing.T) {
	for at, want := range map[int]int{0: 0, 3: 0, 4: 14, 6: 16, 8: 18, 11: 18, 12: 22, 15: 25, 19: 26} {
		if got := two().near(at); got != want {
			t.Errorf("what stood at %d would stand at %d, want %d", at, got, want)
		}
	}
	type edge struct {
		at   int
		sure bool
	}
	for _, c := range []struct {
		at, start int
		want      edge
	}{{2, 0, edge{0, true}}, {2, 2, edge{0, false}}, {8, 8, edge{18, true}}, {12, 8, edge{18, true}}, {12, 10, edge{18, false}}, {16, 16, edge{26, true}}} {
		at, sure := two().endBefore(c.at, c.start)
		if (edge{at, sure}) != c.want {
			t.Errorf("before %d, of words from %d: %v %v, want %v", c.at, c.start, at, sure, c.want)
		}
	}
	for _, c := range []struct {
		at, end int
		want    edge
	}{{0, 4, edge{14, true}}, {4, 4, edge{14, true}}, {0, 3, edge{14, false}}, {8, 12, edge{22, true}}, {8, 11, edge{22, false}}, {16, 20, edge{30, true}}, {16, 18, edge{30, false}}} {
		at, sure := two().startAfter(c.at, c.end)
		if (edge{at, sure}) != c.want {
			t.Errorf("after %d, of words to %d: %v %v, want %v", c.at, c.end, at, sure, c.want)
		}
	}
}

// Pieces with the same words between them are one.
func TestPiecesThatAgreeBetweenAreOne(t *testing.T) {
	m := &mapping{old: "ab cd ef", new: "ab cd  ef"}
	m.add(piece{0, 0, 2})
	m.add(piece{3, 3, 2})
	m.add(piece{6, 7, 2})
	if want := []piece{{0, 0, 5}, {6, 7, 2}}; !slices.Equal(m.pieces, want) {
		t.Errorf("%v, want %v", m.pieces, want)
	}
}

// Words that are in a text are found wherever they do, also where they overlap and
// at both its ends, in a short text and in one that is long enough for a filter.
func TestWordsAreFoundWhereverTheyStand(t *testing.T) {
	for _, n := range []int{0, filterFrom} {
		filler := strings.Repeat("0123456789 ", n/11+1)[:n]
		text := "aaaa at the harbour" + filler + "the harbour aa"
		o := newOccurrences(text)
		if (o.filter != nil) != (n > 0) {
			t.Fatalf("%d bytes have a filter: %t", len(text), o.filter != nil)
		}
		for words, want := range map[string][]int{
			"aa": {0, 1, 2, len(text) - 2}, "the harbour": {8, 19 + n}, "harbour aa": {23 + n}, "aaaa at the": {0}, "arbours": nil, "the harbours": nil, text: {0},
		} {
			for range 2 { // the second time it is known
				if got := o.of(words); !slices.Equal(got, want) {
					t.Errorf("%.20q stands at %v, want %v", words, got, want)
				}
			}
		}
	}
}

// Of words that are everywhere no more places are weighed than a person can wait for.
func TestOfVeryManyPlacesOnlySomeAreWeighed(t *testing.T) {
	if got := newOccurrences(strings.Repeat("ab ", 2*maxPlaces)).of("ab"); len(got) != maxPlaces || got[maxPlaces-1] != 3*(maxPlaces-1) {
		t.Errorf("%d places, want %d", len(got), maxPlaces)
	}
}

// A place that differs only by its marks begins near where the comparison of the texts
// puts it; the same words elsewhere are not it.
func TestRespelledWordsStandWhereTheyStood(t *testing.T) {
	const old = `The board met. "We won't pay" was its answer. Later on the ferry sailed without him.`
	moved := strings.Replace(old, `"We won't pay"`, "“We won’t pay”", 1)
	elsewhere := `The board met. Silence was its answer. Later on the ferry sailed without him. “We won’t pay” was a song.`
	_, r := marked(`The board met. ["We won't pay"] was its answer. Later on the ferry sailed without him.`)
	if p := finder(moved, old).Find(describe(old, r)); p.State != annotate.Moved || moved[p.Start:p.End] != "“We won’t pay”" || p.Score != 0.98 {
		t.Errorf("%s %q, %v", p.State, moved[p.Start:p.End], p.Score)
	}
	if p := finder(elsewhere, old).Find(describe(old, r)); p.State == annotate.Moved || p.State == annotate.Exact {
		t.Errorf("other words with other marks are %s, at %v", p.State, p.Range)
	}
	// Of two, the one nearer to its place; white space after the words is not theirs.
	twice := strings.Replace(old, `"We won't pay"`, "“We won’t pay”", 1) + "\n\n“We won’t pay”\n\n"
	if p := finder(twice, old).Find(describe(old, r)); p.State != annotate.Moved || p.Start != 15 || twice[p.Start:p.End] != "“We won’t pay”" {
		t.Errorf("of two: %s %q at %d", p.State, twice[p.Start:p.End], p.Start)
	}
	for words, want := range map[string]string{"met\u00a0 \u200b\n": "met", "pay\u00ad ": "pay", "pay": "pay", "\u00a0a\u00a0b\u00a0": "\u00a0a\u00a0b"} {
		f := fold(words)
		if r := f.original(words, 0, len(f.text)); words[r.Start:r.End] != want {
			t.Errorf("%q is %q, want %q", words, words[r.Start:r.End], want)
		}
	}
}

// Of approximate matches that end at the same place the longer one is taken, and
// nothing is found where nothing is asked for.
func TestApproximateMatches(t *testing.T) {
	for _, c := range []struct {
		text, pattern string
		limit         int
		want          match
		ok            bool
	}{
		{"xx tram xx", "tram", 0, match{3, 7, 0}, true},
		{"xx trxm xx", "tram", 1, match{3, 7, 1}, true},
		{"xx trm xx", "tram", 1, match{3, 6, 1}, true},
		{"tram tram", "tram", 0, match{0, 4, 0}, true}, // of two the first
		{"aab", "ab", 0, match{1, 3, 0}, true},
		{"xab", "cab", 1, match{0, 3, 1}, true}, // and not "ab", which is shorter
		{"xx trxm xx", "tram", 0, match{}, false},
		{"tram", "", 3, match{}, false},
	} {
		if m, ok := search([]rune(c.text), []rune(c.pattern), c.limit); m != c.want || ok != c.ok {
			t.Errorf("%q in %q: %v %t, want %v %t", c.pattern, c.text, m, ok, c.want, c.ok)
		}
	}
}
