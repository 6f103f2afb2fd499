package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"stet/annotate"
	"stet/annotate/agree"
	"stet/annotate/codebook"
	"stet/annotate/format"
	"stet/annotate/session"
	"stet/annotate/store"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
)

func agreeCommand(p *program) *cobra.Command {
	a := agreeing{program: p}
	var v validating
	var differences, curve bool
	cmd := &cobra.Command{
		Use:   "agree [FILE | DIR]…",
		Short: "measure how far annotators agree",
		Long: "stet agree compares what several annotators said of the same articles: the codes of whole articles\n" +
			"and of sentences by Krippendorff’s α and Cohen’s or Fleiss’ κ, the words themselves by F1 and αᵤ.\n" +
			"An annotator counts for an article with annotations of it, or marked as done. Annotators whose\n" +
			"names begin with @ are an adjudication and machines, and do not count; --machine NAME measures a\n" +
			"machine against people.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", a.format, "table", "csv", "jsonl"); err != nil {
				return err
			}
			if err := oneOf("--level", a.level, "all", "article", "sentence", "words"); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			v.agreeing = a
			switch {
			case len(v.machines) > 0 && differences:
				return v.mostDiffering(cmd.Context(), args)
			case len(v.machines) > 0 && curve:
				return v.curve(cmd.Context(), args)
			case curve:
				return misused("stet agree --machine NAME --curve", "agree: --curve is about a machine")
			case len(v.machines) > 0:
				return v.validate(cmd.Context(), args)
			case differences:
				return a.differences(cmd.Context(), args)
			}
			return a.measure(cmd.Context(), args)
		},
	}
	cmd.Flags().StringVar(&a.format, "format", "table", "how to print: table, csv, jsonl")
	manual.Complete(cmd, "format", "table", "csv", "jsonl")
	cmd.Flags().StringVar(&a.level, "level", "all", "only the figures of this level: article, sentence or words")
	manual.Complete(cmd, "level", "article", "sentence", "words")
	cmd.Flags().StringArrayVar(&a.ordinal, "ordinal", nil, "a `question` or kind whose codes have an order, that of the codebook: α by it too; may be given several times")
	cmd.Flags().StringArrayVar(&a.interval, "interval", nil, "a `question` or kind whose codes are numbers: α by their distance too; may be given several times")
	cmd.Flags().BoolVar(&a.places, "places", false, "count a story in each place that has its text; otherwise once, see stet copies")
	cmd.Flags().BoolVar(&differences, "differences", false, "list the disagreements: FILE:LINE:, what each annotator says, and the ruling")
	cmd.Flags().BoolVar(&curve, "curve", false, "tell F1 of the machine over more and more articles: has it settled?")
	cmd.Flags().StringArrayVar(&v.machines, "machine", nil, "measure the machine of this `NAME` against people; may be given several times")
	cmd.Flags().StringSliceVar(&v.against, "against", nil, "measure machines against these people, a `LIST`, or @gold; otherwise against @gold where it is, else everybody")
	cmd.Flags().Float64Var(&v.epsilon, "epsilon", usualEpsilon, "ε of the alternative annotator test: what a machine is forgiven for being cheap")
	return cmd
}

// usualEpsilon is the ε that the authors of the test propose for skilled coders.
const usualEpsilon = 0.15

// An agreeing is what the flags of stet agree say.
type agreeing struct {
	*program
	format, level     string
	ordinal, interval []string
	places            bool // count a story in each place
}

func (a agreeing) scales() (out []agree.Scaled) {
	for _, what := range a.ordinal {
		out = append(out, agree.Scaled{What: what, Ordinal: true})
	}
	for _, what := range a.interval {
		out = append(out, agree.Scaled{What: what})
	}
	return out
}

// differences lists what an adjudication has to decide, as editors read it.
func (a agreeing) differences(ctx context.Context, args []string) error {
	book, err := readCodebook(args[0])
	if err != nil {
		return err
	}
	names, err := joinedNames(args[0])
	if err != nil {
		return err
	}
	docs, partial := a.codings(ctx, args)
	for _, d := range docs {
		decided := agree.NewAdjudication(d.Coders[store.Gold].Annotations)
		for _, x := range agree.Disagreements(d, book, names) {
			fmt.Fprintln(a.out, clean.Line(differenceLine(d, x, decided.On(x))))
		}
	}
	if partial {
		return errReported
	}
	return nil
}

