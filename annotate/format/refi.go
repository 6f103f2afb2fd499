package format

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/google/uuid"

	"stet/annotate"
)

// REFI-QDA is how MAXQDA, ATLAS.ti, NVivo and QualCoder exchange projects: a zip
// with project.qde and the texts. A label and each tag is a code; what has
// several is a selection with several codings (REFI-QDA 1.5, Project.xsd).
var refiFormat = Format{
	Name: "refi-qda", Title: "REFI-QDA", Ext: ".qdpx", Unit: CodePoints, Ends: true, Binary: true,
	Holds:  Labels | Tags | Notes | Overlaps | WholeArticle | Coders | Times | IDs,
	Note:   "The end of a selection is exclusive, as in ATLAS.ti.",
	encode: encodeREFI, decode: decodeREFI,
}

// pathSign is between the names of a code's parents and its own.
const pathSign = " > "

type (
	refiProject struct {
		XMLName xml.Name     `xml:"urn:QDA-XML:project:1.0 Project"`
		Name    string       `xml:"name,attr"`
		Origin  string       `xml:"origin,attr"`
		User    string       `xml:"creatingUserGUID,attr,omitempty"`
		Users   []refiUser   `xml:"Users>User"`
		Codes   []refiCode   `xml:"CodeBook>Codes>Code"`
		Sources []refiSource `xml:"Sources>TextSource"`
		PDFs    []refiPDF    `xml:"Sources>PDFSource"`
		Notes   []refiNote   `xml:"Notes>Note"`
	}
	// refiOut is a project on its way out: the schema allows no empty lists.
	refiOut struct {
		XMLName xml.Name     `xml:"urn:QDA-XML:project:1.0 Project"`
		Name    string       `xml:"name,attr"`
		Origin  string       `xml:"origin,attr"`
		Users   *refiUsers   `xml:"Users"`
		Codes   *refiCodes   `xml:"CodeBook>Codes"`
		Sources *refiSources `xml:"Sources"`
		Notes   *refiNotes   `xml:"Notes"`
	}
	refiUsers   struct{ User []refiUser }
	refiCodes   struct{ Code []refiCode }
	refiSources struct{ TextSource []refiSource }
	refiNotes   struct{ Note []refiNote }

	refiPDF struct {
		GUID     string        `xml:"guid,attr"`
		Name     string        `xml:"name,attr"`
		Text     *refiSource   `xml:"Representation"`
		Codings  []refiCoding  `xml:"Coding"`
		NoteRefs []refiPointer `xml:"NoteRef"`
	}
	refiUser struct {
		GUID string `xml:"guid,attr"`
		Name string `xml:"name,attr"`
		ID   string `xml:"id,attr,omitempty"`
	}
	refiCode struct {
		GUID        string     `xml:"guid,attr"`
		Name        string     `xml:"name,attr"`
		Codable     bool       `xml:"isCodable,attr"`
		Description string     `xml:"Description,omitempty"`
		Codes       []refiCode `xml:"Code"`
	}
	refiSource struct {
		GUID        string          `xml:"guid,attr"`
		Name        string          `xml:"name,attr"`
		Path        string          `xml:"plainTextPath,attr,omitempty"`
		Description string          `xml:"Description,omitempty"`
		Content     *string         `xml:"PlainTextContent"`
		Selections  []refiSelection `xml:"PlainTextSelection"`
		Codings     []refiCoding    `xml:"Coding"`
		NoteRefs    []refiPointer   `xml:"NoteRef"`
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
		GUID    string        `xml:"guid,attr"`
		User    string        `xml:"creatingUser,attr,omitempty"`
		Created string        `xml:"creationDateTime,attr,omitempty"`
		Code    refiPointer   `xml:"CodeRef"`
		Notes   []refiPointer `xml:"NoteRef"`
	}
	refiPointer struct {
		GUID string `xml:"targetGUID,attr"`
	}
	refiNote struct {
		GUID        string `xml:"guid,attr"`
		Name        string `xml:"name,attr,omitempty"`
		User        string `xml:"creatingUser,attr,omitempty"`
		Created     string `xml:"creationDateTime,attr,omitempty"`
		Path        string `xml:"plainTextPath,attr,omitempty"`
		Description string `xml:"Description,omitempty"`
		Content     string `xml:"PlainTextContent"`
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
	w := &refiWriter{project: refiProject{Name: "stet", Origin: "stet"}, seen: map[string]bool{}, sources: map[string]int{}, names: map[string]string{}}
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
		w.means = p.Meaning
		for _, a := range p.Annotations {
			if !strings.HasPrefix(a.Creator, ownAnnotator) {
				w.names[a.Creator] = p.Annotator
			}
			if a.Target.Whole {
				source.Codings = append(source.Codings, w.whole(a)...)
				if !a.Modified.IsZero() && !a.Modified.Equal(a.Created) { // the schema has no place for it
					out.lose(p, a, Times.What(), "when a coding of the whole text was changed")
				}
				continue
			}
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
	if err := e.Encode(w.project.out()); err != nil {
		return err
	}
	return z.Close()
}

func (p *refiProject) out() refiOut {
	o := refiOut{Name: p.Name, Origin: p.Origin}
	if len(p.Users) > 0 {
		o.Users = &refiUsers{p.Users}
	}
	if len(p.Codes) > 0 {
		o.Codes = &refiCodes{p.Codes}
	}
	if len(p.Sources) > 0 {
		o.Sources = &refiSources{p.Sources}
	}
	if len(p.Notes) > 0 {
		o.Notes = &refiNotes{p.Notes}
	}
	return o
}

// refiPage describes a selection of an article with pages.
const refiPage = "p. %d"

type refiWriter struct {
	project refiProject
	seen    map[string]bool   // users and codes by their GUID
	sources map[string]int    // index of a source by its GUID
	names   map[string]string // of annotators, by what their annotations bear
	means   func(code string) string
}

func (w *refiWriter) selection(a *annotate.Annotation) refiSelection {
	q := a.Target.Quote
	user := w.user(a.Creator)
	s := refiSelection{GUID: strings.TrimPrefix(a.ID, ownIDs), Name: q.Exact, Start: q.Start, End: q.End, User: user,
		Created: refiTime(a.Created), Modified: refiTime(a.Modified)}
	if q.Page > 0 {
		s.Description = fmt.Sprintf(refiPage, q.Page)
	}
	for _, code := range refiCodesOf(a) {
		s.Codings = append(s.Codings, refiCoding{GUID: codingID(a.ID, code), User: user, Created: s.Created, Code: refiPointer{w.code(code)}})
	}
	s.NoteRefs = w.memo(a, user, s.Created)
	return s
}

// whole writes codings of a whole text, of which the first bears the annotation's ID
// and its memo.
func (w *refiWriter) whole(a *annotate.Annotation) (codings []refiCoding) {
	user, created := w.user(a.Creator), refiTime(a.Created)
	for i, code := range refiCodesOf(a) {
		c := refiCoding{GUID: codingID(a.ID, code), User: user, Created: created, Code: refiPointer{w.code(code)}}
		if i == 0 {
			c.GUID, c.Notes = strings.TrimPrefix(a.ID, ownIDs), w.memo(a, user, created)
		}
		codings = append(codings, c)
	}
	return codings
}

// refiCodesOf are the label and the tags of an annotation.
func refiCodesOf(a *annotate.Annotation) []string {
	label, tags := labelOf(a)
	codes := []string{label}
	for _, t := range tags {
		tagged := remark()
		tagged.Tags = []string{t}
		code, _ := labelOf(tagged)
		codes = append(codes, code)
	}
	return codes
}

func codingID(annotation, code string) string { return guid("coding", annotation, code) }

// memo writes the comment of an annotation.
func (w *refiWriter) memo(a *annotate.Annotation, user, created string) []refiPointer {
	if a.Comment == "" {
		return nil
	}
	id, label := guid("note", a.ID), refiCodesOf(a)[0]
	w.project.Notes = append(w.project.Notes, refiNote{GUID: id, Name: label, User: user, Created: created, Content: a.Comment})
	return []refiPointer{{id}}
}

func (w *refiWriter) user(creator string) string {
	if creator == "" {
		return ""
	}
	id := guid("user", creator)
	if !w.seen[id] {
		w.seen[id] = true
		w.project.Users = append(w.project.Users, refiUser{GUID: id, Name: orElse(w.names[creator], nameIn(creator)), ID: creator})
	}
	return id
}

// code returns the GUID of a code, which is in the tree where its name says.
func (w *refiWriter) code(name string) string {
	id := guid("code", name)
	if !w.seen[id] {
		w.seen[id] = true
		at := &w.project.Codes
		parts := strings.Split(name, pathSign)
		for i := range parts[:len(parts)-1] {
			parent := guid("code", strings.Join(parts[:i+1], pathSign))
			w.seen[parent] = true
			at = &codeIn(at, parent, parts[i]).Codes
		}
		c := codeIn(at, id, parts[len(parts)-1])
		if w.means != nil {
			c.Description = w.means(name)
		}
	}
	return id
}

// codeIn returns the code of that GUID in a list, which it adds if it is not there.
func codeIn(codes *[]refiCode, id, name string) *refiCode {
	for i := range *codes {
		if c := &(*codes)[i]; c.GUID == id {
			return c
		}
	}
	*codes = append(*codes, refiCode{GUID: id, Name: name, Codable: true})
	return &(*codes)[len(*codes)-1]
}

func refiTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// time reads a time, or tells that it cannot be read.
func (r *refiReader) time(guid, s string) time.Time {
	r.losses = append(r.losses, wrongTimes(r.src.Name, guid, s)...)
	return anyTime(s)
}
