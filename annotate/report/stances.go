package report

import (
	"fmt"
	"html"
	"html/template"
	"strings"

	"stet/annotate/query"
	"stet/model/clean"
)

var stancesSection = section{
	ID: "stances", Title: "Who is for and against what",
	has: func(r *Report) bool { return len(r.Stances.Down) > 0 },
	markdown: func(r *Report, p printer) {
		s := r.Stances
		p("## Who is for and against what\n")
		head, rule := "| |", "|---|"
		for _, t := range s.Across {
			head += " " + md(nobody(t)) + " |"
			rule += "---|"
		}
		p("%s\n%s", head, rule)
		for i, h := range s.Down {
			line := "| " + md(nobody(h)) + " |"
			for _, c := range s.Cells[i] {
				line += " " + strings.TrimSpace(c.Sign()+" "+c.Stance()) + " |"
			}
			p("%s", line)
		}
		p("")
	},
}

// The geometry of the network, in the units of the drawing.
const (
	netWidth  = 760
	netRow    = 34 // from one name to the next
	netTop    = 24
	netLeft   = 250 // right edge of the holders' names
	netRight  = netWidth - netLeft
	netLabel  = 32 // letters of a name
	netNarrow = 17 // on a narrow screen, where letters are larger
	netLinesN = 60 // names on a side; more make no picture
)

// network draws the stances as SVG: holders on the left, targets on the right,
// and a line for each pair, whose colour, dashes and sign all say the same.
func network(s query.Matrix) template.HTML {
	holders, targets := s.Down[:min(len(s.Down), netLinesN)], s.Across[:min(len(s.Across), netLinesN)]
	rows := max(len(holders), len(targets))
	if rows == 0 {
		return ""
	}
	height := netTop + rows*netRow
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %d %d" role="img" aria-labelledby="net-t net-d" xmlns="http://www.w3.org/2000/svg">`, netWidth, height)
	b.WriteString(`<title id="net-t">Who is for and against what</title><desc id="net-d">` + esc(describe(s)) + `</desc>`)
	for i := range holders {
		for j := range targets {
			if c := s.Cells[i][j]; !c.Empty() {
				edge(&b, c, netY(i, len(holders), rows), netY(j, len(targets), rows))
			}
		}
	}
	for i, h := range holders {
		fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, netLeft-8, netY(i, len(holders), rows)+5, label(nobody(h)))
	}
	for j, t := range targets {
		fmt.Fprintf(&b, `<text x="%d" y="%d">%s</text>`, netRight+8, netY(j, len(targets), rows)+5, label(nobody(t)))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String()) // every part of it is a number or escaped
}

// netY spreads n names over the height that the longer side needs.
func netY(i, n, rows int) int {
	return netTop + (2*i+1)*rows*netRow/(2*n) - netRow/2
}

func edge(b *strings.Builder, c query.Cell, y1, y2 int) {
	width := min(6, 1+len(c.Rows))
	fmt.Fprintf(b, `<path class="%s" d="M%d %dC%d %d %d %d %d %d" stroke-width="%d"/>`,
		c.Stance(), netLeft, y1, netLeft+90, y1, netRight-90, y2, netRight, y2, width)
	fmt.Fprintf(b, `<text class="sign" x="%d" y="%d" text-anchor="middle">%s</text>`, netLeft+18, y1+(y2-y1)/40-3, c.Sign())
}

// describe says the network in words, for those who cannot see it.
func describe(s query.Matrix) string {
	var parts []string
	for i, h := range s.Down {
		for j, t := range s.Across {
			if c := s.Cells[i][j]; !c.Empty() {
				parts = append(parts, nobody(h)+" "+c.Stance()+" "+nobody(t))
			}
		}
	}
	return strings.Join(parts, "; ")
}

func nobody(name string) string {
	if name == "" {
		return "not said"
	}
	return name
}

// label writes a name as long as the drawing has room for, and shorter for a narrow
// screen.
func label(name string) string {
	wide, narrow := short(name, netLabel), short(name, netNarrow)
	if wide == narrow {
		return esc(wide)
	}
	return `<tspan class="wide">` + esc(wide) + `</tspan><tspan class="narrow">` + esc(narrow) + `</tspan>`
}

func short(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most-1]) + "…"
}

func esc(s string) string { return html.EscapeString(clean.Line(s)) }
