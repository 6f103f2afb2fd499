package anchor

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
)

// A sentence of a long text; two of the same words are still two.
type sentence struct {
	id      int // 0 for one that an editor wrote
	words   string
	touched bool // changed, or beside a change
}

// A long is a text as its editors see it.
type long struct {
	list []sentence
	sep  func(i int) string // between sentence i and the next
}

func (l *long) text() (text string, at map[int]int) {
	var b strings.Builder
	at = map[int]int{}
	for i, s := range l.list {
		if s.id != 0 {
			at[s.id] = b.Len()
		}
		b.WriteString(s.words)
		b.WriteString(l.sep(i))
	}
	return b.String(), at
}

// longText has n sentences, of which every ninth is one of three that return.
func longText(rnd *rand.Rand, n int, sep func(i int) string) *long {
	nouns := strings.Fields("council harbour tram mayor budget ferry court school bridge market union police doctor teacher river winter")
	verbs := strings.Fields("wants opens closes visits praises blames repairs paints sells buys guards follows")
	again := []string{"The council met again on Monday.", "“No,” said the mayor.", "Nobody knows why."}
	l := &long{sep: sep}
	word := func(of []string) string { return of[rnd.IntN(len(of))] }
	for i := range n {
		s := sentence{id: i + 1, words: fmt.Sprintf("The %s of %s %s the %s, and the %s %s it.", word(nouns), word(nouns), word(verbs), word(nouns), word(nouns), word(verbs))}
		if i%9 == 4 {
			s.words = again[rnd.IntN(len(again))]
		}
		l.list = append(l.list, s)
	}
	return l
}

// edit makes one change somewhere and marks what lies beside it.
func (l *long) edit(rnd *rand.Rand) {
	i := 1 + rnd.IntN(len(l.list)-2)
	l.list[i-1].touched, l.list[i+1].touched = true, true
	switch rnd.IntN(3) {
	case 0:
		l.list = slices.Delete(l.list, i, i+1)
	case 1:
		l.list[i].touched = true
		l.list = slices.Insert(l.list, i, sentence{words: fmt.Sprintf("An editor wrote line %d on %d.", rnd.IntN(1000), rnd.IntN(1000)), touched: true})
	default:
		l.list[i].touched = true
		l.list[i].words = strings.Replace(l.list[i].words, "The ", "Every single ", 1)
	}
}

// In a long text that editors changed in many places, each quote that nobody touched
// is found at its place, sentences that return included, and one that was deleted is
// found nowhere: with line ends, and as one line of half a megabyte.
func TestQuotesOfALongTextAreFoundAfterItsEdits(t *testing.T) {
	for name, sep := range map[string]func(int) string{
		"paragraphs": func(i int) string { return map[bool]string{true: "\n\n", false: " "}[i%5 == 4] },
		"one line":   func(int) string { return " " },
	} {
		t.Run(name, func(t *testing.T) {
			rnd := rand.New(rand.NewPCG(7, 11))
			l := longText(rnd, 9000, sep)
			old, oldAt := l.text()
			if len(old) < 3*(128<<10) {
				t.Fatalf("%d bytes are not long", len(old))
			}
			was := slices.Clone(l.list)
			l.sep = sep
			for range 150 {
				l.edit(rnd)
			}
			text, at := l.text()
			find := finder(text, old)
			now := map[int]sentence{}
			for _, s := range l.list {
				now[s.id] = s
			}
			for n := range 600 {
				s := was[(n*15+n%7)%len(was)]
				r := span(oldAt[s.id], oldAt[s.id]+len(s.words))
				p := find.Find(describe(old, r))
				is, there := now[s.id]
				placed := p.State == annotate.Exact || p.State == annotate.Moved
				switch {
				case there && !is.touched && (!placed || p.Range != span(at[s.id], at[s.id]+len(s.words))):
					t.Errorf("%q is %s at %v, want %d", s.words, p.State, p.Range, at[s.id])
				case !there && placed:
					t.Errorf("%q was deleted and is %s at %v: %q", s.words, p.State, p.Range, text[p.Range.Start:p.Range.End])
				case there && placed && (int(p.Range.Start) < at[s.id] || int(p.Range.End) > at[s.id]+len(is.words)):
					t.Errorf("%q is %s at %v, outside its sentence at %d", s.words, p.State, p.Range, at[s.id])
				}
			}
		})
	}
}
