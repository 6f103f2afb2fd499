package format

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/kind"
)

// A Feature is one thing that an annotation may ask of a format. A set of them
// is their union.
type Feature uint32

// The features.
const (
	Labels        Feature = 1 << iota // the code that a body assigns
	Tags                              // free tags besides
	Notes                             // the comment in Markdown
	Names                             // who speaks, claims or holds, and towards whom
	Identities                        // IRIs of names
	Verdicts                          // what a claim says in other words, rating and verdict
	Attributes                        // whatever else the body says, as text
	Words                             // words besides the target: cue, source, topic
	Discontinuous                     // a quote in parts
	Overlaps                          // annotations that share words
	References                        // to other annotations
	Links                             // relations between annotations
	Remarks                           // notes on annotations
	WholeArticle                      // annotations without words
	Orphans                           // words that the present text does not hold
	Origins                           // by hand, kept, changed; and by which engine
	Coders                            // who made it
	Times                             // when
	IDs                               // the annotation's own

	Everything Feature = 1<<iota - 1
)

// features names them, in the order of the documentation.
var features = []struct {
	Feature
	what  What   // one thing that is lost
	title string // in the table of formats
}{
	{Labels, What{"label", "labels"}, "labels"},
	{Tags, What{"list of tags", "lists of tags"}, "tags"},
	{Notes, What{"note", "notes"}, "notes"},
	{Names, What{"name", "names"}, "names"},
	{Identities, What{"identity of a name", "identities of a name"}, "identities"},
	{Verdicts, What{"verdict", "verdicts"}, "verdicts"},
	{Attributes, What{"attribute", "attributes"}, "attributes"},
	{Words, What{"cue", "cues"}, "cues"},
	{Discontinuous, What{"discontinuous quote", "discontinuous quotes"}, "discontinuous quotes"},
	{Overlaps, What{"overlap", "overlaps"}, "overlaps"},
	{References, What{"reference to an annotation", "references to an annotation"}, "references"},
	{Links, What{"relation", "relations"}, "relations"},
	{Remarks, What{"note on an annotation", "notes on an annotation"}, "notes on annotations"},
	{WholeArticle, What{"annotation of the whole article", "annotations of the whole article"}, "whole articles"},
	{Orphans, What{"annotation without its words in the text", "annotations without their words in the text"}, "orphans"},
	{Origins, What{"origin", "origins"}, "origins"},
	{Coders, What{"annotator", "annotators"}, "annotators"},
	{Times, What{"date", "dates"}, "dates"},
	{IDs, What{"id", "ids"}, "ids"},
}

// What names one loss of the feature.
func (f Feature) What() What {
	for _, row := range features {
		if row.Feature == f {
			return row.what
		}
	}
	return What{}
}

// String lists the features of a set, for people.
func (f Feature) String() string {
	var titles []string
	for _, row := range features {
		if f&row.Feature != 0 {
			titles = append(titles, row.title)
		}
	}
	return strings.Join(titles, ", ")
}

// prepare places a document's annotations in the present text and takes from
// them what the format does not hold. What is left it has to hold exactly.
func prepare(d Document, holds Feature, only []string, kinds kind.Rows) (*page, []Loss) {
	p := newPage(d)
	var losses []Loss
	lose := func(a *annotate.Annotation, w What, detail string) {
		losses = append(losses, Loss{What: w, Document: p.Name(), ID: a.ID, Detail: detail})
	}
	p.Annotations = nil
	names := kinds.Names()
	for _, a := range d.Annotations {
		if a.Origin.How == annotate.Refused {
			continue
		}
		if k := kind.Of(a); !k.Known() || !slices.Contains(names, k.Name) {
			lose(a, UnknownKind, a.Kind())
			continue
		}
		if only != nil && !slices.Contains(only, a.Kind()) {
			lose(a, OtherKind, quoted(a))
			continue
		}
		if need := needs(a) &^ holds; need != 0 {
			lose(a, need.first().What(), quoted(a))
			continue
		}
		c := p.placed(a)
		if holds&Orphans == 0 && dropLost(c) {
			lose(c, Words.What(), "not in the present text")
		}
		for _, l := range reduce(c, holds) {
			lose(c, l.What, l.Detail)
		}
		p.Annotations = append(p.Annotations, c)
	}
	if holds&Overlaps == 0 {
		p.Annotations = disjoint(p.Annotations, len(p.Article.Text), lose)
	}
	if holds&IDs == 0 {
		p.Annotations = closed(p.Annotations, lose)
	}
	slices.SortStableFunc(p.Annotations, annotate.Compare)
	return p, losses
}

// first returns the first feature of a set in the order of the table.
func (f Feature) first() Feature {
	for _, row := range features {
		if f&row.Feature != 0 {
			return row.Feature
		}
	}
	return 0
}

