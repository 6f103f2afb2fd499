package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/annotate/wire"
)

// Version is the schema version that is written. Only a greater number before
// the first dot keeps this program from writing a file.
const Version = "1"

// A Collection is a sidecar as it is read and written.
type Collection struct {
	Document Document
	Label    string
	Creator  Creator
	Created  time.Time
	Coded    time.Time // when the article was marked as done, or zero
	Codebook string    // IRI, or ""
	Version  string

	// Annotations holds refused suggestions too.
	Annotations []*annotate.Annotation
	// Problems are what could not be understood. Nothing of it is lost: it is
	// written back as it was.
	Problems []Problem

	now    string   // digest of the present text, "" if it is not known
	head   []member // of the collection, as it was read; nil for a new one
	page   []member // of its one page
	opaque []opaque // elements that are no annotations
}

// A Document is the article that a collection speaks of.
type Document struct {
	ID         string // IRI
	Format     string // media type
	Language   string
	Digest     string // SHA-256 of the text in hexadecimal
	CodePoints int    // length of the text
	Path       string // of a file in a folder that cannot be written, else ""
	// Continues is the SHA-256 of the sidecar that lay there when this one was
	// begun in its place, "" if there was none.
	Continues string
}

// A Creator is the annotator. Account is the IRI of the account in another
// program whose annotations an import put into the sidecar, "" in any other.
type Creator struct {
	ID, Name, Nickname, Account string
	Software                    *Software // of a machine, nil of a person
}

// A Problem is something wrong in a sidecar.
type Problem struct {
	Path string
	Line int    // from 1; 0 if it is of the whole file
	ID   string // of the annotation, or ""
	Msg  string
}

func (p Problem) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Msg)
	}
	return fmt.Sprintf("%s: %s", p.Path, p.Msg)
}

// A member of an object as it was read. The bytes of those that hold the
// annotations are empty: they are written from there.
type member struct {
	key string
	raw []byte
}

type opaque struct {
	raw     []byte
	refused bool
}

// NewCollection returns an empty collection about a document. Its IDs follow
// from the document and the annotator, so that two machines make the same.
func NewCollection(doc Document, by Creator, title string, created time.Time) *Collection {
	label := fmt.Sprintf("annotations by %s", by.Nickname)
	if title != "" {
		label = title + " — " + label
	}
	return &Collection{Document: doc, Creator: by, Label: label, Created: created, Version: Version}
}

// id derives an IRI from the document and the annotator (UUID version 5,
// RFC 9562).
func (c *Collection) id(part string) string {
	return "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte(c.Document.ID+"#"+c.Creator.Nickname+part)).String()
}

// Empty reports whether there is nothing to say, and so no file to write.
func (c *Collection) Empty() bool {
	return len(c.Annotations) == 0 && len(c.opaque) == 0 && c.Coded.IsZero()
}

// Newer reports whether a program of a newer schema wrote it.
func (c *Collection) Newer() bool {
	major, _, _ := strings.Cut(c.Version, ".")
	n, err := strconv.Atoi(major)
	return c.Version != "" && (err != nil || n > 1)
}

// Limits of a sidecar. The largest real one measured, 10,000 annotations, has
// 18 MB.
const (
	MaxSize        = 256 << 20 // bytes
	MaxAnnotations = 1_000_000
	maxMembers     = 1000 // of the collection and of its page
)

// Decode reads a sidecar. The data is kept and must not change. Own are the kinds
// that the library's codebook adds (see [Desk.Kinds]); annotations of others stay
// as they are. An error means that it is no sidecar at all; what is wrong with
// single annotations is in Problems.
func Decode(data []byte, own ...kind.Kind) (*Collection, error) {
	if len(data) > MaxSize {
		return nil, fmt.Errorf("larger than %d MB", MaxSize>>20)
	}
	c := &Collection{}
	r := wire.NewReader(data)
	typ := ""
	var items, refused []element
	for key := range r.Object() {
		switch {
		case has(c.head, key):
			r.Fail("%q occurs twice", key)
		case len(c.head) == maxMembers:
			r.Fail("more than %d keys", maxMembers)
		}
		m := member{key, []byte{}}
		switch key {
		case "first":
			items = c.readPage(r)
		case "refused":
			refused = elements(r)
		default:
			m.raw = r.Raw()
			c.readHead(key, m.raw, &typ)
		}
		c.head = append(c.head, m)
	}
	r.End()
	if err := r.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", wire.Line(data, r.Offset()), err)
	}
	if typ != "AnnotationCollection" {
		return nil, fmt.Errorf("no AnnotationCollection")
	}
	c.decodeAll(data, items, refused, kind.All.With(own))
	if c.Document.Language != "" {
		c.unsought(c.Document.Language)
	}
	return c, nil
}

func has(ms []member, key string) bool {
	return slices.ContainsFunc(ms, func(m member) bool { return m.key == key })
}

func (c *Collection) readPage(r *wire.Reader) (items []element) {
	for key := range r.Object() {
		switch {
		case has(c.page, key):
			r.Fail("%q occurs twice", key)
		case len(c.page) == maxMembers:
			r.Fail("more than %d keys", maxMembers)
		}
		if key == "items" {
			items = elements(r)
			c.page = append(c.page, member{key, []byte{}})
			continue
		}
		c.page = append(c.page, member{key, r.Raw()})
	}
	return items
}

// An element is one value of an array and where it begins.
type element struct {
	raw []byte
	at  int
}

func elements(r *wire.Reader) (out []element) {
	for i := range r.Array() {
		if i == MaxAnnotations {
			r.Fail("more than %d elements", MaxAnnotations)
			break
		}
		raw := r.Raw()
		out = append(out, element{raw, r.Offset() - len(raw)})
	}
	return out
}

// readHead takes over a member of the collection. One of an unexpected type is
// kept as it is and says nothing.
func (c *Collection) readHead(key string, raw []byte, typ *string) {
	r := wire.NewReader(raw)
	switch key {
	case "type":
		if ts := r.Strings(); len(ts) > 0 {
			*typ = ts[0]
		}
	case "label":
		c.Label = r.String()
	case "schemaVersion":
		c.Version = r.String()
	case "created":
		c.Created = readTime(r)
	case "coded":
		c.Coded = readTime(r)
	case "codebook":
		c.Codebook = r.String()
	case "creator":
		software, machine := &Software{}, false
		for key := range r.Object() {
			switch key {
			case "type":
				machine = r.String() == softwareType
			case "id":
				c.Creator.ID = r.String()
			case "name":
				c.Creator.Name = r.String()
			case "nickname":
				c.Creator.Nickname = r.String()
			case "account":
				c.Creator.Account = r.String()
			default:
				software.read(key, r)
			}
		}
		if machine {
			c.Creator.Software = software
		}
	case "document":
		c.Document.read(r)
	}
}

func (d *Document) read(r *wire.Reader) {
	for key := range r.Object() {
		switch key {
		case "id":
			d.ID = r.String()
		case "format":
			d.Format = r.String()
		case "language":
			d.Language = r.String()
		case "sha256":
			d.Digest = r.String()
		case "codePoints":
			d.CodePoints = r.Int()
		case "path":
			d.Path = r.String()
		case "continues":
			d.Continues = r.String()
		}
	}
}
