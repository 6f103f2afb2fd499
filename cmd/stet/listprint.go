package main

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/format"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/model/clean"
)

// wordsOf is what a row is about, on one line.
func wordsOf(r *query.Row) string {
	switch {
	case r.Whole:
		return "the whole article"
	case r.Words != "":
		return clean.Line(r.Words)
	case r.OnRow != nil:
		return endOf(r.OnRow)
	case r.On != "":
		return "another annotation"
	}
	return "words that are not known"
}

// endOf is an annotation at the end of a relation: its kind and its words.
func endOf(r *query.Row) string {
	if r.Words == "" {
		return clean.Line(r.Kind)
	}
	return clean.Line(r.Kind) + " " + query.Quoted(shortened(r.Words))
}

// mostWords is how much of an annotation's words are where another one speaks of it.
const mostWords = 60

func shortened(s string) string { return ansi.Truncate(clean.Line(s), mostWords, "…") }

// towardsOf is whom or what a row is towards: a name, or the words of an annotation.
func towardsOf(r *query.Row) string {
	switch {
	case r.ToRow != nil:
		return endOf(r.ToRow)
	case strings.HasPrefix(r.To, "urn:uuid:"):
		return "an annotation in another article"
	}
	return clean.Line(r.To)
}

// saysOf is what a row says in the words of the screen: who, towards whom, the verdict
// or else the label; then its codes and tags, and the note.
func saysOf(r *query.Row) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(clean.Line(r.Who))
	if r.To != "" {
		add("→ " + towardsOf(r))
	}
	if of := r.Shared; of != nil {
		add("(" + clean.Line(fmt.Sprintf("%s, as in %s", kind.Word(of.Detail("verdict")), path.Base(of.Article))) + ")")
	} else if label := cmp.Or(r.Detail("verdict"), r.Label); label != "" {
		add("(" + clean.Line(kind.Word(label)) + ")")
	}
	says := strings.Join(parts, " ")
	parts = parts[:0]
	add(says)
	add(clean.Line(strings.Join(r.Tags, ", ")))
	if r.Comment != "" {
		add(query.Quoted(clean.Line(r.Comment)))
	}
	return strings.Join(parts, " · ")
}

// headOf is the kind of a row and what it says.
func headOf(r *query.Row) string {
	return strings.TrimSpace(clean.Line(r.Kind) + " " + saysOf(r))
}

// without is a row without what a format prints below it.
func without(r *query.Row, tags bool) *query.Row {
	b := *r
	b.Comment = ""
	if !tags {
		b.Tags = nil
	}
	return &b
}

// placeOf is FILE:LINE, and what became of the words where they are not as
// they were annotated.
func placeOf(r *query.Row) string {
	place := clean.Line(r.Article)
	if r.Line > 0 && r.State != annotate.Orphan {
		place += ":" + strconv.Itoa(r.Line)
	}
	switch r.State {
	case annotate.Exact:
		return place
	case annotate.Orphan:
		return fmt.Sprintf("%s (lost)", place)
	}
	return place + " (" + r.State.String() + ")"
}

// listGrep prints FILE:LINE: as compilers and grep do; a row without a line
// is on the first one.
func listGrep(w io.Writer, rows []*query.Row) error {
	for _, r := range rows {
		_, err := fmt.Fprintf(w, "%s:%d: %s: %s\n", clean.Line(r.Article), max(1, r.Line), headOf(r), wordsOf(r))
		if err != nil {
			return err
		}
	}
	return nil
}

// quotedWords is wordsOf in quotation marks, where they are words.
func quotedWords(r *query.Row) string {
	if r.Whole || r.Words == "" {
		return wordsOf(r)
	}
	return query.Quoted(clean.Line(r.Words))
}

