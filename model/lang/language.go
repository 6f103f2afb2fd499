package lang

import (
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Language is what is known about one language. The zero value, and nil, is
// the unknown language: nothing is known of it.
type Language struct {
	Tag     string   // BCP 47 primary tag: "de"
	Name    string   // in English: "German"
	Native  string   // in the language itself: "Deutsch"
	Scripts []string // Unicode names of the scripts it is written in: "Latin"
	// Kin are tags of languages so near that recognition does not keep them apart.
	Kin []string
	// Near are tags of languages that are easily confused with it: recognition wants
	// to be surer.
	Near []string
	// Marks are the pairs of quotation marks, the usual one first.
	Marks []Pair
	// Dashes begin speech at the head of a paragraph; none if that is not done.
	Dashes []string
	// Elided are words that end in an apostrophe before a vowel, in lower case: "l".
	Elided []string
	// Ordinal is true where a full stop after a number makes it an ordinal: "3."
	Ordinal bool
	// Capitals is true where every noun begins with a capital.
	Capitals bool
	// Genitive is what a name ends in that says whose something is: Merkels. It is empty
	// where there is no such ending, and where it is not used to find names.
	Genitive string
	// Origin is true where the name of a country behind a noun says where somebody or
	// something is from, as an adjective does elsewhere: turis Tiongkok.
	Origin bool

	finds  []Finding // that language.txt names
	folder fs.FS     // the language's own files
	lists  struct {
		sync.Mutex
		read map[string][]string
	}
	letters    func() *profile // without longer runs; they have no short ones if the script says it all
	profile    func() *profile
	vocabulary func() map[string]bool // see byWords
}

// A Pair is an opening and a closing quotation mark.
type Pair struct{ Open, Close rune }

// A Set is a collection of languages, by their folders.
type Set struct {
	list  []*Language // by tag
	byTag map[string]*Language
	short shortCosts

	months  func() map[string][]monthName
	phrases func() phraseTable
}

// Embedded returns the languages that the program carries. All that is known of any
// language is read through it: a test that puts another set in its place adds a
// language to the whole program.
var Embedded = sync.OnceValue(func() *Set {
	set, err := Load(files)
	if err != nil {
		panic(err) // the folders are part of the program
	}
	return set
})

// Of returns the embedded language with that tag, or nil: of "de" or "de-AT".
func Of(tag string) *Language { return Embedded().Of(tag) }

// Of returns the language with that tag, or nil. Region and script do not count.
func (s *Set) Of(tag string) *Language { return s.byTag[Primary(tag)] }

// All returns the languages in the order of their tags.
func (s *Set) All() []*Language { return s.list }

// A Finding is what may be found in articles of a language.
type Finding string

// The findings. Quotes are found in every language, by their marks.
const (
	Names    Finding = "names"    // there are weights of the tagger: names.bin
	Speakers Finding = "speakers" // there are words of saying: says.txt
	Claims   Finding = "claims and stances"
)

// Findings are those that there are, in the order in which they are listed.
var Findings = []Finding{Names, Speakers, Claims}

// Finds reports whether such a thing is looked for in articles of the language: in
// an unknown one, nothing is.
func (l *Language) Finds(f Finding) bool {
	if l == nil {
		return false
	}
	return slices.Contains(l.finds, f) || f == Names && l.has("names.bin") || f == Speakers && l.has("says.txt")
}

// has reports whether the language's folder holds a file.
func (l *Language) has(file string) bool {
	_, err := fs.Stat(l.folder, file)
	return err == nil
}

// limits say what is looked for, whole sentences each, by whether names, speakers and
// claims are.
var limits = map[[3]bool]string{
	{true, true, true}:    "all is looked for",
	{false, true, true}:   "quotes, speakers, claims and stances are found; names are not looked for",
	{true, false, true}:   "quotes, names, claims and stances are found; speakers are not looked for",
	{false, false, true}:  "quotes, claims and stances are found; names and speakers are not looked for",
	{true, true, false}:   "quotes, names and speakers are found; claims and stances are not looked for",
	{false, true, false}:  "quotes and speakers are found; names, claims and stances are not looked for",
	{true, false, false}:  "quotes and names are found; speakers, claims and stances are not looked for",
	{false, false, false}: "quotes are found by their marks only; names, speakers, claims and stances are not looked for",
}

// Limits says in one line, for a person, what is looked for in articles of a language
// and what is not: of all but quotes, which are found everywhere.
func Limits(l *Language) string {
	return limits[[3]bool{l.Finds(Names), l.Finds(Speakers), l.Finds(Claims)}]
}

// ElidedLen returns the length in bytes of an elided word and its apostrophe at the
// beginning of word, 0 if absent: that of qu’ in qu’il.
func (l *Language) ElidedLen(word string) int {
	if l == nil || len(l.Elided) == 0 {
		return 0
	}
	i := strings.IndexAny(word, "'’")
	if i <= 0 || !slices.Contains(l.Elided, strings.ToLower(word[:i])) {
		return 0
	}
	_, n := utf8.DecodeRuneInString(word[i:])
	return i + n
}
