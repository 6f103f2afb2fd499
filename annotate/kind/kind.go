// Package kind is the table of what can be said about an article: one file and
// one row a kind. What varies by kind is a column of the table, a field of the
// row or a method of its body; no other package switches over kinds.
//
// A kind that needs no Go of its own is a [Spec]: a codebook adds such kinds to
// a project, and they behave like those of the table.
package kind

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/model/segment"
)

// A Kind is one row of the table.
type Kind struct {
	Name  string // the word in files, on the command line and in queries: "quote"
	Title string // on the screen: "quote"
	Sign  string // in the gutter and in lists, one cell

	// Command is the command that makes one in the reader, Key its key unless
	// the config file says otherwise, and Asks what the help says of it.
	Command, Key, Asks string
	// Layer is the key that shows or hides the kind after m, Walk the one that
	// goes to the next after ] and to the previous after [; "" where there is no
	// such command, because the letter means something else there.
	Layer, Walk string

	// Motivation is the W3C motivation of such an annotation, Type the IRI in
	// the compact form that its Dataset body bears ("" where the body is none).
	Motivation, Type string
	// Units are tried in turn, by name, for the words that such an annotation
	// is about when nothing is selected (INTERACTION §2.6).
	Units []string
	New   func() annotate.Body

	// Table is what a body says, a row a field, in the order of the sidecar.
	Table []Field
	// Parts are the Dataset bodies that the table is spread over, nil for one.
	Parts []Part
	// Fields are the rows of the table that hold texts, the label first and
	// references last in each part: the columns of a table, the attributes of
	// other tools. Roles are those that hold a [annotate.Ref], Places those that
	// hold words of the article.
	Fields, Roles []Field
	Places        []PlaceField

	// Coded are the fields besides the label that coders are compared by: of a
	// kind that a codebook adds, all that are neither free text nor references.
	Coded []Field

	// Needs names what such an annotation says nothing without: fields, "label",
	// or "remark", in whose place tags may be.
	Needs []string
	// Found kinds are looked for by the program, which suggests what it finds;
	// Reported ones in reported speech too, where they are hidden at first.
	Found, Reported bool
	// Bounded kinds are read aloud with where their words begin and end, as in
	// “quote … end quote”; of the others the words are told again.
	Bounded bool
	// Voiced kinds have somebody who says the words: that is what is told of them
	// where there is little room.
	Voiced bool
	// Depth orders the marks of kinds in the text: those of a lesser depth are
	// drawn over it.
	Depth int
	// Links are relations between two annotations, not about words.
	Links bool
	// Named kinds say who somebody is, of which there are too many for margin
	// and gutter.
	Named bool
	// Fill completes a body of which only the label is known, from the words
	// that it is about; nil where there is nothing to complete.
	Fill func(b annotate.Body, words string)

	// Definition and Examples are those of a kind that a codebook adds.
	Definition string
	Examples   []string
}

// A Part is one Dataset body of a kind whose table is spread over several.
type Part struct {
	Name string // the fragment of its id: "claim"
	Type string // as [Kind.Type]
	// Has reports whether a body says anything there; nil: it always does.
	Has func(annotate.Body) bool
	// Begin prepares a body for reading the part; nil where nothing is to do.
	Begin func(annotate.Body)
}

// The names of kinds that a row of a list is asked for by, without its annotation.
const (
	ClaimName = "claim"
	LinkName  = "link"
)

// Rows is a table of kinds.
type Rows []Kind

// All lists the built-in kinds in menu order. To add one, write its file and its
// row.
var All = Rows{quoteKind, claimKind, stanceKind, entityKind, noteKind, linkKind}

// With returns the table with the kinds that a codebook adds behind its rows. A
// kind that the table has already is added once.
func (rows Rows) With(own []Kind) Rows {
	for _, k := range own {
		if _, there := rows.Find(k.Name); !there {
			rows = append(slices.Clip(rows), k)
		}
	}
	return rows
}

// Added returns the rows that a codebook adds.
func (rows Rows) Added() []Kind {
	return slices.DeleteFunc(slices.Clone(rows), func(k Kind) bool { return !k.Added() })
}

