package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/model"
)

var plain = Format{
	Name: "text", MediaType: "text/plain",
	Extensions: []string{".txt", ".text"},
	Doc:        "plain text: paragraphs separated by blank lines, hard-wrapped lines joined, title, captions and boilerplate recognised",
	sniff:      func(string) bool { return true },
	read: func(a *model.Article, text string) {
		readPlain(a, text, 1)
	},
	cut: cutPlain,
}

// leastParagraph bounds the guess of how many blocks a text has, in bytes each.
const leastParagraph = 100

// readPlain makes text the article's and finds its blocks. line is the number
// of its first line in the file.
func readPlain(a *model.Article, text string, line int) {
	a.Text = text
	r := plainReader{text: text, margin: margin(text)}
	r.blocks = make([]model.Block, 0, min(strings.Count(text, "\n\n"), len(text)/leastParagraph)+1)
	for at := 0; at < len(text); line++ {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		if l, ok := newLine(text, at, end, line); ok {
			r.group = append(r.group, l)
		} else {
			r.flush()
		}
		at = end + 1
	}
	r.flush()
	a.Blocks = r.blocks
	label(a)
}

// cutPlain returns the end of the last paragraph that a blank line ends or, in
// a text of one paragraph a line, of the last line that is one by its length.
func cutPlain(text string) int {
	if n := cutAtBlankLine(text); n >= leastHead {
		return n
	}
	return cutAtLongLine(text)
}

func cutAtBlankLine(text string) int { return max(0, strings.LastIndex(text, "\n\n")) }

// cutAtLongLine returns the end of a line that is a paragraph because it is
// wider than any margin. How the lines before it are read depends on their first
// twenty at most (see [plainReader.listed]), and on whether all are indented.
func cutAtLongLine(text string) int {
	group := text[strings.LastIndex(text, "\n\n")+1:]
	lines := strings.Split(strings.Trim(group, "\n"), "\n")
	if len(lines) < 30 {
		return 0
	}
	r := plainReader{text: text}
	end := len(text) - len(strings.TrimLeft(group, "\n"))
	cut, indented := 0, true
	for _, line := range lines[:len(lines)-1] { // the last one may go on
		l, ok := newLine(text, end, end+len(line), 0)
		if !ok || r.quoteDepth(l) > 0 || r.marker(l) != "" {
			return 0
		}
		indented = indented && l.indent > 0
		end += len(line)
		if l.width > mostMargin {
			cut = end
		}
		end++
	}
	if indented {
		return 0
	}
	return cut
}

// A textLine is a line that is not blank, without the blanks at its ends.
type textLine struct {
	start, end int
	no         int  // in the file, from 1
	indent     int  // columns before start; a tab counts for 4
	width      int  // code points
	flowed     bool // a blank is at its end
}

func newLine(text string, start, end, no int) (textLine, bool) {
	l := textLine{no: no}
	for l.start = start; l.start < end; {
		r, n := utf8.DecodeRuneInString(text[l.start:end])
		if !unicode.IsSpace(r) {
			break
		}
		l.indent++
		if r == '\t' {
			l.indent += 3
		}
		l.start += n
	}
	l.end = l.start + len(strings.TrimRightFunc(text[l.start:end], unicode.IsSpace))
	l.flowed = l.end < end
	l.width = l.indent + model.CountPoints(text[l.start:l.end])
	return l, l.start < l.end
}

// plainReader collects lines up to a blank one and makes blocks of them.
type plainReader struct {
	text   string
	margin int // the column at which the text is wrapped, or 0
	group  []textLine
	blocks []model.Block
}

// flush makes blocks of the lines collected, mail quotes apart from the rest.
func (r *plainReader) flush() {
	for lines := r.group; len(lines) > 0; {
		depth, n := r.quoteDepth(lines[0]), 1
		for n < len(lines) && (depth > 0) == (r.quoteDepth(lines[n]) > 0) {
			n++
		}
		if run := lines[:n]; depth > 0 {
			r.quotes(run)
		} else {
			r.unquoted(run)
		}
		lines = lines[n:]
	}
	r.group = r.group[:0]
}

