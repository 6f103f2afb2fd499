package format

import (
	"path/filepath"
	"regexp"
	"testing"

	"stet/annotate"
	"stet/annotate/kind"
)

var textBound = regexp.MustCompile(`(?m)^T[0-9]+\t`)

// PolNeAR is 97,146 text-bound lines that people made with brat, three of them
// broken by a line end and 110 with their fragments out of order.
func TestBratReadsPolNeAR(t *testing.T) {
	dir := shared(t, "corpora", "quotes", "polnear")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "attributions", "*.ann"))
	lines, quotes := 0, 0
	losses := map[What]int{}
	for _, file := range files {
		src := read(t, file)
		in := len(textBound.FindAll(src.Data, -1))
		lines += in
		pages, lost, err := decodeBrat(src)
		if err != nil {
			t.Fatal(err)
		}
		p := pages[0]
		lost = append(lost, p.settle(CodePoints, nil)...)
		for _, l := range lost {
			losses[l.What]++
		}
		for _, a := range p.Annotations {
			if _, ok := a.Body.(*kind.Quote); ok {
				quotes++
			}
			if isPlace(a) && (a.Target.State != annotate.Exact || p.Article.Slice(a.Target.Range) != a.Target.Quote.Exact) {
				t.Errorf("%s: %s is not where its words are", file, quoted(a))
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
