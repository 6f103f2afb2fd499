package kind

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"stet/annotate"
)

// A Type is what a field holds.
type Type string

// The types. A codebook can give its fields those up to Date; their values are
// the words that it uses for them.
const (
	Text      Type = "text"
	Choice    Type = "choice"    // one code of a label set
	Choices   Type = "choices"   // any number of codes
	Name      Type = "name"      // who or what is meant: an [annotate.Ref]
	Reference Type = "reference" // the ID of another annotation
	Number    Type = "number"
	Date      Type = "date"
	List      Type = "list"  // several texts
	Words     Type = "words" // words of the article besides the target
	Sources   Type = "sources"
)

// OwnTypes are the types that a codebook can give a field.
var OwnTypes = []Type{Text, Choice, Choices, Name, Reference, Number, Date}

// A Field is one row of a kind's table: one thing that a body says. As a name and
// a text it is a column, an attribute in another tool, a flag; a form asks for it.
type Field struct {
	Name string // "check_worthiness"
	Key  string // of the member in a sidecar, "" where the kind writes it itself
	Part int    // index of the part that it is written in
	Type Type
	// Asks is what a form asks, the name in words if it is empty.
	Asks string
	// Told fields are said in one line about the annotation, besides the label.
	Told bool
	// Else is what the field says once the annotation that it refers to is gone.
	Else string
	// Get and Set are the value as a text; nil for [Name] and [Words].
	Get func(annotate.Body) string
	Set func(annotate.Body, string) error
	// Ref leads to the value of a [Name].
	Ref func(annotate.Body) *annotate.Ref
	// Place leads to the value of [Words].
	Place PlaceField

	write func(*Writer, annotate.Body) // the member, unless it is empty
	read  func(*Element, annotate.Body)
}

// Refers reports whether the text is the ID of an annotation.
func (f *Field) Refers() bool { return f.Type == Reference }

// Codes returns the codes that a body has in the field: the text, or of several
// choices each; none where it is empty.
func (f *Field) Codes(b annotate.Body) []string {
	switch v := f.Get(b); {
	case v == "":
		return nil
	case f.Type == Choices:
		return SplitList(v)
	default:
		return []string{v}
	}
}

// Question returns what a form asks for the field.
func (f *Field) Question() string {
	if f.Asks != "" {
		return f.Asks
	}
	return strings.ReplaceAll(f.Name, "_", " ")
}

// A PlaceField is a list of places that a body points at, by name, in text
// order. Those of its Refs are not among them.
type PlaceField struct {
	Name string // "cue", "parts"
	// Whole is true where the places make up the target, piece by piece.
	Whole bool
	Get   func(annotate.Body) []annotate.Place
	Set   func(annotate.Body, []annotate.Place)
}

// row completes a kind from its table.
func row(k Kind) Kind {
	for _, f := range k.Table {
		switch f.Type {
		case Name:
			k.Roles = append(k.Roles, f)
		case Words:
			k.Places = append(k.Places, f.Place)
		default:
			k.Fields = append(k.Fields, f)
		}
	}
	label := slices.IndexFunc(k.Fields, func(f Field) bool { return f.Type == Choice })
	order := map[string]int{} // of the columns
	for i, f := range k.Fields {
		switch at := f.Part * 2; {
		case i == label:
			order[f.Name] = -1
		case f.Refers():
			order[f.Name] = at + 1
		default:
			order[f.Name] = at
		}
	}
	slices.SortStableFunc(k.Fields, func(a, b Field) int { return order[a.Name] - order[b.Name] })
	return k
}

// Label returns the field that holds the label: the first choice. It is the first
// of [Kind.Fields]; false where the kind has no label.
func (k Kind) Label() (Field, bool) {
	if len(k.Fields) > 0 && k.Fields[0].Type == Choice {
		return k.Fields[0], true
	}
	return Field{}, false
}

// SetLabel gives a body of this kind its label. A kind without one takes only "".
func (k Kind) SetLabel(b annotate.Body, label string) error {
	if f, ok := k.Label(); ok {
		return f.Set(b, label)
	}
	if label != "" {
		return fmt.Errorf("%s has no label", An(k.Title))
	}
	return nil
}

// FieldOf is the name by which a codebook knows a field of the kind: "" for the
// label.
func (k Kind) FieldOf(f Field) string {
	if label, ok := k.Label(); ok && label.Name == f.Name {
		return ""
	}
	return f.Name
}

// Field returns the row of that name.
func (k Kind) Field(name string) (Field, bool) {
	if i := slices.IndexFunc(k.Table, func(f Field) bool { return f.Name == name }); i >= 0 {
		return k.Table[i], true
	}
	return Field{}, false
}

