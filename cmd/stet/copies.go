package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
	"stet/model/copies"
	"stet/model/count"
	"stet/model/source"
)

func copiesCommand(p *program) *cobra.Command {
	format := "text"
	cmd := &cobra.Command{
		Use:   "copies [FILE | DIR]…",
		Short: "find articles that share their text",
		Long: "The same wire story in several papers is one story with several places: its text is the same, cut,\n" +
			"edited or under another headline. Articles about the same event that share no text are not joined.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "jsonl"); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return p.copies(cmd.Context(), args, format)
		},
	}
	cmd.Flags().StringVar(&format, "format", format, "how to print: text or jsonl")
	manual.Complete(cmd, "format", "text", "jsonl")
	return cmd
}

// A placed is an article as the search for copies knows it.
type placed struct {
	path, title, source string
	day                 time.Time
}

// proseOf is the text of an article that copies are told by.
func proseOf(a *model.Article) string {
	var b strings.Builder
	for i := range a.Blocks {
		if block := &a.Blocks[i]; block.Prose() && block.Kind != model.Heading {
			b.WriteString(a.Slice(block.Range))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// findCopies reads the articles that the arguments name and finds the copies.
func (p *program) findCopies(ctx context.Context, args []string) (list []placed, clusters []copies.Cluster, bad bool) {
	var f copies.Finder
	p.eachArticle(ctx, args, func(path string, err error) bool {
		var a *model.Article
		if err == nil {
			a, err = source.Open(path)
		}
		if err != nil {
			p.report(err)
			bad = true
			return ctx.Err() == nil
		}
		f.Add(proseOf(a), a.Meta.Published)
		list = append(list, placed{path, a.Meta.Title, a.Meta.Publisher, a.Meta.Published})
		return ctx.Err() == nil
	})
	clusters = f.Clusters(func(n int) string {
		a, err := source.Open(list[n].path)
		if err != nil {
			return ""
		}
		return proseOf(a)
	})
	return list, clusters, bad
}

func (p *program) copies(ctx context.Context, args []string, format string) error {
	list, clusters, bad := p.findCopies(ctx, args)
	if err := ctx.Err(); err != nil {
		return err
	}
	in := 0
	for n, c := range clusters {
		in += len(c)
		if err := p.printCluster(n+1, c, list, format); err != nil {
			return err
		}
	}
	p.out.Flush()
	fmt.Fprintf(p.err, "%s: %d in %s of copies\n", count.Of(len(list), "article"), in, count.Of(len(clusters), "cluster"))
	if bad {
		return errReported
	}
	return nil
}

func (p *program) printCluster(n int, c copies.Cluster, list []placed, format string) error {
	for i, k := range c {
		a := &list[k]
		if format == "jsonl" {
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
			if _, err := p.out.Write(line); err != nil {
				return err
			}
			continue
		}
		day, indent := "", "  "
		if !a.day.IsZero() {
			day = a.day.Format(time.DateOnly)
		}
		if i == 0 {
			fmt.Fprintf(p.out, "%s (%s)\n", clean.Line(a.title), count.Of(len(c), "place"))
		}
		if _, err := fmt.Fprintf(p.out, "%s%s\t%s\t%s\n", indent, day, clean.Line(a.source), clean.Line(a.path)); err != nil {
			return err
		}
	}
	return nil
}
