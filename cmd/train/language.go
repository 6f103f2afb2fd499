package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"stet/model/lang"
	"stet/model/mention/tagger"
)

// A nameSet is a corpus that a language's weights are trained on, in lang/ner.
type nameSet struct {
	file      string
	weight    float32
	translate bool // from Portuguese
}

// nameSets are the corpora that may be shared, by language. A neighbour's text
// helps where there is little of the language's own.
var nameSets = map[string]nameTraining{
	"de": {sets: []nameSet{{"de.train", 1, false}}, seen: 2, lean: 20, smallest: 2, mean: 7, runs: 5, tree: breadth{naming: 400_000}},
	"no": {sets: []nameSet{{"no.train", 1, false}}, seen: 2},
	"da": {sets: []nameSet{{"da.train", 1, false}, {"no.train", 0.3, false}}, seen: 2, lean: 8},
	"sv": {sets: []nameSet{{"sv.train", 1, false}, {"no.train", 0.3, false}, {"da.train", 0.3, false}}, seen: 2},
	"es": {sets: []nameSet{{"pt.train", 1, true}}, seen: 1, lean: 8, swap: 1, smallest: 3, mean: 7, runs: 3, tree: breadth{all: 60_000}},
	"fr": {sets: []nameSet{{"pt.train", 1, true}}, seen: 1, swap: 1},
	"it": {sets: []nameSet{{"pt.train", 1, true}}, seen: 1, swap: 1},
	"pt": {sets: []nameSet{{"pt.train", 1, false}}, seen: 1, lean: 8},
	"hr": {sets: []nameSet{{"hr.train", 1, false}}, seen: 1, lean: 8, smallest: 3, mean: 7, runs: 3, frequent: "small_sh"},
	"ru": {sets: []nameSet{{"ru.train", 1, false}, {"ru-wikiner.train", 0.5, false}}, seen: 2, lean: 8},
	"id": {sets: []nameSet{{"id.train", 1, false}}, seen: 1, lean: 11, smallest: 2, mean: 7, frequent: "small_id"},
}

// A nameTraining is how a language's weights are made.
type nameTraining struct {
	sets     []nameSet
	seen     int32   // how often a feature must have been seen
	lean     int16   // how much likelier names become, for sets so small that names are missed
	swap     int     // how many copies of each sentence get other names
	smallest int     // see [smallest]
	mean     int     // see [learner.averaged]
	runs     int     // see [learner.runs]
	tree     breadth // of which words the clusters of a tree are kept, instead of our own clusters
	frequent string  // a list of frequent words: see [lexicon.addLemmas]
}

// sources are the folder of corpora, and the packages that some languages need.
type sources struct{ corpora, nouns, lookups, frequencies string }

// languageSmallest is [smallest] for these, whose files are to stay small, unless
// their training says otherwise.
const languageSmallest = 4

// trainLanguage writes the weights of one language into its folder. The gazetteer
// is that of the English model, which must be there.
func trainLanguage(from sources, out, tag string) error {
	training, known := nameSets[tag]
	l := lang.Of(tag)
	if !known || l == nil {
		return errors.New("there are no corpora for " + tag)
	}
	var samples []sample
	for _, set := range training.sets {
		more, err := readSet(filepath.Join(from.corpora, "lang", "ner", set.file+".bio"), set, training.swap, l)
		if err != nil {
			return err
		}
		samples = append(samples, more...)
	}
	data, err := from.weights(training, samples, l)
	if err != nil {
		return err
	}
	var packed bytes.Buffer // without a time, so that the same weights are the same file
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, tag, "names.bin"), packed.Bytes(), 0o644)
}

// weights learns from the samples of the corpora and our own sentences.
func (from sources) weights(training nameTraining, samples []sample, l *lang.Language) ([]byte, error) {
	frames, err := newOwnNames(l.Tag).readFrames(l.Tag)
	if err != nil {
		return nil, err
	}
	samples = append(samples, frames...)
	lex, err := from.lexicon(training, samples, l)
	if err != nil {
		return nil, err
	}
	form := tagger.Narrow
	if training.tree != (breadth{}) {
		form = tagger.NarrowOfPaths
	}
	m, err := tagger.LoadLanguage(string(tagger.Bytes(form, lex.entries, nil, [labels][labels]int16{})), tagger.Embedded(), l)
	if err != nil {
		return nil, err
	}
	learn := learner{seenMin: training.seen, smallest: cmp.Or(training.smallest, languageSmallest), averaged: training.mean, runs: training.runs}
	learn.train(learn.examples(m, samples))
	weights, change := learn.quantised()
	for from := range change {
		change[from][tagger.Outside] -= training.lean
	}
	data := tagger.Bytes(form, lex.entries, weights, change)
	fmt.Fprintf(os.Stderr, "%s: %d samples, %d features, %d kept, %d kB\n", l.Tag, len(samples), len(learn.keys), len(weights), len(data)>>10)
	return data, nil
}

