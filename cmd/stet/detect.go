package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/suggest"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/lang"
	"stet/model/mention"
	"stet/model/quotation"
)

func detectCommand(p *program) *cobra.Command {
	var format, input, claims, faults string
	var kinds []string
	cmd := &cobra.Command{
		Use:   "detect [FILE | DIR | -]…",
		Short: "print the names, quotes, claims and stances that are found",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(oneOf("--format", format, "text", "jsonl"), oneOf("--input", input, "files", "jsonl"), oneOf("--claims", claims, "worth", "all"), oneOf("--errors", faults, "stderr", "lines")); err != nil {
				return err
			}
			d := detection{print: findingsAsText, wanted: kinds, least: suggest.Worth}
			if claims == "all" {
				d.least = 0
			}
			if format == "jsonl" {
				d.print = findingsAsJSON
			}
			for _, k := range kinds {
				if err := oneOf("--kind", k, findingKinds...); err != nil {
					return err
				}
			}
			if d.errorsAsLines = faults == "lines"; d.errorsAsLines && (input != "jsonl" || format != "jsonl") {
				return misused("they go together", "detect: --errors lines needs --input jsonl and --format jsonl")
			}
			if input == "jsonl" {
				if len(args) > 0 {
					return misused("give the lines on standard input", "detect: --input jsonl reads no files, so %q is one too many", args[0])
				}
				return p.stream(cmd.Context(), lineJobs(p, d))
			}
			if err := arguments(1, -1)(cmd, args); err != nil {
				return err
			}
			return p.stream(cmd.Context(), fileJobs(cmd.Context(), p, args, d))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "how to print: text or `jsonl` (one object a line)")
	cmd.Flags().StringVar(&claims, "claims", "worth", "which claims: those that are worth a check, or `all` that is asserted")
	manual.Complete(cmd, "claims", "worth", "all")
	cmd.Flags().StringVar(&input, "input", "files", "what to read: files, or `jsonl` (lines {\"id\":…,\"text\":…} from standard input)")
	cmd.Flags().StringSliceVar(&kinds, "kind", nil, fmt.Sprintf("print only findings of these kinds, a `LIST` of %s; article is a record of each text and its language", strings.Join(findingKinds, ", ")))
	manual.Complete(cmd, "kind", findingKinds...)
	manual.Complete(cmd, "format", "text", "jsonl")
	manual.Complete(cmd, "input", "files", "jsonl")
	cmd.Flags().StringVar(&faults, "errors", "stderr", "where a broken line of standard input is reported: stderr, with exit code 1, or `lines` among the answers, with exit code 0")
	manual.Complete(cmd, "errors", "stderr", "lines")
	return cmd
}

// findings is all that is found in one article.
type findings struct {
	article   bool // a record of the article itself is wanted
	hideNames bool // names were needed to find the rest
	names     *mention.Found
	quotes    []quotation.Quotation
	others    []suggest.Suggestion // claims and stances
}

// limits says what is not looked for in the article's language, nil if nothing.
func limits(a *model.Article) []string {
	l := lang.Of(a.Meta.Language)
	switch {
	case l.Finds(lang.Claims):
		return nil
	case a.Meta.Language == "":
		return []string{languageOf(a) + ": " + lang.Limits(l) + "; --lang says which it is"}
	}
	return []string{languageOf(a) + ": " + lang.Limits(l)}
}

// A detection is what a run of detect is to find, and how it prints it.
type detection struct {
	print  printFindings
	wanted []string // kinds, nil for all but article
	least  float64  // the score from which claims are wanted
	// errorsAsLines has a line that cannot be read reported among the answers.
	errorsAsLines bool
}

// findingKinds are the kinds of finding, in the order in which they are printed.
var findingKinds = []string{"article", "mention", "quote", "claim", "stance"}

func (d *detection) wants(kind string) bool {
	return d.wanted == nil && kind != "article" || slices.Contains(d.wanted, kind)
}

// of prints what is found in one article.
func (d *detection) of(o origin, a *model.Article) ([]byte, error) { return d.print(o, a, d.find(a)) }

// find runs the engines that what is wanted needs over an article.
func (d *detection) find(a *model.Article) findings {
	f := findings{article: d.wants("article"), names: &mention.Found{}}
	others := d.wants("claim") || d.wants("stance")
	if !others && !d.wants("mention") && !d.wants("quote") {
		return f
	}
	f.names = mention.Find(a, all(a), nil)
	if d.wants("quote") || others {
		f.quotes = quotation.Find(a, all(a), f.names)
	}
	if others {
		for _, s := range suggest.From(a, f.names, f.quotes, d.least) {
			if k := s.Annotation.Kind(); k != "quote" && d.wants(k) {
				f.others = append(f.others, s)
			}
		}
	}
	if !d.wants("quote") {
		f.quotes = nil
	}
	f.hideNames = !d.wants("mention")
	return f
}
