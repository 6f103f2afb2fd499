package agree

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/model/need"
)

const answersBook = `name = "p"
id = "https://example.org/p"
version = "1"

[[set]]
name = "mood"
applies = "article"
[[set.code]]
name = "calm"
[[set.code]]
name = "angry"
[[set.code]]
name = "sad"

[[set]]
name = "topic"
applies = "article"
many = true
[[set.code]]
name = "sea"
[[set.code]]
name = "money"
[[set.code]]
name = "war"
`

// figured are articles that three coders and a machine have coded, one of them not by all.
func figured(t *testing.T) []Document {
	t.Helper()
	docs := []Document{
		marked(t, map[string]string{
			"alice": "[FAVOR Turkey backs] the plan. [AGAINST Haftar rejects it.] Rain fell on the town. Nobody came.",
			"bob":   "[FAVOR Turkey backs] the plan. Haftar [AGAINST rejects it.] [FAVOR Rain] fell on the town. Nobody came.",
			"carol": "[AGAINST Turkey] backs the plan. Haftar rejects it. Rain fell on the town. [NONE Nobody came].",
			"@owl":  "[FAVOR Turkey backs the plan.] [AGAINST Haftar rejects] it. Rain fell on the town. Nobody came.",
		}),
		marked(t, map[string]string{
			"alice": "The [FAVOR port] grew. The [AGAINST mayor left]. Ships came.",
			"bob":   "[FAVOR The port grew.] The mayor left. [AGAINST Ships] came.",
			"@owl":  "The [FAVOR port grew]. The [FAVOR mayor left]. Ships came.",
		}),
		marked(t, map[string]string{
			"alice": "Nothing here. Nothing there.", "bob": "Nothing here. Nothing there.", "carol": "[FAVOR Nothing] here. Nothing there.", "@owl": "Nothing here. Nothing there.",
		}),
		marked(t, map[string]string{"alice": "[FAVOR Alone]."}),
	}
	for i, tags := range []map[string][]string{
		{"alice": {"mood:calm", "topic:sea"}, "bob": {"mood:calm", "topic:sea", "topic:money"}, "carol": {"mood:angry", "topic:war"}, "@owl": {"mood:calm", "topic:sea"}},
		{"alice": {"mood:sad"}, "bob": {"mood:angry", "topic:sea"}, "@owl": {"mood:sad", "topic:money"}},
		{"alice": {"mood:angry", "topic:money"}, "bob": {"mood:angry", "topic:money"}, "carol": {"topic:money"}, "@owl": {}},
	} {
		for coder, of := range tags {
			c := docs[i].Coders[coder]
			for _, tag := range of {
				c.Annotations = append(c.Annotations, coded(tag))
			}
			docs[i].Coders[coder] = c
		}
		docs[i].Article.Path = fmt.Sprintf("%d.txt", i)
	}
	for i := range docs {
		for coder, c := range docs[i].Coders {
			for k, a := range c.Annotations {
				a.ID = fmt.Sprintf("urn:%d-%s-%d", i, coder, k)
				a.Creator, a.Created = "urn:x-stet:annotator:"+coder, time.Unix(int64(k+1), 0)
				a.Target.Quote.Exact = docs[i].Article.Slice(a.Target.Range)
			}
		}
	}
	return docs
}

// All figures of a small project, its disagreements, and what a machine is worth beside
// its people: whoever reports them relies on each. -update writes the file.
func TestAllFiguresOfAProject(t *testing.T) {
	book := bookOf(t, answersBook)
	docs := figured(t)
	var got []string
	say := func(values ...any) {
		var cells []string
		for _, v := range values {
			if f, ok := v.(float64); ok {
				v = strconv.FormatFloat(f, 'f', 4, 64)
			}
			cells = append(cells, fmt.Sprint(v))
		}
		got = append(got, strings.Join(cells, "\t"))
	}
	figure := func(f Figure) { say(f.Level, f.What, f.Label, f.Measure, f.Value, f.Low, f.High, f.Units, f.Coders) }
	for _, f := range Compare(docs, book) {
		figure(f)
	}
	sides := func(x Disagreement) string {
		var out []string
		for coder, as := range x.Says {
			for _, a := range as {
				out = append(out, fmt.Sprintf("%s %s%s", coder, a.Body.Label(), strings.Join(a.Tags, " ")))
			}
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	for i, d := range docs {
		for _, x := range Disagreements(d, book, nil) {
			say("differ", i, x.Range, x.What, len(x.Says), sides(x))
		}
		for _, a := range Agreed(d, book, nil, new(Adjudication)) {
			say("agreed", i, a.ID, a.Target.Range, a.Body.Label(), a.Tags)
		}
	}
	people := []string{"alice", "bob", "carol"}
	for _, x := range MostDiffering(docs, []string{"@owl"}, people, book, nil) {
		say("most", x.In.Article.Path, x.Range, x.What, x.People, x.Machines, x.Alone, x.Score, sides(x.Disagreement))
	}
	v := Validate(docs, "@owl", people, book, AltTest{LeastItems: 1, LeastPeople: 1})
	say("machine", v.Docs)
	for _, f := range v.Figures {
		figure(f)
	}
	for _, x := range v.Tests {
		say("test", x.Level, x.What, fmt.Sprintf("%.3v", x.AltResult))
	}
	need.Golden(t, "testdata/figures.txt", strings.Join(got, "\n"), 0.0002)
}
