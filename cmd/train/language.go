package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stet/model/lang"
	"stet/model/mention/tagger"
)

// A nameSet is a corpus that a language's weights are trained on, in lang/ner.
type nameSet struct {
	file   string
	weight float32
}

// nameSets are the corpora that may be shared, by language. A neighbour's text
// helps where there is little of the language's own.
var nameSets = map[string]nameTraining{
	"de": {sets: []nameSet{{"de.train", 1}}, seen: 2, lean: 15},
	"no": {sets: []nameSet{{"no.train", 1}}, seen: 2},
	"da": {sets: []nameSet{{"da.train", 1}, {"no.train", 0.3}}, seen: 2, lean: 8},
	"sv": {sets: []nameSet{{"sv.train", 1}, {"no.train", 0.3}, {"da.train", 0.3}}, seen: 2},
	"pt": {sets: []nameSet{{"pt.train", 1}}, seen: 1, lean: 8},
	"hr": {sets: []nameSet{{"hr.train", 1}}, seen: 1},
	"ru": {sets: []nameSet{{"ru.train", 1}, {"ru-wikiner.train", 0.5}}, seen: 2, lean: 8},
	"id": {sets: []nameSet{{"id.train", 1}}, seen: 1, lean: 8},
}

// A nameTraining is how a language's weights are made.
type nameTraining struct {
	sets []nameSet
	seen int32 // how often a feature must have been seen
	lean int16 // how much likelier names become, for sets so small that names are missed
}

// languageSmallest is [smallest] for these, whose files are to stay small.
const languageSmallest = 4

// trainLanguage writes the weights of one language into its folder. The gazetteer
// is that of the English model, which must be there.
func trainLanguage(corpora, out, tag string) error {
	training, known := nameSets[tag]
	l := lang.Of(tag)
	if !known || l == nil {
		return errors.New("there are no corpora for " + tag)
	}
	var samples []sample
	for _, set := range training.sets {
		more, err := readNames(filepath.Join(corpora, "lang", "ner", set.file+".bio"), set.weight, l)
		if err != nil {
			return err
		}
		samples = append(samples, more...)
	}
	lex := newLexicon()
	lex.addCountries(tag)
	lex.noteCommon(samples)
	texts := make([]string, len(samples))
	for i, s := range samples {
		texts[i] = s.text
	}
	for key, cluster := range clusterWords(texts) {
		e := lex.entries[key]
		e.Cluster = cluster
		lex.entries[key] = e
	}
	slots := tagger.Slots(lex.entries)
	m, err := tagger.LoadLanguage(string(tagger.Bytes(slots, tagger.Rows(nil), [labels][labels]int16{})), tagger.Embedded(), l.Elided)
	if err != nil {
		return err
	}
	learn := learner{seenMin: training.seen, smallest: languageSmallest}
	learn.train(learn.examples(m, samples))
	weights, change := learn.quantised()
	for from := range change {
		change[from][tagger.Outside] -= training.lean
	}
	data := tagger.Bytes(slots, tagger.Rows(weights), change)
	fmt.Fprintf(os.Stderr, "%s: %d samples, %d features, %d kept, %d kB\n", tag, len(samples), len(learn.keys), len(weights), len(data)>>10)
	return os.WriteFile(filepath.Join(out, tag, "names.bin"), data, 0o644)
}

// addCountries adds what the countries are called in a language, by CLDR.
func (l *lexicon) addCountries(tag string) {
	names := display.Regions(language.Make(tag))
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			region, err := language.ParseRegion(string(a) + string(b))
			if err == nil && region.IsCountry() {
				if name := names.Name(region); name != "" {
					l.add(name, tagger.Country)
				}
			}
		}
	}
}

// readNames reads a BIO file in another language than English.
func readNames(path string, weight float32, l *lang.Language) ([]sample, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var samples []sample
	var words, tags []string
	flush := func() {
		if len(words) > 0 {
			samples = append(samples, nameSample(words, tags, weight, l))
		}
		words, tags = words[:0], tags[:0]
	}
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		word, tag, found := strings.Cut(s.Text(), "\t")
		switch {
		case strings.TrimSpace(s.Text()) == "" || strings.HasPrefix(s.Text(), "-DOCSTART-"):
			flush()
		case !found:
			return nil, fmt.Errorf("%s:%d: no tab", path, n)
		default:
			words, tags = append(words, word), append(tags, tag)
		}
	}
	flush()
	return samples, s.Err()
}

// nameSample joins words as the language writes them.
func nameSample(words, tags []string, weight float32, l *lang.Language) sample {
	s := sample{corpus: l.Tag, weight: weight}
	spans := joinWords(&s, words)
	for i := 0; i < len(tags); {
		j := i + 1
		if kind, ok := nameKinds[strings.TrimPrefix(strings.TrimPrefix(tags[i], "B-"), "I-")]; ok {
			for j < len(tags) && tags[j] == "I-"+tags[i][2:] {
				j++
			}
			s.gold = append(s.gold, goldName{spans[i][0], spans[j-1][1], kind})
		}
		i = j
	}
	return s
}

var nameKinds = map[string]tagger.Kind{"PER": tagger.Person, "ORG": tagger.Organisation, "LOC": tagger.Location}

// joinWords writes the words of s with blanks where a writer has them.
func joinWords(s *sample, words []string) [][2]int {
	var b strings.Builder
	spans := make([][2]int, len(words))
	tight := true
	var open []string
	for i, w := range words {
		closing := len(open) > 0 && strings.Contains(open[len(open)-1], w)
		opening := !closing && closersOf[w] != ""
		if closing {
			open = open[:len(open)-1]
		} else if opening {
			open = append(open, closersOf[w])
		}
		if !tight && !closing && !strings.Contains(".,;:!?)]}…%", w) {
			b.WriteByte(' ')
		}
		spans[i] = [2]int{b.Len(), b.Len() + len(w)}
		b.WriteString(w)
		tight = opening
	}
	s.text = b.String()
	return spans
}

var closersOf = map[string]string{
	"„": "“”", "“": "”", "«": "»", "»": "«", "”": "”", `"`: `"`, "‚": "‘", "‘": "’", "(": ")", "[": "]", "{": "}", "``": "''",
}
