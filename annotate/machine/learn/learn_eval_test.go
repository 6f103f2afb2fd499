package learn

import (
	"bufio"
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stet/annotate/suggest"
	"stet/model"
	"stet/model/source"
)

var corpora = filepath.Join("..", "..", "..", "..", "shared", "corpora")

func looked(t testing.TB, text string) []Sentence {
	t.Helper()
	a, err := source.Read("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Look(a)
}

// claimSentences are those of shared/corpora/claims, whether they are worth a check.
func claimSentences(t testing.TB) (out []Example) {
	t.Helper()
	f, err := os.Open(filepath.Join(corpora, "claims", "claimbuster", "train.jsonl"))
	if err != nil {
		t.Skip("there is no shared/corpora/claims")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var row struct{ Text, Label string }
		if json.Unmarshal(lines.Bytes(), &row) != nil {
			continue
		}
		if of := looked(t, row.Text); len(of) > 0 {
			of[0].Text = row.Text // each row is one statement, also where it has several sentences
			of[0].see()
			out = append(out, Example{Sentence: &of[0], Is: row.Label == "CFS"})
		}
	}
	return out
}

// coder ends the name of a file of annotations.
var coder = regexp.MustCompile(`(_[0-9a-f]{4})?\.ann$`)

var content = regexp.MustCompile(`(?m)^T\d+\t[Cc]ontent ([0-9 ;]+)\t`)

// attributions are sentences of PolNeAR, whether they tell what somebody said, believes
// or knows.
func attributions(t testing.TB, files int) (out []Example) {
	t.Helper()
	dir := filepath.Join(corpora, "quotes", "polnear", "train")
	names, err := filepath.Glob(filepath.Join(dir, "attributions", "*.ann"))
	if err != nil || len(names) == 0 {
		t.Skip("there is no shared/corpora/quotes/polnear")
	}
	seen := map[string]bool{}
	for _, name := range names {
		base := coder.ReplaceAllString(filepath.Base(name), "")
		if seen[base] || len(seen) == files { // a text that two people coded counts once
			continue
		}
		seen[base] = true
		ann, err1 := os.ReadFile(name)
		text, err2 := os.ReadFile(filepath.Join(dir, "text", base+".txt"))
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		a, err := source.Read("a.txt", text)
		if err != nil || a.Text != string(text) {
			continue // its offsets are not of what stet shows
		}
		off := model.NewOffsets(a.Text)
		var said []model.Range
		for _, m := range content.FindAllStringSubmatch(string(ann), -1) {
			for part := range strings.SplitSeq(m[1], ";") {
				from, to, _ := strings.Cut(part, " ")
				x, _ := strconv.Atoi(from)
				y, _ := strconv.Atoi(to)
				start, ok1 := off.PosOfCodePoint(x)
				end, ok2 := off.PosOfCodePoint(y)
				if ok1 && ok2 {
					said = append(said, model.Range{Start: start, End: end})
				}
			}
		}
		list := Look(a)
		for i := range list {
			out = append(out, Example{Sentence: &list[i], Is: slices.ContainsFunc(said, list[i].Overlaps)})
		}
	}
	return out
}

func f1(test []*Example, is func(*Example) bool) float64 {
	right, wrong, missed := 0, 0, 0
	for _, e := range test {
		switch said := is(e); {
		case said && e.Is:
			right++
		case said:
			wrong++
		case e.Is:
			missed++
		}
	}
	return 2 * float64(right) / float64(max(1, 2*right+wrong+missed))
}

// A rule is one that needs no decisions.
type rule struct {
	name string
	is   func(*Example) bool
}

func has(pattern string) func(*Example) bool {
	p := regexp.MustCompile(pattern)
	return func(e *Example) bool { return p.MatchString(e.Text) }
}

func worth(least float64) func(*Example) bool {
	return func(e *Example) bool { return suggest.WorthOf(e.Text) >= least }
}

// trial is one seed's sentences: the pool that a coder may be asked about, and others.
func trial(all []Example, seed uint64, most int) (pool, test []*Example) {
	for i, at := range rand.New(rand.NewPCG(seed, 1)).Perm(len(all)) {
		switch {
		case i < most/2:
			pool = append(pool, &all[at])
		case i < most:
			test = append(test, &all[at])
		}
		all[at].features = nil
	}
	return pool, test
}

func sentencesIn(pool []*Example) (out []*Sentence) {
	for _, e := range pool {
		out = append(out, e.Sentence)
	}
	return out
}

func fitted(back *Background, examples []*Example) *Model {
	var es []Example
	for _, e := range examples {
		es = append(es, *e)
	}
	return Train(back, es)
}

// curves are the F1 of models that are asked step by step, in the order as it comes and
// the least sure first.
func (c *measured) curves(t *testing.T, seed uint64) {
	pool, test := trial(c.all, seed, 8000)
	back := NewBackground(sentencesIn(pool))
	score := func(examples []*Example) float64 {
		m := fitted(back, examples)
		return f1(test, func(e *Example) bool { return m.Ready() && m.probability(e.Sentence) >= m.Least })
	}
	of := map[*Sentence]*Example{}
	for _, e := range pool {
		of[e.Sentence] = e
	}
	asked, least := slices.Clone(pool[:asksAtOnce]), fitted(back, pool[:asksAtOnce])
	first := mostAsked
	if c.curve {
		first = asksAtOnce
	}
	for n := first; n <= mostAsked; n += asksAtOnce {
		c.random[n/asksAtOnce] += score(pool[:n])
		if !c.curve {
			continue
		}
		c.active[n/asksAtOnce] += score(asked)
		for range asksAtOnce { // as in an article, it follows each decision
			next := sentencesIn(except(pool, asked))
			if least.Ready() {
				next = least.unsure(next)
			}
			asked = append(asked, of[next[0]])
			least.Add(*of[next[0]])
		}
	}
	for i, r := range c.rules {
		c.byRule[i] += f1(test, r.is)
	}
	if seed == 0 {
		t.Logf("%s: from all %d sentences F1 %.3f", c.name, len(pool), score(pool))
	}
	c.seeds++
}

const (
	mostAsked  = 200
	asksAtOnce = 10
	// fewSeeds is how many seeds tell in which order labels are better asked for: one
	// or two differ by half.
	fewSeeds = 10
)

type measured struct {
	name           string
	all            []Example
	rules          []rule
	over           int     // the rule that it is measured against
	margin         float64 // over that
	random, active [mostAsked/asksAtOnce + 1]float64
	byRule         [10]float64
	seeds          float64
	curve          bool // not only the end of it is measured
}

// With 200 sentences the model is better than a rule that needs none, and asking about
// what it is least sure of needs far fewer labels than asking in any order. All figures
// are told, also those of rules whose threshold was chosen by the labels of the test.
func TestLearningIsMeasured(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	seeds := 1
	if n, err := strconv.Atoi(os.Getenv("STET_SEEDS")); err == nil {
		seeds = n
	}
	everything := rule{"all", func(*Example) bool { return true }}
	for _, c := range []*measured{
		{name: "claims", all: claimSentences(t), over: 2, margin: 0.1, rules: []rule{everything, {"a number", has(`[0-9]`)},
			{"stet’s rule, as it is", worth(suggest.Worth)}, {"stet’s rule from 0.4", worth(0.4)}, {"stet’s rule from 0.25", worth(0.25)}}},
		{name: "attributions", all: attributions(t, 350), over: 2, margin: 0.1, rules: []rule{everything, {"marks", has(`[“"]`)},
			{"said or marks", has(`(?i)\b(said|says|told|say)\b|[“"]`)}, {"stet’s quotes, indirect ones too", func(e *Example) bool { return e.sight[quoteSight] > 0 }}}},
	} {
		c.curve = seeds >= fewSeeds
		for seed := range seeds {
			c.curves(t, uint64(seed))
		}
		c.tell(t)
	}
}

func (c *measured) tell(t *testing.T) {
	for i, r := range c.rules {
		t.Logf("%s: rule %q F1 %.3f", c.name, r.name, c.byRule[i]/c.seeds)
	}
	last := mostAsked / asksAtOnce
	target := c.random[last] / c.seeds
	if best := c.byRule[c.over] / c.seeds; target < best+c.margin {
		t.Errorf("%s: learned from %d F1 %.3f, and %.3f by the rule %q", c.name, mostAsked, target, best, c.rules[c.over].name)
	}
	if !c.curve {
		return
	}
	needs := float64(mostAsked)
	for i := last; i >= 1 && c.active[i]/c.seeds >= target; i-- {
		needs = float64(i * asksAtOnce)
	}
	for i := range last {
		t.Logf("%s: from %3d sentences F1 %.3f in any order, %.3f the least sure first", c.name, (i+1)*asksAtOnce, c.random[i+1]/c.seeds, c.active[i+1]/c.seeds)
	}
	t.Logf("%s: the least sure first, %.0f %% of the labels are enough", c.name, 100*needs/mostAsked)
	if needs > 0.6*mostAsked {
		t.Errorf("%s: the least sure first, %.0f of %d labels are needed", c.name, needs, mostAsked)
	}
}

func except(pool, asked []*Example) []*Example {
	out := map[*Example]bool{}
	for _, e := range asked {
		out[e] = true
	}
	return slices.DeleteFunc(slices.Clone(pool), func(e *Example) bool { return out[e] })
}

// An edit is learned from in the time of a frame.
func BenchmarkAnEditIsLearned(b *testing.B) {
	all := claimSentences(b)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var sentences []*Sentence
	for _, e := range all {
		sentences = append(sentences, e.Sentence)
	}
	back := NewBackground(sentences)
	for _, n := range []int{50, 200, 1000, 4000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			m := Train(back, all[:n])
			for i := range b.N {
				m.Add(all[n+i%1000])
				if i%50 == 49 {
					b.StopTimer()
					m = Train(back, all[:n])
					b.StartTimer()
				}
			}
		})
	}
}

// unsure sorts sentences by how unsure a model is of them, the least sure first: those
// beside the margin say most when they are decided.
func (m *Model) unsure(sentences []*Sentence) []*Sentence {
	type one struct {
		*Sentence
		far float64
	}
	list := make([]one, len(sentences))
	for i, s := range sentences {
		list[i] = one{s, m.far(s)}
	}
	slices.SortStableFunc(list, func(a, b one) int { return cmp.Compare(a.far, b.far) })
	out := make([]*Sentence, len(list))
	for i := range list {
		out[i] = list[i].Sentence
	}
	return out
}
