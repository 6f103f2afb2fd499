package format

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model/mention"
)

// A column is one thing that can be said of an annotation, as a text: a column
// of a table, an attribute or a key in a tool's file. Places are written as
// offsets, "246-260", in the unit of the file.
type column struct {
	name    string
	feature Feature
	refers  bool // the text is the ID of an annotation
	place   bool // the text is a list of places
	words   bool // the text is their words, by which their offsets are checked
	get     func(*annotate.Annotation) string
	set     func(*annotate.Annotation, string) error
}

// clear gives a the value of a blank annotation of its kind.
func (c column) clear(a, blank *annotate.Annotation) {
	c.set(a, c.get(blank)) // a blank's own values can always be set
}

// columns lists those of each built-in kind, by the kind's name.
var columns = func() map[string][]column {
	all := map[string][]column{}
	for _, k := range kind.All {
		all[k.Name] = columnsOf(k)
	}
	return all
}()

// columnsFor lists those of an annotation; whoever asks for several values asks
// for them once.
func columnsFor(a *annotate.Annotation) []column {
	if cols, ok := columns[a.Kind()]; ok {
		return cols
	}
	if k := kind.Of(a); k.Known() {
		return columnsOf(k)
	}
	return nil
}

// verdictFields are the fields that a format for fact-checks holds.
var verdictFields = []string{"claim", "verdict", "rating", "reviewed", "evidence"}

func columnsOf(k kind.Kind) []column {
	var cols []column
	label, _ := k.Label()
	for _, f := range k.Fields {
		c := column{name: f.Name, feature: Attributes, refers: f.Refers(),
			get: func(a *annotate.Annotation) string { return f.Get(a.Body) },
			set: func(a *annotate.Annotation, v string) error { return f.Set(a.Body, v) },
		}
		switch {
		case f.Name == label.Name:
			c.feature = Labels
		case f.Refers():
			c.feature = References
		case slices.Contains(verdictFields, f.Name):
			c.feature = Verdicts
		}
		cols = append(cols, c)
	}
	for i := range k.Roles {
		cols = append(cols, refColumns(roleColumn(k, i), k.Links, i)...)
	}
	for _, f := range k.Places {
		c := column{name: f.Name, feature: Words, place: true,
			get: func(a *annotate.Annotation) string { return formatPlaces(f.Get(a.Body)) },
			set: func(a *annotate.Annotation, v string) error {
				ps, err := parsePlaces(v)
				if err == nil {
					f.Set(a.Body, ps)
				}
				return err
			},
		}
		if f.Whole {
			c.feature = Discontinuous
		}
		cols = append(cols, c, wordsColumn(f.Name+"_words", c.feature,
			func(a *annotate.Annotation) []annotate.Place { return f.Get(a.Body) },
			func(a *annotate.Annotation, ps []annotate.Place) { f.Set(a.Body, ps) }))
	}
	return append(cols, common...)
}

// roleColumn says under which name the nth role of a kind is, so that a table
// has one column for all who speak, claim and hold.
func roleColumn(k kind.Kind, n int) string {
	switch {
	case k.Links || !k.Added() && n > 0:
		return "towards"
	case n == 0:
		return "who"
	}
	return k.Roles[n].Name
}

