package anchor

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/annotate"
	"stet/model"
)

// marked reads a text in which [ ] are around some words.
func marked(s string) (text string, r model.Range) {
	before, rest, _ := strings.Cut(s, "[")
	words, after, _ := strings.Cut(rest, "]")
	return before + words + after, span(len(before), len(before)+len(words))
}

func mark(text string, p annotate.Place) string {
	if p.State == annotate.Orphan {
		return "orphan"
	}
	return fmt.Sprintf("%s: %s[%s]%s", p.State, text[:p.Start], text[p.Start:p.End], text[p.End:])
}

func art(text string) *model.Article {
	return &model.Article{Text: text, Digest: model.DigestOf(text)}
}

func describe(text string, r model.Range) annotate.Quote {
	return Describe(art(text), model.NewOffsets(text), r).Quote
}

// finder finds in a text what was annotated in one that was kept.
func finder(text string, kept ...string) *Finder {
	return NewFinder(art(text), model.NewOffsets(text), func(digest string) (string, bool) {
		for _, k := range kept {
			if model.DigestOf(k) == digest {
				return k, true
			}
		}
		return "", false
	})
}

func TestDescribe(t *testing.T) {
	text, r := marked("Mayor defends tram plan 📈\n\nRIVERTON — Mayor [Jane Doe] said on Tuesday that the line would pay.")
	p := Describe(art(text), model.NewOffsets(text), r)
	want := annotate.Quote{
		Exact: "Jane Doe", Prefix: "s tram plan 📈\n\nRIVERTON — Mayor ", Suffix: " said on Tuesday that the line w",
		Start: 44, End: 52, Of: model.DigestOf(text),
	}
	if p.Quote != want || p.Range != r || p.State != annotate.Exact || p.Score != 1 {
		t.Errorf("got  %+v\nwant %+v", p.Quote, want)
	}
}

// What becomes of words when the text that was annotated was kept.
func TestWordsInARevision(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing changed", "Doe said [it will pay].", "Doe said it will pay.",
			"exact: Doe said [it will pay]."},
		{"a sentence before", "Doe said [it will pay].", "RIVERTON — On Tuesday, Doe said it will pay.",
			"moved: RIVERTON — On Tuesday, Doe said [it will pay]."},
		{"lines broken anew", "Doe said [it will pay] for itself.", "Doe said it\nwill pay for itself.",
			"moved: Doe said [it\nwill pay] for itself."},
		{"a word replaced within", "Doe said [it will surely pay for itself within ten years].", "Doe said it will surely pay for itself within nine years.",
			"fuzzy: Doe said [it will surely pay for itself within nine years]."},
		{"a word replaced at the end", "He named [the mayor of Riverton town]. More.", "He named the mayor of Riverton city. More.",
			"fuzzy: He named [the mayor of Riverton city]. More."},
		{"deleted", "Doe spoke. [Khan left the hall]. Rain fell.", "Doe spoke. Rain fell.",
			"orphan"},
		{"deleted, the same name elsewhere", "Doe spoke. [Khan] left the hall. Much later in the day it rained, and then Khan slept.",
			"Doe spoke. Much later in the day it rained, and then Khan slept.",
			"orphan"},
		{"the words at both ends replaced", "Rain. [Old Doe said it will pay for itself soon]. More.", "Rain. Young Doe said it will pay for itself tomorrow. More.",
			"fuzzy: Rain. [Young Doe said it will pay for itself tomorrow]. More."},
		{"much inserted where the first word was", "[Doe was glad of it]. More.", "Khan and the three councillors of his party, who had come late, was glad of it. More.",
			"fuzzy: Khan and the three councillors of his party, who had come late, [was glad of it]. More."},
		{"astral characters", "📈 up. [👍🏽 Doe] nods.", "📉📉 down. 👍🏽 Doe nods.",
			"moved: 📉📉 down. [👍🏽 Doe] nods."},
	} {
		old, r := marked(c.old)
		p := finder(c.new, old).Find(describe(old, r))
		if got := mark(c.new, p); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// What becomes of words when nothing but the selectors is left of the old text.
func TestWordsWithoutTheOldText(t *testing.T) {
	const hall = "The council met in the town hall on Monday. "
	for _, c := range []struct{ name, old, new, want string }{
		{"moved with its sentence", hall + "Then [Doe] spoke to reporters about the tram.", hall + hall + "Then Doe spoke to reporters about the tram.",
			"moved: " + hall + hall + "Then [Doe] spoke to reporters about the tram."},
		{"the context tells two apart", "Mayor [Doe] spoke of the tram. Later Doe left.", "Rain. Mayor Doe spoke of the tram. Later Doe left.",
			"moved: Rain. Mayor [Doe] spoke of the tram. Later Doe left."},
		{"its sentence is gone", "Then [Doe] spoke to reporters about the tram line at noon. Rain fell.", "Rain fell. In the evening nobody but Doe remained.",
			"orphan"},
		{"half of the context is gone, so a person is asked", hall + "Then [Doe] spoke to reporters about the tram.", hall + "Then Doe left; nobody knows why, and few ever cared.",
			"fuzzy: " + hall + "Then [Doe] left; nobody knows why, and few ever cared."},
		{"a letter changed", hall + "[The tramway will pay for itself within ten years], she said on Tuesday.", hall + "The tramway will pay for itself within tan years, she said on Tuesday.",
			"fuzzy: " + hall + "[The tramway will pay for itself within tan years], she said on Tuesday."},
	} {
		old, r := marked(c.old)
		p := finder(c.new).Find(describe(old, r))
		if got := mark(c.new, p); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestAnnotationsOfOrphansAreOrphans(t *testing.T) {
	old := "“It will pay,” said Doe. “Never,” said Khan."
	a := art(old)
	off := model.NewOffsets(old)
	target, r := marked("[“It will pay,”] said Doe. “Never,” said Khan.")
	_, cue := marked("“It will pay,” [said] Doe. “Never,” said Khan.")
	_ = target
	q := Describe(a, off, cue)
	ann := &annotate.Annotation{Target: annotate.Target{Place: Describe(a, off, r)}, Body: &cued{q}}
	finder("“Never,” said Khan.", old).FindAll([]*annotate.Annotation{ann})
	if ann.Target.State != annotate.Orphan || ann.Body.Places()[0].State != annotate.Orphan {
		t.Errorf("quote %s, cue %s; want both orphan", ann.Target.State, ann.Body.Places()[0].State)
	}
	ann = &annotate.Annotation{Target: annotate.Target{Place: Describe(a, off, r)}, Body: &cued{q}}
	finder("Rain. “It will pay,” said Doe. “Never,” said Khan.").FindAll([]*annotate.Annotation{ann})
	if got := ann.Body.Places()[0]; got.State != annotate.Moved {
		t.Errorf("the cue of a quote that moved is %s", got.State)
	}
}

type cued struct{ cue annotate.Place }

func (c *cued) Kind() string              { return "cued" }
func (c *cued) Label() string             { return "" }
func (c *cued) Clone() annotate.Body      { d := *c; return &d }
func (c *cued) Refs() []annotate.Role     { return nil }
func (c *cued) Places() []*annotate.Place { return []*annotate.Place{&c.cue} }

// words draws some text and a stretch of it.
func drawn(t *rapid.T) (string, model.Range) {
	ws := rapid.SliceOfN(rapid.SampledFrom([]string{"Doe", "said", "the", "tram", "“pays”", "👍🏽", "é", ",", ".\n\n"}), 1, 60).Draw(t, "words")
	text := strings.Join(ws, " ")
	from := rapid.IntRange(0, len(ws)-1).Draw(t, "from")
	to := rapid.IntRange(from+1, len(ws)).Draw(t, "to")
	start := len(strings.Join(append(ws[:from:from], ""), " "))
	return text, span(start, start+len(strings.Join(ws[from:to], " ")))
}

func TestOnTheSameTextNothingMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, r := drawn(t)
		q := describe(text, r)
		if p := finder(text).Find(q); p.State != annotate.Exact || p.Range != r || p.Quote != q {
			t.Fatalf("%s became %s", mark(text, annotate.Place{Range: r}), mark(text, p))
		}
		q.Of = ""
		if p := finder(text).Find(q); p.State != annotate.Exact || p.Range != r {
			t.Fatalf("without a digest %s became %s", mark(text, annotate.Place{Range: r}), mark(text, p))
		}
	})
}

