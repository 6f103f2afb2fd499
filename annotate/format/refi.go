package format

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

// REFI-QDA is how MAXQDA, ATLAS.ti, NVivo and QualCoder exchange projects: a zip
// with project.qde and the texts. A label and each tag is a code; what has
// several is a selection with several codings (REFI-QDA 1.5, Project.xsd).
var refiFormat = Format{
	Name: "refi-qda", Title: "REFI-QDA", Ext: ".qdpx", Unit: CodePoints, Ends: true, Binary: true,
	Holds:  Labels | Tags | Notes | Overlaps | Coders | Times | IDs,
	Note:   "The end of a selection is exclusive, as in ATLAS.ti.",
	encode: encodeREFI, decode: decodeREFI,
}

// pathSign stands between the names of a code's parents and its own.
const pathSign = " > "

type (
	refiProject struct {
		XMLName xml.Name     `xml:"urn:QDA-XML:project:1.0 Project"`
		Name    string       `xml:"name,attr"`
		Origin  string       `xml:"origin,attr"`
		Users   []refiUser   `xml:"Users>User"`
		Codes   []refiCode   `xml:"CodeBook>Codes>Code"`
		Sources []refiSource `xml:"Sources>TextSource"`
		Notes   []refiNote   `xml:"Notes>Note"`
	}
	refiUser struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
		ID   string `xml:"id,attr,omitempty"`
	}
	refiCode struct {
		GUID    string     `xml:"guid,attr"`
		Name    string     `xml:"name,attr"`
		Codable bool       `xml:"isCodable,attr"`
		Codes   []refiCode `xml:"Code"`
	}
	refiSource struct {
		GUID       string          `xml:"guid,attr"`
		Name       string          `xml:"name,attr"`
		Path       string          `xml:"plainTextPath,attr,omitempty"`
		Content    *string         `xml:"PlainTextContent"`
		Selections []refiSelection `xml:"PlainTextSelection"`
		Codings    []refiCoding    `xml:"Coding"`
	}
	refiSelection struct {
		GUID        string        `xml:"guid,attr"`
		Name        string        `xml:"name,attr,omitempty"`
		Start       int           `xml:"startPosition,attr"`
		End         int           `xml:"endPosition,attr"`
		User        string        `xml:"creatingUser,attr,omitempty"`
		Created     string        `xml:"creationDateTime,attr,omitempty"`
		Modified    string        `xml:"modifiedDateTime,attr,omitempty"`
		Description string        `xml:"Description,omitempty"`
		Codings     []refiCoding  `xml:"Coding"`
		NoteRefs    []refiPointer `xml:"NoteRef"`
	}
	refiCoding struct {
		GUID    string      `xml:"guid,attr"`
		User    string      `xml:"creatingUser,attr,omitempty"`
		Created string      `xml:"creationDateTime,attr,omitempty"`
		Code    refiPointer `xml:"CodeRef"`
	}
	refiPointer struct {
		GUID string `xml:"targetGUID,attr"`
	}
	refiNote struct {
		GUID    string `xml:"guid,attr"`
		Name    string `xml:"name,attr,omitempty"`
		User    string `xml:"creatingUser,attr,omitempty"`
		Created string `xml:"creationDateTime,attr,omitempty"`
		Path    string `xml:"plainTextPath,attr,omitempty"`
		Content string `xml:"PlainTextContent"`
	}
)

// guid derives an identifier from what is identified, so that an export of the
// same thing is the same file.
func guid(parts ...string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:x-stet:"+strings.Join(parts, "\n"))).String()
}

