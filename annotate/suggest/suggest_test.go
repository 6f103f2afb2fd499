package suggest

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
	"stet/model/source"
)

// article reads a text as the program does, and finds all in it.
func article(text string) (*model.Article, *mention.Found, []quotation.Quotation) {
	a := source.OfText("", text)
	source.Speak(a, "en", "")
	all := model.Range{End: model.Pos(len(a.Text))}
	names := mention.Find(a, all, nil)
	return a, names, quotation.Find(a, all, names)
}

func line(a *model.Article, s *Suggestion) string {
	at := a.Slice(s.Annotation.Target.Range)
	switch b := s.Annotation.Body.(type) {
	case *kind.Claim:
		return fmt.Sprintf("claim %s %s: %s", b.CheckWorthiness, b.Claimant, at)
	case *kind.Stance:
		return fmt.Sprintf("stance %s %s > %s", b.Stance, b.Holder, b.Towards)
	}
	return ""
}

func TestClaimsAndStances(t *testing.T) {
	data, err := os.ReadFile("testdata/suggestions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for c := range strings.SplitSeq(string(data), "\n\n") {
		var text string
		var want, got []string
		for l := range strings.Lines(c) {
			switch l = strings.TrimRight(l, "\n"); {
			case strings.HasPrefix(l, "#") || l == "":
			case strings.HasPrefix(l, "\t"):
				want = append(want, l[1:])
			default:
				text = strings.ReplaceAll(l, " ¶ ", "\n\n")
			}
		}
		if text == "" {
			continue
		}
		a, names, quotes := article(text)
		for _, s := range All(a, names, quotes) {
			if l := line(a, &s); l != "" {
				got = append(got, l)
				if s.Why == "" {
					t.Errorf("%s: does not say why", l)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}

func TestSpeechIsSuggestedByItsMarksAndIndirectSpeechApart(t *testing.T) {
	a, names, quotes := article("Jane Doe said the plan was “a mess.” John Roe said it was fine.")
	var got []string
	for _, s := range All(a, names, quotes) {
		if q, ok := s.Annotation.Body.(*kind.Quote); ok {
			got = append(got, fmt.Sprintf("%s %v %s, %s", a.Slice(s.Annotation.Target.Range), s.Indirect, q.Speaker, q.Form))
		}
	}
	want := []string{"“a mess.” false Jane Doe, mixed", "it was fine true John Roe, indirect"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestWhatWasDecidedIsNotAskedAgain(t *testing.T) {
	a, names, quotes := article("“We are ready,” Jane Doe said. Jane Doe backs John Roe.")
	all := All(a, names, quotes)
	var decided []*annotate.Annotation
	for _, s := range all {
		c := s.Annotation.Clone()
		c.Origin.How = annotate.Refused
		decided = append(decided, c)
	}
	if left := Pending(all, decided); len(left) != 0 {
		t.Errorf("%d suggestions come back after they were refused", len(left))
	}
	other := decided[0].Clone()
	other.Body.(*kind.Quote).Form = "indirect"
	if left := Pending(all[:1], []*annotate.Annotation{other}); len(left) != 1 {
		t.Error("refusing another label withholds a quote")
	}
	short := all[0].Annotation.Clone()
	short.Target.Range.End = short.Target.Range.Start + 5
	short.Origin.How = annotate.Refused
	if left := Pending(all[:1], []*annotate.Annotation{short}); len(left) != 1 {
		t.Error("less than half of the words were refused, and the quote is withheld")
	}
}

// FuzzAll holds that whatever is found in whatever text, suggestions lie in it.
func FuzzAll(f *testing.F) {
	f.Add("“We are ready — and 3 per cent more. We go. She said, Doe said. Doe backs Haftar’s LNA")
	f.Add("Doe said that “ that ” and Roe rejects, “it”. “ 5 were had than")
	f.Fuzz(func(t *testing.T, text string) {
		a, names, quotes := article(strings.ToValidUTF8(text, ""))
		for _, s := range All(a, names, quotes) {
			places := append(s.Annotation.Body.Places(), &s.Annotation.Target.Place)
			for _, p := range places {
				if p.Start < 0 || int(p.End) > len(a.Text) || p.Range.Empty() {
					t.Fatalf("%s: %v lies outside of %q", s.Annotation.Kind(), p.Range, text)
				}
			}
		}
	})
}
