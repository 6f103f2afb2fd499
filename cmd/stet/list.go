package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"stet/annotate/query"
	"stet/cmd/stet/manual"
	"stet/model/clean"
)

func listCommand(p *program) *cobra.Command {
	var format, sort string
	cmd := &cobra.Command{
		Use:   "list [FILE | DIR | SIDECAR]…",
		Short: "print the annotations of articles, folders or sidecars",
	}
	f := cmd.Flags()
	f.StringVar(&format, "format", listFormats[0].name, "how to print: "+strings.Join(listFormatNames(), ", "))
	manual.Complete(cmd, "format", listFormatNames()...)
	f.StringVar(&sort, "sort", query.Orders[0].Name, "in which `ORDER`: "+strings.Join(orderNames(), ", "))
	manual.Complete(cmd, "sort", orderNames()...)
	asked := p.queryFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := oneOf("--format", format, listFormatNames()...); err != nil {
			return err
		}
		if err := oneOf("--sort", sort, orderNames()...); err != nil {
			return err
		}
		if len(args) == 0 {
			args = []string{"."}
		}
		q, err := asked(args)
		if err != nil {
			return err
		}
		return p.list(cmd.Context(), args, q, inOrder(sort, findListFormat(format).begin(p)))
	}
	return cmd
}

// queryFlags gives a command a flag for each field that can be asked, which is
// the table of the review's filter, and returns what reads them.
func (p *program) queryFlags(cmd *cobra.Command) func(paths []string) (query.Query[query.Row], error) {
	f := cmd.Flags()
	cmd.Annotations = map[string]string{manual.AnnotatorKey: annotatorAsks}
	where := f.String("where", "", "only what this `query` finds, in the language of the review's filter")
	asked := map[string]*string{}
	for _, field := range query.Annotations.Fields {
		if field.Name == "annotator" { // every command has that flag; here it asks
			asked[field.Name] = &p.annotator
			continue
		}
		asked[field.Name] = f.String(field.Name, "", field.Help)
		if field.Values != nil {
			manual.Complete(cmd, field.Name, field.Values...)
		}
	}
	return func(paths []string) (query.Query[query.Row], error) {
		terms := []string{*where}
		for _, field := range query.Annotations.Fields {
			if value := *asked[field.Name]; value != "" {
				terms = append(terms, query.Term{Field: field.Name, Value: value}.String())
			}
		}
		q, err := query.Asking(ownKinds(paths...)).Parse(strings.Join(terms, " "), time.Now())
		if err != nil {
			return q, misused("`stet list --help` says what can be asked", "%s: %s", cmd.Name(), err)
		}
		return q, nil
	}
}

// list prints what a query finds, one article after the other.
func (p *program) list(ctx context.Context, paths []string, q query.Query[query.Row], w listWriter) error {
	printed := 0
	problems, err := query.Collect(ctx, p.desk(ctx), paths, q, func(rows []*query.Row) error {
		printed += len(rows)
		return w.write(p.out, rows)
	})
	if err == nil {
		err = w.end(p.out)
	}
	for _, problem := range problems {
		p.report(problem)
	}
	switch {
	case err != nil:
		return err
	case len(problems) > 0:
		return errReported
	case printed == 0:
		what := "nothing is kept yet in "
		if !q.Empty() {
			what = "nothing that was asked for is kept in "
		}
		p.out.Flush()
		fmt.Fprintf(p.err, "%s%s\n", what, clean.Line(strings.Join(paths, ", ")))
	}
	return nil
}

// A listFormat is a way in which annotations are printed.
type listFormat struct {
	name, help string
	begin      func(*program) listWriter
}

// A listWriter prints the rows of one article after the other.
type listWriter interface {
	write(w io.Writer, rows []*query.Row) error
	end(w io.Writer) error
}

// listFormats is the table; the first row is what is printed unless another is
// asked for.
var listFormats = []listFormat{
	{"table", "for people; in a pipe tab-separated, one row per line", newTable},
	{"jsonl", "for programs: one object a line", each(listJSON)},
	{"csv", "for a spreadsheet", func(*program) listWriter { return new(csvList) }},
	{"md", "for a document: Markdown, a heading for each article", each(listMarkdown)},
	{"grep", "for an editor: FILE:LINE: and the words", each(listGrep)},
	{"text", "for git diff: without positions, so that a moved annotation is not a change", each(listText)},
}

func listFormatNames() []string {
	var names []string
	for _, f := range listFormats {
		names = append(names, f.name)
	}
	return names
}

func findListFormat(name string) listFormat {
	for _, f := range listFormats {
		if f.name == name {
			return f
		}
	}
	return listFormats[0]
}

