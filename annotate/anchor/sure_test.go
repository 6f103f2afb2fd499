package anchor

import (
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
	"stet/model"
)

// A quote of forty characters that occurs once needs nothing around it to be the same
// one; of one character less a person is asked, or it is lost.
func TestLongQuotesNeedNoContext(t *testing.T) {
	for n, want := range map[int]bool{39: false, 40: true, 41: true} {
		words := strings.Repeat("tram line é, ", 9)
		words = string([]rune(words)[:n])
		old := "Before it stood this and that. " + words + " And after it stood something else."
		now := "Quite other words, 1 2 3, of nobody: " + words + " — und so weiter, 4 5 6 7 8 9 0 xyz."
		at := strings.Index(old, words)
		q := describe(old, span(at, at+len(words)))
		p := finder(now).Find(q)
		if got := p.State == annotate.Moved; got != want {
			t.Errorf("of %d characters: %s", n, p.State)
		}
		if p := finder(now + " " + words).Find(q); p.State == annotate.Moved {
			t.Errorf("of %d characters that stand twice: %s", n, p.State)
		}
	}
}

// A cue is as sure as its own words, where those of the quote are not; where only white
// space differs the place is nearly sure.
func TestACueIsAsSureAsItsWords(t *testing.T) {
	old, r := marked("Doe said [it will surely pay for itself] on Monday.")
	_, cue := marked("Doe [said] it will surely pay for itself on Monday.")
	now := "Doe said it shall surely pay for itself on Monday."
	off := model.NewOffsets(old)
	ann := &annotate.Annotation{Target: annotate.Target{Place: Describe(art(old), off, r)}, Body: &cued{Describe(art(old), off, cue)}}
	finder(now, old).FindAll([]*annotate.Annotation{ann})
	if got := mark(now, ann.Target.Place); got != "fuzzy: Doe said [it shall surely pay for itself] on Monday." {
		t.Error(got)
	}
	if got := mark(now, *ann.Body.Places()[0]); got != "moved: Doe [said] it shall surely pay for itself on Monday." {
		t.Error(got)
	}
	for now, want := range map[string]float64{"Now Doe said it will surely pay for itself on Monday.": 1, "Doe said it will\nsurely pay for itself on Monday.": 0.99} {
		if p := finder(now, old).Find(describe(old, r)); p.State != annotate.Moved || p.Score != want {
			t.Errorf("%q: %s, %v, want %v", now, p.State, p.Score, want)
		}
	}
}

// In a text that is longer than what is searched at once the quote is found near its
// place though the same words with the same neighbours are far away, and far away
// where it has gone there.
func TestTheNearerOfTwoEqualQuotes(t *testing.T) {
	var filler strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&filler, "Item %d of the list %x is new. ", i, i*2654435761)
	}
	const told = "Then the mayor said no to the plan. "
	text := told + filler.String() + told
	if len(text) <= shortText {
		t.Fatalf("%d bytes are not long", len(text))
	}
	first, last := span(5, 14), span(len(text)-len(told)+5, len(text)-len(told)+14)
	for name, c := range map[string]struct {
		from model.Range
		now  string
		want int
	}{
		"the first":              {first, "New. " + text, 10},
		"the last":               {last, "New. " + text, len(text) - len(told) + 10},
		"it has gone to the end": {first, filler.String() + told, filler.Len() + 5},
	} {
		q := describe(text, c.from)
		q.Of = ""
		if p := finder(c.now).Find(q); p.State == annotate.Orphan || int(p.Start) != c.want {
			t.Errorf("%s: %s at %d, want %d", name, p.State, p.Start, c.want)
		}
	}
}
