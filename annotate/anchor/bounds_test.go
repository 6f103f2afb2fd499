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

// What stands now where the first and the last words were belongs to the place if it is
// at most twice as long.
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
