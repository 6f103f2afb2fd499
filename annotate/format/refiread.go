package format

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
)

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
	r := newRefiReader(src, &project, texts)
	r.others(qde)
	var pages []*page
	for i, s := range r.sources(&project) {
		text, ok := r.text(s)
		if !ok && len(s.Selections)+len(s.Codings)+len(s.NoteRefs) == 0 {
			continue
		}
		if !ok && src.only() == nil {
			r.lose(s.GUID, MissingText, s.Name)
			continue
		}
		p := newPage(Document{Article: &model.Article{Text: text, Path: cmp.Or(s.Name, fmt.Sprintf("%s-%d", src.stem(), i+1))}})
		p.people = r.names
		r.source(p, s)
		pages = append(pages, p)
	}
	r.unread(project.Notes)
	return pages, r.losses, nil
}

// sources are the texts of a project, also those of its PDF files.
func (r *refiReader) sources(project *refiProject) []refiSource {
	out := slices.Clone(project.Sources)
	for _, pdf := range project.PDFs {
		if pdf.Text == nil {
			r.lose(pdf.GUID, What{"PDF file without its text", "PDF files without their text"}, pdf.Name)
			continue
		}
		s := *pdf.Text
		s.Name = cmp.Or(pdf.Name, s.Name)
		s.Codings, s.NoteRefs = append(s.Codings, pdf.Codings...), append(s.NoteRefs, pdf.NoteRefs...)
		out = append(out, s)
	}
	return out
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
	texts  map[string]func() ([]byte, error)
	codes  map[string]string // with the names of their parents
	users  map[string]string
	names  map[string]string // of users, by what their annotations bear
	notes  map[string]refiNote
	told   map[string]bool // notes that something refers to
}

func newRefiReader(src Source, p *refiProject, texts map[string]func() ([]byte, error)) *refiReader {
	r := &refiReader{src: src, texts: texts, codes: map[string]string{}, users: map[string]string{}, names: map[string]string{},
		notes: map[string]refiNote{}, told: map[string]bool{}}
	var walk func(parents string, codes []refiCode)
	walk = func(parents string, codes []refiCode) {
		for _, c := range codes {
			r.codes[c.GUID] = parents + c.Name
			walk(parents+c.Name+pathSign, c.Codes)
		}
	}
	walk("", p.Codes)
	for _, u := range p.Users {
		who := u.Name
		if looksIRI().MatchString(u.ID) || who == "" {
			who = cmp.Or(u.ID, who, u.GUID)
		}
		r.users[u.GUID] = who
		if who != u.Name && !strings.HasPrefix(who, ownAnnotator) {
			r.names[who] = u.Name
		}
	}
	first := p.User
	if len(p.Users) == 1 {
		first = p.Users[0].GUID
	}
	r.users[""] = r.users[first] // whatever names nobody is whose the project is
	for _, n := range p.Notes {
		r.notes[n.GUID] = n
	}
	return r
}

// remarks are the memos that something refers to, and its description.
func (r *refiReader) remarks(description string, refs []refiPointer) string {
	var out []string
	if description != "" {
		out = append(out, description)
	}
	for _, ref := range refs {
		n, ok := r.notes[ref.GUID]
		if r.told[ref.GUID] = true; !ok {
			r.lose(ref.GUID, Dangling, "memo")
			continue
		}
		text := n.Content
		if n.Path != "" {
			text, _ = r.file(n.GUID, n.Path)
		}
		if text = unixEnds(text); n.Path != "" {
			text = strings.TrimSpace(text)
		}
		text = orElseText(text, n.Description)
		if text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, "\n\n")
}

