package learn

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/suggest"
	"stet/model"
	"stet/model/segment"
)

// A Lesson is one article with what a coder decided about it.
type Lesson struct {
	Article *model.Article
	Decided []*annotate.Annotation // refused suggestions too
	Done    bool                   // the coder is done with it: what bears nothing was passed over
}

// Lessons are what was learned from a coder's articles. They are safe for concurrent use.
type Lessons struct {
	mu     sync.Mutex
	kinds  kind.Rows
	models map[target]*Model
	words  map[string]map[target]int // words that were tagged, less how often they were refused
	names  map[string]map[string]int // whom words such as “the mayor” stood for
}

// A target is what a model is of: a kind, with a label where such an annotation needs
// one, or a code among the tags of notes.
type target struct{ kind, label, tag string }

// Of begins to learn for the kinds of a project.
func Of(kinds kind.Rows) *Lessons {
	return &Lessons{kinds: kinds, models: map[target]*Model{}, words: map[string]map[target]int{}, names: map[string]map[string]int{}}
}

// passedOver is what a sentence counts that nobody has marked in an article which the
// coder has begun and is not done with.
const passedOver = 0.3

// mostWords is how many words a stretch has at most that is remembered as such.
const mostWords = 5

// Take learns from articles.
func (l *Lessons) Take(lessons []Lesson) {
	l.mu.Lock()
	defer l.mu.Unlock()
	targets := map[target]bool{}
	for _, le := range lessons {
		for _, a := range le.Decided {
			if t, ok := l.targetOf(a); ok {
				targets[t] = true
			}
			l.remember(a, 1)
		}
	}
	by := map[target][]Example{}
	for _, le := range lessons {
		for t := range targets {
			by[t] = append(by[t], l.examples(le, t)...)
		}
	}
	for t, es := range by {
		l.models[t] = Train(es)
	}
}

// targetOf is what an annotation is an example of; false for what is not learned: what
// is about the whole article or another annotation, names, and kinds of which a person
// has to say more than a machine can guess.
func (l *Lessons) targetOf(a *annotate.Annotation) (target, bool) {
	k, ok := l.kinds.Find(a.Kind())
	if !ok || k.Links || k.Named || a.Target.Whole || a.Target.Annotation != "" || a.Target.State == annotate.Orphan || a.Target.Empty() {
		return target{}, false
	}
	if k.Bare() {
		if len(a.Tags) == 0 {
			return target{}, false
		}
		return target{kind: k.Name, tag: a.Tags[0]}, true
	}
	t := target{kind: k.Name}
	for _, need := range k.Needs {
		f, _ := k.Label()
		if need != "label" && need != f.Name {
			return target{}, false
		}
	}
	if len(k.Needs) > 0 || k.Added() {
		t.label = a.Body.Label()
	}
	return t, true
}

// examples are the sentences of an article as examples of a target: marked ones, those of
// which a suggestion was refused, and those that were passed over.
func (l *Lessons) examples(le Lesson, t target) (out []Example) {
	var marked, refused []model.Range
	last := model.Pos(0)
	for _, a := range le.Decided {
		if !a.Target.Whole && a.Target.Annotation == "" {
			last = max(last, a.Target.End)
		}
		of, ok := l.targetOf(a)
		switch {
		case !ok || of != t:
		case a.Origin.How == annotate.Refused:
			refused = append(refused, a.Target.Range)
		default:
			marked = append(marked, a.Target.Range)
		}
	}
	for _, s := range sentencesOf(le.Article) {
		e := Example{Text: le.Article.Slice(s)}
		switch {
		case slices.ContainsFunc(marked, s.Overlaps):
			e.Is = true
		case slices.ContainsFunc(refused, s.Overlaps):
		case le.Done:
			e.Weight = 2 * passedOver
		case s.Start < last:
			e.Weight = passedOver
		default:
			continue // not read yet
		}
		out = append(out, e)
	}
	return out
}

// leastSentence is how long a sentence is at least that anything is learned from, in
// bytes.
const leastSentence = 12

// sentencesOf are the sentences of an article without blanks at their ends.
func sentencesOf(a *model.Article) (out []model.Range) {
	for _, s := range segment.Sentences(a.Text, model.Range{End: model.Pos(len(a.Text))}) {
		text := a.Text[s.Start:s.End]
		left := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
		s.Start += model.Pos(left)
		s.End = s.Start + model.Pos(len(strings.TrimSpace(text)))
		if s.Len() >= leastSentence {
			out = append(out, s)
		}
	}
	return out
}

// remember counts the words of an annotation and whom it speaks of, n times.
func (l *Lessons) remember(a *annotate.Annotation, n int) {
	if a.Origin.How == annotate.Refused {
		n = -2 * n
	}
	words := a.Target.Quote.Exact
	k, ok := l.kinds.Find(a.Kind())
	if ok && k.Named && !a.Target.Whole && words != "" && len(strings.Fields(words)) <= mostWords {
		if l.words[words] == nil {
			l.words[words] = map[target]int{}
		}
		l.words[words][target{kind: k.Name, label: a.Body.Label()}] += n
	}
	if a.Body == nil || n < 0 {
		return
	}
	for _, role := range a.Body.Refs() {
		r := role.Ref
		if r.Kind != annotate.RefName || r.Words == nil || r.Words.Quote.Exact == r.Name || strings.Contains(r.Name, r.Words.Quote.Exact) {
			continue
		}
		said := strings.ToLower(r.Words.Quote.Exact)
		if l.names[said] == nil {
			l.names[said] = map[string]int{}
		}
		l.names[said][r.Name] += n
	}
}

