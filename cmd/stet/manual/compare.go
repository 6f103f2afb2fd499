package manual

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// neighbours are the tools that somebody may take instead of stet, or beside it:
// what each is, what it does better, and what stet has besides. The first comes
// first wherever they are shown. What is said of a tool is in its own manual.
var neighbours = []struct{ name, link, is, better, here string }{
	{
		"brat", "https://brat.nlplab.org", "annotation in a browser, from a server",
		"Events and relations of any schema, drawn as arcs over the text and made with the mouse; names tied to outside databases; annotators need nothing but a browser.",
		"Finds quotes, speakers, claims and stances before you do; no server; a file for each person; follows a text that changes. Reads and writes brat’s files.",
	},
	{
		"INCEpTION", "https://inception-project.github.io", "annotation in a browser, from a server, for projects of many people",
		"Layers and tag sets of any kind; roles, workload and curation; recommenders that learn while you work; linking to knowledge bases; PDF and HTML as they look; the formats of linguistics.",
		"One program without Java, accounts or a database, which works over ssh; made for news from the start; agreement and adjudication in files that git merges.",
	},
	{
		"Prodigy", "https://prodi.gy", "a commercial tool for training data, scripted in Python",
		"Trains models from your answers and asks next what they are unsure of; images, audio and video; interfaces and workflows that you script; made for thousands of small questions.",
		"Whole articles in their context, who says what to whom, verdicts with evidence; nothing to script. Reads and writes its JSONL.",
	},
	{
		"Hypothesis", "https://web.hypothes.is", "notes on any web page, kept by a service",
		"Works on the page itself, as it looks, and on PDF; public and group discussions with replies; in classrooms; an interface for other programs.",
		"What you write stays on your machine; quotes, claims and stances in place of free notes; agreement between coders; the text is kept when the page goes. Reads and writes its JSON.",
	},
	{
		"newsboat", "https://newsboat.org", "a feed reader for the terminal",
		"Everything about feeds: filters, kill files, feeds made by queries and by scripts, macros, podcasts, and services such as The Old Reader and NewsBlur.",
		"Annotation, and articles as files. The two work together: newsboat pipes an article to `stet -`.",
	},
	{
		"glow", "https://github.com/charmbracelet/glow", "a Markdown reader for the terminal",
		"Markdown as it should look: code in colour, styles of your own; a README straight from GitHub or GitLab; the Markdown files of a repository.",
		"Points at any word and keeps what you say of it; web pages, plain text and feeds too. The help pages are shown by glow’s renderer, Glamour.",
	},
}

// compareList has a section for each of them: a table would be too narrow.
func compareList(*cobra.Command) string {
	var b strings.Builder
	for _, n := range neighbours {
		fmt.Fprintf(&b, "\n## %s\n\n%s: %s.\n\n- **Better there:** %s\n- **Besides, stet:** %s\n", n.name, n.link, n.is, n.better, n.here)
	}
	return strings.TrimLeft(b.String(), "\n")
}