func TestAnInsertionElsewhereShifts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, r := drawn(t)
		in := rapid.StringMatching(`(q[0-9]{3} ){1,20}`).Draw(t, "insertion")
		p := finder(in+text, text).Find(describe(text, r))
		want := span(int(r.Start)+len(in), int(r.End)+len(in))
		if p.State == annotate.Orphan || p.Range != want {
			t.Fatalf("got %s\nwant %s", mark(in+text, p), mark(in+text, annotate.Place{Range: want, State: annotate.Moved}))
		}
	})
}

// FuzzCompare holds a mapping to its promise, on texts that are short enough for some
// thousand a second; longer ones are in TestLongTextsAreCompared.
func FuzzCompare(f *testing.F) {
	f.Add("Doe said it will pay.", "On Tuesday Doe said: it will never pay.", 0)
	f.Add("a a a a a b", "b a a c a a", 1)
	f.Add("eins\nzwei\ndrei\nvier\n", "drei\nvier\nfünf\neins\n", 40)
	f.Fuzz(func(t *testing.T, old, new string, many int) {
		if many = many & 0x3f; many > 0 { // long enough for lines and shingles
			old, new = strings.Repeat(old+"\n", many), strings.Repeat(new+"\n", many)
		}
		compared(t, old[:min(len(old), 1<<12)], new[:min(len(new), 1<<12)])
	})
}

func TestLongTextsAreCompared(t *testing.T) {
	for _, x := range [][2]string{{"Doe said it will pay.\n", "On Tuesday Doe said: it will never pay.\n"}, {"a a a a a b\n", "b a a c a a\n"}, {"eins\nzwei\ndrei\nvier\n", "drei\nvier\nfünf\neins\n"}} {
		compared(t, strings.Repeat(x[0], 2000), strings.Repeat(x[1], 2000))
	}
}

// compared holds a mapping to its promise: pieces are in the order of both texts, do
// not overlap, and say the same.
func compared(t *testing.T, old, new string) {
	t.Helper()
	m := compare(old, new)
	i, j := 0, 0
	for _, p := range m.pieces {
		if p.old < i || p.new < j || p.n <= 0 || p.old+p.n > len(old) || p.new+p.n > len(new) {
			t.Fatalf("piece %+v after %d, %d", p, i, j)
		}
		if old[p.old:p.old+p.n] != new[p.new:p.new+p.n] {
			t.Fatalf("%q is not %q", old[p.old:p.old+p.n], new[p.new:p.new+p.n])
		}
		i, j = p.old+p.n, p.new+p.n
	}
	if old == new && len(old) > 0 && words(old) > 0 && len(m.pieces) != 1 {
		t.Fatalf("equal texts are in %d pieces", len(m.pieces))
	}
}
