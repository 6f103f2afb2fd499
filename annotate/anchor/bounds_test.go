package anchor

import (
	"fmt"
	"strings"
	"testing"

	"stet/annotate"
)

// Of the same words with the same neighbours, in a text that is longer than what is
// searched at once, the quote is surely the one near its place; where two are near, or
// the near one hardly fits and a far one does, that decides.
func TestTheNearOneIsSure(t *testing.T) {
	var filler strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&filler, "Item %d of the list %x is new. ", i, i*2654435761)
	}
	const day = "It had been a long and a quiet day in the old town hall of Riverton. "
	const told = day + "Then the mayor said no to the plan. " + day
	text := filler.String() + told + filler.String() + told + filler.String()
	if filler.Len() <= shortText {
		t.Fatalf("%d bytes are not long", filler.Len())
	}
	at := len(day) + len("Then ")
	first := filler.Len() + at
	last := 2*filler.Len() + len(told) + at
	for name, c := range map[string]struct {
		start int
		now   string
		want  string
	}{
		"the first":      {first, "New. " + text, fmt.Sprint("moved ", first+5)},
		"the last":       {last, "New. " + text, fmt.Sprint("moved ", last+5)},
		"two beside it":  {first, filler.String() + told + told + filler.String(), fmt.Sprint("exact ", first)},
		"two moved":      {first, "New. " + filler.String() + told + told + filler.String(), fmt.Sprint("fuzzy ", first+5)},
		"it has gone":    {first, filler.String() + filler.String() + told, fmt.Sprint("moved ", 2*filler.Len()+at)},
		"it is nowhere":  {first, filler.String() + filler.String(), "orphan 0"},
		"alone and near": {first, "New. " + filler.String() + told, fmt.Sprint("moved ", first+5)},
	} {
		q := describe(text, span(c.start, c.start+len("the mayor")))
		q.Of = ""
		p := finder(c.now).Find(q)
		if got := fmt.Sprint(p.State, " ", p.Start); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	// One side agrees wholly and the other by half: three quarters are enough for the near
	// one, less are not.
	const here = "Nobody knew it but he did: the mayor"
	for after, want := range map[string]string{
		" lost, and so on": "moved near", " lots, and so on": "fuzzy near", " left. And so on": "moved near",
	} {
		near, far := here+after+". ", here+after+". "
		if after == " lots, and so on" {
			far = here + " left. And so on. "
			want = "moved far"
		}
		now := filler.String() + near + filler.String() + far
		q := annotate.Quote{Exact: "the mayor", Prefix: "Nobody knew it but he did: ", Suffix: " left.", Start: filler.Len() + len(here) - len("the mayor") + 3}
		p := finder(now).Find(q)
		where := "near"
		if int(p.Start) > filler.Len()+len(near) {
			where = "far"
		}
		if got := fmt.Sprint(p.State, " ", where); got != want {
			t.Errorf("before %q: %s, want %s", after, got, want)
		}
	}
}

// Text that has replaced the first or the last words belongs to the place if it is at most
// twice as long as they were.
func TestHowMuchMayHaveComeInTheirPlace(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"Rain. [Doe was very glad of it]. More.", "Rain. Abcdef was very glad of it. More.", "fuzzy: Rain. [Abcdef was very glad of it]. More."},
		{"Rain. [Doe was very glad of it]. More.", "Rain. Abcdefg was very glad of it. More.", "fuzzy: Rain. Abcdefg [was very glad of it]. More."},
		{"Rain. [She was very glad now]. More.", "Rain. She was very glad abcdef. More.", "fuzzy: Rain. [She was very glad abcdef]. More."},
		{"Rain. [She was very glad now]. More.", "Rain. She was very glad abcdefg. More.", "fuzzy: Rain. [She was very glad] abcdefg. More."},
		{"Rain. [Doe was very glad of it]. More.", "Rain. Ab cdef was very glad of it. More.", "fuzzy: Rain. [Ab cdef was very glad of it]. More."},
	} {
		old, r := marked(c.old)
		if got := mark(c.new, finder(c.new, old).Find(describe(old, r))); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.new, got, c.want)
		}
	}
}

