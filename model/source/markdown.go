package source

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	xhtml "golang.org/x/net/html"

	"stet/model"
)

var markdown = Format{
	Name: "markdown", MediaType: "text/markdown",
	Extensions: []string{".md", ".markdown", ".mdown"},
	Doc:        "Markdown (CommonMark, tables), with title, author, publisher, date, url, language and tags in front matter",
	sniff:      func(text string) bool { n, _ := frontMatter(text); return n > 0 },
	read:       readMarkdown,
	cut:        cutMarkdown,
}

func readMarkdown(a *model.Article, s string) {
	readBlocks(a, s)
	if a.Meta.Format != plain.MediaType {
		labelCaptions(a)
		labelBoilerplate(a)
	}
}

// readBlocks reads metadata, text and blocks, without looking for what is no part
// of the story.
func readBlocks(a *model.Article, s string) {
	n, fields := frontMatter(s)
	if n == 0 {
		n, fields = plainFrontMatter(s)
	}
	a.Meta = metaOf(fields)
	if a.Lacking = incomplete(fields); a.Lacking != "" {
		a.Notices = append(a.Notices, a.Lacking)
	}
	body, line := s[n:], strings.Count(s[:n], "\n")
	if a.Meta.Format == plain.MediaType {
		readPlain(a, body, line+1)
		return
	}
	if a.Meta.Format == "" { // stet writes none of that into what was a page
		body = plainNotation(body)
	}
	r := markdownReader{lines: lineCounter{text: body, line: line}}
	for _, p := range portions(body) {
		r.base, r.src = p.start, []byte(body[p.start:p.end])
		if p.literal {
			r.literal()
		} else {
			r.blocks(markdownParser().Parse(text.NewReader(r.src)), place{})
		}
	}
	r.b.finish(a)
}

// markdownParser reads CommonMark with the tables and the strikethrough of GFM, and
// footnotes.
var markdownParser = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote)).Parser()
})

// A markdownReader walks the tree that goldmark makes.
type markdownReader struct {
	src   []byte // the portion being read
	base  int    // where it begins
	b     builder
	lines lineCounter
	// next is the kind that a comment gives the block after it; see [Write].
	next *model.BlockKind
	rule bool // a line is above it
}

// A place is what the containers around a block say about it.
type place struct {
	quotes, lists int
	marker        *string // of the list item whose first block this is
}

func (r *markdownReader) blocks(parent ast.Node, at place) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Blockquote:
			inner := at
			inner.quotes++
			inner.marker = nil
			r.blocks(n, inner)
		case *ast.List:
			r.list(n, at)
		case *ast.Heading:
			r.inlineBlock(n, at, model.Block{Kind: model.Heading, Level: n.Level})
		case *ast.Paragraph, *ast.TextBlock:
			block := model.Block{}
			if image, ok := n.FirstChild().(*ast.Image); ok && image.NextSibling() == nil {
				block.Kind = model.Caption
			}
			r.inlineBlock(n, at, block)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			r.code(n)
		case *ast.ThematicBreak:
			r.rule = true
		case *east.Table:
			r.table(n)
		case *ast.HTMLBlock:
			r.html(n, at)
		case *east.FootnoteList:
			r.footnotes(n)
		}
	}
}

func (r *markdownReader) list(list *ast.List, at place) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "•"
		if list.IsOrdered() {
			marker = fmt.Sprintf("%d%c", number, list.Marker)
			number++
		}
		inner := at
		inner.lists++
		inner.marker = &marker
		r.blocks(item, inner)
	}
}

// start begins a block where the containers put it.
func (r *markdownReader) start(n ast.Node, at place, block model.Block) {
	block.Line = r.lines.lineOf(r.base + min(max(0, n.Pos()), len(r.src)))
	if block.Kind == model.Paragraph {
		switch {
		case at.lists > 0:
			block.Kind, block.Level = model.ListItem, at.lists
			if at.marker != nil {
				block.Marker, *at.marker = *at.marker, ""
			}
		case at.quotes > 0:
			block.Kind, block.Level = model.Blockquote, at.quotes
		}
	}
	block.Rule, r.rule = r.rule, false
	if r.next != nil {
		block.Kind, block.Level, r.next = *r.next, 0, nil
	}
	r.b.begin(block)
}

// literal makes one block of a portion as it is.
func (r *markdownReader) literal() {
	r.b.begin(model.Block{Line: r.lines.lineOf(r.base)})
	for line := range strings.Lines(string(r.src)) {
		r.b.write(strings.TrimSpace(line))
		r.b.hardBreak()
	}
	r.b.end()
}

func (r *markdownReader) inlineBlock(n ast.Node, at place, block model.Block) {
	r.start(n, at, block)
	r.inlines(n)
	r.b.end()
}

func (r *markdownReader) code(n ast.Node) {
	r.start(n, place{}, model.Block{Kind: model.Code})
	for _, segment := range n.Lines().Sliced(0, n.Lines().Len()) {
		r.b.write(strings.ReplaceAll(string(segment.Value(r.src)), "\r", " "))
	}
	r.b.end()
}

// table writes the cells of a row with tabs between them and a line for each
// row, all with the same number of cells.
func (r *markdownReader) table(table *east.Table) {
	r.start(table, place{}, model.Block{Kind: model.Table, Align: aligned(table.Alignments)})
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		if row != table.FirstChild() {
			r.b.cellEnd('\n')
		}
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell != row.FirstChild() {
				r.b.cellEnd('\t')
			}
			r.inlines(cell)
		}
	}
	r.b.end()
}

