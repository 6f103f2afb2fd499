package source

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/model"
	"stet/model/clean"
)

// commentKinds are the kinds of block that Markdown has no sign for. A comment
// of that name says what the next block is.
var commentKinds = map[string]model.BlockKind{
	"caption":     model.Caption,
	"boilerplate": model.Boilerplate,
}

// Write returns the article as a Markdown file with its metadata as front
// matter. Reading it gives the same text: [Read](Write(a)).Text == a.Text. What
// came as plain text, and the rare text that Markdown cannot hold, is written
// as it is under the key "format: text/plain".
func Write(a *model.Article) []byte {
	if a.Meta.Format != plain.MediaType && a.Meta.Format != newsboat.MediaType {
		format := ""
		if a.Meta.Format == webPage.MediaType {
			format = webPage.MediaType
		}
		for _, marks := range []bool{true, false} {
			file := append(writeMeta(a, format), '\n')
			file = append(file, writeBlocks(a, marks)...)
			if readsAs(string(file), a.Text) {
				return file
			}
		}
	}
	return append(writeMeta(a, plain.MediaType), a.Text...)
}

// writeMeta writes the front matter, at most half of what is looked for.
func writeMeta(a *model.Article, format string) []byte {
	var b bytes.Buffer
	b.WriteString("---\n")
	key := func(name, value string) {
		if value = strings.ToValidUTF8(value, "\uFFFD"); value != "" && len(value) <= mostFrontMatter/8 {
			fmt.Fprintf(&b, "%s: %s\n", name, strconv.Quote(value))
		}
	}
	stamp := func(name string, t time.Time) {
		switch {
		case t.IsZero():
		case t.Equal(t.UTC().Truncate(24*time.Hour)) && t.Location() == time.UTC: // a day, without a time
			fmt.Fprintf(&b, "%s: %s\n", name, t.Format(time.DateOnly))
		default:
			fmt.Fprintf(&b, "%s: %s\n", name, t.Format(time.RFC3339))
		}
	}
	m := &a.Meta
	key("title", m.Title)
	key("author", m.Byline)
	key("publisher", m.Publisher)
	stamp("date", m.Published)
	stamp("modified", m.Modified)
	key("url", clean.Address(m.URL))
	key("language", m.Language)
	key(incompleteKey, a.Lacking)
	key("section", m.Section)
	key("page", m.Page)
	if m.Length > 0 {
		fmt.Fprintf(&b, "words: %d\n", m.Length)
	}
	key("id", m.ID)
	key("original", m.Original)
	var tags []string
	for _, tag := range m.Tags[:min(len(m.Tags), 30)] {
		if len(tag) <= 60 {
			tags = append(tags, strconv.Quote(strings.ToValidUTF8(tag, "\uFFFD")))
		}
	}
	if len(tags) > 0 {
		fmt.Fprintf(&b, "tags: [%s]\n", strings.Join(tags, ", "))
	}
	switch {
	case format != "":
		fmt.Fprintf(&b, "%s: %s\n", formatKey, format)
	case b.Len() == len("---\n"):
		b.WriteString("title: \"\"\n")
	}
	b.WriteString("---\n")
	return b.Bytes()
}

// writeBlocks writes the blocks, with their links and emphasis or without. Where
// words and signs are so that Markdown would not read the emphasis ("the*m*"),
// a block keeps its links only, or nothing.
func writeBlocks(a *model.Article, marks bool) []byte {
	var out bytes.Buffer
	for i := range a.Blocks {
		if i > 0 {
			out.WriteByte('\n')
		}
		b := &a.Blocks[i]
		keeps := []func(model.Span) bool{nil}
		if marks && len(b.Spans) > 0 {
			keeps = []func(model.Span) bool{anySpan, onlyLinks, nil}
		}
		for _, keep := range keeps {
			w := markdownWriter{a: a, keep: keep}
			w.block(b)
			w.out.WriteByte('\n')
			if keep == nil || readsAs(w.out.String(), a.Slice(b.Range)) {
				out.Write(w.out.Bytes())
				break
			}
		}
	}
	return out.Bytes()
}

func anySpan(model.Span) bool     { return true }
func onlyLinks(s model.Span) bool { return s.Mark == model.Link }

// readsAs reports whether Markdown, a piece or a whole file, has that text.
func readsAs(piece, text string) bool {
	var a model.Article
	readBlocks(&a, piece)
	return a.Text == text
}

type markdownWriter struct {
	a    *model.Article
	out  bytes.Buffer
	keep func(model.Span) bool // the spans that are written; nil for none
}

func (w *markdownWriter) block(b *model.Block) {
	for name, kind := range commentKinds {
		if kind == b.Kind {
			fmt.Fprintf(&w.out, "<!-- %s -->\n\n", name)
		}
	}
	if b.Rule {
		w.out.WriteString("---\n\n")
	}
	switch b.Kind {
	case model.Code:
		w.code(w.a.Slice(b.Range))
	case model.Table:
		w.table(b)
	case model.Heading:
		w.lines(b, strings.Repeat("#", min(max(b.Level, 1), 6))+" ", "")
	case model.Blockquote:
		quote := strings.Repeat("> ", min(max(b.Level, 1), 8))
		w.lines(b, quote, quote)
	case model.ListItem:
		marker := "-"
		if b.Marker != "" && '0' <= b.Marker[0] && b.Marker[0] <= '9' {
			marker = b.Marker
		}
		w.lines(b, marker+" ", strings.Repeat(" ", len(marker)+1))
	default:
		w.lines(b, "", "")
	}
}