// Find returns the row of that name.
func (rows Rows) Find(name string) (Kind, bool) {
	if i := slices.IndexFunc(rows, func(k Kind) bool { return k.Name == name }); i >= 0 {
		return rows[i], true
	}
	return Kind{}, false
}

// Names lists the names of the rows.
func (rows Rows) Names() []string {
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = rows[i].Name
	}
	return names
}

// Find returns the built-in kind of that name.
func Find(name string) (Kind, bool) { return All.Find(name) }

// Of returns the row of an annotation's body. An unknown kind, which a newer
// version or another codebook knows, has a row with its name and a sign.
func Of(a *annotate.Annotation) Kind {
	if own, ok := a.Body.(*Own); ok {
		return *own.row
	}
	if k, ok := Find(a.Kind()); ok {
		return k
	}
	return Kind{Name: a.Kind(), Title: a.Kind(), Sign: "·", Depth: 3}
}

// AsQuote returns the body of a quote, nil of another kind: for what is about quotes
// alone.
func AsQuote(a *annotate.Annotation) *Quote { return as[*Quote](a) }

// AsClaim returns the body of a claim, nil of another kind.
func AsClaim(a *annotate.Annotation) *Claim { return as[*Claim](a) }

// AsStance returns the body of a stance, nil of another kind.
func AsStance(a *annotate.Annotation) *Stance { return as[*Stance](a) }

// AsEntity returns the body of a name, nil of another kind.
func AsEntity(a *annotate.Annotation) *Entity { return as[*Entity](a) }

// AsLink returns the body of a relation, nil of another kind.
func AsLink(a *annotate.Annotation) *Link { return as[*Link](a) }

func as[B annotate.Body](a *annotate.Annotation) B {
	b, _ := a.Body.(B)
	return b
}

// Known reports whether a row is that of a known kind.
func (k Kind) Known() bool { return k.New != nil }

// Among returns the built-in kinds, followed by the codebook kinds that occur in
// the given annotations, by name.
func Among(as []*annotate.Annotation) Rows {
	var own []Kind
	seen := map[string]bool{}
	for _, a := range as {
		if o, ok := a.Body.(*Own); ok && !seen[o.row.Name] {
			seen[o.row.Name] = true
			own = append(own, *o.row)
		}
	}
	slices.SortFunc(own, func(a, b Kind) int { return cmp.Compare(a.Name, b.Name) })
	return All.With(own)
}

// An puts the indefinite article before the title of a kind.
func An(title string) string {
	if title != "" && strings.ContainsRune("aeiouAEIOU", rune(title[0])) {
		return fmt.Sprintf("an %s", title)
	}
	return "a " + title
}

// Role is the name by which a theme knows words with such an annotation; all kinds
// that a codebook adds have the same.
func (k Kind) Role() string {
	if k.Added() {
		return "kind.own"
	}
	return "kind." + k.Name
}

// Bare reports whether such an annotation says nothing but its remark and tags.
func (k Kind) Bare() bool { return k.Known() && len(k.Table) == 0 && !k.Added() }

// Plural is the title for several.
func (k Kind) Plural() string {
	n := len(k.Title)
	switch {
	case n > 1 && k.Title[n-1] == 'y' && !strings.ContainsRune("aeiou", rune(k.Title[n-2])):
		return k.Title[:n-1] + "ies"
	case strings.HasSuffix(k.Title, "s"), strings.HasSuffix(k.Title, "x"), strings.HasSuffix(k.Title, "ch"), strings.HasSuffix(k.Title, "sh"):
		return k.Title + "es"
	}
	return k.Title + "s"
}

// Units lists the names of the units that the words of a new annotation can be.
func Units() []string {
	names := []string{"focus", "quote", "said", "name"}
	for _, u := range segment.Units {
		names = append(names, u.Name)
	}
	return names
}

// clonePlace returns a copy of a place, nil of none.
func clonePlace(p *annotate.Place) *annotate.Place {
	if p == nil {
		return nil
	}
	c := *p
	return &c
}