// FieldNames lists the fields that hold texts, the label's first.
func (k Kind) FieldNames() []string {
	names := make([]string, len(k.Fields))
	for i := range k.Fields {
		names[i] = k.Fields[i].Name
	}
	return names
}

// roles are the Refs of a body.
func (k *Kind) roles(b annotate.Body) []annotate.Role {
	if len(k.Roles) == 0 {
		return nil
	}
	out := make([]annotate.Role, len(k.Roles))
	for i := range k.Roles {
		out[i] = annotate.Role{Name: k.Roles[i].Name, Ref: k.Roles[i].Ref(b)}
	}
	return out
}

// label is what a body says in the label's field.
func (k *Kind) label(b annotate.Body) string {
	if f, ok := k.Label(); ok {
		return f.Get(b)
	}
	return ""
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

// text is a field of a body's own struct.
func text[B annotate.Body](name, key string, at func(B) *string) Field {
	return Field{
		Name: name, Key: key, Type: Text,
		Get:   func(b annotate.Body) string { return *at(b.(B)) },
		Set:   func(b annotate.Body, v string) error { *at(b.(B)) = v; return nil },
		write: func(w *Writer, b annotate.Body) { w.Text(key, *at(b.(B))) },
		read:  func(e *Element, b annotate.Body) { *at(b.(B)) = e.String() },
	}
}

// inBrief is a field that is told in one line about the annotation.
func inBrief(f Field) Field {
	f.Told = true
	return f
}

func choice[B annotate.Body](name, key string, at func(B) *string) Field {
	f := text(name, key, at)
	f.Type = Choice
	return f
}

func reference[B annotate.Body](name, key string, at func(B) *string) Field {
	f := text(name, key, at)
	f.Type = Reference
	return f
}

// name is who or what is meant in a role.
func name[B annotate.Body](role, key string, at func(B) *annotate.Ref) Field {
	return Field{
		Name: role, Key: key, Type: Name,
		Ref:   func(b annotate.Body) *annotate.Ref { return at(b.(B)) },
		write: func(w *Writer, b annotate.Body) { w.Ref(key, *at(b.(B))) },
		read:  func(e *Element, b annotate.Body) { *at(b.(B)) = e.Ref() },
	}
}

func list[B annotate.Body](name, key string, at func(B) *[]string) Field {
	return Field{
		Name: name, Key: key, Type: List,
		Get:   func(b annotate.Body) string { return JoinList(*at(b.(B))) },
		Set:   func(b annotate.Body, v string) error { *at(b.(B)) = SplitList(v); return nil },
		write: func(w *Writer, b annotate.Body) { w.Strings(key, *at(b.(B))) },
		read:  func(e *Element, b annotate.Body) { *at(b.(B)) = e.Strings() },
	}
}

// JoinList writes a list into one text, "a; b"; a semicolon or backslash within
// an item gets a backslash. [SplitList] undoes it, but for empty items.
func JoinList(items []string) string {
	escaped := make([]string, len(items))
	for i, it := range items {
		escaped[i] = listEscaper.Replace(it)
	}
	return strings.Join(escaped, "; ")
}

var listEscaper = strings.NewReplacer(`\`, `\\`, `;`, `\;`)

// SplitList reads what [JoinList] wrote; "" is the empty list.
func SplitList(s string) []string {
	var items []string
	var item strings.Builder
	add := func() {
		if item.Len() > 0 {
			items = append(items, item.String())
		}
		item.Reset()
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			i++
			item.WriteByte(s[i])
		case c == ';':
			add()
			if i+1 < len(s) && s[i+1] == ' ' {
				i++
			}
		default:
			item.WriteByte(c)
		}
	}
	add()
	return items
}

// FormatTime writes t in RFC 3339, UTC, and a time without a clock as a date;
// the zero time is "".
func FormatTime(t time.Time) string {
	switch t = t.UTC(); {
	case t.IsZero():
		return ""
	case t.Equal(t.Truncate(24 * time.Hour)):
		return t.Format(time.DateOnly)
	}
	return t.Format(time.RFC3339)
}

// ParseTime reads what [FormatTime] writes.
func ParseTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date: want 2026-03-17 or 2026-03-17T09:41:07Z", s)
}

// Access returns the value of a field of an annotation's body, "" being its
// label, and how to set it; false where its kind has no such field.
func Access(a *annotate.Annotation, name string) (value string, set func(string) error, ok bool) {
	k := Of(a)
	f, ok := k.Label()
	if name != "" {
		f, ok = k.Field(name)
	}
	if !ok || f.Get == nil {
		return "", nil, false
	}
	return f.Get(a.Body), func(v string) error { return f.Set(a.Body, v) }, true
}

// jsonNumber reports whether s is a number as JSON writes it.
func jsonNumber(s string) bool {
	var n json.Number
	return json.Unmarshal([]byte(s), &n) == nil && n.String() == s
}
