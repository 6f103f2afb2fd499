package kind

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/wire"
	"stet/model/mention"
)

// A Coder is a body that can be written into the "body" array of a W3C Web
// Annotation and read back from it. Every kind's body is one.
type Coder interface {
	annotate.Body
	// Encode writes the elements of the array that say what the body says.
	Encode(w *Writer)
	// Decode takes over what one element says; one that it does not know it
	// leaves alone.
	Decode(e *Element)
}

// A Writer writes the bodies of one annotation.
type Writer struct {
	wire.Writer
	ID     string // of the annotation
	Source string // IRI of the article
	Of     string // digest of the text that the file speaks of
	Now    string // digest of the present text, for words that name none
}

// Dataset writes a body of that type, named after the annotation, with the
// members that f writes.
func (w *Writer) Dataset(name, typ string, f func()) {
	w.Object(func() {
		w.Text("id", w.ID+"#"+name)
		w.Strings("type", []string{"Dataset", typ})
		f()
	})
}

// Classifying writes a body that assigns a code, unless it is empty.
func (w *Writer) Classifying(code string) {
	if code == "" {
		return
	}
	w.Object(func() {
		w.Text("type", "TextualBody")
		w.Text("value", code)
		w.Text("purpose", "classifying")
	})
}

// Time writes a member with a time in UTC and whole seconds, unless it is zero.
func (w *Writer) Time(key string, t time.Time) {
	if !t.IsZero() {
		w.Key(key).String(t.UTC().Format(time.RFC3339))
	}
}

// Words writes words of the article: a SpecificResource with a
// TextQuoteSelector and a TextPositionSelector. Where they were taken from
// another text than the file speaks of, that text is named by its digest
// (RFC 6920).
func (w *Writer) Words(p annotate.Place) {
	w.Object(func() {
		w.Text("type", "SpecificResource")
		w.Text("source", w.Source)
		w.Key("selector").Array(func() {
			w.Object(func() {
				w.Text("type", "TextQuoteSelector")
				w.Key("exact").String(p.Quote.Exact)
				w.Key("prefix").String(p.Quote.Prefix)
				w.Key("suffix").String(p.Quote.Suffix)
			})
			w.Object(func() {
				w.Text("type", "TextPositionSelector")
				w.Key("start").Int(p.Quote.Start)
				w.Key("end").Int(p.Quote.End)
			})
			if p.Quote.Page > 0 {
				w.Object(func() {
					w.Text("type", "FragmentSelector")
					w.Text("conformsTo", pdfFragment)
					w.Text("value", pageFragment+strconv.Itoa(p.Quote.Page))
				})
			}
		})
		of := p.Quote.Of
		if of == "" {
			of = w.Now
		}
		if of != w.Of {
			w.Key("state").Object(func() {
				w.Text("type", "TimeState")
				w.Text("cached", DigestIRI(of))
			})
		}
	})
}

// A page of a PDF as RFC 8118 names it.
const (
	pdfFragment  = "http://tools.ietf.org/rfc/rfc8118"
	pageFragment = "page="
)

// The types that a Ref has in a file. A name has its own, see refTypes.
const (
	typeAnnotation = "Annotation"
	typeWords      = "stet:Words"
	typeArticle    = "Text"
	typeNobody     = "stet:Nobody"
	typeTopic      = "stet:Topic"
	typeName       = "stet:Name"
)

// typeOf is how the type of a name is written: as the W3C context knows it
// where it does, else in stet's namespace.
func typeOf(t mention.Type) string {
	switch t {
	case mention.Person:
		return "Person"
	case mention.Org:
		return "Organization"
	case "":
		return typeName
	}
	return "stet:" + string(t)
}

func mentionType(s string) mention.Type {
	switch s {
	case "Person":
		return mention.Person
	case "Organization":
		return mention.Org
	case typeName:
		return ""
	}
	return mention.Type(strings.TrimPrefix(s, "stet:"))
}

// Ref writes a member that says who or what is meant, unless nothing is said.
func (w *Writer) Ref(key string, r annotate.Ref) {
	typ, id := "", r.ID
	switch r.Kind {
	case annotate.RefUnset:
		return
	case annotate.RefName:
		typ = typeOf(r.Type)
	case annotate.RefTopic:
		typ = typeTopic
	case annotate.RefAnnotation:
		typ = typeAnnotation
	case annotate.RefWords:
		typ = typeWords
	case annotate.RefArticle:
		typ, id = typeArticle, w.Source
	case annotate.RefNobody:
		typ = typeNobody
	}
	w.Key(key).Object(func() {
		w.Text("id", id)
		w.Text("type", typ)
		w.Text("name", r.Name)
		if r.Words != nil {
			w.Key("words")
			w.Words(*r.Words)
		}
	})
}