// Words in another spelling are surely the same where half of what is on either side
// agrees; with less a person is asked, and with less on both sides they are lost.
func TestHowMuchAroundRespelledWordsMustAgree(t *testing.T) {
	q := annotate.Quote{Exact: "it won't pay", Prefix: "abcd", Suffix: "efgh", Start: 3}
	for now, want := range map[string]string{
		"abcd it won’t pay efgh": "moved", "abxy it won’t pay efxy": "moved", "axyz it won’t pay efgh": "fuzzy", "abcd it won’t pay exyz": "fuzzy", "abxy it won’t pay exyz": "fuzzy",
		"axyz it won’t pay exyz": "orphan", "xyzw it won’t pay efxy": "fuzzy",
	} {
		if p := finder(now).Find(q); p.State.String() != want {
			t.Errorf("%s: %s, want %s", now, p.State, want)
		}
	}
	// The same of words in the same spelling.
	q.Exact = "it pays"
	for now, want := range map[string]string{
		"abcdit paysefgh": "moved", "abxyit paysefxy": "moved", "axyzit paysefgh": "fuzzy", "abcdit paysexyz": "fuzzy", "axyzit paysexyz": "orphan", "abxyit paysexyz": "fuzzy",
	} {
		if p := finder(now).Find(q); p.State.String() != want {
			t.Errorf("%s: %s, want %s", now, p.State, want)
		}
	}
}

