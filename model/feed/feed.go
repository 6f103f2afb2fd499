// Package feed reads feeds as browsers and other readers do: RSS, RDF, Atom and
// JSON Feed, also where they are broken. What an item says is kept: paragraphs,
// every author, the paper that it was taken from, files that come with it.
//
// XML is read as far as it can be understood, since many feeds are not well-formed;
// formats are not told apart, since many feeds mix them. The package refuses to know
// the network and where articles are kept.
package feed

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"stet/model"
	"stet/model/clean"
	"stet/model/encoding"
)

// A Feed is what was read.
type Feed struct {
	Title, Site string
	Items       []Item
	// Notices say what was mended, and what could not be read.
	Notices []string

	leftOut int // entries beyond mostItems
}

// An Item is one entry of a feed.
type Item struct {
	// Key tells the item from the others of its feed.
	Key     string
	Meta    model.Meta
	Content string   // HTML, perhaps a summary only
	Base    *url.URL // of the links in it
}

// Mark changes when the item does.
func (i *Item) Mark() string {
	m := &i.Meta
	return model.DigestOf(strings.Join([]string{m.Title, m.Byline, m.URL, m.Published.UTC().String(), m.Modified.UTC().String(), i.Content}, "\x00"))[:24]
}

// mostItems bounds how many entries of a feed are read.
const mostItems = 5000

// Errors of what is no feed.
var (
	ErrNone  = errors.New("it is no feed: neither RSS nor Atom nor JSON Feed")
	ErrPage  = errors.New("a web page came in place of a feed")
	ErrEmpty = errors.New("the answer is empty")
)

// Read reads a feed that was found at base. The content type is what the server
// says, "" if it says nothing.
func Read(data []byte, contentType string, base *url.URL) (f *Feed, err error) {
	defer func() { // the parsers read what anybody may have written
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("broken feed: %v", r)
		}
	}()
	text, notices := encoding.Decode(string(data), charsetOf(contentType), declaredIn(data))
	text = withoutCall(strings.TrimLeft(text, "\ufeff\u200b \t\n\x00"))
	switch {
	case strings.TrimSpace(text) == "":
		return nil, ErrEmpty
	case text[0] == '{':
		f, err = readJSON(text, base)
	default:
		f, err = readXML(text, base)
	}
	if err != nil {
		return nil, err
	}
	f.Notices = append(notices, f.Notices...)
	if f.leftOut > 0 {
		f.Notices = append(f.Notices, fmt.Sprintf("only the first %d entries are read; %d more are left out", mostItems, f.leftOut))
	}
	for i := range f.Items {
		f.Items[i].settle()
		f.Items[i].dropPointer(f.Site)
	}
	f.Items = withoutTwins(f.Items)
	dropShared(f.Items)
	return f, nil
}

// settle gives an item what its other parts say: an address, a date, a key.
func (i *Item) settle() {
	m := &i.Meta
	i.Key = clean.Address(i.Key)
	if m.URL == "" {
		if link := Resolve(nil, i.Key); link != nil {
			m.URL, i.Base = link.String(), link
		}
	}
	if m.Published.IsZero() {
		m.Published = m.Modified
	}
	if i.Key == "" {
		i.Key = m.URL
	}
	if i.Key == "" {
		i.Key = m.Title + " " + m.Published.UTC().Format(time.RFC3339)
	}
}

// charsetOf is the encoding that a content type names, "" if it names none.
func charsetOf(contentType string) string {
	_, rest, _ := strings.Cut(strings.ToLower(contentType), "charset=")
	name, _, _ := strings.Cut(rest, ";")
	return strings.Trim(name, ` "'`)
}

// declaredIn is the encoding in an XML declaration, "" if absent.
func declaredIn(data []byte) string {
	head := data[:min(len(data), 300)]
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	head, _, _ = bytes.Cut(head[i:], []byte("?>"))
	_, rest, found := bytes.Cut(head, []byte("encoding="))
	if !found || len(rest) == 0 {
		return ""
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(name)
}

// Resolve returns the absolute address of s, from base if that is not nil, or nil if
// it is no address of the web.
func Resolve(base *url.URL, s string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || s == "" {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	if u.User != nil { // it is for the server
		public := *u
		public.User, u = nil, &public
	}
	return u
}

// withoutTwins drops items that are there twice. Others that share a key get one of
// their own: some feeds give all the same.
func withoutTwins(items []Item) []Item {
	count := map[string]int{}
	seen := map[string]bool{}
	out := items[:0]
	for _, i := range items {
		if same := i.Key + "\x00" + i.Mark(); !seen[same] {
			seen[same] = true
			count[i.Key]++
			out = append(out, i)
		}
	}
	for n := range out {
		if i := &out[n]; count[i.Key] > 1 {
			i.Key += " " + cmp.Or(i.Meta.URL, i.Meta.Title, i.Mark())
		}
	}
	return out
}

// dropShared takes the address off items that share one: it is the site's, not
// theirs.
func dropShared(items []Item) {
	count := map[string]int{}
	for i := range items {
		count[items[i].Meta.URL]++
	}
	for i := range items {
		if m := &items[i].Meta; count[m.URL] > 1 {
			m.URL = ""
		}
	}
}
