package agree

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// Whole reports whether a disagreement is about a question to the whole article.
func (x Disagreement) Whole() bool { return x.Range.Empty() }

// Differ says in a few words what the coders do not say alike: where only one
// coder or some have anything, that; else the words, the label, or who is meant.
func (x Disagreement) Differ(coders []string) string {
	said := slices.DeleteFunc(slices.Clone(coders), func(c string) bool { return len(x.Says[c]) == 0 })
	switch {
	case x.Whole():
		return "another answer"
	case len(said) == 1:
		return fmt.Sprintf("only %s has it", said[0])
	case len(said) < len(coders):
		return "not everybody has it"
	}
	first := x.Says[said[0]]
	all := func(alike func(a, b *annotate.Annotation) bool) bool {
		return !slices.ContainsFunc(said[1:], func(coder string) bool { return !slices.EqualFunc(first, x.Says[coder], alike) })
	}
	words := all(func(a, b *annotate.Annotation) bool { return a.Target.Range == b.Target.Range })
	labels := all(func(a, b *annotate.Annotation) bool { return a.Body.Label() == b.Body.Label() })
	many := all(func(a, b *annotate.Annotation) bool { return true })
	other := "name"
	for _, f := range kind.Of(first[0]).Coded {
		if !all(func(a, b *annotate.Annotation) bool { return f.Get(a.Body) == f.Get(b.Body) }) {
			other = strings.ReplaceAll(f.Name, "_", " ")
		}
	}
	switch {
	case words && labels:
		return fmt.Sprintf("same words, another %s", other)
	case words:
		return "same words, another label"
	case !labels && many:
		return "another label, other words"
	}
	return "other words"
}

// Side returns what a coder says there, as it is to be taken: of a note on the
// whole article no more than the answer to the question.
func (x Disagreement) Side(coder string) []*annotate.Annotation {
	says := x.Says[coder]
	if !x.Whole() || len(says) == 0 {
		return says
	}
	tags, code := x.answersIn(says)
	if len(tags) == 0 {
		return says // the label of an annotation is the answer
	}
	a := says[code].Clone()
	a.Tags, a.Comment = tags, ""
	return []*annotate.Annotation{a}
}

// answersIn returns the tags that answer the question, each once, and the index
// of the first annotation that bears one.
func (x Disagreement) answersIn(as []*annotate.Annotation) (tags []string, first int) {
	seen := map[string]bool{}
	for i, a := range as {
		for _, tag := range a.Tags {
			if question, _, _ := strings.Cut(tag, ":"); question == x.What && !seen[tag] {
				if len(tags) == 0 {
					first = i
				}
				seen[tag] = true
				tags = append(tags, tag)
			}
		}
	}
	return tags, first
}

// Both returns what all coders say there, each thing once. Answers to a question
// are joined in one annotation.
func (x Disagreement) Both(coders []string) []*annotate.Annotation {
	var out []*annotate.Annotation
	said := map[string]bool{}
	for _, coder := range coders {
		for _, a := range x.Side(coder) {
			switch key := saying(a, nil); {
			case x.Whole() && len(a.Tags) > 0 && len(out) > 0:
				joined := out[0].Clone()
				joined.Tags, _ = x.answersIn([]*annotate.Annotation{out[0], a})
				out[0] = joined
			case !said[key]:
				said[key] = true
				out = append(out, a)
			}
		}
	}
	return out
}

// An Adjudication is what was decided about one article, found by what it is
// about.
type Adjudication struct {
	kinds     map[string]*decisions             // of words, by kind
	questions map[string][]*annotate.Annotation // of the whole article
}

// decisions are annotations in the order of the text; reach[i] is the furthest
// end among the first i+1 of them.
type decisions struct {
	as    []*annotate.Annotation
	reach []model.Pos
}