func unixEnds(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

func (r *refiReader) lose(id string, w What, detail string) {
	r.losses = append(r.losses, Loss{What: w, Document: r.src.Name, ID: id, Detail: detail})
}

// text returns the text of a source, from the project or from the file that it
// names.
func (r *refiReader) text(s refiSource) (string, bool) {
	if s.Content != nil {
		return *s.Content, true
	}
	return r.file(s.GUID, s.Path)
}

func (r *refiReader) file(id, path string) (string, bool) {
	read, ok := r.texts[strings.TrimPrefix(path, "internal://")]
	if !ok {
		return "", false
	}
	data, err := read()
	if err != nil {
		r.lose(id, BrokenLine, err.Error())
		return "", false
	}
	text, told := decoded(data, r.src.Name)
	r.losses = append(r.losses, told...)
	return text, true
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

// source makes annotations of the selections, codings and memos of a text.
func (r *refiReader) source(p *page, s refiSource) {
	last := 0
	if inclusive(s.Selections) {
		last = 1
	}
	for _, sel := range s.Selections {
		q := annotate.Quote{Start: sel.Start, End: sel.End + last}
		if q.Start < 0 || q.End < q.Start {
			r.lose(sel.GUID, BrokenLine, fmt.Sprintf("from %d to %d", sel.Start, sel.End))
			continue
		}
		named := mayBe(sel.Name, q.End-q.Start) // its words, unless somebody renamed it
		if !named {
			p.probe(sel.Name, sel.Start)
		}
		notes := sel.NoteRefs
		for _, c := range sel.Codings {
			notes = append(notes, c.Notes...)
		}
		for i, codings := range byUser(sel) {
			a := r.coded(sel.GUID, codings)
			if a.Target.Quote = q; named {
				a.Target.Quote.Exact = sel.Name
				p.doubt(a)
			}
			user := sel.User
			if len(codings) > 0 {
				user = cmp.Or(codings[0].User, sel.User)
			}
			a.Creator, a.Created, a.Modified = r.users[user], anyTime(sel.Created), anyTime(sel.Modified)
			if i > 0 {
				a.ID += " " + user
			} else {
				r.losses = append(r.losses, wrongTimes(r.src.Name, sel.GUID, sel.Created, sel.Modified)...)
				a.Comment = r.remarks(withoutPage(sel.Description), notes)
			}
			p.Annotations = append(p.Annotations, a)
		}
	}
	for _, codings := range r.ofWhole(s.Codings) {
		c := codings[0]
		a := r.coded(c.GUID, codings)
		a.Target.Whole = true
		a.Creator, a.Created, a.Comment = r.users[c.User], r.time(c.GUID, c.Created), r.remarks("", c.Notes)
		p.Annotations = append(p.Annotations, a)
	}
	for i, ref := range append([]refiPointer{{}}, s.NoteRefs...) {
		a := remark()
		if a.Target.Whole = true; i == 0 {
			a.Comment, a.Creator = s.Description, r.users[""]
		} else {
			n := r.notes[ref.GUID]
			a.ID, a.Comment = ownIDs+strings.ToLower(strings.Trim(ref.GUID, "{}")), r.remarks("", []refiPointer{ref})
			a.Creator, a.Created = r.users[n.User], r.time(ref.GUID, n.Created)
		}
		if a.Comment != "" {
			p.Annotations = append(p.Annotations, a)
		}
	}
}

// ofWhole gathers the codings of a text. Each is an annotation, but for those that
// stet wrote of one: they follow the first, from which their IDs come.
func (r *refiReader) ofWhole(codings []refiCoding) (out [][]refiCoding) {
	for _, c := range codings {
		if n := len(out) - 1; n >= 0 && c.GUID == codingID(ownIDs+out[n][0].GUID, r.codes[c.Code.GUID]) {
			out[n] = append(out[n], c)
			continue
		}
		out = append(out, []refiCoding{c})
	}
	return out
}

// byUser divides the codings of a selection by who made them, those of the first
// first. A selection without codings is one of its own maker.
func byUser(sel refiSelection) [][]refiCoding {
	if len(sel.Codings) == 0 {
		return [][]refiCoding{nil}
	}
	var out [][]refiCoding
	at := map[string]int{}
	for _, c := range sel.Codings {
		user := cmp.Or(c.User, sel.User)
		i, known := at[user]
		if !known {
			i = len(out)
			at[user] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], c)
	}
	return out
}

// coded makes an annotation of codes: the first that is a label of stet's says
// the kind, the others are tags.
func (r *refiReader) coded(id string, codings []refiCoding) *annotate.Annotation {
	var a *annotate.Annotation
	for i, c := range codings {
		name, ok := r.codes[c.Code.GUID]
		if !ok {
			r.lose(id, Dangling, fmt.Sprintf("code %s", c.Code.GUID))
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

// withoutPage is what a selection's description says besides its page.
func withoutPage(description string) string {
	var page int
	if n, _ := fmt.Sscanf(description, refiPage, &page); n == 1 && description == fmt.Sprintf(refiPage, page) {
		return ""
	}
	return description
}
