package session

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
)

// paths are the files of the bench's articles.
func (b *bench) paths() (out []string) {
	for _, a := range b.articles {
		out = append(out, a.Path)
	}
	return out
}

// said is an annotation of words of an article.
func (b *bench) said(i int, words string, body annotate.Body) *annotate.Annotation {
	a := b.articles[i]
	at := strings.Index(a.Text, words)
	made := b.note(i, "")
	made.Body, made.Target.Place = body, anchor.Describe(a, model.NewOffsets(a.Text), model.Range{Start: model.Pos(at), End: model.Pos(at + len(words))})
	return made
}

func carriedTo(t *testing.T, b *bench, from int) (begin int, cs []*Carriage) {
	t.Helper()
	begin, cs, err := Carry(b.desk, b.paths(), from, time.Date(2031, 2, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return begin, cs
}

func (c *Carriage) commit(t *testing.T) {
	t.Helper()
	p := c.Part()
	if _, err := p.Sidecar.Commit(p.Edit); err != nil {
		t.Fatal(err)
	}
}

// What was carried over once is not carried over again, and what speaks of it speaks
// in the copy of the annotation that is there.
func TestCarryingTwiceBringsOnlyWhatIsNew(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	from := s.Sidecars()[0]
	quote := b.said(0, "Nobody has asked them", &kind.Quote{Form: "direct"})
	if err := s.Do("quote", Part{from, add(quote)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	begin, cs := carriedTo(t, b, Most)
	if begin != 0 || len(cs) != 1 || len(cs[0].Fit) != 1 || len(cs[0].Misfit) != 0 {
		t.Fatalf("from %d: %+v", begin, cs)
	}
	first := cs[0].Fit[0]
	if first.Creator != b.desk.Creator() || first.Created.Year() != 2031 || first.Created.Month() != 2 || !first.Modified.Equal(first.Created) {
		t.Errorf("by %s at %s", first.Creator, first.Created)
	}
	if e := cs[0].Part().Edit; e.Title == "" || len(e.Swaps) != 1 || e.Swaps[0].After != first || e.Swaps[0].Before != nil || e.At != cs[0].at {
		t.Errorf("the edit of a carriage: %+v", e)
	}
	cs[0].commit(t)
	if _, cs = carriedTo(t, b, 0); len(cs[0].Fit) != 0 || len(cs[0].Misfit) != 0 {
		t.Errorf("again: %d fit, %d do not", len(cs[0].Fit), len(cs[0].Misfit))
	}
	claim := b.said(0, "Riders pay two euros today", &kind.Claim{ToldBy: quote.ID, Status: kind.ToCheck})
	if err := s.Do("claim", Part{from, add(claim)}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	_, cs = carriedTo(t, b, 0)
	if len(cs[0].Fit) != 1 || len(cs[0].Misfit) != 0 {
		t.Fatalf("the claim: %d fit, %d do not", len(cs[0].Fit), len(cs[0].Misfit))
	}
	if by := cs[0].Fit[0].Body.(*kind.Claim).ToldBy; by != first.ID {
		t.Errorf("the claim is told by %s, want the quote in the copy, %s", by, first.ID)
	}
	// The place with most annotations of its own is where carrying begins; what came
	// from elsewhere does not count.
	cs[0].commit(t)
	if begin, _ := carriedTo(t, b, Most); begin != 0 {
		t.Errorf("begins at place %d", begin)
	}
	if begin, cs := carriedTo(t, b, 1); begin != 1 || len(cs) != 1 || cs[0].Path != b.articles[0].Path {
		t.Errorf("from the copy: %d, %+v", begin, cs)
	}
}

// What somebody made in the copy by hand is not made a second time.
func TestWhatWasMadeInTheCopyIsNotCarriedOver(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	make := func(i int, words, label string) *annotate.Annotation {
		return b.said(i, words, &kind.Quote{Form: label})
	}
	parts := []Part{
		{s.Sidecars()[0], annotate.Edit{Swaps: []annotate.Swap{{After: make(0, "Nobody has asked them", "direct")}, {After: make(0, "The tram", "mixed")}}}},
		{s.Sidecars()[1], annotate.Edit{Swaps: []annotate.Swap{{After: make(1, "Nobody has asked them", "direct")}, {After: make(1, "The tram", "direct")}}}},
	}
	if err := s.Do("quotes", parts...); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Flush(); err != nil {
		t.Fatal(err)
	}
	_, cs := carriedTo(t, b, 0)
	if len(cs[0].Fit) != 1 || cs[0].Fit[0].Target.Quote.Exact != "The tram" || cs[0].Fit[0].Body.Label() != "mixed" {
		t.Errorf("%d are carried over, want the one with another code", len(cs[0].Fit))
	}
}

// What was carried over and changed there since is not carried again.
func TestWhatWasChangedInTheCopyIsNotCarriedAgain(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	b.do(s, add(b.said(0, "Riders", &kind.Stance{Stance: kind.Favor})))
	b.flush(s)
	_, cs := carriedTo(t, b, 0)
	cs[0].commit(t)
	copied := b.open()
	a := copied.Sidecars()[1].Set.All()[0]
	changed := a.Clone()
	changed.Body = &kind.Stance{Stance: kind.Against}
	b.do(copied, annotate.Edit{}, annotate.Edit{Title: "stance", Swaps: []annotate.Swap{{Before: a, After: changed}}})
	b.flush(copied)
	if _, cs = carriedTo(t, b, 0); len(cs[0].Fit) > 0 {
		t.Errorf("carried again: %d", len(cs[0].Fit))
	}
}

// Places without annotations, and places that cannot be read.
func TestThereMustBeSomethingToCarry(t *testing.T) {
	b := newBench(t, 2)
	if _, cs := carriedTo(t, b, Most); len(cs) != 0 {
		t.Errorf("nothing is carried over: %v", cs)
	}
	gone := append(b.paths(), filepath.Join(t.TempDir(), "gone.txt"))
	if _, _, err := Carry(b.desk, gone, Most, time.Time{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a place that is gone: %v", err)
	}
}

// Two quotes of the same words are two: one that the copy has answers for one of them.
func TestTheSecondQuoteOfTheSameWordsIsCarriedToo(t *testing.T) {
	b := newBench(t, 2)
	s := b.open()
	first, second := b.said(0, "The tram", &kind.Quote{Form: "direct"}), b.said(0, "The tram", &kind.Quote{Form: "direct"})
	there := b.said(1, "The tram", &kind.Quote{Form: "direct"})
	err := s.Do("quotes", Part{s.Sidecars()[0], annotate.Edit{Swaps: []annotate.Swap{{After: first}, {After: second}}}},
		Part{s.Sidecars()[1], annotate.Edit{Swaps: []annotate.Swap{{After: there}}}})
	if err != nil {
		t.Fatal(err)
	}
	left, had := notCarried([]*annotate.Annotation{first, second}, s.Sidecars()[1])
	if len(left) != 1 || len(had) != 1 || had[first.ID] != there.ID {
		t.Errorf("%d left, %v there", len(left), had)
	}
}
