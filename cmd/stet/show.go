package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"stet/cmd/stet/manual"
	"stet/model"
	"stet/model/clean"
	"stet/model/source"
)

// pageWidth is how wide a text is printed to a terminal at most, in columns.
const pageWidth = 72

func showCommand(p *program) *cobra.Command {
	how := showing{program: p}
	cmd := &cobra.Command{
		Use:   "show FILE|URL…",
		Short: "print an article as plain text or Markdown, or with its annotations to be read aloud",
		Long: "stet show prints an article without its markup; of a page it fetches the story. In a pipe a\n" +
			"paragraph is one line. `stet help accessibility` says how --linear reads.",
		Args:        arguments(1, -1),
		Annotations: map[string]string{manual.AnnotatorKey: annotatorAsks},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := how.check(cmd); err != nil {
				return err
			}
			partial := false
			for i, name := range args {
				if i > 0 {
					p.out.WriteString("\n")
				}
				if err := how.show(cmd.Context(), name); err != nil {
					p.report(err)
					partial = true
				}
			}
			if partial {
				return errReported
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&how.format, "format", "text", "how to print: text or md")
	f.BoolVar(&how.linear, "linear", false, "for screen readers: annotations in words, in their places")
	f.StringVar(&how.suggestions, "suggestions", "", "with --linear, which `suggestions` are said too: all, quotes, none; else as the codebook says")
	manual.Complete(cmd, "format", "text", "md")
	manual.Complete(cmd, "suggestions", suggestionSettings...)
	return cmd
}

// A showing is how an article is printed.
type showing struct {
	*program
	format      string
	linear      bool
	suggestions string
}

func (how showing) check(cmd *cobra.Command) error {
	f := cmd.Flags()
	switch {
	case how.linear && f.Changed("format"):
		return misused("--linear is a format of its own", "show: --linear and --format do not go together")
	case !how.linear && f.Changed("suggestions"):
		return misused(fmt.Sprintf("stet show --linear --suggestions %s FILE", how.suggestions), "show: --suggestions goes with --linear")
	case f.Changed("suggestions"):
		return oneOf("--suggestions", how.suggestions, suggestionSettings...)
	}
	return oneOf("--format", how.format, "text", "md")
}

// show prints one article. A pipe gets a paragraph a line; a terminal gets them
// wrapped.
func (how showing) show(ctx context.Context, name string) error {
	a, err := how.articleAt(ctx, name)
	if err != nil {
		return err
	}
	for _, notice := range a.Notices {
		if notice != a.Lacking {
			how.notice(name, notice)
		}
	}
	if err := how.print(ctx, a); err != nil {
		return err
	}
	if a.Lacking != "" {
		return failed("", "%s: %s", name, a.Lacking)
	}
	return nil
}

// print prints an article.
func (how showing) print(ctx context.Context, a *model.Article) error {
	if how.linear {
		return how.readAloud(ctx, a)
	}
	text := articleText(a)
	switch {
	case how.format == "md":
		text = clean.Text(string(source.Write(a)))
	case how.toTerminal():
		text = ansi.Wordwrap(text, min(how.width(), pageWidth), "")
	}
	_, err := how.out.WriteString(text)
	return err
}

// articleText is an article as plain text, safe for a terminal: its title, if
// the text does not begin with it, and its blocks with a blank line between.
func articleText(a *model.Article) string {
	var b strings.Builder
	var last *model.Block
	for i := range a.Blocks {
		block := &a.Blocks[i]
		if block.Kind == model.Boilerplate && a.HidesBoilerplate() {
			continue
		}
		if title := clean.Line(a.Meta.Title); last == nil && title != "" && block.Kind != model.Heading {
			b.WriteString(title + "\n\n")
		}
		if last != nil && !(block.Kind == model.ListItem && last.Kind == model.ListItem) {
			b.WriteString("\n")
		}
		b.WriteString(blockText(a, block))
		last = block
	}
	if title := clean.Line(a.Meta.Title); last == nil && title != "" {
		b.WriteString(title + "\n")
	}
	return b.String()
}

// blockText is one block with its line end.
func blockText(a *model.Article, block *model.Block) string {
	text := clean.Text(a.Slice(block.Range))
	if block.Soft {
		text = strings.Join(strings.Fields(text), " ")
	}
	indent := strings.Repeat("  ", max(0, block.Level-1))
	switch {
	case block.Marker != "":
		return indent + clean.Line(block.Marker) + " " + text + "\n"
	case block.Kind == model.Blockquote && !strings.HasPrefix(text, ">"): // in plain text the mark is part of the text
		return indent + "> " + strings.ReplaceAll(text, "\n", "\n"+indent+"> ") + "\n"
	}
	return text + "\n"
}
