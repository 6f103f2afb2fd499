package format

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"stet/annotate"
	"stet/model"
	"stet/model/pattern"
)

// A conllDocument is what is between two document lines.
type conllDocument struct {
	name         string // "" where the file does not say it
	tokens, tags []string
	breaks       []bool // a sentence begins here
	glued        []bool // no blank is before it
}

// conllComment is a line about what follows: "# newdoc id = x", "# text = …".
var conllComment = pattern.Late(`^#\s*(newdoc|newpar|[\w.:-]+)(?:\s+id)?(?:\s*=\s*(.*))?$`)

// conllTag is a label with its prefix, as it is after a token.
var conllTag = pattern.Late(`^[BIESLU]-\S+$`)

// conllReader sorts the lines of a file into documents.
type conllReader struct {
	src    Source
	losses []Loss
	docs   []*conllDocument
	doc    *conllDocument
	gap    bool // a sentence has ended
	// plain says that a document line was read: the formats that have one have no
	// comments, and what begins with # is a token.
	plain bool
	// columns are the names of those of CoNLL-U; nil in the other formats.
	columns []string
	within  int  // the last word of the token in parts that was read
	glue    bool // no blank is before the next token
}

var conllUColumns = []string{"ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC"}

// decodeCoNLL reads both schemes, IOBES and BILOU too, in two columns or more,
// divided by blanks or tabs, and CoNLL-U with the names in its last column. The
// text is that of the article in which all tokens are in turn, else the tokens
// with blanks between them.
func decodeCoNLL(src Source) ([]*page, []Loss, error) {
	r := &conllReader{src: src, doc: &conllDocument{}, gap: true}
	n := 0
	for line := range strings.SplitSeq(strings.TrimPrefix(string(src.Data), byteOrderMark), "\n") {
		n++
		r.line(n, strings.TrimRight(line, "\r"))
	}
	r.end("")
	if len(r.docs) == 0 && len(r.losses) > 0 {
		return nil, r.losses, errNoLine
	}
	var pages []*page
	for i, d := range r.docs {
		pages = append(pages, d.page(src, i+1))
	}
	return pages, r.losses, nil
}

// end begins a document, which is called so where the file says it.
func (r *conllReader) end(name string) {
	if len(r.doc.tokens) > 0 {
		r.docs = append(r.docs, r.doc)
	}
	r.doc, r.gap, r.glue = &conllDocument{name: name}, true, false
}

func (r *conllReader) line(n int, line string) {
	fields := strings.FieldsFunc(line, func(c rune) bool { return c == ' ' || c == '\t' })
	switch {
	case len(fields) == 0:
		r.gap, r.within = true, 0
	case fields[0] == docStart:
		r.end("")
		r.plain = true
	case fields[0][0] == '#' && !r.plain && !(len(fields) == 2 && fields[0] == "#" && conllTag().MatchString(fields[1])) && r.comment(line):
	case r.isCoNLLU(line):
		r.word(strings.Split(line, "\t"))
	case len(fields) == 1:
		r.losses = append(r.losses, Loss{What: BrokenLine, Document: r.src.Name, Line: n, Detail: fmt.Sprintf("%.60q has no label", line)})
	default:
		r.token(fields[0], fields[len(fields)-1])
	}
}

// comment reads what a comment says of the document; false where the line is none.
func (r *conllReader) comment(line string) bool {
	m := conllComment().FindStringSubmatch(line)
	if m == nil || m[2] == "" && m[1] != "newdoc" && m[1] != "newpar" {
		return false
	}
	switch m[1] {
	case "newdoc":
		r.end(m[2])
	case "id", "doc_id", "document_id":
		if r.doc.name == "" && len(r.doc.tokens) == 0 {
			r.doc.name = m[2]
		}
	case "global.columns":
		r.columns = strings.Fields(m[2])
	}
	return true
}

// isCoNLLU reports whether a line is of CoNLL-U: ten columns of which the first is
// a number, or those that a comment has named.
func (r *conllReader) isCoNLLU(line string) bool {
	f := strings.Split(line, "\t")
	if r.columns != nil {
		return len(f) == len(r.columns)
	}
	return len(f) == len(conllUColumns) && strings.Trim(f[0], "0123456789-.") == ""
}

