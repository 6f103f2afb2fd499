package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate/codebook"
	"stet/annotate/query"
	"stet/annotate/report"
	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/library"
)

func reportCommand(p *program) *cobra.Command {
	var format, title string
	var methods bool
	var e export
	cmd := &cobra.Command{
		Use:   "report [FILE | DIR]…",
		Short: "tell people without stet what was annotated: Markdown or HTML",
		Long: "stet report writes the articles with what was annotated in them, who is quoted, claims with\n" +
			"their verdicts, and who is for and against what. The HTML is one file that needs no network.",
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", "md", "how to write: md, html")
	manual.Complete(cmd, "format", "md", "html")
	f.StringVar(&title, "title", "", "the `words` at the top; the folder's name otherwise")
	f.StringVarP(&e.to, "output", "o", "", "the `file` to write; standard output otherwise")
	f.BoolVar(&e.force, "force", false, "write over a file that is there")
	f.BoolVar(&methods, "methods", false, "write the paragraph on methods that a paper needs, and nothing else")
	asked := p.queryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := oneOf("--format", format, "md", "html"); err != nil {
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
			return p.methods(cmd.Context(), args)
		}
		if title == "" {
			title = reportTitle(args[0])
		}
		return p.writeReport(cmd.Context(), args, q, title, format, e)
	}
	return cmd
}

// methods prints how articles were annotated, by everybody.
func (p *program) methods(ctx context.Context, paths []string) error {
	book, err := readCodebook(paths[0])
	if err != nil {
		return err
	}
	names, err := joinedNames(paths[0])
	if err != nil {
		return err
	}
	docs, partial := p.codings(ctx, paths)
	if _, err := p.out.WriteString(clean.Text(report.Methods(docs, book, names))); err != nil {
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

// writeReport writes a report on what a query finds.
func (p *program) writeReport(ctx context.Context, paths []string, q query.Query[query.Row], title, format string, e export) error {
	var rows []*query.Row
	problems, err := query.Collect(ctx, p.desk(ctx), paths, func(some []*query.Row) error {
		rows = append(rows, q.Select(some)...)
		return nil
	})
	if err != nil {
		return err
	}
	names, err := joinedNames(paths[0])
	if err != nil {
		return err
	}
	r, err := report.New(ctx, title, time.Now(), rows, names.Same)
	if err != nil {
		return err
	}
	files := &exportFiles{program: p, export: e}
	w, err := files.create("")
	if err != nil {
		return err
	}
	write := r.Markdown
	if format == "html" {
		write = r.HTML
	}
	if err := write(w); err != nil {
		files.close()
		return err
	}
	if err := files.close(); err != nil {
		return err
	}
	for _, problem := range problems {
		p.report(problem)
	}
	if len(problems) > 0 {
		return errReported
	}
	return nil
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
