package intake

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stet/model"
	"stet/model/need"
	"stet/model/source/prose"
)

// TestSmallContainersAreReadAsTheyWere holds what is read of containers of our own, a
// few rules in each: every article with all that is known of it, and what is told of the
// rest.
//
// The first line of a container is its name and, of a table, which column is what; \xHH
// stands for a byte. Of docx, each line is a paragraph: its look, its size in points and
// its text; a line "----" is a new page.
func TestSmallContainersAreReadAsTheyWere(t *testing.T) {
	dir := t.TempDir()
	need.Cases(t, filepath.Join("testdata", "small.txt"), func(input string) string { return smallContainer(t, dir, input) })
}

func smallContainer(t testing.TB, dir, input string) string {
	first, data, _ := strings.Cut(input, "\n")
	words := strings.Fields(first)
	o := Options{}
	for _, said := range words[1:] {
		if o.Columns == nil {
			o.Columns = map[string]string{}
		}
		field, column, _ := strings.Cut(said, "=")
		o.Columns[field] = strings.ReplaceAll(column, "_", " ")
	}
	path := filepath.Join(dir, words[0])
	content := []byte(need.Bytes(data))
	if strings.HasSuffix(words[0], ".docx") {
		content = docxOf(t, data)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(toldOf(path, o), dir+string(filepath.Separator), "")
}

// docxOf is a document with a paragraph for each line.
func docxOf(t testing.TB, lines string) []byte {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSuffix(lines, "\n"), "\n") {
		look, rest, _ := strings.Cut(line, " ")
		size, text, _ := strings.Cut(rest, " ")
		n, _ := strconv.Atoi(size)
		if look == "----" {
			b.WriteString("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>")
		} else {
			b.WriteString(para(look, n, text))
		}
	}
	return zipped(t, "word/document.xml", "<w:document><w:body>"+b.String()+"</w:body></w:document>")
}

// toldOf is all that is read of a container.
func toldOf(path string, o Options) string {
	c, err := Open(path, o)
	if err != nil {
		return fmt.Sprintf("error: %v", err)
	}
	defer c.Close()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", c.Format.Name)
	tally, err := c.Each(context.Background(), func(i *Item) error {
		m := &i.Meta
		if i.Article != nil {
			m = &i.Article.Meta
		}
		fmt.Fprintf(&b, "%d %q", i.Number, m.Title)
		for _, s := range [][2]string{{"in", m.Publisher}, {"by", m.Byline}, {"section", m.Section}, {"page", m.Page}, {"language", m.Language}, {"number", m.ID}, {"at", m.URL}, {"of", m.Original}} {
			if s[1] != "" {
				fmt.Fprintf(&b, ", %s %q", s[0], s[1])
			}
		}
		if m.Length > 0 {
			fmt.Fprintf(&b, ", %d words", m.Length)
		}
		if !m.Published.IsZero() {
			fmt.Fprintf(&b, ", %s", m.Published.UTC().Format("2006-01-02 15:04"))
		}
		b.WriteByte('\n')
		for k := range i.Body {
			fmt.Fprintf(&b, "  %s\n", toldParagraph(&i.Body[k]))
		}
		if i.Article != nil {
			fmt.Fprintf(&b, "  %q %q\n", i.Article.Text, i.Article.Notices)
		}
		return nil
	})
	if tally.Stated > 0 {
		fmt.Fprintf(&b, "says it holds %d\n", tally.Stated)
	}
	for _, f := range tally.Faults {
		lost := ""
		if f.Lost {
			lost = "lost: "
		}
		fmt.Fprintf(&b, "%s%s\n", lost, f)
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

func toldParagraph(p *prose.Paragraph) string {
	s := fmt.Sprintf("%q", p.Text)
	if p.Kind == model.Boilerplate {
		s = "(" + s + ")"
	} else if p.Kind != model.Paragraph {
		s = fmt.Sprintf("%v %s", p.Kind, s)
	}
	if p.Row > 0 {
		s += fmt.Sprintf(" row %d cell %d", p.Row, p.Cell)
	}
	for _, span := range p.Spans {
		s += fmt.Sprintf(" %v %d-%d", span.Mark, span.Range.Start, span.Range.End)
	}
	return s
}
