package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
