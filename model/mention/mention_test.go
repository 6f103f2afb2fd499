package mention

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
)

// article makes an article of paragraphs.
func article(paragraphs ...string) *model.Article {
	a := &model.Article{Text: strings.Join(paragraphs, "\n\n"), Meta: model.Meta{Language: "en"}}
	at := 0
	for _, p := range paragraphs {
		a.Blocks = append(a.Blocks, model.Block{Range: model.Range{Start: model.Pos(at), End: model.Pos(at + len(p))}})
		at += len(p) + 2
	}
	return a
}

func all(a *model.Article) model.Range { return model.Range{End: model.Pos(len(a.Text))} }

func read(t *testing.T, path string) *model.Article {
	t.Helper()
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		need.Skip(t, need.Shared, fmt.Sprintf("%s is not here", path))
	}
	if err != nil {
		t.Fatal(err)
	}
	return article(strings.Split(strings.TrimSpace(string(data)), "\n\n")...)
}

func tagAll(a *model.Article) []Mention { return list(Tag(a, all(a))) }

// taggedAs is what the tagger would have left of mentions.
func taggedAs(list []Mention) Tagged {
	var t Tagged
	for _, m := range list {
		t.list = append(t.list, tagged{int32(m.Range.Start), int32(m.Range.End), uint8(slices.Index(kinds[:], m.Type))})
	}
	return t
}

func list(t Tagged) []Mention {
	var out []Mention
	for i := range t.Len() {
		out = append(out, t.At(i))
	}
	return out
}

// markedUp writes text with every mention in brackets: [PERSON Sergey Lavrov].
func markedUp(a *model.Article, mentions []Mention) string {
	var b strings.Builder
	at := model.Pos(0)
	for _, m := range mentions {
		fmt.Fprintf(&b, "%s[%s %s]", a.Text[at:m.Range.Start], m.Type, a.Slice(m.Range))
		at = m.Range.End
	}
	b.WriteString(a.Text[at:])
	return b.String()
}

