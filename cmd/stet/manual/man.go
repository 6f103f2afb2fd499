package manual

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"stet/model/clean"
)

// A ManPage is a page for man(1).
type ManPage struct {
	Name    string // "stet-list"
	Section int    // 1 a command, 7 a topic
	about   string // in a few words
	page    string // Markdown, from its first section on
}

// File is the name of the page's file, such as stet-list.1.
func (m ManPage) File() string { return fmt.Sprintf("%s.%d", m.Name, m.Section) }

// Roff writes the page in the macros of man(7), for a version of stet and the day
// it was built; a zero day is left out.
func (m ManPage) Roff(version string, day time.Time) string {
	date := ""
	if !day.IsZero() {
		date = day.UTC().Format(time.DateOnly)
	}
	head := fmt.Sprintf(".TH %s %d \"%s\" \"stet %s\" \"stet\"\n", escapeRoff(strings.ToUpper(m.Name), true), m.Section, date, escapeRoff(version, true))
	name := fmt.Sprintf(".SH NAME\n%s \\- %s\n", escapeRoff(m.Name, true), escapeRoff(m.about, false))
	return strings.TrimRight(head+name+roff(unrollTables(m.page, 3)), "\n") + "\n"
}

// ManPages makes the pages of the program, of its commands and of the topics that
// are no commands, from what `stet help` shows.
func ManPages(root *cobra.Command) []ManPage {
	pages := []ManPage{{"stet", 1, root.Short, manOverview(root)}}
	for _, c := range root.Commands() {
		pages = append(pages, ManPage{"stet-" + c.Name(), 1, c.Short, manUsage(c)})
	}
	for _, name := range Topics() {
		if commandNamed(root, name) == nil {
			text, _ := topic(name)
			about, body := cutHeading(fill(text, root))
			if !strings.HasPrefix(body, "## ") {
				body = "## Description\n\n" + body
			}
			pages = append(pages, ManPage{"stet-" + name, 7, about, body + seeAlso})
		}
	}
	return pages
}

const seeAlso = "\n## See also\n\n**stet**(1)\n"

func manOverview(root *cobra.Command) string {
	text, _ := topic("start")
	_, start := cutHeading(text)
	var b strings.Builder
	fmt.Fprintf(&b, "## Synopsis\n\n`%s`\n\n`stet COMMAND …`\n\n## Description\n\n%s\n\n%s\n", root.Use, root.Long, fill(start, root))
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
		_, body := cutHeading(fill(text, cmd.Root()))
		b.WriteString(body + "\n")
	} else {
		b.WriteString(cmd.Long + "\n\n")
	}
	for _, sub := range cmd.Commands() {
		b.WriteString(flagTable(fmt.Sprintf("Options of %s", sub.Name()), sub.LocalNonPersistentFlags()))
	}
	b.WriteString(flagTable("Options", cmd.LocalFlags(), []string{"`--annotator` *NAME*", annotatorMeans(cmd)}))
	b.WriteString(seeAlso)
	return b.String()
}

// flagTable is a section about flags, and rows about others, "" if absent.
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
		rows = append(rows, []string{name, clean.Markdown(usage)})
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
