package manual

import (
	"strings"

	"charm.land/glamour/v2"
	glamouransi "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/x/ansi"

	"stet/model/pattern"
)

// Render sets a page for a terminal of that many columns, in Glamour's style.
func Render(page string, style glamouransi.StyleConfig, columns int) (string, error) {
	r, err := glamour.NewTermRenderer(glamour.WithStyles(style), glamour.WithWordWrap(columns))
	if err != nil {
		return "", err
	}
	return r.Render(wrapItems(unrollTables(page, manyColumns), columns-6))
}

// manyColumns is from how many columns on a table is too wide for a terminal:
// Glamour would break words to make it fit.
const manyColumns = 6

// unrollTables makes a list of each table of that many columns: an item a row,
// which names the columns.
func unrollTables(page string, many int) string {
	var b strings.Builder
	var heads []string
	for line := range strings.Lines(page) {
		cells := tableCells(line)
		switch {
		case len(cells) < many:
			heads = nil
			b.WriteString(line)
		case heads == nil:
			heads = cells
		case strings.Trim(strings.Join(cells, ""), "-:") == "": // the line below the heads
		default:
			b.WriteString("- " + unrolled(heads, cells) + "\n")
		}
	}
	return b.String()
}

// unrolled is a row of a table as a sentence; a column without a head has one of
// its own already.
func unrolled(heads, cells []string) string {
	parts := []string{"**" + cells[0] + "**"}
	last := ""
	for i, cell := range cells[1:] {
		switch head := heads[min(i+1, len(heads)-1)]; {
		case cell == "":
		case head == "":
			last = ". " + cell
		default:
			parts = append(parts, head+" "+cell)
		}
	}
	return strings.Join(parts, "; ") + last
}

// tableCells are the cells of a line of a Markdown table, nil if it is not one.
func tableCells(line string) []string {
	line = strings.TrimSpace(line)
	if !strings.HasPrefix(line, "|") || !strings.HasSuffix(line, "|") || len(line) < 2 {
		return nil
	}
	var cells []string
	for cell := range strings.SplitSeq(strings.ReplaceAll(line[1:len(line)-1], `\|`, "\x00"), "|") {
		cells = append(cells, strings.ReplaceAll(strings.TrimSpace(cell), "\x00", "|"))
	}
	return cells
}

var listItem = pattern.Late(`^(?:[-*]|\d+\.) `)

// wrapItems breaks the items of lists at width and lets them hang below their mark:
// Glamour keeps the line ends within an item, and breaks what is too long besides.
// No mark-up is narrower in the page than on the screen, so that none is broken
// twice.
func wrapItems(page string, width int) string {
	var b, item strings.Builder
	flush := func() {
		if item.Len() > 0 {
			hang := strings.Repeat("\u00a0", len(listItem().FindString(item.String())))
			b.WriteString(strings.ReplaceAll(ansi.Wordwrap(item.String(), max(8, width), ""), "\n", "\n"+hang) + "\n")
			item.Reset()
		}
	}
	fenced := false
	for line := range strings.Lines(page) {
		text := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(text, "```"):
			flush()
			fenced = !fenced
			b.WriteString(line)
		case !fenced && listItem().MatchString(line):
			flush()
			item.WriteString(text)
		case item.Len() > 0 && text != "":
			item.WriteString(" " + text)
		default:
			flush()
			b.WriteString(line)
		}
	}
	flush()
	return b.String()
}
