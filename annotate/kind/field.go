package kind

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"stet/annotate"
)

// A Field is one thing that a body says, as a name and a text: a column of a
// table, an attribute in another tool. Names and other annotations that a body
// speaks of are no fields: see [annotate.Body.Refs].
type Field struct {
	Name string // "check_worthiness"
	// Refers is true where the text is the ID of an annotation.
	Refers bool
	Get    func(annotate.Body) string
	Set    func(annotate.Body, string) error
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

// SetLabel gives a body of this kind its label, the first of the fields. A kind
// without fields has no label, and takes only "".
func (k Kind) SetLabel(b annotate.Body, label string) error {
	switch {
	case len(k.Fields) > 0:
		return k.Fields[0].Set(b, label)
	case label != "":
		return fmt.Errorf("a %s has no label", k.Title)
	}
	return nil
}

func text[B annotate.Body](name string, at func(B) *string) Field {
	return Field{
		Name: name,
		Get:  func(b annotate.Body) string { return *at(b.(B)) },
		Set:  func(b annotate.Body, v string) error { *at(b.(B)) = v; return nil },
	}
}

func reference[B annotate.Body](name string, at func(B) *string) Field {
	f := text(name, at)
	f.Refers = true
	return f
}

func list[B annotate.Body](name string, at func(B) *[]string) Field {
	return Field{
		Name: name,
		Get:  func(b annotate.Body) string { return JoinList(*at(b.(B))) },
		Set:  func(b annotate.Body, v string) error { *at(b.(B)) = SplitList(v); return nil },
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

// review makes a field of what a claim's review says; setting one to "" makes no
// review.
func review(name string, get func(*Review) string, set func(*Review, string) error) Field {
	return Field{
		Name: name,
		Get: func(b annotate.Body) string {
			if r := b.(*Claim).Review; r != nil {
				return get(r)
			}
			return ""
		},
		Set: func(b annotate.Body, v string) error {
			c := b.(*Claim)
			if c.Review == nil {
				if v == "" {
					return nil
				}
				c.Review = new(Review)
			}
			return set(c.Review, v)
		},
	}
}

func reviewText(name string, at func(*Review) *string) Field {
	return review(name,
		func(r *Review) string { return *at(r) },
		func(r *Review, v string) error { *at(r) = v; return nil })
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

// evidence is written as JSON, since it is the only list of things with parts.
type evidence struct {
	Link     string `json:"link,omitempty"`
	Words    string `json:"words,omitempty"`
	Relation string `json:"relation,omitempty"`
	Read     string `json:"read,omitempty"`
}

func formatEvidence(r *Review) string {
	if len(r.Evidence) == 0 {
		return ""
	}
	out := make([]evidence, len(r.Evidence))
	for i, e := range r.Evidence {
		out[i] = evidence{e.Link, e.Words, e.Relation, FormatTime(e.Read)}
	}
	data, err := json.Marshal(out)
	if err != nil {
		panic(err) // strings always marshal
	}
	return string(data)
}

func parseEvidence(r *Review, s string) error {
	r.Evidence = nil
	if s == "" {
		return nil
	}
	var in []evidence
	if err := json.Unmarshal([]byte(s), &in); err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	for _, e := range in {
		read, err := ParseTime(e.Read)
		if err != nil {
			return fmt.Errorf("evidence: %w", err)
		}
		r.Evidence = append(r.Evidence, Evidence{e.Link, e.Words, e.Relation, read})
	}
	return nil
}

// FieldNames lists the fields of a kind by its name, the label's first; false if
// there is no such kind. A codebook is read against them.
func FieldNames(name string) ([]string, bool) {
	k, ok := Find(name)
	var names []string
	for _, f := range k.Fields {
		names = append(names, f.Name)
	}
	return names, ok
}

// Access returns the value of a field of an annotation's body, "" being its
// label, and how to set it; false where its kind has no such field.
func Access(a *annotate.Annotation, name string) (value string, set func(string) error, ok bool) {
	for i, f := range Of(a).Fields {
		if f.Name == name || name == "" && i == 0 {
			return f.Get(a.Body), func(v string) error { return f.Set(a.Body, v) }, true
		}
	}
	return "", nil, false
}
