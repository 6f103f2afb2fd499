package kind

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/model/count"
)

// A Spec is a kind in words: what a codebook says of one that it adds. A built-in
// kind that needs no Go of its own can be made of one, too.
type Spec struct {
	Name  string   // lower-case letters, digits, - and _
	Title string   // on the screen
	Sign  string   // one cell
	Key   string   // one letter or digit, behind X
	Units []string // see [Kind.Units]; the selection, the focus or the sentence if absent

	Definition string
	Examples   []string
	Fields     []SpecField
}

// A SpecField is one field of a Spec.
type SpecField struct {
	Name   string // as that of a Spec
	Asks   string // what a form asks
	Type   Type   // one of [OwnTypes]
	Needed bool   // such an annotation says nothing without it
}

// OwnKey is the key that goes before that of a kind which a codebook adds.
const OwnKey = "X"

// ownType begins the IRI of such a kind, and of the members that hold its fields.
const ownType = "stet:kind/"

// Stamp tells whether kinds that a codebook adds are still the same: it changes
// with what is read and written of them. It is "" of none.
func Stamp(own []Kind) string {
	if len(own) == 0 {
		return ""
	}
	h := fnv.New64a()
	for _, k := range own {
		fmt.Fprintf(h, "%s\x00", k.Name)
		for _, f := range k.Table {
			fmt.Fprintf(h, "%s\x01%s\x00", f.Name, f.Type)
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)
}

// Added reports whether a codebook adds the kind.
func (k Kind) Added() bool { return strings.HasPrefix(k.Type, ownType) }

// NameOf returns the name of an unknown kind by the type of its body.
func NameOf(typ string) string {
	if name, ok := strings.CutPrefix(typ, ownType); ok {
		return name
	}
	return strings.TrimPrefix(typ, "stet:")
}

// Make returns the row of a kind in words.
func Make(s Spec) Kind {
	k := Kind{
		Name: s.Name, Title: s.Title, Sign: s.Sign, Units: s.Units,
		Command: "kind-" + s.Name, Asks: An(s.Title),
		Motivation: "classifying", Type: ownType + s.Name,
		Definition: s.Definition, Examples: s.Examples, Depth: 3,
	}
	if s.Key != "" {
		k.Key = OwnKey + " " + s.Key
		k.Layer, k.Walk = k.Key, k.Key
	}
	if len(k.Units) == 0 {
		k.Units = []string{"focus", "sentence"}
	}
	for i, f := range s.Fields {
		k.Table = append(k.Table, ownField(s.Name, f, i))
		if f.Needed {
			k.Needs = append(k.Needs, f.Name)
		}
	}
	k = row(k)
	label, _ := k.Label()
	for _, f := range k.Fields {
		if f.Name != label.Name && f.Type != Text && !f.Refers() {
			k.Coded = append(k.Coded, f)
		}
	}
	own := &k
	own.New = func() annotate.Body { return &Own{row: own, values: make([]value, len(s.Fields))} }
	return k
}

// An Own is the body of a kind that was made of a [Spec]. It knows its row, so
// that it can be shown, compared and written wherever it goes.
type Own struct {
	row    *Kind
	values []value // of the fields, in the order of the table
}

// A value is what one field says; which part holds it follows from the type.
type value struct {
	text string
	list []string
	ref  annotate.Ref
}

func ownField(of string, s SpecField, i int) Field {
	at := func(b annotate.Body) *value { return valueAt(b, i, s.Name) }
	key := ownType + of + "/" + s.Name
	f := Field{
		Name: s.Name, Key: key, Type: s.Type, Asks: s.Asks, Told: true,
		Get:   func(b annotate.Body) string { return at(b).text },
		Set:   func(b annotate.Body, v string) error { at(b).text = v; return nil },
		write: func(w *Writer, b annotate.Body) { w.Text(key, at(b).text) },
		read:  func(e *Element, b annotate.Body) { at(b).text = e.Scalar() },
	}
	switch s.Type {
	case Choices:
		f.Get = func(b annotate.Body) string { return JoinList(at(b).list) }
		f.Set = func(b annotate.Body, v string) error { at(b).list = SplitList(v); return nil }
		f.write = func(w *Writer, b annotate.Body) { w.Strings(key, at(b).list) }
		f.read = func(e *Element, b annotate.Body) { at(b).list = e.Strings() }
	case Name:
		f.Get, f.Set = nil, nil
		f.Ref = func(b annotate.Body) *annotate.Ref { return &at(b).ref }
		f.write = func(w *Writer, b annotate.Body) { w.Ref(key, at(b).ref) }
		f.read = func(e *Element, b annotate.Body) { at(b).ref = e.Ref() }
	case Reference:
		f.write = func(w *Writer, b annotate.Body) {
			if id := at(b).text; id != "" {
				w.Ref(key, annotate.Ref{Kind: annotate.RefAnnotation, ID: id})
			}
		}
		f.read = func(e *Element, b annotate.Body) {
			if e.Next() == '{' {
				at(b).text = e.Ref().ID
				return
			}
			at(b).text = e.String()
		}
	case Number:
		f.Set = func(b annotate.Body, v string) error {
			if v = strings.TrimSpace(v); v != "" && !jsonNumber(v) {
				return fmt.Errorf("%q is no number: want 12 or 3.5", v)
			}
			at(b).text = v
			return nil
		}
		f.write = func(w *Writer, b annotate.Body) {
			if v := at(b).text; jsonNumber(v) {
				w.Key(key).Raw([]byte(v))
			} else {
				w.Text(key, v)
			}
		}
	case Date:
		f.Set = func(b annotate.Body, v string) error {
			t, err := ParseTime(strings.TrimSpace(v))
			if err == nil {
				at(b).text = FormatTime(t)
			}
			return err
		}
	}
	return f
}

// valueAt is the value of the ith field of a body, which bears that name. A body that
// was read with another version of the codebook has it elsewhere, or not at all.
func valueAt(b annotate.Body, i int, name string) *value {
	o, ok := b.(*Own)
	if !ok {
		return new(value)
	}
	if i >= len(o.values) || o.row.Table[i].Name != name {
		if i = o.index(name); i < 0 {
			return new(value)
		}
	}
	return &o.values[i]
}

// Row returns the row of the kind.
func (o *Own) Row() Kind { return *o.row }

func (o *Own) Kind() string          { return o.row.Name }
func (o *Own) Label() string         { return o.row.label(o) }
func (o *Own) Refs() []annotate.Role { return o.row.roles(o) }
func (o *Own) Encode(w *Writer)      { o.row.encode(w, o) }
func (o *Own) Decode(e *Element)     { o.row.decode(e, o) }

func (o *Own) Clone() annotate.Body {
	c := &Own{row: o.row, values: slices.Clone(o.values)}
	for i := range c.values {
		c.values[i].list = slices.Clone(c.values[i].list)
		c.values[i].ref = c.values[i].ref.Clone()
	}
	return c
}

func (o *Own) Places() []*annotate.Place {
	refs := make([]*annotate.Ref, 0, len(o.row.Roles))
	for _, r := range o.row.Roles {
		refs = append(refs, r.Ref(o))
	}
	return places(nil, refs...)
}

// said are the values in words, in the order of the table, the IDs of other
// annotations left out.
func (o *Own) said(name Naming) []string {
	var out []string
	for _, f := range o.row.Table {
		v := ""
		switch f.Type {
		case Name:
			v = name(*f.Ref(o))
		case Reference:
		case Choices:
			v = strings.Join(o.values[o.index(f.Name)].list, ", ")
		default:
			v = f.Get(o)
		}
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

func (o *Own) index(name string) int {
	return slices.IndexFunc(o.row.Table, func(f Field) bool { return f.Name == name })
}

// Gloss says in the margin what the fields say.
func (o *Own) Gloss() string { return strings.Join(o.said(annotate.Ref.String), "  ") }

// Brief says it in a few words.
func (o *Own) Brief() string { return strings.Join(o.said(annotate.Ref.String), ", ") }

// Spoken says what each field says, after its name.
func (o *Own) Spoken(name Naming) string {
	var parts []string
	for _, f := range o.row.Table {
		v := ""
		switch f.Type {
		case Name:
			v = name(*f.Ref(o))
		case Reference:
			if id := f.Get(o); id != "" {
				v = name(annotate.Ref{Kind: annotate.RefAnnotation, ID: id})
			}
		case Choices:
			v = count.List(o.values[o.index(f.Name)].list)
		default:
			v = f.Get(o)
		}
		if v != "" {
			parts = append(parts, strings.ReplaceAll(f.Name, "_", " ")+" "+v)
		}
	}
	return spoken(parts...)
}
