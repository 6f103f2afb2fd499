package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"stet/annotate/codebook"
	"stet/annotate/machine"
	"stet/annotate/query"
	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/count"
)

func codeCommand(p *program) *cobra.Command {
	c := machineCoding{program: p, format: "text"}
	cmd := &cobra.Command{
		Use:   "code --with NAME [FILE | DIR]…",
		Short: "have a machine of the config suggest annotations",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", c.format, "text", "jsonl"); err != nil {
				return err
			}
			return c.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.with, "with", "", "the machine, by the `NAME` of its table [machine.NAME] in the config")
	f.StringVar(&c.where, "where", "", "only articles in which this `query` finds an annotation, in the language of stet list")
	f.StringVar(&c.from, "from", "", "read the names of articles from this `file`, one a line, as stet sample writes them; - is standard input")
	f.IntVar(&c.limit, "limit", 0, "ask about this `number` of articles at most")
	f.Float64Var(&c.budget, "budget", 0, "stop when this `amount` is spent, by the price in the config")
	f.BoolVar(&c.again, "again", false, "ask again about articles that the same prompt was answered about")
	f.StringVar(&c.prompt, "show-prompt", "", "print what would be sent about this `FILE`, and send nothing")
	f.BoolVar(&c.template, "template", false, "print the template of the prompt, and send nothing")
	f.StringVar(&c.format, "format", c.format, "how to print: text or jsonl")
	manual.Complete(cmd, "format", "text", "jsonl")
	return cmd
}

// A machineCoding is what the flags of stet code say.
type machineCoding struct {
	*program
	with, where, from string
	prompt, format    string
	limit             int
	budget            float64
	again, template   bool
}

// machine finds a machine of the config.
func (p *program) machine(name string) (*machine.Machine, error) {
	names := slices.Sorted(maps.Keys(p.config.Machine))
	if len(names) == 0 {
		return nil, misused("`stet help machines` shows a table for the config", "code: there is no machine in %s", configPath())
	}
	if err := oneOf("--with", strings.TrimPrefix(name, "@"), names...); err != nil {
		return nil, err
	}
	m := p.config.Machine[strings.TrimPrefix(name, "@")]
	return &m, nil
}

func (c machineCoding) run(ctx context.Context, args []string) error {
	m, err := c.machine(c.with)
	if err != nil {
		return err
	}
	switch {
	case c.template:
		text, err := m.Template()
		if err != nil {
			return err
		}
		_, err = io.WriteString(c.out, text)
		return err
	case c.prompt != "":
		return c.showPrompt(m)
	case c.budget > 0 && m.Free():
		return misused("price = { in = 0.15, out = 0.6 } is for a million tokens each", "code: --budget: machine %s has no price", m.Name)
	}
	paths, bad, err := c.paths(ctx, args)
	if err != nil {
		return err
	}
	r := &machine.Run{Machine: m, Desk: c.desk(ctx), Read: c.readArticle, Again: c.again, Limit: c.limit, Budget: c.budget}
	show := &codingProgress{machineCoding: c, machine: m, all: len(paths), live: term.IsTerminal(os.Stderr.Fd())}
	r.Told = show.told
	sum, err := r.Code(ctx, paths)
	show.end(sum)
	switch {
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted; what was answered is kept, the same command goes on: %w", context.Canceled)
	case errors.Is(err, machine.ErrBudget):
		c.notice("@"+m.Name, "the budget is spent; the same command goes on")
	case err != nil:
		return err
	}
	if bad || sum.Failed > 0 {
		return errReported
	}
	return nil
}

// showPrompt prints what a machine would be told about an article.
func (c machineCoding) showPrompt(m *machine.Machine) error {
	a, err := c.readArticle(c.prompt)
	if err != nil {
		return err
	}
	var book *codebook.Codebook
	if c.prompt != "-" {
		if book, err = readCodebook(c.prompt); err != nil {
			return err
		}
	}
	text, err := m.Show(m.Want(book), a)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.out, clean.Text(text))
	return err
}

// paths are the articles that are asked about; bad is true where some could not be
// found, which has been reported.
func (c machineCoding) paths(ctx context.Context, args []string) (paths []string, bad bool, err error) {
	if c.from != "" {
		if len(args) > 0 {
			return nil, false, misused("give one of them", "code: --from and %q both name articles", args[0])
		}
		if args, err = c.namesIn(c.from); err != nil {
			return nil, false, err
		}
	} else if len(args) == 0 {
		args = []string{"."}
	}
	found, err := c.matching(ctx, args)
	if err != nil {
		return nil, false, err
	}
	c.eachArticle(ctx, args, func(path string, err error) bool {
		switch {
		case path == "-" && err == nil:
			err = misused("the machine’s sidecar lies beside the article", "code: standard input has no file to keep suggestions beside")
			fallthrough
		case err != nil:
			c.report(err)
			bad = true
		case found == nil || found[filepath.ToSlash(filepath.Clean(path))]:
			paths = append(paths, path)
		}
		return true
	})
	return paths, bad, nil
}