// lines writes the words of a block, the first line behind one prefix, the
// others behind another.
func (w *markdownWriter) lines(b *model.Block, first, rest string) {
	w.out.WriteString(first)
	at := b.Range.Start
	ends := &closings{}
	if w.keep != nil {
		for _, s := range b.Spans {
			if !w.keep(s) {
				continue
			}
			w.closeUpTo(ends, b, &at, s.Range.Start, rest)
			w.words(b, at, s.Range.Start, rest)
			at = max(at, s.Range.Start)
			open, close := spanMarks(s)
			w.out.WriteString(open)
			ends.push(s.Range.End, close)
		}
		w.closeUpTo(ends, b, &at, b.Range.End, rest)
	}
	w.words(b, at, b.Range.End, rest)
}

// closings are the marks of the open spans, innermost last.
type closings struct {
	ends  []model.Pos
	marks []string
}

func (c *closings) push(end model.Pos, mark string) {
	if n := len(c.ends); n > 0 {
		end = min(end, c.ends[n-1])
	}
	c.ends, c.marks = append(c.ends, end), append(c.marks, mark)
}

func (w *markdownWriter) closeUpTo(c *closings, b *model.Block, at *model.Pos, upTo model.Pos, rest string) {
	for n := len(c.ends) - 1; n >= 0 && c.ends[n] <= upTo; n-- {
		w.words(b, *at, c.ends[n], rest)
		*at = max(*at, c.ends[n])
		w.out.WriteString(c.marks[n])
		c.ends, c.marks = c.ends[:n], c.marks[:n]
	}
}

func spanMarks(s model.Span) (open, close string) {
	switch s.Mark {
	case model.Strong:
		return "**", "**"
	case model.Emphasis:
		return "*", "*"
	case model.Picture:
		if strings.ContainsAny(s.Href, "<>\n\r") || s.Href == "" {
			return "", ""
		}
		return "![", "](<" + strings.ReplaceAll(s.Href, `\`, `%5C`) + ">)"
	case model.Link:
		if strings.ContainsAny(s.Href, "<>\n\r") || s.Href == "" {
			return "", ""
		}
		return "[", "](<" + strings.ReplaceAll(s.Href, `\`, `%5C`) + ">)"
	}
	return "", ""
}

// words writes a stretch of a block with every sign escaped that Markdown
// would read.
func (w *markdownWriter) words(b *model.Block, from, to model.Pos, rest string) {
	if from >= to {
		return
	}
	s := w.a.Text[from:to]
	lineStart := from == b.Range.Start || w.a.Text[from-1] == '\n'
	number := false // digits at the start of a line, which a full stop makes a list
	for i, c := range []byte(s) {
		switch {
		case c == '\n':
			if !b.Soft {
				w.out.WriteByte('\\')
			}
			w.out.WriteByte('\n')
			w.out.WriteString(rest)
			lineStart, number = true, false
			continue
		case c == ' ' && (lineStart || i+1 < len(s) && s[i+1] == '\n'):
			w.out.WriteString("&#32;") // Markdown drops blanks at the ends of a line
			continue
		case c == '\t':
			w.out.WriteString("&#9;")
			continue
		case needsEscape(c, lineStart || number, s[i:]):
			w.out.WriteByte('\\')
		}
		w.out.WriteByte(c)
		number = (lineStart || number) && '0' <= c && c <= '9'
		lineStart = false
	}
}

// needsEscape reports whether c, at the start of s, has a meaning in Markdown.
func needsEscape(c byte, lineStart bool, s string) bool {
	switch c {
	case '\\', '`', '*', '_', '[', ']', '<', '|', '~':
		return true
	case '&':
		return len(s) > 1 && (s[1] == '#' || isAlnum(s[1]))
	case '=', '%':
		return lineStart && c == '=' || len(s) > 1 && s[1] == c // marks and remarks of Obsidian
	case '#', '>', '+', '-', ':':
		return lineStart
	case '.', ')':
		return lineStart
	}
	return false
}

// code writes a fence longer than any in s.
func (w *markdownWriter) code(s string) {
	run, longest := 0, 2
	for _, c := range []byte(s) {
		if c == '`' {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	fmt.Fprintf(&w.out, "%s\n%s\n%s", fence, s, fence)
}

// table writes a table whose first row is its head.
func (w *markdownWriter) table(b *model.Block) {
	rows := strings.Split(w.a.Slice(b.Range), "\n")
	columns := 0
	for _, row := range rows {
		columns = max(columns, 1+strings.Count(row, "\t"))
	}
	for i, row := range rows {
		cells := strings.Split(row, "\t")
		cells = append(cells, slices.Repeat([]string{""}, columns-len(cells))...)
		w.out.WriteString("|")
		for _, cell := range cells {
			w.out.WriteByte(' ')
			for j, c := range []byte(cell) {
				if needsEscape(c, j == 0, cell[j:]) {
					w.out.WriteByte('\\')
				}
				w.out.WriteByte(c)
			}
			w.out.WriteString(" |")
		}
		if i == 0 {
			w.out.WriteString("\n|")
			for c := range columns {
				sign := " --- |"
				if c < len(b.Align) {
					sign = [...]string{model.Left: " --- |", model.Centre: " :-: |", model.Right: " --: |"}[b.Align[c]]
				}
				w.out.WriteString(sign)
			}
		}
		if i+1 < len(rows) {
			w.out.WriteByte('\n')
		}
	}
}
