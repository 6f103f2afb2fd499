package session

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"stet/annotate"
)

// What is left to do of edits that followed each other, by what the file says: from where
// it is in their course; nothing where somebody has marked the article otherwise, and the
// last of each annotation, kept apart, where somebody has changed it.
func TestWhatIsLeftToDo(t *testing.T) {
	day := func(n int) time.Time {
		if n == 0 {
			return time.Time{}
		}
		return time.Date(2031, 1, n, 0, 0, 0, 0, time.UTC)
	}
	marks := func(days ...int) (out []annotate.Edit) {
		for i := 1; i < len(days); i++ {
			out = append(out, annotate.Edit{Title: "coded", Coded: &annotate.CodedSwap{Before: day(days[i-1]), After: day(days[i])}})
		}
		return out
	}
	for _, c := range []struct {
		edits []int // the marks, one after the other
		now   int
		want  string
	}{
		{[]int{0, 1}, 0, "0→1"}, {[]int{0, 1}, 1, ""}, {[]int{0, 1}, 5, ""}, {[]int{0, 1, 2}, 0, "0→1 1→2"}, {[]int{0, 1, 2}, 1, "1→2"}, {[]int{0, 1, 2}, 2, ""}, {[]int{0, 1, 2}, 5, ""},
		{[]int{0, 1, 0}, 1, "1→0"}, {[]int{0, 1, 0, 3}, 0, "0→3"}, {[]int{0, 1, 2, 3}, 2, "2→3"}, {[]int{1, 0}, 1, "1→0"}, {[]int{1, 0}, 0, ""},
	} {
		b := newBench(t, 1)
		sc := b.open().Sidecars()[0]
		if c.now != 0 {
			sc.Set.Do(annotate.Edit{Coded: &annotate.CodedSwap{After: day(c.now)}})
		}
		var got []string
		for _, e := range sc.unfinished(marks(c.edits...)) {
			got = append(got, fmt.Sprintf("%d→%d", dayOf(e.Coded.Before), dayOf(e.Coded.After)))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("of %v at %d there is left %q, want %q", c.edits, c.now, s, c.want)
		}
	}
	// The same of one annotation, which is added, changed twice and deleted.
	words := []string{"", "one", "two", "three", ""}
	for now, want := range map[string]string{
		"": "", "one": "one→two two→three three→", "two": "two→three three→", "three": "three→", "else": "",
	} {
		for _, last := range []int{3, 4} { // it ends as three, or deleted
			b := newBench(t, 1)
			sc := b.open().Sidecars()[0]
			base := b.note(0, "")
			at := func(i int) *annotate.Annotation {
				if words[i] == "" {
					return nil
				}
				a := base.Clone()
				a.Comment, a.Modified = words[i], base.Modified.Add(time.Duration(i)*time.Minute)
				return a
			}
			var edits []annotate.Edit
			for i := 1; i <= last; i++ {
				edits = append(edits, annotate.Edit{Title: "note", Swaps: []annotate.Swap{{Before: at(i - 1), After: at(i)}}})
			}
			switch {
			case now == "else":
				a := base.Clone()
				a.Comment, a.Modified = "else", base.Modified.Add(time.Hour)
				sc.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: a}}})
			case now != "":
				for i := range words {
					if words[i] == now {
						sc.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: at(i)}}})
					}
				}
			}
			var got []string
			for _, e := range sc.unfinished(edits) {
				for _, sw := range e.Swaps {
					one := [2]string{}
					for i, a := range []*annotate.Annotation{sw.Before, sw.After} {
						if a != nil {
							one[i] = a.Comment
						}
					}
					got = append(got, one[0]+"→"+one[1])
				}
			}
			expect := want
			switch {
			case last == 3 && now == "":
				expect = "→one one→two two→three"
			case last == 3 && now == "else":
				expect = "else→three" // what was written last is kept beside it
			case last == 3:
				expect = strings.TrimSpace(strings.TrimSuffix(want, "three→"))
			}
			if s := strings.Join(got, " "); s != expect {
				t.Errorf("of %d edits at %q there is left %q, want %q", last, now, s, expect)
			}
			if apart := len(sc.apart) > 0; apart != (now == "else" && last == 3) {
				t.Errorf("of %d edits at %q it is kept apart: %v", last, now, apart)
			}
		}
	}
}

func dayOf(t time.Time) int {
	if t.IsZero() {
		return 0
	}
	return t.Day()
}