// Words in another spelling that are long and alone need nothing around them, as in their
// own spelling; of two the one whose surroundings agree more is meant.
func TestLongRespelledQuotesNeedNoContext(t *testing.T) {
	for n, want := range map[int]string{39: "orphan", 40: "moved", 41: "moved"} {
		words := string([]rune(strings.Repeat("it won't pay, ", 9))[:n])
		q := annotate.Quote{Exact: strings.TrimSpace(words), Prefix: "abcd", Suffix: "efgh", Start: 3}
		for len([]rune(q.Exact)) < n {
			q.Exact += "x"
		}
		curly := strings.ReplaceAll(q.Exact, "'", "’")
		if p := finder("zyxw — " + curly + " — zyxw").Find(q); p.State.String() != want {
			t.Errorf("of %d characters: %s, want %s", n, p.State, want)
		}
		if p := finder(curly + " zyxw " + curly).Find(q); p.State != annotate.Orphan {
			t.Errorf("twice, of %d characters: %s", n, p.State)
		}
	}
	const here, after, other = "The captain sighed at the pier: ", ", said Doe to the council of the town.", ", and then it rained for a month or two."
	q := annotate.Quote{Exact: "it won't pay", Prefix: here, Suffix: after, Start: 1}
	for now, want := range map[string]string{
		here + "it won’t pay" + other + " " + here + "it won’t pay" + after: "moved: " + here + "it won’t pay" + other + " " + here + "[it won’t pay]" + after,
		here + "it won’t pay" + after + " " + here + "it won’t pay" + other: "moved: " + here + "[it won’t pay]" + after + " " + here + "it won’t pay" + other,
		here + "it won’t pay" + other + " " + here + "it won’t pay" + other: "fuzzy: " + here + "[it won’t pay]" + other + " " + here + "it won’t pay" + other,
	} {
		if got := mark(now, finder(now).Find(q)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// A kept text says where respelled words should begin: up to 16 bytes beside that they are
// the same, at the beginning of the text too; further away they are lost.
func TestHowFarRespelledWordsMayDrift(t *testing.T) {
	const composed, decomposed = "caf\u00e9", "cafe\u0301"
	for drift, want := range map[int]string{0: "moved", 10: "moved", maxDrift: "moved", maxDrift + 1: "orphan", 40: "orphan"} {
		old, r := marked("[" + composed + "]. Snow fell on the town.")
		now := decomposed + ". Snow fell on the town."
		if drift > 0 {
			now = strings.Repeat("x", drift-1) + " " + now
		}
		if p := finder(now, old).Find(describe(old, r)); p.State.String() != want {
			t.Errorf("%d bytes beside: %s, want %s", drift, p.State, want)
		}
	}
	old, r := marked("[" + composed + "]. Snow fell.")
	now := decomposed + ", und dann kam etwas ganz anderes hinterher."
	if p := finder(now, old).Find(describe(old, r)); p.State != annotate.Moved {
		t.Errorf("at the beginning of another text: %s", p.State)
	}
}

// Of places that fit equally the first is shown to a person.
func TestOfEqualDoubtsTheFirst(t *testing.T) {
	const before, other = "It was the one thing that he ever said: ", ". Nobody knows what came of it then"
	q := annotate.Quote{Exact: "no boats", Prefix: before, Suffix: ", he told the council of Riverton", Start: 3}
	now := before + "no boats" + other + ". " + before + "no boats" + other
	if got, want := mark(now, finder(now).Find(q)), "fuzzy: "+before+"[no boats]"+other+". "+before+"no boats"+other; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	q = annotate.Quote{Exact: "twenty old boats", Prefix: before, Suffix: " in the harbour, he told the council", Start: 3}
	const slip = "twenty odd boats in the harbour, he told the council. "
	now = before + slip + before + slip
	if got, want := mark(now, finder(now).Find(q)), "fuzzy: "+before+"[twenty odd boats]"+strings.TrimPrefix(slip, "twenty odd boats")+before+slip; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Nearly the same words are found though their first letters stand again further on.
func TestASlipIsFoundBeforeItsEcho(t *testing.T) {
	const before, after = "This is what the radio operator read out: ", ". Then the line went dead for an hour."
	q := annotate.Quote{Exact: "alpha bravo charlie delta echo", Prefix: before, Suffix: after, Start: 3}
	now := before + "alphx bravo charlie delta echo" + after + strings.Repeat(" More was said.", 10) + " Later alpha went home."
	if got, want := mark(now, finder(now).Find(q)), "fuzzy: "+before+"[alphx bravo charlie delta echo]"+after; !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}

// Near its place a quote has to fit well: a worse fit there loses to the very same
// surroundings elsewhere. At the beginning of a text it is near, too.
func TestNearAndWellOrFarAndBetter(t *testing.T) {
	var filler strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&filler, "Item %d of the list %x is new. ", i, i*2654435761)
	}
	q := annotate.Quote{Exact: "the mayor", Prefix: "abcdefghij", Suffix: "klmnopqrst", Start: filler.Len() + 20}
	half, whole := "abcdef0000the mayor0000opqrst. ", "abcdefghijthe mayorklmnopqrst. "
	now := filler.String() + half + filler.String() + whole
	if p := finder(now).Find(q); p.State != annotate.Moved || int(p.Start) != len(now)-len(whole)+10 {
		t.Errorf("%s at %d of %d", p.State, p.Start, len(now))
	}
	now = filler.String() + half + filler.String()
	if p := finder(now).Find(q); p.State != annotate.Moved || int(p.Start) != filler.Len()+10 {
		t.Errorf("alone: %s at %d, want %d", p.State, p.Start, filler.Len()+10)
	}
	const first = "the mayor said no to the plan of the council. "
	q = annotate.Quote{Exact: "the mayor", Suffix: " said no to the plan", Start: 5}
	now = first + filler.String() + first
	if p := finder(now).Find(q); p.State != annotate.Moved || p.Start != 0 {
		t.Errorf("at the beginning: %s at %d", p.State, p.Start)
	}
}

// A cue that was taken from another text than its quote is looked for by itself.
func TestACueOfAnotherText(t *testing.T) {
	const old = "Doe said it twice and then said that he left."
	now := "Now. " + old
	target := describe(old, span(0, len(old)-1))
	cue := annotate.Quote{Exact: "said", Prefix: "twice and then ", Suffix: " that he left", Start: 4, Of: "another"}
	a := &annotate.Annotation{Target: annotate.Target{Place: annotate.Place{Quote: target}}, Body: &cued{annotate.Place{Quote: cue}}}
	finder(now, old).FindAll([]*annotate.Annotation{a})
	if got, want := int(a.Body.Places()[0].Start), strings.LastIndex(now, "said"); a.Target.State != annotate.Moved || got != want {
		t.Errorf("the quote is %s, its cue at %d, want %d", a.Target.State, got, want)
	}
}

// A text with very many equal words is compared between what is surely the same, too.
func TestWhatLiesBetweenIsCompared(t *testing.T) {
	var filler strings.Builder
	for i := range 2200 {
		fmt.Fprintf(&filler, "a w%dw ", i)
	}
	old, r := marked(filler.String() + "one two red four [five blue seven eight] green ten. " + filler.String()[:20])
	now := filler.String() + "one two RED four five BLUE seven eight GREEN ten. " + filler.String()[:20]
	p := finder(now, old).Find(describe(old, r))
	if words := now[p.Start:p.End]; p.State != annotate.Fuzzy || words != "five BLUE seven eight" {
		t.Errorf("%s: %q", p.State, words)
	}
}

// Words stand where they are in their own spelling; in another only where they are nowhere
// so.
func TestOwnSpellingComesFirst(t *testing.T) {
	for text, want := range map[string]int{"it's here and it’s there": 1, "it’s here and it’s there": 2, "it's here and it's there": 2, "nothing": 0} {
		if got := finder(text).Stands("it's"); len(got) != want {
			t.Errorf("in %q it stands at %v, want %d places", text, got, want)
		}
	}
}

// Of several longest passages the first is taken, and one comparison leaves nothing behind
// for the next.
func TestTheLongestPassage(t *testing.T) {
	new := func(x, y []int32) *gestalter {
		g := &gestalter{x: x, y: y, at: map[int32][]int32{}, run: make([]int32, len(y)+1), next: make([]int32, len(y)+1), left: stepLimit}
		for j, v := range y {
			g.at[v] = append(g.at[v], int32(j))
		}
		return g
	}
	for _, c := range []struct {
		x, y    []int32
		i, j, n int
	}{
		{[]int32{1, 2}, []int32{1, 2, 9, 1, 2}, 0, 0, 2}, {[]int32{1, 2, 9, 1, 2}, []int32{1, 2}, 0, 0, 2}, {[]int32{1, 2, 3}, []int32{1, 2, 9, 1, 2, 3}, 0, 3, 3}, {[]int32{5}, []int32{6}, 0, 0, 0}, {[]int32{7, 1, 1, 1}, []int32{1, 1}, 1, 0, 2},
	} {
		g := new(c.x, c.y)
		for range 2 {
			if i, j, n := g.longest(0, len(c.x), 0, len(c.y)); i != c.i || j != c.j || n != c.n {
				t.Errorf("%v and %v share %d from %d and %d, want %d from %d and %d", c.x, c.y, n, i, j, c.n, c.i, c.j)
			}
		}
	}
	g := new([]int32{1, 2, 3}, []int32{1, 2, 3})
	g.longest(0, 1, 0, 1)
	if i, j, n := g.longest(1, 2, 1, 2); i != 1 || j != 1 || n != 1 {
		t.Errorf("within the second alone: %d from %d and %d", n, i, j)
	}
}

// A quote with blanks at its edges is found where these are gone, at both ends of a text
// too.
func TestBlanksAtTheEdgesOfATextThatAreGone(t *testing.T) {
	for _, c := range [][3]string{
		{"Rain.[ Khan left] at noon.", "Khan left at noon.", "moved: [Khan left] at noon."},
		{"Khan left [at noon ].", "Khan left at noon", "moved: Khan left [at noon]"},
		{"[ Khan left ]", "Khan left", "moved: [Khan left]"},
	} {
		old, r := marked(c[0])
		if got := mark(c[1], finder(c[1], old).Find(describe(old, r))); got != c[2] {
			t.Errorf("%s: %s, want %s", c[0], got, c[2])
		}
	}
}

// Of equal words within a quote the cue is the one that it was, however far the quote has
// moved.
func TestACueMovesWithItsQuote(t *testing.T) {
	const old = "he said no, he said no, he said no, and that was the end of this long afternoon in the hall"
	for nth := range 3 {
		at := 3 + 12*nth
		now := "Some words that are new. " + old
		a := &annotate.Annotation{Target: annotate.Target{Place: annotate.Place{Quote: describe(old, span(0, len(old)))}}, Body: &cued{annotate.Place{Quote: annotate.Quote{Exact: "said", Prefix: "he ", Suffix: " no", Start: at, Of: art(old).Digest}}}}
		finder(now).FindAll([]*annotate.Annotation{a})
		if p := a.Body.Places()[0]; p.State != annotate.Moved || int(p.Start) != at+len(now)-len(old) {
			t.Errorf("the cue of the quote, which is %s, is %s at %d, want %d", a.Target.State, p.State, p.Start, at+len(now)-len(old))
		}
	}
}

// What is around a place agrees on each side for itself; a side that is not given agrees.
func TestEachSideFits(t *testing.T) {
	f := finder("abcd word efgh")
	r := span(5, 9)
	for _, c := range []struct {
		prefix, suffix string
		before, after  float64
	}{
		{"abcd ", " efgh", 1, 1}, {"", "", 1, 1}, {" ", "  ", 1, 1}, {"abcd ", "", 1, 1}, {"", " efgh", 1, 1}, {"wxyz-", "", 0, 1}, {"", "-wxyz", 1, 0}, {"wxyz-", " efgh", 0, 1}, {"abcd ", "-wxyz", 1, 0}, {"abxx ", "", 0.6, 1},
	} {
		if before, after := f.Fits(r, c.prefix, c.suffix); before < c.before-1e-9 || before > c.before+1e-9 || after < c.after-1e-9 || after > c.after+1e-9 {
			t.Errorf("%q and %q fit by %v and %v, want %v and %v", c.prefix, c.suffix, before, after, c.before, c.after)
		}
	}
}
