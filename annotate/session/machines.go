package session

import (
	"cmp"
	"slices"
	"strings"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/store"
	"stet/annotate/suggest"
)

// takeMachines opens what the newest runs of machines say of the article, and makes
// suggestions of it. In a blind project they stay hidden until the annotator is done, as
// what other people say does.
func (w *Article) takeMachines(files []*store.File) {
	w.codings = map[string]agree.Coding{}
	for _, f := range files {
		if store.IsEarlierRun(f.Annotator) {
			continue
		}
		w.Machines = append(w.Machines, f.Annotator)
		name := f.Annotator[1:]
		w.codings[f.Annotator] = agree.Coding{Annotations: f.Set.All(), Coded: f.Set.Coded()}
		for _, a := range f.Set.All() {
			if len(a.Tags) > 0 && a.Target.Whole {
				w.answered = append(w.answered, a)
				continue
			}
			if !placed(a) {
				continue
			}
			w.suggested = append(w.suggested, suggest.Suggestion{Annotation: asSuggestion(a), Why: a.Origin.Why, Machine: name})
		}
	}
	slices.SortStableFunc(w.suggested, func(a, b suggest.Suggestion) int {
		return a.Annotation.Target.Range.Compare(b.Annotation.Target.Range)
	})
	w.suggested = joined(w.suggested)
}

// placed reports whether the words of an annotation are surely where it says.
func placed(a *annotate.Annotation) bool {
	t := &a.Target
	return !t.Whole && t.Annotation == "" && !t.Empty() && (t.State == annotate.Exact || t.State == annotate.Moved)
}

// asSuggestion is an annotation of a machine as a suggestion: what it said for itself is
// in the suggestion, and is not kept.
func asSuggestion(a *annotate.Annotation) annotate.Annotation {
	c := *a.Clone()
	c.Origin.Why, c.Source = "", nil
	return c
}

// joined makes one of suggestions of several machines that say the same of the same
// words: the surest, which names them all.
func joined(ss []suggest.Suggestion) []suggest.Suggestion {
	out := ss[:0]
	for _, s := range ss {
		i := len(out) - 1
		for i >= 0 && out[i].Annotation.Target.Range == s.Annotation.Target.Range && !sameSaid(&out[i].Annotation, &s.Annotation) {
			i--
		}
		if i < 0 || out[i].Annotation.Target.Range != s.Annotation.Target.Range {
			out = append(out, s)
			continue
		}
		machines := out[i].Machine
		if !slices.Contains(strings.Split(machines, ", "), s.Machine) {
			machines += ", " + s.Machine
		}
		if s.Annotation.Origin.Score > out[i].Annotation.Origin.Score {
			out[i] = s
		}
		out[i].Machine = machines
	}
	return out
}

func sameSaid(a, b *annotate.Annotation) bool {
	return a.Kind() == b.Kind() && a.Body.Label() == b.Body.Label() && slices.Equal(a.Tags, b.Tags) && cmp.Compare(a.Who().String(), b.Who().String()) == 0
}

// Suggested returns what is suggested of the article and not decided yet: what machines
// say, and the suggestions but for what a machine says of the same words. A machine that
// hides reports is left out. Of 10,000 suggestions it takes a few milliseconds.
func (w *Article) Suggested(found []suggest.Suggestion, hides func(machine string) bool) (out []*suggest.Suggestion) {
	decided := w.Own.Set.Snapshot()
	found = w.Project.Pending(found, decided)
	said := map[where]bool{} // of the suggestions: whether a machine says it, too
	for i := range found {
		said[whereOf(&found[i].Annotation)] = false
	}
	if len(w.suggested) > 0 && !w.Blind() {
		hidden := slices.ContainsFunc(w.Machines, func(slug string) bool { return hides(slug[1:]) })
		open := suggest.Undecided(decided)
		for i := range w.suggested {
			s := &w.suggested[i]
			if hidden && !shownBy(s, hides) || !w.Project.Wants(s.Annotation.Kind()) || !open(&s.Annotation) {
				continue
			}
			out = append(out, s)
			if at := whereOf(&s.Annotation); len(found) > 0 {
				if _, there := said[at]; there {
					said[at] = true
				}
			}
		}
	}
	for i := range found {
		if !said[whereOf(&found[i].Annotation)] {
			out = append(out, &found[i])
		}
	}
	return out
}

// shownBy reports whether one of the machines that suggest something is not hidden.
func shownBy(s *suggest.Suggestion, hides func(machine string) bool) bool {
	for name := range strings.SplitSeq(s.Machine, ", ") {
		if !hides(name) {
			return true
		}
	}
	return false
}

// A where is the words and the kind of a suggestion.
type where struct {
	kind       string
	start, end int
}

func whereOf(a *annotate.Annotation) where {
	return where{a.Kind(), int(a.Target.Start), int(a.Target.End)}
}

// Answered returns what machines answer to a question about the whole article, unless
// that is hidden: the codes, each with who says so.
func (w *Article) Answered(question string) (says []string) {
	if w.Blind() || !w.Project.Wants("") {
		return nil
	}
	for _, a := range w.answered {
		for _, tag := range a.Tags {
			set, code, ok := w.Project.Book.Answer(tag)
			if !ok || set.Name != question {
				continue
			}
			name, _ := store.MachineOf(a.Origin.Generator)
			if name == "" {
				name = "a machine"
			}
			one := strings.TrimPrefix(name, "@") + ": " + code
			if score := annotate.FormatScore(a.Origin.Score); score != "" {
				one += " " + score
			}
			says = append(says, one)
		}
	}
	return says
}
