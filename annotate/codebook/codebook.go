// Package codebook holds the label sets in use: what may be said of an article
// or of some words, what each code means, and where that is defined. They come
// from codebook.toml in a library's folder, which can add kinds of annotation of
// the project's own, and the standard ones are built in.
//
// It refuses to know the annotations that use its codes, and the screen.
package codebook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/annotate/kind"
)

// FileName is what a codebook is called in the folder of a library.
const FileName = "codebook.toml"

// A Codebook is the label sets of a project, and how it works.
type Codebook struct {
	Name     string
	ID       string // IRI; sidecars name it and the version
	Version  string
	Settings Settings
	Sets     []Set
	Kinds    []kind.Kind // that the project adds
}

// Rows returns the table of kinds with those that a codebook adds, which may be
// nil.
func (b *Codebook) Rows() kind.Rows {
	if b == nil {
		return kind.All
	}
	return kind.All.With(b.Kinds)
}

// Settings are how a project works.
type Settings struct {
	Suggestions string `toml:"suggestions"` // which are shown: all, quotes, none; "" is all
	Blind       bool   `toml:"blind"`       // others' annotations stay hidden until your own are done
	Learn       bool   `toml:"learn"`       // what a coder keeps and refuses teaches what is suggested to them
	Language    string `toml:"language"`    // of articles whose language is not recognised, as in "de"; "" leaves it unknown
}

// Article is what a set applies to that asks about the whole article; Tags is
// what a set of tags applies to.
const (
	Article = "article"
	Tags    = "tag"
)

// A Set is one label set: the answers to one question.
type Set struct {
	Name    string `toml:"name"`    // in files: "topic"
	Title   string `toml:"title"`   // on the screen; the name if empty
	Applies string `toml:"applies"` // a kind of annotation, or Article or Tags
	Field   string `toml:"field"`   // which field of the kind; "" is its label
	Many    bool   `toml:"many"`    // any number of codes, not one
	Source  string `toml:"source"`  // where it is defined
	// Use takes the codes of a standard set of that name, before those that
	// are here.
	Use        string `toml:"use"`
	Definition string `toml:"definition"`
	Codes      []Code `toml:"code"`
}

// A Code is one label.
type Code struct {
	Name            string   `toml:"name"` // in files: "FAVOR"
	Title           string   `toml:"title"`
	Key             string   `toml:"key"`   // chooses it in a form, one letter or digit
	IRI             string   `toml:"iri"`   // "" for none
	Color           string   `toml:"color"` // "#rrggbb", "" for none
	Parent          string   `toml:"parent"`
	Definition      string   `toml:"definition"`
	Rule            string   `toml:"rule"` // when to assign it, and when not
	Examples        []string `toml:"examples"`
	Counterexamples []string `toml:"counterexamples"`
	// Replaces are the names that the code had, or that were merged into it:
	// annotations that bear one are to be changed.
	Replaces []string `toml:"replaces"`
	// From and To are the kinds that a relation may connect; empty is any.
	From []string `toml:"from"`
	To   []string `toml:"to"`
}

// Shown is what is on the screen for the set.
func (s *Set) Shown() string { return shown(s.Title, s.Name) }

// Shown is what is on the screen for the code.
func (c *Code) Shown() string { return shown(c.Title, c.Name) }

func shown(title, name string) string {
	if title != "" {
		return title
	}
	return name
}

// Find returns the set of that name, nil if absent.
func (b *Codebook) Find(name string) *Set {
	for i := range b.Sets {
		if b.Sets[i].Name == name {
			return &b.Sets[i]
		}
	}
	return nil
}

// For returns the sets that apply to a kind's field ("" for its label), to
// [Article] or to [Tags], in the order of the file.
func (b *Codebook) For(applies, field string) []*Set {
	var sets []*Set
	for i := range b.Sets {
		if s := &b.Sets[i]; s.Applies == applies && s.Field == field {
			sets = append(sets, s)
		}
	}
	return sets
}

// Code returns the code of that name, nil if the set has none.
func (s *Set) Code(name string) *Code {
	for i := range s.Codes {
		if s.Codes[i].Name == name {
			return &s.Codes[i]
		}
	}
	return nil
}

// Under returns the codes whose parent is name, "" for those at the top.
func (s *Set) Under(name string) []*Code {
	var codes []*Code
	for i := range s.Codes {
		if s.Codes[i].Parent == name {
			codes = append(codes, &s.Codes[i])
		}
	}
	return codes
}