// refColumns are those of the nth Ref of a body, of which a relation is between
// two annotations. Each can be set and cleared without the others.
func refColumns(name string, relation bool, n int) []column {
	pointing := References
	if relation {
		pointing = Links
	}
	ref := func(a *annotate.Annotation) *annotate.Ref { return a.Body.Refs()[n].Ref }
	col := func(suffix string, f Feature, get func(*annotate.Ref) string, set func(*annotate.Ref, string) error) column {
		return column{name: name + suffix, feature: f,
			get: func(a *annotate.Annotation) string { return get(ref(a)) },
			set: func(a *annotate.Annotation, v string) error { return set(ref(a), v) },
		}
	}
	id := col("_ref", pointing, refAnnotation, setRefAnnotation)
	id.refers = true
	at := col("_at", Words, refWords, setRefWords)
	at.place = true
	return []column{
		col("_kind", Names, refKind, setRefKind),
		col("", Names, func(r *annotate.Ref) string { return r.Name }, func(r *annotate.Ref, v string) error {
			if r.Name = v; v != "" && r.Kind == annotate.RefUnset {
				r.Kind = annotate.RefName
			}
			return nil
		}),
		col("_type", Names, func(r *annotate.Ref) string { return string(r.Type) },
			func(r *annotate.Ref, v string) error { r.Type = mention.Type(v); return nil }),
		col("_id", Identities, refIRI, setRefIRI),
		id, at,
		wordsColumn(name+"_words", Words, func(a *annotate.Annotation) []annotate.Place {
			if w := ref(a).Words; w != nil {
				return []annotate.Place{*w}
			}
			return nil
		}, func(a *annotate.Annotation, ps []annotate.Place) { ref(a).Words = &ps[0] }),
	}
}

// wordsColumn is what the places of the column before it say. Setting it gives
// them a quote, and makes none.
func wordsColumn(name string, f Feature, at func(*annotate.Annotation) []annotate.Place, set func(*annotate.Annotation, []annotate.Place)) column {
	return column{name: name, feature: f, words: true,
		get: func(a *annotate.Annotation) string {
			var words []string
			for _, p := range at(a) {
				words = append(words, p.Quote.Exact)
			}
			return kind.JoinList(words)
		},
		set: func(a *annotate.Annotation, v string) error {
			words, places := kind.SplitList(v), slices.Clone(at(a))
			if len(words) != len(places) || len(words) == 0 {
				return nil
			}
			for i := range places {
				places[i].Quote.Exact = words[i]
			}
			set(a, places)
			return nil
		},
	}
}

// refKind leaves out the kinds that the other columns imply.
func refKind(r *annotate.Ref) string {
	if r.Kind == annotate.RefAnnotation || r.Kind == annotate.RefWords {
		return ""
	}
	return string(r.Kind)
}

func setRefKind(r *annotate.Ref, v string) error {
	switch k := annotate.RefKind(v); k {
	case annotate.RefUnset:
		if refKind(r) != "" {
			r.Kind = annotate.RefUnset
		}
	case annotate.RefName, annotate.RefTopic, annotate.RefArticle, annotate.RefNobody:
		r.Kind = k
	default:
		return fmt.Errorf("%q is not one of name, topic, article, nobody", v)
	}
	return nil
}

func refIRI(r *annotate.Ref) string {
	if r.Kind == annotate.RefAnnotation {
		return ""
	}
	return r.ID
}

func setRefIRI(r *annotate.Ref, v string) error {
	if r.Kind != annotate.RefAnnotation {
		r.ID = v
	}
	return nil
}

func refAnnotation(r *annotate.Ref) string {
	if r.Kind == annotate.RefAnnotation {
		return r.ID
	}
	return ""
}

func setRefAnnotation(r *annotate.Ref, v string) error {
	switch {
	case v != "":
		r.Kind, r.ID = annotate.RefAnnotation, v
	case r.Kind == annotate.RefAnnotation:
		r.Kind, r.ID = annotate.RefUnset, ""
	}
	return nil
}

func refWords(r *annotate.Ref) string {
	if r.Words == nil {
		return ""
	}
	return formatPlaces([]annotate.Place{*r.Words})
}

func setRefWords(r *annotate.Ref, v string) error {
	ps, err := parsePlaces(v)
	switch {
	case err != nil:
		return err
	case len(ps) == 0:
		r.Words = nil
		if r.Kind == annotate.RefWords {
			r.Kind = annotate.RefUnset
		}
	default:
		r.Words = &ps[0]
		if r.Kind == annotate.RefUnset {
			r.Kind = annotate.RefWords
		}
	}
	return nil
}

// noteColumn is the name of the column of comments.
const noteColumn = "note"

