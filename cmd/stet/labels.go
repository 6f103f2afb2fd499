package main

import (
	"cmp"
	"path/filepath"

	"github.com/spf13/cobra"

	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model/clean"
)

// completeLabels offers the codes of the kind that is being added, from the codebook that
// holds for the article.
func completeLabels(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	dir := "."
	if len(args) > 1 {
		dir = filepath.Dir(args[1])
	}
	book, err := readCodebook(dir)
	if err != nil || book == nil {
		book = codebook.Default()
	}
	var out []string
	for _, set := range book.For(args[0], "") {
		for _, c := range set.Codes {
			out = append(out, clean.Line(c.Name)+"\t"+clean.Line(cmp.Or(c.Title, kind.Word(c.Name))))
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
