package format

import (
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/mention"
)

// Most tools know nothing but a label a span. Ours is the entity's type
// ("PERSON"), the kind and its label ("claim/CFS"), or, of a note, its first
// tag: so a label that stet does not know comes in as a note with that tag, and
// goes out as the label that it was.

// entityTypes are the labels that mean a name, with the names that other
// inventories give them: CoNLL-2003, spaCy, ACE.
var entityTypes = map[string]mention.Type{
	"PERSON": mention.Person, "PER": mention.Person, "PEOPLE": mention.Person,
	"ORG": mention.Org, "ORGANIZATION": mention.Org, "ORGANISATION": mention.Org,
	"GPE": mention.GPE,
	"LOC": mention.Loc, "LOCATION": mention.Loc, "PLACE": mention.Loc,
	"NORP": mention.NORP,
	"DATE": mention.Date, "TIME": mention.Time, "MONEY": mention.Money,
	"PERCENT": mention.Percent, "EVENT": mention.Event, "TOPIC": mention.Topic,
}

// spanOf makes an annotation, of one of the kinds, of a label that another tool
// gave. Its place is yet to be set, and its body to be filled (see page.settle).
func spanOf(kinds kind.Rows, label string) *annotate.Annotation {
	name, rest, _ := strings.Cut(label, "/")
	k, ok := kinds.Find(name)
	if t, known := entityTypes[strings.ToUpper(label)]; known && !(ok && k.Added()) {
		return labelled("entity", string(t))
	}
	if ok {
		a := &annotate.Annotation{Body: k.New()}
		if _, labelled := k.Label(); labelled {
			k.SetLabel(a.Body, rest) // a choice takes anything
		} else if rest != "" {
			a.Tags = []string{rest}
		}
		return a
	}
	a := remark()
	if label != "" {
		a.Tags = []string{label}
	}
	return a
}

// labelled makes an annotation of a kind of the table with a label.
func labelled(name, label string) *annotate.Annotation {
	k, _ := kind.Find(name)
	a := &annotate.Annotation{Body: k.New()}
	if label != "" {
		k.SetLabel(a.Body, label)
	}
	return a
}

// remark makes a note, and linked a link of that label.
func remark() *annotate.Annotation             { return labelled("note", "") }
func linked(label string) *annotate.Annotation { return labelled(kind.LinkName, label) }

// labelOf is the label of an annotation in such a tool, and the tags that it
// leaves over: spanOf makes the same annotation of it.
func labelOf(a *annotate.Annotation) (label string, tags []string) {
	k := kind.Of(a)
	_, labelled := k.Label()
	short, long, rest := "", k.Name, a.Tags
	switch {
	case !labelled && len(a.Tags) > 0:
		short, rest = a.Tags[0], a.Tags[1:]
		long += "/" + short
	case labelled && a.Body.Label() != "":
		short = a.Body.Label()
		long += "/" + short
	}
	if short != "" {
		if b := spanOf(kind.All, short); b.Kind() == a.Kind() && b.Body.Label() == a.Body.Label() && slices.Equal(b.Tags, a.Tags[:len(a.Tags)-len(rest)]) {
			return short, rest
		}
	}
	return long, rest
}
