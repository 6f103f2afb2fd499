package machine

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"stet/annotate/codebook"
	"stet/annotate/kind"
)

// Wanted is what a machine is asked for: the kinds and label sets of a project that
// its table does not leave out.
type Wanted struct {
	Book *codebook.Codebook
	// Kinds are those of annotations about words, in the order of the table.
	Kinds []kind.Kind
	// Questions are the sets about whole articles and of tags.
	Questions []*codebook.Set
}

// CodeKind is the word for an answer to one of the codebook's questions.
const CodeKind = "code"

// Want returns what a machine is asked for in a project, nil standing for none.
func (m *Machine) Want(book *codebook.Codebook) *Wanted {
	if book == nil {
		book = codebook.Default()
	}
	w := &Wanted{Book: book}
	for _, k := range book.Rows() {
		if !k.Links && m.wants(k.Name, k.Title, alias(k)) {
			w.Kinds = append(w.Kinds, k)
		}
	}
	if m.wants(CodeKind) {
		for i := range book.Sets {
			if s := &book.Sets[i]; s.Applies == codebook.Article || s.Applies == codebook.Tags {
				w.Questions = append(w.Questions, s)
			}
		}
	}
	return w
}

// Unknown returns the kinds that the table names and the project does not have.
func (m *Machine) Unknown(w *Wanted) (names []string) {
	for _, name := range m.Kinds {
		if _, ok := w.kind(name); !ok && name != CodeKind {
			names = append(names, name)
		}
	}
	return names
}

// The schema of stet detect calls a name a mention.
const mentionWord = "mention"

func alias(k kind.Kind) string {
	if k.Named {
		return mentionWord
	}
	return k.Name
}

// kind finds a wanted kind by its name, its title or what stet detect calls it.
func (w *Wanted) kind(name string) (kind.Kind, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	i := slices.IndexFunc(w.Kinds, func(k kind.Kind) bool {
		return k.Name == name || strings.ToLower(k.Title) == name || alias(k) == name
	})
	if i < 0 {
		return kind.Kind{}, false
	}
	return w.Kinds[i], true
}

// question finds a wanted set by its name or its title.
func (w *Wanted) question(name string) *codebook.Set {
	for _, s := range w.Questions {
		if strings.EqualFold(s.Name, name) || s.Title != "" && strings.EqualFold(s.Title, name) {
			return s
		}
	}
	return nil
}

// questionOf finds the question that a code alone can answer: the only one that is asked,
// or that has such a code.
func (w *Wanted) questionOf(code string) (only *codebook.Set) {
	if len(w.Questions) == 1 {
		return w.Questions[0]
	}
	for _, s := range w.Questions {
		if _, ok := codeIn([]*codebook.Set{s}, code); ok {
			if only != nil {
				return nil
			}
			only = s
		}
	}
	return only
}

// codeIn finds what a machine means by a code of some sets: its name, its title or the
// word of the screen, in any case. Where there are no sets any word is one.
func codeIn(sets []*codebook.Set, said string) (string, bool) {
	said = strings.TrimSpace(said)
	if len(sets) == 0 {
		return said, said != ""
	}
	for _, s := range sets { // where codes differ by their case alone
		if c := s.Code(said); c != nil && c.Name == said {
			return c.Name, true
		}
	}
	for _, s := range sets {
		for i := range s.Codes {
			c := &s.Codes[i]
			if strings.EqualFold(c.Name, said) || c.Title != "" && strings.EqualFold(c.Title, said) ||
				strings.EqualFold(kind.Word(c.Name), said) {
				return c.Name, true
			}
		}
	}
	return "", false
}

