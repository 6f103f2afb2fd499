package report

import (
	"fmt"
	"path/filepath"
	"strings"
)

var articlesSection = section{
	ID: "articles", Title: "The articles",
	has: func(r *Report) bool { return len(r.Articles) > 0 },
	markdown: func(r *Report, p printer) {
		for _, a := range r.Articles {
			p("## %s\n", md(a.Title))
			p("%s\n", md(strings.Join(nonEmpty(a.Source, date(a.Date), place(a.Path)), " · ")))
			for _, n := range a.Notes {
				p("%s", n.line())
			}
			p("")
		}
	},
}

// line is a note as an item of a list.
func (n *Note) line() string {
	line := fmt.Sprintf("* **%s**%s: %s", md(n.Says()), md(lineSuffix(n.Row)), md(n.Words()))
	if t := n.Trouble(); t != "" {
		line += " (" + md(t) + ")"
	}
	if n.Row.Comment != "" {
		line += " – " + md(n.Row.Comment)
	}
	return line
}

// place is the path of an article within what was read. Where it was named from the root
// of the disk, whose folders are nobody else's business, it is the file.
func place(path string) string {
	if filepath.IsAbs(path) {
		return filepath.Base(path)
	}
	return path
}
