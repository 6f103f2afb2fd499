package machine

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/model"
)

// mostAnswers is how many answers about one article are looked at.
const mostAnswers = 20_000

// An asked is one question of an article with the reply to it.
type asked struct {
	within model.Range
	reply
}

// annotations turns all replies about an article into annotations, in text order, and
// counts what became of each answer.
func (m *maker) annotations(all []asked) ([]*annotate.Annotation, *Tally) {
	t := &Tally{}
	key, err := m.machine.key()
	if err != nil {
		key = "" // without it nothing was asked
	}
	var out []*annotate.Annotation
	for _, one := range all {
		m.within = one.within
		t.Given += len(one.answers) + one.bad
		t.by[Unreadable] += one.bad
		if one.mended {
			t.Mended++
		}
		for i, a := range one.answers {
			if len(out) >= mostAnswers {
				t.by[TooMany] += len(one.answers) - i
				break
			}
			a.redact(key)
			ann, why, what := m.make(a)
			if why != Used {
				t.refuse(why, what)
				continue
			}
			out = append(out, ann)
		}
	}
	n := len(out)
	out = m.join(out)
	t.Joined, t.Kept = n-len(out), len(out)
	return out, t
}

// join leaves of annotations that say the same of words which overlap by half or more
// the surest, and of those the longest; of a question with one answer the surest code.
func (m *maker) join(as []*annotate.Annotation) []*annotate.Annotation {
	slices.SortStableFunc(as, func(a, b *annotate.Annotation) int {
		return cmp.Or(cmp.Compare(b.Origin.Score, a.Origin.Score), b.Target.Len()-a.Target.Len(), a.Target.Compare(b.Target.Range))
	})
	says := map[string][]*annotate.Annotation{}
	var out []*annotate.Annotation
	for _, a := range as {
		key := m.saying(a)
		if slices.ContainsFunc(says[key], func(b *annotate.Annotation) bool { return sameWords(a, b) }) {
			continue
		}
		says[key] = append(says[key], a)
		out = append(out, a)
	}
	slices.SortFunc(out, annotate.Compare)
	return out
}

// saying is what must be equal for two annotations to say the same.
func (m *maker) saying(a *annotate.Annotation) string {
	parts := []string{a.Kind(), a.Body.Label()}
	for _, r := range a.Body.Refs() {
		parts = append(parts, r.Ref.String())
	}
	for _, tag := range a.Tags {
		if set, _, ok := m.wanted.Book.Answer(tag); ok && !set.Many && set.Applies == codebook.Article && a.Target.Whole {
			tag = set.Name // one code of it
		}
		parts = append(parts, tag)
	}
	if len(a.Tags) == 0 {
		parts = append(parts, a.Comment)
	}
	return strings.Join(parts, "\x00")
}

func sameWords(a, b *annotate.Annotation) bool {
	if a.Target.Whole || b.Target.Whole {
		return a.Target.Whole && b.Target.Whole
	}
	shared := a.Target.Intersect(b.Target.Range).Len()
	return shared > 0 && 2*shared >= min(a.Target.Len(), b.Target.Len())
}
