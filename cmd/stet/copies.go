package main

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate/agree"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
	"stet/model/copies"
	"stet/model/count"
	"stet/model/source"
)

func copiesCommand(p *program) *cobra.Command {
	c := copying{program: p, format: "text"}
	cmd := &cobra.Command{
		Use:   "copies [FILE | DIR]…",
		Short: "find articles that share their text",
		Long: "The same wire story in several papers is one story with several places: its text is the same, cut,\n" +
			"edited or under another headline. Articles about the same event that share no text are not joined.\n" +
			"--carry shows which of your annotations would go from one place to the others, where the same words\n" +
			"are; with --yes they do. No article is marked as coded by that. --undo takes the last time back.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", c.format, "text", "jsonl"); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			switch {
			case c.undo:
				return c.uncarry(cmd.Context(), args)
			case c.yes && !c.carry:
				return misused("it goes with --carry", "copies: --yes without --carry")
			case c.carry:
				return c.over(cmd.Context(), args)
			}
			return c.print(cmd.Context(), args)
		},
	}
	cmd.Flags().StringVar(&c.format, "format", c.format, "how to print: text or jsonl")
	manual.Complete(cmd, "format", "text", "jsonl")
	cmd.Flags().BoolVar(&c.carry, "carry", false, "show which annotations of your own can be carried to the other places")
	cmd.Flags().BoolVar(&c.yes, "yes", false, "with --carry, carry them")
	cmd.Flags().BoolVar(&c.undo, "undo", false, "undo the last --carry, except annotations changed since")
	return cmd
}

// A placed is an article as the search for copies knows it.
type placed struct {
	path, title, source string
	day                 time.Time
}

// find reads the articles that the arguments name and finds the copies.
func (cp copying) find(ctx context.Context, args []string) (list []placed, clusters []copies.Cluster, bad bool) {
	var f copies.Finder
	cp.eachArticle(ctx, args, func(path string, err error) bool {
		var a *model.Article
		if err == nil {
			a, err = source.Open(path)
		}
		if err != nil {
			cp.report(err)
			bad = true
			return ctx.Err() == nil
		}
		f.Add(copies.Prose(a), a.Meta.Published)
		list = append(list, placed{path, a.Meta.Title, a.Meta.Publisher, a.Meta.Published})
		return ctx.Err() == nil
	})
	clusters = f.Clusters(func(n int) string {
		a, err := source.Open(list[n].path)
		if err != nil {
			return ""
		}
		return copies.Prose(a)
	})
	return list, clusters, bad
}

// print lists the clusters of articles that share their text.
func (cp copying) print(ctx context.Context, args []string) error {
	list, clusters, bad := cp.find(ctx, args)
	if err := ctx.Err(); err != nil {
		return err
	}
	in := 0
	for n, c := range clusters {
		in += len(c)
		if err := cp.printCluster(n+1, c, list); err != nil {
			return err
		}
	}
	cp.out.Flush()
	fmt.Fprintf(cp.err, "%s: %d in %s of copies\n", count.Of(len(list), "article"), in, count.Of(len(clusters), "cluster"))
	if bad {
		return errReported
	}
	return nil
}

func (cp copying) printCluster(n int, c copies.Cluster, list []placed) error {
	for i, k := range c {
		a := &list[k]
		if cp.format == "jsonl" {
			of := ""
			if i > 0 {
				of = filepath.ToSlash(list[c[0]].path)
			}
			line, err := jsonLine(struct {
				File    string `json:"file"`
				Cluster int    `json:"cluster"`
				CopyOf  string `json:"copy_of,omitempty"`
			}{filepath.ToSlash(a.path), n, of})
			if err != nil {
				return err
			}
			if _, err := cp.out.Write(line); err != nil {
				return err
			}
			continue
		}
		day, indent := "", "  "
		if !a.day.IsZero() {
			day = a.day.Format(time.DateOnly)
		}
		if i == 0 {
			fmt.Fprintf(cp.out, "%s (%s)\n", clean.Line(a.title), count.Of(len(c), "place"))
		}
		if _, err := fmt.Fprintf(cp.out, "%s%s\t%s\t%s\n", indent, day, clean.Line(a.source), clean.Line(a.path)); err != nil {
			return err
		}
	}
	return nil
}

// storiesOnce leaves out the coding of a copy where the same coders have coded
// another place of the story, so that a story that was carried over counts once.
func (a agreeing) storiesOnce(docs []agree.Document) []agree.Document {
	var f copies.Finder
	for i := range docs {
		f.Add(copies.Prose(docs[i].Article), docs[i].Article.Meta.Published)
	}
	out := map[int]bool{}
	clusters := f.Clusters(func(n int) string { return copies.Prose(docs[n].Article) })
	for _, c := range clusters {
		slices.SortStableFunc(c, func(a, b int) int { return len(docs[b].Coders) - len(docs[a].Coders) })
		seen := map[[2]string]bool{}
		for _, n := range c {
			anew := false
			coders := slices.Sorted(maps.Keys(docs[n].Coders))
			for i, a := range coders {
				for _, b := range coders[i+1:] {
					anew = anew || !seen[[2]string{a, b}]
					seen[[2]string{a, b}] = true
				}
			}
			out[n] = !anew && len(coders) > 1
		}
	}
	left := 0
	kept := slices.Clone(docs[:0])
	for i := range docs {
		if out[i] {
			left++
			continue
		}
		kept = append(kept, docs[i])
	}
	if left > 0 {
		a.out.Flush()
		fmt.Fprintf(a.err, "%s of stories that are counted already left out; --places counts each\n", count.Many(left, "copy", "copies"))
	}
	return kept
}
