package store

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"time"

	"stet/annotate"
	"stet/annotate/wire"
)

// contextJSON is the "@context" of a sidecar: that of the W3C, and stet's own
// terms.
//
//go:embed context.json
var contextJSON string

// machineContext has the terms of machines, in their files.
//
//go:embed machinecontext.json
var machineContext string

// context is the "@context" of a new collection.
func (c *Collection) context() []byte {
	own := strings.TrimSpace(contextJSON)
	if c.Creator.Software == nil {
		return []byte(own)
	}
	more := strings.ReplaceAll(strings.TrimSpace(machineContext), "\n", "\n    ")
	return []byte(strings.TrimSuffix(own, "\n  ]") + ",\n    " + more + "\n  ]")
}

// order is the order of a collection's members.
var order = []string{
	"@context", "id", "type", "label", "schemaVersion", "creator", "generator", "created",
	"document", "codebook", "coded", "refused", "total", "first", "last",
}

var pageOrder = []string{"id", "type", "partOf", "startIndex", "items"}

// Encode writes the collection. What was read and is unchanged keeps its bytes.
func (c *Collection) Encode() []byte { return c.encode(nil) }

// encode takes the bytes of annotations that were written before from memo, and
// adds those that it writes; memo may be nil.
func (c *Collection) encode(memo map[*annotate.Annotation][]byte) []byte {
	as := slices.Clone(c.Annotations)
	slices.SortFunc(as, annotate.Compare)
	items := c.raws(as, false, memo)
	refused := c.raws(as, true, memo)

	w := &wire.Writer{}
	w.Grow(headSize + sizeOf(items) + sizeOf(refused))
	w.Object(func() {
		for _, m := range arrange(c.head, order, c.members(items, refused)) {
			switch m.key {
			case "refused":
				array(w, m.key, refused)
			case "first":
				w.Key(m.key).Object(func() {
					for _, m := range arrange(c.page, pageOrder, c.pageMembers()) {
						if m.key == "items" {
							array(w, m.key, items)
							continue
						}
						w.Key(m.key).Raw(m.raw)
					}
				})
			default:
				w.Key(m.key).Raw(m.raw)
			}
		}
	})
	return append(w.Bytes(), '\n')
}

// headSize is about what is in a sidecar around its annotations, in bytes, and
// betweenItems what is between two of them.
const (
	headSize     = 4 << 10
	betweenItems = 8
)

func sizeOf(elements [][]byte) int {
	n := 0
	for _, e := range elements {
		n += len(e) + betweenItems
	}
	return n
}

func array(w *wire.Writer, key string, elements [][]byte) {
	w.Key(key).Array(func() {
		for _, e := range elements {
			w.Raw(e)
		}
	})
}

// encoder writes elements for the place where they are in the collection.
func (c *Collection) encoder(refused bool) encoder {
	e := encoder{source: c.Document.ID, of: c.Document.Digest, now: c.now, depth: 3}
	if refused {
		e.depth = 2
	}
	return e
}

func (c *Collection) raws(as []*annotate.Annotation, refused bool, memo map[*annotate.Annotation][]byte) (out [][]byte) {
	e := c.encoder(refused)
	for _, a := range as {
		if (a.Origin.How == annotate.Refused) != refused {
			continue
		}
		raw, ok := memo[a]
		if !ok {
			raw = e.item(a)
			if memo != nil {
				memo[a] = raw
			}
		}
		out = append(out, raw)
	}
	for _, o := range c.opaque {
		if o.refused == refused {
			out = append(out, o.raw)
		}
	}
	return out
}

// members returns what the collection says now; a nil value takes a member out,
// and one that is missing here stays as it was read.
func (c *Collection) members(items, refused [][]byte) map[string][]byte {
	m := map[string][]byte{
		"coded":   stamp(c.Coded),
		"refused": nil,
		"total":   number(len(items)),
		"first":   nil,
		"last":    nil,
	}
	if len(refused) > 0 {
		m["refused"] = []byte{}
	}
	if len(items) > 0 {
		m["first"] = []byte{}
		m["last"] = text(c.pageID())
	}
	was := documentIn(c.head)
	if c.head == nil || was != c.Document {
		m["document"] = c.document()
	}
	if c.head != nil {
		return m
	}
	for key, raw := range map[string][]byte{
		"@context":      c.context(),
		"id":            text(c.id("")),
		"type":          text("AnnotationCollection"),
		"label":         text(c.Label),
		"schemaVersion": text(Version),
		"creator":       c.creator(),
		"generator":     generator(),
		"created":       stamp(c.Created),
		"codebook":      textOrNone(c.Codebook),
	} {
		m[key] = raw
	}
	return m
}

