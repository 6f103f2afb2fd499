package segment

import (
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

// unmark takes the brackets off a marked text and returns what they held.
func unmark(marked string) (text string, ranges []model.Range) {
	var b strings.Builder
	var open []model.Pos
	for _, r := range marked {
		switch r {
		case '[':
			open = append(open, model.Pos(b.Len()))
		case ']':
			ranges = append(ranges, model.Range{Start: open[len(open)-1], End: model.Pos(b.Len())})
			open = open[:len(open)-1]
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), ranges
}

func mark(text string, ranges ...model.Range) string {
	var b strings.Builder
	at := model.Pos(0)
	for _, r := range ranges {
		b.WriteString(text[at:r.Start] + "[" + text[r.Start:r.End] + "]")
		at = r.End
	}
	return b.String() + text[at:]
}

// article makes an article of soft paragraphs separated by blank lines.
func article(text string) *model.Article {
	a := &model.Article{Text: text}
	at := 0
	for part := range strings.SplitSeq(text, "\n\n") {
		a.Blocks = append(a.Blocks, model.Block{
			Range: model.Range{Start: model.Pos(at), End: model.Pos(at + len(part))}, Soft: true})
		at += len(part) + 2
	}
	return a
}

func TestUnits(t *testing.T) {
	tests := []struct {
		unit Unit
		want string
	}{
		{Word, "[Haftar]’s [LNA], [the] [Russian-Turkish] [plan] — “[serious] [talks].”"},
		{Word, "[UNHCR]'s [office] ([file] [photo])."},
		{Word, "[the] [ministers]’ [30%] [of] [$5.2] [at] [3:15] [in] [the] [U.N.], [said] [@name]"},
		{Word, "[war]—[despite] [failing]--[again]"},
		{Word, "[two]\n[lines]"},
		{Word, "... — “ ”"},
		{Stretch, "[Erdogan maintained] that [Haftar had gone back on his word to sign the agreement] while [in Moscow]."},
		{Stretch, "[he said the plan] “[ignored many of the demands of the LNA] — [such as a deadline]"},
		{Stretch, "[some 1,000 people], [the U.N. said], [fled in the nine-month war]"},
		{Stretch, "[Russia’s Lavrov pledged] '[until a result]'"},
		{Stretch, "[one line\nand the next], [end]"},
		{Sentence, "[“Why not?” he asked.] [Mr. Lavrov said so.]"},
		{Sentence, "[It ended as “serious talks.”] [Then Gen. Haftar left at 3 p.m. Tuesday.]"},
		{Sentence, "[He met the U.N.] [The envoy of the U.N. Security Council left.]"},
		{Sentence, "[John F. Kennedy spoke.] [Was it No. 5?] [No.] [Yes!]"},
		{Sentence, "[A U.N.-mandated force, see example.com/a.html, cost 3.5 million.] [Two lines\nmake one.]"},
		{Sentence, "[It put the conference in question.  “]"},
		{Sentence, "[He stopped ... and went on.] [„Nein.“] [Er ging.]"},
		{Sentence, "[“It is great. ”] [Then he left.] [“Why?”]"},
		{Sentence, "[彼は言った。][雨だ。]"},
		{Sentence, "[no stop at all]"},
	}
	for _, test := range tests {
		text, _ := unmark(test.want)
		a := article(text)
		var got []model.Range
		for i := range a.Blocks {
			got = slices.AppendSeq(got, test.unit.In(a, &a.Blocks[i]))
		}
		if got := mark(text, got...); got != test.want {
			t.Errorf("%ss\n got %s\nwant %s", test.unit.Name, got, test.want)
		}
	}
}

func TestAWordInAScriptWithoutBlanksIsSplit(t *testing.T) {
	a := article("日本の首相は")
	if got := slices.Collect(Word.In(a, &a.Blocks[0])); len(got) < 3 {
		t.Errorf("only %d words", len(got))
	}
}

func TestAtNextAndPrev(t *testing.T) {
	const text = "The minister said: no.\n\nThen she left."
	a := article(text)
	at := func(word string) model.Pos { return model.Pos(strings.Index(text, word)) }
	show := func(r model.Range, ok bool) string {
		if !ok {
			return "none"
		}
		return mark(text, r)
	}
	tests := []struct{ name, got, want string }{
		{"the word at p", show(Word.At(a, at("nister"))), "The [minister] said: no.\n\nThen she left."},
		{"none at a blank", show(Word.At(a, 3)), "none"},
		{"the sentence at p", show(Sentence.At(a, at("she"))), "The minister said: no.\n\n[Then she left.]"},
		{"next word", show(Word.Next(a, at("minister"))), "The minister [said]: no.\n\nThen she left."},
		{"next over the paragraph's end", show(Word.Next(a, at("no."))), "The minister said: no.\n\n[Then] she left."},
		{"no next", show(Word.Next(a, at("left"))), "none"},
		{"previous word", show(Word.Prev(a, at("Then"))), "The minister said: [no].\n\nThen she left."},
		{"no previous", show(Word.Prev(a, 0)), "none"},
		{"previous paragraph", show(Paragraph.Prev(a, at("she"))), "The minister said: no.\n\n[Then she left.]"},
		{"before the first", show(Paragraph.Prev(a, 0)), "none"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", test.name, test.got, test.want)
		}
	}
}

func TestGrowAndShrinkFollowContainment(t *testing.T) {
	steps := []string{
		"Yes. Foreign Minister [Lavrov], at a press conference, spoke. No.",
		"Yes. [Foreign Minister Lavrov], at a press conference, spoke. No.",
		"Yes. [Foreign Minister Lavrov, at a press conference, spoke.] No.",
		"[Yes. Foreign Minister Lavrov, at a press conference, spoke. No.]",
	}
	text, _ := unmark(steps[0])
	a := article(text)
	for i := 0; i+1 < len(steps); i++ {
		_, from := unmark(steps[i])
		if r, ok := Grow(a, from[0]); !ok || mark(text, r) != steps[i+1] {
			t.Errorf("%s grows to\n%s", steps[i], mark(text, r))
		}
	}
	_, whole := unmark(steps[3])
	if _, ok := Grow(a, whole[0]); ok {
		t.Error("a paragraph grows")
	}
	_, name := unmark("Yes. Foreign [Minister Lavrov], at a press conference, spoke. No.")
	_, word := unmark(steps[0])
	if r, _ := Grow(a, word[0], name[0]); r != name[0] {
		t.Errorf("a name between word and stretch is passed over: %s", mark(text, r))
	}
}

func FuzzUnits(f *testing.F) {
	f.Add("The U.N. said “no.” Then\nit left — ‘why?’", true)
	f.Add("a\u0301. \u0301B.C. 日本。の", false)
	f.Add("a.a.a.).).)\n\n\n", false)
	f.Fuzz(func(t *testing.T, text string, soft bool) {
		text = strings.ToValidUTF8(text, "\ufffd") // as when an article is read
		b := model.Block{Range: model.Range{End: model.Pos(len(text))}, Soft: soft}
		a := &model.Article{Text: text, Blocks: []model.Block{b}}
		edges := map[model.Pos]bool{0: true}
		for g := graphemes.FromString(text); g.Next(); {
			edges[model.Pos(g.End())] = true
		}
		for _, u := range Units {
			at := model.Pos(0)
			for r := range u.In(a, &b) {
				if r.Empty() || r.Start < at || int(r.End) > len(text) {
					t.Fatalf("%s %v after %d in %q", u.Name, r, at, text)
				}
				if !edges[r.Start] || !edges[r.End] {
					t.Fatalf("%s %v of %q cuts a character", u.Name, r, text)
				}
				at = r.End
			}
		}
		at := 0
		for _, r := range Sentences(text, b.Range) {
			if strings.TrimSpace(text[at:r.Start]) != "" && hasWord(text[at:r.Start]) {
				t.Fatalf("%q stands in no sentence of %q", text[at:r.Start], text)
			}
			at = int(r.End)
		}
	})
}

func BenchmarkUnits(b *testing.B) {
	text := strings.Repeat("The minister of the U.N. mission said “we will not yield”, and left the hall. ", 13000)
	a := article(text)
	for _, u := range Units[:3] {
		b.Run(u.Name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				drain(u.In(a, &a.Blocks[0]))
			}
		})
	}
}

func drain(ranges iter.Seq[model.Range]) {
	for range ranges {
	}
}
