package quotation

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"text/tabwriter"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/source"
)

// A gold attribution is what an annotator of PolNeAR marked.
type gold struct{ source, cue, content []model.Range }

// brat reads an article with its annotations in brat's standoff format, the
// first annotator's where there are two.
func brat(t *testing.T, folder, name string) (string, []gold) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "text", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(folder, "attributions", name+"_*.ann"))
	if len(files) == 0 {
		return "", nil
	}
	f, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	offsets := model.NewOffsets(string(text))
	spans := map[string][]model.Range{}
	var out []gold
	for s := bufio.NewScanner(f); s.Scan(); {
		field := strings.Split(s.Text(), "\t")
		switch {
		case strings.HasPrefix(field[0], "T") && len(field) > 2:
			_, places, _ := strings.Cut(field[1], " ")
			for _, place := range strings.Split(places, ";") {
				var lo, hi int
				fmt.Sscanf(place, "%d %d", &lo, &hi)
				start, _ := offsets.PosOfCodePoint(lo)
				end, _ := offsets.PosOfCodePoint(hi)
				spans[field[0]] = append(spans[field[0]], model.Range{Start: start, End: end})
			}
		case strings.HasPrefix(field[0], "E") && len(field) > 1:
			var g gold
			for _, arg := range strings.Fields(field[1]) {
				role, ref, _ := strings.Cut(arg, ":")
				switch strings.TrimRight(role, "0123456789") {
				case "Source":
					g.source = append(g.source, spans[ref]...)
				case "Cue", "Attribution":
					g.cue = append(g.cue, spans[ref]...)
				case "Content":
					g.content = append(g.content, spans[ref]...)
				}
			}
			out = append(out, g)
		}
	}
	return string(text), out
}

var quoted = regexp.MustCompile(`“[^“”]+”|"[^"\n]+"|''[^'\n]+(?:'[^'\n]+)*?''`)

func shared(a, b []model.Range) (n int) {
	for _, x := range a {
		for _, y := range b {
			n += max(0, x.Intersect(y).Len())
		}
	}
	return n
}

// where says where the words of saying are in relation to the content.
func where(g gold) string {
	var all model.Range
	for _, c := range g.content {
		all = all.Union(c)
	}
	if len(g.cue) == 0 {
		return "no cue"
	}
	switch c := g.cue[0]; {
	case c.End <= all.Start:
		return "cue before the words"
	case c.Start >= all.End:
		return "cue after the words"
	}
	return "cue between the parts"
}

// outcome says what became of a stretch whose speaker is known.
func outcome(quotes []Quotation, g gold, r model.Range) string {
	result := "not found"
	for i := range quotes {
		q := &quotes[i]
		if 2*shared(q.Parts, []model.Range{r}) < r.Len() {
			continue
		}
		switch {
		case shared([]model.Range{q.Speaker.Range}, g.source) > 0:
			return "right"
		case !q.Said():
			if result == "not found" {
				result = "only within other words"
			}
		case q.Speaker.Range.Empty():
			result = "said to be absent"
		case q.Word != "":
			result = "another speaker, by a cue"
		default:
			result = "another speaker, no cue"
		}
	}
	return result
}

// TestFigures prints the table of `stet help quotes` (with -v) and holds its figures,
// within 0.3 per cent: what is better is written down too.
func TestFigures(t *testing.T) {
	folder := "../../../shared/corpora/quotes/polnear/dev"
	texts, _ := filepath.Glob(filepath.Join(folder, "text", "*.txt"))
	if len(texts) == 0 {
		need.Skip(t, need.Shared, "needs ../shared/corpora beside the module")
	}
	if testing.Short() {
		t.Skip("reads 84 articles")
	}
	places := []string{"cue before the words", "cue after the words", "cue between the parts", "no cue"}
	kinds := []string{"right", "another speaker, by a cue", "another speaker, no cue", "said to be absent", "only within other words", "not found"}
	count := map[[2]string]int{}
	for _, path := range texts {
		text, golds := brat(t, folder, strings.TrimSuffix(filepath.Base(path), ".txt"))
		a := source.OfText("", text)
		quotes := Find(a, whole(a), mention.Find(a, whole(a), nil))
		for _, m := range quoted.FindAllStringIndex(text, -1) {
			r := span(m[0], m[1])
			if len(strings.Fields(a.Slice(r))) < 3 {
				continue
			}
			for _, g := range golds {
				if len(g.source) > 0 && 2*shared(g.content, []model.Range{r}) >= r.Len() {
					count[[2]string{where(g), outcome(quotes, g, r)}]++
				}
			}
		}
	}
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 4, 2, ' ', 0)
	fmt.Fprintf(w, "\t%s\tall\n", strings.Join(places, "\t"))
	sum := map[string]int{}
	for _, k := range kinds {
		fmt.Fprint(w, k)
		for _, p := range places {
			fmt.Fprintf(w, "\t%d", count[[2]string{p, k}])
			sum[k] += count[[2]string{p, k}]
		}
		fmt.Fprintf(w, "\t%d\n", sum[k])
		sum["all"] += sum[k]
	}
	w.Flush()
	t.Log("\n" + out.String())
	for kind, figure := range map[string]float64{"right": 93.8, "not found": 0.4} {
		if got := 100 * float64(sum[kind]) / float64(sum["all"]); math.Abs(got-figure) > 0.3 {
			t.Errorf("%s: %.1f %% of %d stretches, was %.1f", kind, got, sum["all"], figure)
		}
	}
}
