// Package kind is the table of what can be said about an article: one file and
// one row a kind. What varies by kind is a column of the table or a method of
// its body; no other package switches over kinds.
package kind

import "stet/annotate"

// A Kind is one row of the table.
type Kind struct {
	Name  string // the word in files, on the command line and in queries: "quote"
	Title string // on the screen: "quote"
	Key   string // makes one in the reader, and after m shows or hides them
	Sign  string // in the gutter and in lists, one cell
	// Motivation is the W3C motivation of such an annotation, Type the IRI in
	// the compact form that its Dataset body bears ("" where the body is none).
	Motivation, Type string
	// Units are tried in turn, by name, for the words that such an annotation
	// is about when nothing is selected (INTERACTION §2.6).
	Units []string
	New   func() annotate.Body
	// Fields are what a body says besides its Refs; the first is its label.
	Fields []Field
	// Places are what it points at besides the target and its Refs' words.
	Places []PlaceField
	// Needs names what such an annotation says nothing without: roles of its
	// Refs, "label", or "remark", in whose place tags may stand.
	Needs []string
	// Found kinds are looked for by the program, which suggests what it finds.
	Found bool
	// Bounded kinds are read aloud with where their words begin and end, as in
	// “quote … end quote”; of the others the words are told again.
	Bounded bool
	// Fill completes a body of which only the label is known, from the words
	// that it is about; nil where there is nothing to complete.
	Fill func(b annotate.Body, words string)
}

// All lists the kinds in menu order. To add one, write its file and its row.
var All = []Kind{quoteKind, claimKind, stanceKind, entityKind, noteKind, linkKind}

// Find returns the row of that name.
func Find(name string) (Kind, bool) {
	for _, k := range All {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Of returns the row of an annotation's body. An unknown kind, which a newer
// version wrote, has a row with its name and a sign.
func Of(a *annotate.Annotation) Kind {
	if k, ok := Find(a.Kind()); ok {
		return k
	}
	return Kind{Name: a.Kind(), Title: a.Kind(), Sign: "·"}
}

func clonePlace(p *annotate.Place) *annotate.Place {
	if p == nil {
		return nil
	}
	c := *p
	return &c
}

// places collects what is there of the given places and of the words of refs.
func places(ps []*annotate.Place, refs ...*annotate.Ref) []*annotate.Place {
	var out []*annotate.Place
	for _, p := range ps {
		if p != nil {
			out = append(out, p)
		}
	}
	for _, r := range refs {
		if r.Words != nil {
			out = append(out, r.Words)
		}
	}
	return out
}
