// Package manual is what stet says about itself: the pages of help and of man(1),
// the tables in them and in the README, and what a shell completes.
//
// It derives all of it from the tables that the program runs on (commands, flags,
// kinds, formats, keys, themes) and from the topics, one Markdown file each below
// topics/. It runs no command and writes to no terminal: cmd/stet does.
package manual

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// files are the topics. The first heading of each is its title. A topic that is
// named like a command is shown below the usage of that command.
//
//go:embed topics/*.md
var files embed.FS

// Page is the page about a command or a topic; ok is false if no page has that name.
func Page(root *cobra.Command, name string) (page string, ok bool) {
	if cmd := commandNamed(root, name); cmd != nil {
		return Usage(cmd), true
	}
	text, ok := topic(name)
	return fill(text, root), ok
}

// Overview is the page that lists commands and topics.
func Overview(root *cobra.Command) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# stet\n\n%s\n\n    %s\n\n## Commands\n\n%s\n## Topics\n\n%s", root.Long, root.Use, commandTable(root), topicTable(root))
	fmt.Fprintf(&b, "\n## Flags\n\n```\n%s```\n", root.Flags().FlagUsagesWrapped(76))
	b.WriteString("\n`stet help COMMAND` says more about a command.\n")
	return b.String()
}

// Usage is the page of a command: its line of usage, its flags, and the topic of
// its name if the manual has one.
func Usage(cmd *cobra.Command) string {
	text, _ := topic(cmd.Name())
	return usage(cmd) + fill(text, cmd.Root())
}

// usage is what a command does and takes.
func usage(cmd *cobra.Command) string {
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
	data, err := files.ReadFile(path.Join("topics", name+".md"))
	if err != nil {
		return "", false
	}
	return string(data), true
}

// Topics lists the names of the topics; start comes first.
func Topics() []string {
	found, _ := fs.Glob(files, "topics/*.md")
	names := make([]string, 0, len(found))
	for _, f := range found {
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

// commandNamed finds a command by its name; nil if no command has it.
func commandNamed(root *cobra.Command, name string) *cobra.Command {
	for _, c := range root.Commands() {
		if c.Name() == name {
			return c
		}
	}
	return nil
}

// CommandNames lists the commands directly below one.
func CommandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// AnnotatorKey is the key in the annotations of a command that reads: what the
// flag --annotator asks for there, instead of naming the person at the desk.
const AnnotatorKey = "annotator"

func annotatorMeans(cmd *cobra.Command) string {
	return cmp.Or(cmd.Annotations[AnnotatorKey],
		"who you are, as in every command; else the config says so, git’s user.name, or the login name.")
}