// common are the columns of every kind, after its own.
var common = []column{
	{name: "tags", feature: Tags,
		get: func(a *annotate.Annotation) string { return kind.JoinList(a.Tags) },
		set: func(a *annotate.Annotation, v string) error { a.Tags = kind.SplitList(v); return nil }},
	{name: noteColumn, feature: Notes,
		get: func(a *annotate.Annotation) string { return a.Comment },
		set: func(a *annotate.Annotation, v string) error { a.Comment = v; return nil }},
	{name: "origin", feature: Origins,
		get: func(a *annotate.Annotation) string { return string(a.Origin.How) },
		set: func(a *annotate.Annotation, v string) error { return setOrigin(a, v) }},
	{name: "generator", feature: Origins,
		get: func(a *annotate.Annotation) string { return a.Origin.Generator },
		set: func(a *annotate.Annotation, v string) error { a.Origin.Generator = v; return nil }},
	{name: "score", feature: Origins,
		get: func(a *annotate.Annotation) string { return annotate.FormatScore(a.Origin.Score) },
		set: setScore},
	{name: "creator", feature: Coders,
		get: func(a *annotate.Annotation) string { return a.Creator },
		set: func(a *annotate.Annotation, v string) error { a.Creator = v; return nil }},
	{name: "created", feature: Times,
		get: func(a *annotate.Annotation) string { return kind.FormatTime(a.Created) },
		set: func(a *annotate.Annotation, v string) (err error) { a.Created, err = kind.ParseTime(v); return err }},
	{name: "modified", feature: Times,
		get: func(a *annotate.Annotation) string { return kind.FormatTime(a.Modified) },
		set: func(a *annotate.Annotation, v string) (err error) { a.Modified, err = kind.ParseTime(v); return err }},
}

func setOrigin(a *annotate.Annotation, v string) error {
	switch how := annotate.How(v); how {
	case "", annotate.ByHand, annotate.Kept, annotate.Edited, annotate.Refused, annotate.Suggested:
		a.Origin.How = how
		return nil
	}
	return fmt.Errorf("%q is no origin: want hand, kept, edited, refused or suggested", v)
}

func setScore(a *annotate.Annotation, v string) error {
	score, ok := annotate.ParseScore(v)
	if !ok {
		return fmt.Errorf("%q is no score: want a number from 0 to 1", v)
	}
	a.Origin.Score = score
	return nil
}

// formatPlaces writes places as their offsets: "191-241; 262-290".
func formatPlaces(ps []annotate.Place) string {
	var b strings.Builder
	for i, p := range ps {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%d-%d", p.Quote.Start, p.Quote.End)
	}
	return b.String()
}

// parsePlaces reads what formatPlaces wrote.
func parsePlaces(s string) ([]annotate.Place, error) {
	var ps []annotate.Place
	for item := range strings.SplitSeq(s, ";") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		from, to, _ := strings.Cut(item, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || start < 0 || end < start {
			return nil, fmt.Errorf("%q is no pair of offsets: want START-END", item)
		}
		ps = append(ps, annotate.Place{Quote: annotate.Quote{Start: start, End: end}})
	}
	return ps, nil
}

// valueOf returns the text of one column, "" where the kind has none such.
func valueOf(a *annotate.Annotation, name string) string {
	for _, c := range columnsFor(a) {
		if c.name == name {
			return c.get(a)
		}
	}
	return ""
}

// setValue sets one column; false where the kind has none of that name.
func setValue(a *annotate.Annotation, name, v string) (bool, error) {
	for _, c := range columnsFor(a) {
		if c.name == name {
			return true, c.set(a, v)
		}
	}
	return false, nil
}

// columnNames lists the columns of kinds, each once, in the order of the kinds.
func columnNames(kinds kind.Rows) []string {
	var names []string
	seen := map[string]bool{}
	for _, k := range kinds {
		cols := columnsOf(k)
		for _, c := range cols[:len(cols)-len(common)] {
			if !seen[c.name] {
				seen[c.name] = true
				names = append(names, c.name)
			}
		}
	}
	for _, c := range common {
		names = append(names, c.name)
	}
	return names
}