// See learns from one decision, in milliseconds.
func (l *Lessons) See(a *model.Article, decided *annotate.Annotation) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remember(decided, 1)
	t, ok := l.targetOf(decided)
	if !ok {
		return
	}
	if l.models[t] == nil {
		l.models[t] = Train(nil)
	}
	for _, s := range sentencesOf(a) {
		if s.Overlaps(decided.Target.Range) {
			l.models[t].Add(Example{Text: a.Slice(s), Is: decided.Origin.How != annotate.Refused})
			return
		}
	}
}

// Name is whom words such as “the mayor” were said to be before, "" if nobody.
func (l *Lessons) Name(words string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return most(l.names[strings.ToLower(words)])
}

func most[K cmp.Ordered](counts map[K]int) (best K) {
	n := 0
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		if counts[k] > n {
			best, n = k, counts[k]
		}
	}
	return best
}

// Suggest returns what was learned about an article: sentences that look like marked ones,
// and words that were tagged before. Each says why.
func (l *Lessons) Suggest(a *model.Article) (out []suggest.Suggestion) {
	l.mu.Lock()
	defer l.mu.Unlock()
	sentences := sentencesOf(a)
	for _, t := range slices.SortedFunc(maps.Keys(l.models), func(x, y target) int {
		return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.label, y.label), cmp.Compare(x.tag, y.tag))
	}) {
		m := l.models[t]
		if !m.Ready() {
			continue
		}
		for _, s := range sentences {
			if p, why := m.Says(a.Slice(s)); p >= m.Least && len(why) > 0 {
				out = append(out, l.suggestion(t, s, p, "because of “"+strings.Join(why, "”, “")+"”"))
			}
		}
	}
	return append(out, l.tagged(a)...)
}

// suggestion is one of a target on some words.
func (l *Lessons) suggestion(t target, r model.Range, p float64, why string) suggest.Suggestion {
	k, _ := l.kinds.Find(t.kind)
	body := k.New()
	k.SetLabel(body, t.label) // one that was read from an annotation of the kind
	s := suggest.Suggestion{Why: why, Machine: "learned"}
	s.Annotation = annotate.Annotation{Body: body, Target: annotate.Target{Place: annotate.Place{Range: r, Score: 1}}, Origin: annotate.Origin{Generator: Engine, Score: p}}
	if t.tag != "" {
		s.Annotation.Tags = []string{t.tag}
	}
	return s
}

// tagged are the words that were tagged before.
func (l *Lessons) tagged(a *model.Article) (out []suggest.Suggestion) {
	f := anchor.NewFinder(a, model.NewOffsets(a.Text), nil)
	for _, words := range slices.Sorted(maps.Keys(l.words)) {
		label, n := target{}, 0
		for t, of := range l.words[words] {
			if of > n || of == n && t.label < label.label {
				label, n = t, of
			}
		}
		if n <= 0 {
			continue
		}
		p := float64(n) / (float64(n) + 1)
		for _, r := range f.Stands(words) {
			s := l.suggestion(label, r, p, "tagged so before")
			if k, _ := l.kinds.Find(label.kind); k.Fill != nil {
				k.Fill(s.Annotation.Body, words)
			}
			out = append(out, s)
		}
	}
	return out
}

// A Summary is what was learned of one kind or code.
type Summary struct {
	What    string
	Yes, No int      // examples
	Words   []string // that speak for it most
	Ready   bool
}

// Summaries tell what was learned, by kind and code.
func (l *Lessons) Summaries() (out []Summary) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for t, m := range l.models {
		s := Summary{What: strings.TrimSpace(t.kind + " " + t.label + " " + t.tag), Ready: m.Ready()}
		s.Yes, s.No = m.Examples()
		s.Words = m.words(8)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Summary) int { return strings.Compare(a.What, b.What) })
	return out
}

// words are those of marked sentences that weigh most.
func (m *Model) words(n int) (out []string) {
	weight := map[string]float64{}
	for _, e := range m.examples {
		for _, f := range e.features {
			if e.Is && f.words != "" && m.weights != nil {
				weight[strings.ToLower(f.words)] = float64(m.weights[f.at])
			}
		}
	}
	words := slices.SortedFunc(maps.Keys(weight), func(a, b string) int { return cmp.Or(cmp.Compare(weight[b], weight[a]), strings.Compare(a, b)) })
	for _, w := range words {
		if weight[w] > 0 && len(out) < n {
			out = append(out, w)
		}
	}
	return out
}

// Tagged counts the words that were tagged before, and Named those that stood for
// somebody.
func (l *Lessons) Tagged() (tagged, named int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.words), len(l.names)
}
