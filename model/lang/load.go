package lang

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Load reads a folder with one folder for each language, named by its tag. In
// each, language.txt has lines of KEY: VALUES; the other files are read when
// they are needed:
//
//	language.txt       name, native, script, kin, near, marks, dash, elision, ordinal,
//	                   capitals, genitive, origin, finds (what is found by means that lie elsewhere)
//	months.txt         see [Month]
//	abbreviations.txt  words whose full stop ends no sentence
//	says.txt           verbs of saying: see package quotation
//	words.txt          common words, for recognition
//	amounts.txt        words of dates and amounts: see package mention
//	page.txt           set phrases of web pages: see [Role]
//	letters.bin        how letters follow each other, for recognition
//	profile.bin        the same, for longer runs of letters
//	names.bin          weights of the name tagger
func Load(folder fs.FS) (*Set, error) { return (&Set{}).With(folder) }

// With returns the languages of s and those of a folder, as [Load] reads them.
func (s *Set) With(folder fs.FS) (*Set, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	set := &Set{list: slices.Clone(s.list), byTag: maps.Clone(s.byTag)}
	if set.byTag == nil {
		set.byTag = map[string]*Language{}
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		own, err := fs.Sub(folder, e.Name())
		if err != nil {
			return nil, err
		}
		l, err := load(e.Name(), own)
		if err != nil {
			return nil, fmt.Errorf("language %s: %w", e.Name(), err)
		}
		set.list = append(set.list, l)
		set.byTag[l.Tag] = l
	}
	slices.SortFunc(set.list, func(x, y *Language) int { return strings.Compare(x.Tag, y.Tag) })
	set.months = sync.OnceValue(func() map[string][]monthName { return monthsOf(set.list) })
	set.phrases = sync.OnceValue(func() phraseTable { return phrasesOf(set.list) })
	return set, nil
}

func load(tag string, folder fs.FS) (*Language, error) {
	l := &Language{Tag: tag, folder: folder}
	l.letters = sync.OnceValue(l.shortProfile)
	l.profile = sync.OnceValue(func() *profile {
		p := *l.letters()
		p.long = table(l.Data(longFile))
		p.presence = presenceOf(p.long)
		return &p
	})
	l.vocabulary = sync.OnceValue(l.wordsOf)
	text, err := fs.ReadFile(folder, "language.txt")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, found := strings.Cut(line, ":")
		if !found {
			return nil, fmt.Errorf("language.txt: %q has no colon", line)
		}
		if err := l.set(key, strings.TrimSpace(value)); err != nil {
			return nil, fmt.Errorf("language.txt: %s: %w", key, err)
		}
	}
	if l.Name == "" || len(l.Scripts) == 0 {
		return nil, errors.New("language.txt: name or script is missing")
	}
	return l, nil
}

// set takes one line of language.txt.
func (l *Language) set(key, value string) error {
	words := strings.Fields(value)
	switch key {
	case "name":
		l.Name = value
	case "native":
		l.Native = value
	case "script":
		l.Scripts = words
	case "kin":
		l.Kin = words
	case "finds":
		for w := range strings.SplitSeq(value, ",") {
			l.finds = append(l.finds, Finding(strings.TrimSpace(w)))
		}
	case "near":
		l.Near = words
	case "dash":
		l.Dashes = words
	case "elision":
		l.Elided = words
	case "ordinal":
		l.Ordinal = value != ""
	case "capitals":
		l.Capitals = value == "nouns"
	case "genitive":
		l.Genitive = value
	case "origin":
		l.Origin = value == "country"
	case "marks":
		for _, w := range words {
			if utf8.RuneCountInString(w) != 2 {
				return fmt.Errorf("%q is no pair", w)
			}
			runes := []rune(w)
			l.Marks = append(l.Marks, Pair{runes[0], runes[1]})
		}
	default:
		return errors.New("unknown key")
	}
	return nil
}

// Data returns one file of the language's folder, "" if it has none. Of a file that is
// compressed by gzip, as weights are, it returns the content.
func (l *Language) Data(file string) string {
	if l == nil {
		return ""
	}
	f, err := l.folder.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	from := bufio.NewReaderSize(f, 4<<10)
	var in io.Reader = from
	var data strings.Builder // one copy, not two: weights are large
	if magic, _ := from.Peek(2); string(magic) == "\x1f\x8b" {
		if in, err = gzip.NewReader(from); err != nil {
			return ""
		}
	} else if info, err := f.Stat(); err == nil {
		data.Grow(int(info.Size()))
	}
	if _, err := io.CopyBuffer(&data, in, make([]byte, 4<<10)); err != nil {
		return ""
	}
	return data.String()
}

// List returns the lines of one of the language's text files without comments
// and blank lines; nil if it has no such file. The caller must not change it.
func (l *Language) List(file string) []string {
	if l == nil {
		return nil
	}
	l.lists.Lock()
	defer l.lists.Unlock()
	if list, known := l.lists.read[file]; known {
		return list
	}
	var list []string
	for s := bufio.NewScanner(strings.NewReader(l.Data(file))); s.Scan(); {
		if line, _, _ := strings.Cut(s.Text(), "#"); strings.TrimSpace(line) != "" {
			list = append(list, strings.TrimSpace(line))
		}
	}
	if l.lists.read == nil {
		l.lists.read = map[string][]string{}
	}
	l.lists.read[file] = list
	return list
}

// Primary returns the primary language of a BCP 47 tag or a locale in lower case,
// by the name that stet uses: "pt" of "pt_BR.UTF-8", "no" of "nb". It is "" where
// tag is no such tag.
func Primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	if i := strings.IndexAny(tag, "-_."); i >= 0 {
		tag = tag[:i]
	}
	if len(tag) < 2 || len(tag) > 3 || strings.ContainsFunc(tag, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return ""
	}
	if now, old := formerly[tag]; old {
		return now
	}
	return tag
}

// formerly are tags that mean the same as another one here: withdrawn ones of ISO
// 639, those of three letters that are in old files, and Bokmål.
var formerly = map[string]string{
	"nb": "no", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "sr", "fil": "tl", "cmn": "zh", "und": "",
	"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nor": "no", "nob": "no",
	"nno": "nn", "dan": "da", "swe": "sv", "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "zho": "zh", "chi": "zh",
	"jpn": "ja", "kor": "ko", "ara": "ar", "heb": "he", "tur": "tr", "hrv": "hr", "srp": "sr", "ind": "id", "fas": "fa", "per": "fa",
}
