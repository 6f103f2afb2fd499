package feed

import (
	"slices"
	"strings"

	"stet/model/pattern"
)

// deepest is how deep elements lie in elements; of those below only the text is
// taken.
const deepest = 200

// A scanner reads XML as far as it can be understood: tags that do not end or have
// no beginning, angles and ampersands that are text, attributes without quotes.
type scanner struct {
	text string
	at   int
	root *node
	open []*node
	// prefixes are those that elements declare, the innermost last.
	prefixes []prefix
	native   string            // the namespace of the root, whose elements need no prefix
	entities map[string]string // those that the feed declares
	// strict leaves an item in an item: XML may hold whatever it likes.
	strict bool
	loose  bool // elements of the feed did not fit together
	cut    bool // the text ended before the root
	// missing are ends that were looked for in vain, so that it is done once.
	missing map[string]bool
	// The last text that was taken as it is written: where it lies, and in what.
	plainOf              *node
	plainStart, plainEnd int
}

type prefix struct {
	name, space string
	depth       int
}

// scan reads the element with which text begins. If the elements of the feed do not
// fit together, it reads once more and takes an item in an item for the next one.
func scan(text string, entities map[string]string) *scanner {
	for _, strict := range []bool{true, false} {
		s := &scanner{text: text, strict: strict, entities: entities, missing: map[string]bool{}}
		s.run()
		if !s.loose || !strict {
			return s
		}
	}
	return nil // not reached
}

func (s *scanner) run() {
	for s.at < len(s.text) && (s.root == nil || len(s.open) > 0) {
		rest := s.text[s.at:]
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			i = len(rest)
		}
		if i > 0 {
			s.words(rest[:i])
			continue
		}
		switch {
		case strings.HasPrefix(rest, "<![CDATA["):
			s.write(s.until(len("<![CDATA["), "]]>"))
		case strings.HasPrefix(rest, "<!--"):
			s.until(len("<!--"), "-->")
		case strings.HasPrefix(rest, "<!"), strings.HasPrefix(rest, "<?"):
			s.until(2, ">")
		case strings.HasPrefix(rest, "</"):
			s.end(strings.TrimSpace(s.until(2, ">")))
		default:
			s.begin()
		}
	}
	s.cut = len(s.open) > 0
	for _, n := range s.open {
		if isEntry(n) && n.parent != nil { // it is not whole
			n.parent.parts = n.parent.parts[:len(n.parent.parts)-1]
			break
		}
	}
}

// until passes over what is up to an end, and returns what is before it.
func (s *scanner) until(skip int, end string) string {
	from := s.at + skip
	i := -1
	if !s.missing[end] {
		i = strings.Index(s.text[from:], end)
	}
	if i < 0 {
		s.missing[end] = true
		s.at = len(s.text)
		return s.text[from:]
	}
	s.at = from + i + len(end)
	return s.text[from : from+i]
}

func (s *scanner) write(text string) {
	if text = allowed(text); text == "" || len(s.open) == 0 {
		return
	}
	top := s.open[len(s.open)-1]
	top.parts = append(top.parts, part{text: text})
}

// words takes text that is not marked as such. What is behind text that is as it was
// written lengthens that.
func (s *scanner) words(text string) {
	from := s.at
	s.at += len(text)
	if len(s.open) == 0 {
		return
	}
	top := s.open[len(s.open)-1]
	last := len(top.parts) - 1
	asWritten := strings.IndexByte(text, '&') < 0 && allowed(text) == text
	if asWritten && last >= 0 && top.parts[last].element == nil && s.plainEnd == from && s.plainOf == top {
		top.parts[last].text = s.text[s.plainStart:s.at]
		s.plainEnd = s.at
		return
	}
	s.write(decodeEntities(text, s.entities))
	if asWritten {
		s.plainOf, s.plainStart, s.plainEnd = top, from, s.at
	}
}

// begin reads the beginning of an element, or an angle that is text.
func (s *scanner) begin() {
	raw, attrs, end, closed, ok := s.tag()
	if !ok {
		s.words("<")
		return
	}
	s.at = end
	for _, a := range attrs {
		if name, is := strings.CutPrefix(a.name, "xmlns"); is && len(s.prefixes) < mostPrefixes {
			s.prefixes = append(s.prefixes, prefix{strings.TrimPrefix(name, ":"), prefixOf(a.value), len(s.open)})
		}
	}
	n := &node{raw: raw, attrs: attrs}
	n.name = s.named(raw)
	if !s.strict {
		s.makeRoomFor(n)
	}
	if len(s.open) >= deepest {
		s.drop(deepest)
		return
	}
	if s.root == nil {
		s.root = n
	} else {
		top := s.open[len(s.open)-1]
		n.parent, top.parts = top, append(top.parts, part{element: n})
	}
	if closed || s.root != n && slices.Contains(void, n.name) {
		s.drop(len(s.open))
		if s.root == n {
			s.at = len(s.text)
		}
		return
	}
	s.open = append(s.open, n)
}

// named is the name of an element with the prefix that namespaces has for it.
func (s *scanner) named(raw string) string {
	written, local, ok := strings.Cut(strings.ToLower(raw), ":")
	if !ok {
		written, local = "", written
	}
	space := written // a prefix that nobody declares
	for _, p := range slices.Backward(s.prefixes) {
		if p.name == written {
			space = p.space
			break
		}
	}
	if s.root == nil && space != "rdf" {
		s.native = space
	}
	if space == "" || space == s.native {
		return local
	}
	return space + ":" + local
}

