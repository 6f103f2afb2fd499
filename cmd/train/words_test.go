package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model/lang"
	"stet/model/mention/tagger"
)

// pack writes a package with compressed files and returns its path.
func pack(t *testing.T, files map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range files {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		g := gzip.NewWriter(w)
		g.Write([]byte(content))
		if err := g.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "package.whl")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Lists of words are read from MessagePack; what is no list of words is refused.
func TestFrequentWordsAreRead(t *testing.T) {
	long := strings.Repeat("a", 40)
	data := "\x93\x81\xa6format\xa2cB\x92\xa3moj\xa4grad\xdc\x00\x01\xd9\x28" + long
	words, err := readFrequencies(pack(t, map[string]string{"wordfreq/data/small_sh.msgpack.gz": data}), "small_sh")
	if err != nil || !words["moj"] || !words["grad"] || !words[long] || words["mo"] {
		t.Errorf("%v, %v", words, err)
	}
	for _, bad := range []string{"\x91\xcb12345678", "\x91\xa5abc", "\x91\xd9"} {
		if _, err := readFrequencies(pack(t, map[string]string{"wordfreq/data/small_sh.msgpack.gz": bad}), "small_sh"); err == nil {
			t.Errorf("%q is taken for a list of words", bad)
		}
	}
}

// A frequent form of a common word is marked; a form of a name has what its lemma is
// known as; a rare word of no sample is left out.
func TestLemmasTellWordsFromNames(t *testing.T) {
	table := `{"gradu": "grad", "rijetkog": "rijedak", "londonu": "London", "lisica": "lisica"}`
	path := pack(t, map[string]string{"spacy_lookups_data/data/hr_lemma_lookup.json.gz": table})
	l := newLexicon()
	l.add("London", tagger.City)
	frequent := map[string]bool{"gradu": true, "londonu": true}
	if err := l.addLemmas(path, "hr", frequent, []sample{{text: "Vidio je lisica."}}); err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]tagger.Flag{"gradu": tagger.Common, "lisica": tagger.Common, "rijetkog": 0, "londonu": tagger.City} {
		if got := l.entries[tagger.Hash(word)].Flags & (tagger.Common | tagger.City); got != want {
			t.Errorf("%s: flags %b, want %b", word, got, want)
		}
	}
}

// Of a word's spellings the most frequent one says its cluster, and whether it is
// mostly written without a capital; that says nothing where nouns have capitals. Words
// of samples and lexicon have their clusters, rare ones as far as they are in clusters
// of names.
func TestClustersAreThoseOfTheMostFrequentSpelling(t *testing.T) {
	files := map[string]string{}
	for _, tag := range []string{"es", "de"} {
		files["spacy_lookups_data/data/"+tag+"_lexeme_cluster.json.gz"] = `{"casa": 300, "Casa": 9, "Madrid": 1830, "rara": 7, "prueba": 8, "Lerma": 40, "Perna": 40, "Quiroz": 40, "Siglo": 8, "raro": 5, "Noche": 0}`
		files["spacy_lookups_data/data/"+tag+"_lexeme_prob.json.gz"] = `{"casa": -5, "Madrid": -6, "Casa": -8, "Noche": -9, "Perna": -10, "Siglo": -11, "prueba": -18, "rara": -19, "Lerma": -20, "Quiroz": -21, "raro": -22}`
	}
	path := pack(t, files)
	for _, test := range []struct {
		tag    string
		most   breadth
		words  string
		common string
	}{
		{"es", breadth{all: 2}, "casa Madrid prueba Lerma raro", "casa prueba raro"},
		{"de", breadth{all: 2}, "casa Madrid prueba Lerma raro", ""},
		{"es", breadth{naming: 5}, "Perna prueba Lerma raro", "prueba raro"},
		{"es", breadth{all: 6, naming: 10}, "casa Madrid Perna Siglo prueba Lerma Quiroz raro", "casa prueba raro"},
	} {
		l := newLexicon()
		l.add("raro", tagger.Title)
		samples := []sample{{text: "La prueba de Lerma.", gold: []goldName{{13, 18, tagger.Person}}}}
		if err := l.addTree(path, lang.Of(test.tag), samples, test.most); err != nil {
			t.Fatal(err)
		}
		for word, cluster := range map[string]uint16{"casa": 300, "Madrid": 1830, "rara": 7, "prueba": 8, "Lerma": 40, "Perna": 40, "Quiroz": 40, "Siglo": 8, "raro": 5, "Noche": 0} {
			if !slices.Contains(strings.Fields(test.words), word) {
				cluster = 0
			}
			e := l.entries[tagger.Hash(word)]
			if e.Cluster != cluster {
				t.Errorf("%s, %v: %s is in cluster %d, want %d", test.tag, test.most, word, e.Cluster, cluster)
			}
			if common := slices.Contains(strings.Fields(test.common), word); common != (e.Flags&tagger.Common != 0) {
				t.Errorf("%s, %v: %s is common: %v", test.tag, test.most, word, !common)
			}
		}
	}
}

// Runs in another order give other weights; those that are written are their mean, and
// the same each time.
func TestWeightsAreTheMeanOfRuns(t *testing.T) {
	samples := []sample{
		newSample("wikigold", strings.Fields("Anna Solberg met the Harbour Union in Oslo ."), strings.Fields("B-PER I-PER O O B-ORG I-ORG O B-LOC O")),
		newSample("wikigold", strings.Fields("In Oslo the Harbour Union met Anna Solberg ."), strings.Fields("O B-LOC O B-ORG I-ORG O B-PER I-PER O")),
	}
	m, err := tagger.Load(string(tagger.Bytes(tagger.Narrow, nil, nil, [labels][labels]int16{})))
	if err != nil {
		t.Fatal(err)
	}
	weight := func(runs int) float32 {
		l := learner{seenMin: 1, averaged: 1, runs: runs}
		l.train(l.examples(m, samples))
		return l.rows[0].weight[tagger.Begin(tagger.Person)]
	}
	once, twice := weight(1), weight(2)
	second := 2*twice - once
	if math.Abs(float64(second-once)) < 1e-4 || math.Abs(float64(second)) > 5 {
		t.Errorf("%v of one run, %v of two", once, twice)
	}
	if again := weight(2); again != twice {
		t.Errorf("two runs give %v, then %v", twice, again)
	}
}

// The weights that are written are the mean of the last epochs.
func TestWeightsAreTheMeanOfEpochs(t *testing.T) {
	l := learner{rows: make([]row, 1)}
	var m means
	for _, w := range []float32{1, 2, 6} {
		l.rows[0].weight[1], l.change[0][1] = w, float64(2*w)
		m.add(&l)
	}
	m.put(&l)
	if l.rows[0].weight[1] != 3 || l.change[0][1] != 6 {
		t.Errorf("weight %v, change %v", l.rows[0].weight[1], l.change[0][1])
	}
}
