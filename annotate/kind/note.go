package kind

import "stet/annotate"

var noteKind = row(Kind{
	Name: "note", Title: "note", Sign: "N",
	Command: "note", Key: "a", Asks: "a note on what is in focus", Layer: "a", // ]a is any annotation
	Motivation: "commenting",
	Units:      []string{"focus", "sentence"},
	Needs:      []string{"remark"}, Depth: 3,
	New: func() annotate.Body { return new(Note) },
})

// A Note is a remark about some words, another annotation or the article. Its
// words are the annotation's Comment, as with any other kind.
type Note struct{}

func (n *Note) Kind() string              { return noteKind.Name }
func (n *Note) Label() string             { return "" }
func (n *Note) Clone() annotate.Body      { return new(Note) }
func (n *Note) Refs() []annotate.Role     { return nil }
func (n *Note) Places() []*annotate.Place { return nil }
func (n *Note) Spoken(Naming) string      { return "" }
func (n *Note) Encode(*Writer)            {}
func (n *Note) Decode(*Element)           {}
