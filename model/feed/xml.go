package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"stet/model/pattern"
)

// roots are the elements with which a feed begins.
var roots = pattern.Late(`(?i)<(rss|feed|rdf:rdf|channel|[a-z][a-z0-9]{0,9}:feed)[\s>]`)

// farthestRoot is how far into an answer a feed may begin, in bytes: scripts print
// warnings before it.
const farthestRoot = 64 << 10

// readXML reads RSS, RDF or Atom.
func readXML(text string, base *url.URL) (*Feed, error) {
	at := roots().FindStringIndex(text[:min(len(text), farthestRoot)])
	if at == nil {
		if looksLikePage(text) {
			return nil, ErrPage
		}
		return nil, ErrNone
	}
	var notices []string
	text = withoutForbidden(doctype().FindString(text[:at[0]]) + text[at[0]:])
	if xmlDepth(text) > deepestXML {
		return nil, errors.New("broken feed: elements lie too deep in elements")
	}
	f, err := parseXML(text, base)
	if err != nil {
		if whole, ok := closeFeed(text); ok {
			if f, werr := parseXML(whole, base); werr == nil && len(f.Items) > 0 {
				f.Notices = append(notices, "the feed breaks off; what comes before that is read")
				return f, nil
			}
		}
		if looksLikePage(text) {
			return nil, ErrPage
		}
		return nil, err
	}
	f.Notices = append(notices, f.Notices...)
	return f, nil
}

// doctype is the declaration of the entities that a feed uses.
var doctype = pattern.Late(`(?is)<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>`)

func parseXML(text string, base *url.URL) (*Feed, error) {
	data := []byte(withoutPrefix(text))
	switch gofeed.DetectFeedType(bytes.NewReader(data)) {
	case gofeed.FeedTypeRSS:
		return readRSS(data, base)
	case gofeed.FeedTypeAtom:
		return readAtom(data, base)
	}
	return nil, ErrNone
}

// prefixed is the root of an Atom feed whose own elements have a prefix.
var prefixed = pattern.Late(`^\s*<([a-z][a-z0-9]{0,9}):feed\s[^<>]*xmlns:([a-z][a-z0-9]{0,9})\s*=\s*["']http://www\.w3\.org/2005/Atom["']`)

// withoutPrefix takes the prefix off the elements of such a feed: what is behind it
// knows the names without one.
func withoutPrefix(text string) string {
	m := prefixed().FindStringSubmatch(text[:min(len(text), 2000)])
	if m == nil || m[1] != m[2] {
		return text
	}
	return strings.NewReplacer("<"+m[1]+":", "<", "</"+m[1]+":", "</", "xmlns:"+m[1]+"=", "xmlns=").Replace(text)
}

func broken(err error) error { return fmt.Errorf("broken feed: %w", err) }

func looksLikePage(text string) bool {
	head := strings.ToLower(text[:min(len(text), 2000)])
	return strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html")
}

// characterReference is a number in the place of a character.
var characterReference = pattern.Late(`&#(x[0-9a-fA-F]+|[0-9]+);`)

// withoutForbidden takes out the characters that XML forbids, as they are and as
// numbers (XML 1.0, 2.2).
func withoutForbidden(text string) string {
	text = strings.Map(func(r rune) rune {
		if !allowedInXML(r) {
			return -1
		}
		return r
	}, text)
	return characterReference().ReplaceAllStringFunc(text, func(s string) string {
		digits, base := s[2:len(s)-1], 10
		if digits[0] == 'x' {
			digits, base = digits[1:], 16
		}
		if n, err := strconv.ParseUint(digits, base, 32); err != nil || !allowedInXML(rune(n)) {
			return ""
		}
		return s
	})
}

func allowedInXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= 0xD7FF || 0xE000 <= r && r <= 0xFFFD || 0x10000 <= r && r <= 0x10FFFF
}

var itemEnd = pattern.Late(`(?i)</(item|entry)\s*>`)

// closeFeed ends a feed that breaks off, after its last whole item.
func closeFeed(text string) (whole string, ok bool) {
	ends := itemEnd().FindAllStringIndex(text, -1)
	if len(ends) == 0 {
		return "", false
	}
	text = text[:ends[len(ends)-1][1]]
	var open []string
	d := decoder(text)
	for {
		t, err := d.RawToken()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				return "", false
			}
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			open = append(open, name(t.Name))
		case xml.EndElement:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		text += "</" + open[i] + ">"
	}
	return text, true
}

func name(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

func decoder(text string) *xml.Decoder {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// xmlDepth returns how deep elements lie in elements, more or less: it errs to
// the deep side where a quoted ">" is in a tag.
func xmlDepth(text string) int {
	depth, deepest := 0, 0
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 || i+1 >= len(text) {
			return deepest
		}
		text = text[i+1:]
		end := 0
		switch {
		case text[0] == '/':
			depth--
		case strings.HasPrefix(text, "![CDATA["):
			end = strings.Index(text, "]]>")
		case strings.HasPrefix(text, "!--"):
			end = strings.Index(text, "-->")
		case 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z':
			if end = strings.IndexAny(text, "<>"); end < 0 || text[end-1] != '/' {
				depth++
				deepest = max(deepest, depth)
			}
		}
		if end < 0 {
			return deepest
		}
		text = text[end:]
	}
}

// A hint is what gofeed does not tell of an item: the language of the element, and
// of which type its texts are.
type hint struct {
	language string
	types    map[string]string // by the name of the element: text, html, xhtml
}

// hints reads what gofeed drops, an item each, in their order.
func hints(data []byte) []hint {
	var out []hint
	var languages []string // of the open elements
	depth, within := 0, 0  // within is the depth of the open item, 0 outside
	d := decoder(string(data))
	for {
		t, err := d.RawToken()
		if err != nil {
			return out
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			language := ""
			if len(languages) > 0 {
				language = languages[len(languages)-1]
			}
			kind := ""
			for _, a := range t.Attr {
				switch {
				case a.Name.Space == "xml" && a.Name.Local == "lang":
					language = a.Value
				case a.Name.Local == "type":
					kind = strings.ToLower(a.Value)
				}
			}
			languages = append(languages, language)
			switch {
			case within == 0 && (t.Name.Local == "item" || t.Name.Local == "entry"):
				within = depth
				out = append(out, hint{language: language, types: map[string]string{}})
			case within > 0 && depth == within+1:
				out[len(out)-1].types[t.Name.Local] = kind
			}
		case xml.EndElement:
			if depth == within {
				within = 0
			}
			depth = max(0, depth-1)
			languages = languages[:min(depth, len(languages))]
		}
	}
}