// orderNames are the names of the ways to sort.
func orderNames() []string {
	var names []string
	for _, o := range query.Orders {
		names = append(names, o.Name)
	}
	return names
}

// inOrder makes a writer that prints rows in the order of a name. The first order
// is that in which articles are read; any other waits for all of them.
func inOrder(name string, w listWriter) listWriter {
	i := slices.Index(orderNames(), name)
	if i <= 0 {
		return w
	}
	return &sortedList{listWriter: w, order: query.Orders[i]}
}

// A sortedList keeps the rows of all articles to sort them.
type sortedList struct {
	listWriter
	order query.Order
	rows  []*query.Row
}

func (s *sortedList) write(_ io.Writer, rows []*query.Row) error {
	s.rows = append(s.rows, rows...)
	return nil
}

// end hands over the sorted rows, those of one article that follow each other at a
// time.
func (s *sortedList) end(w io.Writer) error {
	s.order.Sort(s.rows)
	for from := 0; from < len(s.rows); {
		to := from + 1
		for to < len(s.rows) && s.rows[to].Article == s.rows[from].Article {
			to++
		}
		if err := s.listWriter.write(w, s.rows[from:to]); err != nil {
			return err
		}
		from = to
	}
	return s.listWriter.end(w)
}

// each makes a writer of a function that prints the rows of one article.
func each(print func(io.Writer, []*query.Row) error) func(*program) listWriter {
	return func(*program) listWriter { return eachArticleList(print) }
}

type eachArticleList func(io.Writer, []*query.Row) error

func (print eachArticleList) write(w io.Writer, rows []*query.Row) error { return print(w, rows) }
func (eachArticleList) end(io.Writer) error                              { return nil }

// listed is a row in the words of the flags.
type listed struct {
	Article string `json:"article"`
	Line    int    `json:"line,omitempty"` // of the file, from 1
	Kind    string `json:"kind"`
	Start   int    `json:"start"` // code points
	End     int    `json:"end"`
	Exact   string `json:"exact"`
	Whole   bool   `json:"whole,omitempty"`
	By      string `json:"by,omitempty"`
	Towards string `json:"towards,omitempty"`
	Label   string `json:"label,omitempty"`
	listedEnds
	Details   map[string]any `json:"details,omitempty"`
	Comment   string         `json:"comment,omitempty"`
	Tags      []string       `json:"tags,omitempty"`
	State     string         `json:"state"`
	Annotator string         `json:"annotator"`
	listedOrigin
	Created  string `json:"created,omitempty"`
	Modified string `json:"modified,omitempty"`
	ID       string `json:"id"`
}

// ListedEnds are the words of the annotations that an annotation speaks of, and the
// verdict that a claim has from another one.
type listedEnds struct {
	OnExact string         `json:"on_exact,omitempty"`
	ToExact string         `json:"towards_exact,omitempty"`
	Shared  *listedVerdict `json:"shared_verdict,omitempty"`
}

// A listedVerdict is that of the same claim elsewhere.
type listedVerdict struct {
	Verdict string `json:"verdict"`
	Article string `json:"article"`
	ID      string `json:"id"`
}

// A listedOrigin is how an annotation came about.
type listedOrigin struct {
	Origin    string  `json:"origin,omitempty"`
	Generator string  `json:"generator,omitempty"` // what suggested it
	Score     float64 `json:"score,omitempty"`     // of a suggestion, from 0 to 1
}

func newListed(r *query.Row) listed {
	l := listed{
		Article: r.Article, Line: r.Line, Kind: r.Kind, Start: r.Start, End: r.End, Exact: r.Words, Whole: r.Whole,
		By: r.Who, Towards: r.To, Label: r.Label, Comment: r.Comment, Tags: r.Tags, State: r.State.String(),
		Annotator: r.Annotator, listedOrigin: listedOrigin{string(r.How), r.Generator, r.Score}, Created: stamp(r.Created), Modified: stamp(r.Modified), ID: r.ID,
	}
	for _, d := range r.Details {
		if l.Details == nil {
			l.Details = map[string]any{}
		}
		l.Details[d.Name] = d.Value
		if d.Name == "evidence" && json.Valid([]byte(d.Value)) {
			l.Details[d.Name] = json.RawMessage(d.Value)
		}
	}
	if of := r.Shared; of != nil {
		l.Shared = &listedVerdict{of.Detail("verdict"), of.Article, of.ID}
	}
	if r.OnRow != nil {
		l.OnExact = r.OnRow.Words
	}
	if r.ToRow != nil {
		l.ToExact = r.ToRow.Words
	}
	return l
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func listJSON(w io.Writer, rows []*query.Row) error {
	for _, r := range rows {
		line, err := jsonLine(newListed(r))
		if err != nil {
			return err
		}
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}
