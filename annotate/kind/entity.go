package kind

import (
	"fmt"
	"slices"
	"strings"

	"stet/annotate"
	"stet/model/mention"
)

var entityKind = row(Kind{
	Name: "entity", Title: "name", Sign: "E",
	Command: "name", Key: "e", Asks: "a name: its type, rename, join; or all names", Layer: "e", Walk: "e",
	Motivation: "identifying", Type: "stet:Entity", Named: true, Depth: 3,
	Units: []string{"name", "stretch"},
	New:   func() annotate.Body { return new(Entity) },
	Table: []Field{
		{
			Name: "type", Type: Choice, // written as the type of the name
			Get: annotate.Body.Label,
			Set: func(b annotate.Body, v string) error {
				b.(*Entity).Named.Type = mention.Type(v)
				return nil
			},
		},
		name("name", "named", func(e *Entity) *annotate.Ref { return &e.Named }),
		list("also", "also", func(e *Entity) *[]string { return &e.Also }),
		list("apart", "apart", func(e *Entity) *[]string { return &e.Apart }),
	},
	Fill: func(b annotate.Body, words string) {
		n := &b.(*Entity).Named
		if n.Kind == annotate.RefUnset {
			n.Kind = annotate.RefName
		}
		if n.Name == "" {
			n.Name = words
			if n.ID == "" {
				n.ID = annotate.NameRef(words, n.Type).ID
			}
		}
	},
})

// An Entity says who or what a name is. With a stretch of text as its target it
// speaks of that mention alone; with the whole article, of every mention of Name
// and Also (DESIGN §13). Rename, retype and merge are of the article; a split is
// of one mention.
type Entity struct {
	Named annotate.Ref // name, type and IRI
	Also  []string     // other forms of the name that belong to it
	Apart []string     // forms that must not be joined with it
}

func (e *Entity) Kind() string  { return entityKind.Name }
func (e *Entity) Label() string { return string(e.Named.Type) }

func (e *Entity) Clone() annotate.Body {
	c := *e
	c.Named, c.Also, c.Apart = e.Named.Clone(), slices.Clone(e.Also), slices.Clone(e.Apart)
	return &c
}

func (e *Entity) Refs() []annotate.Role     { return entityKind.roles(e) }
func (e *Entity) Places() []*annotate.Place { return places(nil, &e.Named) }

// Encode writes the name, and what other programs look for: the thing that is
// identified, and its type.
func (e *Entity) Encode(w *Writer) {
	entityKind.encode(w, e)
	if e.Named.ID != "" {
		w.Object(func() {
			w.Text("type", "SpecificResource")
			w.Text("source", e.Named.ID)
			w.Text("purpose", "identifying")
		})
	}
	w.Classifying(string(e.Named.Type))
}

func (e *Entity) Decode(el *Element) {
	switch {
	case entityKind.decode(el, e):
	case el.Purpose == "identifying" && e.Named.ID == "":
		e.Named.Kind, e.Named.ID = annotate.RefName, el.Text("source")
	case el.Purpose == "classifying" && e.Named.Type == "":
		e.Named.Kind, e.Named.Type = annotate.RefName, mention.Type(el.Text("value"))
	}
}

// Rules turns the entity annotations of a set into what grouping understands,
// those of one mention after those of the article, so that they win.
func Rules(as []*annotate.Annotation) []mention.Rule {
	var article, here []mention.Rule
	for _, a := range as {
		e, ok := a.Body.(*Entity)
		refused := a.Origin.How == annotate.Refused
		switch {
		case !ok:
		case a.Target.Whole:
			article = append(article, mention.Rule{Name: e.Named.Name, Drop: refused, Type: e.Named.Type, As: e.Named.Name, Also: e.Also, Apart: e.Apart})
		case a.Target.State == annotate.Exact || a.Target.State == annotate.Moved:
			here = append(here, mention.Rule{Here: a.Target.Range, Drop: refused, Type: e.Named.Type, As: e.Named.Name})
		}
	}
	return append(article, here...)
}

// Spoken says what the name is called, of what type it is, and its other forms.
func (e *Entity) Spoken(name Naming) string {
	parts := []string{name(e.Named), Word(string(e.Named.Type))}
	if len(e.Also) > 0 {
		parts = append(parts, fmt.Sprintf("also called %s", strings.Join(e.Also, ", ")))
	}
	if len(e.Apart) > 0 {
		parts = append(parts, fmt.Sprintf("not the same as %s", strings.Join(e.Apart, ", ")))
	}
	return spoken(parts...)
}

// Gloss says in the margin what the name is called.
func (e *Entity) Gloss() string { return e.Named.Name + "  " + string(e.Named.Type) }
