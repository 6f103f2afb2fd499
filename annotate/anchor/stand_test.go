package anchor

import (
	"testing"

	"stet/model"
)

// Words of another program are where a reader would see them, and no part of a word
// is a place.
func TestWhereWordsStand(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        int
	}{
		{"The art of the party: art, and more art.", "art", 3},
		{"The art of the party.", "arty", 0},
		{"The art of the party.", " party ", 1},
		{"She said: “We’ll see.” He said nothing.", `"We'll see."`, 1},
		{"Two\nlines of text.", "Two lines", 1},
		{"A cafe\u0301 in town.", "café", 1},
		{"東京都は大きい。", "京都", 1},
		{"rain rain rain rain rain", "rain", 5},
		{"The art of the party.", "snow", 0},
		{"The art of the party.", "  ", 0},
	} {
		a := &model.Article{Text: c.text, Digest: model.DigestOf(c.text)}
		f := NewFinder(a, model.NewOffsets(c.text), nil)
		if got := f.Stands(c.words); len(got) != c.want {
			t.Errorf("%q stands in %q at %v, want %d places", c.words, c.text, got, c.want)
		}
	}
}

// What is around tells equal words apart.
func TestWhatStandsAroundFits(t *testing.T) {
	text := "The mayor spoke first. Later the mayor left."
	a := &model.Article{Text: text, Digest: model.DigestOf(text)}
	f := NewFinder(a, model.NewOffsets(text), nil)
	at := f.Stands("mayor")
	if len(at) != 2 {
		t.Fatal(at)
	}
	if b, _ := f.Fits(at[1], "Later the ", ""); b < 0.9 {
		t.Errorf("the second fits %v", b)
	}
	if b, _ := f.Fits(at[0], "Later the ", ""); b > 0.6 {
		t.Errorf("the first fits %v", b)
	}
	if b, a := f.Fits(at[0], "", ""); b != 1 || a != 1 {
		t.Errorf("nothing given fits %v %v", b, a)
	}
}
