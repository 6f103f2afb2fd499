package manual

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"stet/annotate/format"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model/intake"
	"stet/model/lang"
	"stet/model/pattern"
	"stet/model/source"
	"stet/ui/list"
	"stet/ui/reader"
	"stet/ui/review"
	"stet/ui/theme"
)

// tables are the tables that help topics and the README show, made from the rows
// that the program runs on. In a page a table is between two comments:
//
//	<!-- table: kinds -->
//	<!-- end -->
var tables = []struct {
	name string
	make func(root *cobra.Command) string
}{
	{"commands", commandTable},
	{"kinds", kindTable},
	{"kindfields", kindFieldTable},
	{"inputs", inputTable},
	{"containers", containerTable},
	{"environment", environmentTable},
	{"exits", exitTable},
	{"formats", func(*cobra.Command) string { return format.Table() }},
	{"csvcolumns", func(*cobra.Command) string { return format.CSVColumns() }},
	{"themes", func(*cobra.Command) string { return theme.Markdown() }},
	{"roles", func(*cobra.Command) string { return theme.RolesMarkdown() }},
	{"keys", func(*cobra.Command) string { return reader.Commands.Markdown() }},
	{"languages", func(*cobra.Command) string { return lang.Table() }},
	{"languagegroups", languageGroupTable},
	{"formatgroups", formatGroupTable},
	{"topics", topicTable},
	{"comparelist", compareList},
	{"credits", func(*cobra.Command) string { return creditsList() }},
	{"reviewkeys", func(*cobra.Command) string { return review.Commands().Markdown() }},
	{"listkeys", func(*cobra.Command) string { return list.Commands().Markdown() }},
	{"fields", func(*cobra.Command) string { return query.Annotations.Markdown() }},
	{"articlefields", func(*cobra.Command) string { return list.FieldsMarkdown() }},
}

var tablePlace = pattern.Late(`(?s)<!-- table: (\w+) -->\n.*?<!-- end -->\n`)

// Fill puts the present tables in their places on a page.
func Fill(page string, root *cobra.Command) string {
	return tablePlace().ReplaceAllStringFunc(page, func(place string) string {
		name := tablePlace().FindStringSubmatch(place)[1]
		for _, t := range tables {
			if t.name == name {
				return fmt.Sprintf("<!-- table: %s -->\n%s<!-- end -->\n", name, t.make(root))
			}
		}
		return place
	})
}

var comments = pattern.Late(`<!--[^>]*-->\n?`)

// fill is a page with its tables, as it is shown: without the comments around them.
func fill(page string, root *cobra.Command) string {
	return comments().ReplaceAllString(Fill(page, root), "")
}

// markdownTable lays rows out as a Markdown table with the given heads.
func markdownTable(heads []string, rows [][]string) string {
	var b strings.Builder
	line := func(cells []string) {
		b.WriteString("|")
		for _, c := range cells {
			b.WriteString(" " + strings.ReplaceAll(c, "|", `\|`) + " |")
		}
		b.WriteString("\n")
	}
	line(heads)
	b.WriteString(strings.Repeat("|---", len(heads)) + "|\n")
	for _, r := range rows {
		line(r)
	}
	return b.String()
}

func commandTable(root *cobra.Command) string {
	var rows [][]string
	for _, c := range root.Commands() {
		if !c.Hidden {
			rows = append(rows, []string{"`stet " + c.Use + "`", c.Short})
		}
	}
	return markdownTable([]string{"command", "does"}, rows)
}

func kindTable(*cobra.Command) string {
	var rows [][]string
	key := func(before, key string) string {
		if key == "" {
			return ""
		}
		return "`" + before + key + "`"
	}
	for _, k := range kind.All {
		rows = append(rows, []string{k.Title, "`" + k.Name + "`", k.Sign, key("", k.Key), key("m ", k.Layer), key("]", k.Walk)})
	}
	return markdownTable([]string{"kind", "in files and flags", "sign", "makes one", "shows them", "the next"}, rows)
}

