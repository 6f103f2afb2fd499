package format

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"net/url"
	"strings"
	"unicode"
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