// An Element is one element of a "body" array, and a reader of what is in it.
type Element struct {
	*wire.Reader
	Types   []string
	Purpose string
	Of      string // digest of the text that the file speaks of
	json    []byte
}

// NewElement looks at one element. A plain string is the IRI of a body.
func NewElement(json []byte, of string) *Element {
	e := &Element{Of: of, json: json}
	r := wire.NewReader(json)
	if r.Next() == '{' {
		for key := range r.Object() {
			switch key {
			case "type":
				e.Types = r.Strings()
			case "purpose":
				if p := r.Strings(); len(p) > 0 {
					e.Purpose = p[0]
				}
			}
		}
	}
	e.Reader = r
	return e
}

// Is reports whether the element is of that type.
func (e *Element) Is(typ string) bool { return slices.Contains(e.Types, typ) }

// Members yields the keys of the element, whose values can be read from it.
func (e *Element) Members() iter.Seq[string] {
	e.Reader = wire.NewReader(e.json)
	return e.Object()
}

// Text returns the member of that key, a string; "" if absent.
func (e *Element) Text(key string) (s string) {
	for k := range e.Members() {
		if k == key {
			s = e.String()
		}
	}
	return s
}

// Scalar reads a string, or another value that is neither an array nor an object
// as it is written.
func (e *Element) Scalar() string {
	switch e.Next() {
	case '[', '{', '"':
		return e.String() // an error where it is no string
	}
	return string(e.Raw())
}

// Time reads a time; an invalid one is the zero time.
func (e *Element) Time() time.Time { return ReadTime(e.Reader) }

// Words reads words of the article.
func (e *Element) Words() annotate.Place { return ReadWords(e.Reader, e.Of) }

// Ref reads who or what is meant. A plain string is a topic.
func (e *Element) Ref() annotate.Ref {
	if e.Next() == '"' {
		return annotate.Ref{Kind: annotate.RefTopic, Type: mention.Topic, Name: e.String()}
	}
	var r annotate.Ref
	typ := ""
	for key := range e.Object() {
		switch key {
		case "type":
			if ts := e.Strings(); len(ts) > 0 {
				typ = ts[0]
			}
		case "id":
			r.ID = e.String()
		case "name":
			r.Name = e.String()
		case "words":
			p := e.Words()
			r.Words = &p
		}
	}
	switch typ {
	case typeAnnotation:
		r.Kind = annotate.RefAnnotation
	case typeWords:
		r.Kind = annotate.RefWords
	case typeArticle:
		r.Kind, r.ID = annotate.RefArticle, ""
	case typeNobody:
		r.Kind = annotate.RefNobody
	case typeTopic:
		r.Kind, r.Type = annotate.RefTopic, mention.Topic
	default:
		r.Kind, r.Type = annotate.RefName, mentionType(typ)
	}
	return r
}

// ReadTime reads a time, or a date alone; an invalid one is the zero time.
func ReadTime(r *wire.Reader) time.Time {
	t, err := ParseTime(r.String())
	if err != nil {
		return time.Time{}
	}
	return t.Truncate(time.Second)
}

// ReadWords reads a SpecificResource. Of is the digest of the text that the
// file speaks of, which holds where the resource names no other.
func ReadWords(r *wire.Reader, of string) annotate.Place {
	p := annotate.Place{State: annotate.Orphan, Quote: annotate.Quote{Of: of}}
	for key := range r.Object() {
		switch {
		case key == "selector" && r.Next() == '[':
			for range r.Array() {
				readSelector(r, &p.Quote)
			}
		case key == "selector":
			readSelector(r, &p.Quote)
		case key == "state" && r.Next() == '{':
			for key := range r.Object() {
				if key == "cached" && r.Next() == '"' {
					if d := digestOf(r.String()); d != "" {
						p.Quote.Of = d
					}
				}
			}
		}
	}
	return p
}

func readSelector(r *wire.Reader, q *annotate.Quote) {
	if r.Next() != '{' {
		return
	}
	for key := range r.Object() {
		switch key {
		case "exact":
			q.Exact = r.String()
		case "prefix":
			q.Prefix = r.String()
		case "suffix":
			q.Suffix = r.String()
		case "start":
			q.Start = r.Int()
		case "end":
			q.End = r.Int()
		case "value":
			if page, ok := strings.CutPrefix(r.String(), pageFragment); ok {
				q.Page, _ = strconv.Atoi(page)
			}
		}
	}
}