// A told set, code, kind and field are how a machine is told of them, in JSON.
type (
	toldSet struct {
		Name       string     `json:"name"`
		Title      string     `json:"title,omitempty"`
		Applies    string     `json:"applies"`
		Field      string     `json:"field,omitempty"`
		Many       bool       `json:"many,omitempty"`
		Definition string     `json:"definition,omitempty"`
		Codes      []toldCode `json:"codes"`
	}
	toldCode struct {
		Name            string   `json:"name"`
		Title           string   `json:"title,omitempty"`
		Parent          string   `json:"parent,omitempty"`
		Definition      string   `json:"definition,omitempty"`
		Rule            string   `json:"rule,omitempty"`
		Examples        []string `json:"examples,omitempty"`
		Counterexamples []string `json:"counterexamples,omitempty"`
	}
	toldKind struct {
		Name       string      `json:"name"`
		Title      string      `json:"title,omitempty"`
		Definition string      `json:"definition,omitempty"`
		Examples   []string    `json:"examples,omitempty"`
		Fields     []toldField `json:"fields,omitempty"`
	}
	toldField struct {
		Name  string    `json:"name"`
		Type  kind.Type `json:"type"`
		Codes []string  `json:"codes,omitempty"`
	}
	toldBook struct {
		Name    string    `json:"name,omitempty"`
		ID      string    `json:"id,omitempty"`
		Version string    `json:"version,omitempty"`
		Sets    []toldSet `json:"sets"`
	}
)

func tellCodes(s *codebook.Set) []toldCode {
	out := []toldCode{}
	for _, c := range s.Codes {
		out = append(out, toldCode{c.Name, c.Title, c.Parent, c.Definition, c.Rule, c.Examples, c.Counterexamples})
	}
	return out
}

// tell is the codebook as a machine is told of it: the sets of what is wanted.
func (w *Wanted) tell() toldBook {
	b := toldBook{Name: w.Book.Name, ID: w.Book.ID, Version: w.Book.Version, Sets: []toldSet{}}
	for i := range w.Book.Sets {
		s := &w.Book.Sets[i]
		if _, ok := w.kind(s.Applies); !ok && !slices.Contains(w.Questions, s) {
			continue
		}
		b.Sets = append(b.Sets, toldSet{s.Name, s.Title, s.Applies, s.Field, s.Many, s.Definition, tellCodes(s)})
	}
	return b
}

// tellKinds are the kinds as a machine is told of them.
func (w *Wanted) tellKinds() []toldKind {
	var out []toldKind
	for _, k := range w.Kinds {
		t := toldKind{Name: alias(k), Title: k.Title, Definition: k.Definition, Examples: k.Examples}
		for _, f := range k.Table {
			switch {
			case f.Type == kind.Words || f.Type == kind.Sources || f.Refers():
				continue
			case !k.Added() && f.Type != kind.Name && k.FieldOf(f) != "":
				continue // of the built-in kinds, whom they speak of and the label
			}
			t.Fields = append(t.Fields, toldField{f.Name, f.Type, w.codes(k, f)})
		}
		out = append(out, t)
	}
	return out
}

// codes lists the codes that a field may have, nil for any.
func (w *Wanted) codes(k kind.Kind, f kind.Field) (names []string) {
	if f.Type != kind.Choice && f.Type != kind.Choices {
		return nil
	}
	for _, s := range w.setsFor(k, f) {
		for _, c := range s.Codes {
			names = append(names, c.Name)
		}
	}
	return names
}

// setsFor returns the sets of a field's codes: the project's, or the standard ones
// where it has none.
func (w *Wanted) setsFor(k kind.Kind, f kind.Field) []*codebook.Set {
	if sets := w.Book.For(k.Name, k.FieldOf(f)); len(sets) > 0 || k.Added() {
		return sets
	}
	return codebook.Default().For(k.Name, k.FieldOf(f))
}

// told is what a machine is told besides the text.
type told struct {
	Codebook toldBook   `json:"codebook"`
	Kinds    []toldKind `json:"kinds"`
}

func (w *Wanted) told() told { return told{w.tell(), w.tellKinds()} }

// json is what is told in one line, by which a change of it is noticed.
func (w *Wanted) json() []byte {
	data, err := json.Marshal(w.told())
	if err != nil {
		panic(fmt.Sprintf("machine: a codebook that is no JSON: %v", err)) // of strings alone
	}
	return data
}