func TestTag(t *testing.T) {
	for _, want := range []string{
		"said [NORP Russian] Foreign Minister [PERSON Sergey Lavrov], at a press conference [DATE late Monday]",
		"[PERSON Sergey Lavrov] left. [GPE Russia]’s [PERSON Lavrov] met [PERSON Angela Merkel] in [GPE Berlin] [DATE last Sunday].",
		"A fire broke out in [GPE Tripoli], [GPE Libya], in [DATE early September].",
		"The [GPE Tripoli]-based government sent an envoy to [GPE Cairo].",
		"They signed the [NORP Russian]-[NORP Turkish] plan after a [DATE nine-month] war.",
		"It cost [MONEY $5 million], or [PERCENT 30 per cent] more than in [DATE January 2019].",
		"On [DATE January 13] the ship left for [GPE New York] with [MONEY US$400,000] aboard.",
		"The [ORG World Bank] and the [ORG European Union] declined to comment.",
		"[PERSON Kim Jong-un] was seen in [GPE Pyongyang] on [DATE Tuesday].",
		"The talks may resume, and they march on.",
	} {
		plain := stripMarks(want)
		a := article(plain)
		if got := markedUp(a, tagAll(a)); got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}

// stripMarks takes the brackets and types out again.
func stripMarks(s string) string {
	var b strings.Builder
	for s != "" {
		before, rest, found := strings.Cut(s, "[")
		b.WriteString(before)
		if !found {
			break
		}
		inside, after, _ := strings.Cut(rest, "]")
		_, name, _ := strings.Cut(inside, " ")
		b.WriteString(name)
		s = after
	}
	return b.String()
}

func TestALanguageWithoutWeightsHasNoMentions(t *testing.T) {
	for _, language := range []string{"sw", "xx", ""} {
		a := article("Tutaanza mwaka ujao, alisema Angela Merkel mjini Berlin.")
		a.Meta.Language = language
		if n := Tag(a, all(a)).Len(); n > 0 {
			t.Errorf("%d mentions in %q", n, language)
		}
	}
}

// A block in another language than its article has names by its own weights.
func TestNamesByTheLanguageOfTheBlock(t *testing.T) {
	a := article("Jens Stoltenberg sa til avisen at regjeringen i Oslo ikke har bestemt seg.", "Angela Merkel met the press in Berlin.", "Tutaanza, alisema Anna Mwangi.")
	a.Meta.Language = "no"
	a.Blocks[1].Language, a.Blocks[2].Language = "en", "sw"
	found := Tag(a, all(a))
	var names []string
	for i := range found.Len() {
		m := found.At(i)
		names = append(names, a.Slice(m.Range)+" "+string(m.Type))
	}
	if got := strings.Join(names, ", "); got != "Jens Stoltenberg PERSON, Oslo GPE, Angela Merkel PERSON, Berlin GPE" {
		t.Errorf("found %s", got)
	}
}

func TestBoilerplateIsNotRead(t *testing.T) {
	a := article("Angela Merkel spoke.", "Vladimir Putin publishes around 800 reports.")
	a.Blocks[1].Kind = model.Boilerplate
	if got := markedUp(a, tagAll(a)); !strings.HasPrefix(got, "[PERSON Angela Merkel]") || strings.Contains(got, "[PERSON Vladimir") {
		t.Error(got)
	}
}

func TestOnlyTheBlocksAskedForAreRead(t *testing.T) {
	a := article("Angela Merkel spoke.", "Vladimir Putin listened.", "Emmanuel Macron left.")
	within := model.Range{Start: a.Blocks[1].Range.Start + 3, End: a.Blocks[1].Range.Start + 5}
	got := list(Tag(a, within))
	if len(got) != 1 || a.Slice(got[0].Range) != "Vladimir Putin" {
		t.Errorf("%d mentions: %s", len(got), markedUp(a, got))
	}
}

// entities writes each entity as TYPE Name = form, form ×mentions.
func entities(f *Found) []string {
	var list []string
	for _, e := range f.Entities {
		s := fmt.Sprintf("%s %s", e.Type, e.Name)
		if len(e.Also) > 0 {
			s += " = " + strings.Join(e.Also, ", ")
		}
		list = append(list, fmt.Sprintf("%s ×%d", s, len(e.Mentions)))
	}
	return list
}

// TestTheFirstArticle holds the article that the project began with.
func TestTheFirstArticle(t *testing.T) {
	a := read(t, filepath.Join("..", "..", "..", "shared", "articles", "libya-ceasefire.txt"))
	for i := range a.Blocks { // the reader marks the publisher's notice
		if p := a.Slice(a.Blocks[i].Range); strings.HasPrefix(p, "More From") || strings.HasPrefix(p, "Don't") || strings.Contains(p, "AllAfrica") {
			a.Blocks[i].Kind = model.Boilerplate
		}
	}
	got := entities(Find(a, all(a), nil))
	for _, want := range []string{
		"PERSON Khalifa Haftar = Haftar ×5", "PERSON Fayez al-Sarraj = al-Sarraj ×2", "PERSON Recep Tayyip Erdogan = Erdogan ×4",
		"PERSON Sergey Lavrov = Lavrov ×2", "PERSON Mevlut Cavusoglu = Cavusoglu ×3", "PERSON Angela Merkel = Merkel ×3",
		"PERSON Vladimir Putin = Putin ×4", "PERSON Sergei Shoigu ×1", "PERSON Moammar Gadhafi ×1",
		"ORG Libyan National Army = LNA ×4", "ORG UNHCR ×1", "ORG NATO ×2", "ORG U.N. ×1", "ORG TASS ×1",
		"GPE Libya ×8", "GPE Russia ×5", "GPE Moscow ×8", "GPE Tripoli ×3", "GPE Ankara ×1", "GPE Turkey ×2", "GPE Berlin ×3",
		"GPE Egypt ×1", "GPE Jordan ×1", "GPE United Arab Emirates ×1", "GPE Syria ×1", "GPE Iran ×1",
		"LOC Middle East ×2", "LOC Europe ×1", "LOC Kremlin ×2", "EVENT Libya Conference ×1",
		"NORP Russian ×5", "NORP Turkish ×5", "NORP Libyan ×3", "NORP German ×1",
	} {
		if i := slices.Index(got, want); i >= 0 {
			got = slices.Delete(got, i, i+1)
		} else {
			t.Errorf("missing: %s", want)
		}
	}
	if len(got) > 0 {
		t.Errorf("too many: %s", strings.Join(got, "\n"))
	}
}

// Watched, a tagging finds the same; it tells ever more of the work as done, and
// ends when it is told to.
func TestATaggingIsWatched(t *testing.T) {
	var paragraphs []string
	for range 200 {
		paragraphs = append(paragraphs, "Angela Merkel met Paris Hilton in Paris. The Paris of France was quiet.")
	}
	a := article(paragraphs...)
	all := model.Range{End: model.Pos(len(a.Text))}
	var shares []float64
	found, ok := TagWatched(a, all, func(share float64) bool { shares = append(shares, share); return true })
	if want := Tag(a, all); !ok || !slices.Equal(found.list, want.list) {
		t.Errorf("watched %d mentions, %v, want %d", found.Len(), ok, want.Len())
	}
	if !slices.IsSorted(shares) || len(shares) < 10 || shares[0] < 0 || shares[len(shares)-1] > 1 {
		t.Errorf("shares: %v", shares)
	}
	calls := 0
	if found, ok := TagWatched(a, all, func(float64) bool { calls++; return calls < 3 }); ok || found.Len() > 0 || calls != 3 {
		t.Errorf("stopped: %d mentions, %v, after %d calls", found.Len(), ok, calls)
	}
}

// An elided word is no part of the name behind it, with either apostrophe.
func TestElidedWordsAreNoNames(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"it", "Dall'Austria arriva Marta. L'Umbria aspetta.", "Austria, Marta, Umbria"},
		{"it", "Dall’Austria arriva Marta. L’Umbria aspetta.", "Austria, Marta, Umbria"},
		{"fr", "L’Autriche attend. Les troupes d’Irlande partent.", "Autriche, Irlande"},
	} {
		a := article(c.text)
		a.Meta.Language = c.language
		found := Tag(a, all(a))
		var got []string
		for i := range found.Len() {
			got = append(got, a.Slice(found.At(i).Range))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s: %s: got %s", c.language, c.text, s)
		}
	}
}
