package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/format"
	"stet/annotate/store"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/files"
)

func exportCommand(p *program) *cobra.Command {
	e := export{program: p}
	names := formatNames(format.Format.Exports)
	cmd := &cobra.Command{
		Use:   "export --format FORMAT [FILE | DIR]…",
		Short: "write annotations as other tools read them",
		Long: "stet export writes the annotations of articles, everybody's unless --annotator names one,\n" +
			"in the format of another tool, and says what that format could not hold. What machines say\n" +
			"is left out; --machine NAME asks for it.",
		Annotations: map[string]string{manual.AnnotatorKey: annotatorAsks},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", e.format, names...); err != nil {
				return err
			}
			if e.machine != "" {
				if p.annotator != "" {
					return misused("give one of them", "export: --annotator and --machine ask for different sidecars")
				}
				p.annotator = store.MachineName(e.machine)
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return e.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	f.StringVar(&e.format, "format", "", "the `format`: "+strings.Join(names, ", "))
	manual.Complete(cmd, "format", names...)
	f.StringVarP(&e.to, "output", "o", "", "the `file` to write, or the folder for a format of several files; standard output otherwise")
	f.BoolVar(&e.force, "force", false, "write over files that are there")
	f.BoolVar(&e.bom, "bom", false, "begin a CSV file with a byte-order mark, by which Excel knows that it is UTF-8")
	f.StringVar(&e.url, "url", "", "the `address` at which your fact-check is published, for claimreview")
	f.StringVar(&e.machine, "machine", "", "what the machine of this `NAME` says, instead of what people do")
	f.BoolVar(&e.losses, "losses", false, "list what the format could not hold, one a line")
	return cmd
}

// An export is what the flags of stet export say.
type export struct {
	*program
	format, to         string
	force, losses, bom bool
	machine            string // whose annotations, "" for those of people
	url                string // of the fact-check
}

func formatNames(can func(format.Format) bool) []string {
	var names []string
	for _, f := range format.Formats {
		if can(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

// run writes the annotations of the articles that the arguments name.
func (e export) run(ctx context.Context, args []string) error {
	f, _ := format.Find(e.format)
	if e.to == "" && f.Several {
		return misused("-o DIR says where", "export: %s makes several files for each article", f.Title)
	}
	if e.bom && f.Ext != ".csv" {
		return misused("it is for tables that Excel opens", "export: --bom goes with csv and csv-wide")
	}
	if e.to == "" && f.Binary && e.toTerminal() {
		return misused("-o FILE says where", "export: a %s file is not for a terminal", f.Ext)
	}
	if u, err := url.Parse(e.url); e.url != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "") {
		return misused("as in https://check.example/ferry", "export: %s is no address of the web", quoteArg(e.url))
	}
	if e.url != "" && f.Name != "claimreview" {
		return misused("it is for ClaimReview", "export: --url goes with claimreview")
	}
	written := &exportFiles{export: e, several: f.Several}
	partial := false
	losses, err := f.Export(written.create, func(yield func(format.Document) bool) {
		e.eachDocument(ctx, args, func(d format.Document, err error) bool {
			if err != nil {
				e.report(err)
				partial = true
				return true
			}
			return yield(d)
		})
	}, ownKinds(args...)...)
	if err != nil {
		written.abandon()
		return err
	}
	if err := written.close(); err != nil {
		return err
	}
	e.account(fmt.Sprintf("%s could not hold", f.Title), losses, e.losses)
	if partial {
		return errReported
	}
	return nil
}

// eachDocument yields what each annotator says about each article: everybody, or
// the one that --annotator names.
func (e export) eachDocument(ctx context.Context, args []string, yield func(format.Document, error) bool) {
	desk := e.desk(ctx)
	e.eachArticle(ctx, args, func(path string, err error) bool {
		if err != nil {
			return yield(format.Document{}, err)
		}
		a, err := e.readArticle(path)
		if err != nil {
			return yield(format.Document{}, err)
		}
		sidecars, err := e.sidecars(desk, a)
		if err != nil {
			return yield(format.Document{}, err)
		}
		for _, f := range sidecars {
			if as := f.Set.All(); len(as) > 0 || !f.Set.Coded().IsZero() {
				original := func() ([]byte, error) { return files.Read(path, format.MaxFile) }
				meaning := func(code string) string { return desk.Meaning(path, code) }
				if !yield(format.Document{Article: a, Annotator: f.Annotator, Annotations: as, Original: original, Meaning: meaning, Published: e.url}, nil) {
					return false
				}
			}
		}
		return true
	})
}

// sidecars opens your own sidecar of an article and, unless --annotator names
// somebody, those of all others.
func (e export) sidecars(desk *store.Desk, a *model.Article) ([]*store.File, error) {
	own, err := desk.Open(a)
	if err != nil || e.annotator != "" {
		return []*store.File{own}, err
	}
	others, err := desk.Others(a)
	return append([]*store.File{own}, others...), err
}