func (r *markdownReader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			value := string(n.Segment.Value(r.src))
			if !n.IsRaw() {
				value = unescape(value)
			}
			r.b.write(strings.ReplaceAll(value, "\r", " "))
			switch {
			case n.HardLineBreak():
				r.b.hardBreak()
			case n.SoftLineBreak():
				r.b.softBreak()
			}
		case *ast.String:
			r.b.write(string(n.Value))
		case *ast.CodeSpan:
			r.b.open(model.Monospace, "")
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					r.b.write(strings.NewReplacer("\n", " ", "\r", " ").Replace(string(t.Segment.Value(r.src))))
				}
			}
			r.b.close()
		case *ast.Emphasis:
			mark := model.Emphasis
			if n.Level == 2 {
				mark = model.Strong
			}
			r.span(n, mark, "")
		case *ast.Link:
			r.span(n, model.Link, unescape(string(n.Destination)))
		case *ast.Image:
			r.span(n, model.Picture, unescape(string(n.Destination)))
			r.caption(n)
		case *ast.AutoLink:
			r.b.open(model.Link, string(n.URL(r.src)))
			r.b.write(string(n.Label(r.src)))
			r.b.close()
		case *east.FootnoteLink:
			r.b.write(raised(n.Index))
		case *east.FootnoteBacklink: // leads back to the text
		case *ast.RawHTML:
			if tag := n.Segments.Value(r.src); bytes.HasPrefix(bytes.ToLower(tag), []byte("<br")) {
				r.b.hardBreak()
			}
		default: // an image's alternative text, struck words
			r.inlines(n)
		}
	}
}

func (r *markdownReader) span(n ast.Node, mark model.InlineMark, href string) {
	r.b.open(mark, href)
	r.inlines(n)
	r.b.close()
}

// html reads a block of raw HTML: a comment may say what the next block is; of
// anything else the words remain.
func (r *markdownReader) html(n *ast.HTMLBlock, at place) {
	raw := n.Lines().Value(r.src)
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(r.src)...)
	}
	comment := strings.TrimSpace(string(raw))
	if name, ok := strings.CutPrefix(comment, "<!--"); ok {
		if name, ok = strings.CutSuffix(name, "-->"); ok && !strings.Contains(name, "-->") {
			if kind, known := commentKinds[strings.TrimSpace(name)]; known {
				r.next = &kind
			}
			return
		}
	}
	r.start(n, at, model.Block{})
	hidden := false
	for z := xhtml.NewTokenizer(bytes.NewReader(raw)); ; {
		switch z.Next() {
		case xhtml.ErrorToken:
			r.b.end()
			return
		case xhtml.TextToken:
			if !hidden {
				r.b.write(strings.NewReplacer("\n", " ", "\r", " ").Replace(string(z.Text())))
			}
		case xhtml.StartTagToken:
			name, _ := z.TagName()
			hidden = string(name) == "script" || string(name) == "style"
		case xhtml.EndTagToken:
			hidden = false
		}
	}
}

// unescape resolves backslashes and entities, as CommonMark has them.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			end := i + 1
			for end < len(s) && end-i < 34 && (isAlnum(s[end]) || s[end] == '#') {
				end++
			}
			if end < len(s) && s[end] == ';' {
				if c := html.UnescapeString(s[i : end+1]); c == "\n" || c == "\r" {
					b.WriteByte(' ')
				} else {
					b.WriteString(c)
				}
				i = end
				continue
			}
			b.WriteByte('&')
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// cutMarkdown returns the end of a block that nothing after it can change:
// outside comments, before an unindented line that begins with a letter. Fences
// are not counted: a text with any is read whole.
func cutMarkdown(s string) int {
	n, fields := frontMatter(s)
	if metaOf(fields).Format == plain.MediaType {
		return cutPlain(s)
	}
	if strings.Contains(s, "~~~") || strings.Contains(s, "```") {
		return 0
	}
	end := len(s)
	for range 8 { // a few tries: each looks through the whole head
		i := strings.LastIndex(s[n:end], "\n\n")
		if i < 0 {
			return 0
		}
		end = n + i
		next := s[end+2:]
		if next != "" && ('A' <= next[0] && next[0] <= 'z' && isAlnum(next[0])) && closed(s[n:end]) && resolved(s[n:end]) {
			return end
		}
	}
	return 0
}

// openers of raw HTML that runs over blank lines.
var rawOpeners = []string{"<?", "<!", "<pre", "<script", "<style", "<textarea"}

// closed reports whether s leaves no comment and no raw element open. Only the
// comments that [Write] makes are known to be closed.
func closed(s string) bool {
	s = strings.ToLower(s)
	for name := range commentKinds {
		s = strings.ReplaceAll(s, "<!-- "+name+" -->", "")
	}
	for _, opener := range rawOpeners {
		if strings.Contains(s, opener) {
			return false
		}
	}
	return true
}

// resolved reports whether s has no bracket that a link definition further on
// would make a link of.
func resolved(s string) bool {
	src := []byte(s)
	err := ast.Walk(markdownParser().Parse(text.NewReader(src)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering && bytes.IndexByte(t.Segment.Value(src), ']') >= 0 {
			return ast.WalkStop, errUnresolved
		}
		return ast.WalkContinue, nil
	})
	return err == nil
}

var errUnresolved = errors.New("a bracket that is no link")
