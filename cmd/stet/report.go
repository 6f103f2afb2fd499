package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/query"
	"stet/annotate/report"
	"stet/annotate/session"
	"stet/annotate/store"
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
		Short: "write a report for people without stet: Markdown or HTML",
		Long: "stet report writes the articles with what was annotated in them, who is quoted, claims with\n" +
			"their verdicts, and who is for and against what. The HTML is one file that needs no network.",
	}
	f := cmd.Flags()
	f.StringVar(&r.format, "format", "md", "how to write: md, html; html for a file called so")
	manual.Complete(cmd, "format", "md", "html")
	f.StringVar(&r.title, "title", "", "the `words` at the top; the folder's name otherwise")
	f.StringVarP(&r.to, "output", "o", "", "the `file` to write; standard output otherwise")
	f.BoolVar(&r.force, "force", false, "write over a file that is there")
	f.BoolVar(&r.stories, "stories", false, "count a story once, not in each place that has its text, as stet copies finds them")
	f.BoolVar(&methods, "methods", false, "write the paragraph on methods that a paper needs, and nothing else")
	asked := p.queryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if ext := filepath.Ext(r.to); !cmd.Flags().Changed("format") && (ext == ".html" || ext == ".htm") {
			r.format = "html"
		}
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
			if name := cmd.Flags().Lookup("machine").Value.String(); name != "" {
				r.machines = strings.Split(name, ",")
			}
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
	title    string
	stories  bool     // count a story once
	machines []string // that the methods tell of besides those whose suggestions were kept
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
	coded, partial := r.coded(ctx, paths, store.IsMachine)
	runs := r.runs(coded)
	var all, docs []agree.Document // with machines, and of people alone
	for _, d := range coded {
		people := agree.Document{Article: d.Article, Coders: maps.Clone(d.Coders)}
		maps.DeleteFunc(people.Coders, func(name string, _ agree.Coding) bool { return store.IsMachine(name) })
		all, docs = append(all, d.Document), append(docs, people)
	}
	var measured []agree.Validation
	v := validating{agreeing: agreeing{program: r.program}, epsilon: usualEpsilon}
	if len(runs) > 0 {
		for _, run := range runs {
			if !slices.Contains(v.machines, run.Slug) {
				v.machines = append(v.machines, run.Slug)
			}
		}
		for _, slug := range v.slugs() {
			if one := agree.Validate(all, slug, v.reference(all), book, agree.AltTest{Epsilon: v.epsilon}); one.Docs > 0 {
				measured = append(measured, one)
			}
		}
	}
	desk := r.desk(ctx)
	text := report.Methods(docs, book, names) + report.Machines(runs, measured, func(digest string) (string, bool) {
		return desk.Prompt(docs[0].Article.Path, digest)
	})
	if _, err := r.out.WriteString(clean.Text(text)); err != nil {
		return err
	}
	if partial {
		return errReported
	}
	return nil
}

// runs are those of the machines whose suggestions people have kept, and of those that
// --machine asks for.
func (r reporting) runs(coded []session.Coded) (runs []report.MachineRun) {
	wanted := map[string]bool{}
	for _, name := range r.machines {
		wanted[store.MachineName(name)] = true
	}
	for _, d := range coded {
		for name, c := range d.Coders {
			if store.IsMachine(name) {
				continue
			}
			for _, a := range c.Annotations {
				if slug, ok := store.MachineOf(a.Origin.Generator); ok && a.Origin.How != annotate.Refused {
					wanted[slug] = true
				}
			}
		}
	}
	for _, d := range coded {
		for _, f := range d.Machines {
			if by, ok := f.By(); ok && by.Software != nil && wanted[f.Annotator] {
				runs = append(runs, report.MachineRun{Slug: f.Annotator, By: *by.Software, Says: len(f.Set.All())})
			}
		}
	}
	return runs
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
	problems, err := query.Collect(ctx, r.desk(ctx), paths, q, func(some []*query.Row) error {
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
	number := map[[2]string]int{}   // of rows, by article and annotator
	coders := map[string][]string{} // by article
	var articles []string
	for _, row := range rows {
		if coders[row.Article] == nil {
			articles = append(articles, row.Article)
		}
		if number[[2]string{row.Article, row.Annotator}]++; number[[2]string{row.Article, row.Annotator}] == 1 {
			coders[row.Article] = append(coders[row.Article], row.Annotator)
		}
	}
	list, clusters, _ := copying{program: r.program}.find(ctx, articles)
	best := map[[2]string]string{} // the article, by the cluster's first and annotator
	of := map[string]string{}      // the first article of the cluster, by article
	for _, c := range clusters {
		first := list[c[0]].path
		for _, n := range c { // by date
			path := filepath.ToSlash(list[n].path)
			of[path] = first
			for _, coder := range coders[path] {
				was, ok := best[[2]string{first, coder}]
				if !ok || number[[2]string{path, coder}] > number[[2]string{was, coder}] {
					best[[2]string{first, coder}] = path
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
		r.notice(r.title, fmt.Sprintf("%s left out", count.Many(len(left), "coding of another place of a story", "codings of other places of a story")))
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
