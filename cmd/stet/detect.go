package main

import (
	"errors"

	"github.com/spf13/cobra"

	"stet/annotate/suggest"
	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/mention"
	"stet/model/quotation"
)

func detectCommand(p *program) *cobra.Command {
	var format, input string
	cmd := &cobra.Command{
		Use:   "detect [FILE | DIR | -]…",
		Short: "print the names, quotes, claims and stances that are found",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(oneOf("--format", format, "text", "jsonl"), oneOf("--input", input, "files", "jsonl")); err != nil {
				return err
			}
			print := findingsAsText
			if format == "jsonl" {
				print = findingsAsJSON
			}
			if input == "jsonl" {
				if len(args) > 0 {
					return misused("give the lines on standard input", "detect: --input jsonl reads no files, so %q is one too many", args[0])
				}
				return p.stream(cmd.Context(), lineJobs(p.in, print))
			}
			if err := arguments(1, -1)(cmd, args); err != nil {
				return err
			}
			return p.stream(cmd.Context(), fileJobs(cmd.Context(), p, args, print))
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "how to print: text or `jsonl` (one object a line)")
	cmd.Flags().StringVar(&input, "input", "files", "what to read: files, or `jsonl` (lines {\"id\":…,\"text\":…} from standard input)")
	manual.Complete(cmd, "format", "text", "jsonl")
	manual.Complete(cmd, "input", "files", "jsonl")
	return cmd
}

// findings is all that is found in one article.
type findings struct {
	names  *mention.Found
	quotes []quotation.Quotation
	others []suggest.Suggestion // claims and stances
}

// limits says what is not done for an article in another language than English.
func limits(a *model.Article) []string {
	if a.Meta.Language == "" || a.Meta.Language == "en" {
		return nil
	}
	return []string{"the language is " + a.Meta.Language + ": quotes by their marks only; speakers and names are found in English only"}
}

// find runs all engines over an article.
func find(a *model.Article) findings {
	var f findings
	f.names = mention.Find(a, all(a), nil)
	f.quotes = quotation.Find(a, all(a), f.names)
	for _, s := range suggest.All(a, f.names, f.quotes) {
		if s.Annotation.Kind() != "quote" {
			f.others = append(f.others, s)
		}
	}
	return f
}
