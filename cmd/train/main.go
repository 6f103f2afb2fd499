// Command train makes the weights of the name tagger from the open corpora:
//
//	go run ./cmd/train
//
// It reads ../shared/corpora and writes model/mention/tagger/model.bin, the same
// bytes for the same input.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	corpora := flag.String("corpora", "../shared/corpora", "the folder of corpora")
	out := flag.String("out", "model/mention/tagger/model.bin", "the file to write")
	flag.Parse()
	if err := train(*corpora, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func train(corpora, out string) error {
	lex := newLexicon()
	if err := lex.readAll(filepath.Join(corpora, "gazetteers")); err != nil {
		return err
	}
	return os.WriteFile(out, lex.bytes(), 0o644)
}
