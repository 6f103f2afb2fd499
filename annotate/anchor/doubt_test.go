package anchor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"stet/annotate"
	"stet/model"
)

// Where words stand twice with the same around them nobody can say which are meant: a
// person is asked, whatever their spelling is now.
func TestOfTwoEqualPlacesAPersonIsAsked(t *testing.T) {
	const passage = "The board met in the morning. “It won't pay,” she said to the harbour board, and left for the day."
	const quote = "“It won't pay,”"
	for name, now := range map[string]string{
		"the same spelling":    passage + " " + passage,
		"curly marks":          strings.ReplaceAll(passage+" "+passage, "'", "’"),
		"three of them":        strings.ReplaceAll(passage+" "+passage+" "+passage, "'", "’"),
		"no-break spaces, too": strings.ReplaceAll(passage+"\n\n"+passage, "won't pay", "won’t\u00a0pay"),
	} {
		at := strings.Index(passage, quote)
		q := describe(passage, span(at, at+len(quote)))
		q.Of = ""
		q.Start += 1 // not where it was
		if p := finder(now).Find(q); p.State != annotate.Fuzzy {
			t.Errorf("%s: %s", name, mark(now, p))
		}
	}
}

// Of two respelled places the one with the quote's surroundings is meant; where only one
// side agrees a person is asked, where none does nothing is found. At the edge of the old
// text the other side speaks for both.
func TestTheSurroundingsOfRespelledWords(t *testing.T) {
	const here, there = "The captain sighed at the pier: ", "A clerk at the bank wrote down that "
	q := annotate.Quote{Exact: "it won't pay", Prefix: here, Suffix: ", said Doe to the council of the town.", Start: 1}
	const after, other = ", said Doe to the council of the town.", ", and then it rained for a month or two."
	for name, c := range map[string]struct {
		q         annotate.Quote
		now, want string
	}{
		"both sides":        {q, there + "it won’t pay" + other + " " + here + "it won’t pay" + after, "moved: " + there + "it won’t pay" + other + " " + here + "[it won’t pay]" + after},
		"first of them":     {q, here + "it won’t pay" + after + " " + there + "it won’t pay" + other, "moved: " + here + "[it won’t pay]" + after + " " + there + "it won’t pay" + other},
		"before it alone":   {q, here + "it won’t pay" + other, "fuzzy: " + here + "[it won’t pay]" + other},
		"behind it alone":   {q, there + "it won’t pay" + after, "fuzzy: " + there + "[it won’t pay]" + after},
		"neither":           {q, there + "it won’t pay" + other, "orphan"},
		"nothing before it": {annotate.Quote{Exact: q.Exact, Suffix: q.Suffix}, there + "it won’t pay" + after, "moved: " + there + "[it won’t pay]" + after},
		"nothing behind it": {annotate.Quote{Exact: q.Exact, Prefix: q.Prefix}, here + "it won’t pay" + other, "moved: " + here + "[it won’t pay]" + other},
	} {
		p := finder(c.now).Find(c.q)
		if got := mark(c.now, p); got != c.want && !(c.want == "orphan" && p.State == annotate.Orphan) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// A folded text has one blank for any white space, plain marks, and no sign that is not
// seen; each byte of it knows where it comes from.
func TestFoldingAText(t *testing.T) {
	for text, want := range map[string]string{
		"a b  c\t\nd\u00a0e": "a b c d e", "“it’s” — 1": `"it's" — 1`, "a\u00adb\u200bc": "abc", "cafe\u0301 é": "café é", " x ": " x ", "": "", "a…b": "a...b", "a\u00ad b": "a b", "\u00a0 \u00a0x": " x",
	} {
		f := fold(text)
		if f.text != want || len(f.at) != len(f.text)+1 || int(f.at[len(f.text)]) != len(text) || !slices.IsSorted(f.at) {
			t.Errorf("%q becomes %q at %v, want %q", text, f.text, f.at, want)
		}
		for i, c := range f.text {
			if r := []rune(text[f.at[i]:])[0]; c < 0x80 && unicode.IsLetter(c) && r != c {
				t.Errorf("%q: %q comes from %q", text, c, r)
			}
		}
	}
}

// In a text of any length, words that are gone are lost, words that moved far are found by
// themselves, and those of an earlier text that does not hold them are not taken from it.
func TestLostAndFarWordsOfALongText(t *testing.T) {
	var b strings.Builder
	for i := 0; b.Len() < filterFrom+1000; i++ {
		fmt.Fprintf(&b, "In the year %d the council %x heard of %d matters.\n", i, i*2654435761, i*7919%1000)
	}
	const passage, words = "Nobody had expected it there. The ferry sails to the northern island at dawn, said the captain of it. ", "ferry sails to the northern"
	old := passage + b.String()
	at := strings.Index(old, words)
	q := describe(old, span(at, at+len(words)))
	q.Of = ""
	far := b.String() + passage
	if p := finder(far).Find(q); p.State != annotate.Moved || far[p.Start:p.End] != words {
		t.Errorf("moved to the end: %s at %v", p.State, p.Range)
	}
	if p := finder(b.String()).Find(q); p.State != annotate.Orphan {
		t.Errorf("gone: %s at %v", p.State, p.Range)
	}
	if p := finder(far + passage).Find(q); p.State == annotate.Moved {
		t.Errorf("there twice: %s at %v", p.State, p.Range)
	}
	for name, start := range map[string]int{"beyond its end": len(old) * 2, "at other words": 3} {
		wrong := q
		wrong.Of, wrong.Start = model.DigestOf(old), start
		if p := finder(far, old).Find(wrong); p.State == annotate.Moved && far[p.Start:p.End] != words || p.State == annotate.Exact {
			t.Errorf("said to be %s: %s at %v", name, p.State, p.Range)
		}
	}
}

// A cue is found also where its quote was wrapped anew, so that it is not as far from the
// quote's beginning as before.
func TestACueInAWrappedQuote(t *testing.T) {
	old, r := marked("Rain. [“It will surely pay,” said Doe, “for itself.”] Rain fell.")
	_, cue := marked("Rain. “It will surely pay,” [said] Doe, “for itself.” Rain fell.")
	now := "Rain. “It will   surely\npay,” said Doe, “for itself.” Rain fell."
	off := model.NewOffsets(old)
	for _, kept := range [][]string{nil, {old}} {
		ann := &annotate.Annotation{Target: annotate.Target{Place: Describe(art(old), off, r)}, Body: &cued{Describe(art(old), off, cue)}}
		finder(now, kept...).FindAll([]*annotate.Annotation{ann})
		if got := mark(now, *ann.Body.Places()[0]); !strings.Contains(got, "[said]") {
			t.Errorf("earlier text kept %t: %s, the quote %s", kept != nil, got, mark(now, ann.Target.Place))
		}
	}
}

// A text that says few words again and again is cut where it is sure, and what lies
// between is compared all the same.
func TestATextOfFewWordsIsCompared(t *testing.T) {
	var old, now strings.Builder
	for i := range 2600 {
		fmt.Fprintf(&old, "la ")
		fmt.Fprintf(&now, "la ")
		if i%260 == 130 {
			fmt.Fprintf(&old, "the %d boats sail at %d sharp ", i, i*7)
			fmt.Fprintf(&now, "the %d boats sail at %d sharp ", i, i*7)
		}
		if i%260 == 200 {
			fmt.Fprintf(&now, "and so ")
			fmt.Fprintf(&old, "who came%d then ", i)
			fmt.Fprintf(&now, "who came%d then ", i)
		}
	}
	m := compare(old.String(), now.String())
	same := 0
	for _, p := range m.pieces {
		if m.old[p.old:p.old+p.n] != m.new[p.new:p.new+p.n] {
			t.Fatalf("%q is said to be %q", m.old[p.old:p.old+p.n], m.new[p.new:p.new+p.n])
		}
		same += p.n
	}
	if same < old.Len()*95/100 {
		t.Errorf("%d of %d bytes are the same", same, old.Len())
	}
	f := finder(now.String(), old.String())
	for i := 200; i < 2600; i += 260 {
		at := strings.Index(old.String(), fmt.Sprintf("came%d", i))
		q := describe(old.String(), span(at, at+len(fmt.Sprintf("came%d then", i))))
		if p := f.Find(q); p.State != annotate.Moved || now.String()[p.Start:p.End] != q.Exact {
			t.Errorf("%q: %s at %v", q.Exact, p.State, p.Range)
		}
	}
}

// The longest sequence of pairs that goes up in both texts is that which trying all finds.
func TestTheLongestSequenceThatGoesUp(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		n := rnd.IntN(9)
		var pairs [][2]int
		for i, j := range rnd.Perm(n) {
			pairs = append(pairs, [2]int{i, j})
		}
		best := 0
		for set := range 1 << n {
			last, count := -1, 0
			for i := range n {
				if set>>i&1 == 1 {
					if pairs[i][1] < last {
						count = -n
						break
					}
					last, count = pairs[i][1], count+1
				}
			}
			best = max(best, count)
		}
		got := increasing(pairs)
		if len(got) != best || !slices.IsSortedFunc(got, func(a, b [2]int) int { return a[1] - b[1] }) || !slices.IsSortedFunc(got, func(a, b [2]int) int { return a[0] - b[0] }) {
			t.Fatalf("of %v it takes %v, and %d go up", pairs, got, best)
		}
	}
}
