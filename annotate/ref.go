package annotate

import (
	"strings"
	"unicode"

	"stet/model/mention"
)

// A RefKind says what a [Ref] refers to.
type RefKind string

// The kinds of reference. The zero value is "not said yet".
const (
	RefUnset      RefKind = ""
	RefName       RefKind = "name"       // a person, organisation or place
	RefTopic      RefKind = "topic"      // a plan, an initiative, an issue
	RefAnnotation RefKind = "annotation" // another annotation: a claim, a quote
	RefWords      RefKind = "words"      // some words of the article
	RefArticle    RefKind = "article"    // the article itself
	RefNobody     RefKind = "nobody"     // nobody is named
)

// A Ref is who or what a body speaks of.
type Ref struct {
	Kind RefKind
	Name string       // RefName, RefTopic: the canonical name
	Type mention.Type // RefName, RefTopic
	// ID is the name's IRI, urn:x-stet:name:SLUG or one of a knowledge base; for
	// RefAnnotation the ID of that annotation.
	ID string
	// Words are the words of the article that stand for it: the source mention
	// beside the cue, the words that made the topic. Nil if absent.
	Words *Place
}

// Clone returns a copy that shares nothing.
func (r Ref) Clone() Ref {
	if r.Words != nil {
		w := *r.Words
		r.Words = &w
	}
	return r
}

// String is how a Ref is shown in one line; an annotation is shown by its ID.
func (r Ref) String() string {
	switch r.Kind {
	case RefName, RefTopic:
		return r.Name
	case RefAnnotation:
		return r.ID
	case RefWords:
		if r.Words != nil {
			return r.Words.Quote.Exact
		}
	case RefArticle:
		return "the article"
	case RefNobody:
		return "nobody named"
	}
	return ""
}

// NameRef refers to a name of that type, "" if it is not known.
func NameRef(name string, t mention.Type) Ref {
	return Ref{Kind: RefName, Name: name, Type: t, ID: nameIRI(name)}
}

// TopicRef refers to a topic.
func TopicRef(name string) Ref {
	return Ref{Kind: RefTopic, Name: name, Type: mention.Topic, ID: nameIRI(name)}
}

// nameIRI is the IRI of a name: letters and digits of any script in lower case,
// a hyphen for whatever is between them.
func nameIRI(name string) string {
	var b strings.Builder
	b.WriteString("urn:x-stet:name:")
	empty, gap := b.Len(), false
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			gap = b.Len() > empty
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