func (c *Collection) pageMembers() map[string][]byte {
	if c.page != nil {
		return map[string][]byte{"items": {}}
	}
	return map[string][]byte{
		"id": text(c.pageID()), "type": text("AnnotationPage"), "partOf": c.partOf(),
		"startIndex": number(0), "items": {},
	}
}

// collectionID is the ID in the file, or that of a new one.
func (c *Collection) collectionID() string { return idIn(c.head, c.id("")) }
func (c *Collection) pageID() string       { return idIn(c.page, c.id("#page")) }

// partOf names the collection by an object: the W3C test suite takes no IRI.
func (c *Collection) partOf() []byte {
	w := &wire.Writer{Depth: 2}
	w.Object(func() {
		w.Text("id", c.collectionID())
		w.Text("type", "AnnotationCollection")
	})
	return w.Bytes()
}

func idIn(members []member, otherwise string) string {
	for _, m := range members {
		if m.key == "id" {
			if id := wire.NewReader(m.raw).String(); id != "" {
				return id
			}
		}
	}
	return otherwise
}

func documentIn(head []member) (d Document) {
	for _, m := range head {
		if m.key == "document" {
			d.read(wire.NewReader(m.raw))
		}
	}
	return d
}

// arrange returns the members of old with the changes in now, new ones standing
// where order wants them.
func arrange(old []member, order []string, now map[string][]byte) []member {
	var out []member
	for _, m := range old {
		raw, changes := now[m.key]
		if changes && raw == nil {
			continue
		}
		if len(raw) > 0 && !sameJSON(raw, m.raw) {
			m.raw = raw
		}
		out = append(out, m)
	}
	for at, key := range order {
		raw := now[key]
		if raw == nil || slices.ContainsFunc(out, func(m member) bool { return m.key == key }) {
			continue
		}
		i := sort.Search(len(out), func(i int) bool {
			return slices.Index(order, out[i].key) > at
		})
		out = slices.Insert(out, i, member{key, raw})
	}
	return out
}

// value returns what f writes, as it is in a collection.
func value(f func(w *wire.Writer)) []byte {
	w := &wire.Writer{Depth: 1}
	f(w)
	return w.Bytes()
}

func text(s string) []byte { return value(func(w *wire.Writer) { w.String(s) }) }
func number(n int) []byte  { return value(func(w *wire.Writer) { w.Int(n) }) }

func textOrNone(s string) []byte {
	if s == "" {
		return nil
	}
	return text(s)
}

func stamp(t time.Time) []byte { return textOrNone(stampOf(t)) }

// stampOf is a time in UTC and whole seconds, "" for the zero time.
func stampOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (c *Collection) creator() []byte {
	return value(func(w *wire.Writer) {
		w.Object(func() {
			w.Text("id", c.Creator.ID)
			if c.Creator.Software != nil {
				w.Text("type", softwareType)
			} else {
				w.Text("type", "Person")
			}
			w.Text("name", c.Creator.Name)
			w.Text("nickname", c.Creator.Nickname)
			w.Text("account", c.Creator.Account)
			if c.Creator.Software != nil {
				c.Creator.Software.write(w)
			}
		})
	})
}

func generator() []byte {
	return value(func(w *wire.Writer) {
		w.Object(func() {
			w.Text("id", "urn:x-stet:program")
			w.Text("type", "Software")
			w.Text("name", "stet")
		})
	})
}

func (c *Collection) document() []byte {
	d := c.Document
	return value(func(w *wire.Writer) {
		w.Object(func() {
			w.Text("id", d.ID)
			w.Text("type", "Text")
			w.Text("format", d.Format)
			w.Text("language", d.Language)
			w.Text("sha256", d.Digest)
			w.Key("codePoints").Int(d.CodePoints)
			w.Text("path", d.Path)
			w.Text("continues", d.Continues)
		})
	})
}