func encodeREFI(out *output, pages iter.Seq[*page]) error {
	f, err := out.create("")
	if err != nil {
		return err
	}
	z := zip.NewWriter(f)
	w := &refiWriter{project: refiProject{Name: "stet", Origin: "stet"}, seen: map[string]bool{}, sources: map[string]int{}}
	for p := range pages {
		id := guid("text", p.Article.Path, p.Article.Meta.URL, p.Article.Digest)
		at, ok := w.sources[id]
		if !ok {
			at = len(w.project.Sources)
			w.sources[id] = at
			text, err := z.Create("sources/" + id + ".txt")
			if err != nil {
				return err
			}
			if _, err := io.WriteString(text, p.Article.Text); err != nil {
				return err
			}
			w.project.Sources = append(w.project.Sources, refiSource{
				GUID: id, Name: p.Name(), Path: "internal://" + id + ".txt"})
		}
		source := &w.project.Sources[at]
		for _, a := range p.Annotations {
			source.Selections = append(source.Selections, w.selection(a))
		}
	}
	qde, err := z.Create("project.qde")
	if err != nil {
		return err
	}
	if _, err := io.WriteString(qde, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(qde)
	e.Indent("", "  ")
	if err := e.Encode(w.project); err != nil {
		return err
	}
	return z.Close()
}

type refiWriter struct {
	project refiProject
	seen    map[string]bool // users and codes by their GUID
	sources map[string]int  // index of a source by its GUID
}

func (w *refiWriter) selection(a *annotate.Annotation) refiSelection {
	q := a.Target.Quote
	user := w.user(a.Creator)
	s := refiSelection{GUID: strings.TrimPrefix(a.ID, ownIDs), Name: q.Exact, Start: q.Start, End: q.End, User: user,
		Created: refiTime(a.Created), Modified: refiTime(a.Modified)}
	label, tags := labelOf(a)
	codes := []string{label}
	for _, t := range tags {
		tagged := labelled("note", "")
		tagged.Tags = []string{t}
		code, _ := labelOf(tagged)
		codes = append(codes, code)
	}
	for _, code := range codes {
		s.Codings = append(s.Codings, refiCoding{GUID: guid("coding", a.ID, code), User: user, Created: s.Created,
			Code: refiPointer{w.code(code)}})
	}
	if a.Comment != "" {
		id := guid("note", a.ID)
		w.project.Notes = append(w.project.Notes, refiNote{GUID: id, Name: label, User: user, Created: s.Created, Content: a.Comment})
		s.NoteRefs = []refiPointer{{id}}
	}
	return s
}

func (w *refiWriter) user(creator string) string {
	if creator == "" {
		return ""
	}
	id := guid("user", creator)
	if !w.seen[id] {
		w.seen[id] = true
		w.project.Users = append(w.project.Users, refiUser{GUID: id, Name: strings.TrimPrefix(creator, ownAnnotator), ID: creator})
	}
	return id
}

func (w *refiWriter) code(name string) string {
	id := guid("code", name)
	if !w.seen[id] {
		w.seen[id] = true
		w.project.Codes = append(w.project.Codes, refiCode{GUID: id, Name: name, Codable: true})
	}
	return id
}

func refiTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Limits of a project. Its texts are unpacked in memory.
const (
	maxREFIFiles = 10_000
	maxREFIText  = 64 << 20
)

// decodeREFI reads a .qdpx, or the project.qde of one with its texts inside.
func decodeREFI(src Source) ([]*page, []Loss, error) {
	qde := src.Data
	texts := map[string]func() ([]byte, error){}
	if bytes.HasPrefix(src.Data, []byte("PK")) {
		z, err := zip.NewReader(bytes.NewReader(src.Data), int64(len(src.Data)))
		if err != nil {
			return nil, nil, fmt.Errorf("no REFI-QDA project: %w", err)
		}
		if len(z.File) > maxREFIFiles {
			return nil, nil, fmt.Errorf("more than %d files in the project", maxREFIFiles)
		}
		var project func() ([]byte, error)
		left := int64(MaxFile) // of all that is unpacked
		for _, f := range z.File {
			read := func() ([]byte, error) { return unzip(f, &left) }
			if path.Ext(f.Name) == ".qde" {
				project = read
			}
			texts[path.Base(f.Name)] = read
		}
		if project == nil {
			return nil, nil, fmt.Errorf("no project.qde in the file")
		}
		if qde, err = project(); err != nil {
			return nil, nil, err
		}
	}
	var project refiProject
	switch err := xml.Unmarshal(qde, &project); {
	case errors.Is(err, io.EOF):
		return nil, nil, errors.New("no REFI-QDA project: there is no XML in it")
	case err != nil:
		return nil, nil, fmt.Errorf("no REFI-QDA project: %w", err)
	}
	r := newRefiReader(src, &project)
	var pages []*page
	for i, s := range project.Sources {
		text, ok := r.text(s, texts)
		if !ok && len(s.Selections) > 0 && src.only() == nil {
			r.lose(s.GUID, "text that is missing", s.Name)
			continue
		}
		p := newPage(Document{Article: &model.Article{Text: text, Path: cmp.Or(s.Name, fmt.Sprintf("%s-%d", src.stem(), i+1))}})
		r.source(p, s)
		pages = append(pages, p)
	}
	return pages, r.losses, nil
}

func unzip(f *zip.File, left *int64) ([]byte, error) {
	limit := min(maxREFIText, *left)
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%s: larger than %d MB", f.Name, limit>>20)
	}
	*left -= int64(len(data))
	return data, err
}

type refiReader struct {
	src    Source
	losses []Loss
	codes  map[string]string
	users  map[string]string
	notes  map[string]string
}

func newRefiReader(src Source, p *refiProject) *refiReader {
	r := &refiReader{src: src, codes: map[string]string{}, users: map[string]string{}, notes: map[string]string{}}
	var walk func([]refiCode)
	walk = func(codes []refiCode) {
		for _, c := range codes {
			r.codes[c.GUID] = c.Name
			walk(c.Codes)
		}
	}
	walk(p.Codes)
	for _, u := range p.Users {
		r.users[u.GUID] = cmp.Or(u.ID, u.Name)
	}
	for _, n := range p.Notes {
		r.notes[n.GUID] = n.Content
	}
	return r
}

