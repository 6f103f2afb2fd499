package copies

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"stet/model/source"
)

// story is a text of n sentences that shares none with the story of another seed.
func story(seed, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("On day %d of week %d the mayor of town %d told %d people that bridge %d would cost %d crowns.",
			seed*31+i, seed+i*7, seed*3+i, seed*100+i*13, seed+i, seed*1000+i)
	}
	return list
}

func find(t *testing.T, texts ...[]string) []Cluster {
	t.Helper()
	var f Finder
	for i, s := range texts {
		f.Add(strings.Join(s, "\n\n"), time.Date(2024, 1, 1+i, 0, 0, 0, 0, time.UTC))
	}
	return f.Clusters(func(n int) string { return strings.Join(texts[n], "\n\n") })
}

func TestCopiesAreFound(t *testing.T) {
	whole := story(1, 20)
	edited := append([]string{"HARBOUR (AP) -- " + whole[0]}, whole[1:]...)
	for i := range edited {
		if i%4 == 1 {
			edited[i] = strings.Replace(edited[i], "mayor", "head", 1)
		}
	}
	merged := append(append([]string{}, whole...), story(9, 8)...)
	got := find(t, whole, story(2, 20), whole[:9], edited, merged, story(3, 20))
	if want := []Cluster{{0, 2, 3, 4}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSharedQuotationsAreNoCopy(t *testing.T) {
	one, two := story(1, 20), story(2, 20)
	copy(two[5:8], one[3:6])            // three sentences quoted
	two[18], two[19] = one[18], one[19] // and the same end
	if got := find(t, one, two); got != nil {
		t.Errorf("%v", got)
	}
}

func TestShortTextsAreComparedWhole(t *testing.T) {
	if got := find(t, story(1, 2), story(2, 2), story(1, 2)); !reflect.DeepEqual(got, []Cluster{{0, 2}}) {
		t.Errorf("%v", got)
	}
	if got := find(t, []string{"Sport"}, []string{"Sport"}); got != nil {
		t.Errorf("a line is compared: %v", got)
	}
}

// sentence is n words that stand in no other text with another name.
func sentence(name string, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("%s%d", name, i)
	}
	return strings.Join(words, " ")
}

// From where on a text is compared, and from where on two are one story: sixteen words;
// 0.47 of the shorter one’s rows of five words.
func TestTheBoundsOfACopy(t *testing.T) {
	for name, c := range map[string]struct {
		one, other string
		copies     bool
	}{
		"16 words":                         {sentence("a", 16), sentence("a", 16), true},
		"15 words":                         {sentence("a", 15), sentence("a", 15), false},
		"47 of 100":                        {sentence("a", 51) + " " + sentence("b", 53), sentence("a", 51) + " " + sentence("c", 53), true},
		"46 of 100":                        {sentence("a", 50) + " " + sentence("b", 54), sentence("a", 50) + " " + sentence("c", 54), false},
		"a short text in a long one":       {sentence("a", 30), sentence("b", 300) + " " + sentence("a", 30), true},
		"a long text, a short one of it":   {sentence("b", 300) + " " + sentence("a", 30), sentence("a", 30), true},
		"letters count, not case or signs": {sentence("a", 30), strings.ToUpper(strings.ReplaceAll(sentence("a", 30), " ", " — ")), true},
	} {
		got := find(t, []string{c.one}, []string{c.other})
		if (len(got) == 1) != c.copies {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The one that was published first is at the head, undated ones behind, of one day the
// longest, of equal ones the one that was added first; the clusters are as added.
func TestWhoWasFirst(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2024, 5, n, 0, 0, 0, 0, time.UTC) }
	a, b, c, d, e := sentence("a", 40), sentence("b", 40), sentence("c", 40), sentence("d", 40), sentence("e", 40)
	added := []struct {
		text string
		day  time.Time
	}{
		{a, time.Time{}}, {b, time.Time{}}, {a, day(2)}, {a + " more", day(2)}, {a, day(2)}, {a, day(1)}, {b + " more", time.Time{}}, {a, time.Time{}},
		{c, day(1)}, {d, day(1)}, {e, day(1)}, {e, day(1)}, {d, day(1)}, {c, day(1)},
	}
	var f Finder
	for _, x := range added {
		f.Add(x.text, x.day)
	}
	for range 9 { // in whatever order they were found
		got := f.Clusters(func(n int) string { return added[n].text })
		if want := []Cluster{{5, 3, 2, 4, 0, 7}, {6, 1}, {8, 13}, {9, 12}, {10, 11}}; !reflect.DeepEqual(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// A long text is read again only where the estimate leaves a doubt, and a text of many
// copies once.
func TestTextsAreReadAgainOnlyInDoubt(t *testing.T) {
	for name, c := range map[string]struct {
		one, other string
		read       int
	}{
		"the same":        {sentence("a", 9000), sentence("a", 9000), 0},
		"half of it":      {sentence("a", 9000), sentence("a", 4200) + " " + sentence("b", 4800), 2},
		"a quarter of it": {sentence("a", 9000), sentence("a", 2250) + " " + sentence("b", 6750), 0},
		"nothing of it":   {sentence("a", 9000), sentence("b", 9000), 0},
		"a short text":    {sentence("a", 40), sentence("a", 40), 2},
		"a middling text": {sentence("a", 300), sentence("a", 300), 2},
	} {
		var f Finder
		f.Add(c.one, time.Time{})
		f.Add(c.other, time.Time{})
		read := 0
		f.Clusters(func(n int) string { read++; return []string{c.one, c.other}[n] })
		if read != c.read {
			t.Errorf("%s: %d texts are read again, want %d", name, read, c.read)
		}
	}
	var f Finder
	texts := []string{sentence("a", 60), sentence("a", 60) + " b", sentence("a", 60) + " c", sentence("z", 60)}
	for _, s := range texts {
		f.Add(s, time.Time{})
	}
	read := map[int]int{}
	f.Clusters(func(n int) string { read[n]++; return texts[n] })
	if want := map[int]int{0: 1, 1: 1, 2: 1}; !reflect.DeepEqual(read, want) {
		t.Errorf("texts read again: %v, want %v", read, want)
	}
}

// A story in more papers than a phrase of the agencies may be in is still one story.
func TestAStoryInVeryManyPapers(t *testing.T) {
	for _, papers := range []int{common, common + 1} {
		var f Finder
		text := func(int) string { return sentence("a", 30) }
		for n := range papers {
			f.Add(text(n), time.Time{})
		}
		got := f.Clusters(text)
		if len(got) != 1 || len(got[0]) != papers {
			t.Errorf("%d papers: %d clusters", papers, len(got))
		}
	}
}

func TestWhatOfAnArticleTellsCopies(t *testing.T) {
	a, err := source.Read("a.md", []byte("# Ferry\n\nThe ferry was late.\n\n## Why\n\nThe engine broke.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Prose(a), "The ferry was late.\nThe engine broke.\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A notice under thousands of texts must not make pairs of them all.
func TestANoticeUnderAllTexts(t *testing.T) {
	var f Finder
	notice := strings.Join(story(99, 3), " ")
	for i := range 3000 {
		f.Add(strings.Join(story(100+i, 12), " ")+notice, time.Time{})
	}
	if got := f.Clusters(func(int) string { return "" }); got != nil {
		t.Errorf("%d clusters", len(got))
	}
}

func BenchmarkFind(b *testing.B) {
	texts := make([]string, 1000)
	for i := range texts {
		texts[i] = strings.Join(story(i-i%5, 20), " ")
	}
	for b.Loop() {
		var f Finder
		for _, s := range texts {
			f.Add(s, time.Time{})
		}
		f.Clusters(func(n int) string { return texts[n] })
	}
}
