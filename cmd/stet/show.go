package main

import (
	"context"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"stet/model"
	"stet/model/clean"
	"stet/model/source"
)

// pageWidth is how wide a text is printed to a terminal at most, in columns.
const pageWidth = 72

func showCommand(p *program) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "show FILE|URL…",
		Short: "print an article as plain text or Markdown",
		Args:  arguments(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("--format", format, "text", "md"); err != nil {
				return err
			}
			partial := false
			for i, name := range args {
				if i > 0 {
					p.out.WriteString("\n")
				}
				if err := p.show(cmd.Context(), name, format); err != nil {
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
	cmd.Flags().StringVar(&format, "format", "text", "how to print: text or md")
	complete(cmd, "format", "text", "md")
	return cmd
}

// show prints one article. A pipe gets a paragraph a line; a terminal gets them
// wrapped.
func (p *program) show(ctx context.Context, name, format string) error {
	a, err := p.articleAt(ctx, name)
	if err != nil {
		return err
	}
	for _, notice := range a.Notices {
		p.notice(name, notice)
	}
	text := articleText(a)
	switch {
	case format == "md":
		text = clean.Text(string(source.Write(a)))
	case p.toTerminal():
		text = ansi.Wordwrap(text, min(p.width(), pageWidth), "")
	}
	_, err = p.out.WriteString(text)
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
