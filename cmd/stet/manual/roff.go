package manual

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"stet/model/clean"
)

// roff turns a help page, which is Markdown, into the body of a manual page in the
// macros of man(7): headings, paragraphs, lists, code and tables of two columns
// (wider ones are lists by then, see unrollTables).
func roff(page string) string {
	source := []byte(page)
	doc := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source))
	w := &roffWriter{source: source}
	w.blocks(doc)
	return w.b.String()
}

type roffWriter struct {
	source []byte
	b      strings.Builder
}

// macro writes a request on a line of its own.
func (w *roffWriter) macro(request string) {
	if s := w.b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		w.b.WriteByte('\n')
	}
	w.b.WriteString(request + "\n")
}

// line writes text; a line that begins like a request gets a mark of no width first.
func (w *roffWriter) line(text string) {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			w.b.WriteString(`\&`)
		}
		w.b.WriteString(line)
	}
}

func (w *roffWriter) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *roffWriter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		if n.Level > 2 {
			w.macro(`.SS "` + escapeRoff(w.plain(n), true) + `"`)
		} else {
			w.macro(`.SH "` + escapeRoff(strings.ToUpper(w.plain(n)), true) + `"`)
		}
	case *ast.Paragraph:
		if previous := n.PreviousSibling(); previous == nil || previous.Kind() != ast.KindHeading {
			w.macro(".PP")
		}
		w.line(w.inlines(n))
	case *ast.CodeBlock:
		w.code(n.Lines())
	case *ast.FencedCodeBlock:
		w.code(n.Lines())
	case *ast.List:
		w.list(n)
	case *east.Table:
		w.table(n)
	default:
		w.blocks(n)
	}
}

func (w *roffWriter) code(lines *text.Segments) {
	w.macro(".IP")
	w.macro(".nf")
	for i := range lines.Len() {
		segment := lines.At(i)
		w.line(escapeRoff(string(segment.Value(w.source)), true))
	}
	w.macro(".fi")
}

func (w *roffWriter) list(list *ast.List) {
	mark, indent := `\(bu`, 2
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		if list.IsOrdered() {
			mark, indent = fmt.Sprintf("%d.", number), 4
			number++
		}
		w.macro(fmt.Sprintf(".IP %s %d", mark, indent))
		for n := item.FirstChild(); n != nil; n = n.NextSibling() {
			switch {
			case n.Kind() == ast.KindTextBlock || n.Kind() == ast.KindParagraph && n == item.FirstChild():
				w.line(w.inlines(n))
			case n.Kind() == ast.KindParagraph:
				w.macro(".IP")
				w.line(w.inlines(n))
			default:
				w.macro(fmt.Sprintf(".RS %d", indent))
				w.block(n)
				w.macro(".RE")
			}
		}
	}
}

// table writes a paragraph a row, which hangs from its first cell.
func (w *roffWriter) table(table *east.Table) {
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() != east.KindTableRow {
			continue
		}
		w.macro(".TP")
		cell := row.FirstChild()
		w.line(w.inlines(cell) + "\n")
		for cell = cell.NextSibling(); cell != nil; cell = cell.NextSibling() {
			w.line(w.inlines(cell))
		}
	}
}

// inlines is the text of a block, with its fonts.
func (w *roffWriter) inlines(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.WriteString(escapeRoff(string(util.UnescapePunctuations(c.Segment.Value(w.source))), false))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.WriteString(escapeRoff(string(c.Value), false))
		case *ast.CodeSpan:
			b.WriteString(`\fB` + escapeRoff(w.plain(c), true) + `\fR`)
		case *ast.Emphasis:
			b.WriteString(map[int]string{1: `\fI`, 2: `\fB`}[c.Level] + w.inlines(c) + `\fR`)
		case *ast.Link:
			b.WriteString(w.inlines(c) + " (" + escapeRoff(string(c.Destination), true) + ")")
		case *ast.AutoLink:
			b.WriteString(escapeRoff(string(c.URL(w.source)), true))
		default:
			b.WriteString(w.inlines(c))
		}
	}
	return b.String()
}

// plain is the text of a heading or a code span without fonts, on one line.
func (w *roffWriter) plain(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t, ok := c.(*ast.Text); {
		case !ok:
			b.WriteString(w.plain(c))
		case n.Kind() == ast.KindCodeSpan:
			b.Write(t.Segment.Value(w.source))
		default:
			b.Write(util.UnescapePunctuations(t.Segment.Value(w.source)))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// escapeRoff writes any text so that it means itself. What is to be typed keeps its
// hyphens, which a manual page would make typographic ones; all that is not ASCII
// goes by its number, which every formatter of today reads in every locale.
func escapeRoff(s string, typed bool) string {
	var b strings.Builder
	s = strings.ReplaceAll(clean.Text(s), "…", "...")
	for i, r := range s {
		switch {
		case r == '-' && (strings.HasPrefix(s[i:], "--") || strings.HasSuffix(s[:i], "-")): // a flag in prose
			b.WriteString(`\-`)
		case r == '-' && typed:
			b.WriteString(`\-`)
		case r < utf8.RuneSelf && roffSigns[r] != "":
			b.WriteString(roffSigns[r])
		case r == '\u00a0':
			b.WriteString(`\~`)
		case r >= utf8.RuneSelf:
			fmt.Fprintf(&b, `\[u%04X]`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// roffSigns are the ASCII characters that mean something else, or look like something
// else, in a manual page (groff_char(7)).
var roffSigns = map[rune]string{
	'\\': `\(rs`, '"': `\(dq`, '\'': `\(aq`, '`': `\(ga`, '^': `\(ha`, '~': `\(ti`, '\t': "    ",
}
