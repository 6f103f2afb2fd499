package anchor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"stet/annotate"
	"stet/model"
)

// Scripts that write no spaces between words, and some that do. A place between two
// letters cuts a word in the latter only.
func TestScriptsThatPartTheirWords(t *testing.T) {
	for name, spaces := range map[string]bool{
		"Latin": true, "Greek": true, "Cyrillic": true, "Armenian": true, "Hebrew": true, "Arabic": true, "Devanagari": true,
		"Tamil": true, "Georgian": true, "Hangul": true, "Ethiopic": true, "Cherokee": true, "Mongolian": true, "Lisu": true,
		"Han": false, "Hiragana": false, "Katakana": false, "Bopomofo": false, "Yi": false, "Thai": false, "Lao": false, "Myanmar": false, "Khmer": false,
	} {
		checked := 0
		for _, r := range unicode.Scripts[name].R16 {
			for c := rune(r.Lo); c <= rune(r.Hi); c += rune(r.Stride) {
				if !unicode.IsLetter(c) || name == "Myanmar" && c >= 0xA9E0 || name == "Hangul" && c >= 0x3130 && c < 0x3190 { // shown one by one in tables, not in words
					continue
				}
				if checked++; spaced(c) != spaces {
					t.Errorf("%s: %U %c parts its words: %t, want %t", name, c, c, !spaces, spaces)
					break
				}
			}
		}
		if checked == 0 {
			t.Errorf("%s has no letters", name)
		}
	}
	if spaced('\U00020000') || spaced('\U0002A6DF') {
		t.Error("a rare Chinese sign is taken for a letter of a word")
	}
}