func (r *refiReader) lose(id string, w What, detail string) {
	r.losses = append(r.losses, Loss{What: w, Document: r.src.Name, ID: id, Detail: detail})
}

// text returns the text of a source, from the project or from the file that it
// names.
func (r *refiReader) text(s refiSource, texts map[string]func() ([]byte, error)) (string, bool) {
	if s.Content != nil {
		return *s.Content, true
	}
	read, ok := texts[strings.TrimPrefix(s.Path, "internal://")]
	if !ok {
		return "", false
	}
	data, err := read()
	if err != nil {
		r.lose(s.GUID, BrokenLine, err.Error())
		return "", false
	}
	return strings.ToValidUTF8(string(data), "\ufffd"), true
}

// probe takes the beginning of a long selection, of which ATLAS.ti writes no
// more than its first words and "…".
func (p *page) probe(name string, start int) {
	words, cut := strings.CutSuffix(name, "…")
	if n := utf8.RuneCountInString(words); cut && n > 20 && start >= 0 {
		p.probes = append(p.probes, annotate.Place{Quote: annotate.Quote{Exact: words, Start: start, End: start + n}})
	}
}

// inclusive reports whether the end of a selection is its last character and not
// the one after it: by the length of names that are the words themselves.
func inclusive(selections []refiSelection) bool {
	votes := 0
	for _, sel := range selections {
		for _, u := range []Unit{CodePoints, UTF16, Bytes} {
			switch unitsIn(sel.Name, u) - (sel.End - sel.Start) {
			case 0:
				votes--
			case 1:
				votes++
			}
		}
	}
	return votes > 0
}

func unitsIn(s string, u Unit) (n int) {
	for _, c := range s {
		n += u.count(c, utf8.RuneLen(c))
	}
	return n
}

// mayBe reports whether a name can be the words of a selection of that length, in
// some unit; a line end may be one character in one of them and two in the other.
func mayBe(name string, length int) bool {
	ends := strings.Count(name, "\n") + strings.Count(name, " ")
	for _, u := range []Unit{CodePoints, UTF16, Bytes} {
		if d := length - unitsIn(name, u); name != "" && (d == 0 || d > 0 && d <= ends) {
			return true
		}
	}
	return false
}

// doubt says that the quote of an annotation may be no words.
func (p *page) doubt(a *annotate.Annotation) {
	if p.soft == nil {
		p.soft = map[*annotate.Place]bool{}
	}
	p.soft[&a.Target.Place] = true
}

func (r *refiReader) source(p *page, s refiSource) {
	last := 0
	if inclusive(s.Selections) {
		last = 1
	}
	for _, sel := range s.Selections {
		a := r.coded(sel.GUID, sel.Codings)
		q := annotate.Quote{Start: sel.Start, End: sel.End + last}
		// The name of a selection is its words, unless somebody renamed it.
		if mayBe(sel.Name, q.End-q.Start) {
			q.Exact = sel.Name
			p.doubt(a)
		} else {
			p.probe(sel.Name, sel.Start)
		}
		if q.Start < 0 || q.End < q.Start {
			r.lose(sel.GUID, BrokenLine, fmt.Sprintf("from %d to %d", sel.Start, sel.End))
			continue
		}
		a.Target.Quote = q
		a.Creator, a.Created, a.Modified = r.users[sel.User], anyTime(sel.Created), anyTime(sel.Modified)
		notes := []string{}
		if sel.Description != "" {
			notes = append(notes, sel.Description)
		}
		for _, n := range sel.NoteRefs {
			notes = append(notes, r.notes[n.GUID])
		}
		a.Comment = strings.Join(notes, "\n\n")
		p.Annotations = append(p.Annotations, a)
	}
	for _, c := range s.Codings {
		a := r.coded(c.GUID, []refiCoding{c})
		a.Target.Whole = true
		a.Creator, a.Created = r.users[c.User], anyTime(c.Created)
		p.Annotations = append(p.Annotations, a)
	}
}

// coded makes an annotation of codes: the first that is a label of stet's says
// the kind, the others are tags.
func (r *refiReader) coded(id string, codings []refiCoding) *annotate.Annotation {
	var a *annotate.Annotation
	for i, c := range codings {
		name, ok := r.codes[c.Code.GUID]
		if !ok {
			r.lose(id, Dangling, "code "+c.Code.GUID)
			continue
		}
		b := spanOf(r.src.kinds(), name)
		switch {
		case a == nil && (i == 0 || b.Kind() != "note"):
			a = b
		case b.Kind() == "note" && len(b.Tags) == 1:
			a.Tags = append(a.Tags, b.Tags[0])
		default:
			a.Tags = append(a.Tags, name)
		}
	}
	if a == nil {
		a = spanOf(kind.All, "")
	}
	a.ID = ownIDs + strings.ToLower(strings.Trim(id, "{}"))
	return a
}