// kindFieldTable lists what an annotation of each kind says, by the names that
// columns, codebooks and --field have for it.
func kindFieldTable(*cobra.Command) string {
	var rows [][]string
	for _, k := range kind.All {
		var fields []string
		for _, f := range k.Table {
			if f.Type != kind.Words {
				fields = append(fields, "`"+f.Name+"`")
			}
		}
		if fields != nil {
			rows = append(rows, []string{k.Title, strings.Join(fields, " ")})
		}
	}
	return markdownTable([]string{"kind", "fields"}, rows)
}

func inputTable(*cobra.Command) string {
	var rows [][]string
	for _, f := range source.Formats {
		rows = append(rows, []string{f.Name, cmp.Or(strings.Join(f.Extensions, " "), "any, by how it begins"), f.Doc})
	}
	return markdownTable([]string{"format", "files", "what it is"}, rows)
}

// containerTable lists the files with many articles.
func containerTable(*cobra.Command) string {
	var rows [][]string
	for _, f := range intake.Formats {
		tested := "yes"
		if f.Untested {
			tested = "no: written after public descriptions"
		}
		rows = append(rows, []string{f.Doc, tested})
	}
	return markdownTable([]string{"file", "tried on real files"}, rows)
}

// variables are those of the environment that are read, in the words of help.
var variables = []struct{ names, does string }{
	{"`STET_THEME`, `STET_MEASURE` …", "what one key of the config file says, for this run"},
	{"`COLORFGBG`", "the colours of the terminal, where it does not tell its background"},
	{"`STET_DEBUG`", "a file for the debug log: types, sizes and durations, no text (`stet help hacking`)"},
	{"`NO_COLOR`", "with any value, no colours"},
	{"`TMUX`", "that tmux is to be asked whether it passes on what is copied"},
	{"`STY`", "that stet runs in GNU screen, which shows italics as reversed"},
	{"`VISUAL`, `EDITOR`", "the editor for notes"},
	{"`PAGER`, `LESS`", "what shows pages of help that are longer than the screen; `less -R` otherwise"},
	{"`NETRC`", "the file with names and passwords of servers, instead of `~/.netrc`"},
	{"`BROWSER`", "the program that opens an article’s source"},
	{"`USER`, `USERNAME`", "who you are, where neither `--annotator`, the config nor git says so"},
	{"`XDG_CONFIG_HOME`", "where `stet/config.toml` lies; `~/.config` otherwise"},
	{"`XDG_DATA_HOME`, `XDG_STATE_HOME`, `XDG_CACHE_HOME`, `XDG_RUNTIME_DIR`", "where else stet keeps something: `stet help files`"},
	{"`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`", "through what pages and feeds are fetched"},
	{"`TERM`, `COLORTERM`, `TERM_PROGRAM`, `WT_SESSION`, `SSH_TTY`, `STY`", "what the terminal can show"},
}

func environmentTable(*cobra.Command) string {
	var rows [][]string
	for _, v := range variables {
		rows = append(rows, []string{v.names, v.does})
	}
	return markdownTable([]string{"variable", "is"}, rows)
}

// The exit codes of every command.
const (
	Done     = 0
	Problems = 1 // something was wrong, or only part was done
	Misuse   = 2 // the command line itself was wrong
)

func exitTable(*cobra.Command) string {
	return markdownTable([]string{"exit code", "means"}, [][]string{
		{fmt.Sprint(Done), "done"},
		{fmt.Sprint(Problems), "there were problems, or only a part was done"},
		{fmt.Sprint(Misuse), "the command line was wrong"},
	})
}

// topicTable lists what stet help has a page about, besides the commands.
func topicTable(root *cobra.Command) string {
	var rows [][]string
	for _, name := range Topics() {
		if commandNamed(root, name) == nil { // else it is with the command's usage
			text, _ := topic(name)
			rows = append(rows, []string{fmt.Sprintf("`stet help %s`", name), heading(text)})
		}
	}
	return markdownTable([]string{"topic", "is about"}, rows)
}

// creditsList is the topic of that name without its heading.
func creditsList() string {
	text, _ := topic("credits")
	_, list, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(list) + "\n"
}
