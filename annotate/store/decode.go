package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/wire"
)

// decodeAll reads the annotations on both cores of a small machine, then sorts
// out what cannot be one.
func (c *Collection) decodeAll(data []byte, items, refused []element, kinds kind.Rows) {
	raws := slices.Concat(items, refused)
	as := make([]*annotate.Annotation, len(raws))
	errs := make([]error, len(raws))
	const batch = 256
	var wait sync.WaitGroup
	for from := 0; from < len(raws); from += batch {
		wait.Go(func() {
			for i := from; i < min(from+batch, len(raws)); i++ {
				as[i], errs[i] = decodeItem(raws[i].raw, c.Document.Digest, i >= len(items), kinds)
			}
		})
	}
	wait.Wait()
	seen := make(map[string]bool, len(raws))
	c.Annotations = make([]*annotate.Annotation, 0, len(raws))
	lines := lineCounter{data: data, line: 1}
	for _, i := range byOffset(raws) {
		a, err, line := as[i], errs[i], lines.at(raws[i].at)
		switch {
		case a == nil:
		case seen[a.ID]:
			a, err = nil, fmt.Errorf("the ID %s occurs twice", a.ID)
		default:
			seen[a.ID] = true
			a.Source.Line = line
			if a.Origin.How == annotate.Refused {
				a.Creator = c.Creator.ID
			}
			c.Annotations = append(c.Annotations, a)
		}
		if a == nil {
			c.opaque = append(c.opaque, opaque{raws[i].raw, i >= len(items)})
		}
		if err != nil {
			p := Problem{Line: line, Msg: err.Error()}
			if a != nil {
				p.ID = a.ID
			}
			c.Problems = append(c.Problems, p)
		}
	}
}

// byOffset returns the indices of elements in the order of the file.
func byOffset(raws []element) []int {
	order := make([]int, len(raws))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return raws[i].at - raws[j].at })
	return order
}

// A lineCounter tells lines of ascending offsets in one pass.
type lineCounter struct {
	data       []byte
	seen, line int
}

func (l *lineCounter) at(offset int) int {
	l.line += bytes.Count(l.data[l.seen:offset], []byte("\n"))
	l.seen = offset
	return l.line
}

// decodeItem reads one annotation. One without an ID is none; one whose body
// cannot be read is of an unknown kind, and the error says why.
func decodeItem(raw []byte, of string, refused bool, kinds kind.Rows) (*annotate.Annotation, error) {
	a := &annotate.Annotation{Origin: annotate.Origin{How: annotate.ByHand}}
	a.Source = &annotate.Source{JSON: raw, Of: of, As: a}
	r := wire.NewReader(raw)
	says := itemParts{refused: refused}
	for key := range r.Object() {
		says.read(r, key, a, of)
	}
	if err := r.Err(); err != nil && a.ID == "" {
		return nil, err
	} else if err != nil {
		a.Body = &kind.Unknown{}
		return a, err
	}
	if a.ID == "" {
		return nil, errors.New("an annotation without an ID")
	}
	if says.refused {
		a.Origin.How = annotate.Refused
		if a.Created.IsZero() {
			a.Created = a.Modified
		}
		if len(says.bodies) == 0 {
			k, _ := kinds.Find(says.kind)
			a.Body = bare(k, says.kind, says.label, a.Target.Quote.Exact)
			return a, nil
		}
	}
	return a, decodeBodies(a, says.bodies, says.motivation, of, kinds)
}

// An itemParts is what an annotation's body is made of, which follows when all of its
// object is read.
type itemParts struct {
	motivation, kind, label string
	bodies                  []element
	refused                 bool
}

// read takes one member of the object.
func (s *itemParts) read(r *wire.Reader, key string, a *annotate.Annotation, of string) {
	switch key {
	case "id":
		a.ID = r.String()
	case "motivation":
		if ms := r.Strings(); len(ms) > 0 {
			s.motivation = ms[0]
		}
	case "creator":
		a.Creator = readAgent(r)
	case "created":
		a.Created = readTime(r)
	case "modified":
		a.Modified = readTime(r)
	case "decided":
		a.Modified, s.refused = readTime(r), true
	case "origin":
		a.Origin.How = annotate.How(r.String())
	case "engine":
		a.Origin.Generator = r.String()
	case "score":
		if score, ok := annotate.ParseScore(string(r.Raw())); ok {
			a.Origin.Score = score
		}
	case "why":
		a.Origin.Why = r.String()
	case "conflictsWith":
		a.ConflictsWith = r.String()
	case "kind":
		s.kind = r.String()
	case "label":
		s.label = r.String()
	case "body":
		s.bodies = oneOrMore(r)
	case "target":
		a.Target = readTarget(r, of)
	case "imported":
		a.Imported = r.Raw()
	}
}

