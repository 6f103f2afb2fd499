package format

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"
	"unicode"

	"stet/annotate"
	"stet/model"
)

// The CoNLL formats have a token a line and a blank line between sentences. The
// label is the last column: B- at the first token of a name, I- in it. In IOB1,
// CoNLL-2003's own, B- only divides a name from one of the same label before it.
var conll2002Format = Format{
	Name: "conll-2002", Title: "CoNLL-2002 (IOB2)", Ext: ".iob2",
	Holds:  Labels,
	Note:   conllNote,
	encode: func(o *output, pages iter.Seq[*page]) error { return encodeCoNLL(o, pages, iob2) },
	decode: decodeCoNLL,
}

var conll2003Format = Format{
	Name: "conll-2003", Title: "CoNLL-2003 (IOB1)", Ext: ".iob1",
	Holds:  Labels,
	Note:   conllNote,
	encode: func(o *output, pages iter.Seq[*page]) error { return encodeCoNLL(o, pages, iob1) },
	decode: decodeCoNLL,
}

const conllNote = "Of annotations that overlap, the longest is written. Tokens are cut at their ends."

// A scheme is how labels are spread over tokens, and how a line is laid out.
type scheme struct {
	columns string // between token and label
	always  bool   // B- at the first token of every name
}

var (
	iob1 = scheme{columns: " -X- -X- "}
	iob2 = scheme{columns: " ", always: true}
)

const docStart = "-DOCSTART-"

func encodeCoNLL(out *output, pages iter.Seq[*page], s scheme) error {
	f, err := out.create("")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for p := range pages {
		fmt.Fprintf(w, "%s%sO\n\n", docStart, s.columns)
		s.document(w, p)
	}
	return w.Flush()
}

func (s scheme) document(w io.Writer, p *page) {
	tokens := p.tokens()
	breaks := p.sentences(tokens)
	tags := make([]string, len(tokens))
	for _, a := range p.Annotations {
		label, _ := labelOf(a)
		label = conllEscape(label)
		first, last := tokenSpan(tokens, a.Target.Range)
		for t := first; t <= last && t < len(tokens); t++ {
			tags[t] = "I-" + label
		}
		if first < len(tags) && (s.always || first > 0 && conllLabel(tags[first-1]) == label && !breaks[first]) {
			tags[first] = "B-" + label
		}
	}
	for t, tok := range tokens {
		if breaks[t] && t > 0 {
			fmt.Fprintln(w)
		}
		tag := tags[t]
		if tag == "" {
			tag = "O"
		}
		fmt.Fprintf(w, "%s%s%s\n", p.Article.Slice(tok), s.columns, tag)
	}
	fmt.Fprintln(w)
}

func conllLabel(tag string) string {
	_, label, _ := strings.Cut(tag, "-")
	return label
}

// conllEscape keeps a label in its column: white space and % are written as in
// an address.
func conllEscape(label string) string {
	var b strings.Builder
	for _, r := range label {
		if unicode.IsSpace(r) || r == '%' {
			b.WriteString(strings.ReplaceAll(url.QueryEscape(string(r)), "+", "%20"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func conllUnescape(label string) string {
	if s, err := url.PathUnescape(label); err == nil {
		return s
	}
	return label
}

// A conllDocument is what is between two document lines.
type conllDocument struct {
	tokens, tags []string
	breaks       []bool // a sentence begins here
}

// decodeCoNLL reads both schemes, IOBES and BILOU too, in two columns or more,
// divided by blanks or tabs. The text is that of the article in which all tokens
// stand in turn, else the tokens with blanks between them.
func decodeCoNLL(src Source) ([]*page, []Loss, error) {
	var docs []*conllDocument
	var losses []Loss
	d := &conllDocument{}
	gap, n := true, 0
	data := strings.TrimPrefix(string(src.Data), "\ufeff")
	for line := range strings.SplitSeq(data, "\n") {
		n++
		line = strings.TrimRight(line, "\r")
		fields := strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\t' })
		switch {
		case len(fields) == 0:
			gap = true
		case fields[0] == docStart:
			if len(d.tokens) > 0 {
				docs = append(docs, d)
			}
			d, gap = &conllDocument{}, true
		case len(fields) == 1:
			losses = append(losses, Loss{What: BrokenLine, Document: src.Name, Line: n, Detail: fmt.Sprintf("%.60q has no label", line)})
		default:
			d.tokens = append(d.tokens, fields[0])
			d.tags = append(d.tags, fields[len(fields)-1])
			d.breaks = append(d.breaks, gap)
			gap = false
		}
	}
	if len(d.tokens) > 0 {
		docs = append(docs, d)
	}
	if len(docs) == 0 && len(losses) > 0 {
		return nil, losses, errNoLine
	}
	var pages []*page
	for i, d := range docs {
		pages = append(pages, d.page(src, i+1))
	}
	return pages, losses, nil
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
		case i == 0:
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
