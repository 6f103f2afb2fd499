package format

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
)

// marked writes annotations as "label words", links as "label: from -> to".
func marked(as []*annotate.Annotation) []string {
	words := map[string]string{}
	for _, a := range as {
		words[a.ID] = a.Target.Quote.Exact
	}
	var out []string
	for _, a := range as {
		label, rest := labelOf(a)
		if isLink(a) {
			out = append(out, fmt.Sprintf("%s: %s -> %s", a.Body.Label(), words[a.Target.Annotation], words[a.Who().ID]))
			continue
		}
		out = append(out, strings.Join(append([]string{label + " [" + words[a.ID] + "]"}, rest...), " "))
	}
	slices.Sort(out)
	return out
}

func TestWebAnnoShow(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(shared(t, "corpora", "formats", "webanno-tsv"), "*.tsv"))
	for _, file := range files {
		docs, losses := imported(t, webannoFormat, read(t, file))
		fmt.Printf("%q: {\n", strings.TrimSuffix(filepath.Base(file), ".tsv"))
		for _, m := range marked(docs[0].Annotations) {
			fmt.Printf("\t%q,\n", m)
		}
		fmt.Printf("} // %q %v\n", docs[0].Article.Text, losses)
	}
}
