package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
	"stet/model/clean"
	"stet/model/count"
	"stet/model/intake"
)

// An unpacking is what the flags of stet unpack say.
type unpacking struct {
	*program
	into, differences string // the folder, and the file of --report
	list              bool
	columns           []string
}

func unpackCommand(p *program) *cobra.Command {
	u := unpacking{program: p}
	cmd := &cobra.Command{
		Use:   "unpack FILE… --into DIR",
		Short: "make article files of a database's export, a mailbox, a web archive or a table",
		Long: "Each article becomes a Markdown file with its title, source, date and what else the file says of\n" +
			"it. An article that lies in DIR already is not written again. What the file says of itself, such as\n" +
			"the number of its articles, is compared with what was found; the exit code is 1 if an article is\n" +
			"missing or cut off. `stet help inputs` lists the formats.",
		Args: arguments(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error { return u.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVar(&u.into, "into", "", "the `folder` to write the articles to")
	manual.CompleteFolder(cmd, "into")
	f.BoolVar(&u.list, "list", false, "print the titles and write nothing")
	f.StringArrayVar(&u.columns, "map", nil, "for a table, `FIELD=COLUMN`, such as title=headline; may be given several times")
	f.StringVar(&u.differences, "report", "", "write every difference to this `file`, as JSON lines")
	return cmd
}

// run unpacks or lists containers, one after the other.
func (u unpacking) run(ctx context.Context, files []string) error {
	if !u.list && u.into == "" {
		return misused("--into DIR says where; --list only prints the titles", "unpack: missing the folder to write to")
	}
	columns := map[string]string{}
	for _, c := range u.columns {
		field, column, ok := strings.Cut(c, "=")
		if !ok || column == "" {
			return misused("as in --map title=headline", "--map: %q is not FIELD=COLUMN", c)
		}
		if err := oneOf("--map", field, intake.Fields()...); err != nil {
			return err
		}
		columns[field] = column
	}
	report, err := openFaults(u.differences)
	if err != nil {
		return err
	}
	bad := false
	for _, file := range files {
		lost, err := u.unpackFile(ctx, file, intake.Options{Columns: columns}, report)
		bad = bad || lost || err != nil
		u.report(unpackFailure(err))
		if ctx.Err() != nil {
			break
		}
	}
	if err := report.close(); err != nil {
		return err
	}
	if bad {
		return errReported
	}
	return nil
}

// unpackFailure gives an error its hint.
func unpackFailure(err error) error {
	switch {
	case errors.Is(err, intake.ErrNone):
		return failed("`stet help inputs` lists what can be unpacked and what opens by itself", "%s", err)
	case errors.Is(err, context.Canceled):
		return failed("the same command goes on where it stopped", "interrupted")
	}
	return err
}

// unpackFile lists or unpacks one container, and reports whether something in it
// may be lost.
func (u unpacking) unpackFile(ctx context.Context, file string, o intake.Options, report *faultFile) (bool, error) {
	c, err := intake.Open(file, o)
	if err != nil {
		return false, err
	}
	defer c.Close()
	if u.list {
		tally, err := c.Each(ctx, func(i *intake.Item) error { return u.listItem(i) })
		u.faults(file, &tally, report)
		u.out.Flush()
		fmt.Fprintf(u.err, "%s: %s, %s\n", clean.Line(file), c.Format.Title, count.Of(tally.Found, "article"))
		return tally.Lost(), err
	}
	progress, clear := u.progress(file)
	done, err := intake.Unpack(ctx, c, u.into, progress)
	clear()
	u.faults(file, &done.Tally, report)
	fmt.Fprintf(u.err, "%s: %s, %s: %d new, %d in %s already\n",
		clean.Line(file), c.Format.Title, count.Of(done.Found, "article"), done.Added, done.Known, clean.Line(u.into))
	return done.Lost(), err
}

// listItem prints one line of --list: number, date, source and title.
func (u unpacking) listItem(i *intake.Item) error {
	m := &i.Meta
	if i.Article != nil {
		m = &i.Article.Meta
	}
	day := ""
	if !m.Published.IsZero() {
		day = m.Published.Format(time.DateOnly)
	}
	_, err := fmt.Fprintf(u.out, "%d\t%s\t%s\t%s\n", i.Number, day, clean.Line(m.Publisher), clean.Line(m.Title))
	return err
}

// mostFaults is how many differences of a file are printed; --report has all.
const mostFaults = 20

func (u unpacking) faults(file string, t *intake.Tally, report *faultFile) {
	for n, f := range t.Faults {
		if n == mostFaults && report == nil {
			u.notice(file, fmt.Sprintf("%d more differences; --report FILE lists all", len(t.Faults)-n))
		}
		if n < mostFaults {
			u.notice(file, f.String())
		}
		report.write(file, f)
	}
}

// progress shows on a terminal how many articles were found.
func (u unpacking) progress(file string) (tell intake.Progress, clear func()) {
	f, ok := u.err.(*os.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return nil, func() {}
	}
	last := time.Time{}
	name := clean.Line(filepath.Base(file))
	return func(found int) {
			if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
				last = now
				fmt.Fprintf(u.err, "\r%s: %d", name, found)
			}
		}, func() {
			if !last.IsZero() {
				fmt.Fprintf(u.err, "\r%s\r", strings.Repeat(" ", len(name)+12))
			}
		}
}

// A faultFile lists differences as JSON lines. Nil takes none.
type faultFile struct {
	f   *os.File
	out *bufio.Writer
	err error
}

func openFaults(path string) (*faultFile, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return &faultFile{f: f, out: bufio.NewWriter(f)}, nil
}

func (r *faultFile) write(file string, f intake.Fault) {
	if r == nil {
		return
	}
	line, err := json.Marshal(struct {
		File   string `json:"file"`
		Number int    `json:"number,omitempty"`
		Title  string `json:"title,omitempty"`
		What   string `json:"what"`
		Lost   bool   `json:"lost"`
	}{file, f.Number, f.Title, f.What, f.Lost})
	if err == nil {
		_, err = r.out.Write(append(line, '\n'))
	}
	r.err = errors.Join(r.err, err)
}

func (r *faultFile) close() error {
	if r == nil {
		return nil
	}
	return errors.Join(r.err, r.out.Flush(), r.f.Close())
}