func (r *plainReader) unquoted(lines []textLine) {
	switch {
	case r.listed(lines):
		r.items(lines)
	case r.coded(lines):
		r.block(model.Code, lines, false)
		first := &r.blocks[len(r.blocks)-1].Range
		for first.Start > 0 && r.text[first.Start-1] != '\n' {
			first.Start-- // the indentation belongs to code
		}
	default:
		r.paragraphs(lines)
	}
}

// block adds the block that lines make up.
func (r *plainReader) block(kind model.BlockKind, lines []textLine, soft bool) {
	r.blocks = append(r.blocks, model.Block{
		Kind:  kind,
		Range: model.Range{Start: model.Pos(lines[0].start), End: model.Pos(lines[len(lines)-1].end)},
		Soft:  soft && len(lines) > 1,
		Line:  lines[0].no,
	})
}

// quoteDepth counts the > before a line of mail.
func (r *plainReader) quoteDepth(l textLine) int {
	depth := 0
	for i := l.start; i < l.end && (r.text[i] == '>' || r.text[i] == ' '); i++ {
		if r.text[i] == '>' {
			depth++
		}
	}
	return depth
}

func (r *plainReader) quotes(lines []textLine) {
	for len(lines) > 0 {
		depth, n := r.quoteDepth(lines[0]), 1
		for n < len(lines) && r.quoteDepth(lines[n]) == depth {
			n++
		}
		r.block(model.Blockquote, lines[:n], false)
		r.blocks[len(r.blocks)-1].Level = depth
		lines = lines[n:]
	}
}

// listed reports whether the lines are list items, perhaps with continuation
// lines: the first bears a marker, and a second does or the marker is a bullet.
func (r *plainReader) listed(lines []textLine) bool {
	marker := r.marker(lines[0])
	if marker == "" {
		return false
	}
	if marker[0] >= utf8.RuneSelf {
		return true
	}
	for _, l := range lines[1:min(len(lines), 20)] {
		if r.marker(l) != "" {
			return true
		}
	}
	return false
}

// items makes a list item of each line with a marker and those that follow it.
func (r *plainReader) items(lines []textLine) {
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && r.marker(lines[n]) == "" {
			n++
		}
		r.block(model.ListItem, lines[:n], true)
		r.blocks[len(r.blocks)-1].Level = 1 + min(lines[0].indent/4, 8)
		lines = lines[n:]
	}
}

// marker returns what marks the line as a list item, or "".
func (r *plainReader) marker(l textLine) string {
	s := r.text[l.start:l.end]
	for _, bullet := range [...]string{"- ", "* ", "+ ", "• ", "◦ ", "▪ ", "‣ ", "· "} {
		if strings.HasPrefix(s, bullet) {
			return bullet
		}
	}
	digits := 0
	for digits < len(s) && digits < 3 && '0' <= s[digits] && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && digits+1 < len(s) && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' ' {
		return s[:digits+2]
	}
	return ""
}

// coded reports whether the lines are indented code: all by four columns and
// more, several, and with the signs of a programming language at their ends.
func (r *plainReader) coded(lines []textLine) bool {
	if len(lines) < 2 {
		return false
	}
	signs := 0
	for _, l := range lines {
		if l.indent < 4 {
			return false
		}
		switch r.text[l.end-1] {
		case ';', '{', '}', ')', '>', ':', '=':
			signs++
		}
	}
	return 2*signs >= len(lines)
}

// paragraphs makes blocks of lines that are neither list, quote nor code: one
// where the lines are wrapped or short, one for each line where they are long.
func (r *plainReader) paragraphs(lines []textLine) {
	for len(lines) > 0 {
		n := r.indented(lines)
		r.wrapped(lines[:n])
		lines = lines[n:]
	}
}