// Joins reports whether a relation may go from one kind of annotation to
// another.
func (c *Code) Joins(from, to string) bool {
	return (len(c.From) == 0 || slices.Contains(c.From, from)) && (len(c.To) == 0 || slices.Contains(c.To, to))
}

// An answer to a question about the whole article, or a code of a set of tags, is
// kept as the tag "SET:CODE" of a note.

// Tag writes an answer as a tag.
func (s *Set) Tag(code string) string { return s.Name + ":" + code }

// Answer reads a tag that [Set.Tag] wrote; false for a free tag.
func (b *Codebook) Answer(tag string) (set *Set, code string, ok bool) {
	name, code, ok := strings.Cut(tag, ":")
	if !ok {
		return nil, "", false
	}
	set = b.Find(name)
	return set, code, set != nil && (set.Applies == Article || set.Applies == Tags)
}

// Meaning returns the definition of a code by what annotations and files call it:
// "FAVOR", "stance/FAVOR" or, of a question about the article, "topic:transport". It is
// "" where nobody defined it; the codebook may be nil.
func (b *Codebook) Meaning(code string) string {
	if b == nil {
		return ""
	}
	if set, name, ok := b.Answer(code); ok {
		return set.meaning(name)
	}
	of, name, qualified := strings.Cut(code, "/")
	if !qualified {
		name = code
	}
	for i := range b.Sets {
		s := &b.Sets[i]
		if s.Field != "" || s.Applies == Article || qualified && s.Applies != of {
			continue
		}
		if m := s.meaning(name); m != "" {
			return m
		}
	}
	return ""
}

func (s *Set) meaning(code string) string {
	if c := s.Code(code); c != nil {
		return c.Definition
	}
	return ""
}

// DoneKey ends the card of a coder, so that no code can be chosen by it.
const DoneKey = "D"

// Mistyped returns the question of which a tag looks like answers: it is called like
// one of its codes, or it is made of the keys of codes, which once landed among the
// tags. Nil if it looks like none.
func (b *Codebook) Mistyped(tag string) *Set {
	if _, _, ok := b.Answer(tag); ok {
		return nil
	}
	keys, letters := DoneKey, ""
	var asked *Set
	for i := range b.Sets {
		s := &b.Sets[i]
		if s.Applies != Article && s.Applies != Tags {
			continue
		}
		if s.Code(tag) != nil {
			return s
		}
		for n, c := range s.Codes {
			key := c.Key
			if key == "" && n < 9 {
				key = strconv.Itoa(n + 1)
			}
			if keys += key; strings.Contains(tag, key) && key != "" && asked == nil {
				asked = s
			}
		}
	}
	letters = strings.Trim(tag, keys)
	if letters != "" || tag == "" || !strings.ContainsAny(tag, DoneKey+"0123456789") && len(tag) > 2 {
		return nil
	}
	return asked
}

// Notices are what is not wrong in a codebook, but will surprise.
func (b *Codebook) Notices() (out []string) {
	for _, s := range b.Sets {
		for _, c := range s.Codes {
			if c.Key == DoneKey && (s.Applies == Article || s.Applies == Tags) {
				out = append(out, fmt.Sprintf("%s: the key of %q is %s, which is done in the card: ← → choose the code", s.Name, c.Name, DoneKey))
			}
		}
	}
	return out
}

// A Rename says that annotations which bear From are to bear To.
type Rename struct {
	Set      *Set
	From, To string
}

// Renames lists what the codes replace, in the order of the file.
func (b *Codebook) Renames() []Rename {
	var out []Rename
	for i := range b.Sets {
		s := &b.Sets[i]
		for j := range s.Codes {
			for _, old := range s.Codes[j].Replaces {
				out = append(out, Rename{s, old, s.Codes[j].Name})
			}
		}
	}
	return out
}

// Default is the codebook of those who have none: the standard sets, each where
// it applies.
func Default() *Codebook {
	b := &Codebook{Name: "stet", ID: "urn:x-stet:codebook:standard", Version: "1"}
	for _, name := range []string{"semeval2016-6", "fever", "claimbuster", "factbank", "ontonotes5", "citron", "aae2"} {
		b.Sets = append(b.Sets, *Standard(name))
	}
	return b
}
