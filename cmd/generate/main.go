// Command generate writes a folder of news-like articles with sidecars, for
// benchmarks: the same seed makes the same files, byte for byte.
//
//	go run ./cmd/generate -articles 10000 -annotations 10 DIR
//
// The prose is made of parts and means nothing. The sidecars are what stet
// itself writes: found quotes that were kept, claims, stances and notes.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

func main() {
	articles := flag.Int("articles", 100, "how many articles")
	annotations := flag.Int("annotations", 10, "how many annotations an article")
	words := flag.Int("words", 600, "how long an article is, in words")
	seed := flag.Uint64("seed", 1, "the same seed makes the same files")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: generate [flags] DIR")
		flag.PrintDefaults()
		os.Exit(2)
	}
	if err := generate(flag.Arg(0), *articles, *annotations, *words, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate writes the articles in folders of a thousand, each with the sidecar
// of one annotator.
func generate(dir string, articles, annotations, words int, seed uint64) error {
	for i := range articles {
		sub := filepath.Join(dir, fmt.Sprintf("%03d", i/1000))
		if err := os.MkdirAll(sub, 0o755); err != nil {
			return err
		}
		w := &writer{rng: rand.New(rand.NewPCG(seed, uint64(i)))}
		path := filepath.Join(sub, fmt.Sprintf("article-%06d.txt", i))
		if err := os.WriteFile(path, []byte(w.article(words)), 0o644); err != nil {
			return err
		}
		if annotations == 0 {
			continue
		}
		if err := annotateFile(path, annotations, w); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}
