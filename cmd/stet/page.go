package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"charm.land/glamour/v2"
	glamouransi "charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// printMarkdown shows a page: through Glamour and a pager to a person, as it is
// to a pipe.
func (p *program) printMarkdown(page string) error {
	if !p.toTerminal() {
		_, err := p.out.WriteString(page)
		return err
	}
	width := min(p.width()-4, 80)
	r, err := glamour.NewTermRenderer(glamour.WithStyles(p.pageStyle()), glamour.WithWordWrap(width))
	if err != nil {
		return err
	}
	shown, err := r.Render(wrapItems(unrollTables(page, manyColumns), width-6))
	if err != nil {
		return err
	}
	// Glamour writes 256 colours or more; a terminal that has fewer gets fewer.
	var b strings.Builder
	w := colorprofile.Writer{Forward: &b, Profile: colorprofile.Detect(p.stdout, os.Environ())}
	if _, err := w.WriteString(shown); err != nil {
		return err
	}
	return p.throughPager(b.String())
}

// pageStyle is Glamour's style for the terminal's background. Headings lose the
// number signs: they are told by colour and weight, without colour by capitals.
func (p *program) pageStyle() glamouransi.StyleConfig {
	style, plain := styles.LightStyleConfig, os.Getenv("NO_COLOR") != ""
	switch {
	case plain:
		style = styles.NoTTYStyleConfig
	case lipgloss.HasDarkBackground(p.stdin, p.stdout):
		style = styles.DarkStyleConfig
	}
	for _, h := range []*glamouransi.StyleBlock{&style.H1, &style.H2, &style.H3, &style.H4} {
		h.Prefix, h.Upper = "", &plain
	}
	return style
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

// tableCells are the cells of a line of a Markdown table, nil if it is none.
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

var listItem = regexp.MustCompile(`^(?:[-*]|\d+\.) `)

// wrapItems breaks the items of lists at width and lets them hang below their mark:
// Glamour keeps the line ends within an item, and breaks what is too long besides.
// No mark-up is narrower in the page than on the screen, so that none is broken
// twice.
func wrapItems(page string, width int) string {
	var b, item strings.Builder
	flush := func() {
		if item.Len() > 0 {
			hang := strings.Repeat("\u00a0", len(listItem.FindString(item.String())))
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
		case !fenced && listItem.MatchString(line):
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

// throughPager prints a text that is longer than the terminal by $PAGER, or by
// less where there is one. The words of $PAGER are a program and its arguments:
// no shell reads them.
func (p *program) throughPager(text string) error {
	pager := pagerCommand()
	if _, height, err := term.GetSize(p.stdout.Fd()); err != nil || strings.Count(text, "\n") < height || pager == nil {
		_, err := io.WriteString(p.out, text)
		return err
	}
	cmd := exec.Command(pager[0], pager[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), p.stdout, p.stdout
	if os.Getenv("LESS") == "" {
		cmd.Env = append(os.Environ(), "LESS=-R") // show colours as colours
	}
	err := cmd.Run()
	var ended *exec.ExitError
	if err == nil || errors.As(err, &ended) { // whoever leaves a pager early has read enough
		return nil
	}
	_, err = io.WriteString(p.out, text)
	return err
}

// pagerCommand is $PAGER, else less; nil where neither is there or $PAGER is
// empty.
func pagerCommand() []string {
	words := []string{"less", "-R"}
	if value, set := os.LookupEnv("PAGER"); set {
		words = strings.Fields(value)
	}
	if len(words) == 0 {
		return nil
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil
	}
	return words
}
