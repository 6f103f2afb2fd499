package main

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"stet/model/mention/tagger"
)

// goldWikinews is our own annotation of Wikinews articles: one JSON object a
// line with the article's URL, the length of title, blank line and text in code
// points, and the names as [start, end, type] in code points of that text.
//
//go:embed gold/wikinews.jsonl
var goldWikinews []byte

type goldArticle struct {
	URL    string   `json:"url"`
	Length int      `json:"length"`
	Names  [][3]any `json:"names"`
}

// readGold joins our annotation with the texts, a sample a paragraph.
func readGold(dir string) ([]sample, error) {
	texts, err := readWikinews(dir)
	if err != nil {
		return nil, err
	}
	var samples []sample
	for s := bufio.NewScanner(bytes.NewReader(goldWikinews)); s.Scan(); {
		var g goldArticle
		if err := json.Unmarshal(s.Bytes(), &g); err != nil {
			return nil, err
		}
		text, found := texts[g.URL]
		if !found || utf8.RuneCountInString(text) != g.Length {
			return nil, fmt.Errorf("%s: not the text that was annotated", g.URL)
		}
		names, err := byteNames(text, g.Names)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", g.URL, err)
		}
		samples = appendParagraphs(samples, text, names)
	}
	return samples, nil
}

// readWikinews returns title and text of each article by its URL.
func readWikinews(dir string) (map[string]string, error) {
	texts := map[string]string{}
	for _, name := range []string{"wn2019.csv", "wn2020.csv"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		_, rows, err := readCSV(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, row := range rows {
			texts[row[0]] = row[2] + "\n\n" + row[3]
		}
	}
	return texts, nil
}

// byteNames turns names in code points, in text order, into names in bytes.
func byteNames(text string, names [][3]any) ([]goldName, error) {
	kinds := map[string]tagger.Kind{"PER": tagger.Person, "ORG": tagger.Organisation, "LOC": tagger.Location,
		"NORP": tagger.People, "EVENT": tagger.Event}
	at := make([]int, 0, len(text)+1) // the byte of each code point
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	list := make([]goldName, 0, len(names))
	for _, n := range names {
		start, ok1 := n[0].(float64)
		end, ok2 := n[1].(float64)
		name, ok3 := n[2].(string)
		kind, ok4 := kinds[name]
		if !ok1 || !ok2 || !ok3 || !ok4 || int(end) >= len(at) {
			return nil, errors.New("a name that is none")
		}
		list = append(list, goldName{at[int(start)], at[int(end)], kind})
	}
	return list, nil
}

func appendParagraphs(dst []sample, text string, names []goldName) []sample {
	from := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		s := sample{corpus: "wikinews", text: line}
		for len(names) > 0 && names[0].start < from+len(line) {
			n := names[0]
			s.gold = append(s.gold, goldName{n.start - from, n.end - from, n.kind})
			names = names[1:]
		}
		from += len(line)
		if strings.TrimSpace(line) != "" {
			dst = append(dst, s)
		}
	}
	return dst
}