func differenceLine(d agree.Document, x agree.Disagreement, decided []*annotate.Annotation) string {
	line := differsAt(d.Article, x)
	for _, coder := range agree.People([]agree.Document{d}) {
		line += " | " + coder + ": " + sideLine(x, coder)
	}
	if len(decided) > 0 {
		line += " | " + store.Gold + ": " + whatWasDecided(decided)
	}
	return line
}

// differsAt says where a disagreement is and what it is about, as editors read it.
func differsAt(a *model.Article, x agree.Disagreement) string {
	if x.Range.Empty() {
		return a.Path + ": " + x.What
	}
	return fmt.Sprintf("%s:%d: %s", a.Path, a.LineOf(x.Range.Start), x.What)
}

// sideLine is what a coder says there, in a line.
func sideLine(x agree.Disagreement, coder string) string {
	var says []string
	for _, a := range x.Side(coder) {
		says = append(says, whatIsSaid(a))
	}
	return cmp.Or(strings.Join(says, ", "), "—")
}

// whatWasDecided is what an adjudication took, and why.
func whatWasDecided(as []*annotate.Annotation) string {
	var says []string
	for _, a := range as {
		if a.Origin.How != annotate.Refused {
			says = append(says, whatIsSaid(a))
		}
	}
	s := cmp.Or(strings.Join(says, ", "), "—")
	if reason := as[0].Comment; reason != "" {
		s += " (" + reason + ")"
	}
	return s
}

// whatIsSaid is an annotation's label and tags, and its words.
func whatIsSaid(a *annotate.Annotation) string {
	parts := append([]string{}, a.Tags...)
	if label := a.Body.Label(); label != "" {
		parts = append([]string{label}, parts...)
	}
	if words := strings.Join(strings.Fields(a.Target.Quote.Exact), " "); words != "" {
		parts = append(parts, "“"+words+"”")
	}
	return strings.Join(parts, " ")
}

// measure prints the figures of how far annotators agree.
func (a agreeing) measure(ctx context.Context, args []string) error {
	book, docs, partial, err := a.compared(ctx, args, a.codings)
	if err != nil {
		return err
	}
	var figures []agree.Figure
	compared := agree.Compare(docs, book, a.scales()...)
	for _, f := range compared {
		if a.level == "all" || f.Level == a.level {
			figures = append(figures, f)
		}
	}
	for _, s := range a.scales() {
		if len(compared) > 0 && !slices.ContainsFunc(compared, func(f agree.Figure) bool { return f.What == s.What }) {
			return failed("`stet agree` lists what there is", "nobody has answered %q", s.What)
		}
	}
	switch a.format {
	case "csv":
		err = agreeCSV(a.out, figures)
	case "jsonl":
		err = agreeJSON(a.out, figures)
	default:
		err = agreeTable(a.out, figures)
	}
	switch {
	case err != nil:
		return err
	case partial:
		return errReported
	case len(figures) == 0:
		a.out.Flush()
		fmt.Fprintln(a.err, whyNoFigures(docs, len(compared) > 0))
	}
	return nil
}

// whyNoFigures says why there is nothing to compare.
func whyNoFigures(docs []agree.Document, otherLevels bool) string {
	most, annotations := 0, 0
	for _, d := range docs {
		n := 0
		for name, c := range d.Coders {
			if !strings.HasPrefix(name, agree.Gold) {
				n++
				annotations += len(c.Annotations)
			}
		}
		most = max(most, n)
	}
	switch {
	case most < 2:
		return "no two annotators have seen the same article"
	case annotations == 0:
		return "nobody marked anything: all annotators have found nothing in what they have seen"
	case otherLevels:
		return "nobody marked anything at this level"
	}
	return "nobody marked anything that could be compared"
}

