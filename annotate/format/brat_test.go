package format

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
)

var textBound = regexp.MustCompile(`(?m)^(T[0-9]+)\t[^ ]+ ([0-9; ]+)\t`)

// PolNeAR is 97,146 text-bound lines that people made with brat, three of them
// broken by a line end and 110 with their fragments out of order. Each is in an
// annotation, or told.
func TestBratReadsPolNeAR(t *testing.T) {
	dir := shared(t, "corpora", "quotes", "polnear")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "attributions", "*.ann"))
	lines, quotes := 0, 0
	losses := map[What]int{}
	for _, file := range files {
		src := read(t, file)
		docs, lost := imported(t, bratFormat, src)
		told := ""
		for _, l := range lost {
			losses[l.What]++
			told += l.ID + " " + l.Detail + " "
		}
		at := map[[2]int]bool{}
		for _, a := range docs[0].Annotations {
			if _, ok := a.Body.(*kind.Quote); ok {
				quotes++
			}
			for _, pl := range anchor.Places(a) {
				at[[2]int{pl.Quote.Start, pl.Quote.End}] = true
				if words := docs[0].Article.Slice(pl.Range); pl.State != annotate.Exact || words != pl.Quote.Exact {
					t.Errorf("%s: %s is not where its words are", file, quoted(a))
				}
			}
		}
		for _, line := range textBound.FindAllStringSubmatch(string(src.Data), -1) {
			lines++
			if !at[covered(t, line[2])] && !strings.Contains(told, line[1]+" ") {
				t.Errorf("%s: %s is in no annotation, and nothing was said of it", file, line[1])
			}
		}
	}
	t.Logf("%d files, %d T lines, %d quotes; %v", len(files), lines, quotes, losses)
	if lines != 97146 || losses[Unsorted] != 110 || losses[BrokenLine] != 3 {
		t.Errorf("%d lines with %d unsorted and %d broken; want 97146, 110, 3", lines, losses[Unsorted], losses[BrokenLine])
	}
	for _, w := range []What{NotFound, Elsewhere, OutOfText, Dangling, OtherUnit, Duplicate} {
		if losses[w] > 0 {
			t.Errorf("%d times %s", losses[w], w)
		}
	}
}

// covered reads "0 5;16 23" as the stretch from the first to the last.
func covered(t *testing.T, frags string) [2]int {
	cover := [2]int{1 << 30, 0}
	for frag := range strings.SplitSeq(frags, ";") {
		var start, end int
		if _, err := fmt.Sscan(frag, &start, &end); err != nil {
			t.Fatalf("%q: %v", frags, err)
		}
		cover[0], cover[1] = min(cover[0], start), max(cover[1], end)
	}
	return cover
}
