package tagger

import (
	"slices"
	"testing"

	"stet/model/lang"
)

// someWords are words with flags and clusters, so many that some share a place.
func someWords(n int) map[uint64]Entry {
	words := map[uint64]Entry{}
	for i := range n {
		words[Mix(uint64(i))] = Entry{Flag(1 + i%1000), uint16(i % 3000)}
	}
	return words
}

// TestAPackedModelHasAllThatWasWritten reads words, weights and changes from a file in
// columns, and refuses each shorter file.
func TestAPackedModelHasAllThatWasWritten(t *testing.T) {
	for _, n := range []int{0, 1, 7, 500} {
		words, weights := someWords(n), map[uint64][Labels]int8{}
		for key := range someWords(2 * n) {
			weights[key] = someWeights(key)
		}
		var change [Labels][Labels]int16
		change[Begin(Person)][Inside(Person)], change[Inside(Location)][Outside] = 301, -7
		file := string(Bytes(Narrow, words, weights, change))
		m, err := Load(file)
		if err != nil {
			t.Fatal(err)
		}
		for key, e := range words {
			if flags, cluster := m.Lookup(key); flags != e.Flags || cluster != e.Cluster {
				t.Errorf("of %d words %x is %v in cluster %d, want %v in %d", n, key, flags, cluster, e.Flags, e.Cluster)
			}
		}
		for key, of := range weights {
			var scores, want [Labels]int32
			for l := range narrowLabels {
				want[l] = int32(of[l]) - int32(of[Outside])
			}
			if m.sum(&scores, []uint64{key}); scores != want {
				t.Errorf("of %d features %x has %v, want %v", len(weights), key, scores, want)
			}
		}
		if m.into[Inside(Person)][Begin(Person)] != 301 || m.into[Outside][Inside(Location)] != -7 {
			t.Errorf("changes are %v", m.into)
		}
		for _, end := range []int{0, markSize, Narrow.headSize() - 1, Narrow.headSize(), (len(file) + Narrow.headSize()) / 2, len(file) - 1} {
			if _, err := Load(file[:end]); err == nil {
				t.Errorf("%d of %d bytes were taken for a model", end, len(file))
			}
		}
		if _, err := Load(file + "\x00"); err == nil {
			t.Error("a byte too many was not noticed")
		}
	}
}

// TestANameInTheGenitiveIsThatName gives a German genitive what is known of the name,
// unless the word is known itself or the name is a common word too.
func TestANameInTheGenitiveIsThatName(t *testing.T) {
	words := map[uint64]Entry{
		Hash("Tiefenau"): {City, 5}, Hash("Hakel"): {Surname | Prefix, 9}, Hash("Haus"): {Common | Surname, 3}, Hash("Bern"): {City | Region, 0},
		Hash("Sorens"): {Title, 2}, Hash("Soren"): {Surname, 1}, Hash("Ulm"): {City, 1},
	}
	m, err := LoadLanguage(string(Bytes(Narrow, words, nil, [Labels][Labels]int16{})), &Model{}, &lang.Language{Genitive: "s", Capitals: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		word    string
		flags   Flag
		cluster uint16
	}{
		{"Tiefenaus", City, 5}, {"Hakels", Surname, 9}, {"Berns", City | Region, 0}, {"Sorens", Title, 2}, {"Ulms", 0, 0}, {"Hauss", 0, 3},
		{"tiefenaus", 0, 0}, {"Tiefenaun", 0, 0}, {"Kochhaus", Compound, 0},
	} {
		var text Text
		m.Read(&text, test.word)
		if w := text.words[0]; w.flags != test.flags || w.cluster != test.cluster {
			t.Errorf("%s is %b in cluster %d, want %b in %d", test.word, w.flags, w.cluster, test.flags, test.cluster)
		}
	}
	other, err := LoadLanguage(string(Bytes(Narrow, words, nil, [Labels][Labels]int16{})), &Model{}, &lang.Language{})
	if err != nil {
		t.Fatal(err)
	}
	var text Text
	if other.Read(&text, "Tiefenaus"); text.Flags(0) != 0 {
		t.Errorf("without a genitive Tiefenaus is %b", text.Flags(0))
	}
}

// TestWordsOfABranchShareFeatures holds what clusters that are paths in a tree are for:
// the nearer two words are in the tree, the more features they have in common.
func TestWordsOfABranchShareFeatures(t *testing.T) {
	const base = 0b10_1100_110101
	words := map[uint64]Entry{Hash("Aaaaa"): {0, base}}
	shared := func(form Form, cluster uint16) int {
		words[Hash("Bbbbb")] = Entry{0, cluster}
		m, err := Load(string(Bytes(form, words, nil, [Labels][Labels]int16{})))
		if err != nil {
			t.Fatal(err)
		}
		keys := func(word string) []uint64 {
			var text Text
			m.Read(&text, "was "+word+" not")
			return append(append(text.Keys(nil, 0), text.Keys(nil, 1)...), text.Keys(nil, 2)...)
		}
		other, n := keys("Bbbbb"), 0
		for _, key := range keys("Aaaaa") {
			if slices.Contains(other, key) {
				n++
			}
		}
		return n
	}
	german, err := LoadLanguage(string(Bytes(NarrowOfPaths, map[uint64]Entry{Hash("Kahn"): {Common, base}}, nil, [Labels][Labels]int16{})), &Model{}, &lang.Language{Capitals: true})
	if err != nil {
		t.Fatal(err)
	}
	var compound Text
	if german.Read(&compound, "Fischerkahn"); compound.words[0].cluster != base || compound.words[0].flags != Compound {
		t.Errorf("a compound is in cluster %b, not in that of its last noun", compound.words[0].cluster)
	}
	last := 1000
	for _, cluster := range []uint16{base, base ^ 1<<11, base ^ 1<<8, base ^ 1} {
		n := shared(NarrowOfPaths, cluster)
		if n >= last {
			t.Errorf("with cluster %b %d features are shared, not fewer than %d", cluster, n, last)
		}
		last = n
	}
	if near, far := shared(Narrow, base^1<<11), shared(Narrow, base^1); near != far {
		t.Errorf("of clusters of no tree %d and %d features are shared", near, far)
	}
}