// isEntry reports whether a node is an entry of the feed.
func isEntry(n *node) bool { return n.name == "item" || n.name == "entry" }

// fields are elements of an entry that hold no others, and those that may hold HTML.
var fields = []string{"title", "link", "guid", "pubdate", "author", "category", "comments", "id", "published", "updated"}

// makeRoomFor ends what is open and cannot hold an element: an entry begins within an
// entry, a field within a field.
func (s *scanner) makeRoomFor(n *node) {
	for i, o := range s.open {
		inField := slices.Contains(fields, o.name) && i > 0 && isEntry(s.open[i-1])
		if isEntry(o) && isEntry(n) || inField && (slices.Contains(fields, n.name) || n.name == "description") {
			s.close(i)
			s.loose = true
			return
		}
	}
}

// end ends an element and what is open within it; an end without a beginning is
// passed over.
func (s *scanner) end(raw string) {
	for i, n := range slices.Backward(s.open) {
		if strings.EqualFold(n.raw, raw) {
			for _, within := range s.open[i+1:] {
				s.loose = s.loose || isEntry(within) || isEntry(within.parent) || within.name == "channel"
			}
			s.close(i)
			return
		}
	}
}

// close ends the open elements from that depth on.
func (s *scanner) close(depth int) {
	s.open = s.open[:depth]
	s.drop(depth)
}

// drop forgets the prefixes that elements from that depth on declared.
func (s *scanner) drop(depth int) {
	for len(s.prefixes) > 0 && s.prefixes[len(s.prefixes)-1].depth >= depth {
		s.prefixes = s.prefixes[:len(s.prefixes)-1]
	}
}

// mostPrefixes bounds how many are known at once.
const mostPrefixes = 200

const blanks = " \t\r\n\f"

// tag reads the tag that begins here. It is none if another begins before it ends.
func (s *scanner) tag() (raw string, attrs []attr, end int, closed, ok bool) {
	t, i := s.text, s.at+1
	start := i
	for i < len(t) && !strings.ContainsRune(blanks+"/><=", rune(t[i])) {
		i++
	}
	if raw = t[start:i]; raw == "" || !('a' <= raw[0]|0x20 && raw[0]|0x20 <= 'z' || raw[0] == '_' || raw[0] >= 0x80) {
		return "", nil, 0, false, false
	}
	for i < len(t) {
		switch {
		case strings.IndexByte(blanks, t[i]) >= 0:
			i++
		case t[i] == '<':
			return "", nil, 0, false, false
		case t[i] == '>':
			return raw, attrs, i + 1, closed, true
		case t[i] == '/':
			closed = true
			i++
		default:
			var a attr
			if a, i, ok = s.attribute(i); !ok {
				return "", nil, 0, false, false
			}
			attrs = append(attrs, a)
			closed = false
		}
	}
	return "", nil, 0, false, false
}

// attribute reads an attribute; its value may lack quotes.
func (s *scanner) attribute(i int) (a attr, next int, ok bool) {
	t, start := s.text, i
	for i < len(t) && (i == start || strings.IndexByte(blanks+"=/><", t[i]) < 0) {
		i++
	}
	a.name = strings.ToLower(t[start:i])
	at := i
	for at < len(t) && strings.IndexByte(blanks, t[at]) >= 0 {
		at++
	}
	if at >= len(t) || t[at] != '=' {
		return a, i, true
	}
	for i = at + 1; i < len(t) && strings.IndexByte(blanks, t[i]) >= 0; {
		i++
	}
	if i < len(t) && (t[i] == '"' || t[i] == '\'') {
		quote := t[i : i+1]
		n := -1
		if !s.missing[quote] {
			n = strings.Index(t[i+1:], quote)
		}
		if n < 0 {
			s.missing[quote] = true
			return a, 0, false
		}
		a.value = allowed(decodeEntities(t[i+1:i+1+n], s.entities))
		return a, i + 2 + n, true
	}
	start = i
	for i < len(t) && strings.IndexByte(blanks+"><", t[i]) < 0 {
		i++
	}
	if strings.HasSuffix(t[start:i], "/") && i < len(t) && t[i] == '>' {
		i--
	}
	a.value = allowed(decodeEntities(t[start:i], s.entities))
	return a, i, true
}

// doctype is a declaration of entities, and entity one of those in it.
var (
	doctype = pattern.Late(`(?is)<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>`)
	entity  = pattern.Late(`<!ENTITY\s+([A-Za-z_][\w.-]{0,40})\s+(?:"([^"]{0,1000})"|'([^']{0,1000})')\s*>`)
)

// mostEntities bounds how many entities a feed may declare.
const mostEntities = 200

// declared are the entities that a feed declares before it begins. Their text is
// taken as it is: an entity in an entity stays what it is.
func declared(head string) map[string]string {
	found := map[string]string{}
	for _, m := range entity().FindAllStringSubmatch(doctype().FindString(head), mostEntities) {
		found[m[1]] = decodeEntities(m[2]+m[3], nil)
	}
	return found
}