// indented returns how many lines come before the next one whose indentation
// begins a paragraph.
func (r *plainReader) indented(lines []textLine) int {
	for n := 1; n < len(lines); n++ {
		if lines[n].indent >= lines[n-1].indent+2 {
			return n
		}
	}
	return len(lines)
}

// The columns between which text is hard-wrapped.
const (
	leastMargin = 40
	mostMargin  = 120
)

func (r *plainReader) wrapped(lines []textLine) {
	width := widest(lines)
	if len(r.blocks) == 0 && len(lines) > 2 && width <= mostMargin &&
		!r.full(lines, 0, width) && r.soft(lines[1:], widest(lines[1:])) {
		r.block(model.Paragraph, lines[:1], false) // a title right above wrapped lines
		lines = lines[1:]
	}
	switch {
	case len(lines) == 1:
		r.block(model.Paragraph, lines, false)
	case width > mostMargin:
		for i := range lines {
			r.block(model.Paragraph, lines[i:i+1], false)
		}
	case r.soft(lines, width):
		for len(lines) > 0 {
			n := 1
			for n < len(lines) && !r.ends(lines, n-1, width) {
				n++
			}
			r.block(model.Paragraph, lines[:n], true)
			lines = lines[n:]
		}
	default:
		r.block(model.Paragraph, lines, false)
	}
}

// soft reports whether the line ends among lines are blanks: all of them say
// so by a blank before them (newsboat, format=flowed), or three of four lines
// had no room for the next word.
func (r *plainReader) soft(lines []textLine, width int) bool {
	if width < leastMargin {
		return false
	}
	full, flowed := 0, 0
	for i := range lines[:len(lines)-1] {
		if r.full(lines, i, width) {
			full++
		}
		if lines[i].flowed {
			flowed++
		}
	}
	gaps := len(lines) - 1
	if flowed == gaps {
		return true
	}
	if gaps == 1 { // one gap alone proves little: it must lie at the text's margin
		return full == 1 && lines[0].width > max(r.margin-12, leastMargin+10)
	}
	return 4*full >= 3*gaps
}

// full reports whether the first word of the next line had no room on line i.
// A tenth of the width is allowed for lines broken by hand.
func (r *plainReader) full(lines []textLine, i, width int) bool {
	next := r.text[lines[i+1].start:lines[i+1].end]
	if blank := strings.IndexAny(next, " \t"); blank >= 0 {
		next = next[:blank]
	}
	return lines[i].width+1+utf8.RuneCountInString(next) > width-width/10
}

// ends reports whether a paragraph ends with line i of soft lines though no
// blank line follows: it had room for more, and a sentence ends there.
func (r *plainReader) ends(lines []textLine, i, width int) bool {
	return !r.full(lines, i, width) && endsSentence(r.text[lines[i].start:lines[i].end])
}

func widest(lines []textLine) int {
	width := 0
	for _, l := range lines {
		width = max(width, l.width)
	}
	return width
}

// margin returns the column at which most of the text is wrapped, or 0. It
// looks at the first 16 KB: a head has them as the whole has.
func margin(text string) int {
	text = text[:min(len(text), leastHead/2)]
	r := plainReader{text: text}
	best := 0
	consider := func() {
		if width := widest(r.group); len(r.group) > 2 && width <= mostMargin && r.soft(r.group, width) {
			best = max(best, width)
		}
		r.group = r.group[:0]
	}
	at := 0
	for line := range strings.Lines(text) {
		if l, ok := newLine(text, at, at+len(strings.TrimSuffix(line, "\n")), 0); ok {
			r.group = append(r.group, l)
		} else {
			consider()
		}
		at += len(line)
	}
	consider()
	return best
}

// endsSentence reports whether s ends in a full stop, perhaps with marks after
// it.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’“‘»«)] ")
	r, _ := utf8.DecodeLastRuneInString(s)
	switch r {
	case '.', '!', '?', '…', '。', '！', '？':
		return true
	}
	return false
}
