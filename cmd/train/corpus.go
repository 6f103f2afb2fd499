package main

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/model/mention/tagger"
)

// A sample is one stretch of text with its names.
type sample struct {
	corpus string
	weight float32 // how much it counts, 0 for what its corpus says
	text   string
	gold   []goldName // in text order, not overlapping
}

// goldName is a name as annotated, in bytes of the sample's text.
type goldName struct {
	start, end int
	kind       tagger.Kind
}

// readCorpora reads every BIO file of dir in the order of their names.
func readCorpora(dir string) ([]sample, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.bio"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, errors.New(dir + ": no .bio files")
	}
	slices.Sort(paths)
	var all []sample
	for _, path := range paths {
		if strings.HasPrefix(filepath.Base(path), "grobid") {
			continue // its types and edges are too far from news: it cost 1 to 2 points of F1
		}
		samples, err := readBIO(path)
		if err != nil {
			return nil, err
		}
		all = append(all, samples...)
	}
	return all, nil
}

// readBIO reads lines of token TAB tag, with blank lines between sentences.
func readBIO(path string) ([]sample, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	corpus, _, _ := strings.Cut(filepath.Base(path), ".")
	var samples []sample
	var words, tags []string
	flush := func() {
		if len(words) > 0 {
			samples = append(samples, newSample(corpus, words, tags))
		}
		words, tags = words[:0], tags[:0]
	}
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		line := s.Text()
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "-DOCSTART-") {
			flush()
			continue
		}
		word, tag, found := strings.Cut(line, "\t")
		if !found {
			return nil, fmt.Errorf("%s:%d: no tab", path, n)
		}
		words, tags = append(words, word), append(tags, tag)
	}
	flush()
	return samples, s.Err()
}

// newSample joins words as running text and folds their tags.
func newSample(corpus string, words, tags []string) sample {
	s := sample{corpus: corpus}
	spans := detokenise(&s, words)
	for i := 0; i < len(tags); {
		tag := tags[i]
		j := i + 1
		if len(tag) < 3 || tag[0] == 'O' {
			if peoples()[words[i]] { // few of the sets tag them
				s.gold = append(s.gold, goldName{spans[i][0], spans[i][1], tagger.People})
			}
			i = j
			continue
		}
		for j < len(tags) && tags[j] == "I-"+tag[2:] {
			j++
		}
		s.add(words, spans, i, j, tag[2:])
		i = j
	}
	return s
}

// add notes the name of words i to j, without titles, and without the signs of
// Twitter.
func (s *sample) add(words []string, spans [][2]int, i, j int, tag string) {
	kind, ok := fold(tag, s.text[spans[i][0]:spans[j-1][1]])
	if !ok {
		return
	}
	if kind == tagger.Person {
		i += titleLen(words[i:j])
	}
	if i == j || words[i][0] == '@' {
		return
	}
	if i > 0 && words[i-1] == "United" && (words[i] == "States" || words[i] == "Nations" || words[i] == "Kingdom") {
		i-- // GUM's heads of phrases lose it
	}
	start := spans[i][0]
	if words[i][0] == '#' {
		start++
	}
	s.gold = append(s.gold, goldName{start, spans[j-1][1], kind})
}

// titleLen is how many of the words of a person's name are titles. Only a few
// sets count them in: Turkish Foreign Minister Mevlut Cavusoglu, President Trump.
func titleLen(words []string) int {
	n := 0
	for i, w := range words[:min(len(words), 5)] {
		switch {
		case titles()[w]:
			n = i + 1
		case peoples()[w] || w == "Prime" || w == "Foreign" || w == "Vice" || w == "Defense" || w == "Interior" || w == "the" || w == "The":
		default:
			return n
		}
	}
	return n
}

// detokenise writes the words of s as a person would and returns the place of
// each. Treebanks part hyphened words; half of the samples join them again, so
// that the tagger knows both.
func detokenise(s *sample, words []string) [][2]int {
	h := fnv.New32a()
	for _, w := range words {
		h.Write([]byte(w))
	}
	joinHyphens := h.Sum32()%2 == 0
	var b strings.Builder
	spans := make([][2]int, len(words))
	tight, open := true, false
	for i, w := range words {
		opens := false
		switch w {
		case "``", "''", "\"", "&quot;":
			opens = w == "``" || w != "''" && !open
			open = opens
			w = "\""
		case "-LRB-":
			w = "("
		case "-RRB-":
			w = ")"
		}
		before := noBlankBefore(w) || w == "\"" && !opens
		if w == "-" && joinHyphens && i > 0 && i+1 < len(words) && wordLike(words[i-1]) && wordLike(words[i+1]) {
			before, opens = true, true
		}
		if !tight && !before {
			b.WriteByte(' ')
		}
		spans[i] = [2]int{b.Len(), b.Len() + len(w)}
		b.WriteString(w)
		tight = opens || w == "(" || w == "[" || w == "$" || w == "#" || w == "“"
	}
	s.text = b.String()
	return spans
}

func noBlankBefore(w string) bool {
	switch w {
	case ".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "'S", "n't", "'re", "'ve", "'ll", "'d", "'m", "...", "’s", "”":
		return true
	}
	return false
}

func wordLike(w string) bool {
	c := w[len(w)-1]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// fold maps the sets' many tags onto the tagger's kinds; false drops the name.
func fold(tag, name string) (tagger.Kind, bool) {
	if peoples()[name] {
		return tagger.People, true
	}
	switch strings.ToLower(tag) {
	case "per", "person", "researcher", "writer", "politician", "musicalartist", "scientist":
		return tagger.Person, true
	case "org", "organisation", "organization", "university", "politicalparty", "band", "institution", "business", "media",
		"group", "corporation", "magazine", "academicjournal":
		return tagger.Organisation, true
	case "loc", "location", "country", "gpe", "installation":
		return tagger.Location, true
	case "national":
		return tagger.People, true
	case "event", "election", "conference":
		return tagger.Event, true
	case "person_type", "period", "measure", "unknown", "title":
		return 0, false
	}
	return tagger.Misc, name[0] < 'a' || name[0] > 'z'
}

// weightOf is how much a corpus counts beside news-like prose.
func weightOf(corpus string) float32 {
	switch corpus {
	case "btc", "wnut17":
		return 0.4
	case "wikinews":
		return goldWeight
	}
	return 1
}
