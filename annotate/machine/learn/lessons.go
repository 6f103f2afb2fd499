package learn

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/suggest"
	"stet/model"
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
	back   *Background
	looked map[*model.Article][]Sentence // the last few articles
	texts  []text                        // that were learned from, and others of the library
	models map[target]*Model
	words  map[string]map[target]int // words that were tagged, less how often they were refused

	naming sync.Mutex                // is never held for long: a key waits for names
	names  map[string]map[string]int // whom words such as “the mayor” stood for
}

// A target is what a model is of: a kind, with a label where such an annotation needs
// one, or a code among the tags of notes.
type target struct{ kind, label, tag string }

func (t target) String() string { return strings.TrimSpace(t.kind + " " + t.label + " " + t.tag) }

// Of begins to learn for the kinds of a project.
func Of(kinds kind.Rows) *Lessons {
	return &Lessons{kinds: kinds, back: NewBackground(nil), looked: map[*model.Article][]Sentence{}, models: map[target]*Model{}, words: map[string]map[target]int{}, names: map[string]map[string]int{}}
}

// passedOver is what a sentence counts that nobody has marked in an article which the
// coder has begun and is not done with.
const passedOver = 0.3

// mostWords is how many words a stretch has at most that is remembered as such.
const mostWords = 5

// A text is an article with its sentences.
type text struct {
	*model.Article
	sentences []Sentence
}

// Take learns from articles, and from others of the library in which nothing need be
// decided: how people write there.
func (l *Lessons) Take(lessons []Lesson, others ...*model.Article) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	take := func(a *model.Article) {
		l.texts = append(l.texts, text{a, Look(a)})
		n += len(l.texts[len(l.texts)-1].sentences)
	}
	l.texts = nil
	for _, le := range lessons {
		take(le.Article)
	}
	for _, a := range others {
		if n >= MostText {
			break
		}
		take(a)
	}
	var all []*Sentence
	for _, t := range l.texts {
		for i := range t.sentences {
			all = append(all, &t.sentences[i])
		}
	}
	l.back = NewBackground(all)
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
	for i, le := range lessons {
		for t := range targets {
			by[t] = append(by[t], l.examples(le, l.texts[i].sentences, t)...)
		}
	}
	for t, es := range by {
		l.models[t] = Train(l.back, es)
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
func (l *Lessons) examples(le Lesson, sentences []Sentence, t target) (out []Example) {
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
	for i := range sentences {
		s := &sentences[i]
		e := Example{Sentence: s}
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

// mostLooked is how many articles are kept looked at: the one on the screen, and the one
// before it.
const mostLooked = 2

// look is Look, once for an article.
func (l *Lessons) look(a *model.Article) []Sentence {
	list, ok := l.looked[a]
	if !ok {
		list = Look(a)
		if len(l.looked) >= mostLooked {
			clear(l.looked)
		}
		l.looked[a] = list
	}
	return list
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
	l.naming.Lock()
	defer l.naming.Unlock()
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
		l.models[t] = Train(l.back, nil)
	}
	sentences := l.look(a)
	for i := range touched(sentences, decided.Target.Range) {
		l.models[t].Add(Example{Sentence: &sentences[i], Is: decided.Origin.How != annotate.Refused})
		return
	}
}

// Name is whom words such as “the mayor” were said to be before, "" if nobody.
func (l *Lessons) Name(words string) string {
	l.naming.Lock()
	defer l.naming.Unlock()
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
	sentences := l.look(a)
	for _, t := range slices.SortedFunc(maps.Keys(l.models), func(x, y target) int {
		return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.label, y.label), cmp.Compare(x.tag, y.tag))
	}) {
		m := l.models[t]
		if !m.Ready() {
			continue
		}
		for i := range sentences {
			s := &sentences[i]
			if m.probability(s) < m.Least {
				continue
			}
			if p, why := m.Says(s); len(why) > 0 {
				out = append(out, l.suggestion(t, s.Range, p, fmt.Sprintf("because of %s", strings.Join(why, ", "))))
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
		s := Summary{What: t.String(), Ready: m.Ready()}
		s.Yes, s.No = m.Examples()
		s.Words = m.words(8)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Summary) int { return strings.Compare(a.What, b.What) })
	return out
}

// words are those of marked sentences that weigh most; of numbers alike, which weigh the
// same, one.
func (m *Model) words(n int) (out []string) {
	weight, first := map[string]float32{}, map[string]string{}
	for _, e := range m.examples {
		if !e.Is || m.weights == nil {
			continue
		}
		for _, w := range wordsOf(e.Text) {
			low := normal(w)
			first[low] = cmp.Or(first[low], strings.ToLower(w))
			weight[low] = m.weights[hash(wordGroup, low)] * float32(m.back.rarity(hash(wordGroup, low)))
		}
	}
	words := slices.SortedFunc(maps.Keys(weight), func(a, b string) int { return cmp.Or(cmp.Compare(weight[b], weight[a]), strings.Compare(a, b)) })
	for _, w := range words {
		if weight[w] > 0 && len(out) < n {
			out = append(out, first[w])
		}
	}
	return out
}

// Tagged counts the words that were tagged before, and Named those that stood for
// somebody.
func (l *Lessons) Tagged() (tagged, named int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.naming.Lock()
	defer l.naming.Unlock()
	return len(l.words), len(l.names)
}