// A quote of a long text whose earlier version is lost is looked for near where it
// should be: a slip of a letter is found there, and the same words far away are not it.
func TestSlipsInALongTextAreFoundWhereTheyAreExpected(t *testing.T) {
	filler := func(tag string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "In %s %d the council %x heard of %d matters. ", tag, i, i*2654435761, i*7919%1000)
		}
		return b.String()
	}
	head, tail := filler("spring", 900), filler("autumn", 900)
	const first, second = "The ferry sails to the northern island at dawn.", "The tramway will pay for itself within ten years, she said."
	old := head + first + " " + second + " " + tail
	if len(old) <= shortText {
		t.Fatalf("%d bytes are not long", len(old))
	}
	quote := func(words string) annotate.Quote {
		at := strings.Index(old, words)
		q := describe(old, span(at, at+len(words)))
		q.Of = "" // and so no earlier text is asked for
		return q
	}
	slip := strings.Replace(second, "ten years", "tan years", 1)
	for name, c := range map[string]struct {
		now   string
		known bool // another quote says how far things moved
		want  annotate.State
	}{
		"nothing moved":                          {head + first + " " + slip + " " + tail, false, annotate.Fuzzy},
		"a little put in before":                 {filler("may", 30) + head + first + " " + slip + " " + tail, false, annotate.Fuzzy},
		"much put in before, nothing else known": {filler("may", 300) + head + first + " " + slip + " " + tail, false, annotate.Orphan},
		"much put in before, a neighbour knows":  {filler("may", 300) + head + first + " " + slip + " " + tail, true, annotate.Fuzzy},
		"much cut before, a neighbour knows":     {filler("spring", 300) + first + " " + slip + " " + tail, true, annotate.Fuzzy},
		"the end of the text is cut":             {head + first + " " + slip, false, annotate.Fuzzy},
	} {
		find := finder(c.now)
		if c.known {
			if p := find.Find(quote(first)); p.State != annotate.Moved {
				t.Fatalf("%s: the neighbour is %s", name, p.State)
			}
		}
		p := find.Find(quote(second))
		if p.State != c.want {
			t.Errorf("%s: %s at %v, want %s", name, p.State, p.Range, c.want)
		}
		if got := c.now[p.Start:p.End]; c.want == annotate.Fuzzy && got != slip {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Of several pieces that are left of a quote, those count that are together.
func TestWhatIsLeftOfAQuoteStandsTogether(t *testing.T) {
	p := func(new, n int) piece { return piece{new, new, n} }
	for _, c := range []struct {
		name   string
		pieces []piece
		length int
		want   []piece
	}{
		{"none", nil, 10, nil},
		{"one", []piece{p(5, 3)}, 10, []piece{p(5, 3)}},
		{"one that is longer than asked for", []piece{p(5, 30)}, 10, []piece{p(5, 30)}},
		{"all within the length", []piece{p(0, 2), p(4, 2), p(8, 2)}, 10, []piece{p(0, 2), p(4, 2), p(8, 2)}},
		{"one byte too long", []piece{p(0, 2), p(4, 2), p(9, 2)}, 10, []piece{p(0, 2), p(4, 2)}},
		{"more stands later", []piece{p(0, 2), p(100, 2), p(104, 2)}, 10, []piece{p(100, 2), p(104, 2)}},
		{"more stands first", []piece{p(0, 3), p(4, 2), p(100, 2)}, 10, []piece{p(0, 3), p(4, 2)}},
		{"as much later as first", []piece{p(0, 2), p(100, 2)}, 10, []piece{p(0, 2)}},
	} {
		if got := densest(c.pieces, c.length); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Cues and parts follow the words that they belong to.
func TestCuesFollowTheirQuote(t *testing.T) {
	const old = "“It will pay,” said Doe. Rain fell. “No,” said Khan."
	at := func(text string, r string) annotate.Place {
		_, words := marked(r)
		return Describe(art(text), model.NewOffsets(text), words)
	}
	make := func() *annotate.Annotation {
		return &annotate.Annotation{Target: annotate.Target{Place: at(old, "[“It will pay,” said Doe.] Rain fell. “No,” said Khan.")}, Body: &cued{at(old, "“It will pay,” [said] Doe. Rain fell. “No,” said Khan.")}}
	}
	for _, c := range []struct{ name, now, want string }{
		{"the same text", old, "exact: “It will pay,” [said] Doe. Rain fell. “No,” said Khan."},
		{"moved as a whole", "“No,” said Ali. “It will pay,” said Doe. Rain fell. “No,” said Khan.", "moved: “No,” said Ali. “It will pay,” [said] Doe. Rain fell. “No,” said Khan."},
		{"the quote is gone, the word is not", "Rain fell. “No,” said Khan.", "orphan"},
	} {
		for _, kept := range [][]string{nil, {old}} {
			ann := make()
			finder(c.now, kept...).FindAll([]*annotate.Annotation{ann})
			if got := mark(c.now, *ann.Body.Places()[0]); got != c.want {
				t.Errorf("%s, earlier text kept %t:\n got %s\nwant %s", c.name, kept != nil, got, c.want)
			}
		}
	}
	// An annotation of the whole article has no words to be found, its body may.
	whole := &annotate.Annotation{Target: annotate.Target{Whole: true}, Body: &cued{at(old, "“It will pay,” [said] Doe. Rain fell. “No,” said Khan.")}}
	finder("Now: "+old, old).FindAll([]*annotate.Annotation{whole, {Target: annotate.Target{Whole: true}}})
	if p := whole.Body.Places()[0]; p.State != annotate.Moved || whole.Target.Place != (annotate.Place{}) {
		t.Errorf("words of a note on the whole article: %+v; its target %+v", p, whole.Target.Place)
	}
}

// Offsets are believed where the digest says that the text is the same, or the words
// around say so; never beyond the text, and never for other words.
func TestOffsetsAreBelievedWhereTheTextAgrees(t *testing.T) {
	const text = "Doe spoke. Khan spoke."
	q := describe(text, span(4, 9))
	for _, c := range []struct {
		name   string
		change func(q *annotate.Quote)
		exact  bool
	}{
		{"as it was", func(*annotate.Quote) {}, true},
		{"the same text, other surroundings noted", func(q *annotate.Quote) { q.Prefix = "?" }, true},
		{"an unknown text, the surroundings agree", func(q *annotate.Quote) { q.Of = "" }, true},
		{"another text, the surroundings agree", func(q *annotate.Quote) { q.Of = "other" }, true},
		{"an unknown text, what stands before differs", func(q *annotate.Quote) { q.Of, q.Prefix = "", "Doe? " }, false},
		{"an unknown text, what stands after differs", func(q *annotate.Quote) { q.Of, q.Suffix = "", "! " }, false},
		{"the offsets point at other words", func(q *annotate.Quote) { q.Start = 3 }, false},
		{"the offsets point beyond the text", func(q *annotate.Quote) { q.Start = 400 }, false},
		{"the offsets are negative", func(q *annotate.Quote) { q.Start = -1 }, false},
		{"the words would end beyond the text", func(q *annotate.Quote) { q.Start, q.Exact = 17, "spoke. Doe" }, false},
		{"no words", func(q *annotate.Quote) { q.Exact = "" }, false},
	} {
		q := q
		c.change(&q)
		p := finder(text).Find(q)
		if got := p.State == annotate.Exact; got != c.exact || got && p.Range != span(4, 9) {
			t.Errorf("%s: %s at %v", c.name, p.State, p.Range)
		}
	}
}
