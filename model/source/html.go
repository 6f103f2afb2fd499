package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"stet/model"
	"stet/model/encoding"
	"stet/model/page"
	"stet/model/pattern"
)

// webPage is a saved or fetched web page. Its text is that of the whole body, in
// order; what go-readability leaves out of the story is boilerplate.
var webPage = Format{
	Name: "html", MediaType: "text/html",
	Extensions: []string{".html", ".htm", ".xhtml"},
	Doc:        "a web page: its story, the rest of the page as boilerplate; title, byline and date as readers see them, else from JSON-LD and the head",
	decode:     func(data string) (string, []string) { return decodePage(data, "") },
	sniff:      looksLikePage,
	read:       func(a *model.Article, text string) { readPage(a, text, nil, nil) },
}

// ReadPage reads a web page as a server sent it: contentType is the header, or
// "", base the address that its links are relative to, and rules those for its
// site. Both may be nil.
func ReadPage(data []byte, contentType string, base *url.URL, rules *Rules) (*model.Article, error) {
	file := string(data)
	text, notices := decodePage(file, contentType)
	a := &model.Article{Notices: notices, FileDigest: model.DigestOf(file)}
	readPage(a, text, base, rules)
	if binary(a.Text) {
		return nil, ErrBinary
	}
	finish(a, &webPage)
	return a, nil
}

// looksLikePage reports whether text begins as HTML does, past comments.
func looksLikePage(text string) bool {
	text = strings.TrimSpace(text[:min(len(text), 2048)])
	for strings.HasPrefix(text, "<!--") || strings.HasPrefix(text, "<?xml") {
		_, rest, ok := strings.Cut(text, ">")
		if !ok {
			return false
		}
		text = strings.TrimSpace(rest)
	}
	text = strings.ToLower(text[:min(len(text), 16)])
	return strings.HasPrefix(text, "<!doctype html") || strings.HasPrefix(text, "<html") || strings.HasPrefix(text, "<head")
}

// declaredWithin is how much of a page is searched for the encoding that it
// declares, in bytes. Scripts and styles may be before the declaration.
const declaredWithin = 256 << 10

var (
	metaCharset = pattern.Late(`(?i)<meta\b[^<>]{0,400}?\bcharset\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})`)
	xmlEncoding = pattern.Late(`^\s*<\?xml\b[^<>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']`)
)

// decodePage decodes by the header, then by what the page declares.
func decodePage(data, contentType string) (string, []string) {
	var declared []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		declared = append(declared, params["charset"])
	}
	head := data[:min(len(data), declaredWithin)]
	for _, says := range []func() *regexp.Regexp{xmlEncoding, metaCharset} {
		if m := says().FindStringSubmatch(head); m != nil {
			declared = append(declared, m[1])
		}
	}
	return encoding.DecodeMarkup(data, declared...)
}

// The sizes up to which a page is taken apart as a tree. Beyond them the parser
// or go-readability take more than linear time, or the page is no article.
const (
	mostElements = 50_000
	mostCopies   = 200_000     // formatting elements that the parser would repeat
	mostNested   = 200_000_000 // bytes times the elements around them: 2 s
)

// readPage finds the story in a page. A page that is not to be parsed is read
// as its words, tag by tag.
func readPage(a *model.Article, text string, base *url.URL, rules *Rules) {
	doc, err := parsePage(text)
	if err != nil {
		a.Notices = append(a.Notices, fmt.Sprintf("the whole page is shown: %v", err))
		readTags(a, text)
		return
	}
	base = page.BaseOf(doc, base)
	found := page.Read(doc, base)
	kept := found.Kept
	a.Meta = found.Meta
	if !found.Found {
		for i := range kept {
			kept[i] = true
		}
	}
	if rule, ok := rules.of(base); ok {
		rule.apply(doc, kept)
	}
	w := pageWalker{kept: kept, base: base, title: a.Meta.Title}
	w.b.collapse = true
	w.walk(doc, context{})
	w.end()
	w.flushInitial()
	w.b.finish(a)
	labelPage(a)
	if w.soft > len(strings.Fields(a.Text))/10 {
		a.Notices = append(a.Notices, fmt.Sprintf("%d soft hyphens are left out", w.soft))
	}
	if note := encoding.Unreadable(a.Text); note != "" {
		a.Notices = append(a.Notices, note)
	}
	if note := found.Doubt.String(); note != "" {
		a.Notices = append(a.Notices, note)
		if found.Doubt.Lacking() {
			a.Lacking = note
		}
	}
}

// parsePage parses a page unless it is hostile.
func parsePage(text string) (*html.Node, error) {
	var s scan
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		name, _ := z.TagName()
		if s.add(kind, atom.Lookup(name), len(z.Raw())) {
			return nil, errTooLarge
		}
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, errTooDeep // the only error of a parser that reads from memory
	}
	return doc, nil
}

var (
	errTooLarge = errors.New("it is too large to be taken apart")
	errTooDeep  = errors.New("it is nested too deeply")
)

// A scan measures a page before it is parsed.
type scan struct{ elements, formatting, copies, depth, nested int }

// add counts one token and reports whether the page is too much.
func (s *scan) add(kind html.TokenType, tag atom.Atom, size int) bool {
	switch kind {
	case html.TextToken:
		s.nested += size * s.depth
	case html.StartTagToken:
		s.elements++
		if formatting(tag) {
			s.formatting++
		} else {
			s.copies += s.formatting
		}
		if closedByName(tag) {
			s.depth++
		}
	case html.EndTagToken:
		if formatting(tag) {
			s.formatting = max(0, s.formatting-1)
		}
		if closedByName(tag) {
			s.depth = max(0, s.depth-1)
		}
	}
	return s.elements > mostElements || s.copies > mostCopies || s.nested > mostNested
}

// closedByName reports whether a block lasts until its end tag.
func closedByName(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Option, atom.Hr:
		return false
	}
	return !page.Inline(tag)
}

// formatting reports whether the parser reopens an element of this name in
// every block until it is closed.
func formatting(tag atom.Atom) bool {
	switch tag {
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr,
		atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return true
	}
	return false
}

// readTags reads the words of a page without making a tree of it.
func readTags(a *model.Article, text string) {
	b := builder{collapse: true}
	b.begin(model.Block{})
	hidden := atom.Atom(0)
	z := html.NewTokenizer(bytes.NewReader([]byte(text)))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				a.Notices = append(a.Notices, "the page ends within a tag")
			}
			b.end()
			b.finish(a)
			return
		case html.TextToken:
			if hidden == 0 {
				b.write(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case page.Invisible(tag) && kind == html.StartTagToken:
				hidden = tag
			case tag == hidden:
				hidden = 0
			}
			switch {
			case tag == atom.Br:
				b.hardBreak()
			case !page.Inline(tag):
				b.end()
				b.begin(model.Block{})
			}
		}
	}
}