// NewAdjudication returns what a set of annotations decides. Refused ones say
// that nothing is where they do.
func NewAdjudication(gold []*annotate.Annotation) *Adjudication {
	j := &Adjudication{map[string]*decisions{}, map[string][]*annotate.Annotation{}}
	for _, a := range gold {
		if !a.Target.Whole {
			if j.kinds[a.Kind()] == nil {
				j.kinds[a.Kind()] = &decisions{}
			}
			j.kinds[a.Kind()].as = append(j.kinds[a.Kind()].as, a)
			continue
		}
		about := map[string]bool{}
		if a.Body != nil && a.Body.Label() != "" {
			about[a.Kind()] = true
		}
		for _, tag := range a.Tags {
			question, _, _ := strings.Cut(tag, ":")
			about[question] = true
		}
		for question := range about {
			j.questions[question] = append(j.questions[question], a)
		}
	}
	for _, d := range j.kinds {
		slices.SortStableFunc(d.as, func(a, b *annotate.Annotation) int { return a.Target.Compare(b.Target.Range) })
		far := model.Pos(0)
		for _, a := range d.as {
			far = max(far, a.Target.End)
			d.reach = append(d.reach, far)
		}
	}
	return j
}

// On returns what was decided about a disagreement; nothing while it is open.
func (j *Adjudication) On(x Disagreement) []*annotate.Annotation {
	d := j.kinds[x.What]
	if x.Whole() {
		return j.questions[x.What]
	}
	if d == nil {
		return nil
	}
	var out []*annotate.Annotation
	i := sort.Search(len(d.reach), func(i int) bool { return d.reach[i] > x.Range.Start })
	for ; i < len(d.as) && d.as[i].Target.Start < x.Range.End; i++ {
		if d.as[i].Target.Overlaps(x.Range) {
			out = append(out, d.as[i])
		}
	}
	return out
}

// Decide returns the swaps that put annotations, as whoever decides says, in the
// place of what an adjudication holds about a disagreement. Those that are taken
// bear the reason as their comment; where none is taken, what the coders say
// there is refused.
func (x Disagreement) Decide(j *Adjudication, taken []*annotate.Annotation, reason, creator string, at time.Time, newID func() string) []annotate.Swap {
	how := annotate.How("")
	if len(taken) == 0 {
		how = annotate.Refused
		taken = x.Both(slices.Sorted(maps.Keys(x.Says)))
	}
	var swaps []annotate.Swap
	for _, a := range j.On(x) {
		swaps = append(swaps, annotate.Swap{Before: a})
	}
	for _, a := range Take(taken, reason, creator, at, newID) {
		a.Origin.How = cmp.Or(how, a.Origin.How)
		swaps = append(swaps, annotate.Swap{After: a})
	}
	return swaps
}

// Take copies annotations into an adjudication, as whoever decides says: with
// IDs of their own and the reason as their comment, "" leaving the comment as it
// was. Relations between those that are taken follow; others lose an end and are
// left out.
func Take(as []*annotate.Annotation, reason, creator string, at time.Time, newID func() string) []*annotate.Annotation {
	ids := make(map[string]string, len(as))
	for _, a := range as {
		ids[a.ID] = newID()
	}
	var out []*annotate.Annotation
	for _, a := range as {
		c := a.Clone()
		c.ID, c.Creator, c.Created, c.Modified = ids[a.ID], creator, at, at
		c.Comment = cmp.Or(reason, c.Comment)
		if on := c.Target.Annotation; on != "" {
			if c.Target.Annotation = ids[on]; ids[on] == "" {
				continue
			}
		}
		kept := true
		for _, r := range c.Body.Refs() {
			if r.Ref.Kind == annotate.RefAnnotation {
				if r.Ref.ID = ids[r.Ref.ID]; r.Ref.ID == "" {
					*r.Ref = annotate.Ref{}
					kept = c.Target.Annotation == "" // a relation without its other end
				}
			}
		}
		for _, f := range kind.Of(c).Fields {
			if id := f.Get(c.Body); f.Refers() && id != "" && id != kind.ToldByArticle {
				f.Set(c.Body, ids[id]) // an ID can always be set
			}
		}
		if kept {
			out = append(out, c)
		}
	}
	return out
}
