package lang

import (
	"io/fs"
	"sync"
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

	folder fs.FS // the language's own files
	lists  struct {
		sync.Mutex
		read map[string][]string
	}
	profile func() profile
}

// A Pair is an opening and a closing quotation mark.
type Pair struct{ Open, Close rune }

// A Set is a collection of languages, by their folders.
type Set struct {
	list  []*Language // by tag
	byTag map[string]*Language
}

// Embedded returns the languages that the program carries.
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