// listText prints what was said and not where, for git's textconv.
func listText(w io.Writer, rows []*query.Row) error {
	for _, r := range rows {
		var b strings.Builder
		fmt.Fprintf(&b, "%s\n  %s\n", headOf(without(r, false)), quotedWords(r))
		for _, d := range r.Details {
			fmt.Fprintf(&b, "  %s: %s\n", d.Name, clean.Line(d.Value))
		}
		if len(r.Tags) > 0 {
			fmt.Fprintf(&b, "  tags: %s\n", clean.Line(strings.Join(r.Tags, ", ")))
		}
		for line := range strings.Lines(clean.Text(r.Comment)) {
			fmt.Fprintf(&b, "  | %s\n", strings.TrimRight(line, "\n"))
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// listMarkdown prints a heading for the article and a list.
func listMarkdown(w io.Writer, rows []*query.Row) error {
	if len(rows) == 0 {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n\n", clean.Markdown(cmp.Or(rows[0].Title, rows[0].Article)), clean.Markdown(rows[0].Article))
	for _, r := range rows {
		words := clean.Markdown(wordsOf(r))
		if r.Line > 0 {
			words = fmt.Sprintf("%s (line %d)", words, r.Line)
		}
		fmt.Fprintf(&b, "- **%s**: %s\n", clean.Markdown(headOf(without(r, true))), words)
		for line := range strings.Lines(clean.Text(r.Comment)) { // a comment is Markdown already
			fmt.Fprintf(&b, "  > %s\n", strings.TrimRight(line, "\n"))
		}
	}
	b.WriteString("\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// csvList prints a head and a line for each row (RFC 4180).
type csvList struct{ began bool }

var csvHead = []string{
	"article", "line", "kind", "by", "towards", "label", "exact", "comment", "tags", "details",
	"state", "annotator", "origin", "score", "created", "modified", "start", "end", "id",
}

func (c *csvList) write(w io.Writer, rows []*query.Row) error {
	out := csv.NewWriter(w)
	if !c.began {
		c.began = true
		out.Write(csvHead)
	}
	for _, r := range rows {
		l := newListed(r)
		var details []string
		for _, d := range r.Details {
			details = append(details, d.Name+"="+d.Value) // evidence is JSON there
		}
		cells := []string{
			l.Article, strconv.Itoa(l.Line), l.Kind, l.By, l.Towards, l.Label, l.Exact, l.Comment,
			kind.JoinList(l.Tags), kind.JoinList(details), l.State, l.Annotator, l.Origin, annotate.FormatScore(l.Score), l.Created, l.Modified,
			strconv.Itoa(l.Start), strconv.Itoa(l.End), l.ID,
		}
		for i := range cells {
			cells[i] = format.Cell(clean.Text(cells[i]))
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

func (c *csvList) end(w io.Writer) error {
	if c.began {
		return nil
	}
	return c.write(w, nil)
}

// newTable prints columns: kind, what is said, the words, the place.
func newTable(p *program) listWriter {
	if p.toTerminal() {
		return &table{width: p.width()}
	}
	return eachArticleList(listTabs)
}

// columnsOf are the cells of a row.
func columnsOf(r *query.Row) []string {
	return []string{clean.Line(r.Kind), saysOf(r), wordsOf(r), placeOf(r)}
}

// listTabs parts the columns by tabs, for a pipe: a cell holds none.
func listTabs(w io.Writer, rows []*query.Row) error {
	for _, r := range rows {
		if _, err := fmt.Fprintln(w, strings.Join(columnsOf(r), "\t")); err != nil {
			return err
		}
	}
	return nil
}

// A table aligns its columns and is as wide as the terminal.
type table struct {
	width int // columns
	rows  [][]string
}

func (t *table) write(_ io.Writer, rows []*query.Row) error {
	for _, r := range rows {
		t.rows = append(t.rows, columnsOf(r))
	}
	return nil
}

func (t *table) end(w io.Writer) error {
	widths := make([]int, 4)
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	t.fit(widths)
	for _, row := range t.rows {
		var b strings.Builder
		for i, cell := range row {
			switch over := ansi.StringWidth(cell) - widths[i]; {
			case over > 0 && i == len(row)-1: // a place says most at its end
				cell = ansi.TruncateLeft(cell, over+1, "…")
			case over > 0:
				cell = ansi.Truncate(cell, widths[i], "…")
			}
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-ansi.StringWidth(cell)+2))
			}
		}
		if _, err := fmt.Fprintln(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// fit makes the columns narrower where a terminal is too narrow for them: the
// place keeps a quarter, what is said a third of the rest, the words the others.
func (t *table) fit(widths []int) {
	room := t.width - widths[0] - 3*2
	if widths[1]+widths[2]+widths[3] <= room {
		return
	}
	widths[3] = max(8, min(widths[3], room/4))
	widths[1] = max(8, min(widths[1], (room-widths[3])/3))
	widths[2] = max(8, room-widths[1]-widths[3])
}