// matching are the articles in which a query finds something, nil where none is given.
func (c machineCoding) matching(ctx context.Context, args []string) (map[string]bool, error) {
	if c.where == "" {
		return nil, nil
	}
	q, err := query.Asking(ownKinds(args...)).Parse(c.where, time.Now())
	if err != nil {
		return nil, misused("`stet list --help` says what can be asked", "code: --where: %s", err)
	}
	found := map[string]bool{}
	problems, err := query.Collect(ctx, c.desk(ctx), args, q, func(rows []*query.Row) error {
		for _, r := range rows {
			found[filepath.ToSlash(filepath.Clean(r.Article))] = true
		}
		return nil
	})
	for _, problem := range problems {
		c.report(problem)
	}
	return found, err
}

// A codingProgress tells how far a run has come: a line for each article, and on a
// terminal one line that changes.
type codingProgress struct {
	machineCoding
	machine *machine.Machine
	all     int
	live    bool // standard error is a terminal
	shown   bool // a line that changes is there
}

// told prints what became of one article.
func (s *codingProgress) told(e machine.Event, sum machine.Sum) {
	if s.shown {
		fmt.Fprint(s.err, "\r", strings.Repeat(" ", 78), "\r")
		s.shown = false
	}
	switch {
	case e.Err != nil:
		err := e.Err
		var own interface{ Hint() string }
		hint := ""
		if errors.As(err, &own) {
			hint = own.Hint()
		}
		s.report(failed(hint, "%s: %s", e.Path, strings.TrimPrefix(err.Error(), e.Path+": ")))
	case !e.Skipped:
		s.report(s.line(e))
	}
	if s.live && s.all > 1 {
		s.out.Flush()
		fmt.Fprint(s.err, "\r", clean.Line(s.far(sum)))
		s.shown = true
	}
}

// line prints an article that was answered about.
func (s *codingProgress) line(e machine.Event) error {
	if s.format == "text" {
		refused := ""
		if n := e.Tally.Refused(); n > 0 {
			refused = fmt.Sprintf(", %s refused", count.Of(n, "answer"))
		}
		_, err := fmt.Fprintf(s.out, "%s: %s%s\n", clean.Line(e.Path), count.Of(e.Tally.Kept, "suggestion"), refused)
		return err
	}
	line, err := jsonLine(struct {
		Article     string   `json:"article"`
		Sidecar     string   `json:"sidecar"`
		Given       int      `json:"given"`
		Suggestions int      `json:"suggestions"`
		Joined      int      `json:"joined"`
		Refused     int      `json:"refused"`
		Mended      int      `json:"mended"`
		Why         []string `json:"why,omitempty"`
	}{e.Path, e.Sidecar, e.Tally.Given, e.Tally.Kept, e.Tally.Joined, e.Tally.Refused(), e.Tally.Mended, e.Tally.Refusals()})
	if err == nil {
		_, err = s.out.Write(line)
	}
	return err
}

// far says in one line how far the run is.
func (s *codingProgress) far(sum machine.Sum) string {
	parts := []string{
		fmt.Sprintf("%d of %s", sum.Done+sum.Skipped+sum.Failed, count.Of(s.all, "article")),
		count.Of(sum.Tally.Kept, "suggestion"), fmt.Sprintf("%d refused", sum.Tally.Refused()),
	}
	if sum.Failed > 0 {
		parts = append(parts, fmt.Sprintf("%d failed", sum.Failed))
	}
	if !s.machine.Free() {
		parts = append(parts, s.cost(sum))
	}
	return strings.Join(append(parts, time.Since(sum.Began).Round(time.Second).String()), " · ")
}

func (s *codingProgress) cost(sum machine.Sum) string {
	return fmt.Sprintf("%.2f %s", sum.Cost, cmp.Or(s.machine.Price.Currency, "spent"))
}

// end says what the run has come to.
func (s *codingProgress) end(sum machine.Sum) {
	s.out.Flush()
	if s.shown {
		fmt.Fprint(s.err, "\r", strings.Repeat(" ", 78), "\r")
	}
	text := fmt.Sprintf("@%s: %s asked about, %d answered before, %d failed; %s, %d joined, %s refused",
		s.machine.Name, count.Of(sum.Done+sum.Failed, "article"), sum.Skipped, sum.Failed,
		count.Of(sum.Tally.Kept, "suggestion"), sum.Tally.Joined, count.Of(sum.Tally.Refused(), "answer"))
	if sum.In+sum.Out > 0 {
		text += fmt.Sprintf("; %d tokens in, %d out", sum.In, sum.Out)
	}
	if !s.machine.Free() {
		text += "; " + s.cost(sum)
	}
	fmt.Fprintln(s.err, clean.Line(text))
	for _, line := range sum.Tally.Refusals() {
		fmt.Fprintln(s.err, clean.Line(line))
	}
}
