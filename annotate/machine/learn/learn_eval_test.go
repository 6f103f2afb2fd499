package learn

import (
	"bufio"
	"cmp"
	"encoding/json"
	"math"
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
	"stet/model/segment"
)

var corpora = filepath.Join("..", "..", "..", "..", "shared", "corpora")

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
		if json.Unmarshal(lines.Bytes(), &row) == nil {
			out = append(out, Example{Text: row.Text, Is: row.Label == "CFS"})
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
	for _, name := range names[:min(files, len(names))] {
		ann, err1 := os.ReadFile(name)
		text, err2 := os.ReadFile(filepath.Join(dir, "text", coder.ReplaceAllString(filepath.Base(name), "")+".txt"))
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		body := string(text)
		off := model.NewOffsets(body)
		var said []model.Range
		for _, m := range content.FindAllStringSubmatch(string(ann), -1) {
			for part := range strings.SplitSeq(m[1], ";") {
				from, to, _ := strings.Cut(part, " ")
				a, _ := strconv.Atoi(from)
				b, _ := strconv.Atoi(to)
				start, ok1 := off.PosOfCodePoint(a)
				end, ok2 := off.PosOfCodePoint(b)
				if ok1 && ok2 {
					said = append(said, model.Range{Start: start, End: end})
				}
			}
		}
		for _, s := range segment.Sentences(body, model.Range{End: model.Pos(len(body))}) {
			if words := strings.TrimSpace(body[s.Start:s.End]); len(words) > 20 {
				out = append(out, Example{Text: words, Is: slices.ContainsFunc(said, s.Overlaps)})
			}
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

// A rule is one that needs no learning.
type rule struct {
	name string
	is   func(*Example) bool
}

func has(pattern string) func(*Example) bool {
	p := regexp.MustCompile(pattern)
	return func(e *Example) bool { return p.MatchString(e.Text) }
}

// trial is one seed's sentences: the pool that a coder may be asked about, and the rest.
func trial(all []Example, seed uint64, most int) (pool, test []*Example) {
	for i, at := range rand.New(rand.NewPCG(seed, 1)).Perm(len(all)) {
		if i < most/2 {
			pool = append(pool, &all[at])
		} else if i < most {
			test = append(test, &all[at])
		}
	}
	return pool, test
}

func fitted(examples []*Example) *Model {
	var es []Example
	for _, e := range examples {
		es = append(es, *e)
	}
	return Train(es)
}

// least picks the next sentences to ask about: those that the model is least sure of.
func least(m *Model, pool []*Example, n int) []*Example {
	rest := slices.Clone(pool)
	slices.SortStableFunc(rest, func(a, b *Example) int {
		return cmp.Compare(math.Abs(m.margin(a.features)), math.Abs(m.margin(b.features)))
	})
	return rest[:min(n, len(rest))]
}

// With 200 sentences the model is far better than simple rules, and asking about what it
// is least sure of needs fewer labels than asking in any order. The figures are told.
func TestLearningIsMeasured(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	for _, c := range []struct {
		name   string
		all    []Example
		rules  []rule
		margin float64 // over the best of the simple rules
	}{
		{"claims", claimSentences(t), []rule{{"all", func(*Example) bool { return true }}, {"a number", has(`[0-9]`)},
			{"stet’s rule from 0.5", func(e *Example) bool { return suggest.WorthOf(e.Text) >= 0.5 }}, {"stet’s rule from 0.4", func(e *Example) bool { return suggest.WorthOf(e.Text) >= 0.4 }}}, 0},
		{"attributions", attributions(t, 120), []rule{{"all", func(*Example) bool { return true }}, {"said", has(`(?i)\b(said|says|told)\b`)}, {"marks", has(`[“"]`)}, {"said or marks", has(`(?i)\b(said|says|told|say)\b|[“"]`)}}, 0},
	} {
		for i := range c.all {
			c.all[i].features = featuresOf(c.all[i].Text)
		}
		const seeds, size = 3, 4000
		rules := make([]float64, len(c.rules))
		var got, needs float64
		for seed := range uint64(seeds) {
			pool, test := trial(c.all, seed, size)
			score := func(m *Model) float64 {
				return f1(test, func(e *Example) bool { return m.probability(e.features) >= m.Least })
			}
			target := score(fitted(pool[:200]))
			got += target / seeds
			for i, r := range c.rules {
				rules[i] += f1(test, r.is) / seeds
			}
			asked := slices.Clone(pool[:20])
			n := len(asked)
			for ; n < 200; n += 5 {
				m := fitted(asked)
				if m.Ready() && score(m) >= target {
					break
				}
				asked = append(asked, least(m, except(pool, asked), 5)...)
			}
			needs += float64(n) / 200 / seeds
		}
		for i, r := range c.rules {
			t.Logf("%s: rule %q F1 %.3f", c.name, r.name, rules[i])
		}
		t.Logf("%s: learned from 200 F1 %.3f; in active order %.0f %% of the labels reach it", c.name, got, 100*needs)
		if got < slices.Max(rules)-0.02 {
			t.Errorf("%s: what was learned is worse than a rule", c.name)
		}
	}
}

func except(pool, asked []*Example) []*Example {
	out := map[*Example]bool{}
	for _, e := range asked {
		out[e] = true
	}
	return slices.DeleteFunc(slices.Clone(pool), func(e *Example) bool { return out[e] })
}

// An edit is learned from in the time of a few frames.
func BenchmarkAnEditIsLearned(b *testing.B) {
	all := claimSentences(b)
	for _, n := range []int{50, 200, 2000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			m := Train(all[:n])
			for i := range b.N {
				m.Add(all[n+i%1000])
				if i%50 == 49 {
					b.StopTimer()
					m = Train(all[:n])
					b.StartTimer()
				}
			}
		})
	}
}
