package quotation

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/source"
)

// A said is one quotation with marks that an article must yield.
type said struct {
	words, cue, speaker string
	form                Form
	ends                []string
}

// The first article, and one of stet on the same events, with all the same
// faults: marks at the end of the paragraph before, a mark that never closes,
// one that opens straight and closes curly.
func TestTheFirstArticle(t *testing.T) {
	readsAs(t, "../../../shared/articles/libya-ceasefire.txt", []said{
		{"Today we can report that some progress was made,”", "said", "Lavrov", Direct, nil},
		{"“serious talks.”", "described", "Lavrov", Mixed, nil},
		{"“ignored many of the demands of the LNA — such as a deadline for disbanding government forces and creation of a unity government.",
			"saying", "Haftar", Mixed, []string{"of the LNA", "a unity government."}},
		{"\"until a result is achieved.”", "pledged", "Lavrov", Mixed, nil},
		{"“a peaceful and sovereign country.”", "hoped", "Merkel", Mixed, nil},
		{"The Libya Conference in Berlin has no purpose if Khalifa Haftar doesn’t change his position,”", "said", "Cavusoglu", Direct, nil},
	})
}

func TestOurArticleWithTheSameFaults(t *testing.T) {
	readsAs(t, "../../testdata/articles/libya-talks.txt", []said{
		{"Today we can report that some progress was made,”", "said", "Lavrov", Direct, nil},
		{"“serious talks.”", "described as", "Lavrov", Direct, nil},
		{"“ignored many of the demands of the LNA — among them a date by which the militias in the capital would have to lay down their arms.",
			"told", "Haftar", Mixed, []string{"of the LNA", "lay down their arms."}},
		{"\"until a result is achieved.”", "promised", "Lavrov", Mixed, nil},
		{"“a peaceful and sovereign country.”", "hoped", "Merkel", Mixed, nil},
		{"The Libya Conference in Berlin has no purpose if Khalifa Haftar doesn’t change his position,”", "said", "Cavusoglu", Direct, nil},
	})
}

func readsAs(t *testing.T, path string, want []said) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		need.Skip(t, need.Shared, fmt.Sprintf("needs %s", path))
	}
	a, err := source.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	var got []Quotation
	for _, q := range Find(a, whole(a), mention.Find(a, whole(a), nil)) {
		if q.Said() {
			got = append(got, q)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d quotations with marks, want %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		q, w := &got[i], want[i]
		var ends []string
		for _, e := range q.Ends {
			ends = append(ends, a.Slice(model.Range{Start: q.Marked[0].Start, End: e.Pos}))
		}
		if a.Slice(q.Marked[0]) != w.words || a.Slice(q.Cue) != w.cue || !strings.HasSuffix(q.Speaker.Name, w.speaker) || q.Form != w.form {
			t.Errorf("got %s, %s\nwant %+v", show(a, q), q.Form, w)
		}
		if !slices.EqualFunc(ends, w.ends, strings.HasSuffix) {
			t.Errorf("%s may end after %q, want %q", w.words, ends, w.ends)
		}
	}
}
