package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/store"
)

// helpFiles are the topics: one Markdown file each, whose first heading is what
// it is about. A topic that is called like a command is shown below its usage.
//
//go:embed help/*.md
var helpFiles embed.FS

func helpCommand(p *program) *cobra.Command {
	var schema bool
	cmd := &cobra.Command{
		Use:                   "help [COMMAND | TOPIC]",
		Short:                 "explain a command or a topic",
		Args:                  arguments(0, 1),
		ValidArgsFunction:     pages,
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

// help prints what there is to say about the command or the topic of that name.
func (p *program) help(cmd *cobra.Command, name string) error {
	root := cmd.Root()
	if cmd := commandNamed(root, name); cmd != nil {
		return p.helpFor(cmd)
	}
	if text, ok := topic(name); ok {
		return p.printMarkdown(helpPage(text, root))
	}
	return nothingAbout(cmd, name)
}

// nothingAbout says that no page is called so.
func nothingAbout(cmd *cobra.Command, name string) error {
	hint := "`stet help` lists the commands and topics"
	if near := nearest(name, append(topics(), commandNames(cmd.Root())...)); near != "" {
		hint = fmt.Sprintf("did you mean %s? %s", near, hint)
	}
	return misused(hint, "%s: there is nothing about %q", cmd.Name(), name)
}

// helpFor prints the page of a command, and the topic of its name if there is one.
func (p *program) helpFor(cmd *cobra.Command) error {
	if !cmd.HasParent() {
		return p.printMarkdown(overview(cmd))
	}
	text, _ := topic(cmd.Name())
	return p.printMarkdown(usagePage(cmd) + helpPage(text, cmd.Root()))
}

// overview is the page that lists commands and topics.
func overview(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# stet\n\n%s\n\n    %s\n\n## Commands\n\n%s\n## Topics\n\n%s", root.Long, root.Use, commandTable(root), topicTable(root))
	fmt.Fprintf(&b, "\n## Flags\n\n```\n%s```\n", root.Flags().FlagUsagesWrapped(76))
	b.WriteString("\n`stet help COMMAND` says more about a command.\n")
	return b.String()
}

// usagePage is what a command is, in Markdown.
func usagePage(cmd *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s.\n\n    %s\n", cmd.CommandPath(), capitalised(cmd.Short), cmd.UseLine())
	if _, more := topic(cmd.Name()); cmd.Long != "" && !more { // else the topic says it
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	for _, sub := range cmd.Commands() {
		fmt.Fprintf(&b, "\n- `%s`: %s", sub.UseLine(), sub.Short)
	}
	if cmd.HasSubCommands() {
		b.WriteString("\n")
	}
	if flags := cmd.LocalFlags().FlagUsagesWrapped(76); flags != "" {
		fmt.Fprintf(&b, "\n```\n%s```\n", flags)
	}
	fmt.Fprintf(&b, "\n`--annotator NAME`: %s\n\n", annotatorMeans(cmd))
	return b.String()
}

// capitalised begins a sentence; what is given begins with an ASCII letter.
func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// topic returns the text of a topic, its tables not filled in.
func topic(name string) (string, bool) {
	data, err := helpFiles.ReadFile(path.Join("help", name+".md"))
	if err != nil {
		return "", false
	}
	return string(data), true
}

// topics lists the names of the topics; start comes first.
func topics() []string {
	files, _ := fs.Glob(helpFiles, "help/*.md")
	names := make([]string, 0, len(files))
	for _, f := range files {
		names = append(names, strings.TrimSuffix(path.Base(f), ".md"))
	}
	slices.SortStableFunc(names, func(a, b string) int {
		switch {
		case a == "start":
			return -1
		case b == "start":
			return 1
		}
		return strings.Compare(a, b)
	})
	return names
}

// heading is the text of the first heading of a page.
func heading(page string) string {
	line, _, _ := strings.Cut(page, "\n")
	return strings.TrimLeft(line, "# ")
}

// commandNamed finds a command by its name, nil if there is none.
func commandNamed(root *cobra.Command, name string) *cobra.Command {
	for _, c := range root.Commands() {
		if c.Name() == name {
			return c
		}
	}
	return nil
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}
