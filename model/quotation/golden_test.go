package quotation

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
)

// TestSentencesAreReadAsTheyWere holds all that is found in sentences of news, one a
// paragraph: the words, what introduces them, who says them. A change of a rule shows
// here what it does to a reader; -update writes it.
func TestSentencesAreReadAsTheyWere(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/sentences/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no sentences", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		a := article(strings.ReplaceAll(strings.TrimSpace(string(data)), "\n", "\n\n"))
		if language, _, ok := strings.Cut(filepath.Base(path), "-"); ok {
			a.Meta.Language = language
		}
		var got bytes.Buffer
		quotes := Find(a, whole(a), mention.Find(a, whole(a), nil))
		for _, b := range a.Blocks {
			fmt.Fprintln(&got, a.Slice(b.Range))
			for i := range quotes {
				if q := &quotes[i]; b.Range.Contains(q.Cover().Start) {
					fmt.Fprintln(&got, "   ", inFull(a, q))
				}
			}
		}
		need.Golden(t, filepath.Join("testdata", "found", filepath.Base(path)), got.String(), 0)
	}
}

func startsWithMark(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return strings.ContainsRune("\"“”'‘’«»„`", r) }) == 0
}

// inFull tells all that is known of a quotation.
func inFull(a *model.Article, q *Quotation) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", q.Form, q.Content)
	for _, p := range q.Parts {
		fmt.Fprintf(&b, " [%s]", a.Slice(p))
	}
	for _, m := range q.Marked {
		if !startsWithMark(a.Slice(m)) {
			fmt.Fprintf(&b, " without marks [%s]", a.Slice(m))
		}
	}
	if !q.Cue.Empty() || q.Word != "" {
		fmt.Fprintf(&b, " · %s (%s)", a.Slice(q.Cue), q.Word)
	}
	if !q.Speaker.Range.Empty() || q.Speaker.Name != "" {
		fmt.Fprintf(&b, " · %s (%s, %t)", a.Slice(q.Speaker.Range), q.Speaker.Name, q.Speaker.Entity >= 0)
	}
	for _, e := range q.Ends {
		fmt.Fprintf(&b, " · may end %s: %s", e.Why, strings.TrimSpace(a.Text[max(0, e.Pos-12):e.Pos]))
	}
	if q.InSpeech {
		b.WriteString(" · in speech")
	}
	return b.String() + " · " + q.Why
}