// bare is a body of which only the label is known; of a kind that has no row it is
// unknown.
func bare(k kind.Kind, name, label, words string) annotate.Body {
	if !k.Known() {
		return &kind.Unknown{Name: name, Code: label}
	}
	b := k.New()
	if k.SetLabel(b, label) != nil {
		return &kind.Unknown{Name: name, Code: label}
	}
	if k.Fill != nil {
		k.Fill(b, words)
	}
	return b
}

func decodeBodies(a *annotate.Annotation, bodies []element, motivation, of string, kinds kind.Rows) error {
	els := make([]*kind.Element, len(bodies))
	for i, b := range bodies {
		els[i] = kind.NewElement(b.raw, of)
	}
	k, ok := kindOf(els, motivation, kinds)
	a.Body = &kind.Unknown{Name: k.Name}
	if ok {
		a.Body = k.New()
	}
	body := a.Body.(kind.Coder)
	for _, e := range els {
		if err := e.Err(); err != nil {
			return unreadable(a, k, err)
		}
		switch {
		case e.Is("TextualBody") && e.Purpose == "tagging":
			a.Tags = append(a.Tags, e.Text("value"))
		case e.Is("TextualBody") && e.Purpose == "commenting":
			a.Comment = e.Text("value")
		default:
			body.Decode(e)
		}
		if err := e.Err(); err != nil {
			return unreadable(a, k, err)
		}
	}
	return nil
}

// unreadable makes the annotation one of an unknown kind: half a body would be
// written back as if it were the whole.
func unreadable(a *annotate.Annotation, k kind.Kind, err error) error {
	a.Body = &kind.Unknown{Name: k.Name}
	return fmt.Errorf("body of %s: %s", a.ID, err)
}

// kindOf finds the kind by the type of a body, or else by the motivation where
// the bodies have no type that says it. An unknown kind has a name all the same.
func kindOf(els []*kind.Element, motivation string, kinds kind.Rows) (kind.Kind, bool) {
	foreign := ""
	for _, e := range els {
		for _, t := range e.Types {
			for i := range kinds {
				if k := &kinds[i]; k.Type != "" && k.Type == t {
					return *k, true
				}
			}
			if strings.ContainsRune(t, ':') {
				foreign = t
			}
		}
	}
	var found []kind.Kind
	for _, k := range kinds {
		if k.Motivation == motivation {
			found = append(found, k)
		}
	}
	if foreign == "" && len(found) == 1 {
		return found[0], true
	}
	name := foreign
	if name == "" {
		name = motivation
	}
	return kind.Kind{Name: kind.NameOf(name)}, false
}

func readTarget(r *wire.Reader, of string) annotate.Target {
	switch r.Next() {
	case '"':
		return targetOf(r.String())
	case '[':
		var t annotate.Target
		for i := range r.Array() {
			if i == 0 {
				t = readTarget(r, of)
			}
		}
		return t
	}
	raw := r.Raw()
	p := kind.ReadWords(wire.NewReader(raw), of)
	if p.Quote.Exact != "" {
		return annotate.Target{Place: p}
	}
	source, part := "", false
	in := wire.NewReader(raw)
	for key := range in.Object() {
		switch {
		case key == "selector":
			part = true
		case (key == "source" || key == "id") && in.Next() == '"':
			source = in.String()
		}
	}
	if part { // of the article, but nobody knows which: an orphan without words
		return annotate.Target{Place: p}
	}
	return targetOf(source)
}

// targetOf tells another annotation from the whole article. Both are named by
// IRIs, but only annotations by UUIDs.
func targetOf(iri string) annotate.Target {
	if strings.HasPrefix(iri, "urn:uuid:") {
		return annotate.Target{Annotation: iri}
	}
	return annotate.Target{Whole: true}
}

func readAgent(r *wire.Reader) (id string) {
	switch r.Next() {
	case '"':
		return r.String()
	case '{':
		for key := range r.Object() {
			if key == "id" {
				id = r.String()
			}
		}
	}
	return id
}

func oneOrMore(r *wire.Reader) []element {
	if r.Next() == '[' {
		return elements(r)
	}
	return []element{{raw: r.Raw()}}
}

func readTime(r *wire.Reader) time.Time { return kind.ReadTime(r) }
