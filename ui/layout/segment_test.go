package layout

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

// FuzzSegments: the short way finds the breaks that the tables find.
func FuzzSegments(f *testing.F) {
	for _, s := range []string{
		"The minister said, in 2019, that 3.5 million (or more) left. “No,” he said.",
		"a  b, c. d; e: f (g) h-i j/k 1 2 3 $4 5% x",
		"x ” y “ z « a » b ! c ? d",
		"日本 a 語 b e\u0301 c \u200d d\u200b e\u00a0f",
		strings.Repeat("word ", 20),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sg := newSegmenter(s)
		rest, state := s, -1
		for at := 0; rest != ""; {
			var want string
			want, rest, _, state = uniseg.FirstLineSegmentInString(rest, state)
			if got := sg.next(); got != len(want) {
				t.Fatalf("the segment at %d of %q is %q, want %q", at, s, s[at:at+got], want)
			}
			at += len(want)
		}
		if sg.next() != 0 {
			t.Fatalf("%q goes on", s)
		}
	})
}