// compared reads the codebook and, by read, the codings to compare: a story once unless
// --places was given.
func (a agreeing) compared(ctx context.Context, args []string, read func(context.Context, []string) ([]agree.Document, bool)) (book *codebook.Codebook, docs []agree.Document, partial bool, err error) {
	if book, err = readCodebook(args[0]); err != nil {
		return nil, nil, false, err
	}
	docs, partial = read(ctx, args)
	if !a.places {
		docs = a.storiesOnce(docs)
	}
	return book, docs, partial, nil
}

// codings reads what everybody said of each article.
func (a agreeing) codings(ctx context.Context, args []string) (docs []agree.Document, partial bool) {
	return a.codingsWith(ctx, args, nil)
}

// codingsWith is codings, with those of machines.
func (a agreeing) codingsWith(ctx context.Context, args []string, machines func(slug string) bool) (docs []agree.Document, partial bool) {
	all, partial := a.coded(ctx, args, machines)
	for _, d := range all {
		docs = append(docs, d.Document)
	}
	return docs, partial
}

// coded reads what everybody said of each article, and what machines did.
func (p *program) coded(ctx context.Context, args []string, machines func(slug string) bool) (all []session.Coded, partial bool) {
	desk := p.desk(ctx)
	p.eachArticle(ctx, args, func(path string, err error) bool {
		if err == nil {
			var article *model.Article
			if article, err = p.readArticle(path); err == nil {
				var d session.Coded
				d, err = session.Codings(desk, article, machines)
				all = append(all, d) // what could be read
			}
		}
		if err != nil {
			p.report(err)
			partial = true
		}
		return true
	})
	return all, partial
}

func agreeTable(w io.Writer, figures []agree.Figure) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for i, f := range figures {
		if i == 0 {
			fmt.Fprintln(t, "level\twhat\tlabel\tmeasure\tvalue\t95 %\tunits\tannotators")
		}
		between := ""
		if !math.IsNaN(f.Low) {
			between = fmt.Sprintf("%.2f to %.2f", f.Low, f.High)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%d\t%d\n", f.Level, clean.Line(f.What), clean.Line(f.Label), f.Measure,
			orUndefined(f.Value, 3), between, f.Units, f.Coders)
	}
	return t.Flush()
}

// orUndefined writes a coefficient; one that is not defined, since nobody
// disagreed and all codes are the same, is a dash.
func orUndefined(v float64, digits int) string {
	if math.IsNaN(v) {
		return "—"
	}
	return strconv.FormatFloat(v, 'f', digits, 64)
}

func agreeCSV(w io.Writer, figures []agree.Figure) error {
	c := csv.NewWriter(w)
	rows := [][]string{{"level", "what", "label", "measure", "value", "low", "high", "units", "annotators"}}
	for _, f := range figures {
		row := []string{f.Level, format.Cell(f.What), format.Cell(f.Label), f.Measure}
		for _, v := range []float64{f.Value, f.Low, f.High} {
			row = append(row, strings.TrimPrefix(orUndefined(v, 6), "—"))
		}
		rows = append(rows, append(row, strconv.Itoa(f.Units), strconv.Itoa(f.Coders)))
	}
	return c.WriteAll(rows)
}

// A measured is a figure in a JSON line.
type measured struct {
	Level   string   `json:"level"`
	What    string   `json:"what"`
	Label   string   `json:"label,omitempty"`
	Measure string   `json:"measure"`
	Value   *float64 `json:"value"` // null where it is not defined
	Low     *float64 `json:"low,omitempty"`
	High    *float64 `json:"high,omitempty"`
	Units   int      `json:"units"`
}

func measuredOf(f agree.Figure) measured {
	return measured{f.Level, f.What, f.Label, f.Measure, number(f.Value), number(f.Low), number(f.High), f.Units}
}

func agreeJSON(w io.Writer, figures []agree.Figure) error {
	for _, f := range figures {
		line, err := jsonLine(struct {
			measured
			Annotators int `json:"annotators"`
		}{measuredOf(f), f.Coders})
		if err == nil {
			_, err = w.Write(line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
