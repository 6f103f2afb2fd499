package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// An object is a JSON object that keeps the order of its members.
type object []member

type member struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.key, err)
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal is json.Marshal without the escapes that only HTML needs.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// members writes what an import does not know of a by b, as keys and texts; the
// keys in without have places of their own in the format.
func members(a, b *annotate.Annotation, without ...string) object {
	var o object
columns:
	for _, c := range columnsFor(a) {
		for _, w := range without {
			if c.name == w {
				continue columns
			}
		}
		if v := c.get(a); v != c.get(b) {
			o = append(o, member{c.name, v})
		}
	}
	return o
}

// asLabelled returns what an import makes of an annotation's label and words.
func asLabelled(a *annotate.Annotation) *annotate.Annotation {
	label, _ := labelOf(a)
	b := spanOf(kind.Among([]*annotate.Annotation{a}), label)
	if k := kind.Of(b); k.Fill != nil {
		k.Fill(b.Body, a.Target.Quote.Exact)
	}
	b.Origin.How = annotate.ByHand
	return b
}

// takeMembers sets the columns of a from the keys of an object that bear their
// names, in the order of the columns; other keys it leaves alone. Where id is not
// one of stet's, another tool wrote the object, and its keys mean other things.
func takeMembers(a *annotate.Annotation, id string, o map[string]json.RawMessage) error {
	if !strings.HasPrefix(id, ownIDs) {
		return nil
	}
	for _, c := range columnsFor(a) {
		raw, ok := o[c.name]
		if !ok {
			continue
		}
		var v string
		if json.Unmarshal(raw, &v) != nil {
			continue // another tool's key of that name
		}
		if err := c.set(a, v); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}
