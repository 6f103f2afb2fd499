package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"stet/annotate/store"
	"stet/cmd/stet/manual"
)

func helpCommand(p *program) *cobra.Command {
	var schema bool
	cmd := &cobra.Command{
		Use:                   "help [COMMAND | TOPIC]",
		Short:                 "explain a command or a topic",
		Args:                  arguments(0, 1),
		ValidArgsFunction:     manual.CompletePages,
		DisableFlagsInUseLine: true, // Cobra adds it later than the others
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case schema && (len(args) == 0 || args[0] != "sidecar"):
				return misused("stet help sidecar --schema", "help: only a sidecar has a schema")
			case schema:
				_, err := p.out.WriteString(store.Schema)
				return err
			case len(args) == 0:
				return p.helpFor(cmd.Root())
			}
			return p.help(cmd, args[0])
		},
	}
	cmd.Flags().BoolVar(&schema, "schema", false, "of the topic sidecar, print the JSON Schema")
	return cmd
}

// help prints the page about the command or the topic of that name.
func (p *program) help(cmd *cobra.Command, name string) error {
	if page, ok := manual.Page(cmd.Root(), name); ok {
		return p.printMarkdown(page)
	}
	return nothingAbout(cmd, name)
}

// nothingAbout says that no page has that name.
func nothingAbout(cmd *cobra.Command, name string) error {
	hint := "`stet help` lists the commands and topics"
	if near := nearest(name, append(manual.Topics(), manual.CommandNames(cmd.Root())...)); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return misused(hint, "%s: there is nothing about %q", cmd.Name(), name)
}

// helpFor prints the page of a command; that of bare stet lists all others.
func (p *program) helpFor(cmd *cobra.Command) error {
	if !cmd.HasParent() {
		return p.printMarkdown(manual.Overview(cmd))
	}
	return p.printMarkdown(manual.Usage(cmd))
}
