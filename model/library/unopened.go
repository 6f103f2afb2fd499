package library

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"stet/model/count"
)

// An Ending is how many files of a folder have names that end alike, or are of a sort
// that is never opened.
type Ending struct {
	Ext   string // with the dot, in lower case; "" for names without
	Sort  string // "link", "special file"; "" for files
	Count int
}

// Unopened counts what is not an article: files by their extension, the most frequent
// first, then links and special files. own says which files belong to the program:
// sidecars, codebooks.
func Unopened(l Rest, own func(path string) bool) []Ending {
	number := map[string]int{}
	for _, f := range l.Others {
		if !own(f.Path) {
			number[strings.ToLower(path.Ext(f.Path))]++
		}
	}
	out := make([]Ending, 0, len(number))
	for ext, n := range number {
		out = append(out, Ending{Ext: ext, Count: n})
	}
	slices.SortFunc(out, func(a, b Ending) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Ext, b.Ext))
	})
	for _, e := range []Ending{{Sort: "link", Count: l.Links}, {Sort: "special file", Count: l.Special}} {
		if e.Count > 0 {
			out = append(out, e)
		}
	}
	return out
}

// Endings says them in a line, the most frequent only: "4 .jpg, 2 .xlsx, 3 others".
func Endings(list []Ending, most int) string {
	var parts []string
	rest := 0
	for i, e := range list {
		switch {
		case i >= most:
			rest += e.Count
		case e.Sort != "":
			parts = append(parts, count.Of(e.Count, e.Sort))
		case e.Ext == "":
			parts = append(parts, fmt.Sprintf("%d without an extension", e.Count))
		default:
			parts = append(parts, fmt.Sprintf("%d %s", e.Count, e.Ext))
		}
	}
	if rest > 0 {
		parts = append(parts, count.Many(rest, "other", "others"))
	}
	return strings.Join(parts, ", ")
}
