package manual

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/format"
	"stet/model/intake"
	"stet/model/lang"
	"stet/model/source"
)

// The tables of the README are the short form of those in the topics: one row for
// all languages in which the same is found, and one for all formats that do the same.

// languageGroupTable has a row for each set of things that are found together,
// the largest set first.
func languageGroupTable(*cobra.Command) string {
	type group struct{ found, names []string }
	var groups []*group
	for _, l := range lang.Embedded().All() {
		found := []string{"quotes"}
		for _, f := range lang.Findings {
			if l.Finds(f) {
				found = append(found, string(f))
			}
		}
		i := slices.IndexFunc(groups, func(g *group) bool { return slices.Equal(g.found, found) })
		if i < 0 {
			i = len(groups)
			groups = append(groups, &group{found: found})
		}
		groups[i].names = append(groups[i].names, l.Name)
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(len(b.found), len(a.found)) })
	var rows [][]string
	for _, g := range groups {
		names := strings.Join(g.names, ", ")
		if len(g.found) == 1 {
			names = fmt.Sprintf("%d others, and unknown ones", len(g.names))
		}
		rows = append(rows, []string{strings.Join(g.found, ", "), names})
	}
	return markdownTable([]string{"found", "in"}, rows)
}

// formatGroupTable has a row for each thing that is done with files of others.
func formatGroupTable(*cobra.Command) string {
	var opens, both, out, in []string
	for _, f := range source.Formats {
		opens = append(opens, f.Name)
	}
	var unpacks []string
	for _, f := range intake.Formats {
		name, _, _ := strings.Cut(f.Doc, ":")
		unpacks = append(unpacks, name)
	}
	for _, f := range format.Formats {
		switch {
		case !f.Exports():
			in = append(in, f.Title)
		case !f.Imports():
			out = append(out, f.Title)
		default:
			both = append(both, f.Title)
		}
	}
	list := func(names []string) string { return strings.Join(names, ", ") }
	return markdownTable([]string{"", "formats"}, [][]string{
		{"articles: open", list(opens)},
		{"many articles in one file: unpack", list(slices.Compact(unpacks))},
		{"annotations: import and export", list(both)},
		{"annotations: export only", list(out)},
		{"annotations: import only", list(in)},
	})
}
