package main

import (
	"archive/tar"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model/mention/tagger"
)

// The axes of a cloud of points that is stretched along the axes of its space are these, the
// widest first, each with the root of its spread.
func TestPrincipalAxesAreTheWidestFirst(t *testing.T) {
	var m [given][given]float64
	for a := range given {
		m[a][a] = math.Pow(2, -float64(a)/2)
	}
	axes, width := principal(m)
	for _, d := range []int{0, 1, 5} {
		if v := math.Abs(axes[d][d]); v < 0.999 || v > 1.001 {
			t.Errorf("axis %d has %.3f of its own direction", d, v)
		}
		if want := math.Sqrt(m[d][d]); math.Abs(width[d]-want) > 0.001 {
			t.Errorf("axis %d is %.4f wide, want %.4f", d, width[d], want)
		}
	}
}

// packed writes files into an archive as npm has them, by turns a name and its text.
func packed(t *testing.T, files ...string) string {
	path := filepath.Join(t.TempDir(), "vectors.tgz")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	zip := gzip.NewWriter(f)
	out := tar.NewWriter(zip)
	for i := 0; i < len(files); i += 2 {
		if err := out.WriteHeader(&tar.Header{Name: files[i], Mode: 0o600, Size: int64(len(files[i+1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range []interface{ Close() error }{out, zip, f} {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// vector is a vector of the package with a value in one dimension, as JSON.
func vector(d int, value float64) string {
	v := make([]string, given)
	for i := range v {
		v[i] = "0"
	}
	v[d] = fmt.Sprint(value)
	return "[" + strings.Join(v, ",") + "]"
}

// Word vectors are read from the package: those of the words that it lists, whatever else
// is in the file, and words that lie opposite stay so.
func TestVectorsAreReadFromThePackage(t *testing.T) {
	words, vectors := "", ""
	for d := range given { // a small cloud in all dimensions
		words += fmt.Sprintf(`,"a%d","b%d"`, d, d)
		at := 0.1 + 0.001*float64(d)
		vectors += fmt.Sprintf(`,"a%d":%s,"b%d":%s`, d, vector(d, at), d, vector(d, -at))
	}
	path := packed(t, "package/README.md", "no vectors", "package/words-100d.json",
		`{"precision":5,"words":["north","south","east","west","north"`+words+`],"size":[1,{"a":2}],"vectors":{`+
			`"north":`+vector(3, 4)+`,"south":`+vector(3, -4)+`,"east":`+vector(40, 1)+`,"west":`+vector(40, -1)+`,"up":`+vector(7, 9)+vectors+`}}`)
	got, err := readVectors(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, known := got[tagger.Hash("up")]; known || len(got) != 4+2*given {
		t.Errorf("%d vectors, want those of the listed words", len(got))
	}
	for _, pair := range [][2]string{{"north", "south"}, {"east", "west"}} {
		a, b := got[tagger.Hash(pair[0])], got[tagger.Hash(pair[1])]
		if a == b {
			t.Errorf("%s and %s are one", pair[0], pair[1])
		}
		for d := range a {
			if a[d] != -b[d] {
				t.Fatalf("%s and %s do not lie opposite: %v, %v", pair[0], pair[1], a, b)
			}
		}
	}
	if north, east := got[tagger.Hash("north")], got[tagger.Hash("east")]; north[0] == 0 || east[0] != 0 || east[1] == 0 || north[1] != 0 {
		t.Errorf("the widest axis is not the first: north %v, east %v", north[:4], east[:4])
	}
}

// What is no package of vectors is refused with the name of the file.
func TestWhatHasNoVectorsIsRefused(t *testing.T) {
	plain := filepath.Join(t.TempDir(), "plain.tgz")
	if err := os.WriteFile(plain, []byte("plain"), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, path := range map[string]string{
		"no archive":          plain,
		"no such file":        "nowhere.tgz",
		"no vectors":          packed(t, "package/README.md", "x"),
		"no list of words":    packed(t, "a-100d.json", `{"words":7,"vectors":{}}`),
		"cut off":             packed(t, "a-100d.json", `{"words":["a"],"vectors":{"a":[1,2`),
		"vectors of text":     packed(t, "a-100d.json", `{"words":["a"],"vectors":{"a":"b"}}`),
		"words and no vector": packed(t, "a-100d.json", `{"words":["a"]}`),
		"something else":      packed(t, "a-100d.json", `{"words":["a"],"size":}`),
	} {
		if v, err := readVectors(path); err == nil || !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%s: %d vectors, %v", what, len(v), err)
		}
	}
}

// Titles are no part of a name; what may be one of several words ends where the name begins.
func TestTitlesAreCutOff(t *testing.T) {
	for name, want := range map[string]int{
		"Mevlut Cavusoglu": 0, "President Trump": 1, "Turkish Foreign Minister Mevlut": 3, "Prime Minister Boris": 2, "Vice President Harris": 2,
		"the President Trump": 2, "The Kenyan Prime Foreign Vice Minister Boris": 0, "Foreign Affairs": 0, "Defense Secretary": 2, "Interior Minister": 2,
	} {
		if got := titleLen(strings.Fields(name)); got != want {
			t.Errorf("%q: %d words are titles, want %d", name, got, want)
		}
	}
	for word, want := range map[string]bool{"a": true, "z": true, "A": true, "Z": true, "0": true, "9": true, "x-": false, "{": false, "`": false, "@": false, "[": false, "/": false, ":": false} {
		if got := wordLike(word); got != want {
			t.Errorf("%q ends as a word: %t, want %t", word, got, want)
		}
	}
}
