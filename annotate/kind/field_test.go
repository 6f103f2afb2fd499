package kind

import (
	"slices"
	"testing"
	"time"

	"stet/annotate"
)

func TestListsSurviveTheirSeparator(t *testing.T) {
	for _, items := range [][]string{
		nil, {"LNA"}, {"LNA", "the army"}, {"a;b", ` c\`, "; "}, {`\;`, "ü"},
	} {
		if got := SplitList(JoinList(items)); !slices.Equal(got, items) {
			t.Errorf("%q came back as %q through %q", items, got, JoinList(items))
		}
	}
}

func TestFieldsReadWhatTheyWrite(t *testing.T) {
	values := map[string]string{
		"reviewed": "2026-03-18",
		"evidence": `[{"link":"https://a.example","words":"351 kt","relation":"REFUTES","read":"2026-03-18T08:02:00Z"}]`,
		"also":     "LNA; the army",
		"apart":    "the navy",
	}
	for _, k := range All {
		seen := map[string]bool{}
		for _, f := range k.Fields {
			if seen[f.Name] {
				t.Errorf("%s has two fields %s", k.Name, f.Name)
			}
			seen[f.Name] = true
			want, ok := values[f.Name]
			switch {
			case ok:
			case f.Type == Number:
				want = "12"
			case f.Type == Date:
				want = "2026-03-18"
			default:
				want = "a word"
			}
			b := k.New()
			if err := f.Set(b, want); err != nil {
				t.Errorf("%s.%s: %v", k.Name, f.Name, err)
			} else if got := f.Get(b); got != want {
				t.Errorf("%s.%s is %q, want %q", k.Name, f.Name, got, want)
			}
		}
		b := k.New()
		if _, ok := k.Label(); ok {
			if err := k.SetLabel(b, "X"); err != nil || b.Label() != "X" {
				t.Errorf("label of a %s: %q, %v", k.Name, b.Label(), err)
			}
		} else if k.SetLabel(b, "X") == nil {
			t.Errorf("a %s takes a label", k.Name)
		}
	}
}

func TestAFieldMakesNoReviewOfNothing(t *testing.T) {
	k, _ := Find("claim")
	b := k.New()
	for _, f := range k.Fields {
		if err := f.Set(b, f.Get(b)); err != nil {
			t.Error(err)
		}
	}
	if b.(*Claim).Review != nil {
		t.Error("a claim without a review got one")
	}
}

func TestPlacesOfAQuote(t *testing.T) {
	k, _ := Find("quote")
	q := k.New().(*Quote)
	cue := annotate.Place{Quote: annotate.Quote{Exact: "said"}}
	parts := []annotate.Place{{Quote: annotate.Quote{Exact: "a"}}, {Quote: annotate.Quote{Exact: "b"}}}
	for _, f := range k.Places {
		if f.Name == "cue" {
			f.Set(q, []annotate.Place{cue})
		} else {
			f.Set(q, parts)
		}
	}
	if got := len(q.Places()); got != 3 {
		t.Errorf("the quote points at %d places, want 3", got)
	}
}

func TestTimesAreShort(t *testing.T) {
	day := time.Date(2026, 3, 18, 0, 0, 0, 0, time.UTC)
	for _, at := range []time.Time{{}, day, day.Add(9 * time.Hour)} {
		if got, err := ParseTime(FormatTime(at)); err != nil || !got.Equal(at) {
			t.Errorf("%v came back as %v (%v)", at, got, err)
		}
	}
	if _, err := ParseTime("last week"); err == nil {
		t.Error("a word passed for a date")
	}
}
