package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func manCommand(p *program) *cobra.Command {
	var into string
	cmd := &cobra.Command{
		Use:   "man [COMMAND | TOPIC]",
		Short: "print a manual page, or write all of them",
		Long: "stet man prints the page in the macros of man(7): stet(1), or that of a command, such as\n" +
			"stet-list(1), or of a topic, such as stet-sidecar(7). `stet man list | man -l -` shows one.",
		Args:              arguments(0, 1),
		ValidArgsFunction: pages,
		RunE: func(cmd *cobra.Command, args []string) error {
			pages := manPages(cmd.Root())
			switch {
			case into != "" && len(args) > 0:
				return misused("stet man --into "+into, "man: --into writes all pages, so %q is one too many", args[0])
			case into != "":
				return writeManPages(into, pages)
			case len(args) == 0:
				_, err := p.out.WriteString(pages[0].roff(builtOn()))
				return err
			}
			for _, m := range pages {
				if m.name == "stet-"+args[0] {
					_, err := p.out.WriteString(m.roff(builtOn()))
					return err
				}
			}
			return nothingAbout(cmd, args[0])
		},
	}
	cmd.Flags().StringVar(&into, "into", "", "write every page into this `folder`, as stet.1, stet-list.1, stet-sidecar.7, …")
	completeFolder(cmd, "into")
	return cmd
}

func writeManPages(dir string, pages []manPage) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, m := range pages {
		if err := os.WriteFile(filepath.Join(dir, m.file()), []byte(m.roff(builtOn())), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// builtOn is the day of the commit that was built; it is zero where the build does
// not say, so that a page is the same whenever it is made.
func builtOn() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			t, _ := time.Parse(time.RFC3339, s.Value)
			return t
		}
	}
	return time.Time{}
}

// A manPage is a page of the manual before it is set.
type manPage struct {
	name    string // "stet-list"
	section int    // 1 a command, 7 a topic
	about   string // in a few words
	page    string // Markdown, from its first section on
}

func (m manPage) file() string { return fmt.Sprintf("%s.%d", m.name, m.section) }

func (m manPage) roff(day time.Time) string {
	date := ""
	if !day.IsZero() {
		date = day.UTC().Format(time.DateOnly)
	}
	head := fmt.Sprintf(".TH %s %d \"%s\" \"stet %s\" \"stet\"\n", escapeRoff(strings.ToUpper(m.name), true), m.section, date, escapeRoff(version(), true))
	name := fmt.Sprintf(".SH NAME\n%s \\- %s\n", escapeRoff(m.name, true), escapeRoff(m.about, false))
	return strings.TrimRight(head+name+roff(unrollTables(m.page, 3)), "\n") + "\n"
}

// manPages makes the pages of the program, of its commands and of the topics that
// are no commands, from what `stet help` shows.
func manPages(root *cobra.Command) []manPage {
	pages := []manPage{{"stet", 1, root.Short, manOverview(root)}}
	for _, c := range root.Commands() {
		pages = append(pages, manPage{"stet-" + c.Name(), 1, c.Short, manUsage(c)})
	}
	for _, name := range topics() {
		if commandNamed(root, name) == nil {
			text, _ := topic(name)
			about, body := cutHeading(helpPage(text, root))
			if !strings.HasPrefix(body, "## ") {
				body = "## Description\n\n" + body
			}
			pages = append(pages, manPage{"stet-" + name, 7, about, body + seeAlso})
		}
	}
	return pages
}

const seeAlso = "\n## See also\n\n**stet**(1)\n"

func manOverview(root *cobra.Command) string {
	text, _ := topic("start")
	_, start := cutHeading(text)
	var b strings.Builder
	fmt.Fprintf(&b, "## Synopsis\n\n`%s`\n\n`stet COMMAND …`\n\n## Description\n\n%s\n\n%s\n", root.Use, root.Long, helpPage(start, root))
	fmt.Fprintf(&b, "## Commands\n\nEach has a page of its own, such as **stet-show**(1).\n\n%s\n", commandTable(root))
	fmt.Fprintf(&b, "## Topics\n\nThese are pages too, such as **stet-start**(7).\n\n%s\n", topicTable(root))
	b.WriteString(flagTable("Options", root.Flags()))
	fmt.Fprintf(&b, "## Environment\n\n%s\n## Exit status\n\n%s", environmentTable(root), exitTable(root))
	b.WriteString("\n## Files\n\nSee **stet-files**(7).\n")
	return b.String()
}

func manUsage(cmd *cobra.Command) string {
	var b strings.Builder
	b.WriteString("## Synopsis\n\n")
	for _, c := range append([]*cobra.Command{cmd}, cmd.Commands()...) {
		fmt.Fprintf(&b, "`%s`\n\n", c.UseLine())
	}
	fmt.Fprintf(&b, "## Description\n\n%s.\n\n", capitalised(cmd.Short))
	if text, ok := topic(cmd.Name()); ok {
		_, body := cutHeading(helpPage(text, cmd.Root()))
		b.WriteString(body + "\n")
	} else {
		b.WriteString(cmd.Long + "\n\n")
	}
	for _, sub := range cmd.Commands() {
		b.WriteString(flagTable("Options of "+sub.Name(), sub.LocalNonPersistentFlags()))
	}
	b.WriteString(flagTable("Options", cmd.LocalFlags(), []string{"`--annotator` *NAME*", annotatorMeans(cmd)}))
	b.WriteString(seeAlso)
	return b.String()
}

// flagTable is a section about flags, and rows about others, "" where there are none.
func flagTable(title string, flags *pflag.FlagSet, others ...[]string) string {
	var rows [][]string
	flags.VisitAll(func(f *pflag.Flag) {
		value, usage := pflag.UnquoteUsage(f)
		name := "`--" + f.Name + "`"
		if f.Shorthand != "" {
			name = "`-" + f.Shorthand + "`, " + name
		}
		if value != "" {
			name += " *" + value + "*"
		}
		rows = append(rows, []string{name, markdownSigns.Replace(usage)})
	})
	if rows = append(rows, others...); rows == nil {
		return ""
	}
	return "## " + title + "\n\n" + markdownTable([]string{"flag", "does"}, rows) + "\n"
}

// cutHeading parts the first heading of a page from the rest; a page that begins
// with a section has none.
func cutHeading(page string) (title, rest string) {
	line, rest, _ := strings.Cut(page, "\n")
	if title, ok := strings.CutPrefix(line, "# "); ok {
		return title, strings.TrimLeft(rest, "\n")
	}
	return "", page
}