// lexicon gathers what is known of the words of a language.
func (from sources) lexicon(training nameTraining, samples []sample, l *lang.Language) (*lexicon, error) {
	lex := newLexicon()
	if err := lex.readLanguage(l, from.nouns); err != nil {
		return nil, err
	}
	if training.frequent != "" {
		frequent, err := readFrequencies(from.frequencies, training.frequent)
		if err != nil {
			return nil, err
		}
		if err := lex.addLemmas(from.lookups, l.Tag, frequent, samples); err != nil {
			return nil, err
		}
	}
	lex.noteCommon(samples)
	if training.tree != (breadth{}) {
		return lex, lex.addTree(from.lookups, l, samples, training.tree)
	}
	texts := make([]string, len(samples))
	for i, s := range samples {
		texts[i] = s.text
	}
	lex.cluster(texts)
	return lex, nil
}

// readLanguage adds what is known of a language; nouns is the package of those of
// German.
func (l *lexicon) readLanguage(of *lang.Language, nouns string) error {
	l.addCountries(of.Tag)
	if err := l.readOwn(of.Tag); err != nil || !of.Capitals {
		return err
	}
	return l.readNouns(nouns)
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

// ownKinds are the kinds of phrases in lists/LANGUAGE.txt.
var ownKinds = map[string]tagger.Flag{
	"org": tagger.Org, "orgcue": tagger.OrgCue, "place": tagger.Place, "placecue": tagger.PlaceCue, "city": tagger.City,
	"region": tagger.Region, "country": tagger.Country, "title": tagger.Title, "forename": tagger.Forename, "surname": tagger.Surname,
	"people": tagger.Nationality,
}

// onlyDrawn are the kinds that tell nothing by themselves: sentences draw from them.
var onlyDrawn = []string{"dept", "team", "league", "band"}

// readOwn reads our own list of a language, if there is one: lines of a kind, a colon
// and phrases with semicolons between them.
func (l *lexicon) readOwn(tag string) error {
	return eachOwn(tag, func(kind, phrase string) error {
		flag, known := ownKinds[kind]
		switch {
		case strings.Contains(phrase, "{"): // how names are made: see swapped
		case known:
			l.add(phrase, flag)
		case !slices.Contains(onlyDrawn, kind):
			return fmt.Errorf("lists of %s: no kind %q", tag, kind)
		}
		return nil
	})
}

// eachOwn reads our own list of a language, and that of people's names, if there are
// some.
func eachOwn(tag string, do func(kind, phrase string) error) error {
	return errors.Join(eachLine(tag, do), eachLine("people."+tag, do))
}

func eachLine(list string, do func(kind, phrase string) error) error {
	text, err := lists.ReadFile("lists/" + list + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		kind, phrases, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found || line[0] == '#' {
			continue
		}
		for phrase := range strings.SplitSeq(phrases, ";") {
			if err := do(kind, strings.TrimSpace(phrase)); err != nil {
				return err
			}
		}
	}
	return nil
}

// readNamesWith makes samples of each sentence of a BIO file.
func readNamesWith(path string, l *lang.Language, of func(words, tags []string) []sample) ([]sample, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var samples []sample
	var words, tags []string
	flush := func() {
		if len(words) > 0 {
			samples = append(samples, of(words, tags)...)
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

// readSet reads a corpus for a language: translated where it is a neighbour's, with
// copies in which names of our own list are.
func readSet(path string, set nameSet, swap int, l *lang.Language) ([]sample, error) {
	own := newOwnNames(l.Tag)
	return readNamesWith(path, l, func(words, tags []string) []sample { return setSamples(words, tags, set, swap, l, own) })
}

// setSamples are a sentence of a corpus and its copies.
func setSamples(words, tags []string, set nameSet, swap int, l *lang.Language, own *ownNames) []sample {
	if set.translate {
		words, tags = translate(l.Tag, words, tags)
		elide(l.Tag, words)
	}
	out := []sample{nameSample(words, tags, set.weight, l)}
	for range swap {
		if other, otherTags, changed := own.swapped(words, tags); changed {
			elide(l.Tag, other)
			out = append(out, nameSample(other, otherTags, set.weight, l))
		}
	}
	return out
}

// nameSample joins words as the language writes them.
func nameSample(words, tags []string, weight float32, l *lang.Language) sample {
	s := sample{corpus: l.Tag, weight: weight}
	spans := joinWords(&s, words, l)
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

// joinWords writes the words of s with blanks where a writer of l has them.
func joinWords(s *sample, words []string, l *lang.Language) [][2]int {
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
		tight = opening || l.ElidedLen(w) == len(w)
	}
	s.text = b.String()
	return spans
}

var closersOf = map[string]string{
	"„": "“”", "“": "”", "«": "»", "»": "«", "”": "”", `"`: `"`, "‚": "‘", "‘": "’", "(": ")", "[": "]", "{": "}", "``": "''",
}
