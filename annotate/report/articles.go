package report

import (
	"fmt"
	"strings"
)

var articlesSection = section{
	ID: "articles", Title: "The articles",
	has: func(r *Report) bool { return len(r.Articles) > 0 },
	markdown: func(r *Report, p printer) {
		for _, a := range r.Articles {
			p("## %s\n", md(a.Title))
			p("%s\n", md(strings.Join(nonEmpty(a.Source, date(a.Date), a.Path), " · ")))
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
