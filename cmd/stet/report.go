package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate/codebook"
	"stet/annotate/query"
	"stet/annotate/report"
	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/library"
)

func reportCommand(p *program) *cobra.Command {
	r := reporting{export: export{program: p}}
	var methods bool
	cmd := &cobra.Command{
		Use:   "report [FILE | DIR]…",
		Short: "tell people without stet what was annotated: Markdown or HTML",
		Long: "stet report writes the articles with what was annotated in them, who is quoted, claims with\n" +
			"their verdicts, and who is for and against what. The HTML is one file that needs no network.",
	}
	f := cmd.Flags()
	f.StringVar(&r.format, "format", "md", "how to write: md, html")
	manual.Complete(cmd, "format", "md", "html")
	f.StringVar(&r.title, "title", "", "the `words` at the top; the folder's name otherwise")
	f.StringVarP(&r.to, "output", "o", "", "the `file` to write; standard output otherwise")
	f.BoolVar(&r.force, "force", false, "write over a file that is there")
	f.BoolVar(&r.stories, "stories", false, "count a story once, not in each place that has its text, as stet copies finds them")
	f.BoolVar(&methods, "methods", false, "write the paragraph on methods that a paper needs, and nothing else")
	asked := p.queryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := oneOf("--format", r.format, "md", "html"); err != nil {
			return err
		}
		if len(args) == 0 {
			args = []string{"."}
		}
		q, err := asked(args)
		if err != nil {
			return err
		}
		if methods {
			return r.methods(cmd.Context(), args)
		}
		if r.title == "" {
			r.title = reportTitle(args[0])
		}
		return r.write(cmd.Context(), args, q)
	}
	return cmd
}

// A reporting is what the flags of stet report say.
type reporting struct {
	export
	title   string
	stories bool // count a story once
}

// methods prints how articles were annotated, by everybody.
func (r reporting) methods(ctx context.Context, paths []string) error {
	book, err := readCodebook(paths[0])
	if err != nil {
		return err
	}
	names, err := joinedNames(paths[0])
	if err != nil {
		return err
	}
	docs, partial := agreeing{program: r.program}.codings(ctx, paths)
	if _, err := r.out.WriteString(clean.Text(report.Methods(docs, book, names))); err != nil {
		return err
	}
	if partial {
		return errReported
	}
	return nil
}

func reportTitle(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return filepath.Base(path)
}

// write writes a report on what a query finds.
func (r reporting) write(ctx context.Context, paths []string, q query.Query[query.Row]) error {
	var rows []*query.Row
	problems, err := query.CollectFor(ctx, r.desk(ctx), paths, q, func(some []*query.Row) error {
		rows = append(rows, some...)
		return nil
	})
	if err != nil {
		return err
	}
	names, err := joinedNames(paths[0])
	if err != nil {
		return err
	}
	if r.stories {
		rows = r.storiesOnce(ctx, rows)
	}
	out, err := report.New(ctx, r.title, time.Now(), rows, names.Same)
	if err != nil {
		return err
	}
	files := &exportFiles{export: r.export}
	w, err := files.create("")
	if err != nil {
		return err
	}
	write := out.Markdown
	if r.format == "html" {
		write = out.HTML
	}
	if err := write(w); err != nil {
		files.close()
		return err
	}
	if err := files.close(); err != nil {
		return err
	}
	for _, problem := range problems {
		r.report(problem)
	}
	if len(problems) > 0 {
		return errReported
	}
	return nil
}

// storiesOnce keeps, of each annotator's work on a story with several places, the
// place with the most annotations, the earliest of those with as many.
func (r reporting) storiesOnce(ctx context.Context, rows []*query.Row) []*query.Row {
	number := map[[2]string]int{} // by article and annotator
	var articles []string
	for _, row := range rows {
		if number[[2]string{row.Article, ""}]++; number[[2]string{row.Article, ""}] == 1 {
			articles = append(articles, row.Article)
		}
		number[[2]string{row.Article, row.Annotator}]++
	}
	list, clusters, _ := copying{program: r.program}.find(ctx, articles)
	best := map[[2]string]string{} // the article, by cluster and annotator
	of := map[string]string{}      // the first article of the cluster, by article
	for _, c := range clusters {
		for _, n := range c {
			of[filepath.ToSlash(list[n].path)] = list[c[0]].path
		}
		for _, n := range c { // by date
			path := filepath.ToSlash(list[n].path)
			for _, row := range rows {
				key := [2]string{list[c[0]].path, row.Annotator}
				if row.Article == path && (best[key] == "" || number[[2]string{path, row.Annotator}] > number[[2]string{best[key], row.Annotator}]) {
					best[key] = path
				}
			}
		}
	}
	left := map[[2]string]bool{}
	kept := slices.DeleteFunc(slices.Clone(rows), func(row *query.Row) bool {
		first, copied := of[row.Article]
		out := copied && best[[2]string{first, row.Annotator}] != row.Article
		if out {
			left[[2]string{row.Article, row.Annotator}] = true
		}
		return out
	})
	if len(left) > 0 {
		r.notice(r.title, count.Many(len(left), "coding of another place of a story", "codings of other places of a story")+" left out")
	}
	return kept
}

// joinedNames reads the names that are joined in the library of a path; nil if none
// are.
func joinedNames(path string) (*codebook.Names, error) {
	root, ok := library.Root(path)
	if !ok {
		root = path
	}
	if info, err := os.Stat(root); err == nil && !info.IsDir() {
		root = filepath.Dir(root)
	}
	return codebook.LoadNames(filepath.Join(root, codebook.NamesFile))
}