// needs returns the features without which an annotation cannot be written at
// all.
func needs(a *annotate.Annotation) Feature {
	switch {
	case a.Target.Annotation != "" && isLink(a):
		return Links
	case a.Target.Annotation != "":
		return Remarks
	case a.Target.Whole:
		return WholeArticle
	case !found(&a.Target.Place):
		return Orphans
	}
	return 0
}

func isLink(a *annotate.Annotation) bool { return kind.Of(a).Links }

// reduce takes from a what the format does not hold, and returns what that was.
func reduce(a *annotate.Annotation, holds Feature) []Loss {
	k := kind.Of(a)
	cols := columnsFor(a)
	before := make([]string, len(cols))
	for i, c := range cols {
		before[i] = c.get(a)
	}
	label, tags := a.Body.Label(), a.Tags
	blank := &annotate.Annotation{Body: k.New(), Origin: annotate.Origin{How: annotate.ByHand}}
	for _, c := range cols {
		if c.feature&holds == 0 {
			c.clear(a, blank)
		}
	}
	_, labelled := k.Label()
	switch {
	case holds&Labels == 0:
	case labelled:
		k.SetLabel(a.Body, label) // undoes what clearing a name's type took
	case len(a.Tags) == 0 && len(tags) > 0:
		a.Tags = tags[:1] // the label of a note, see labelOf
	}
	if k.Fill != nil {
		k.Fill(a.Body, a.Target.Quote.Exact)
	}
	var losses []Loss
	seen := Feature(0)
	for i, c := range cols {
		if after := c.get(a); after != before[i] && before[i] != "" && (c.feature&seen == 0 || k.Added() && c.feature == Attributes) {
			seen |= c.feature
			losses = append(losses, Loss{What: c.feature.What(), Detail: c.name + " " + before[i]})
		}
	}
	return losses
}

// disjoint keeps annotations that share no word: the longer before the shorter,
// the earlier before the later. An annotation that overlaps a longer one has an
// end inside it, so two looks at a map of the covered text are enough.
func disjoint(as []*annotate.Annotation, text int, lose func(*annotate.Annotation, What, string)) []*annotate.Annotation {
	order := slices.Clone(as)
	slices.SortStableFunc(order, func(a, b *annotate.Annotation) int {
		return cmp.Or(b.Target.Len()-a.Target.Len(), annotate.Compare(a, b))
	})
	covered := make([]bool, text)
	return slices.DeleteFunc(order, func(a *annotate.Annotation) bool {
		if a.Target.Empty() {
			return false
		}
		r := a.Target.Range
		if covered[r.Start] || covered[r.End-1] {
			lose(a, Overlaps.What(), quoted(a))
			return true
		}
		for i := r.Start; i < r.End; i++ {
			covered[i] = true
		}
		return false
	})
}

// closed drops what points at annotations that are not in the file, since its
// reader cannot know them by our IDs.
func closed(as []*annotate.Annotation, lose func(*annotate.Annotation, What, string)) []*annotate.Annotation {
	there := make(map[string]bool, len(as))
	arrows := map[string]bool{}                 // no tool draws an arrow to an arrow
	ends := map[string][]*annotate.Annotation{} // by the ID that they cannot do without
	for _, a := range as {
		there[a.ID], arrows[a.ID] = true, isLink(a)
		for _, id := range endsOf(a) {
			ends[id] = append(ends[id], a)
		}
	}
	var missing []string
	for id := range ends {
		if !there[id] || arrows[id] {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	for len(missing) > 0 { // what depends on a dropped one is dropped too
		id := missing[len(missing)-1]
		missing = missing[:len(missing)-1]
		for _, a := range ends[id] {
			if there[a.ID] {
				delete(there, a.ID)
				lose(a, needs(a).What(), "its end is not in the file")
				missing = append(missing, a.ID)
			}
		}
		delete(ends, id)
	}
	as = slices.DeleteFunc(as, func(a *annotate.Annotation) bool { return !there[a.ID] })
	for _, a := range as {
		blank := &annotate.Annotation{Body: kind.Of(a).New()}
		for _, c := range columnsFor(a) {
			if id := c.get(a); c.refers && isID(id) && !there[id] {
				c.clear(a, blank)
				lose(a, c.feature.What(), c.name)
			}
		}
	}
	return as
}

// endsOf returns the IDs of the annotations that a is between or about.
func endsOf(a *annotate.Annotation) []string {
	var ids []string
	if a.Target.Annotation != "" {
		ids = append(ids, a.Target.Annotation)
	}
	if isLink(a) {
		ids = append(ids, a.Who().ID)
	}
	return ids
}

// isID tells an annotation's ID from the other words that a reference may be
// (kind.ToldByArticle).
func isID(s string) bool { return s != "" && s != kind.ToldByArticle }

// quoted returns the words of an annotation for an account, cut to a line.
func quoted(a *annotate.Annotation) string {
	words := strings.Join(strings.Fields(a.Target.Quote.Exact), " ")
	if r := []rune(words); len(r) > 60 {
		words = string(r[:59]) + "…"
	}
	return a.Kind() + " “" + words + "”"
}
