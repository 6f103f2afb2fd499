package suggest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/quotation"
	"stet/model/source"
)

// article reads a text as the program does, and finds all in it.
func article(text string) (*model.Article, *mention.Found, []quotation.Quotation) {
	return spoken("en", text)
}

func spoken(language, text string) (*model.Article, *mention.Found, []quotation.Quotation) {
	a := source.OfText("", text)
	source.Speak(a, language, "")
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
		return fmt.Sprintf("stance %s %s > %s: %s", b.Stance, b.Holder, b.Towards, at)
	}
	return ""
}

// What is made of each text of testdata/suggestions.txt; -update writes the lines under
// them anew.
func TestClaimsAndStances(t *testing.T) {
	need.Under(t, "testdata/suggestions.txt", func(l string, say func(string, ...any)) {
		a, names, quotes := article(strings.ReplaceAll(l, " ¶ ", "\n\n"))
		all := All(a, names, quotes)
		if !slices.IsSortedFunc(all, func(x, y Suggestion) int { return x.Annotation.Target.Range.Compare(y.Annotation.Target.Range) }) {
			t.Errorf("%s: the suggestions are in no order", l)
		}
		for _, s := range all {
			if made := line(a, &s); made != "" {
				say("%s", made)
				against := strings.HasPrefix(made, "stance AGAINST")
				if s.Why == "" || against && strings.Contains(s.Why, "on the side of") || strings.HasPrefix(made, "stance FAVOR") && strings.Contains(s.Why, " against ") {
					t.Errorf("%s: says why by %q", made, s.Why)
				}
			}
		}
	})
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

// A quote that its words of saying split has its parts and its cue, and names who found
// it; claims are not looked for in other languages.
func TestPartsAndFinderOfAQuote(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"en", "“The port sold 40 ships,” Jane Doe said, “and paid 40 million euros.”", "“The port sold 40 ships,”|“and paid 40 million euros.” by said, " + quotation.Engine + "; 2 claims"},
		{"en", "“The port sold 40 ships to the bank,” Jane Doe said.", " by said, " + quotation.Engine + "; 1 claims"},
		{"de", "„Der Hafen hat 40 Schiffe verkauft“, sagte Erika Muster.", " by sagte, " + quotation.Teller + "; 0 claims"},
	} {
		a, names, quotes := spoken(c.language, c.text)
		var got string
		claims := 0
		for _, s := range All(a, names, quotes) {
			switch b := s.Annotation.Body.(type) {
			case *kind.Claim:
				claims++
			case *kind.Quote:
				if s.Indirect {
					continue
				}
				var parts []string
				for _, p := range b.Parts {
					parts = append(parts, a.Slice(p.Range))
				}
				got = fmt.Sprintf("%s by %s, %s", strings.Join(parts, "|"), a.Slice(b.Cue.Range), s.Annotation.Origin.Generator)
			}
		}
		if got = fmt.Sprintf("%s; %d claims", got, claims); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A lower threshold in the config shows claims that are less worth a check, under a label
// of their own.
func TestClaimsBelowTheThreshold(t *testing.T) {
	a, names, quotes := article("Jane Doe said the tram was late on Sunday. Jane Doe said that the tram is a red one. Jane Doe said the tram lost 40 million euros.")
	for least, want := range map[float64]string{0.01: "UFS NFS CFS", 0.5: "CFS", 1: ""} {
		var got []string
		for _, s := range From(a, names, quotes, least) {
			if b, ok := s.Annotation.Body.(*kind.Claim); ok {
				got = append(got, b.CheckWorthiness)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("from %v: %s, want %s", least, got, want)
		}
	}
}

// In an article what a person says has to be stronger than in a text of a few lines, and
// stronger than what an authority says.
func TestInAnArticlePersonsAreSuggestedLess(t *testing.T) {
	rest := strings.Repeat("\n\nThe harbour was quiet that day, and the ships lay side by side in the rain.", 12)
	for text, want := range map[string]int{
		"Jane Doe said the driver sold the van to a bank.":                             1,
		"Jane Doe said the driver sold the van to a bank." + rest:                      0,
		"Jane Doe said the bank lost 20 million euros in the first year." + rest:       1,
		"The police said the driver sold the van to a bank in Riverton, Oslo." + rest:  1,
		"“The driver sold the van to a bank,” Jane Doe said." + rest:                   0,
		"“The bank lost 20 million euros in the first year,” Jane Doe said it." + rest: 1,
	} {
		a, names, quotes := article(text)
		got := 0
		for _, s := range All(a, names, quotes) {
			if _, is := s.Annotation.Body.(*kind.Claim); is {
				got++
			}
		}
		if got != want {
			t.Errorf("%d claims, want %d: %.80s", got, want, text)
		}
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

// A stance that somebody's speech tells of has who speaks as its teller: the holder in the
// first person, another in the third; what the article tells has none.
func TestWhoTellsOfAStance(t *testing.T) {
	for text, want := range map[string]string{
		"“I support the tram,” Mary Ellis said.":                    "Mary Ellis by Mary Ellis",
		"“John Roe opposes the tram,” Mary Ellis said on a Monday.": "John Roe by Mary Ellis",
		"John Roe opposes the tram.":                                "John Roe by ",
	} {
		a, names, quotes := article(text)
		var got []string
		for _, s := range All(a, names, quotes) {
			if b, is := s.Annotation.Body.(*kind.Stance); is {
				by := ""
				if s.Teller.Kind != annotate.RefUnset {
					by = s.Teller.String()
				}
				got = append(got, b.Holder.String()+" by "+by)
			}
		}
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s\n got %q, want %q", text, got, want)
		}
	}
}

// A mark that closes behind a word of praise or blame ends the judgement, straight or not.
func TestAMarkEndsAJudgement(t *testing.T) {
	for text, want := range map[string]bool{`a "disgrace" nobody would forget`: true, "a “disgrace” nobody would forget": true, "a ‘disgrace’ nobody would forget": true, "a disgrace nobody would forget": false} {
		if _, ok := judgement(text); ok != want {
			t.Errorf("%s judges: %t", text, ok)
		}
	}
}
