// Command train makes the weights of the name tagger from the open corpora:
//
//	go run ./cmd/train
//	go run ./cmd/train -language de
//	go run ./cmd/train -profiles
//
// It reads ../shared/corpora and writes model/mention/tagger/model.bin, the same
// bytes for the same input, in some 40 seconds of one core and 1 GB of memory. Only
// sets that may be shared are read (stet help credits).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"stet/model/mention/tagger"
)

func main() {
	corpora := flag.String("corpora", "../shared/corpora", "the folder of corpora")
	out := flag.String("out", "model/mention/tagger/model.bin", "the file to write")
	languages := flag.String("languages", "model/lang", "the folder of languages, for -profiles")
	onlyProfiles := flag.Bool("profiles", false, "make the profiles for recognising languages instead")
	language := flag.String("language", "", "make the weights of this `LANGUAGE` instead")
	flag.Parse()
	work := func() error { return train(*corpora, *out) }
	switch {
	case *onlyProfiles:
		work = func() error { return profiles(*corpora, *languages) }
	case *language != "":
		work = func() error { return trainLanguage(*corpora, *languages, *language) }
	}
	if err := work(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(corpora, out string) error {
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
	slots := tagger.Slots(lex.entries)
	m, err := tagger.Load(string(tagger.Bytes(slots, tagger.Rows(nil), [labels][labels]int16{})))
	if err != nil {
		return err
	}
	l := learner{seenMin: seenMin, smallest: smallest}
	l.train(l.examples(m, samples))
	weights, change := l.quantised()
	rows := tagger.Rows(weights)
	fmt.Fprintf(os.Stderr, "%d samples, %d features, %d kept\n", len(samples), len(l.keys), len(weights))
	return os.WriteFile(out, tagger.Bytes(slots, rows, change), 0o644)
}
