package manual

import (
	"iter"
	"strings"

	"charm.land/glamour/v2"
	glamouransi "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/x/ansi"

	"stet/model/pattern"
)

// Render sets a page for a terminal of that many columns, in Glamour's style. Code is
// set by itself, for Glamour would break its lines as it breaks words.
func Render(page string, style glamouransi.StyleConfig, columns int) (string, error) {
	style.Document.BlockPrefix, style.Document.BlockSuffix = "", ""
	words, err := glamour.NewTermRenderer(glamour.WithStyles(style), glamour.WithWordWrap(columns))
	if err != nil {
		return "", err
	}
	typed, err := glamour.NewTermRenderer(glamour.WithStyles(style), glamour.WithWordWrap(0))
	if err != nil {
		return "", err
	}
	var set []string
	for text, code := range pieces(page) {
		r := typed
		if !code {
			r, text = words, wrapItems(unrollTables(joinHyphens(text), manyColumns), columns-6)
		}
		shown, err := r.Render(text)
		if err != nil {
			return "", err
		}
		set = append(set, splitHyphens(edges().ReplaceAllString(shown, "")))
	}
	return "\n" + strings.Join(set, "\n\n") + "\n\n", nil
}

// edges are the blank lines before and after what Glamour has set.
var edges = pattern.Late(`^(?:\s*\n)+|\s+$`)

// pieces yields the parts of a page that are code and those that are not.
func pieces(page string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		var piece strings.Builder
		was, fenced, blank := false, false, true
		for line := range strings.Lines(page) {
			fence := strings.HasPrefix(line, "```")
			empty := strings.TrimSpace(line) == ""
			code := fenced || fence || strings.HasPrefix(line, "    ") && (was || blank) || empty && was
			if code != was {
				if strings.TrimSpace(piece.String()) != "" && !yield(piece.String(), was) {
					return
				}
				piece.Reset()
			}
			piece.WriteString(line)
			was, blank, fenced = code, empty, fenced != fence
		}
		if strings.TrimSpace(piece.String()) != "" {
			yield(piece.String(), was)
		}
	}
}

// hyphens are those within words and before them, as in --force. Glamour would end a
// line at them.
var hyphens = pattern.Late(`-+[\pL\pN]`)

// unbroken is a hyphen at which no line ends.
const unbroken = "\u2011"

func joinHyphens(page string) string {
	return hyphens().ReplaceAllStringFunc(page, func(s string) string { return strings.ReplaceAll(s, "-", unbroken) })
}

func splitHyphens(page string) string { return strings.ReplaceAll(page, unbroken, "-") }

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
	for line := range strings.Lines(page) {
		text := strings.TrimSpace(line)
		switch {
		case listItem().MatchString(line):
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