// word reads a token of CoNLL-U. The parts of a token that is written as one are
// left out: its own line is before theirs.
func (r *conllReader) word(f []string) {
	columns := r.columns
	if columns == nil {
		columns = conllUColumns
	}
	cells := map[string]string{}
	for i, name := range columns {
		cells[name] = f[i]
	}
	first, last, parts := strings.Cut(cells["ID"], "-")
	at, _ := strconv.Atoi(first)
	if strings.Contains(first, ".") || !parts && at <= r.within && at > 0 {
		return
	}
	if parts {
		r.within, _ = strconv.Atoi(last)
	}
	misc := map[string]string{}
	for pair := range strings.SplitSeq(cells["MISC"], "|") {
		key, value, _ := strings.Cut(pair, "=")
		misc[key] = value
	}
	tag := ""
	for _, name := range columns {
		if strings.Contains(strings.ToUpper(name), "NE") && name != "DEPREL" {
			tag = cells[name]
		}
	}
	for _, key := range []string{"NER", "NE", "ner", "ne", "Name"} {
		tag = cmp.Or(tag, misc[key])
	}
	if misc["Entity"] != "" {
		r.losses = append(r.losses, Loss{What: What{"entity in brackets", "entities in brackets"}, Document: r.src.Name, Detail: misc["Entity"]})
	}
	r.token(cells["FORM"], cmp.Or(tag, "O"))
	r.glue = misc["SpaceAfter"] == "No"
}

func (r *conllReader) token(token, tag string) {
	d := r.doc
	d.tokens, d.tags, d.breaks, d.glued = append(d.tokens, token), append(d.tags, tag), append(d.breaks, r.gap), append(d.glued, r.glue)
	r.gap, r.glue = false, false
}

func (d *conllDocument) page(src Source, n int) *page {
	var p *page
	var at []model.Range
	for _, a := range src.Articles {
		if found, ok := align(a.Text, d.tokens); ok {
			p, at = newPage(Document{Article: a}), found
			break
		}
	}
	if p == nil {
		var text string
		text, at = d.text()
		p = newTextPage(src, n, text)
		p.Article.Path = cmp.Or(d.name, p.Article.Path)
	}
	for _, s := range d.spans() {
		a := spanOf(src.kinds(), conllUnescape(s.label))
		r := model.Range{Start: at[s.first].Start, End: at[s.last].End}
		a.Target.Quote = annotate.Quote{
			Exact: p.Article.Slice(r), Start: p.offsets.CodePoint(r.Start), End: p.offsets.CodePoint(r.End),
		}
		p.Annotations = append(p.Annotations, a)
	}
	return p
}

// align finds the tokens in a text with nothing but white space between them.
func align(text string, tokens []string) ([]model.Range, bool) {
	var out []model.Range
	i := 0
	for _, t := range tokens {
		i += len(text[i:]) - len(strings.TrimLeftFunc(text[i:], unicode.IsSpace))
		if !strings.HasPrefix(text[i:], t) {
			return nil, false
		}
		out = append(out, model.Range{Start: model.Pos(i), End: model.Pos(i + len(t))})
		i += len(t)
	}
	return out, strings.TrimSpace(text[i:]) == ""
}

// text writes the tokens with blanks between them, a sentence a line.
func (d *conllDocument) text() (string, []model.Range) {
	var b strings.Builder
	at := make([]model.Range, len(d.tokens))
	for i, t := range d.tokens {
		switch {
		case i == 0, d.glued[i]:
		case d.breaks[i]:
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		at[i].Start = model.Pos(b.Len())
		b.WriteString(t)
		at[i].End = model.Pos(b.Len())
	}
	b.WriteByte('\n')
	return b.String(), at
}

type conllSpan struct {
	label       string
	first, last int
}

// spans reads the labels as conlleval does: a name begins at B, S or U, and at
// an I, E or L that does not go on with the label before it; it ends with its
// sentence.
func (d *conllDocument) spans() []conllSpan {
	var out []conllSpan
	open := false
	for i, tag := range d.tags {
		prefix, label, ok := strings.Cut(tag, "-")
		if !ok || prefix == "" {
			open = false
			continue
		}
		begins := !open || d.breaks[i] || strings.Contains("BSU", prefix) || out[len(out)-1].label != label
		if begins {
			out = append(out, conllSpan{label, i, i})
		}
		out[len(out)-1].last = i
		open = !strings.Contains("ESLU", prefix)
	}
	return out
}
