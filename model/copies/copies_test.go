package copies

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
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
