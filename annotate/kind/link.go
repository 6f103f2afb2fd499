package kind

import (
	"cmp"
	"fmt"

	"stet/annotate"
)

var linkKind = row(Kind{
	Name: LinkName, Title: "relation", Sign: "→",
	Command: "relate", Key: "r", Asks: "relate the annotation in focus to another", Layer: "l", // m r shows refused suggestions
	Motivation: "linking", Links: true, Depth: 3,
	New: func() annotate.Body { return new(Link) },
	Table: []Field{
		name("to", "", func(l *Link) *annotate.Ref { return &l.To }),
		choice("relation", "", func(l *Link) *string { return &l.Relation }),
	},
})

// The relations that are offered; a codebook may add others.
const (
	Supports  = "supports"
	Attacks   = "attacks"
	SameClaim = "same claim"
	About     = "about"
)

// A Link is a relation between two annotations. The target's Annotation is the
// end it goes from, To the other; a link lies in the file of its from end.
type Link struct {
	To       annotate.Ref // RefAnnotation
	Relation string
}

func (l *Link) Kind() string  { return linkKind.Name }
func (l *Link) Label() string { return l.Relation }

func (l *Link) Clone() annotate.Body {
	c := *l
	c.To = l.To.Clone()
	return &c
}

func (l *Link) Refs() []annotate.Role     { return linkKind.roles(l) }
func (l *Link) Places() []*annotate.Place { return nil }

// Gloss says in the margin how the two annotations relate.
func (l *Link) Gloss() string { return l.Relation }

// Spoken says how the two annotations relate, and which the other one is.
func (l *Link) Spoken(name Naming) string {
	return spoken(l.Relation, fmt.Sprintf("to %s", cmp.Or(name(l.To), "nothing")))
}

func (l *Link) Encode(w *Writer) {
	w.Object(func() {
		w.Text("type", "SpecificResource")
		w.Text("source", l.To.ID)
		w.Text("purpose", "linking")
	})
	w.Classifying(l.Relation)
}

func (l *Link) Decode(e *Element) {
	switch e.Purpose {
	case "linking":
		l.To = annotate.Ref{Kind: annotate.RefAnnotation, ID: e.Text("source")}
	case "classifying":
		l.Relation = e.Text("value")
	}
}
