package intake

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"stet/model/source/prose"
)

// mostLine is how long a line of a text may be, in bytes.
const mostLine = 16 << 20

// eachPlain yields the paragraphs of a text, which blank lines part. Lines that
// are all indented deeply are centred. A form feed begins a page.
func eachPlain(r io.Reader, yield func(prose.Paragraph) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), mostLine)
	var group []string
	brk := false
	flush := func() error {
		if len(group) == 0 {
			return nil
		}
		p := plainParagraph(group)
		p.Break, brk = brk, false
		group = group[:0]
		return yield(p)
	}
	for lines.Scan() {
		line := strings.TrimRight(lines.Text(), " \t\r")
		if strings.HasPrefix(line, "\f") {
			if err := flush(); err != nil {
				return err
			}
			brk = true
			line = strings.TrimLeft(line, "\f")
		}
		if strings.TrimSpace(line) == "" {
			if err := flush(); err != nil {
				return err
			}
			continue
		}
		group = append(group, line)
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return flush()
}

// leastIndent is how far a line is indented that is centred, in columns.
const leastIndent = 12

// plainParagraph joins the lines of a paragraph: with line ends where they are
// centred or short, else with blanks, for the export wrapped them.
func plainParagraph(lines []string) prose.Paragraph {
	centred, widest := true, 0
	for _, l := range lines {
		indent := len(l) - len(strings.TrimLeft(l, " \t"))
		centred = centred && indent >= leastIndent
		widest = max(widest, utf8.RuneCountInString(l))
	}
	p := prose.Paragraph{Centre: centred}
	sep := " "
	if centred || widest < 50 {
		sep = "\n"
	}
	trimmed := make([]string, len(lines))
	for i, l := range lines {
		trimmed[i] = strings.TrimSpace(l)
	}
	p.Text = strings.Join(trimmed, sep)
	return p
}
