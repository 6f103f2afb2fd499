package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stet/model/lang"
)

// mostNews is how much English news is taken, in bytes. The other languages have the
// Declaration alone: one with more text than its neighbours wins every doubtful case.
const mostNews = 20 << 10

// profiles writes how letters follow each other in each language that there is a
// Declaration of Human Rights in.
func profiles(corpora, out string) error {
	texts := map[string][]string{}
	paths, err := filepath.Glob(filepath.Join(corpora, "lang", "recognition", "udhr", "*.txt"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		tag := lang.Primary(strings.TrimSuffix(filepath.Base(path), ".txt"))
		texts[tag] = append(texts[tag], string(data))
	}
	articles, err := readWikinews(filepath.Join(corpora, "wikinews"))
	if err != nil {
		return err
	}
	english := ""
	for _, url := range slices.Sorted(maps.Keys(articles)) {
		if english += withoutNames(articles[url]) + "\n"; len(english) > mostNews {
			break
		}
	}
	texts["en"] = append(texts["en"], english)
	for _, tag := range slices.Sorted(maps.Keys(texts)) {
		for name, data := range lang.NewProfile(texts[tag]) {
			if err := os.WriteFile(filepath.Join(out, tag, name), data, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutNames leaves out the words that begin with a capital.
func withoutNames(text string) string {
	words := strings.Fields(text)
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w != strings.ToLower(w) }), " ")
}
